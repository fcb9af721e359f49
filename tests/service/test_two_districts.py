"""Two districts, with expired, future and draft rows of every kind.

Each screen keeps to its own, and no money vanishes.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.made_fund import BASE, HOMES, OF_2026, assigned, fund_year, load_fund, spent
from tests.made_programme import (
    CERVIA,
    DEMO,
    FIRST,
    PROGRAMME,
    RAVENNA,
    THIRD,
    TODAY,
    Made,
    image,
    load_programme,
    money,
    scheda,
)
from tests.made_rows import batches, load
from udp_core.archive.engine import reading, writing
from udp_core.desk.queries.desk import open_actions
from udp_core.desk.report.lateness import lateness_report
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.voci import VoceAmounts, voce_status
from udp_core.kernel.money import Money, total
from udp_core.kernel.vocabulary import AgeBand, StatusLevel
from udp_core.municipalities.report import municipalities_report
from udp_core.municipalities.view.tables import money_table
from udp_core.programme.queries.guards import funding_of
from udp_core.programme.report.reading import programme_report
from udp_core.programme.view.tables import areas_table
from udp_core.programme.view.words import area_card
from udp_core.territory.queries import latest_day, residents, years

ELSEWHERE = "040099"
OTHER = "rubicone:pdz:2027:1"
OTHERS: list[Made] = [
    ("district", {"code": "rubicone", "name": "Rubicone"}),
    (
        "municipality",
        {"istat_code": ELSEWHERE, "district_id": "rubicone", "name": "Savignano", "is_lead": 1},
    ),
    (
        "plan",
        {
            "district_id": "rubicone",
            "code": "pdz",
            "kind": "zone",
            "title": "Piano",
            "year_from": 2025,
            "year_to": 2027,
            "state": "in_force",
            **DEMO,
        },
    ),
    (
        "annual_programme",
        {
            "plan_id": "rubicone:pdz",
            "year": 2027,
            "edition": 1,
            "title": "Altro",
            "state": "in_force",
            **DEMO,
        },
    ),
    scheda("S1", "anziani", programme_id=OTHER),
    money(f"{OTHER}:S1", "frna", None, "budget", 999_999),
]


def people(place: str, year: int, count: int, band: str = AgeBand.AGE_75_PLUS.value) -> Made:
    return "population", {
        "municipality_id": place,
        "year": year,
        "age_band": band,
        "residents": count,
        "as_of": f"{year}-01-01",
        **DEMO,
    }


@pytest.fixture
def both(empty_engine: Engine) -> Engine:
    load_programme(empty_engine, *OTHERS)
    return empty_engine


def test_the_years_and_schede_of_another_district_are_not_ours(both: Engine) -> None:
    with reading(both) as connection:
        assert (years(connection, "ravenna"), years(connection, "rubicone")) == ((2026,), (2027,))
        ours = programme_report(connection, "ravenna", 2026, TODAY)
        theirs = programme_report(connection, "rubicone", 2027, date(2027, 1, 31))
    assert ours is not None
    assert theirs is not None
    assert (ours.programmed, theirs.programmed) == (Money(410_000_00), Money(999_999_00))


def test_the_years_of_a_fund_are_of_its_district_the_latest_first(both: Engine) -> None:
    """Beside the programmes of 2026 here and 2027 there.

    Funds of 2024 and 2025 here, of 2030 there.
    """
    load(
        both,
        *batches(
            [
                image(one)
                for one in (fund_year(2024), fund_year(2025), fund_year(2030, district="rubicone"))
            ]
        ),
    )
    with reading(both) as connection:
        assert years(connection, "ravenna") == (2026, 2025, 2024)
        assert years(connection, "rubicone") == (2030, 2027)


def test_a_concluded_scheda_is_never_late(both: Engine) -> None:
    with reading(both) as connection:
        found = lateness_report(connection, "ravenna", 2026, date(2026, 12, 31))
    late = {one.what[:2] for area in found.areas for one in area.missing}
    assert late == {"S1", "S2"}


def test_an_action_due_on_the_last_day_is_asked(both: Engine) -> None:
    with reading(both) as connection:
        asked = {
            day: len(open_actions(connection, [FIRST], day))
            for day in ("2026-06-29", "2026-06-30", "2026-07-01")
        }
    assert asked == {"2026-06-29": 0, "2026-06-30": 1, "2026-07-01": 1}


def test_an_action_due_today_is_not_late_and_is_the_next(both: Engine) -> None:
    days = {
        date(2026, 6, 29): (0, date(2026, 6, 30)),
        date(2026, 6, 30): (0, date(2026, 6, 30)),
        date(2026, 7, 1): (1, None),
    }
    for day, expected in days.items():
        with reading(both) as connection:
            report = programme_report(connection, "ravenna", 2026, day)
        assert report is not None
        first = next(one for one in report.schede if one.id == FIRST)
        assert (len(first.late_actions), first.next_due) == expected
        assert all(one.next_due is None or one.next_due >= day for one in report.schede)


def test_a_past_year_has_the_residents_of_its_time(both: Engine) -> None:
    made = [people(RAVENNA, 2024, 100), people(RAVENNA, 2026, 120), people(ELSEWHERE, 2024, 7)]
    load(both, *batches([image(one) for one in made]))
    with reading(both) as connection:
        found = {
            year: [
                row.residents for row in residents(connection, "ravenna", AgeBand.AGE_75_PLUS, year)
            ]
            for year in (2023, 2024, 2025, 2026)
        }
    assert found == {2023: [], 2024: [100], 2025: [100], 2026: [120]}


def test_the_day_of_the_data_is_never_in_the_future_nor_of_another_district(
    empty_engine: Engine,
) -> None:
    rows = [
        *BASE,
        spent(OF_2026, HOMES, None, 5, 10),
        spent(OF_2026, HOMES, None, 12, 10),
        spent("rubicone:frna:2026", HOMES, None, 6, 10),
    ]
    load(empty_engine, *batches([image(one) for one in rows]))
    with reading(empty_engine) as connection:
        assert latest_day(connection, "ravenna", 2026, date(2026, 7, 1)) == date(2026, 5, 28)
        assert latest_day(connection, "ravenna", 2026, date(2026, 12, 31)) == date(2026, 12, 28)


def test_only_a_budget_lets_a_scheda_start(both: Engine) -> None:
    load(
        both,
        *batches(
            [
                image(scheda("S9", "anziani")),
                image(money(f"{PROGRAMME}:S9", "frna", None, "final", 500)),
            ]
        ),
    )
    with reading(both) as connection:
        assert funding_of(connection, f"{PROGRAMME}:S9").budget_cents == 0
        assert funding_of(connection, THIRD) == (10_000_00, 1)


def test_a_draft_budget_does_not_put_a_scheda_out(both: Engine) -> None:
    load(
        both,
        *batches(
            [
                image(scheda("S9", "anziani")),
                image(money(f"{PROGRAMME}:S9", "frna", None, "budget", 500, state="draft")),
            ]
        ),
    )
    with reading(both) as connection:
        report = programme_report(connection, "ravenna", 2026, TODAY)
    assert report is not None
    levels = {one.code: one.status.now.level for one in report.schede}
    assert levels["S9"] is not StatusLevel.STALE
    assert levels["S1"] is StatusLevel.STALE


def test_data_of_june_are_judged_as_of_june(empty_engine: Engine) -> None:
    """Without a programme the available is spent evenly.

    500.000 of 1.000.000 by 28 June (179 days of 365), looked at in September.
    """
    rows = [
        *BASE,
        assigned(OF_2026, "elderly", "official", 1_000_000, "2026-01-31"),
        *(spent(OF_2026, HOMES, None, month, 83_333) for month in range(1, 7)),
    ]
    load(empty_engine, *batches([image(one) for one in rows]))
    with reading(empty_engine) as connection:
        report = fund_report(connection, "ravenna", 2026, date(2026, 9, 30))
    assert report is not None
    assert report.status.now.reason.startswith(
        "Speso 500 mila € al 28/06/2026: 102,0 % di quanto atteso"
    )


@pytest.mark.parametrize(
    ("used", "level"),
    [
        (111, StatusLevel.CRITICAL),
        (112, StatusLevel.CRITICAL),
        (110, StatusLevel.ATTENTION),
        (86, StatusLevel.ATTENTION),
        (85, StatusLevel.ATTENTION),
        (84, StatusLevel.CRITICAL),
    ],
)
def test_over_and_under_have_their_own_limits(used: int, level: StatusLevel) -> None:
    assert voce_status(VoceAmounts(Money(used), Money(100), None, None)).now.level is level


# Money never vanishes


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    closed=st.sets(st.sampled_from(["anziani", "giovani"])),
    opened=st.sets(st.sampled_from(["anziani", "giovani"])),
)
def test_whatever_ambito_is_closed_or_to_come_the_totals_hold(
    both: Engine, closed: set[str], opened: set[str]
) -> None:
    with writing(both, keep=False) as connection:
        connection.exec_driver_sql(
            "update intervention_area set valid_to = null, valid_from = '2007-01-01' where code <>"
            " 'passata'"
        )
        for code in closed:
            connection.exec_driver_sql(
                "update intervention_area set valid_to = '2025-12-31' where code = ?", (code,)
            )
        for code in opened - closed:
            connection.exec_driver_sql(
                "update intervention_area set valid_from = '2027-01-01' where code = ?", (code,)
            )
        report = programme_report(connection, "ravenna", 2026, TODAY)
    assert report is not None
    assert (report.programmed, report.spent, len(report.schede)) == (
        Money(410_000_00),
        Money(212_000_00),
        3,
    )
    assert total(area.programmed for area in report.areas if area.programmed) == Money(410_000_00)
    assert {area.id for area in report.areas if not area.in_force} == closed | opened
    assert "passata" not in {area.id for area in report.areas}


def test_a_closed_ambito_says_so_with_its_money(both: Engine) -> None:
    with writing(both, keep=False) as connection:
        connection.exec_driver_sql(
            "update intervention_area set valid_to = '2025-12-31' where code = 'anziani'"
        )
        report = programme_report(connection, "ravenna", 2026, TODAY)
    assert report is not None
    closed = report.areas[-1]
    assert (closed.id, closed.programmed) == ("anziani", Money(400_000_00))
    assert area_card(closed).title == "Anziani (ambito non più in vigore)"
    assert areas_table(report).rows[-1][0] == "Anziani (ambito non più in vigore)"


def test_money_of_a_comune_that_left_the_district_stays_in_the_total(empty_engine: Engine) -> None:
    """1.380.000 programmed; Cervia, with 360.000 of them, is no longer ours."""
    load_fund(empty_engine, people(RAVENNA, 2026, 100))
    with writing(empty_engine, keep=False) as connection:
        connection.exec_driver_sql(
            "update municipality set district_id = 'rubicone' where istat_code = ?", (CERVIA,)
        )
        report = municipalities_report(connection, "ravenna", 2026)
    assert report is not None
    assert [one.id for one in report.municipalities] == [RAVENNA]
    assert report.frna.programmed == Money(480_000_00)
    assert money_table(report).rows[-1][1] == Money(1_380_000_00)
    assert report.used.spending_share(report.used.municipalities[0]) == Fraction(1)
