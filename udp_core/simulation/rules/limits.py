"""A position that comes from outside.

Taken as it is where it is sound, else told what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.italian import number
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.model import MONTHS, Account, Model, ModelLever, Position

Asked = Mapping[str, tuple[object, object]]
"""Lever code to value and month, as a browser or a stored scenario says them."""
MOST_DECIMALS = 3


def position_of(model: Model, asked: Asked) -> Position:
    """The position; levers not named stay where they are.

    Raises RefusedError with all that is wrong.
    """
    values, months = list(model.present.values), list(model.present.months)
    problems: list[Problem] = []
    for code, (value, month) in asked.items():
        try:
            place = model.place_of(code)
        except KeyError:
            problems.append(_gone(code))
            continue
        lever = model.levers[place]
        found = lever_value(lever, value)
        start = _month(model, lever, month, moved=found != lever.start)
        problems += [one for one in (found, start) if isinstance(one, Problem)]
        if isinstance(found, Fraction) and isinstance(start, int):
            values[place], months[place] = found, start
    position = Position(tuple(values), tuple(months))
    problems += [] if problems else list(below_spent(model, position))
    if problems:
        raise RefusedError(problems)
    return position


def _gone(code: str) -> Problem:
    remedy = "Ricaricare la pagina: la leva è stata tolta o rinominata."
    return Problem("L01", f"La leva «{code[:60]}» non c’è più.", remedy, value=code[:60])


def lever_value(lever: ModelLever, value: object) -> Fraction | Problem:
    """A value inside the limits and on a step of the lever, or at one of its ends."""
    written = str(value)[:40]
    limits = f"{_written(lever, lever.least)} e {_written(lever, lever.most)}"
    try:
        exact = Fraction(Decimal(str(value)))
    except (InvalidOperation, ValueError, OverflowError):
        return Problem(
            "L02",
            f"«{lever.name}»: il valore non è un numero.",
            f"Scriverne uno tra {limits}.",
            value=written,
        )
    if not lever.least <= exact <= lever.most:
        sentence = (
            f"«{lever.name}»: {_exactly(exact)} è fuori dai limiti, tra {limits} ({lever.unit})."
        )
        return Problem(
            "L03", sentence, "Restare nei limiti, o cambiarli nei Registri.", value=written
        )
    if (exact - lever.start) % lever.step and exact not in {lever.least, lever.most}:
        sentence = f"«{lever.name}»: {_exactly(exact)} non è uno dei valori possibili."
        remedy = (
            f"Si muove di {_written(lever, lever.step)} {lever.unit} alla volta, da"
            f" {_written(lever, lever.start)}."
        )
        return Problem("L04", sentence, remedy, value=written)
    return exact


def decimals_of(lever: ModelLever) -> int:
    """Decimals that a value of a lever may have."""
    numbers = (lever.step, lever.start, lever.least, lever.most)
    fits = (
        places
        for places in range(MOST_DECIMALS)
        if all((one * 10**places).denominator == 1 for one in numbers)
    )
    return next(fits, MOST_DECIMALS)


def _written(lever: ModelLever, value: Fraction) -> str:
    return number(value, decimals_of(lever))


def _exactly(value: Fraction) -> str:
    """With as many decimals as it has: what was asked is never shown rounded."""
    return number(
        value,
        next(
            (places for places in range(MOST_DECIMALS) if (value * 10**places).denominator == 1),
            MOST_DECIMALS,
        ),
    )


def _month(model: Model, lever: ModelLever, month: object, *, moved: bool) -> int | Problem:
    """The month in which a lever begins.

    Never one that is closed, and the whole year where it has no month.
    """
    written = str(month)[:40]
    if not isinstance(month, int) or isinstance(month, bool) or not 1 <= month <= MONTHS:
        return Problem(
            "L05",
            f"«{lever.name}»: il mese d’inizio non è valido.",
            "Scegliere un mese dell’anno.",
            value=written,
        )
    if not lever.monthly:
        if month == 1:
            return month
        return Problem(
            "L05",
            f"«{lever.name}»: non ha un mese d’inizio.",
            "Questa leva vale per tutto l’anno.",
            value=written,
        )
    if moved and month < model.first_month:
        closed = f"i mesi fino a {italian.month(model.first_month - 1)} sono chiusi"
        sentence = (
            f"«{lever.name}»: non può cominciare da {italian.month(month)} {model.year}, {closed}."
        )
        remedy = (
            f"Scegliere da {italian.month(model.first_month)} in poi, o simulare l’anno prossimo."
        )
        return Problem("L06", sentence, remedy, value=written)
    return month


def below_spent(model: Model, position: Position) -> Iterator[Problem]:
    """The voci that a position cuts below what is already spent, with how much can still be cut."""
    if position.values == model.present.values or all(one.spent is None for one in model.accounts):
        return
    outcome = evaluate(model, position)
    for place, account in enumerate(model.accounts):
        change = outcome.total(place)
        if account.floor is not None and change < 0 and account.base_total + change < account.floor:
            yield _below(account, change)


def _below(account: Account, change: int) -> Problem:
    base, after = Money(account.base_total), Money(account.base_total + change)
    room = base - Money(account.floor or 0)
    spent = (
        f"ne sono già spesi {italian.euro(Money(account.spent))}"
        if account.spent
        else "non si può togliere più di quanto c’è"
    )
    sentence = (
        f"«{account.label}» scenderebbe da {italian.euro(base)} a {italian.euro(after)}: {spent}."
    )
    remedy = f"Togliere al più {italian.euro(room)}, o cominciare più tardi."
    return Problem("L07", sentence, remedy, value=account.voce)
