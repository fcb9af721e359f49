"""The curves of a fund in a year.

Running totals worked out once, which screen, wall and paper only draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from udp_core.calendar import MONTHS_PER_YEAR
from udp_core.domain.forecast import Band
from udp_core.money import ZERO, Money, total

Amounts = tuple[Money | None, ...]
"""Twelve amounts, January first; None is not known."""
MONTHS = tuple(range(1, MONTHS_PER_YEAR + 1))
NOTHING: Amounts = (None,) * MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True)
class FundCurves:
    """Running totals at the end of each month; `months` are their numbers.

    `spent` has None in a month without data: later months stay in their own place. `expected` (the
    programme) and `forecast` (reported, else estimated) are all None where there is none.
    `spendable` is the line not to go beyond; None where nothing is stated to come in.
    `band_low` and `band_high` open from the last month with data; None before it, or without a
    band.
    """

    months: tuple[int, ...]
    spent: Amounts
    expected: Amounts
    forecast: Amounts
    spendable: Money | None
    band_low: Amounts
    band_high: Amounts

    @property
    def ahead(self) -> Amounts:
        """The part of the forecast that is not yet spent, from the last month before any is
        missing.

        Its first point is the spending of that month, so that the two lines meet.
        """
        missing = [place for place, amount in enumerate(self.spent) if amount is None]
        if not missing:
            return NOTHING
        start = max(missing[0] - 1, 0)
        joined = self.spent[start] if self.spent[start] is not None else self.forecast[start]
        rest = self.forecast[start + 1 :]
        return (*NOTHING[:start], joined if self.forecast[start] is not None else None, *rest)


def running_total(amounts: Sequence[Money | None]) -> Amounts:
    """The sum so far at each place.

    None where the amount itself is missing, without moving the others.
    """
    known = [amount or ZERO for amount in amounts]
    sums = [total(known[: place + 1]) for place in range(len(known))]
    return tuple(
        None if amount is None else so_far for amount, so_far in zip(amounts, sums, strict=True)
    )


def fund_curves(
    spent: Sequence[Money | None],
    expected: Sequence[Money],
    forecast: Sequence[Money],
    spendable: Money | None,
    band: Band | None,
) -> FundCurves:
    """The curves from twelve amounts a series (`expected` and `forecast` may be empty)."""
    so_far = running_total(spent)
    low, high = (band.low, band.high) if band else (None, None)
    return FundCurves(
        MONTHS,
        so_far,
        running_total(expected) or NOTHING,
        running_total(forecast) or NOTHING,
        spendable,
        _edge(so_far, low),
        _edge(so_far, high),
    )


def _edge(spent: Amounts, end: Money | None) -> Amounts:
    """From the last month with data straight to the end of the year."""
    known = [place for place, amount in enumerate(spent) if amount is not None]
    if end is None or not known or known[-1] == MONTHS_PER_YEAR - 1:
        return NOTHING
    last = known[-1]
    start, steps = spent[last] or ZERO, MONTHS_PER_YEAR - 1 - last
    edge = [start + (end - start).times(Fraction(step, steps)) for step in range(steps + 1)]
    return (*NOTHING[:last], *edge)
