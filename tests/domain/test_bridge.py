"""The bridge of the residue: every part by itself, the sum to the cent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.fund.rules.bridge import Bridge, BridgeRow, Cause, CountedAmount, _row, bridge
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.kernel.money import ZERO, Money, total

THEN = FundPosition(
    2026, Money(1000_00), Money(100_00), ZERO, ZERO, None, Money(600_00), Money(300_00)
)


def counted(euro: int, voce: str = "A1") -> CountedAmount:
    return CountedAmount(Money(euro * 100), voce, "ottobre", "foglio AUSL")


def of(found: Bridge | None) -> dict[Cause, int]:
    assert found is not None
    return {part.cause: part.amount.cents for part in found.parts if part.amount}


def test_nothing_changed_is_a_bridge_of_zeros() -> None:
    found = bridge(THEN, THEN, {"a": counted(600)}, {"a": counted(600)}, {})
    assert of(found) == {}
    assert found is not None
    assert (found.before, found.after) == (Money(200_00), Money(200_00))


def test_every_cause_is_told_apart() -> None:
    """Then: 600 spent, 300 to come, residue 200.

    Now: a month of 80 is new, one is corrected from 100 to 110, the rest is 215, 50 came in.
    """
    now = replace(
        THEN,
        assigned=Money(1030_00),
        carried_in=Money(105_00),
        variations=Money(20_00),
        returned=Money(5_00),
        used=Money(690_00),
        expected_rest=Money(215_00),
    )
    rows = {Cause.ALLOCATION: (BridgeRow("quota", Money(1000_00), Money(1030_00), "DGR"),)}
    found = bridge(
        THEN,
        now,
        {"a": counted(500), "b": counted(100)},
        {"a": counted(500), "b": counted(110), "c": counted(80)},
        rows,
    )
    assert of(found) == {
        Cause.ALLOCATION: 30_00,
        Cause.CARRY_OVER: 5_00,
        Cause.MOVEMENT: 15_00,
        Cause.NEW_SPENDING: -80_00,
        Cause.CORRECTION: -10_00,
        Cause.FORECAST: 85_00,
    }
    assert found is not None
    assert found.after - found.before == total(part.amount for part in found.parts) == Money(45_00)
    by_cause = {part.cause: part for part in found.parts}
    assert by_cause[Cause.ALLOCATION].rows == rows[Cause.ALLOCATION]
    assert by_cause[Cause.NEW_SPENDING].rows == (
        BridgeRow("A1, ottobre", None, Money(80_00), "foglio AUSL"),
    )
    assert by_cause[Cause.CORRECTION].rows == (
        BridgeRow("A1, ottobre", Money(100_00), Money(110_00), "foglio AUSL"),
    )


def test_an_entry_taken_away_is_a_correction() -> None:
    found = bridge(
        THEN,
        replace(THEN, used=Money(500_00)),
        {"a": counted(500), "b": counted(100)},
        {"a": counted(500)},
        {},
    )
    assert of(found) == {Cause.CORRECTION: 100_00}


@pytest.mark.parametrize("unknown", ["then", "now"])
def test_without_a_forecast_there_is_no_bridge(unknown: str) -> None:
    blind = replace(THEN, expected_rest=None)
    assert bridge(*((blind, THEN) if unknown == "then" else (THEN, blind)), {}, {}, {}) is None


def test_a_row_that_neither_was_nor_is_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="neither"):
        _row(None, None)


amounts = st.dictionaries(
    st.sampled_from("abcdef"),
    st.integers(-10_000_00, 10_000_00).map(
        lambda cents: CountedAmount(Money(cents), "A1", "maggio", "")
    ),
)
cents = st.integers(-(10**9), 10**9).map(Money)


@given(amounts, amounts, st.tuples(cents, cents, cents, cents, cents))
def test_the_parts_always_add_up_to_the_cent(
    then: dict[str, CountedAmount],
    now: dict[str, CountedAmount],
    money: tuple[Money, Money, Money, Money, Money],
) -> None:
    assigned, carried, moved, rest, rest_now = money
    before = replace(THEN, used=total(one.amount for one in then.values()), expected_rest=rest)
    after = FundPosition(
        2026,
        assigned,
        carried,
        moved,
        ZERO,
        None,
        total(one.amount for one in now.values()),
        rest_now,
    )
    found = bridge(before, after, then, now, {})
    assert found is not None
    assert found.after - found.before == total(part.amount for part in found.parts)
