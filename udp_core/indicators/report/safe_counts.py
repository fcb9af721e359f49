"""What was counted of the Comuni and of the whole district in a period, and what of it is shown.

Of people the small counts are hidden, above the line of a rate as below it: «0 su 3» names three.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from udp_core.indicators.rules.indicators import MeasuredQuantity, value_of
from udp_core.kernel.small_numbers import (
    NOT_PUBLISHABLE,
    THRESHOLD,
    Cell,
    Hidden,
    ShownCount,
    derived,
    is_small,
    safe_row,
)

WHOLE = ""
"""The key of the whole district among those of its Comuni."""
Counts = Mapping[str, Fraction | None]
"""Id of a Comune, or `WHOLE`, to what was counted there; None where nothing was."""
ShownCounts = Mapping[str, Cell | None]


def as_they_are(counts: Counts) -> ShownCounts:
    """Of what is not people, everything."""
    return {key: None if count is None else ShownCount(count) for key, count in counts.items()}


def safe_counts(counts: Counts, people_min: int = THRESHOLD) -> ShownCounts:
    """Of people, no small count, nor what would tell one. A place without a count has none."""
    whole = counts.get(WHOLE)
    parts = {key: math.ceil(one) for key, one in counts.items() if key != WHOLE and one is not None}
    total = None if whole is None else math.ceil(whole)
    row = safe_row(tuple(parts.values()), total, people_min)
    cells = dict(zip(parts, row.parts, strict=True))
    return {
        **{key: cells.get(key) for key in counts},
        WHOLE: None if whole is None else row.total,
    }


def none_of(counts: Counts) -> ShownCounts:
    """Nothing of what was counted: where a part is missing, the others would tell it."""
    return dict.fromkeys((*counts, WHOLE), Hidden(NOT_PUBLISHABLE))


def shown_value(above: Cell | None, below: Cell | None, value: Fraction | None) -> Cell | None:
    """A value as it may be shown: hidden with either of its terms, but where nobody is counted.

    A value measured without terms is shown as it is.
    """
    if above is None:
        return None if value is None else ShownCount(value)
    if isinstance(below, Hidden) and above != ShownCount(Fraction(0)):
        return Hidden(NOT_PUBLISHABLE)
    return derived(above, value)


@dataclass(frozen=True, slots=True)
class Formula:
    """How a value comes from its terms, and from how many people a count may be shown."""

    multiplier: Fraction
    is_ratio: bool
    people_min: int = THRESHOLD

    def value(self, quantity: MeasuredQuantity) -> Fraction | None:
        """The exact value; None where it has none."""
        return value_of(quantity, self.multiplier, is_ratio=self.is_ratio)

    def could_be(self, quantity: MeasuredQuantity) -> Iterator[Fraction]:
        """The values that it would have with other counts, where its own are hidden.

        A light that is the same for all of them tells none.
        """
        for above in _others(quantity.numerator, self.people_min):
            for below in _others(quantity.denominator, self.people_min):
                found = self.value(MeasuredQuantity(above, below, quantity.value))
                if found is not None:
                    yield found


def _others(count: Fraction | None, people_min: int) -> tuple[Fraction | None, ...]:
    """The small counts of a small one; of another those as far as a small one can move it."""
    if count is None:
        return (None,)
    if is_small(math.ceil(count), people_min):
        return tuple(Fraction(one) for one in range(1, people_min))
    reach = range(2 - people_min, people_min - 1)
    return tuple(count + step for step in reach if count + step >= 0)
