"""What a lever says.

Where it stands, what was asked of it, what one unit costs and from where the cost is taken.
"""

from __future__ import annotations

from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.simulation.rules.limits import decimals_of
from udp_core.simulation.rules.model import Model, ModelLever, Position, Price

MONEY = "€"
WHOLE_YEAR = "tutto l’anno"


def start_words(lever: ModelLever) -> str:
    """«773 posti»; of a change, the level it is made on.

    «51,00 € al giorno», «–» where that is not known.
    """
    if not lever.change:
        return f"{value_words(lever, lever.start)} {lever.unit}"
    return "–" if lever.level is None else f"{_level(lever)} {lever.unit}"


def value_words(lever: ModelLever, value: Fraction) -> str:
    """«783»; a change wears its sign: «+0,50»."""
    written = italian.number(value, decimals_of(lever))
    return italian.signed(written) if lever.change else written


def moved_words(lever: ModelLever, value: Fraction) -> str:
    """«783»; a change with its unit: «+0,50 € al giorno»."""
    return (
        f"{value_words(lever, value)} {lever.unit}" if lever.change else value_words(lever, value)
    )


def on_level(lever: ModelLever) -> str:
    """«su 51,00»: beside a change; empty where there is nothing to set beside it."""
    return f"su {_level(lever)}" if lever.change and lever.level is not None else ""


def _level(lever: ModelLever) -> str:
    level = lever.level or Fraction(0)
    whole = level.denominator == 1 and not lever.unit.startswith(MONEY)
    return italian.number(level, 0 if whole else 2)


def when_words(lever: ModelLever, month: int) -> str:
    """«da giugno»; «tutto l’anno» where a lever has no month."""
    return f"da {italian.month(month)}" if lever.monthly else WHOLE_YEAR


def price_words(price: Price) -> str:
    """What a unit costs the fund.

    The cost in use, where it comes from, and the other beside it with the difference.
    """
    one = _each(price)
    listed = None if price.listed is None else f"{_euro(Fraction(price.listed))}{one}"
    doubt = "" if price.listed_sure else ", da verificare"
    if price.implied is None:
        return (
            f"{listed}: costo di listino{doubt}; il programma non ha un’attività da cui ricavarlo"
        )
    programme = f"{_euro(price.implied)}{one}"
    if listed is None:
        return f"{programme}: costo del programma {_basis(price)}"
    if price.from_list:
        return (
            f"{listed}: costo di listino{doubt}, {_difference(price)} di quello del programma"
            f" ({programme})"
        )
    return (
        f"{programme}: costo del programma {_basis(price)}; di listino {listed}{doubt},"
        f" {_difference(price)}"
    )


def price_short(price: Price) -> str:
    """The same in one breath, to stand under a lever."""
    one = _each(price)
    doubt = "" if price.listed_sure or price.listed is None else ", da verificare"
    if price.implied is None:
        return f"{_euro(price.cents)}{one}, di listino{doubt}"
    if price.listed is None:
        return f"{_euro(price.implied)}{one}, dal programma"
    listed = f"{_euro(Fraction(price.listed))}{doubt}"
    if price.from_list:
        return (
            f"{_euro(price.cents)}{one}, di listino{doubt} ({_difference(price)}); dal programma"
            f" {_euro(price.implied)}"
        )
    return f"{_euro(price.implied)}{one}, dal programma; di listino {listed} ({_difference(price)})"


def _each(price: Price) -> str:
    return {"": "", "ora": " all’ora"}.get(price.unit, f" a {price.unit}")


def _euro(cents: Fraction) -> str:
    return italian.euro(Money.rounded(cents / 100))


def _basis(price: Price) -> str:
    plural = {"giornata": "giornate", "ora": "ore"}.get(price.unit, "unità")
    return (
        f"({italian.euro(Money(price.programmed or 0))} per {italian.number(price.activity)}"
        f" {plural})"
    )


def _difference(price: Price) -> str:
    share = price.difference or Fraction(0)
    if italian.percent(abs(share)) == italian.percent(Fraction(0)):
        return "uguale"
    return f"{italian.the_percent(abs(share), 1)} in {'più' if share > 0 else 'meno'}"


def costs_words(model: Model, position: Position) -> tuple[str, ...]:
    """The unit costs that a position rests on, one a lever moved."""
    found = zip(model.levers, position.values, strict=True)
    return tuple(
        f"{lever.name}: {price_words(lever.price)}."
        for lever, value in found
        if lever.price and value != lever.start
    )


def costs_choice(model: Model, position: Position) -> str:
    """«dal programma», «di listino» or «dal programma, di listino: Posti in CRA».

    Of the levers moved that have both.
    """
    found = zip(model.levers, position.values, strict=True)
    moved = [lever for lever, value in found if lever.price and value != lever.start]
    listed = [lever.name for lever in moved if lever.price and lever.price.from_list]
    if not moved:
        return "–"
    if len(listed) == len(moved):
        return "di listino"
    return f"dal programma; di listino: {', '.join(listed)}" if listed else "dal programma"


def listed_words(model: Model) -> tuple[str, ...]:
    """Which levers are at the listed cost though the programme has its own.

    Nothing where none is.
    """
    both = [
        lever
        for lever in model.levers
        if lever.price and lever.price.implied is not None and lever.price.listed is not None
    ]
    listed = [lever.name for lever in both if lever.price and lever.price.from_list]
    if not listed:
        return ()
    if len(listed) == len(both):
        return ("Costi unitari di listino per tutte le leve.",)
    return (
        f"A costo di listino: {italian.listing(listed)}; le altre leve al costo del programma.",
    )
