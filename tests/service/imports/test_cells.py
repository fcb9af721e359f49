"""What is told of cells that hold no figure, or one that cannot be; what is kept of the archive."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.made_office import CERVIA, RUSSI, Office, workbook
from tests.service.imports.test_columns import OF_CERVIA


def test_hidden_rows_and_columns_are_said(office: Office) -> None:
    def hide(book: Workbook) -> None:
        book.active.row_dimensions[4].hidden = True
        book.active.column_dimensions["C"].hidden = True

    done = office.imports(
        workbook(
            ["Voce", "Mese", "Importo"],
            ["A1.1", 1, 100.5],
            ["A2.2", 1, 50.5],
            ["A2.3", 1, 999.5],
            more=hide,
        ),
        *OF_CERVIA,
        name="filtro.xlsx",
    )
    assert done.code == 0
    assert "1 riga nascosta letta (riga 4)" in done.said
    assert "1 colonna nascosta letta («Importo»)" in done.said


def test_formulas_without_result_and_errors_store_nothing_unless_left_out(office: Office) -> None:
    content = workbook(
        ["Voce", "Mese", "Importo"],
        ["A1.1", 1, "=100+50.5"],
        ["A2.2", 1, 50.5],
        ["A2.3", 1, "=C3*2"],
    )
    asked = office.imports(content, *OF_CERVIA, name="formule.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert "2 formule senza risultato" in asked.said
    assert "2 formule sono senza risultato (la prima alla riga 2)" in asked.said
    assert (
        office.imports(
            content, *OF_CERVIA, "--set", "formule=lascia-fuori", name="formule.xlsx"
        ).code
        == 0
    )
    assert [row[4] for row in office.entries()] == [5050]


def test_errors_are_counted_and_the_first_is_told_by_its_row(office: Office) -> None:
    text = "Voce;Mese;Importo\nA1.1;1;50,50\nA2.2;1;#N/D\nA2.3;1;#RIF!\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "2 celle contengono un errore (la prima alla riga 3)" in asked.said


def test_a_figure_withdrawn_is_asked_and_taken_away_or_left(office: Office) -> None:
    before, after = (
        "Voce;Mese;Importo\nA1.1;1;100,50\nA1.1;2;200,50\n",
        "Voce;Mese;Importo\nA1.1;1;100,50\nA1.1;2;n.d.\n",
    )
    assert office.imports(before, *OF_CERVIA).code == 0
    asked = office.imports(after, *OF_CERVIA)
    assert asked.code == 1
    assert "1 cifra ritirata: resta 200,50 €" in asked.said
    assert office.imports(after, *OF_CERVIA, "--set", "ritirate=lasciare").code == 0
    assert [row[4] for row in office.entries()] == [10050, 20050]
    assert "1 tolta" in office.imports(after, *OF_CERVIA, "--set", "ritirate=togliere").said
    assert [row[4] for row in office.entries()] == [10050]


def test_a_figure_that_is_no_longer_in_the_file_is_said(office: Office) -> None:
    assert office.imports("Voce;Mese;Importo\nA1.1;1;100,50\nA2.2;1;200,50\n", *OF_CERVIA).code == 0
    done = office.imports("Voce;Mese;Importo\nA1.1;1;100,50\n", *OF_CERVIA)
    assert "1 cifra già data da questo mittente non è più nel file e resta: 200,50 €" in done.said


POSAS = """"Popolazione residente per sesso, età e comune al 1° gennaio 2026"
"Codice comune";"Comune";"Età";"Totale maschi";"Totale femmine";"Totale"
"039007";"Cervia";0;60;53;113
"039007";"Cervia";1;61;53;114
"039007";"Cervia";80;1;2;3
"039007";"Cervia";999;122;108;{}
"""


def test_the_ages_of_istat_become_bands(office: Office) -> None:
    assert office.imports(POSAS.format(230), kind="population").code == 0
    found = {
        band: residents
        for comune, year, band, residents in office.rows(
            "population", "municipality_id", "year", "age_band", "residents"
        )
        if (comune, year) == (CERVIA, 2026)
    }
    assert (
        found["total"],
        found["0_2"],
        found["0_17"],
        found["18_64"],
        found["65_plus"],
        found["75_plus"],
    ) == (230, 227, 227, 0, 3, 3)


def test_ages_that_do_not_add_up_are_refused_with_both_sums(office: Office) -> None:
    before = office.rows("population", "id")
    done = office.imports(POSAS.format(231), kind="population")
    assert (done.code, office.rows("population", "id")) == (2, before)
    assert "230" in done.said
    assert "231" in done.said


def test_a_value_against_its_terms_is_refused_with_both(office: Office) -> None:
    done = office.imports(
        "Indicatore;Comune;Anno;Numeratore;Denominatore;Valore\nAN-01;Cervia;2026;50;1000;7,5\n",
        kind="indicators",
    )
    assert (done.code, office.rows("measurement", "id")) == (2, [])
    assert "7,5" in done.said
    assert "5,00" in done.said
    assert (
        office.imports(
            "Indicatore;Comune;Anno;Numeratore;Denominatore;Valore\nAN-01;Cervia;2026;50;1000;5\n",
            kind="indicators",
        ).code
        == 0
    )


@pytest.mark.parametrize(("cell", "stored"), [("5,2 %", 5200), ("5,2", 5200)])
def test_a_percentage_is_in_points(office: Office, cell: str, stored: int) -> None:
    assert (
        office.imports(
            f"Indicatore;Comune;Anno;Valore\nAN-01;Cervia;2026;{cell}\n", kind="indicators"
        ).code
        == 0
    )
    assert office.rows("measurement", "value") == [(stored,)]


def test_a_cell_shown_as_a_percentage_is_in_points(office: Office) -> None:
    def percent(book: Workbook) -> None:
        book.active["D2"].number_format = "0.0%"

    content = workbook(
        ["Indicatore", "Comune", "Anno", "Valore"], ["AN-01", "Cervia", 2026, 0.052], more=percent
    )
    assert office.imports(content, name="indicatori.xlsx", kind="indicators").code == 0
    assert office.rows("measurement", "value") == [(5200,)]


def test_a_dot_in_a_number_of_people_is_of_thousands(office: Office) -> None:
    text = (
        "Comune;Anno;Fascia di età;Residenti\nCervia;2026;residenti di 75 anni e"
        " più;4.012\nRussi;2026;residenti di 75 anni e più;1.870\n"
    )
    assert office.imports(text, kind="population").code == 0
    assert {(CERVIA, 4012), (RUSSI, 1870)} <= set(
        office.rows("population", "municipality_id", "residents")
    )


def test_a_month_of_round_thousands_is_asked(office: Office) -> None:
    text = "Voce;Mese;Importo\nA1.1;1;1.000\nA2.2;1;2.500\n"
    assert (office.imports(text, *OF_CERVIA).code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "decimali=migliaia").code == 0
    assert [row[4] for row in office.entries()] == [100000, 250000]


def test_a_total_of_the_file_that_is_not_ours_is_said(office: Office) -> None:
    text = (
        "Voce;Gen;Feb;Totale\nA1.1;10,50;20,50;31,00\nA2.2;1,50;2,50;5,00\n"
        "Totale;12,00;24,00;36,00\n"
    )
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "alla riga 3 è 5,00 €, le cifre sommano 4,00 €. Le cifre sono giuste?" in asked.said
    done = office.imports(text, *OF_CERVIA, "--set", "somme=leggi")
    assert done.code == 0
    assert (
        "Il totale scritto alla riga 4 («Feb») è 24,00 €, le righe lette sommano 23,00 €."
        in done.said
    )
    assert (
        "Il totale scritto in fondo alla riga 3 è 5,00 €, le sue cifre sommano 4,00 €." in done.said
    )


def test_a_key_that_means_nothing_is_refused_with_those_that_do(office: Office) -> None:
    done = office.imports("Voce;Mese;Importo\nA1.1;1;100,50\n", "--set", "pippo=Russi")
    assert done.code == 2
    assert "comune" in done.said
    again = office.imports(
        "Voce;Mese;Importo\nA1.1;1;100,50\n", *OF_CERVIA, "--set", "misura=quintali"
    )
    assert again.code == 2


def test_whoever_is_not_known_is_told(office: Office) -> None:
    done = office.imports("Voce;Mese;Importo\nA1.1;1;100,50\n", *OF_CERVIA, officer="nessuno")
    assert (done.code, office.entries()) == (2, [])
    assert "A10" in done.said


def test_a_remembered_reading_never_carries_the_year(office: Office) -> None:
    words = ("--sender", "Comune di Cervia")
    assert (
        office.imports(
            "Indicatore;Comune;Valore\nSY-06;Cervia;21,5\n", *words, kind="indicators", year=2025
        ).code
        == 0
    )
    assert (
        office.imports(
            "Indicatore;Comune;Valore\nSY-06;Cervia;24,5\n", *words, kind="indicators", year=2026
        ).code
        == 0
    )
    assert office.rows("measurement", "year", "value") == [(2025, 21500), (2026, 24500)]
