"""Small counts: hidden, and not to be told from what is shown.

The attacker knows every rule but not the counts.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from udp_core.kernel.small_numbers import (
    Cell,
    Hidden,
    SafeRow,
    ShownCount,
    derived,
    is_small,
    safe_row,
)


def words(cell: Cell) -> str:
    return cell.label if isinstance(cell, Hidden) else str(cell.value)


def row(*parts: int, total: int | None = None) -> list[str]:
    found = safe_row(parts, total)
    return [*(words(cell) for cell in found.parts), words(found.total)]


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((62, 12, 7), ["62", "12", "7", "81"]),
        ((62, 12, 2), ["62", "n.p.", "<5", "76"]),
        ((62, 0, 2), ["n.p.", "0", "<5", "64"]),
        ((62, 3, 2), ["62", "<5", "<5", "67"]),
        ((62, 1, 1), ["62", "<5", "<5", "n.p."]),
        ((62, 4, 4), ["62", "<5", "<5", "n.p."]),
        ((62, 2, 1), ["62", "<5", "<5", "65"]),
        ((62, 5, 2), ["62", "n.p.", "<5", "n.p."]),
        ((62, 6, 2), ["62", "n.p.", "<5", "70"]),
        ((9, 9, 4), ["n.p.", "9", "<5", "n.p."]),
        ((9, 9, 3), ["n.p.", "9", "<5", "n.p."]),
        ((9, 9, 2), ["n.p.", "9", "<5", "20"]),
        ((10, 9, 3), ["10", "n.p.", "<5", "n.p."]),
        ((10, 9, 2), ["10", "n.p.", "<5", "21"]),
        ((5, 1), ["n.p.", "<5", "n.p."]),
        ((0, 0, 3), ["0", "0", "<5", "n.p."]),
        ((1, 1), ["<5", "<5", "n.p."]),
        ((4, 4), ["<5", "<5", "n.p."]),
        ((0, 0, 0), ["0", "0", "0", "0"]),
    ],
)
def test_rows_that_a_person_can_check(parts: tuple[int, ...], shown: list[str]) -> None:
    assert row(*parts) == shown


def test_a_total_alone() -> None:
    assert row(total=3) == ["<5"]
    assert row(total=73) == ["73"]


def test_a_total_measured_by_itself_stands() -> None:
    assert row(62, 12, total=80) == ["62", "12", "80"]


def test_what_a_total_measured_by_itself_would_tell_counts() -> None:
    assert row(62, 12, 2, total=80) == ["62", "n.p.", "<5", "80"]
    assert row(62, 12, 2, total=68) == ["62", "n.p.", "<5", "n.p."]
    assert row(2, total=80) == ["<5", "n.p."]


def test_which_counts_are_small() -> None:
    assert [count for count in range(8) if is_small(count)] == [1, 2, 3, 4]
    assert [count for count in range(8) if is_small(count, 3)] == [1, 2]


def test_a_rate_is_hidden_with_its_numerator() -> None:
    assert derived(Hidden("<5"), Fraction(3)) == Hidden("n.p.")
    assert derived(ShownCount(Fraction(7)), Fraction(3)) == ShownCount(Fraction(3))
    assert derived(ShownCount(Fraction(7)), None) is None


@pytest.mark.parametrize(("parts", "threshold"), [((-1, 2), 5), ((1, 2), 2)])
def test_what_is_refused(parts: tuple[int, ...], threshold: int) -> None:
    with pytest.raises(ValueError, match="not negative"):
        safe_row(parts, threshold=threshold)


def test_a_row_says_whether_it_hides() -> None:
    assert safe_row((62, 2)).hides
    assert not safe_row((62, 12)).hides


# The attack


@pytest.mark.parametrize(
    ("parts", "largest", "threshold"),
    [
        (1, 30, 5),
        (2, 30, 5),
        (3, 17, 5),
        (4, 9, 5),
        (3, 11, 3),
        (4, 7, 3),
        (3, 14, 4),
        (3, 17, 6),
        (2, 45, 10),
    ],
)
def test_who_knows_the_rules_cannot_tell_a_small_count(
    parts: int, largest: int, threshold: int
) -> None:
    """Every row of counts up to the largest, by what is shown of it.

    No small count is the same in all of them.
    """
    by_what_is_shown: defaultdict[SafeRow, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(largest + 1), repeat=parts):
        by_what_is_shown[safe_row(counts, threshold=threshold)].append(counts)
    for found, rows in by_what_is_shown.items():
        if (
            isinstance(found.total, Hidden) or found.total.value <= largest
        ):  # above, some rows were not tried
            assert not _told(rows, threshold), f"{found} tells {_told(rows, threshold)}"


def _told(rows: list[tuple[int, ...]], threshold: int) -> list[int]:
    """The small counts that are the same in every row that looks the same."""
    possible = [set(counts) for counts in zip(*rows, strict=True)]
    return [
        min(counts) for counts in possible if len(counts) == 1 and is_small(min(counts), threshold)
    ]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8))
@example([1, 5])
@example([2, 5, 9])
@example([4, 4, 4])
@example([1, 1, 1, 1])
def test_no_hidden_small_count_can_be_told_in_a_long_row(parts: list[int]) -> None:
    found = safe_row(parts)
    for index, count in enumerate(parts):
        if is_small(count):
            assert isinstance(found.parts[index], Hidden)
            assert len(_possible(found, index)) > 1, f"{parts} tells {index}: {found}"


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(3, 10))
def test_nothing_shown_is_changed(parts: list[int], threshold: int) -> None:
    found = safe_row(parts, threshold=threshold)
    assert all(
        isinstance(cell, Hidden) or cell.value == count
        for cell, count in zip(found.parts, parts, strict=True)
    )
    assert isinstance(found.total, Hidden) or found.total.value == sum(parts)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(3, 10))
def test_every_small_count_wears_its_mark_and_at_most_one_other_is_hidden(
    parts: list[int], threshold: int
) -> None:
    found = safe_row(parts, threshold=threshold)
    small = [cell == Hidden(f"<{threshold}") for cell in found.parts]
    assert small == [is_small(count, threshold) for count in parts]
    assert found.parts.count(Hidden("n.p.")) <= (1 if sum(small) == 1 else 0)


@given(st.lists(st.one_of(st.just(0), st.integers(5, 50)), min_size=1, max_size=5))
def test_nothing_is_hidden_without_need(parts: list[int]) -> None:
    assert not safe_row(parts).hides


def _possible(found: SafeRow, index: int) -> set[int]:
    """What the count at a position can be, by trying every sum that the others can have."""
    total = found.total
    others = [_candidates(cell) for position, cell in enumerate(found.parts) if position != index]
    mine = _candidates(found.parts[index])
    if isinstance(total, Hidden):
        return set(mine)
    whole = int(total.value)
    return {count for count in mine if whole - count in _sums(tuple(others))}


def _candidates(cell: Cell) -> tuple[int, ...]:
    """By its mark: small, or from the threshold up (as far as any test goes)."""
    if isinstance(cell, ShownCount):
        return (int(cell.value),)
    return tuple(range(1, 5)) if cell.label == "<5" else tuple(range(5, 101))


@lru_cache(maxsize=4096)
def _sums(candidates: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    if not candidates:
        return frozenset({0})
    rest = _sums(candidates[1:])
    return frozenset(
        first + other for first in candidates[0] for other in rest if first + other <= 100
    )
