"""The last day and the first after it, the last hour and what is none: by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from udp_core.data_requests.rules import (
    RequestStanding,
    closed,
    days_late,
    expiry,
    last_day_of_link,
    wrong_due,
)
from udp_core.sittings.rules import is_left, wrong_hour
from udp_core.sittings.terms import DecisionOutcome, ItemKind, SittingState

TODAY = date(2026, 11, 10)
AT = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (date(2026, 11, 20), date(2026, 12, 5)),
        (TODAY, date(2026, 11, 25)),
        (date(2026, 11, 1), date(2026, 11, 25)),
    ],
)
def test_a_link_is_good_fifteen_days_after_its_day_or_after_today(due: date, last: date) -> None:
    assert last_day_of_link(due, TODAY) == last
    assert expiry(due, TODAY, AT) == AT + (last - TODAY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"withdrawn": True}, "Y02"),
        ({"answered_on": TODAY}, "Y03"),
        ({"withdrawn": True, "answered_on": TODAY}, "Y02"),
        ({"expires_at": AT + timedelta(seconds=1)}, ""),
        ({"expires_at": AT}, "Y04"),
        ({"body_until": TODAY}, ""),
        ({"body_until": TODAY - timedelta(days=1)}, "Y05"),
    ],
)
def test_a_request_is_answered_until_something_closes_it(
    change: dict[str, object], code: str
) -> None:
    usual: dict[str, object] = {
        "expires_at": AT + timedelta(days=9),
        "withdrawn": False,
        "answered_on": None,
        "body": "Cooperativa Uno",
        "body_until": None,
    }
    found = closed(RequestStanding(**{**usual, **change}), TODAY, AT)  # type: ignore[arg-type]
    assert (found.code if found else "") == code


def test_days_late_are_of_what_is_still_awaited() -> None:
    due = date(2026, 11, 7)
    assert [days_late(due, None, TODAY), days_late(due, TODAY, TODAY)] == [3, 0]
    assert [days_late(TODAY, None, TODAY), days_late(date(2026, 11, 11), None, TODAY)] == [0, 0]


@pytest.mark.parametrize(("days", "is_right"), [(-1, False), (0, True), (366, True), (367, False)])
def test_a_day_to_answer_by_is_from_today_to_a_year(days: int, is_right: bool) -> None:
    assert (wrong_due(TODAY + timedelta(days=days), TODAY) is None) == is_right


@pytest.mark.parametrize("said", ["00:00", "09:30", "18:42", "23:59"])
def test_an_hour_is_of_a_day(said: str) -> None:
    assert wrong_hour(said) is None


@pytest.mark.parametrize("said", ["24:00", "18:60", "9:30", "18.42", "18:42 ", "", "ore 18:42"])
def test_what_is_no_hour_is_said(said: str) -> None:
    found = wrong_hour(said)
    assert found is not None
    assert (found.code, found.value) == ("D64", said)


@pytest.mark.parametrize(
    ("state", "kind", "last", "left"),
    [
        (SittingState.PLANNED, ItemKind.INFORMATION, DecisionOutcome.APPROVED, True),
        (SittingState.CONVENED, ItemKind.INFORMATION, None, True),
        (SittingState.CLOSED, ItemKind.DECISION, None, True),
        (SittingState.CLOSED, ItemKind.INFORMATION, None, False),
        (SittingState.CLOSED, ItemKind.DECISION, DecisionOutcome.POSTPONED, True),
        (SittingState.CLOSED, ItemKind.INFORMATION, DecisionOutcome.POSTPONED, True),
        (SittingState.CLOSED, ItemKind.DECISION, DecisionOutcome.REJECTED, False),
    ],
)
def test_what_of_a_sitting_is_still_to_be_dealt_with(
    state: SittingState, kind: ItemKind, last: DecisionOutcome | None, left: bool
) -> None:
    assert is_left(kind, last, state) == left
