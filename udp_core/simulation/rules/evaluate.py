"""What a position costs, to the cent: by account, municipality and month.

And which rules it breaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import floor, prod

from udp_core.kernel.money import round_half_up
from udp_core.simulation.rules.model import MONTHS, ZERO, Model, ModelTerm, Position, RuleCheck


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a position breaks, and by how much (in the rule's unit)."""

    check: RuleCheck
    short: Fraction


@dataclass(frozen=True, slots=True)
class SimulatedOutcome:
    """The difference from the programme, in whole cents whose parts add up.

    `accounts[a][m]` by account and municipality; `months[k]` of the fund's spending; `verified` is
    False where a moved
    lever depends on a cost that nobody confirmed.
    """

    accounts: tuple[tuple[int, ...], ...]
    months: tuple[int, ...]
    cost: int
    available: int
    residue: int | None
    people: Fraction
    broken: tuple[Broken, ...]
    verified: bool

    def total(self, account: int) -> int:
        """Cents of an account."""
        return sum(self.accounts[account])


def evaluate(model: Model, position: Position) -> SimulatedOutcome:
    """The exact difference that a position makes; zero to the cent where nothing is moved."""
    exact = [[ZERO] * len(model.municipalities) for _ in model.accounts]
    steps = [[ZERO] * MONTHS for _ in model.calendars]
    verified = True
    moved = {
        place for place, lever in enumerate(model.levers) if position.values[place] != lever.start
    }
    for term in model.terms:
        if moved.isdisjoint(term.levers):
            continue
        verified = verified and term.verified
        for month, cents in _steps(model, term, position):
            exact[term.account][term.municipality] += cents * model.rest[term.calendar][month]
            if term.account in model.costs:
                steps[term.calendar][month] += cents
    months = _by_month(model, steps)
    accounts = tuple(tuple(rounded_parts(row)) for row in exact)
    cost = sum(sum(accounts[place]) for place in model.costs)
    available = 0 if model.fund_account is None else sum(accounts[model.fund_account])
    residue = None if model.residue is None else model.residue + available - cost
    people = sum(
        (
            lever.people * (value - lever.start)
            for lever, value in zip(model.levers, position.values, strict=True)
        ),
        ZERO,
    )
    return SimulatedOutcome(
        accounts,
        tuple(_months(months, cost)),
        cost,
        available,
        residue,
        people,
        broken(model, position, accounts),
        verified,
    )


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """The rules at rest beside those of a scenario.

    Still broken, newly broken, and healed by it.
    """

    already: tuple[Broken, ...]
    new: tuple[Broken, ...]
    healed: tuple[Broken, ...]


def rule_changes(before: SimulatedOutcome, outcome: SimulatedOutcome) -> RuleChanges:
    """What a scenario does to the rules that were broken or not before it.

    Two of one name are told apart.
    """
    at_rest, now = ({one.check for one in found.broken} for found in (before, outcome))
    return RuleChanges(
        tuple(one for one in outcome.broken if one.check in at_rest),
        tuple(one for one in outcome.broken if one.check not in at_rest),
        tuple(one for one in before.broken if one.check not in now),
    )


def newly_broken(model: Model, outcome: SimulatedOutcome) -> tuple[Broken, ...]:
    """The rules that the programme as it is keeps, and this breaks."""
    return rule_changes(evaluate(model, model.present), outcome).new


def months_of(model: Model, position: Position, account: int) -> tuple[Fraction, ...]:
    """What a position adds to an account in each month, in cents before any rounding."""
    found = [ZERO] * MONTHS
    for term in model.terms:
        if term.account == account:
            for first, cents in _steps(model, term, position):
                for month in range(first, MONTHS):
                    found[month] += cents * model.calendars[term.calendar][month]
    return tuple(found)


def _steps(model: Model, term: ModelTerm, position: Position) -> Iterable[tuple[int, Fraction]]:
    """By how much the term's cents for each time of its calendar step up or down, and from which
    month (0-11).
    """
    before = prod((model.levers[place].start for place in term.levers), start=Fraction(1))
    for month in sorted({position.months[place] for place in term.levers}):
        now = prod(
            (_value(model, position, place, month) for place in term.levers), start=Fraction(1)
        )
        yield month - 1, term.cents * (now - before)
        before = now


def _value(model: Model, position: Position, place: int, month: int) -> Fraction:
    """Where a lever stands in a month: moved from its month on."""
    return position.values[place] if month >= position.months[place] else model.levers[place].start


def _by_month(model: Model, steps: Sequence[Sequence[Fraction]]) -> list[Fraction]:
    """Twelve amounts.

    In each month every calendar counts as often as it does, at the step reached.
    """
    levels = [tuple(accumulate(found)) for found in steps]
    return [
        sum(
            (
                level[month] * weights[month]
                for level, weights in zip(levels, model.calendars, strict=True)
                if level[month]
            ),
            ZERO,
        )
        for month in range(MONTHS)
    ]


def rounded_parts(values: Sequence[Fraction]) -> list[int]:
    """Whole numbers near the values whose sum is the rounded sum: largest remainders."""
    parts = [floor(value) for value in values]
    missing = round_half_up(sum(values, ZERO)) - sum(parts)
    by_rest = sorted(range(len(values)), key=lambda place: (parts[place] - values[place], place))
    for place in by_rest[:missing]:
        parts[place] += 1
    return parts


def _months(months: Sequence[Fraction], cost: int) -> list[int]:
    """The months of the cost: they add up to it, whatever each account's cents were rounded to."""
    parts = rounded_parts(months)
    place = max(range(MONTHS), key=lambda month: abs(parts[month]))
    parts[place] += cost - sum(parts)
    return parts


def broken(
    model: Model, position: Position, accounts: Sequence[Sequence[int]]
) -> tuple[Broken, ...]:
    """The rules that do not hold, the gravest first as they stand in the model."""
    found = ((check, value_of(model, check, position, accounts)) for check in model.checks)
    return tuple(Broken(check, -value) for check, value in found if value < 0)


def value_of(
    model: Model, check: RuleCheck, position: Position, accounts: Sequence[Sequence[int]]
) -> Fraction:
    """The sum of a rule: zero or above where it holds."""
    if check.still:
        return -sum(
            (abs(position.values[place] - model.levers[place].start) for place, _ in check.levers),
            ZERO,
        )
    money = sum(
        (
            weight * (model.accounts[place].base_total + sum(accounts[place]))
            for place, weight in check.accounts
        ),
        ZERO,
    )
    return (
        check.constant
        + money
        + sum((weight * position.values[place] for place, weight in check.levers), ZERO)
    )
