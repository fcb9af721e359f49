"""The model as straight lines in the levers that are free, the others held.

What a solver understands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from udp_core.simulation.rules.evaluate import evaluate, value_of
from udp_core.simulation.rules.model import MONTHS, ZERO, Model, Position, RuleCheck
from udp_core.simulation.terms import LeverOwner


@dataclass(frozen=True)
class Lines:
    """`free` are the places of the levers that may move.

    `held` the position with these at their start.

    `slopes[a][m][i]`: cents of an account and municipality that one more unit of the i-th free
    lever costs.
    """

    model: Model
    position: Position
    free: tuple[int, ...]
    held: Position
    slopes: tuple[tuple[tuple[Fraction, ...], ...], ...]

    def row(self, check: RuleCheck) -> tuple[Fraction, tuple[Fraction, ...]]:
        """A rule as constant and coefficients, one a free lever counted from its start."""
        constant = value_of(self.model, check, self.held, self._held_accounts)
        own = dict(check.levers)
        return constant, tuple(
            sum(
                (weight * self._account(place, number) for place, weight in check.accounts),
                own.get(lever, ZERO),
            )
            for number, lever in enumerate(self.free)
        )

    @cached_property
    def _held_accounts(self) -> tuple[tuple[int, ...], ...]:
        """What the held position adds: reckoned once, whatever the number of rules."""
        return evaluate(self.model, self.held).accounts

    @cached_property
    def _by_account(self) -> tuple[tuple[Fraction, ...], ...]:
        """The slopes of each account over all the Comuni."""
        numbers = range(len(self.free))
        return tuple(
            tuple(sum((place[number] for place in by_place), ZERO) for number in numbers)
            for by_place in self.slopes
        )

    def _account(self, account: int, number: int) -> Fraction:
        return self._by_account[account][number]

    def steps(self, number: int) -> tuple[int, int, int]:
        """Of a free lever, in its steps from the start.

        The least, the most, and where it stands.
        """
        lever = self.model.levers[self.free[number]]
        now = (self.position.values[self.free[number]] - lever.start) / lever.step
        return (
            ceil((lever.least - lever.start) / lever.step),
            floor((lever.most - lever.start) / lever.step),
            int(now),
        )

    def at(self, steps: Sequence[int]) -> Position:
        """The position with the free levers so many steps from their start."""
        values = list(self.held.values)
        for place, taken in zip(self.free, steps, strict=True):
            values[place] = self.model.levers[place].start + taken * self.model.levers[place].step
        return Position(tuple(values), self.position.months)


def lines(model: Model, position: Position, locked: Collection[int]) -> Lines:
    """The model around a position.

    Where two free levers multiply each other, the one that the Region decides is held.
    """
    free = _apart(model, [place for place in range(len(model.levers)) if place not in locked])
    values = list(position.values)
    for place in free:
        values[place] = model.levers[place].start
    held = Position(tuple(values), position.months)
    return Lines(model, position, free, held, _slopes(model, held, free))


def _apart(model: Model, wanted: Sequence[int]) -> tuple[int, ...]:
    free = set(wanted)
    for term in model.terms:
        together = [place for place in term.levers if place in free]
        together.sort(
            key=lambda place: (model.levers[place].decided_by is not LeverOwner.DISTRICT, place)
        )
        free -= set(together[1:])
    return tuple(place for place in wanted if place in free)


def _slopes(
    model: Model, held: Position, free: Sequence[int]
) -> tuple[tuple[tuple[Fraction, ...], ...], ...]:
    number = {place: at for at, place in enumerate(free)}
    found = [[[ZERO] * len(free) for _ in model.municipalities] for _ in model.accounts]
    for term in model.terms:
        for place in term.levers:
            if place in number:
                others = [other for other in term.levers if other != place]
                found[term.account][term.municipality][number[place]] += _worth(
                    model, held, (term.calendar, term.cents), held.months[place], others
                )
    return tuple(tuple(tuple(row) for row in rows) for rows in found)


def _worth(
    model: Model, held: Position, cost: tuple[int, Fraction], first: int, others: Sequence[int]
) -> Fraction:
    calendar, cents = cost
    whole = ZERO
    for month in range(first, MONTHS + 1):
        product = cents
        for other in others:
            product *= (
                held.values[other] if month >= held.months[other] else model.levers[other].start
            )
        whole += model.calendars[calendar][month - 1] * product
    return whole
