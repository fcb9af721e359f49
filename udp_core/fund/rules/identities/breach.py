"""A breach of an identity.

Both amounts, their difference, the sentence that says it and the remedy.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from udp_core.kernel.italian import MINUS, euro, number, percent, signed
from udp_core.kernel.money import ZERO, Money

Figure: TypeAlias = Money | Fraction | int | None
"""An amount, a share (1 is 100 %), a count; None is missing."""
PERCENT = 100
AMOUNT = "{amount}"
"""Where a remedy wants the difference written, without its sign."""


@dataclass(frozen=True, slots=True)
class Breach:
    """An identity that does not hold at a place.

    What was expected, what was found, what to do (never empty).
    """

    code: str
    place: str
    expected: Figure
    found: Figure
    sentence: str
    remedy: str

    def __post_init__(self) -> None:
        if not self.remedy:
            raise ValueError(f"breach of {self.code} does not say what to do")

    @property
    def difference(self) -> Figure:
        """Found minus expected; None where one is missing."""
        return difference(self.found, self.expected)

    def __str__(self) -> str:
        return f"[{self.code}] {self.place}: {self.sentence} {self.remedy}"


class Said(NamedTuple):
    """A figure with its Italian name, in the singular and with its article («lo stanziamento
    assestato»).
    """

    name: str
    figure: Figure


class Amount(NamedTuple):
    """An amount of money with its Italian name, in the singular and with its article."""

    name: str
    figure: Money


def difference(found: Figure, expected: Figure) -> Figure:
    """Found minus expected; None where one is missing or they are not of one kind."""
    if isinstance(found, Money) and isinstance(expected, Money):
        return found - expected
    if isinstance(found, Fraction | int) and isinstance(expected, Fraction | int):
        return found - expected
    return None


def written(figure: Figure) -> str:
    """The figure in Italian: «12,00 €», «102,88 %», «12», «n.d.»."""
    if isinstance(figure, Money):
        return euro(figure)
    return number(figure) if isinstance(figure, int) else percent(figure, 2)


def must_equal(
    code: str, place: str, found: Said | Amount, expected: Said | Amount, remedy: str
) -> tuple[Breach, ...]:
    """A breach where the two figures differ (or one is missing and the other is not)."""
    if found.figure == expected.figure:
        return ()
    gap = difference(found.figure, expected.figure)
    told = (
        f"{_capital(found.name)} è {written(found.figure)}; {expected.name} è"
        f" {written(expected.figure)}"
    )
    told = (
        f"{told.removesuffix('.')}." if gap is None else f"{told}: differenza {signed(_gap(gap))}."
    )
    return (Breach(code, place, expected.figure, found.figure, told, _filled(remedy, gap)),)


def must_not_exceed(
    code: str, place: str, found: Amount, limit: Amount, remedy: str
) -> tuple[Breach, ...]:
    """A breach where the amount is above the limit."""
    if found.figure <= limit.figure:
        return ()
    excess = found.figure - limit.figure
    told = (
        f"{_capital(found.name)} {euro(found.figure)} supera {limit.name} {euro(limit.figure)} di"
        f" {euro(excess)}."
    )
    return (Breach(code, place, limit.figure, found.figure, told, _filled(remedy, excess)),)


def must_not_be_negative(code: str, place: str, found: Amount, remedy: str) -> tuple[Breach, ...]:
    """A breach where the amount is below zero."""
    if found.figure >= ZERO:
        return ()
    told = f"{_capital(found.name)} è {euro(found.figure)}: è sotto zero di {euro(-found.figure)}."
    return (Breach(code, place, ZERO, found.figure, told, _filled(remedy, found.figure)),)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _filled(remedy: str, gap: Figure) -> str:
    return remedy.replace(AMOUNT, _gap(gap).removeprefix(MINUS))


def _gap(gap: Figure) -> str:
    return (
        f"{number(gap * PERCENT, 2)} punti percentuali"
        if isinstance(gap, Fraction)
        else written(gap)
    )
