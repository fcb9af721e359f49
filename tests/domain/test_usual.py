"""What is expected of a value from those before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from udp_core.domain.usual import MOST_VALUES, UsualRange, usual_range


def test_from_half_the_least_to_one_and_a_half_times_the_greatest() -> None:
    assert usual_range((1003, 1002, 1001)) == UsualRange(500, 1505, 1003)
    assert usual_range((-10, -20, -30)) == UsualRange(-45, -5, -10)


def test_two_values_are_too_few() -> None:
    assert usual_range(()) is None
    assert usual_range((5, 5)) is None


def test_limits_are_inside() -> None:
    found = UsualRange(10, 20, 15)
    assert (found.holds(9), found.holds(10), found.holds(20), found.holds(21)) == (False, True, True, False)


def test_what_is_older_than_a_year_of_months_is_forgotten() -> None:
    assert usual_range((*[100] * MOST_VALUES, 10_000)) == UsualRange(50, 150, 100)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=3, max_size=40))
def test_the_values_themselves_are_never_unusual(values: list[int]) -> None:
    found = usual_range(values)
    assert found is not None
    assert all(found.holds(value) for value in values[:MOST_VALUES])
