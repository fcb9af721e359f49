"""Small counts of people are not shown, nor can they be computed from what is shown (DOMAIN.md
6.3).

A count from 1 to the threshold less one is hidden («<5»); zero names nobody and may be shown. In a
row of parts with
their total, where one part alone is small the smallest of the others is hidden with it («n.p.», non
pubblicabile);
where the total would still tell a small one, the total is hidden too.

The reader is taken to know these rules. So the total is hidden not only where it would tell a
count, but also beside
those cases: otherwise its being hidden would tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

THRESHOLD = 5
SMALLEST_THRESHOLD = 3
"""With a lower one the mark alone would tell the count."""
NOT_PUBLISHABLE = "n.p."
LEAST_ROOM = 3
"""How many values a small count must be free to take on the side where its companion bounds it."""


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A figure that may be shown."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that may not be shown, and the mark that stands in its place."""

    label: str


Cell = ShownCount | Hidden


@dataclass(frozen=True, slots=True)
class SafeRow:
    """The parts in their order and their total, as they may be shown."""

    parts: tuple[Cell, ...]
    total: Cell

    @property
    def hides(self) -> bool:
        """Something in the row is not shown."""
        return any(isinstance(cell, Hidden) for cell in (*self.parts, self.total))


def is_small(count: int, threshold: int = THRESHOLD) -> bool:
    """A count that could name people: from 1 to the threshold less one."""
    return 1 <= count < threshold


def safe_row(parts: Sequence[int], total: int | None = None, threshold: int = THRESHOLD) -> SafeRow:
    """The row as it may be shown. `total` is the sum of the parts unless it was measured by itself.

    Raises ValueError where a count is negative or the threshold is below 3.
    """
    whole = sum(parts) if total is None else total
    if threshold < SMALLEST_THRESHOLD or min((*parts, whole)) < 0:
        raise ValueError("counts are not negative, and the threshold is at least 3")
    hidden = _hidden(parts, threshold)
    cells = tuple(_cell(count, index in hidden, threshold) for index, count in enumerate(parts))
    if not parts:
        return SafeRow(cells, _cell(whole, is_small(whole, threshold), threshold))
    told = is_small(whole, threshold) or _tells(parts, hidden, whole, threshold)
    return SafeRow(cells, Hidden(NOT_PUBLISHABLE) if told else ShownCount(Fraction(whole)))


def _cell(count: int, hidden: bool, threshold: int) -> Cell:
    if not hidden:
        return ShownCount(Fraction(count))
    return Hidden(f"<{threshold}" if is_small(count, threshold) else NOT_PUBLISHABLE)


def _hidden(parts: Sequence[int], threshold: int) -> tuple[int, ...]:
    """Positions hidden.

    The small counts, and with one alone the smallest of the others (the first of equal ones).
    """
    small = tuple(index for index, count in enumerate(parts) if is_small(count, threshold))
    others = [index for index, count in enumerate(parts) if count >= threshold]
    if len(small) == 1 and others:
        return (*small, min(others, key=lambda index: (parts[index], index)))
    return small


def _tells(parts: Sequence[int], hidden: Sequence[int], whole: int, threshold: int) -> bool:
    """Whether the total would tell a small count to who knows the parts shown, the marks and the
    rules.
    """
    left = whole - sum(count for index, count in enumerate(parts) if index not in hidden)
    if len(hidden) == 1:
        return True
    if all(is_small(parts[index], threshold) for index in hidden):
        return bool(hidden) and not len(hidden) < left < len(hidden) * (threshold - 1)
    most = _most(parts, hidden[-1], left, threshold)
    highest, lowest = left - threshold, left - most
    return most == threshold or highest < LEAST_ROOM or lowest > threshold - LEAST_ROOM


def _most(parts: Sequence[int], companion: int, left: int, threshold: int) -> int:
    """The most that the companion of a small count can be.

    No more than the others shown, less than those before it.
    """
    others = [
        count - (index < companion)
        for index, count in enumerate(parts)
        if count >= threshold and index != companion
    ]
    return min(others, default=left)


def derived(numerator: Cell, value: Fraction | None) -> Cell | None:
    """A rate as it may be shown: hidden where its numerator is; None where it has no value."""
    if isinstance(numerator, Hidden):
        return Hidden(NOT_PUBLISHABLE)
    return None if value is None else ShownCount(value)
