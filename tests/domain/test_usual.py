"""What is expected of a value from those before it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from udp_core.archive.engine import reading
from udp_core.indicators.entities import Measurement
from udp_core.writing.usual import (
    MOST_VALUES,
    UsualRange,
    grown_range,
    past_values,
    times,
    usual_range,
)


def test_from_half_the_least_to_one_and_a_half_times_the_greatest() -> None:
    assert usual_range((1003, 1002, 1001)) == UsualRange(500, 1505, 1003)
    assert usual_range((-10, -20, -30)) == UsualRange(-45, -5, -10)


def test_two_values_are_too_few() -> None:
    assert usual_range(()) is None
    assert usual_range((5, 5)) is None


def test_limits_are_inside() -> None:
    found = UsualRange(10, 20, 15)
    assert (found.holds(9), found.holds(10), found.holds(20), found.holds(21)) == (
        False,
        True,
        True,
        False,
    )


def test_what_is_older_than_a_year_of_months_is_forgotten() -> None:
    assert usual_range((*[100] * MOST_VALUES, 10_000)) == UsualRange(50, 150, 100)


def test_where_nothing_was_asked_the_rows_of_a_file_are_each_other_s_past(
    empty_engine: Engine,
) -> None:
    """January and February of one file: one comes before the other, nothing before the first."""
    same = {"indicator_id": "SY-01", "district_id": "ravenna", "municipality_id": None}
    january, february = (
        {**same, "period": "month", "year": 2026, "period_no": number, "value": number * 100}
        for number in (1, 2)
    )
    with reading(empty_engine) as connection:
        past = past_values(connection, Measurement, ())
    assert past.before(february, "value", 3) == ()
    both = past.together([january, february])
    assert both.before(february, "value", 3) == (100,)
    assert both.before(january, "value", 3) == ()


@given(st.lists(st.integers(-(10**12), 10**12), min_size=3, max_size=40))
def test_the_values_themselves_are_never_unusual(values: list[int]) -> None:
    found = usual_range(values)
    assert found is not None
    assert all(found.holds(value) for value in values[:MOST_VALUES])


def test_what_is_counted_from_the_start_of_the_year_grows_at_most_half_beyond_its_pace() -> None:
    """300 in 300 days are 330 in 330, and a half more is 495; in less time no less is expected.

    Zero says nothing.
    """
    assert grown_range(300, 300, 330) == UsualRange(300, 495, 300)
    assert grown_range(300, 300, 200) == UsualRange(300, 450, 300)
    assert grown_range(0, 300, 330) is None
    assert grown_range(300, 0, 30) is None


@pytest.mark.parametrize(
    ("value", "last", "ratio"),
    [
        (1000, 100, 10),
        (999, 100, None),
        (10, 100, Fraction(1, 10)),
        (11, 100, None),
        (0, 100, None),
        (100, 0, None),
        (-1000, -1, 1000),
        (-1000, 1, None),
    ],
)
def test_a_comma_that_slipped_is_ten_times_or_a_tenth(
    value: int, last: int, ratio: Fraction | None
) -> None:
    assert times(value, last) == ratio
