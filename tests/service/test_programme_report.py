"""The report on the programme, on figures that a person can check."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from tests.made_programme import (
    CERVIA,
    FIRST,
    RAVENNA,
    SECOND,
    TODAY,
    load_programme,
    money,
    scheda,
)
from udp_core.archive.engine import open_engine, reading
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import InterventionState, Phase, StatusLevel
from udp_core.programme.report.programme import AmountValue, ProgrammeReport
from udp_core.programme.report.reading import programme_report
from udp_core.programme.report.sheet import sheet_report


@pytest.fixture
def filled(empty_engine: Engine) -> Engine:
    load_programme(empty_engine)
    return empty_engine


def report(engine: Engine, today: date = TODAY) -> ProgrammeReport:
    with reading(engine) as connection:
        found = programme_report(
            connection,
            "ravenna",
            2026,
            today,
            {"anziani": (StatusLevel.CRITICAL, StatusLevel.ON_TRACK)},
        )
    assert found is not None
    return found


def test_nothing_where_the_year_has_no_programme(filled: Engine) -> None:
    with reading(filled) as connection:
        assert programme_report(connection, "ravenna", 2025, TODAY) is None


def test_done_against_planned_of_each_scheda(filled: Engine) -> None:
    shown = {one.code: (one.done, one.planned, one.is_late) for one in report(filled).schede}
    assert shown == {
        "S1": (Fraction(1, 2), Fraction(1), True),
        "S2": (Fraction(1, 4), Fraction(1, 4), False),
        "S3": (Fraction(1), Fraction(1), False),
    }


def test_money_of_each_scheda_by_source_and_comune(filled: Engine) -> None:
    first = next(one for one in report(filled).schede if one.id == FIRST)
    assert (first.programmed, first.spent) == (Money(100_000_00), Money(50_000_00))
    assert first.by_source == (
        AmountValue("frna", "Fondo regionale", Money(80_000_00), Money(50_000_00)),
        AmountValue("comuni", "Comuni del distretto", Money(20_000_00), None),
    )
    assert [(one.name, one.programmed, one.spent) for one in first.by_municipality] == [
        ("Ravenna", Money(60_000_00), Money(50_000_00)),
        ("Cervia", Money(20_000_00), None),
        ("Intero distretto", Money(20_000_00), None),
    ]
    assert first.concerns(RAVENNA)
    assert first.concerns(CERVIA)


def test_an_area_weighs_progress_by_budget_and_adds_its_comuni(filled: Engine) -> None:
    """(1/2 x 100 + 1/4 x 300) / 400 done, (1 x 100 + 1/4 x 300) / 400 planned."""
    young, old = report(filled).areas
    assert (old.progress.done, old.progress.planned) == (Fraction(5, 16), Fraction(7, 16))
    assert (old.programmed, old.spent) == (Money(400_000_00), Money(200_000_00))
    assert [(one.name, one.programmed) for one in old.by_municipality] == [
        ("Ravenna", Money(360_000_00)),
        ("Cervia", Money(20_000_00)),
        ("Intero distretto", Money(20_000_00)),
    ]
    assert old.by_state == {InterventionState.ACTIVE: 2}
    assert old.indicators_by_level == {StatusLevel.CRITICAL: 1, StatusLevel.ON_TRACK: 1}
    assert (young.programmed, young.spent, young.indicators) == (
        Money(10_000_00),
        Money(12_000_00),
        (),
    )


def test_the_parts_add_up_to_the_programme(filled: Engine) -> None:
    whole = report(filled)
    assert (whole.programmed, whole.spent) == (Money(410_000_00), Money(212_000_00))
    assert whole.municipalities == ((RAVENNA, "Ravenna"), (CERVIA, "Cervia"))
    assert sum(len(area.schede) for area in whole.areas) == len(whole.schede) == 3


def test_a_draft_of_the_programmed_leaves_the_light_of_what_is_spent(empty_engine: Engine) -> None:
    load_programme(empty_engine, money(SECOND, "comuni", CERVIA, "budget", 5_000, state="draft"))
    second = next(one for one in report(empty_engine).schede if one.id == SECOND)
    assert second.programmed == Money(305_000_00)
    assert not any("bozza" in reason for reason in second.status.now.reasons)


def test_a_draft_of_spending_caps_the_light_and_hides_no_reason(filled: Engine) -> None:
    first = next(one for one in report(filled).schede if one.id == FIRST)
    assert first.status.now.level is StatusLevel.STALE
    assert any("bozza" in reason for reason in first.status.now.reasons)
    assert any("50 %" in reason for reason in first.status.now.reasons)


def test_spending_over_the_budget_is_an_alarm(filled: Engine) -> None:
    young = report(filled).areas[0]
    assert [one.code for one in young.alarms] == ["S3"]
    assert "S3" in [one.code for one in report(filled).needs_decision]


def test_money_that_nobody_wrote_is_missing_not_zero(empty_engine: Engine) -> None:
    load_programme(empty_engine, scheda("S9", "anziani", state="proposed", progress=0))
    ninth = next(one for one in report(empty_engine).schede if one.code == "S9")
    assert (ninth.programmed, ninth.spent, ninth.money_as_of, ninth.next_due) == (
        None,
        None,
        None,
        None,
    )


def test_old_spending_is_stale_as_an_old_scheda_is(empty_engine: Engine) -> None:
    name, values = money(f"{FIRST[:-2]}S9", "frna", RAVENNA, "final", 1_000)
    load_programme(empty_engine, scheda("S9", "anziani"), (name, values | {"as_of": "2026-02-28"}))
    ninth = next(one for one in report(empty_engine).schede if one.code == "S9")
    assert ninth.status.now.level is StatusLevel.STALE


def test_the_sheet_adds_up(filled: Engine) -> None:
    with reading(filled) as connection:
        sheet = sheet_report(connection, "ravenna", FIRST)
        assert sheet_report(connection, "rubicone", FIRST) is None
    assert sheet is not None
    assert sheet.amount(Phase.BUDGET) == Money(100_000_00)
    assert sheet.amount(Phase.BUDGET, "frna") == Money(80_000_00)
    assert sheet.amount(Phase.BUDGET, None, "") == Money(20_000_00)
    assert sheet.amount(Phase.FORECAST) is None
    assert sheet.linked_areas == ("Benessere dei giovani",)


@pytest.fixture(scope="session")
def demo_report(demo_address: str) -> ProgrammeReport:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        found = programme_report(connection, "ravenna", 2026, date(2026, 11, 10))
    engine.dispose()
    assert found is not None
    return found


def test_the_demonstration_has_every_light(demo_report: ProgrammeReport) -> None:
    assert len(demo_report.schede) == 45
    assert len(demo_report.areas) == 8
    assert set(demo_report.by_level) == set(StatusLevel)
    assert all(area.status for area in demo_report.areas)


def test_in_the_demonstration_sources_and_comuni_reach_the_same_totals(
    demo_report: ProgrammeReport,
) -> None:
    for one in demo_report.schede:
        by_source = sum(amount.programmed.cents for amount in one.by_source if amount.programmed)
        by_municipality = sum(
            amount.programmed.cents for amount in one.by_municipality if amount.programmed
        )
        assert one.programmed is not None
        assert by_source == by_municipality == one.programmed.cents
