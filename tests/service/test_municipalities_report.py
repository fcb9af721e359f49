"""The Comuni of the demonstration.

Their parts add up to the fund's and the programme's own figures.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from udp_core.archive.engine import open_engine, reading
from udp_core.fund.report.reading import fund_report
from udp_core.kernel.money import Money, total
from udp_core.kernel.vocabulary import AgeBand
from udp_core.municipalities.report import MunicipalitiesReport, municipalities_report
from udp_core.programme.report.reading import programme_report

TODAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def demo(demo_address: str) -> Engine:
    return open_engine(demo_address)


def report(engine: Engine, year: int = 2026) -> MunicipalitiesReport:
    with reading(engine) as connection:
        found = municipalities_report(connection, "ravenna", year)
    assert found is not None
    return found


def _whole(amounts: list[Money | None]) -> Money:
    return total(amount for amount in amounts if amount is not None)


def test_the_lead_comes_first_and_nobody_else_is_there(demo: Engine) -> None:
    assert [one.name for one in report(demo).municipalities] == ["Ravenna", "Cervia", "Russi"]


def test_residents_are_the_published_ones(demo: Engine) -> None:
    found = report(demo)
    assert [one.residents_in(AgeBand.AGE_75_PLUS) for one in found.municipalities] == [
        21_524,
        3_881,
        1_778,
    ]
    assert found.residents_day == date(2023, 1, 1)
    assert "Istat" in found.residents_source
    assert found.used.residents == 27_183


def test_the_parts_are_the_fund(demo: Engine) -> None:
    found = report(demo)
    with reading(demo) as connection:
        fund = fund_report(connection, "ravenna", 2026, TODAY)
    assert fund is not None
    assert (
        _whole([one.frna.used for one in found.municipalities] + [found.frna.used])
        == fund.position.used
    )
    assert (
        _whole([one.frna.programmed for one in found.municipalities] + [found.frna.programmed])
        == fund.position.programmed
    )
    assert (found.used.spent, found.used.whole_district) == (fund.position.used, found.frna.used)
    assert (found.programmed.spent, found.programmed.whole_district) == (
        fund.position.programmed,
        found.frna.programmed,
    )


def test_the_parts_are_the_programme(demo: Engine) -> None:
    found = report(demo)
    with reading(demo) as connection:
        programme = programme_report(connection, "ravenna", 2026, TODAY)
    assert programme is not None
    assert found.schede.spent == programme.programmed
    assert (
        _whole([one.programme.used for one in found.municipalities] + [found.programme.used])
        == programme.spent
    )


def test_a_year_without_money_has_residents_only(demo: Engine) -> None:
    found = report(demo, 2030)
    assert found.used.spent is None
    assert [one.frna.programmed for one in found.municipalities] == [None, None, None]
    assert found.municipalities[0].residents_in(AgeBand.TOTAL) == 155_751


def test_a_district_without_comuni_has_no_picture(demo: Engine) -> None:
    with reading(demo) as connection:
        assert municipalities_report(connection, "nessuno", 2026) is None
