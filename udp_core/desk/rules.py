"""Who is late: what was expected by a day, what was given, how old it is.

A missing figure is named: it is not a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from udp_core.kernel.calendar import STALE_AFTER_DAYS

GRACE_DAYS = 20
"""After the end of a month, before its figures are late [I]."""


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """A figure that was to be given: of whom (a Comune, an ambito), what, by when.

    `given_on` is the day it speaks of.

    `known_on` is the day of what is known all the same, where that is too old to be what was to be
    given.
    """

    owner: str
    what: str
    due: date
    given_on: date | None
    is_draft: bool = False
    known_on: date | None = None

    def is_missing(self, today: date) -> bool:
        """Due and not there."""
        return self.given_on is None and self.due <= today


@dataclass(frozen=True, slots=True)
class Lateness:
    """How an owner stands on a day."""

    owner: str
    expected: int
    given: int
    drafts: int
    missing: tuple[ExpectedFigure, ...]
    freshest: date | None
    today: date
    stale_days: int = STALE_AFTER_DAYS

    @property
    def completeness(self) -> Fraction | None:
        """Given over expected; None where nothing was expected."""
        return Fraction(self.given, self.expected) if self.expected else None

    @property
    def days_late(self) -> int:
        """Days since the oldest missing figure was due; 0 where nothing is missing."""
        return max(((self.today - one.due).days for one in self.missing), default=0)

    @property
    def days_old(self) -> int | None:
        """Days since the last figure given; None where none was."""
        return (self.today - self.freshest).days if self.freshest else None

    @property
    def is_late(self) -> bool:
        """Something is missing, or what there is is old."""
        return bool(self.missing) or (self.days_old or 0) > self.stale_days


def lateness(
    owner: str, expected: Sequence[ExpectedFigure], today: date, stale_days: int = STALE_AFTER_DAYS
) -> Lateness:
    """Of one owner: only what was due by today counts."""
    due = [one for one in expected if one.due <= today]
    missing = tuple(
        sorted((one for one in due if one.is_missing(today)), key=lambda one: (one.due, one.what))
    )
    days = [day for one in expected if (day := one.given_on or one.known_on)]
    given = [one for one in due if one.given_on]
    drafts = sum(one.is_draft for one in given)
    freshest = max(days, default=None)
    return Lateness(owner, len(due), len(given), drafts, missing, freshest, today, stale_days)
