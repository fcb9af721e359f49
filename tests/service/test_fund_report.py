"""The report on the fund, on figures that a person can check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from tests.made_fund import (
    HOMES,
    NETWORKS,
    OF_2025,
    OF_2026,
    TODAY,
    activity,
    budget,
    load_fund,
    report,
    spent,
)
from tests.made_programme import CERVIA, RAVENNA
from udp_core.archive.engine import open_engine, reading
from udp_core.fund.report.fund import Activity, VoceValue
from udp_core.fund.report.reading import fund_report
from udp_core.fund.report.region import entry_cells, regional_discrepancies, regional_rows
from udp_core.fund.view.tables import activity_words
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.small_numbers import Hidden
from udp_core.kernel.vocabulary import ActivityUnit, AllocationLine, StatusLevel


@pytest.fixture
def filled(empty_engine: Engine) -> Engine:
    load_fund(empty_engine)
    return empty_engine


def euro(amount: int) -> Money:
    return Money(amount * 100)


def homes(engine: Engine) -> VoceValue:
    return next(one for one in report(engine).voci if one.code == HOMES)


def test_nothing_where_the_district_has_no_such_year(filled: Engine) -> None:
    with reading(filled) as connection:
        assert fund_report(connection, "ravenna", 2030, TODAY) is None
        assert fund_report(connection, "altrove", 2026, TODAY) is None


def test_the_latest_official_statement_holds_and_nothing_is_summed_over_history(
    filled: Engine,
) -> None:
    """1,300,000 + 100,000 assigned (not 2,600,000), 180,000 carried in (not 330,000), - 20,000,
    + 40,000."""
    found = report(filled)
    position = found.position
    assert (position.assigned, position.carried_in, position.variations, position.cofinancing) == (
        euro(1_400_000),
        euro(180_000),
        euro(-20_000),
        euro(40_000),
    )
    assert found.available == euro(1_600_000)
    assert [(step.row.line, step.row.amount, step.superseded) for step in found.allocations] == [
        (AllocationLine.ELDERLY, euro(1_200_000), True),
        (AllocationLine.ELDERLY, euro(1_300_000), False),
        (AllocationLine.DISABLED, euro(100_000), False),
    ]
    assert [step.superseded for step in found.carry_overs] == [True, False]
    assert (
        {step.row.source for step in found.allocations}
        == {step.row.source for step in found.carry_overs}
        == {"Prova"}
    )


def test_used_forecast_and_residue(filled: Engine) -> None:
    """105,000 x 10 + 10,000 x 9 used; 105,000 x 2 + 10,000 x 3 to come."""
    found = report(filled)
    assert (found.used, found.position.expected_rest, found.position.forecast) == (
        euro(1_140_000),
        euro(240_000),
        euro(1_380_000),
    )
    assert (found.position.residue, found.position.structural_balance) == (
        euro(220_000),
        euro(40_000),
    )
    assert found.status.now.level is StatusLevel.ON_TRACK
    assert (
        found.status.at_year_end.level is StatusLevel.CRITICAL
    )  # 86 %: unspent money is a problem too
    assert (found.band, "Nessuna fascia" in found.band_reason) == (None, True)


def test_months_add_up_to_the_position(filled: Engine) -> None:
    found = report(filled)
    assert found.spent[:10] == (*[euro(115_000)] * 9, euro(105_000))
    assert found.spent[10:] == (None, None)
    assert total(found.forecast) == found.position.forecast
    assert total(found.expected) == found.position.programmed == euro(1_380_000)


def test_quality_of_the_data(filled: Engine) -> None:
    found = report(filled)
    assert (found.day, found.drafts) == (date(2026, 10, 28), euro(10_000))
    assert found.unvalidated_months == (7, 8, 9, 10)
    assert found.stale_voci == ()
    later = report(filled, today=date(2027, 3, 31))
    assert [voce.code for voce in later.stale_voci] == [HOMES, NETWORKS]
    assert {later.status.now.level, *(voce.status.now.level for voce in later.voci)} == {
        StatusLevel.STALE
    }


def test_groups_add_up_to_the_whole(filled: Engine) -> None:
    found = report(filled)
    assert [(group.name, group.programmed, group.variance) for group in found.by_area] == [
        ("anziani", euro(1_260_000), ZERO),
        ("attività trasversali", euro(120_000), ZERO),
    ]
    for groups in (found.by_area, found.by_macro):
        assert total(group.used for group in groups if group.used) == found.used
        assert (
            total(group.forecast for group in groups if group.forecast) == found.position.forecast
        )


# A month partly in draft


def test_a_month_partly_in_draft_does_not_slow_the_forecast(empty_engine: Engine) -> None:
    """Cervia's October waits: 75,000 are confirmed, the month is still forecast at 105,000."""
    load_fund(empty_engine, spent(OF_2026, HOMES, CERVIA, 10, 30_000, state="draft"))
    voce, found = homes(empty_engine), report(empty_engine)
    assert (voce.used, voce.drafts, voce.year_total) == (
        euro(1_020_000),
        euro(30_000),
        euro(1_260_000),
    )
    assert voce.expected == euro(945_000 + 75_000)
    assert voce.status.now.level is StatusLevel.ON_TRACK
    assert (found.position.expected_rest, found.position.forecast) == (
        euro(270_000),
        euro(1_380_000),
    )
    assert total(found.forecast) == found.position.forecast


def test_a_month_is_never_forecast_below_what_is_confirmed_of_it(empty_engine: Engine) -> None:
    load_fund(
        empty_engine,
        spent(OF_2026, HOMES, CERVIA, 10, 30_000, state="draft"),
        spent(OF_2026, HOMES, RAVENNA, 10, 200_000),
    )
    voce = homes(empty_engine)
    assert voce.by_month[9] == euro(200_000)
    assert voce.year_total == euro(945_000 + 200_000 + 2 * 105_000)


# Missing is not zero


def test_a_year_with_only_estimates_works(filled: Engine) -> None:
    found = report(filled, 2027)
    assert (found.available, found.used, found.day, found.voci) == (euro(1_000_000), None, None, ())
    assert (found.position.forecast, found.position.residue) == (None, None)
    assert found.status.now.reasons == ("Nessun dato di spesa comunicato.",)
    assert {found.status.now.level, found.status.at_year_end.level} == {StatusLevel.STALE}


def test_a_year_with_nothing_in_it_has_no_available(filled: Engine) -> None:
    found = report(filled, 2024)
    assert (found.available, found.used, found.forecast, found.source) == (None, None, (), "")


def test_the_missing_month_of_a_past_year_is_estimated_not_zero(empty_engine: Engine) -> None:
    load_fund(empty_engine, without=(spent(OF_2025, HOMES, None, 12, 100_000),))
    past = next(one for one in report(empty_engine).past if one.year == 2025)
    assert (past.used, past.expected_rest) == (euro(1_220_000), euro(100_000))
    assert past.residue == euro(180_000)


def test_the_years_before_the_earliest_first(filled: Engine) -> None:
    before = report(filled).past
    assert [(one.year, one.used, one.residue) for one in before] == [
        (2024, ZERO, None),
        (2025, euro(1_320_000), euro(180_000)),
    ]


def test_a_voce_that_cannot_be_forecast_is_named(empty_engine: Engine) -> None:
    load_fund(empty_engine, budget(OF_2026, "T2", None, 50_000))
    found = report(empty_engine)
    assert [voce.code for voce in found.without_forecast] == ["T2"]
    assert found.position.forecast == euro(1_380_000)
    assert found.position.programmed == euro(1_430_000)


# Activity


def test_unit_cost_divides_money_and_activity_of_the_same_months(filled: Engine) -> None:
    """Nine months of days: 9 x 105,000 / 9 x 1,500 = 70.

    With ten months of money it would be 77.78.
    """
    days, posts = homes(filled).activities
    assert days == Activity(ActivityUnit.DAYS, Decimal(18_000), Decimal(13_500), Money(70_00))
    assert posts == Activity(ActivityUnit.POSTS, None, Decimal(50), None)


def test_few_people_served_are_not_counted_in_public(empty_engine: Engine) -> None:
    """Two in January and five in February: 3.5 on average. Four are planned for, and said."""
    served = [activity(CERVIA, "beneficiaries", *one) for one in ((1, 2_000), (2, 5_000))]
    load_fund(empty_engine, *served, activity(CERVIA, "beneficiaries", None, 4_000))
    [few] = [one for one in homes(empty_engine).activities if one.unit.value == "beneficiaries"]
    assert (few.planned, few.done) == (Decimal(4), Hidden("<5"))
    assert "<5 beneficiari su 4" in activity_words(homes(empty_engine))


# Where it comes from, and the Region


def test_the_rows_of_a_voce_add_up_to_it(filled: Engine) -> None:
    with reading(filled) as connection:
        cells = entry_cells(connection, OF_2026, NETWORKS)
    money = {(str(row[2]), str(row[5].label)): row[4] for row in cells if hasattr(row[5], "label")}
    assert money[("ottobre", "bozza")] == euro(10_000)
    assert {row[3] for row in cells} == {"intero distretto"}
    assert len(cells) == 11


def test_published_figures_of_the_region_with_their_discrepancies(demo_address: str) -> None:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        rows, gaps = regional_rows(connection), regional_discrepancies(connection)
    engine.dispose()
    assert (
        next(
            row["amount_eur"]
            for row in rows
            if row["year"] == 2024 and row["area_name"] == "Emilia-Romagna"
        )
        == 481_890_000
    )
    assert {row["area_name"] for row in rows} == {"Emilia-Romagna", "Ravenna", "Romagna"}
    assert all(row["source_title"] for row in rows)
    assert ("Emilia-Romagna, 2025", euro(565_000_000), euro(564_000_000), "no") in {
        (row[0], row[2], row[3], row[5]) for row in gaps
    }


# The demonstration


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_demonstration_adds_up(demo_address: str, year: int) -> None:
    engine = open_engine(demo_address)
    found = report(engine, year)
    engine.dispose()
    assert total(voce.used for voce in found.voci if voce.used) == found.used
    assert total(found.forecast) == found.position.forecast
    assert (
        total(voce.programmed for voce in found.voci if voce.programmed)
        == found.position.programmed
    )
    assert found.position.residue == found.position.available - found.position.returned - total(
        found.forecast
    )
    assert all(
        Fraction(0) < voce.used.share_of(found.position.used) < 1  # type: ignore[operator]
        for voce in found.voci
        if voce.used
    )


def test_without_a_programme_the_fund_goes_evenly_up_to_the_day_of_the_data(
    empty_engine: Engine,
) -> None:
    """1,600,000 x 301/365 on 28 October, not x 314/365 on the day of who looks."""
    load_fund(
        empty_engine,
        without=(
            budget(OF_2026, HOMES, RAVENNA, 0),
            budget(OF_2026, HOMES, CERVIA, 0),
            budget(OF_2026, NETWORKS, None, 0),
        ),
    )
    found = report(empty_engine)
    assert found.day == date(2026, 10, 28)
    assert "di quanto atteso a questa data (1,32 M€)" in " ".join(found.status.now.reasons)
