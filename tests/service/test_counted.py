"""What the archive can count is counted: one name, one value, on every screen."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import Connection, Engine

from tests.made_fund import load_fund
from tests.made_programme import DEMO, Made, image, load_programme
from tests.made_rows import batches, load
from udp_core.archive.engine import open_engine, reading
from udp_core.fund.report.reading import fund_report
from udp_core.indicators.report.indicators import IndicatorValue
from udp_core.indicators.report.reading import indicators_report
from udp_core.indicators.rules.indicators import ExpectedValue, so_far
from udp_core.indicators.view.words import expected_by_words, name_words, point_tick, value_words
from udp_core.kernel.small_numbers import ShownCount
from udp_core.kernel.vocabulary import AgeBand, Direction, MacroSection, StatusLevel
from udp_core.municipalities.report import municipalities_report
from udp_core.programme.report.reading import programme_report

TODAY = date(2026, 10, 31)


def indicators(
    connection: Connection, year: int = 2026, today: date = TODAY
) -> dict[str, IndicatorValue]:
    found = indicators_report(connection, "ravenna", year, today)
    return {one.text.code: one for one in found.indicators}


@pytest.fixture(scope="module")
def demo(demo_address: str) -> Engine:
    return open_engine(demo_address)


def shown(one: IndicatorValue) -> Fraction:
    assert one.latest is not None
    assert isinstance(one.latest.value, ShownCount)
    return one.latest.value.value


def test_the_fund_and_its_indicators_say_the_same(demo: Engine) -> None:
    """22.206.574,66 used of 28.751.951,67 available is 77,2 %.

    The quarter over a quarter (92,6 %) is gone.
    """
    with reading(demo) as connection:
        found, fund = indicators(connection), fund_report(connection, "ravenna", 2026, TODAY)
    assert fund is not None
    assert shown(found["FRNA-02"]) / 100 == fund.position.use_rate_available
    assert shown(found["FRNA-01"]) / 100 == fund.position.use_rate_assigned
    assert (name_words(found["FRNA-02"]), value_words(found["FRNA-02"])) == (
        "Tasso di utilizzo su disponibile, al 31/10/2026",
        "77,2 %",
    )
    domiciliary = next(
        group for group in fund.by_macro if group.name == MacroSection.DOMICILIARY.label
    )
    assert domiciliary.used is not None
    assert shown(found["FRNA-03"]) / 100 == domiciliary.used.share_of(fund.position.used)
    assert value_words(found["FRNA-03"]) == "33,4 %"
    assert [point_tick(point) for point in found["FRNA-02"].points[-2:]] == [
        "3º tr. 26",
        "al 31/10/26",
    ]


def test_the_programme_and_its_indicators_say_the_same(demo: Engine) -> None:
    with reading(demo) as connection:
        found, programme = (
            indicators(connection),
            programme_report(connection, "ravenna", 2026, TODAY),
        )
    assert programme is not None
    assert programme.progress.done is not None
    assert round(shown(found["SY-02"]) / 100, 9) == round(programme.progress.done, 9)
    assert (
        value_words(found["SY-02"]),
        value_words(found["SY-01"]),
        value_words(found["SY-03"]),
    ) == (
        "71,9 %",
        "93,2 %",
        "90,0 %",
    )


def test_what_is_counted_never_speaks_of_a_day_to_come(demo: Engine) -> None:
    """On the 20th, with figures of October there already.

    Of the fund and by resident, none is later.
    """
    day = date(2026, 10, 20)
    with reading(demo) as connection:
        found = indicators(connection, 2026, day)
    assert max(one.latest.as_of for one in found.values() if one.latest) == day


def test_residents_are_those_of_the_comuni(demo: Engine) -> None:
    with reading(demo) as connection:
        found, places = indicators(connection), municipalities_report(connection, "ravenna", 2026)
    assert places is not None
    latest = found["FRNA-04"].latest
    assert latest is not None
    people = {one.id: one.residents_in(AgeBand.AGE_75_PLUS) for one in places.municipalities}
    under = {
        row.municipality_id: row.denominator.value
        for row in latest.rows
        if isinstance(row.denominator, ShownCount)
    }
    assert under == people


def test_a_closed_year_is_counted_whole_and_needs_no_date_in_its_name(demo: Engine) -> None:
    with reading(demo) as connection:
        found = indicators(connection, 2025)
    assert [value_words(found[code]) for code in ("FRNA-01", "FRNA-02", "FRNA-06")] == [
        "97,9 %",
        "94,1 %",
        "0,4 %",
    ]
    assert name_words(found["FRNA-01"]) == "Tasso di utilizzo su assegnato"
    with reading(demo) as connection:
        older = indicators(connection, 2024, date(2025, 1, 1))
    assert value_words(older["FRNA-05"]) == "2,5 anni"


def test_a_rate_so_far_is_judged_by_its_part_of_the_band(demo: Engine) -> None:
    """304 of 365 days: 93 to 100 % becomes 77,5 to 83,3 %."""
    with reading(demo) as connection:
        found = indicators(connection)["FRNA-02"]
    assert expected_by_words(found) == "77,5–83,3 %"
    assert found.level is StatusLevel.ATTENTION
    whole = ExpectedValue(2026, None, None, Fraction(93), None, Fraction(3))
    assert so_far(Direction.BAND, whole, TODAY).low == Fraction(93 * 304, 365)
    assert so_far(Direction.BAND, whole, TODAY).high is None
    assert so_far(Direction.UP, whole, TODAY) == whole


# By hand, among rows of another district, drafts, and figures typed for what is counted


def indicator(code: str, multiplier: int = 100_000) -> Made:
    return "indicator", {
        "code": code,
        "name": f"Indicatore {code}",
        "level": "district",
        "numerator": "Sopra",
        "denominator": "Sotto",
        "multiplier": multiplier,
        "unit": "%",
        "decimals": 1,
        "direction": "up",
        "frequency": "quarterly",
        "counts_people": 0,
        "official": 0,
        "trust": "unverified",
        "sort": 1,
        "source": "Prova",
        "area_id": None,
        "definition": "Prova",
    }


def typed(code: str, year: int, quarter: int | None, value: int) -> Made:
    return "measurement", {
        "indicator_id": code,
        "district_id": "ravenna",
        "municipality_id": None,
        "year": year,
        "period": "quarter" if quarter else "year",
        "period_no": quarter,
        "numerator": None,
        "denominator": None,
        "value": value,
        "state": "validated",
        "note": None,
        "as_of": f"{year}-09-30",
        **DEMO,
    }


CODES = ("FRNA-01", "FRNA-02", "FRNA-03", "FRNA-05", "SY-01", "SY-02", "SY-03", "SY-11")


def test_by_hand_on_a_small_fund(empty_engine: Engine) -> None:
    """2026: 1.140.000 used by October, with a draft left out.

    1.400.000 assigned, 1.600.000 available. 2025: 1.320.000 of 1.500.000.
    """
    load_fund(empty_engine)
    load(
        empty_engine,
        *batches(
            [
                image(one)
                for one in (
                    *map(indicator, CODES),
                    typed("FRNA-01", 2026, 3, 999_000),
                    typed("FRNA-01", 2024, None, 55_000),
                )
            ]
        ),
    )
    with reading(empty_engine) as connection:
        found = indicators(connection, today=date(2026, 11, 10))
    values = {
        code: [
            (point.as_of.isoformat(), point.numerator, point.denominator)
            for point in found[code].points
        ]
        for code in CODES
    }
    assert values["FRNA-01"][-1] == (
        "2026-10-31",
        ShownCount(Fraction(1_140_000)),
        ShownCount(Fraction(1_400_000)),
    )
    assert values["FRNA-02"][-1] == (
        "2026-10-31",
        ShownCount(Fraction(1_140_000)),
        ShownCount(Fraction(1_600_000)),
    )
    assert values["FRNA-02"][-2] == (
        "2026-09-30",
        ShownCount(Fraction(1_035_000)),
        ShownCount(Fraction(1_600_000)),
    )
    assert values["FRNA-03"][-1] == (
        "2026-10-31",
        ShownCount(Fraction(0)),
        ShownCount(Fraction(1_140_000)),
    )
    assert values["FRNA-01"][:2] == [
        ("2024-09-30", None, None),
        ("2025-12-31", ShownCount(Fraction(1_320_000)), ShownCount(Fraction(1_500_000))),
    ]
    assert [day for day, *_ in values["FRNA-05"]] == ["2025-12-31"]
    assert not values["SY-11"]
    assert "999" not in str(values)


def test_schede_and_office_by_hand(empty_engine: Engine) -> None:
    """Done: 1/2 of 100.000, 1/4 of 300.000, all of 10.000: 135.000 of 410.000."""
    post = {
        "district_id": "ravenna",
        "profile": "Coordinatore",
        "category": "d",
        "employer_id": None,
        "source": "Prova",
        "origin": "demo",
    }
    load_programme(empty_engine)
    load(
        empty_engine,
        *batches(
            [
                image(one)
                for one in (
                    *(indicator(code) for code in ("SY-01", "SY-02", "SY-03", "SY-11")),
                    (
                        "staff_position",
                        {**post, "code": "P1", "required_fte": 2_000, "filled_fte": 3_000},
                    ),
                    (
                        "staff_position",
                        {**post, "code": "P2", "required_fte": 3_000, "filled_fte": 1_000},
                    ),
                )
            ]
        ),
    )
    with reading(empty_engine) as connection:
        found = indicators(connection, today=date(2026, 7, 1))
        later = indicators(connection, 2026, date(2026, 12, 31))
    latest = {code: found[code].latest for code in ("SY-01", "SY-02", "SY-03", "SY-11")}
    assert {
        code: (point.numerator, point.denominator) for code, point in latest.items() if point
    } == {
        "SY-01": (ShownCount(Fraction(3)), ShownCount(Fraction(3))),
        "SY-02": (ShownCount(Fraction(135_000)), ShownCount(Fraction(410_000))),
        "SY-03": (ShownCount(Fraction(2)), ShownCount(Fraction(2))),
        "SY-11": (ShownCount(Fraction(3)), ShownCount(Fraction(5))),
    }
    assert shown(later["SY-03"]) == 0


@pytest.mark.parametrize(
    ("day", "fresh"),
    [(date(2026, 9, 27), 2), (date(2026, 9, 28), 0)],
    ids=["89 giorni", "90 giorni"],
)
def test_a_scheda_is_up_to_date_for_less_than_ninety_days(
    empty_engine: Engine, day: date, fresh: int
) -> None:
    """Both schede in course have data of 30 June."""
    load_programme(empty_engine)
    load(empty_engine, *batches([image(indicator("SY-03"))]))
    with reading(empty_engine) as connection:
        point = indicators(connection, today=day)["SY-03"].latest
    assert point is not None
    assert (point.numerator, point.denominator) == (
        ShownCount(Fraction(fresh)),
        ShownCount(Fraction(2)),
    )
