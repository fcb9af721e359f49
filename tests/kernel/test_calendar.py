"""Fiscal years, periods, and how old a figure may be."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.kernel.calendar import (
    Period,
    days_in_year,
    elapsed_share,
    elapsed_year,
    is_stale,
    month_end,
)
from udp_core.kernel.vocabulary import PeriodKind


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366), (1900, 365), (2000, 366)])
def test_days_of_a_year(year: int, days: int) -> None:
    assert days_in_year(year) == days


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2025, 12, 31), Fraction(0)),
        (date(2026, 1, 1), Fraction(1, 365)),
        (date(2026, 3, 14), Fraction(73, 365)),
        (date(2026, 12, 31), Fraction(1)),
        (date(2027, 5, 1), Fraction(1)),
    ],
)
def test_share_of_the_year_gone_by_the_evening(day: date, share: Fraction) -> None:
    assert elapsed_year(2026, day) == share


def test_a_span_of_one_day_is_gone_that_evening() -> None:
    day = date(2026, 6, 1)
    assert elapsed_share(day, day, day) == 1
    assert elapsed_share(day, day, day - timedelta(days=1)) == 0


def test_a_span_that_ends_before_it_starts_is_a_bug() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        elapsed_share(date(2026, 6, 2), date(2026, 6, 1), date(2026, 6, 1))


@pytest.mark.parametrize(("age", "stale"), [(0, False), (120, False), (121, True), (-5, False)])
def test_a_figure_is_stale_after_120_days(age: int, stale: bool) -> None:
    today = date(2026, 11, 10)
    assert is_stale(today - timedelta(days=age), today) is stale


def test_a_missing_date_is_stale() -> None:
    assert is_stale(None, date(2026, 1, 1))


@given(st.integers(1, 9998), st.integers(1, 12))
def test_the_day_after_a_month_end_is_the_first(year: int, month: int) -> None:
    following = month_end(year, month) + timedelta(days=1)
    assert (following.day, following.month) == (1, month % 12 + 1)


@pytest.mark.parametrize(
    ("period", "last_day"),
    [
        (Period(2026), date(2026, 12, 31)),
        (Period(2026, PeriodKind.QUARTER, 1), date(2026, 3, 31)),
        (Period(2026, PeriodKind.QUARTER, 4), date(2026, 12, 31)),
        (Period(2024, PeriodKind.MONTH, 2), date(2024, 2, 29)),
        (Period(2026, PeriodKind.MONTH, 12), date(2026, 12, 31)),
    ],
)
def test_last_day_of_a_period(period: Period, last_day: date) -> None:
    assert period.last_day == last_day


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (PeriodKind.YEAR, 1),
        (PeriodKind.YEAR, 0),
        (PeriodKind.QUARTER, None),
        (PeriodKind.QUARTER, 0),
        (PeriodKind.QUARTER, 5),
        (PeriodKind.MONTH, None),
        (PeriodKind.MONTH, 13),
        (PeriodKind.MONTH, -1),
    ],
)
def test_a_period_that_does_not_exist_is_a_bug(kind: PeriodKind, number: int | None) -> None:
    with pytest.raises(ValueError, match="no such period"):
        Period(2026, kind, number)
