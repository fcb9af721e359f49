"""How the amounts of the fund are drawn: in millions of euro; words carry the figure."""

from __future__ import annotations

from udp_core.kernel.money import Money

CENTS_PER_MILLION = 100_000_000
MILLIONS = "milioni di euro"


def millions(amount: Money | None) -> float | None:
    """The height of an amount; none of what is missing."""
    return None if amount is None else amount.cents / CENTS_PER_MILLION
