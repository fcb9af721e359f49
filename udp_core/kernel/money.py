"""Money: whole cents in a value object.

A float never gets in, a split always adds up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

CENTS_PER_EURO = 100
LARGEST_CENTS = 9_000_000_000_000_000
"""Upper bound of a stored amount (90 000 billion euro).

Far above any budget, inside 64 bits with room for sums.
"""


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in euro, as whole cents. Signed: a variation may be negative."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            message = f"Money takes whole cents, got {type(self.cents).__name__}"
            raise TypeError(message)

    @classmethod
    def from_euro(cls, euro: int | Decimal) -> Money:
        """Exact euro to cents.

        Raises ValueError where the amount has a fraction of a cent, TypeError for a float.
        """
        cents = _exact(euro) * CENTS_PER_EURO
        if cents.denominator != 1:
            message = f"{euro} has a fraction of a cent"
            raise ValueError(message)
        return cls(cents.numerator)

    @classmethod
    def rounded(cls, euro: Decimal | Fraction) -> Money:
        """Euro to the nearest cent, halves away from zero (ROUND_HALF_UP)."""
        return cls(round_half_up(_exact(euro) * CENTS_PER_EURO))

    @property
    def euro(self) -> Decimal:
        """The amount in euro, exact."""
        return Decimal(self.cents) / CENTS_PER_EURO

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __abs__(self) -> Money:
        return Money(abs(self.cents))

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, factor: int | Decimal | Fraction) -> Money:
        """The amount times an exact factor, to the nearest cent."""
        return Money(round_half_up(self.cents * _exact(factor)))

    def share_of(self, whole: Money) -> Fraction | None:
        """This amount as an exact fraction of `whole`.

        None where `whole` is zero (undefined, never 0).
        """
        return Fraction(self.cents, whole.cents) if whole.cents else None

    def split(self, weights: Sequence[int | Fraction]) -> tuple[Money, ...]:
        """Parts in proportion to `weights`, by largest remainders: the parts add up to the whole.

        Raises ValueError where a weight is negative or all are zero.
        """
        return tuple(Money(cents) for cents in split_whole(self.cents, weights))


def _exact(value: int | Decimal | Fraction) -> Fraction:
    if isinstance(value, float):
        raise TypeError("a float is not exact: give an int, a Decimal or a Fraction")
    return Fraction(value)


ZERO = Money(0)


def of_cents(cents: int | None) -> Money | None:
    """An amount of so many cents; None where it is not known."""
    return None if cents is None else Money(cents)


def total(amounts: Iterable[Money]) -> Money:
    """The sum; zero of nothing."""
    return Money(sum(amount.cents for amount in amounts))


def round_half_up(value: Fraction) -> int:
    """Nearest integer, halves away from zero."""
    magnitude = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return magnitude if value >= 0 else -magnitude


def split_whole(whole: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Integers in proportion to `weights` that add up to `whole` (largest remainders, ties to
    the first).
    """
    weight_sum = sum(weights)
    if weight_sum <= 0 or min(weights) < 0:
        raise ValueError("a split needs weights that are not negative and not all zero")
    exact = [Fraction(abs(whole)) * weight / weight_sum for weight in weights]
    parts = [int(part) for part in exact]
    missing = abs(whole) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[:missing]:
        parts[index] += 1
    sign = 1 if whole >= 0 else -1
    return tuple(sign * part for part in parts)
