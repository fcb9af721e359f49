"""The day before, the day and the day after: of a link, of a body, of what is due; by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from udp_core.data_requests.rules import (
    RequestStanding,
    closed,
    closed_to_links,
    days_late,
    expiry,
    last_day_of_link,
    wrong_due,
)

TODAY = date(2026, 11, 10)
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
OPEN = RequestStanding(
    NOON + timedelta(seconds=1), withdrawn=False, answered_on=None, body="Alfa", body_until=None
)


@pytest.mark.parametrize(
    ("due", "is_kept"),
    [
        (date(2026, 11, 9), False),
        (date(2026, 11, 10), True),
        (date(2027, 11, 11), True),  # 366 days on
        (date(2027, 11, 12), False),
    ],
)
def test_what_is_asked_is_due_from_today_to_a_year(due: date, is_kept: bool) -> None:
    problem = wrong_due(due, TODAY)
    assert (problem is None) == is_kept
    if problem:
        assert (problem.code, problem.value) == ("Y06", f"{due:%d/%m/%Y}")


def test_a_link_is_good_until_the_moment_that_it_expires() -> None:
    assert closed(OPEN, TODAY, NOON) is None
    told = closed(replace(OPEN, expires_at=NOON), TODAY, NOON)
    assert told is not None
    assert told.code == "Y04"


def test_a_body_answers_on_its_last_day_and_not_on_the_day_after() -> None:
    assert closed(replace(OPEN, body_until=TODAY), TODAY, NOON) is None
    told = closed(replace(OPEN, body_until=TODAY - timedelta(days=1)), TODAY, NOON)
    assert told is not None
    assert (told.code, told.sentence) == ("Y05", "Alfa è stata attiva fino al 09/11/2026.")


def test_withdrawn_comes_before_all_that_came_and_that_before_the_end_of_the_link() -> None:
    """One reason at a time, the one that the office decided first."""
    came = replace(
        OPEN, answered_on=date(2026, 11, 8), expires_at=NOON, body_until=date(2026, 1, 1)
    )
    for standing, code in ((replace(came, withdrawn=True), "Y02"), (came, "Y03")):
        told = closed(standing, TODAY, NOON)
        assert told is not None
        assert told.code == code
    told = closed_to_links(withdrawn=False, answered_on=date(2026, 11, 8))
    assert told is not None
    assert told.sentence == "Le cifre chieste sono arrivate tutte il 08/11/2026."
    assert closed_to_links(withdrawn=False, answered_on=None) is None


@pytest.mark.parametrize(
    ("due", "answered", "days"),
    [
        (date(2026, 11, 9), None, 1),
        (date(2026, 11, 10), None, 0),
        (date(2026, 11, 11), None, 0),
        (date(2026, 10, 1), date(2026, 11, 9), 0),
    ],
)
def test_late_is_the_day_after_the_one_that_it_was_due(
    due: date, answered: date | None, days: int
) -> None:
    assert days_late(due, answered, TODAY) == days


def test_a_link_lasts_fifteen_days_after_the_later_of_today_and_the_day_due() -> None:
    due = date(2026, 11, 20)
    assert last_day_of_link(due, TODAY) == date(2026, 12, 5)
    assert last_day_of_link(date(2026, 11, 1), TODAY) == date(2026, 11, 25)
    assert expiry(due, TODAY, NOON) == NOON + timedelta(days=25)
