"""Which statement of an amount holds."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from udp_core.fund.rules.voci import (
    StatedAmount,
    StatedResidue,
    assigned,
    carried_in,
    current,
    history,
)
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.vocabulary import AllocationLine, AmountStatus

ESTIMATED, OFFICIAL = AmountStatus.ESTIMATED, AmountStatus.OFFICIAL
ELDERLY, DISABLED = AllocationLine.ELDERLY, AllocationLine.DISABLED


def row(line: AllocationLine, status: AmountStatus, euro: int, day: str) -> StatedAmount:
    return StatedAmount(line, status, Money.from_euro(euro), date.fromisoformat(day), "DGR 1")


FIRST = row(ELDERLY, ESTIMATED, 1_000, "2024-01-31")
SECOND = row(ELDERLY, ESTIMATED, 1_100, "2024-04-30")
FINAL = row(ELDERLY, OFFICIAL, 1_050, "2024-07-31")
LATER_GUESS = row(ELDERLY, ESTIMATED, 1_200, "2024-09-30")
DISABLED_GUESS = row(DISABLED, ESTIMATED, 300, "2024-01-31")


def test_the_latest_estimate_holds_until_there_is_an_official_one() -> None:
    assert current([FIRST, SECOND]) == (SECOND,)
    assert current([SECOND, FIRST]) == (SECOND,)
    assert current([FIRST, SECOND, FINAL]) == (FINAL,)


def test_an_official_amount_is_not_replaced_by_a_later_estimate() -> None:
    assert current([FINAL, LATER_GUESS]) == (FINAL,)
    assert current([FINAL, row(ELDERLY, OFFICIAL, 1_060, "2024-12-15")])[0].amount == Money(
        1_060_00
    )


def test_assigned_adds_lines_and_never_history() -> None:
    assert assigned([FIRST, SECOND, FINAL, LATER_GUESS, DISABLED_GUESS]) == Money(1_350_00)
    assert assigned([]) == ZERO


def test_history_is_kept_in_order_with_the_older_ones_marked() -> None:
    steps = history([FINAL, DISABLED_GUESS, SECOND, FIRST])
    assert [(step.row, step.superseded) for step in steps] == [
        (FIRST, True),
        (SECOND, True),
        (FINAL, False),
        (DISABLED_GUESS, False),
    ]


def test_the_residue_of_a_year_is_stated_again_and_residues_of_several_years_add_up() -> None:
    rows = [
        StatedResidue(2023, ESTIMATED, Money(500_00), date(2024, 2, 1)),
        StatedResidue(2023, OFFICIAL, Money(480_00), date(2024, 10, 1)),
        StatedResidue(2022, OFFICIAL, Money(20_00), date(2023, 10, 1)),
    ]
    assert carried_in(rows) == Money(500_00)
    assert carried_in([]) == ZERO
    assert [step.superseded for step in history(rows)] == [True, False, False]


rows_strategy = st.lists(
    st.builds(
        StatedAmount,
        line=st.sampled_from(AllocationLine),
        status=st.sampled_from(AmountStatus),
        amount=st.integers(0, 10**9).map(Money),
        as_of=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    ),
    max_size=12,
    unique_by=lambda each: (each.line, each.status, each.as_of),
)


@given(rows_strategy, st.randoms())
def test_the_order_in_which_acts_are_given_does_not_matter(
    rows: list[StatedAmount], chance: Random
) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert set(current(shuffled)) == set(current(rows))
    kept = [step.row for step in history(rows) if not step.superseded]
    assert kept == list(current(rows))
    assert len(kept) == len({each.line for each in rows})
