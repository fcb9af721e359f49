"""The tables of the small fund, whole: every figure of them can be checked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.made_fund import load_fund, report
from udp_core.fund.report.fund import FundReport
from udp_core.fund.view import tables
from udp_core.kernel.money import Money

BY_LINE = "le voci del fondo, riga per riga"


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    load_fund(empty_engine)
    return empty_engine


@pytest.fixture
def fund(archive: Engine) -> FundReport:
    return report(archive)


def test_month_by_month_with_the_running_totals(fund: FundReport) -> None:
    """115.000 a month; of October 10.000 are a draft, and are estimated; then nothing is spent."""
    found = tables.months_table(fund)
    assert found.title == "FRNA 2026 mese per mese"
    assert [column.label for column in found.columns] == [
        "Mese",
        "Atteso dal programma",
        "Utilizzato",
        "Utilizzato o previsto",
        "Utilizzato, cumulato",
        "Utilizzato o previsto, cumulato",
    ]
    month = "115.000,00 €"
    assert found.words[:2] == (
        ("gennaio", month, month, month, month, month),
        ("febbraio", month, month, month, "230.000,00 €", "230.000,00 €"),
    )
    assert found.words[9:] == (
        ("ottobre", month, "105.000,00 €", month, "1.140.000,00 €", "1.150.000,00 €"),
        ("novembre", month, "n.d.", month, "n.d.", "1.265.000,00 €"),
        ("dicembre", month, "n.d.", month, "n.d.", "1.380.000,00 €"),
    )


def test_months_without_programme_nor_spending_are_not_zero(archive: Engine) -> None:
    found = tables.months_table(report(archive, 2024))
    assert [row[0] for row in found.words][::11] == ["gennaio", "dicembre"]
    assert {cell for row in found.words for cell in row[1:]} == {"n.d."}


def test_what_comes_in_and_goes_out_line_by_line(fund: FundReport) -> None:
    assert tables.available_table(fund).words == (
        ("Assegnazione: quota anziani", "1.300.000,00 €", "definitiva, Riparto 2026", "Prova"),
        ("Assegnazione: quota disabili", "100.000,00 €", "presunta, atto non indicato", "Prova"),
        ("Trascinamento dal 2025", "180.000,00 €", "definitivo", "Prova"),
        ("Variazione del 01/09/2026", "−20.000,00 €", "Taglio", "Prova"),
        ("Cofinanziamento di Azienda USL", "40.000,00 €", "", "Prova"),
        ("Disponibile", "1.600.000,00 €", "somma delle righe sopra", ""),
        ("Utilizzato ad oggi", "−1.140.000,00 €", "al 28/10/2026", BY_LINE),
        (
            "Ancora previsto entro il 31/12",
            "−240.000,00 €",
            "ritmo dei mesi comunicati e stagionalità",
            "calcolo",
        ),
        ("Residuo al 31/12", "220.000,00 €", "disponibile meno utilizzato e previsto", "calcolo"),
    )


def test_what_was_given_back_is_a_line_of_what_goes_out(fund: FundReport) -> None:
    """150.000 of 1.600.000: 1.450.000 can be spent, 70.000 are left."""
    given_back = replace(fund, position=replace(fund.position, returned=Money(150_000_00)))
    rows = tables.available_table(given_back).words
    assert rows[6:8] == (
        ("Restituito", "−150.000,00 €", "", ""),
        ("Utilizzato ad oggi", "−1.140.000,00 €", "al 28/10/2026", BY_LINE),
    )
    assert rows[-1] == (
        "Residuo al 31/12",
        "70.000,00 €",
        "spendibile meno utilizzato e previsto",
        "calcolo",
    )


def test_of_a_closed_year_nothing_is_still_expected(archive: Engine) -> None:
    assert tables.available_table(report(archive, 2025)).words[-3:] == (
        ("Disponibile", "1.500.000,00 €", "somma delle righe sopra", ""),
        ("Utilizzato nell’anno", "−1.320.000,00 €", "al 28/12/2025", BY_LINE),
        (
            "Residuo al 31/12/2025",
            "180.000,00 €",
            "disponibile meno utilizzato e previsto",
            "calcolo",
        ),
    )


def test_before_anything_is_spent_no_day_is_told(archive: Engine) -> None:
    rows = tables.available_table(report(archive, 2027)).words
    assert [row[:3] for row in rows[:3]] == [
        ("Assegnazione: quota anziani", "1.000.000,00 €", "presunta, atto non indicato"),
        ("Disponibile", "1.000.000,00 €", "somma delle righe sopra"),
        ("Utilizzato ad oggi", "n.d.", "nessuna spesa confermata"),
    ]


def test_every_voce_on_a_line(fund: FundReport) -> None:
    assert tables.voci_table(fund).words == (
        (
            "A1.1",
            "Voce A1.1",
            "1.260.000,00 €",
            "1.050.000,00 €",
            "1.050.000,00 €",
            "1.260.000,00 €",
            "0,00 €",
            "● in linea",
            "● in linea",
            "13.500 giornate su 18.000; 50 posti su n.d.",
            "70,00 € per giornata",
            "28/10/2026",
        ),
        (
            "T1",
            "Voce T1",
            "120.000,00 €",
            "90.000,00 €",
            "90.000,00 €",
            "120.000,00 €",
            "0,00 €",
            "● in linea",
            "● in linea",
            "n.d.",
            "n.d.",
            "28/09/2026",
        ),
    )


def test_groups_add_up_column_by_column(fund: FundReport, archive: Engine) -> None:
    """Of 2025 no programme was loaded: what was spent is added, shares are not known."""
    first, second = fund.by_area
    more = replace(
        second, used=Money(70_000_00), expected=Money(80_000_00), forecast=Money(110_000_00)
    )
    assert tables.groups_table(fund, "area", (first, more)).words == (
        (
            "Anziani",
            "1.260.000,00 €",
            "91,3 %",
            "1.050.000,00 €",
            "1.050.000,00 €",
            "1.260.000,00 €",
            "0,00 €",
        ),
        (
            "Attività trasversali",
            "120.000,00 €",
            "8,7 %",
            "70.000,00 €",
            "80.000,00 €",
            "110.000,00 €",
            "−10.000,00 €",
        ),
        (
            "Totale",
            "1.380.000,00 €",
            "100,0 %",
            "1.120.000,00 €",
            "1.130.000,00 €",
            "1.370.000,00 €",
            "−10.000,00 €",
        ),
    )
    older = report(archive, 2025)
    before = tables.groups_table(older, "area", older.by_area).words
    assert before[-1] == (
        "Totale",
        "n.d.",
        "n.d.",
        "1.320.000,00 €",
        "n.d.",
        "1.320.000,00 €",
        "n.d.",
    )


def test_each_year_with_and_without_what_was_left_of_before(fund: FundReport) -> None:
    """2026 brings 1.420.000 and spends 1.380.000; with 180.000 of before, 220.000 are left."""
    found = tables.structure_table(fund, [*fund.past, fund.position])
    assert found.words[1:] == (
        (
            "2025",
            "1.500.000,00 €",
            "0,00 €",
            "1.320.000,00 €",
            "180.000,00 €",
            "180.000,00 €",
        ),
        (
            "2026",
            "1.420.000,00 €",
            "180.000,00 €",
            "1.380.000,00 €",
            "40.000,00 €",
            "220.000,00 €",
        ),
    )
