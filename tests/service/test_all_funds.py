"""S2-03, S2-14: all the funds of a year, voce by source by Comune, with sums that add up."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_fund import HOMES, NETWORKS, OF_2026, budget, spent
from tests.made_funds import OF_FNA, load_funds, preconsuntivo
from tests.made_programme import CERVIA, RAVENNA, Made
from udp_core.archive.engine import open_engine, reading
from udp_core.fund.queries.all_funds import funds_in
from udp_core.fund.report.all_funds import AllFunds, YearAmounts, all_funds
from udp_core.fund.report.reading import fund_report
from udp_core.kernel.money import Money

USED_OF_FNA = 888_888
Euro = tuple[int | None, int | None, int | None, int | None]


def found_in(engine: Engine, year: int = 2026, district: str = "ravenna") -> AllFunds:
    with reading(engine) as connection:
        found = all_funds(connection, district, year)
    assert found is not None
    return found


def euro(one: YearAmounts) -> Euro:
    programmed, written, used, forecast = (
        None if amount is None else int(amount.euro)
        for amount in (one.programmed, one.preconsuntivo, one.used, one.forecast)
    )
    return programmed, written, used, forecast


def lines(found: AllFunds) -> dict[tuple[str, str, str], Euro]:
    return {
        (line.voce.code, line.source.code, line.place.name): euro(line.amounts)
        for line in found.lines
    }


def test_every_voce_source_and_comune_has_its_own_line(empty_engine: Engine) -> None:
    """Of the 210,000 that homes will still use, 750 parts of 1,050 are of Ravenna.

    Ten thousand of October in draft are in no figure; Rubicone's money is not of here.
    """
    load_funds(empty_engine)
    found = found_in(empty_engine)
    assert lines(found) == {
        (HOMES, "frna", "Ravenna"): (900_000, 910_000, 750_000, 900_000),
        (HOMES, "frna", "Cervia"): (360_000, 350_000, 300_000, 360_000),
        (HOMES, "fna", "Intero distretto"): (None, None, USED_OF_FNA, 10_666_656),
        (NETWORKS, "frna", "Intero distretto"): (120_000, None, 90_000, 120_000),
        (NETWORKS, "comuni", "Cervia"): (60_000, None, 50_000, 60_000),
    }
    assert found.drafts == Money((10_000 + 777_777) * 100)
    assert found.day == date(2026, 10, 28)


def test_the_sums_by_source_and_by_comune_are_the_same_money(empty_engine: Engine) -> None:
    """Russi has nothing, and it is said: it is neither left out nor zero."""
    load_funds(empty_engine)
    found = found_in(empty_engine)
    assert [(one.name, euro(sums)) for one, sums in found.sources] == [
        ("FRNA", (1_380_000, 1_260_000, 1_140_000, 1_380_000)),
        ("FNA", (None, None, USED_OF_FNA, 10_666_656)),
        ("Comuni", (60_000, None, 50_000, 60_000)),
    ]
    assert [(one.name, euro(sums)) for one, sums in found.places] == [
        ("Ravenna", (900_000, 910_000, 750_000, 900_000)),
        ("Cervia", (420_000, 350_000, 350_000, 420_000)),
        ("Russi", (None, None, None, None)),
        ("Intero distretto", (120_000, None, 978_888, 10_786_656)),
    ]
    assert euro(found.whole) == (1_440_000, 1_260_000, 2_078_888, 12_106_656)


def test_one_comune_or_one_source_is_read_alone(empty_engine: Engine) -> None:
    load_funds(empty_engine)
    found = found_in(empty_engine)
    assert set(lines(found.narrowed(CERVIA, None))) == {
        (HOMES, "frna", "Cervia"),
        (NETWORKS, "comuni", "Cervia"),
    }
    assert euro(found.narrowed(CERVIA, None).whole) == (420_000, 350_000, 350_000, 420_000)
    assert set(lines(found.narrowed("", "frna"))) == {(NETWORKS, "frna", "Intero distretto")}
    assert found.narrowed(RAVENNA, "comuni").lines == ()


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_each_source_is_what_its_own_fund_says(demo_address: str, year: int) -> None:
    """In the demonstration every entry is of the source of its fund."""
    engine = open_engine(demo_address)
    found = found_in(engine, year)
    with reading(engine) as connection:
        reports = [
            fund_report(connection, "ravenna", year, date(2026, 11, 10), one.code)
            for one, _ in found.sources
        ]
    engine.dispose()
    assert len(reports) == 5
    for (one, sums), report in zip(found.sources, reports, strict=True):
        assert report is not None
        assert (sums.programmed, sums.used, sums.forecast) == (
            report.position.programmed,
            report.used,
            report.position.forecast,
        ), one.name


NOBODY = "T2"


@pytest.mark.parametrize(
    ("more", "where", "told"),
    [
        pytest.param(
            [spent(OF_2026, HOMES, CERVIA, month, 0) for month in range(1, 11)],
            (HOMES, "frna", "Cervia"),
            (360_000, 350_000, 0, 0),
            id="nothing used is zero where somebody said so",
        ),
        pytest.param(
            [budget(OF_2026, NOBODY, CERVIA, 40_000)],
            (NOBODY, "frna", "Cervia"),
            (40_000, None, None, None),
            id="a voce without data has no forecast",
        ),
        pytest.param(
            [preconsuntivo(OF_FNA, NOBODY, CERVIA, 40_000)],
            (NOBODY, "fna", "Cervia"),
            (None, 40_000, None, None),
            id="what is only written as preconsuntivo",
        ),
    ],
)
def test_what_is_not_known_is_never_zero(
    empty_engine: Engine, more: list[Made], where: tuple[str, str, str], told: Euro
) -> None:
    load_funds(empty_engine, *more)
    found = found_in(empty_engine)
    assert lines(found)[where] == told
    assert found.unforecast == Money((told[0] or 0) * 100 if told[2] is None else 0)


def test_a_voce_nobody_reported_is_forecast_as_it_was_programmed(empty_engine: Engine) -> None:
    """2025 spent 1,200,000 on homes: a third of it is of Cervia, which has a third of the plan."""
    nothing = [
        spent(OF_2026, HOMES, place, month, 1_000, state="draft")
        for place in (RAVENNA, CERVIA)
        for month in range(1, 11)
    ]
    load_funds(empty_engine, *nothing, budget(OF_2026, HOMES, RAVENNA, 720_000))
    found = lines(found_in(empty_engine))
    assert found[HOMES, "frna", "Ravenna"] == (720_000, 910_000, None, 800_000)
    assert found[HOMES, "frna", "Cervia"] == (360_000, 350_000, None, 400_000)


def test_only_the_funds_of_the_year_and_of_the_district_are_offered(empty_engine: Engine) -> None:
    load_funds(empty_engine)
    with reading(empty_engine) as connection:
        here = [one.code for one in funds_in(connection, "ravenna", 2026)]
        before = [one.code for one in funds_in(connection, "ravenna", 2025)]
        there = [one.code for one in funds_in(connection, "rubicone", 2026)]
        assert all_funds(connection, "ravenna", 2035) is None
    assert (here, before, there) == (["frna", "fna", "comuni"], ["frna"], ["frna"])
    assert euro(found_in(empty_engine, district="rubicone").whole)[2] == 999_999
    assert found_in(empty_engine, 2027).lines == ()
