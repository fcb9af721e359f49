"""Everything that a small programme says, whole, on three days.

To the three schede are added: one of another territory, overspent, its action due that very day;
one suspended that nobody updated for 121 days; one not realised without money; one that begins
later and has spent nothing, which is written.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from tests.goldens import compare_lines
from tests.made_programme import CERVIA, PROGRAMME, RAVENNA, Made, action, load_programme, money
from tests.made_programme import scheda as made_scheda
from tests.said import Said, said
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.kernel.vocabulary import InterventionState, Phase, StatusLevel
from udp_core.programme.report.programme import AreaValue, ProgrammeReport, SchedaValue
from udp_core.programme.report.reading import programme_report
from udp_core.programme.report.sheet import sheet_report
from udp_core.programme.view import charts, sheet_tables, tables, timeline, words
from udp_core.programme.view.filters import (
    ChosenSchede,
    filter_words,
    filtered,
    level_options,
    state_options,
)
from udp_core.programme.view.sheet import sheet_fields, sheet_figures

FARAWAY = "099999"
FOURTH, FIFTH, SIXTH, SEVENTH = (f"{PROGRAMME}:S{number}" for number in range(4, 8))
MORE: list[Made] = [
    ("district", {"code": "lontano", "name": "Lontano"}),
    (
        "municipality",
        {"istat_code": FARAWAY, "district_id": "lontano", "name": "Faraway", "is_lead": 1},
    ),
    made_scheda(
        "S4",
        "giovani",
        territory="supra_district",
        progress=0,
        state="active",
        critical_points="Mancano due educatori.",
        lead_organisation_id=None,
        data_state="validated",
    ),
    action(FOURTH, 1, "2026-07-01", None, 400),
    action(FOURTH, 2, "2026-07-02", "2026-07-01", 600),
    money(FOURTH, "frna", CERVIA, "budget", 5_000),
    money(FOURTH, "frna", CERVIA, "final", 5_001),
    made_scheda(
        "S5",
        "anziani",
        state="suspended",
        progress=100,
        as_of="2026-03-02",
        data_state="draft",
        expected_users=None,
        need=None,
    ),
    action(FIFTH, 1, "2026-06-30", "2026-06-30", 1000),
    money(FIFTH, "comuni", RAVENNA, "budget", 20_000),
    made_scheda("S6", "giovani", state="not_realised", progress=0, end_date="2026-07-01"),
    made_scheda("S7", "anziani", state="approved", progress=0, start_date="2026-09-01"),
    action(SEVENTH, 1, "2026-10-31", None, 1000),
    money(SEVENTH, "comuni", CERVIA, "budget", 20_000),
    money(SEVENTH, "comuni", CERVIA, "final", 0),
]
LEVELS = {"anziani": (StatusLevel.ON_TRACK, StatusLevel.CRITICAL, StatusLevel.CRITICAL)}


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    load_programme(empty_engine, *MORE)
    return empty_engine


def report(connection: Connection, today: date) -> ProgrammeReport:
    found = programme_report(connection, "ravenna", 2026, today, LEVELS)
    assert found is not None
    return found


def whole(found: ProgrammeReport) -> list[str]:
    schede = found.schede
    return said(
        words.programme_sentence(found),
        words.areas_message(found),
        words.state_of_data(schede),
        words.critical_words(schede),
        words.programme_figures(schede),
        charts.areas_chart(found, STAMP),
        charts.late_chart(found, schede, STAMP),
        timeline.timeline_chart(found, schede, STAMP),
        [one.code for one in charts.furthest_behind(schede)],
        tables.areas_table(found),
        tables.area_parts_table(found),
        tables.schede_table(found, schede),
        tables.short_schede_table(schede),
        tables.rows_table(schede),
        timeline.timeline_table(schede),
        *(line for area in found.areas for line in _area(area)),
    )


def _area(area: AreaValue) -> list[str]:
    found: list[Said] = [
        f"# {words.area_name(area)}",
        words.area_card_markup(words.area_card(area)),
        words.schede_words(Counter(one.state for one in area.schede)),
        words.progress_words(area.progress),
        words.money_words(area.programmed, area.spent),
        words.alarms_words(area),
        *words.alarm_lines(area),
        *(
            f"{one.level.label}: {one.reason}"
            for one in (words.area_now(area), words.area_year_end(area))
        ),
        *words.area_figures(area),
        tables.area_schede_table(area),
        tables.municipalities_table(area),
        charts.municipalities_chart(area, STAMP),
    ]
    return said(*found)


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 12, 31), date(2027, 2, 1)])
def test_the_programme_on_a_day(archive: Engine, today: date) -> None:
    with reading(archive) as connection:
        found = report(connection, today)
    compare_lines(f"said-programme-on-{today}", whole(found))


def test_every_scheda_whole(archive: Engine) -> None:
    with reading(archive) as connection:
        found = report(connection, date(2026, 7, 1))
        lines = [line for one in found.schede for line in _sheet(connection, found, one)]
        assert sheet_report(connection, "lontano", FOURTH) is None
    compare_lines("said-schede", lines)


def _sheet(connection: Connection, found: ProgrammeReport, one: SchedaValue) -> list[str]:
    sheet = sheet_report(connection, "ravenna", one.id)
    assert sheet is not None
    return said(
        f"# {words.scheda_name(one)}",
        words.reasons_words(one.status),
        words.short_reasons_words(one.status),
        tables.sources_words(one),
        tables.sources_in_short(one),
        *sheet_figures(one),
        *(f"{field.label}: {field.words}" for field in sheet_fields(found, one, sheet)),
        sheet_tables.actions_table(one),
        *(sheet_tables.funding_table(one, sheet, phase) for phase in (Phase.BUDGET, Phase.FINAL)),
        sheet_tables.funding_rows_table(one, sheet.funding, dict(sheet.municipalities)),
    )


def test_what_each_filter_leaves_and_says(archive: Engine) -> None:
    with reading(archive) as connection:
        found = report(connection, date(2026, 7, 1))
    asked = [
        ChosenSchede(),
        ChosenSchede(area="anziani"),
        ChosenSchede(area="passata"),
        *(ChosenSchede(state=state.value) for state in InterventionState),
        *(ChosenSchede(level=level.value) for level in StatusLevel),
        *(ChosenSchede(municipality=place) for place in (RAVENNA, CERVIA, FARAWAY)),
        ChosenSchede("anziani", "active", "critical", RAVENNA),
        ChosenSchede("giovani", "active", "critical", RAVENNA),
    ]
    lines = [
        f"{'; '.join(filter_words(found, one)) or 'tutte'}:"
        f" {', '.join(scheda.code for scheda in filtered(found.schede, one)) or 'nessuna'}"
        for one in asked
    ]
    lines += [*state_options(found).values(), *level_options().values()]
    compare_lines("said-programme-filters", lines)
