"""A scheda is judged against the plan of the day it is looked at.

Who stops updating falls behind.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from udp_core.kernel.money import Money
from udp_core.kernel.status import SEVERITY
from udp_core.kernel.vocabulary import DataState, InterventionState, StatusLevel
from udp_core.programme.rules.area_status import SchedaInArea, area_status
from udp_core.programme.rules.progress import (
    ActionStanding,
    InterventionValue,
    data_reasons,
    done_share,
    expected_spending,
    intervention_status,
    late_actions,
    planned_share,
)
from udp_core.thresholds.rules import ProgressThresholds

HALF = Fraction(1, 2)
JUNE = date(2026, 6, 30)
ACTIONS = (
    ActionStanding("bando", date(2026, 3, 31), date(2026, 3, 20), Fraction(1, 4)),
    ActionStanding("avvio", date(2026, 6, 30), date(2026, 7, 2), Fraction(1, 4)),
    ActionStanding("attività", date(2026, 9, 30), None, Fraction(1, 4)),
    ActionStanding("verifica", date(2026, 12, 31), None, Fraction(1, 4)),
)
SCHEDA = InterventionValue(
    "S26-01",
    "Centro per le famiglie",
    "famiglie",
    InterventionState.ACTIVE,
    date(2026, 1, 1),
    date(2026, 12, 31),
    HALF,
    (),
    Money(100_000_00),
    Money(50_000_00),
    JUNE,
    DataState.CONFIRMED,
    has_lead=True,
)


def level_of(
    scheda: InterventionValue, today: date = date(2026, 7, 15)
) -> tuple[StatusLevel, StatusLevel]:
    status = intervention_status(scheda, today)
    return status.now.level, status.at_year_end.level


def test_half_done_at_half_year_is_on_track() -> None:
    assert level_of(SCHEDA) == (StatusLevel.ON_TRACK, StatusLevel.ON_TRACK)


def test_who_stops_updating_falls_behind_the_plan_of_today() -> None:
    """Half done on 30 June; on 20 October 293 of 365 days are gone: 50 over 80 is 0.62."""
    assert level_of(SCHEDA, date(2026, 10, 20)) == (StatusLevel.CRITICAL, StatusLevel.CRITICAL)
    status = intervention_status(SCHEDA, date(2026, 10, 20))
    assert status.now.reason == "Fatto il 50 % contro l’80 % previsto a questa data."


def test_money_is_judged_on_its_own_day_so_that_time_never_makes_it_look_better() -> None:
    """61 % spent by 30 June is ahead of time, and stays so however late it is looked at."""
    fast = replace(
        SCHEDA,
        spent=Money(61_000_00),
        progress=Fraction(1),
        money_as_of=JUNE,
        as_of=date(2026, 10, 20),
    )
    for today in (JUNE, date(2026, 8, 31), date(2026, 10, 20)):
        assert level_of(fast, today) == (StatusLevel.ATTENTION, StatusLevel.ATTENTION)
    older = replace(fast, money_as_of=date(2026, 5, 31))
    assert intervention_status(older, date(2026, 10, 20)).now.reason.startswith(
        "Dati fermi al 31/05/2026"
    )


def test_a_light_put_out_never_stands_better_beneath_for_the_days_gone_by() -> None:
    """Half done on 30 June.

    Attention from 22 July, critical from 18 September, put out after 120 days.
    """
    levels = [intervention_status(SCHEDA, JUNE + timedelta(days)).now for days in range(185)]
    severity = [SEVERITY.index(one.known) for one in levels]
    assert severity == sorted(severity)
    assert [one.level for one in levels].index(StatusLevel.STALE) == 121
    assert {one.known for one in levels if one.level is StatusLevel.STALE} == {StatusLevel.CRITICAL}


def test_the_light_of_an_area_is_never_better_because_its_heavy_scheda_fell_silent() -> None:
    """The heavy one weighs 90 of 100, and makes the area critical the day before and the day
    after its data grow old."""
    light = replace(
        SCHEDA,
        progress=Fraction(1),
        as_of=date(2026, 10, 20),
        budget=Money(10_000_00),
        spent=Money(9_000_00),
    )
    for today in (JUNE + timedelta(120), JUNE + timedelta(121)):
        parts = [
            SchedaInArea(one.code, intervention_status(one, today), weight)
            for one, weight in ((SCHEDA, Money(90)), (light, Money(10)))
        ]
        found = area_status(parts, ())
        assert found is not None
        assert found.now.level is StatusLevel.CRITICAL


def test_an_action_due_today_is_not_late() -> None:
    scheda = replace(SCHEDA, actions=ACTIONS)
    assert late_actions(scheda, date(2026, 9, 30)) == ()
    assert [one.title for one in late_actions(scheda, date(2026, 10, 1))] == ["attività"]


def test_half_done_at_the_end_of_november_is_critical() -> None:
    late = replace(SCHEDA, as_of=date(2026, 11, 30))
    status = intervention_status(late, date(2026, 11, 30))
    assert status.now.level is StatusLevel.CRITICAL
    assert status.now.reasons[0] == "Fatto il 50 % contro il 92 % previsto a questa data."


@pytest.mark.parametrize(
    ("done", "level"),
    [
        (Fraction(45, 100), StatusLevel.ON_TRACK),
        (Fraction(44, 100), StatusLevel.ATTENTION),
        (Fraction(35, 100), StatusLevel.ATTENTION),
        (Fraction(34, 100), StatusLevel.CRITICAL),
    ],
)
def test_the_light_changes_at_ninety_and_seventy_percent_of_what_was_planned(
    done: Fraction, level: StatusLevel
) -> None:
    planned = replace(
        SCHEDA,
        actions=(),
        start=date(2026, 6, 30),
        end=date(2026, 7, 1),
        progress=done,
        budget=None,
    )
    assert planned_share(planned, JUNE) == HALF
    assert intervention_status(planned, JUNE).now.level is level


def test_actions_say_what_is_done_and_what_was_due() -> None:
    scheda = replace(SCHEDA, actions=ACTIONS)
    assert done_share(scheda) == HALF
    assert planned_share(scheda, date(2026, 6, 29)) == Fraction(1, 4)
    assert planned_share(scheda, date(2026, 10, 31)) == Fraction(3, 4)
    assert [action.title for action in late_actions(scheda, date(2026, 10, 31))] == ["attività"]


def test_late_actions_are_told() -> None:
    scheda = replace(SCHEDA, actions=ACTIONS, as_of=date(2026, 10, 31))
    status = intervention_status(scheda, date(2026, 10, 31))
    assert status.now.reasons == (
        "Fatto il 50 % contro il 75 % previsto a questa data.",
        "1 azione scaduta e non conclusa.",
    )
    assert status.now.level is StatusLevel.CRITICAL


def test_actions_without_weights_weigh_the_same() -> None:
    scheda = replace(SCHEDA, actions=tuple(replace(action, weight=None) for action in ACTIONS[:3]))
    assert done_share(scheda) == Fraction(2, 3)


@pytest.mark.parametrize(
    ("cents", "level"),
    [
        (1, StatusLevel.ATTENTION),
        (2_000_00, StatusLevel.ATTENTION),
        (2_000_01, StatusLevel.CRITICAL),
    ],
)
def test_over_budget_calls_for_attention_and_beyond_two_percent_is_critical(
    cents: int, level: StatusLevel
) -> None:
    over = replace(SCHEDA, spent=Money(100_000_00 + cents))
    status = intervention_status(over, JUNE)
    assert status.now.level is level
    assert status.now.reasons[0].endswith("oltre il programmato di 100.000,00 €.")


@pytest.mark.parametrize(
    ("state", "start", "level"),
    [
        (InterventionState.COMPLETED, date(2026, 1, 1), StatusLevel.ON_TRACK),
        (InterventionState.NOT_REALISED, date(2026, 1, 1), StatusLevel.CRITICAL),
        (InterventionState.SUSPENDED, date(2026, 1, 1), StatusLevel.ATTENTION),
        (InterventionState.PROPOSED, date(2026, 9, 1), StatusLevel.ON_TRACK),
        (InterventionState.PROPOSED, date(2026, 2, 1), StatusLevel.ATTENTION),
        (InterventionState.APPROVED, date(2026, 2, 1), StatusLevel.CRITICAL),
    ],
)
def test_states_that_need_no_comparison(
    state: InterventionState, start: date, level: StatusLevel
) -> None:
    scheda = replace(SCHEDA, state=state, start=start)
    assert level_of(scheda) == (level, level)


def test_a_completed_scheda_is_all_done() -> None:
    assert done_share(replace(SCHEDA, state=InterventionState.COMPLETED)) == 1


def test_old_data_put_the_light_out_and_keep_its_reasons() -> None:
    status = intervention_status(replace(SCHEDA, as_of=date(2026, 6, 30)), date(2026, 10, 29))
    assert status.now.level is StatusLevel.STALE
    assert status.now.reasons[0] == "Dati fermi al 30/06/2026, da oltre 120 giorni."
    assert status.now.reasons[1].startswith("Fatto il 50 %")
    assert intervention_status(SCHEDA, date(2026, 10, 28)).now.level is StatusLevel.CRITICAL


def test_drafts_and_missing_data_put_the_light_out() -> None:
    assert level_of(replace(SCHEDA, data_state=DataState.DRAFT)) == (
        StatusLevel.STALE,
        StatusLevel.STALE,
    )
    assert data_reasons(replace(SCHEDA, as_of=None), JUNE) == ("Nessun dato comunicato.",)


def test_what_is_over_does_not_grow_stale() -> None:
    done = replace(SCHEDA, state=InterventionState.COMPLETED, as_of=date(2025, 12, 31))
    assert level_of(done, date(2026, 11, 1)) == (StatusLevel.ON_TRACK, StatusLevel.ON_TRACK)
    over = replace(done, spent=Money(110_000_00))
    assert level_of(over, date(2026, 11, 1)) == (StatusLevel.CRITICAL, StatusLevel.CRITICAL)


def test_before_its_start_nothing_is_expected() -> None:
    future = replace(SCHEDA, start=date(2026, 9, 1), progress=Fraction(0), spent=Money(0))
    assert level_of(future, JUNE) == (StatusLevel.ON_TRACK, StatusLevel.ON_TRACK)


def test_an_active_scheda_of_next_year_is_yet_to_start() -> None:
    future = replace(
        SCHEDA, start=date(2027, 1, 10), end=date(2027, 12, 31), progress=Fraction(0), spent=None
    )
    status = intervention_status(future, JUNE)
    assert status.at_year_end.reasons == ("Inizio previsto il 10/01/2027.",)
    early = intervention_status(replace(future, spent=Money(110_000_00)), JUNE)
    assert (early.now.level, early.at_year_end.level) == (
        StatusLevel.CRITICAL,
        StatusLevel.CRITICAL,
    )


def test_on_its_first_day_a_scheda_is_not_late() -> None:
    first = replace(SCHEDA, state=InterventionState.APPROVED, start=JUNE)
    assert level_of(first, JUNE) == (StatusLevel.ON_TRACK, StatusLevel.ON_TRACK)
    day_after = replace(first, as_of=date(2026, 7, 1))
    assert intervention_status(day_after, date(2026, 7, 1)).now.reasons == (
        "Doveva iniziare il 30/06/2026 ed è ancora approvata.",
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (InterventionState.COMPLETED, "Conclusa."),
        (InterventionState.SUSPENDED, "Sospesa: decidere se e quando riprende."),
    ],
)
def test_money_over_the_budget_is_told_in_every_state(state: InterventionState, said: str) -> None:
    status = intervention_status(replace(SCHEDA, state=state, spent=Money(110_000_00)), JUNE)
    assert status.now.level is StatusLevel.CRITICAL
    assert status.now.reasons == (
        "Ha speso 10.000,00 € oltre il programmato di 100.000,00 €.",
        said,
    )


def test_the_thresholds_given_are_the_ones_used() -> None:
    over = replace(SCHEDA, spent=Money(104_000_00))
    patient = ProgressThresholds(over_budget=Fraction(5, 100))
    assert intervention_status(over, JUNE).now.level is StatusLevel.CRITICAL
    assert intervention_status(over, JUNE, patient).now.level is StatusLevel.ATTENTION


def test_expected_spending_goes_with_time() -> None:
    hundred_days = replace(SCHEDA, start=date(2026, 1, 1), end=date(2026, 4, 10))
    assert expected_spending(hundred_days, date(2026, 1, 25)) == Money(25_000_00)
    assert expected_spending(hundred_days, date(2026, 5, 1)) == Money(100_000_00)
    assert expected_spending(replace(SCHEDA, budget=None), JUNE) is None


@pytest.mark.parametrize(
    ("cents", "level"), [(35_000_00, StatusLevel.ON_TRACK), (35_000_01, StatusLevel.ATTENTION)]
)
def test_spending_may_run_ten_points_ahead_of_time(cents: int, level: StatusLevel) -> None:
    hundred_days = replace(
        SCHEDA, end=date(2026, 4, 10), as_of=date(2026, 1, 25), spent=Money(cents)
    )
    assert intervention_status(hundred_days, date(2026, 1, 25)).now.level is level


def test_nothing_programmed_and_nothing_spent_says_nothing_of_money() -> None:
    assert level_of(replace(SCHEDA, budget=Money(0), spent=Money(0))) == (
        StatusLevel.ON_TRACK,
        StatusLevel.ON_TRACK,
    )
