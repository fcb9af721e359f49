"""Where a scheda would arrive at the end of its year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.domain.test_progress import ACTIONS, JUNE, SCHEDA, level_of
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.programme.rules.progress import intervention_status


def test_the_end_of_the_year_is_not_the_end_of_a_scheda_of_two_years() -> None:
    """A year of two.

    365 of 730 days by 31 December 2026, at the pace of 90 days of which 45 are done.
    """
    long = replace(
        SCHEDA,
        end=date(2027, 12, 31),
        progress=Fraction(1, 8),
        budget=None,
        as_of=date(2026, 6, 30),
    )
    assert (
        intervention_status(long, JUNE).at_year_end.reason
        == "A questo ritmo al 31/12/2026 sarà fatto il 25 % contro il 50 % previsto."
    )


def test_an_overspent_scheda_says_where_its_spending_would_arrive() -> None:
    """110.000 by 30 June (181 of 365 days) are 221.823,20 by 31 December."""
    over = intervention_status(replace(SCHEDA, spent=Money(110_000_00)), JUNE).at_year_end
    assert over.level is StatusLevel.CRITICAL
    assert over.reasons[:2] == (
        (
            "A questo ritmo la spesa al 31/12/2026 sarebbe di 221.823,20 €, 121.823,20 € oltre il"
            " programmato."
        ),
        "Ha speso 10.000,00 € oltre il programmato di 100.000,00 €.",
    )
    slight = intervention_status(replace(SCHEDA, spent=Money(101_000_00)), JUNE)
    assert (slight.now.level, slight.at_year_end.level) == (
        StatusLevel.ATTENTION,
        StatusLevel.CRITICAL,
    )
    ended = replace(SCHEDA, end=JUNE, spent=Money(101_000_00), progress=Fraction(1))
    assert intervention_status(ended, JUNE).at_year_end.level is StatusLevel.ATTENTION


def test_a_scheda_exactly_on_its_plan_is_on_track_at_year_end_too() -> None:
    done = tuple(replace(action, done=action.due) for action in ACTIONS[:2])
    on_plan = replace(SCHEDA, actions=(*done, *ACTIONS[2:]), as_of=date(2026, 8, 31), budget=None)
    assert level_of(on_plan, date(2026, 8, 31)) == (StatusLevel.ON_TRACK, StatusLevel.ON_TRACK)


def test_half_of_what_was_planned_by_now_is_half_of_what_is_planned_at_year_end() -> None:
    done = (
        replace(ACTIONS[0], done=date(2026, 3, 20)),
        replace(ACTIONS[1], done=None),
        *ACTIONS[2:],
    )
    status = intervention_status(
        replace(SCHEDA, actions=done, as_of=date(2026, 8, 31), budget=None), date(2026, 8, 31)
    )
    assert (
        status.at_year_end.reasons[0]
        == "A questo ritmo al 31/12/2026 sarà fatto il 50 % contro il 100 % previsto."
    )
    assert status.at_year_end.level is StatusLevel.CRITICAL


def test_nothing_due_yet_leaves_the_year_end_as_planned() -> None:
    early = replace(SCHEDA, actions=ACTIONS, as_of=date(2026, 2, 1), budget=None)
    undone = replace(early, actions=tuple(replace(action, done=None) for action in ACTIONS))
    assert level_of(undone, date(2026, 2, 1)) == (StatusLevel.ON_TRACK, StatusLevel.ON_TRACK)


def test_spending_ahead_of_time_calls_for_attention_now_and_at_year_end() -> None:
    fast = replace(SCHEDA, spent=Money(61_000_00))
    status = intervention_status(fast, JUNE)
    assert (status.now.level, status.at_year_end.level) == (
        StatusLevel.ATTENTION,
        StatusLevel.ATTENTION,
    )
    assert "61 %" in status.now.reasons[0]
