"""What holds of the light of any scheda: time and money never make it look better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_progress import SCHEDA
from udp_core.kernel.money import Money
from udp_core.kernel.status import SEVERITY
from udp_core.kernel.vocabulary import DataState, InterventionState, StatusLevel
from udp_core.programme.rules.progress import (
    ActionStanding,
    InterventionValue,
    done_share,
    intervention_status,
    planned_share,
    spending_at,
)


@st.composite
def schede(draw: st.DrawFn) -> InterventionValue:
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    amounts = st.integers(0, 100_000).map(Money)
    steps = draw(st.lists(st.tuples(days, st.booleans()), max_size=5))
    limits = draw(st.tuples(days, days))
    return replace(
        SCHEDA,
        state=draw(st.sampled_from(InterventionState)),
        start=min(limits),
        end=max(limits),
        progress=draw(st.fractions(0, 1, max_denominator=20)),
        actions=tuple(
            ActionStanding("passo", due, due if done else None, Fraction(1, len(steps)))
            for due, done in steps
        ),
        budget=draw(st.none() | amounts),
        spent=draw(st.none() | amounts),
        as_of=draw(st.none() | days),
    )


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 30))


@given(schede(), DAYS)
def test_every_scheda_has_a_light_and_says_why(scheda: InterventionValue, today: date) -> None:
    status = intervention_status(scheda, today)
    assert all(
        reason.endswith(".") for reason in (*status.now.reasons, *status.at_year_end.reasons)
    )


@given(schede(), DAYS, DAYS)
def test_what_is_planned_only_grows(scheda: InterventionValue, one: date, other: date) -> None:
    assert (
        0 <= planned_share(scheda, min(one, other)) <= planned_share(scheda, max(one, other)) <= 1
    )
    assert 0 <= done_share(scheda) <= 1


@given(schede(), DAYS, st.integers(0, 50_000))
def test_spending_more_never_gets_a_better_light(
    scheda: InterventionValue, today: date, more: int
) -> None:
    known = replace(scheda, spent=scheda.spent or Money(0), as_of=today)
    before, after = (
        intervention_status(replace(known, spent=Money(cents)), today)
        for cents in (known.spent.cents, known.spent.cents + more)  # type: ignore[union-attr]
    )
    assert SEVERITY.index(before.now.level) <= SEVERITY.index(after.now.level)
    assert SEVERITY.index(before.at_year_end.level) <= SEVERITY.index(after.at_year_end.level)


ORDER = {level: place for place, level in enumerate(SEVERITY)}


def no_better(before: StatusLevel, after: StatusLevel) -> bool:
    """Grey is no judgement: a light may go out, it may not turn better."""
    grey = StatusLevel.STALE
    return after is grey or (before is not grey and ORDER[after] >= ORDER[before]) or before is grey


@given(schede(), DAYS, DAYS)
def test_time_passing_over_the_same_data_never_makes_a_light_better(
    scheda: InterventionValue, one: date, other: date
) -> None:
    known = replace(
        scheda,
        as_of=scheda.as_of or date(2026, 1, 1),
        start=date(2026, 1, 1),
        end=date(2026, 12, 31),
    )
    early, late = sorted(day.replace(year=2026) for day in (one, other) if day != date(2024, 2, 29))
    known = replace(known, as_of=min(known.as_of or early, early))
    before, after = intervention_status(known, early), intervention_status(known, late)
    assert no_better(before.now.level, after.now.level)
    assert no_better(before.at_year_end.level, after.at_year_end.level)


def test_what_was_spent_before_the_first_day_goes_on_as_if_spent_on_it() -> None:
    scheda = InterventionValue(
        "S26-01",
        "Centro",
        "famiglie",
        InterventionState.ACTIVE,
        date(2026, 3, 1),
        date(2026, 3, 10),
        Fraction(1),
        (),
        Money(10_000),
        Money(1_500),
        date(2026, 2, 20),
        DataState.CONFIRMED,
        has_lead=True,
    )
    assert spending_at(scheda, scheda.end, date(2026, 2, 20)) == Money(15_000)
    assert spending_at(scheda, scheda.end, date(2026, 3, 2)) == Money(7_500)
    assert intervention_status(scheda, date(2026, 3, 1)).at_year_end.level is StatusLevel.ATTENTION


@given(schede(), st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 300))
def test_freezing_the_updates_earlier_never_makes_a_light_better(
    scheda: InterventionValue, today: date, days: int
) -> None:
    """What was done after the day they stop is not known; what was spent is still what it was."""
    done = tuple(
        replace(action, done=min(action.due, today) if action.done else None)
        for action in scheda.actions
    )
    fresh = replace(scheda, actions=done, as_of=today, state=InterventionState.ACTIVE)
    day = today - timedelta(days=days)
    known = tuple(
        replace(one, done=None if one.done and one.done > day else one.done) for one in done
    )
    frozen = replace(fresh, as_of=day, actions=known)
    before, after = intervention_status(fresh, today), intervention_status(frozen, today)
    assert no_better(before.now.level, after.now.level)
    assert no_better(before.at_year_end.level, after.at_year_end.level)
