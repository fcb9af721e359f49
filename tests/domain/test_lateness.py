"""Who is late: a figure not given is missing after its grace, and is never a zero."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from udp_core.desk.rules import ExpectedFigure, lateness

TODAY = date(2026, 11, 23)


def expected(
    what: str, due: date, given: date | None = None, *, draft: bool = False
) -> ExpectedFigure:
    return ExpectedFigure("c", what, due, given, is_draft=draft)


def test_only_what_was_due_counts() -> None:
    found = lateness(
        "Cervia",
        [
            expected("a", date(2026, 10, 20), date(2026, 9, 30)),
            expected("b", date(2026, 11, 20)),
            expected("c", date(2026, 12, 20)),
        ],
        TODAY,
    )
    assert (found.expected, found.given, [one.what for one in found.missing]) == (2, 1, ["b"])
    assert found.completeness == Fraction(1, 2)
    assert (found.days_late, found.days_old, found.is_late) == (3, 54, True)


def test_the_oldest_missing_comes_first_and_drafts_are_given() -> None:
    found = lateness(
        "Cervia",
        [
            expected("b", date(2026, 10, 1)),
            expected("a", date(2026, 9, 1)),
            expected("d", date(2026, 9, 1), date(2026, 8, 31), draft=True),
        ],
        TODAY,
    )
    assert [one.what for one in found.missing] == ["a", "b"]
    assert (found.drafts, found.given) == (1, 1)


def test_nothing_expected_is_not_complete_and_not_late() -> None:
    found = lateness("Cervia", [], TODAY)
    assert (found.completeness, found.days_late, found.days_old, found.is_late) == (
        None,
        0,
        None,
        False,
    )


def test_everything_given_long_ago_is_late_all_the_same() -> None:
    assert lateness("Cervia", [expected("a", date(2026, 1, 20), date(2026, 1, 1))], TODAY).is_late
