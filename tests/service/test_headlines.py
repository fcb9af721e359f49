"""A headline is capped by its data exactly as its light is."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_fund import BASE, HOMES, NETWORKS, OF_2025, OF_2026, assigned, budget, spent
from tests.made_programme import Made, image
from tests.made_rows import batches, load
from udp_core.archive.engine import reading
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report
from udp_core.fund.view.words import (
    curve_message,
    data_notes,
    fund_figures,
    structural_message,
    voci_message,
)
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.report.overview import overview_report
from udp_core.overview.view.words import answers, decisions_words

MAY = date(2026, 5, 31)
PAST = [
    spent(OF_2025, voce, None, month, euro)
    for month in range(1, 13)
    for voce, euro in ((HOMES, 100_000), (NETWORKS, 10_000))
]
PLAN = [
    assigned(OF_2026, "elderly", "official", 1_600_000, "2026-01-31"),
    budget(OF_2026, HOMES, None, 1_260_000),
    budget(OF_2026, NETWORKS, None, 120_000),
]


def report(engine: Engine, *made: Made) -> FundReport:
    load(engine, *batches([image(one) for one in (*BASE, *PAST, *PLAN, *made)]))
    with reading(engine) as connection:
        found = fund_report(connection, "ravenna", 2026, MAY)
    assert found is not None
    return found


def test_with_one_voce_of_two_reported_the_title_says_so_as_the_light_does(
    empty_engine: Engine,
) -> None:
    """Networks hold 120.000 of 1.380.000: 9 % of the programme speaks."""
    found = report(
        empty_engine, *(spent(OF_2026, NETWORKS, None, month, 10_000) for month in range(1, 6))
    )
    assert found.status.at_year_end.level is StatusLevel.STALE
    assert found.status.at_year_end.reason == "Ha dati di spesa aggiornati 1 voce su 2."
    assert (
        curve_message(found)
        == "Non si può dire se il fondo basta: ha dati di spesa aggiornati 1 voce su 2"
    )
    assert structural_message(found).startswith("L’equilibrio strutturale non si può dire: ha dati")
    assert "Ancora senza dati di spesa: Breve A1.1." in data_notes(found)
    assert not any("Dati fermi" in note for note in data_notes(found))
    with reading(empty_engine) as connection:
        fund = answers(overview_report(connection, "ravenna", 2026, MAY))[1]
    assert (fund.level, fund.note) == (
        StatusLevel.STALE,
        "Ha dati di spesa aggiornati 1 voce su 2.",
    )


def test_figures_and_voci_are_capped_with_the_title(empty_engine: Engine) -> None:
    """Networks spend 12,000 a month, so 144,000 in the year: 24,000 beyond their programme."""
    found = report(
        empty_engine, *(spent(OF_2026, NETWORKS, None, month, 12_000) for month in range(1, 6))
    )
    forecast, residue = fund_figures(found)[2:]
    assert forecast.note == residue.note == "ha dati di spesa aggiornati 1 voce su 2"
    assert voci_message(found) == "Con dati aggiornati 1 voce su 2. Breve T1: +24 mila €"
    assert "voce su 2" not in fund_figures(found)[0].note


def test_with_the_voce_that_weighs_the_fund_is_judged(empty_engine: Engine) -> None:
    found = report(
        empty_engine, *(spent(OF_2026, HOMES, None, month, 105_000) for month in range(1, 6))
    )
    assert found.status.at_year_end.level is not StatusLevel.STALE
    assert curve_message(found).startswith("Il fondo basta fino al 31 dicembre")


def test_a_year_without_data_is_not_said_to_be_old(empty_engine: Engine) -> None:
    found = report(empty_engine)
    assert (
        curve_message(found) == "Non si può dire se il fondo basta: nessun dato di spesa comunicato"
    )
    assert "Nessuna voce ha ancora dati di spesa." in data_notes(found)
    assert not any("Dati fermi" in note for note in data_notes(found))


@pytest.mark.parametrize(("year", "over"), [(2025, True), (2026, False)])
def test_a_year_gone_by_speaks_in_the_past_and_asks_nothing(
    demo_address: str, year: int, over: bool
) -> None:
    from udp_core.archive.engine import open_engine

    engine = open_engine(demo_address)
    with reading(engine) as connection:
        overview = overview_report(connection, "ravenna", year, date(2026, 10, 31))
        fund = fund_report(connection, "ravenna", year, date(2026, 10, 31))
    engine.dispose()
    assert fund is not None
    assert overview.is_over is over
    assert bool(overview.decisions) is not over
    said = " ".join(
        (answers(overview)[1].note, *fund.status.at_year_end.reasons, decisions_words(overview))
    )
    assert ("sono rimasti" in said, "Sono rimasti non spesi" in said, "chiuso" in said) == (
        over,
        over,
        over,
    )
    assert ("resteranno" in said, "Resterebbero" in said) == (not over, not over)
