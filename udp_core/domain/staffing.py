"""The positions of the office: how many are needed, how many are filled, which are vacant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from udp_core.vocabulary import StaffCategory


@dataclass(frozen=True, slots=True)
class Position:
    """A position: full-time equivalents needed and filled."""

    profile: str
    category: StaffCategory
    required: Decimal
    filled: Decimal

    @property
    def vacant(self) -> Decimal:
        """What is missing; never negative."""
        return max(Decimal(0), self.required - self.filled)


def required_by_category(positions: Sequence[Position]) -> dict[StaffCategory, Decimal]:
    """Full-time equivalents needed, by category."""
    found: dict[StaffCategory, Decimal] = {}
    for position in positions:
        found[position.category] = found.get(position.category, Decimal(0)) + position.required
    return found


def coverage(positions: Sequence[Position]) -> Fraction | None:
    """Filled over required (indicator SY-11); None where nothing is required."""
    required = sum(position.required for position in positions)
    filled = sum(min(position.filled, position.required) for position in positions)
    return Fraction(filled) / Fraction(required) if required else None
