"""Whole cents: no float gets in, and a split always adds up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.kernel.money import LARGEST_CENTS, ZERO, Money, round_half_up, split_whole, total

CENTS = st.integers(-LARGEST_CENTS, LARGEST_CENTS)
WEIGHTS = st.lists(st.integers(0, 10**9) | st.fractions(0, 1000), min_size=1, max_size=40).filter(
    lambda found: sum(found) > 0
)


@given(whole=CENTS, weights=WEIGHTS)
def test_the_parts_of_a_split_add_up_to_the_whole(
    whole: int, weights: list[int | Fraction]
) -> None:
    assert sum(split_whole(whole, weights)) == whole


@given(whole=CENTS, weights=WEIGHTS)
def test_each_part_is_less_than_a_cent_from_its_exact_share(
    whole: int, weights: list[int | Fraction]
) -> None:
    weight_sum = sum(weights)
    for part, weight in zip(split_whole(whole, weights), weights, strict=True):
        assert abs(part - Fraction(whole) * weight / weight_sum) < 1


@given(whole=CENTS, weights=WEIGHTS)
def test_a_negative_amount_splits_as_its_opposite(
    whole: int, weights: list[int | Fraction]
) -> None:
    assert split_whole(-whole, weights) == tuple(-part for part in split_whole(whole, weights))


def test_the_largest_remainders_get_the_missing_cents() -> None:
    # 100 by 1, 1, 1 is 33.33 each: one cent is missing, ties go to the first
    assert split_whole(100, [1, 1, 1]) == (34, 33, 33)
    # 10 by 6, 3, 1 of 7 parts... exact 60/10=6, 3, 1
    assert split_whole(10, [6, 3, 1]) == (6, 3, 1)
    # 100 by 2, 1: exact 66.67 and 33.33, the first remainder is larger
    assert split_whole(100, [2, 1]) == (67, 33)
    # 100 by 1, 2: the second remainder is larger
    assert split_whole(100, [1, 2]) == (33, 67)


def test_nothing_goes_to_a_weight_of_zero() -> None:
    assert Money(1001).split([0, 1, 0, 1]) == (ZERO, Money(501), ZERO, Money(500))


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [-1, 3], [1, -1]])
def test_a_split_without_sound_weights_is_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split_whole(100, weights)


@pytest.mark.parametrize("wrong", [1.0, True, "1", None, Decimal(1), Fraction(1)])
def test_only_whole_cents_make_money(wrong: Any) -> None:
    with pytest.raises(TypeError):
        Money(wrong)


@pytest.mark.parametrize("build", [Money.from_euro, Money.rounded, Money(100).times])
def test_a_float_never_gets_in(build: Any) -> None:
    with pytest.raises(TypeError, match="float"):
        build(0.5)


@pytest.mark.parametrize(
    ("euro", "cents"),
    [
        (0, 0),
        (12, 1200),
        (Decimal("19.99"), 1999),
        (Decimal("-0.01"), -1),
        (Decimal("90071992547409.93"), 9007199254740993),
    ],
)
def test_exact_euro_become_cents(euro: int | Decimal, cents: int) -> None:
    assert Money.from_euro(euro).cents == cents


def test_a_fraction_of_a_cent_is_refused() -> None:
    with pytest.raises(ValueError, match="fraction of a cent"):
        Money.from_euro(Decimal("1.005"))


@pytest.mark.parametrize(
    ("euro", "cents"),
    [
        (Decimal("1.005"), 101),
        (Decimal("-1.005"), -101),
        (Decimal("1.0049"), 100),
        (Fraction(1, 3), 33),
        (Fraction(2, 3), 67),
        (Fraction(-1, 200), -1),
    ],
)
def test_rounding_takes_halves_away_from_zero(euro: Decimal | Fraction, cents: int) -> None:
    assert Money.rounded(euro).cents == cents


@given(CENTS)
def test_euro_and_back_is_the_same_amount(cents: int) -> None:
    assert Money.from_euro(Money(cents).euro) == Money(cents)


def test_sums_differences_and_signs() -> None:
    assert Money(1250) + Money(750) == Money(2000)
    assert Money(1250) - Money(2000) == Money(-750)
    assert -Money(5) == Money(-5)
    assert abs(Money(-5)) == Money(5)
    assert total([Money(1), Money(2)]) == Money(3)
    assert total([]) == ZERO
    assert Money(-1) < ZERO < Money(1)
    assert [bool(Money(cents)) for cents in (-1, 0, 1)] == [True, False, True]


def test_an_amount_times_a_factor() -> None:
    assert Money(999).times(3) == Money(2997)
    assert Money(999).times(Decimal("0.5")) == Money(500)
    assert Money(-999).times(Fraction(1, 2)) == Money(-500)


def test_a_share_of_nothing_is_undefined() -> None:
    assert Money(0).share_of(ZERO) is None
    assert Money(25).share_of(Money(100)) == Fraction(1, 4)


@given(st.fractions())
def test_rounding_is_within_half(value: Fraction) -> None:
    assert abs(round_half_up(value) - value) <= Fraction(1, 2)
