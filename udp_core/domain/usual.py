"""The range in which a value is expected, from the values before it.

Outside it a reason is asked, nothing is refused.

Our own rules [I]: from half the least to one and a half times the greatest of the last values,
where there are at least
three; where there are fewer, ten times the last or a tenth of it surprises. What is counted from
the year's start does
not fall, and grows at most half faster than until then. They say «unusual», never «wrong».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LEAST_VALUES = 3
MOST_VALUES = 12
BELOW, ABOVE = Fraction(1, 2), Fraction(3, 2)
SLIP = 10
"""Times the last value, or of it, where a comma or a unit of measure has slipped."""
LONGEST_STEP = 300
"""Thousandths of the work of a scheda that are seldom done between one time and the next."""


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Whole numbers as stored (cents, thousandths), limits included, and the value just before."""

    low: int
    high: int
    last: int

    def holds(self, value: int) -> bool:
        """True where the value is no surprise."""
        return self.low <= value <= self.high


def usual_range(latest_first: Sequence[int]) -> UsualRange | None:
    """From the values before, the latest first; None where they are too few to expect anything."""
    seen = latest_first[:MOST_VALUES]
    if len(seen) < LEAST_VALUES:
        return None
    ends = sorted((min(seen) * BELOW, min(seen) * ABOVE, max(seen) * BELOW, max(seen) * ABOVE))
    return UsualRange(int(ends[0]), -int(-ends[-1] // 1), seen[0])


def grown_range(last: int, days_then: int, days_now: int) -> UsualRange | None:
    """Of what is counted from the year's start and never falls.

    At least the last value, at most half beyond its pace.

    Days from the start, both included. None where nothing was counted yet.
    """
    if last <= 0 or days_then < 1:
        return None
    at_this_pace = Fraction(last * max(days_now, days_then), days_then)
    return UsualRange(last, -int(-at_this_pace * ABOVE // 1), last)


def times(value: int, last: int) -> Fraction | None:
    """How many times the last value it is, where ten or more, or a tenth or less.

    None elsewhere, and of zeros.
    """
    if value * last <= 0:
        return None
    found = Fraction(value, last)
    return None if Fraction(1, SLIP) < found < SLIP else found
