"""The range in which a value is expected, from the values before it: outside it a reason is asked, nothing is refused.

Our own rule [I]: from half the least to one and a half times the greatest of the last values, where there are at least
three. It says «unusual», never «wrong».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LEAST_VALUES = 3
MOST_VALUES = 12
BELOW, ABOVE = Fraction(1, 2), Fraction(3, 2)


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
