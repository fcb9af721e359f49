"""When a day begins to ask something of somebody, and how late they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON_DAYS = 30
"""What is due within so many days is for this month's work."""
NEXT_DAYS = 90
"""What the room looks at: a quarter ahead."""


class DayAsks(StrEnum):
    """What a day asks."""

    DO = "do"
    RENEW = "renew"
    ANSWER = "answer"
    VERIFY = "verify"

    @property
    def words(self) -> str:
        """As a column says it."""
        return _WORDS[self]


_WORDS = {
    DayAsks.DO: "da fare entro",
    DayAsks.RENEW: "finisce",
    DayAsks.ANSWER: "da decidere entro",
    DayAsks.VERIFY: "da riguardare entro",
}


@dataclass(frozen=True, slots=True)
class Due:
    """By when, and from which day it is said."""

    day: date
    from_day: date


def due(asked: DayAsks, written: date, days: int) -> Due:
    """The day by which something is due, from the day that is written and the days of its field.

    A day to do or to renew is the day itself, said `days` before; one on which something came or
    was looked at is followed by `days`, and is said at once.
    """
    if asked in {DayAsks.DO, DayAsks.RENEW}:
        return Due(written, written - timedelta(days=days))
    return Due(written + timedelta(days=days), written)


def days_left(day: date, today: date) -> int:
    """How many days there are; below zero, how many days it is late."""
    return (day - today).days


def is_soon(day: date, today: date, within: int) -> bool:
    """Not past, and near."""
    return 0 <= days_left(day, today) <= within
