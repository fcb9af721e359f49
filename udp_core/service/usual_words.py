"""A value out of the usual, in words."""

from __future__ import annotations

from decimal import Decimal

from udp_core import italian
from udp_core.domain.usual import UsualRange
from udp_core.model.field import Kind, Spec
from udp_core.model.storage import MILLI
from udp_core.money import Money
from udp_core.problem import Problem

DECIMALS = 3


def stored_words(spec: Spec, value: int) -> str:
    """A stored number as it is read: an amount, a percentage, or a decimal without idle zeros."""
    if spec.kind is Kind.CENTS:
        return italian.euro(Money(value))
    if spec.is_share:
        return italian.share(value)
    if spec.kind is Kind.DECIMAL:
        exact = Decimal(value) / MILLI
        return italian.number(exact, max(0, -int(exact.normalize().as_tuple().exponent)))
    return italian.number(value)


def range_words(spec: Spec, expected: UsualRange) -> str:
    """«da 10.000,00 € a 18.000,00 €»."""
    return f"da {stored_words(spec, expected.low)} a {stored_words(spec, expected.high)}"


def unusual(spec: Spec, value: int, expected: UsualRange) -> Problem:
    """The problem of a value that surprises; its remedy is a correction or a reason."""
    sentence = f"{stored_words(spec, value)} è fuori dal consueto ({range_words(spec, expected)}; l'ultimo valore è {stored_words(spec, expected.last)})."
    return Problem("U01", sentence, "Correggere il valore, o scrivere perché è giusto così.", value=str(value))
