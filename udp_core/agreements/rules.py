"""When an end is said, what a chain of acts lacks, who answers, how a cost is split."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from udp_core.agreements.terms import Responsibility
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActKind, StatusLevel

NOTICES = (30, 90, 180)
"""Days before an end: the last is when a renewal is begun."""


def ending_level(end: date, today: date) -> StatusLevel:
    """Red within a month or past, amber within half a year."""
    left = (end - today).days
    if left <= NOTICES[0]:
        return StatusLevel.CRITICAL
    return StatusLevel.ATTENTION if left <= NOTICES[-1] else StatusLevel.ON_TRACK


def is_near(end: date, today: date) -> bool:
    """Whether it ends within half a year, or ended less than that ago."""
    return abs((end - today).days) <= NOTICES[-1]


@dataclass(frozen=True, slots=True)
class ActFacts:
    """An act of a chain: its kind, its day, whether it stands."""

    title: str
    kind: ActKind
    day: date | None
    stands: bool


def chain_problems(act: ActFacts, parent: ActFacts | None) -> Iterator[str]:
    """What an act lacks: its day, an act before it that stands and is not later."""
    if act.stands and act.day is None:
        yield "manca la data"
    if parent is None:
        return
    if act.stands and not parent.stands:
        yield f"l’atto presupposto «{parent.title}» non è adottato"
    if act.day and parent.day and parent.day > act.day:
        yield (
            f"l’atto presupposto è del {italian.day(parent.day)}, dopo questo"
            f" ({italian.day(act.day)})"
        )


LETTERS: Mapping[Responsibility, str] = {
    Responsibility.RESPONSIBLE: "R",
    Responsibility.ACCOUNTABLE: "A",
    Responsibility.CONSULTED: "C",
    Responsibility.INFORMED: "I",
}


def responsibility_problems(found: Collection[Responsibility]) -> Iterator[str]:
    """A process has one body that answers for it, and at least one that does it."""
    answer = sum(one is Responsibility.ACCOUNTABLE for one in found)
    if not answer:
        yield "nessuno risponde (A)"
    elif answer > 1:
        yield f"rispondono in {answer} (A)"
    if Responsibility.RESPONSIBLE not in found:
        yield "nessuno esegue (R)"


@dataclass(frozen=True, slots=True)
class CostPart:
    """What a Comune pays of a cost, and its part; None where its weight is not known."""

    place: str
    weight: Fraction | None
    share: Fraction | None
    amount: Money | None


def cost_parts(cost: Money, weights: Sequence[tuple[str, Fraction | None]]) -> tuple[CostPart, ...]:
    """The cost in proportion to the weights: the parts add up to it.

    Where a weight is missing nobody's part is known.
    """
    known = [weight for _, weight in weights if weight is not None]
    if len(known) < len(weights) or not any(known):
        return tuple(CostPart(place, weight, None, None) for place, weight in weights)
    whole = sum(known, Fraction(0))
    amounts = cost.split(known)
    return tuple(
        CostPart(place, weight, weight / whole, amount)
        for (place, _), weight, amount in zip(weights, known, amounts, strict=True)
    )
