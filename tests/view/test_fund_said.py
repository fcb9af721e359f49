"""Everything that the small funds say, whole, in each year and on several days.

The day decides what is estimated and what is over; a year with money only expected, one of another
district, two other funds, money given back, a preventivo in draft, a voce without any figure.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from tests.goldens import compare_lines
from tests.made_fund import (
    HOMES,
    NETWORKS,
    OF_2025,
    OF_2026,
    OF_2027,
    TODAY,
    activity,
    budget,
    spent,
)
from tests.made_funds import load_funds, preconsuntivo
from tests.made_programme import CERVIA, DEMO, Made
from tests.said import Said, said
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.fund.report.all_funds import AllFunds, all_funds
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.bridge import Bridge, BridgePart, BridgeRow, Cause
from udp_core.fund.slides.all_funds import all_funds_slides
from udp_core.fund.slides.changed import bridge_slide, bridge_table, part_table
from udp_core.fund.slides.fund import fund_slides
from udp_core.fund.slides.plan import plan_slides
from udp_core.fund.view import all_funds as all_words
from udp_core.fund.view import charts, plan, tables, words
from udp_core.fund.view.budgets import budgets_message, budgets_table
from udp_core.fund.view.changed import forecast_words
from udp_core.fund.view.curve import curve_chart
from udp_core.fund.view.each_fund import each_fund_table
from udp_core.kernel.money import Money

UNEVEN: list[Made] = [
    *(spent(OF_2025, HOMES, None, month, 94_500 + 1_000 * month) for month in range(1, 13)),
    *(spent(OF_2026, HOMES, CERVIA, month, 28_000 + 900 * month) for month in range(1, 9)),
    spent(OF_2026, NETWORKS, None, 5, 41_000),
    activity(CERVIA, "posts", 9, 7_000),
]
"""Of the months nothing is as the one before; the networks are above what was expected."""
MORE: list[Made] = [
    *UNEVEN,
    (
        "returned_fund",
        {
            "fund_year_id": OF_2025,
            "return_date": "2025-12-20",
            "amount_cents": 25_000_50,
            **DEMO,
        },
    ),
    spent(OF_2025, "T2", None, 3, 5_000),
    budget(OF_2027, HOMES, None, 700_000),
    ("frna_entry", {**budget(OF_2027, NETWORKS, None, 90_000)[1], "state": "draft"}),
    preconsuntivo(OF_2026, "T2", None, 1_000),
]
MOMENTS = [
    (2024, TODAY),
    (2025, TODAY),
    (2026, TODAY),
    (2026, date(2027, 2, 26)),
    (2027, TODAY),
]


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    load_funds(empty_engine, *MORE)
    return empty_engine


def whole(report: FundReport) -> list[str]:
    status = report.status
    found: list[Said] = [
        words.accounts_words(report),
        *words.fund_figures(report),
        words.curve_message(report),
        words.structural_message(report),
        words.voci_message(report),
        words.band_words(report),
        words.state_of_data(report),
        *words.data_notes(report),
        *(
            f"{one.level.label}: {'; '.join(one.reasons)}"
            for one in (status.now, status.at_year_end)
        ),
        charts.available_chart(report, STAMP),
        charts.voci_chart(report, STAMP),
        charts.groups_chart(report, report.by_area, "area", STAMP),
        charts.structure_chart(report, STAMP),
        curve_chart(report, STAMP),
        tables.months_table(report),
        tables.available_table(report),
        tables.voci_table(report),
        tables.groups_table(report, "macrosezione", report.by_macro),
        tables.structure_table(report, [*report.past, report.position]),
        tables.allocations_table(report),
        plan.plan_title(report),
        *plan.plan_lines(report),
        plan.plan_table(report),
        plan.plan_rows(report, report.voci),
    ]
    for voce in report.voci:
        found += [
            words.voce_markup(voce),
            tables.activity_words(voce),
            plan.planned_words(voce),
            tables.voce_table(report, voce),
        ]
    slides = (*fund_slides(report, report.year), *plan_slides(report, report.year))
    return said(*found, *slides)


def funds_of(connection: Connection, year: int, today: date) -> list[FundReport]:
    found = [
        fund_report(connection, "ravenna", year, today, one) for one in ("frna", "fna", "comuni")
    ]
    return [one for one in found if one is not None]


@pytest.mark.parametrize(("year", "today"), MOMENTS)
def test_the_fund_on_a_day(archive: Engine, year: int, today: date) -> None:
    with reading(archive) as connection:
        report = fund_report(connection, "ravenna", year, today)
    assert report is not None
    compare_lines(f"said-fund-{year}-on-{today}", whole(report))


def test_the_other_funds_and_the_other_district(archive: Engine) -> None:
    with reading(archive) as connection:
        others = [one for one in funds_of(connection, 2026, TODAY) if one.fund.code != "frna"]
        elsewhere = fund_report(connection, "rubicone", 2026, TODAY)
        nothing = fund_report(connection, "rubicone", 2025, TODAY)
    assert elsewhere is not None
    lines = [line for one in (*others, elsewhere) for line in whole(one)]
    compare_lines("said-funds-others", [*lines, *said(*fund_slides(nothing, 2025))])


def test_all_the_funds_together(archive: Engine) -> None:
    lines: list[str] = []
    with reading(archive) as connection:
        for year in (2025, 2026, 2027, 2028):
            found = all_funds(connection, "ravenna", year)
            lines += [f"## {year}", *said(*all_funds_slides(found, year))]
            if found is not None:
                lines += _together(found)
                lines += said(each_fund_table(funds_of(connection, year, TODAY), year))
    compare_lines("said-all-funds", lines)


def _together(found: AllFunds) -> list[str]:
    return said(
        all_words.all_message(found),
        *all_words.all_notes(found),
        all_words.lines_table(found),
        all_words.sources_table(found),
        all_words.places_table(found),
        budgets_message(found.budgets),
        budgets_table(found.budgets, found.year),
    )


def test_the_bridge_in_words_and_in_its_tables() -> None:
    """From 100,000.00 to 95,000.00: 8,000.00 more spent, 3,000.00 less estimated."""
    spending = BridgePart(
        Cause.NEW_SPENDING,
        Money(-8_000_00),
        (BridgeRow("Voce, novembre", None, Money(8_000_00), "Prova"),),
    )
    again = BridgePart(
        Cause.FORECAST,
        Money(3_000_00),
        (
            BridgeRow("Voce, novembre", Money(7_000_00), None, "stima"),
            BridgeRow("Voce, dicembre", Money(7_000_00), Money(11_000_00), "stima"),
        ),
    )
    still = BridgePart(Cause.ALLOCATION, Money(0), ())
    found = Bridge(Money(100_000_00), Money(95_000_00), (still, spending, again))
    since = date(2026, 10, 31)
    lines = said(bridge_slide(found, since), bridge_table(found), forecast_words(again))
    for part in found.parts:
        lines += said(part_table(part))
    same = replace(found, after=found.before, parts=(still,))
    lines += said(bridge_slide(same, since), bridge_slide(None, since), forecast_words(still))
    lines += said(forecast_words(replace(again, rows=again.rows[:1])))
    compare_lines("said-bridge", lines)


def test_of_a_draft_nothing_counts(archive: Engine) -> None:
    """Of 2027 700,000 are programmed and 90,000 are a draft; of Cervia in 2026 nothing more."""
    with reading(archive) as connection:
        report = fund_report(connection, "ravenna", 2027, TODAY)
        together = all_funds(connection, "ravenna", 2027)
    assert report is not None
    assert together is not None
    assert (report.position.programmed, report.budget_drafts) == (
        Money(700_000_00),
        Money(90_000_00),
    )
    assert (together.whole.programmed, together.drafts) == (Money(700_000_00), Money(90_000_00))
