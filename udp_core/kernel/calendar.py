"""Time as the field counts it.

Fiscal years equal calendar years, periods of a year, a quarter, a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from udp_core.kernel.vocabulary import PeriodKind

MONTHS_PER_YEAR = 12
QUARTERS_PER_YEAR = 4
MONTHS_IN = {PeriodKind.YEAR: MONTHS_PER_YEAR, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}
STALE_AFTER_DAYS = 120
"""A figure older than this caps every status built on it to «dati da aggiornare» (DOMAIN.md
6.3)."""


def days_in_year(year: int) -> int:
    """365, or 366 in a leap year."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def elapsed_share(start: date, end: date, day: date) -> Fraction:
    """Share of the days from `start` to `end` (both included) gone by the evening of `day`.

    0 to 1.
    """
    if end < start:
        message = f"a span cannot end ({end}) before it starts ({start})"
        raise ValueError(message)
    whole = (end - start).days + 1
    gone = (day - start).days + 1
    return Fraction(min(max(gone, 0), whole), whole)


def elapsed_year(year: int, day: date) -> Fraction:
    """Share of the fiscal year gone by the evening of `day`."""
    return elapsed_share(date(year, 1, 1), date(year, 12, 31), day)


def is_stale(as_of: date | None, today: date, after_days: int = STALE_AFTER_DAYS) -> bool:
    """True where the figure is missing or older than `after_days`."""
    return as_of is None or (today - as_of).days > after_days


@lru_cache(maxsize=4096)
def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    following = date(year + month // MONTHS_PER_YEAR, month % MONTHS_PER_YEAR + 1, 1)
    return following - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, one of its quarters (1-4) or one of its months (1-12)."""

    year: int
    kind: PeriodKind = PeriodKind.YEAR
    number: int | None = None

    def __post_init__(self) -> None:
        if not self._is_valid():
            message = f"no such period: {self.kind} {self.number} of {self.year}"
            raise ValueError(message)

    def _is_valid(self) -> bool:
        if self.kind is PeriodKind.YEAR:
            return self.number is None
        last = MONTHS_PER_YEAR if self.kind is PeriodKind.MONTH else QUARTERS_PER_YEAR
        return self.number is not None and 1 <= self.number <= last

    @property
    def last_month(self) -> int:
        """The last month (1-12) that the period covers."""
        if self.number is None:
            return MONTHS_PER_YEAR
        return self.number if self.kind is PeriodKind.MONTH else self.number * 3

    @property
    def months(self) -> range:
        """The months (1-12) that the period covers."""
        return range(self.last_month - MONTHS_IN[self.kind] + 1, self.last_month + 1)

    @property
    def first_day(self) -> date:
        """The first day that the period covers."""
        return date(self.year, self.months.start, 1)

    @property
    def last_day(self) -> date:
        """The last day that the period covers."""
        return month_end(self.year, self.last_month)
