"""What is due, of what, whose, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from udp_core.domain.deadlines import NEXT_DAYS, Asked, days_left, is_soon


@dataclass(frozen=True, slots=True)
class DeadlineValue:
    """A day that asks: of which row, in which register, what, of whom."""

    table: str
    name: str
    row_id: str
    what: str
    asked: Asked
    field: str
    day: date
    whose: str
    said_from: date = date.min

    def left(self, today: date) -> int:
        """Days left; below zero, days late."""
        return days_left(self.day, today)


@dataclass(frozen=True, slots=True)
class DeadlinesPicture:
    """Every day that asks, the earliest first."""

    today: date
    rows: tuple[DeadlineValue, ...]

    @property
    def late(self) -> tuple[DeadlineValue, ...]:
        """Those past."""
        return tuple(one for one in self.rows if one.day < self.today)

    @property
    def said(self) -> tuple[DeadlineValue, ...]:
        """Those past, and those of which notice is given already."""
        return tuple(one for one in self.rows if one.said_from <= self.today)

    def within(self, days: int = NEXT_DAYS) -> tuple[DeadlineValue, ...]:
        """Those of the days ahead."""
        return tuple(one for one in self.rows if is_soon(one.day, self.today, days))
