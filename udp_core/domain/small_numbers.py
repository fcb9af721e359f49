"""Small counts of people are not shown, nor can they be computed from what is shown (DOMAIN.md 6.3).

A count from 1 to the threshold less one is hidden («<5»); zero names nobody and may be shown. In a row of parts with
their total, further parts are hidden («n.p.», non pubblicabile) until the hidden ones cannot be told from the rest;
where that is not enough, the total is hidden too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

THRESHOLD = 5
SMALLEST_THRESHOLD = 3
"""With a lower one the mark alone would tell the count."""
NOT_PUBLISHABLE = "n.p."


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that may be shown."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that may not be shown, and the mark that stands in its place."""

    label: str


Cell = Shown | Hidden


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
    hidden, total_hidden = _hidden(parts, threshold)
    cells = tuple(_cell(count, index in hidden, threshold) for index, count in enumerate(parts))
    if is_small(whole, threshold) and not parts:
        return SafeRow(cells, Hidden(f"<{threshold}"))
    return SafeRow(cells, Hidden(NOT_PUBLISHABLE) if total_hidden or is_small(whole, threshold) else Shown(Fraction(whole)))


def _cell(count: int, hidden: bool, threshold: int) -> Cell:
    if not hidden:
        return Shown(Fraction(count))
    return Hidden(f"<{threshold}" if is_small(count, threshold) else NOT_PUBLISHABLE)


def _hidden(parts: Sequence[int], threshold: int) -> tuple[set[int], bool]:
    """Positions hidden, and whether the total must be: the small ones, then the next smallest while they can be told."""
    hidden = {index for index, count in enumerate(parts) if is_small(count, threshold)}
    others = sorted((index for index, count in enumerate(parts) if count >= threshold), key=lambda index: (parts[index], index))
    while _can_be_told([parts[index] for index in hidden], threshold):
        if not others:
            return hidden, True
        hidden.add(others.pop(0))
    return hidden, False


def _can_be_told(hidden: Sequence[int], threshold: int) -> bool:
    """Whether who knows the sum of the hidden counts, and their marks, can tell a small one.

    A small count lies from 1 to the threshold less one; the others lie from the threshold up. What one small count can
    be, once the others take the least and the most they can, is an unbroken stretch.
    """
    small = sum(is_small(count, threshold) for count in hidden)
    if not small:
        return False
    large = len(hidden) - small
    whole = sum(hidden)
    highest = min(threshold - 1, whole - (small - 1) - large * threshold)
    lowest = 1 if large else max(1, whole - (small - 1) * (threshold - 1))
    return lowest == highest


def derived(numerator: Cell, value: Fraction | None) -> Cell | None:
    """A rate as it may be shown: hidden where its numerator is; None where it has no value."""
    if isinstance(numerator, Hidden):
        return Hidden(NOT_PUBLISHABLE)
    return None if value is None else Shown(value)
