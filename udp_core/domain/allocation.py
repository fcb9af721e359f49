"""Which of several statements of one amount holds: the latest official, else the latest estimated.

Never their sum.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from udp_core.money import Money, total
from udp_core.vocabulary import AllocationLine, AmountStatus


class Statement(Protocol):
    """One statement of an amount: what it speaks of, how sure it is, the day it holds for."""

    @property
    def subject(self) -> Hashable:
        """What the amount is of; statements with the same subject replace each other."""

    @property
    def status(self) -> AmountStatus:
        """Estimated or official."""

    @property
    def as_of(self) -> date:
        """The day it holds for."""

    @property
    def amount(self) -> Money:
        """The whole amount of the subject, not a change to it."""


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """The whole value of a line under an act (DOMAIN.md 12.2).

    `act` is None where the act is not known.
    """

    line: AllocationLine
    status: AmountStatus
    amount: Money
    as_of: date
    act: str | None = None

    @property
    def subject(self) -> AllocationLine:
        """A line is stated again by every later act."""
        return self.line


@dataclass(frozen=True, slots=True)
class CarryOverRow:
    """The residue of `from_year` brought in, as stated on a day."""

    from_year: int
    status: AmountStatus
    amount: Money
    as_of: date

    @property
    def subject(self) -> int:
        """The residue of a year is stated again when its accounts become final."""
        return self.from_year


Stated = TypeVar("Stated", bound=Statement)


@dataclass(frozen=True, slots=True)
class HistoryStep(Generic[Stated]):
    """A statement and whether a later or more certain one has taken its place."""

    row: Stated
    superseded: bool


def current(rows: Iterable[Stated]) -> tuple[Stated, ...]:
    """The statement that holds for each subject, in the order in which the subjects first appear.

    A table's key keeps statements of one subject, status and day unique; among equals the first one
    given holds.
    """
    holding: dict[Hashable, Stated] = {}
    for row in rows:
        known = holding.setdefault(row.subject, row)
        if _strength(row) > _strength(known):
            holding[row.subject] = row
    return tuple(holding.values())


def _strength(row: Statement) -> tuple[bool, date]:
    return row.status is AmountStatus.OFFICIAL, row.as_of


def assigned(rows: Iterable[AllocationRow]) -> Money:
    """What is assigned: the current value of every line.

    Zero of no rows: whoever shows it says «n.d.» then.
    """
    return total(row.amount for row in current(rows))


def carried_in(rows: Iterable[CarryOverRow]) -> Money:
    """What comes from earlier years: the current value of each year's residue. Zero of no rows."""
    return total(row.amount for row in current(rows))


def history(rows: Iterable[Stated]) -> tuple[HistoryStep[Stated], ...]:
    """Every statement by subject and day, the older of a subject marked as superseded."""
    given = tuple(rows)
    holding = {row.subject: row for row in current(given)}
    order = {subject: place for place, subject in enumerate(holding)}
    ordered = sorted(given, key=lambda row: (order[row.subject], row.as_of))
    return tuple(HistoryStep(row, superseded=holding[row.subject] is not row) for row in ordered)
