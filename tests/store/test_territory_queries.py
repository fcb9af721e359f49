"""What the archive says of a territory: Comuni, residents, years, days; each of its district."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_costs import people
from tests.made_fund import OF_2026, TODAY, load_fund, spent
from tests.made_programme import CERVIA, PLAN, RAVENNA, Made
from tests.made_rows import sound
from udp_core.archive.engine import reading
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.vocabulary import AgeBand
from udp_core.territory import queries
from udp_core.territory.provinces import provinces_of
from udp_core.territory.queries import MunicipalityRow

FARAWAY, ALFERO = "040999", "039001"


def town(code: str, district: str, name: str) -> Made:
    return (
        "municipality",
        {"istat_code": code, "district_id": district, "name": name, "is_lead": 0},
    )


MORE: list[Made] = [
    town(ALFERO, "ravenna", "Alfero"),
    town(FARAWAY, "rubicone", "Lontano"),
    people(RAVENNA, 2024, "total", 100),
    people(RAVENNA, 2026, "total", 120),
    people(RAVENNA, 2027, "total", 999),
    people(RAVENNA, 2026, AgeBand.AGE_75_PLUS.value, 7),
    people(CERVIA, 2025, "total", 50),
    people(FARAWAY, 2026, "total", 888),
    spent(OF_2026, "T2", None, 11, 5),
    *PLAN[:1],
    ("annual_programme", {**PLAN[1][1], "year": 2030, "act_id": None}),
]


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    load_fund(empty_engine, *MORE)
    return empty_engine


def test_the_comuni_of_a_district_the_lead_first(archive: Engine) -> None:
    with reading(archive) as connection:
        assert queries.municipalities(connection, "ravenna") == (
            MunicipalityRow(RAVENNA, "Ravenna", True),
            MunicipalityRow(ALFERO, "Alfero", False),
            MunicipalityRow(CERVIA, "Cervia", False),
        )
        assert queries.municipality_names(connection, "rubicone") == {FARAWAY: "Lontano"}
        assert queries.district_codes(connection) == ("ravenna", "rubicone")
        names = [queries.district_name(connection, one) for one in ("rubicone", "altrove")]
        assert names == ["Rubicone", "altrove"]


@pytest.mark.parametrize(
    ("year", "found"),
    [
        (2023, []),
        (2024, [(RAVENNA, 100, date(2024, 1, 1))]),
        (2025, [(CERVIA, 50, date(2025, 1, 1)), (RAVENNA, 100, date(2024, 1, 1))]),
        (2026, [(CERVIA, 50, date(2025, 1, 1)), (RAVENNA, 120, date(2026, 1, 1))]),
    ],
)
def test_the_residents_of_the_latest_year_known(
    archive: Engine, year: int, found: list[tuple[str, int, date]]
) -> None:
    with reading(archive) as connection:
        rows = queries.residents(connection, "ravenna", AgeBand.TOTAL, year)
        old = queries.residents(connection, "ravenna", AgeBand.AGE_75_PLUS, 2026)
    assert [(one.municipality_id, one.residents, one.as_of) for one in rows] == found
    assert {one.source for one in rows} <= {"Prova"}
    assert [one.residents for one in old] == [7]


def test_the_years_and_the_last_day_of_a_district(archive: Engine) -> None:
    """Ravenna has funds from 2024 to 2027 and a programme of 2030; a day to come does not count."""
    with reading(archive) as connection:
        assert queries.years(connection, "ravenna") == (2030, 2027, 2026, 2025, 2024)
        assert queries.years(connection, "rubicone") == (2026,)
        last = [
            queries.latest_day(connection, district, year, today)
            for district, year, today in (
                ("ravenna", 2026, TODAY),
                ("ravenna", 2026, date(2026, 11, 28)),
                ("ravenna", 2026, date(2026, 10, 27)),
                ("rubicone", 2026, TODAY),
                ("ravenna", 2024, TODAY),
            )
        ]
    assert last == [
        date(2026, 10, 28),
        date(2026, 11, 28),
        date(2026, 9, 28),
        date(2026, 1, 28),
        None,
    ]


@pytest.mark.parametrize(
    ("stated", "trust", "day"),
    [
        (("2026-10-31", "2025-01-01"), "demo", date(2026, 10, 31)),
        (("2026-10",), "demo", None),
        (("2026-10-31",), "official", None),
        ((), "demo", None),
    ],
)
def test_the_day_of_a_demonstration(
    empty_engine: Engine, stated: tuple[str, ...], trust: str, day: date | None
) -> None:
    entity = BY_NAME["data_set"]
    made: list[Made] = [
        ("data_set", sound(entity, code=f"s{number}", as_of=one, trust=trust))
        for number, one in enumerate(stated)
    ]
    load_fund(empty_engine, *made)
    with reading(empty_engine) as connection:
        assert queries.demonstration_day(connection) == day
        assert queries.is_demonstration(connection) == (bool(stated) and trust == "demo")


def test_the_province_that_a_code_says() -> None:
    codes = ("001272", "039014", "103001", "104001", "000001", "", "abc001")
    assert provinces_of(codes) == {"001272": "TO", "039014": "RA", "103001": "VB"}
