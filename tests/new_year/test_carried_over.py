"""How days, codes, titles and amounts are carried into the next year."""

from __future__ import annotations

from datetime import date

import pytest

from udp_core.years.rules import next_day, next_span, next_words, run_rate, shared


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_the_same_day_a_year_later(before: date, after: date) -> None:
    assert next_day(before) == after


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("S26-01", "S27-01"),
        ("S25-26", "S25-26"),
        ("Programma attuativo annuale 2026", "Programma attuativo annuale 2027"),
        ("Piano 2024-2026", "Piano 2024-2026"),
        ("Affido", "Affido"),
        ("126-A", "126-A"),
    ],
)
def test_only_the_year_itself_is_moved_and_only_where_it_comes_first(
    words: str, moved: str
) -> None:
    assert next_words(words, 2026) == moved


def test_the_turn_of_the_century() -> None:
    assert next_words("S99-01", 2099) == "S00-01"


def test_the_plan_that_follows_has_as_many_years() -> None:
    assert next_span((2024, 2026)) == (2027, 2029)
    assert next_span((2026, 2026)) == (2027, 2027)


def test_a_year_at_the_pace_of_its_months() -> None:
    assert run_rate({1: 100_00, 2: 110_00, 3: 120_00}) == 1_320_00
    assert run_rate({7: 10_01}) == 120_12
    assert run_rate({}) is None


def test_a_voce_is_shared_to_the_cent_as_its_budget_was() -> None:
    assert shared(1_000_00, [300, 700]) == (300_00, 700_00)
    assert sum(shared(100_01, [1, 1, 1])) == 100_01
    assert shared(99_00, [0, 0, 0]) == (33_00, 33_00, 33_00)
    assert shared(99_00, []) == ()
