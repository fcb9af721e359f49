"""How much one more of each lever is worth, around where things stand.

And which levers weigh most.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from udp_core.kernel.money import round_half_up
from udp_core.simulation.rules.model import MONTHS, ZERO, Model, ModelLever, Position


@dataclass(frozen=True, slots=True)
class Slope:
    """What one more unit costs the fund in cents.

    For a whole year, and from the month of the position.
    """

    lever: ModelLever
    whole_year: int
    this_year: int


@dataclass(frozen=True, slots=True)
class Swing:
    """What the fund spends more (cents) with the lever at its least and at its most, the others
    as they are.
    """

    lever: ModelLever
    low: int
    high: int

    @property
    def width(self) -> int:
        """How much the lever can move the total."""
        return abs(self.high - self.low)


def slopes(model: Model, position: Position) -> tuple[Slope, ...]:
    """The derivative of the fund's spending by every lever."""
    return tuple(
        Slope(
            lever,
            round_half_up(slope(model, position, place, 1)),
            round_half_up(slope(model, position, place, position.months[place])),
        )
        for place, lever in enumerate(model.levers)
    )


def slope(model: Model, position: Position, place: int, first_month: int) -> Fraction:
    """Cents that one more unit of a lever costs the fund from a month to the end of the year."""
    whole = ZERO
    for term in model.terms:
        if place not in term.levers or term.account not in model.costs:
            continue
        for month in range(first_month, MONTHS + 1):
            others = Fraction(1)
            for other in term.levers:
                if other != place:
                    others *= (
                        position.values[other]
                        if month >= position.months[other]
                        else model.levers[other].start
                    )
            whole += model.calendars[term.calendar][month - 1] * term.cents * others
    return whole


def tornado(model: Model, position: Position) -> tuple[Swing, ...]:
    """Each lever to its ends, the widest first; levers that cost the fund nothing are left out."""
    swings = []
    for place, lever in enumerate(model.levers):
        per_unit = slope(model, position, place, position.months[place])
        if per_unit:
            low, high = (
                round_half_up(per_unit * (end - position.values[place]))
                for end in (lever.least, lever.most)
            )
            swings.append(Swing(lever, low, high))
    return tuple(sorted(swings, key=lambda one: -one.width))


def moved(position: Position, place: int, value: Fraction, month: int | None = None) -> Position:
    """The position with one lever elsewhere."""
    values, months = list(position.values), list(position.months)
    values[place] = value
    months[place] = month or months[place]
    return replace(position, values=tuple(values), months=tuple(months))
