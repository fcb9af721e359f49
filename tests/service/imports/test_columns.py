"""Which column, which sheet, which unit; what a reading remembers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl import Workbook

from tests.made_office import CERVIA, RUSSI, Office, workbook

OF_CERVIA = ("--set", "comune=Cervia")
JANUARY = ("--set", "mese=1")


def blocks(left: str, right: str) -> bytes:
    rows: list[list[Any]] = [
        ["Monitoraggio FRNA 2026"],
        ["Voce", left, None, None, right],
        [None, "Gen", "Feb", "Mar", "Gen", "Feb", "Mar"],
        ["A1.1", 100.5, 200.5, 300.5, 1.5, 2.5, 3.5],
        ["A2.2", 10.5, 20.5, 30.5, 4.5, 5.5, 6.5],
    ]

    def merged(book: Workbook) -> None:
        book.active.merge_cells("B2:D2")
        book.active.merge_cells("E2:G2")

    return workbook(*rows, more=merged)


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("Consuntivo", "Preventivo", "colonna=consuntivo"),
        ("2026", "2025", "anno=2026"),
        ("Euro", "Ore", "colonna=euro"),
        ("Consuntivo", "Assestato", "colonna=consuntivo"),
    ],
)
def test_of_two_blocks_over_the_same_months_which_is_asked(
    office: Office, left: str, right: str, answer: str
) -> None:
    asked = office.imports(blocks(left, right), *OF_CERVIA, name="due.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert f"--set {answer}" in asked.said
    assert (
        office.imports(blocks(left, right), *OF_CERVIA, "--set", answer, name="due.xlsx").code == 0
    )
    assert [(row[0], row[3], row[4]) for row in office.entries()] == [
        ("A1.1", 1, 10050),
        ("A1.1", 2, 20050),
        ("A1.1", 3, 30050),
        ("A2.2", 1, 1050),
        ("A2.2", 2, 2050),
        ("A2.2", 3, 3050),
    ]


def test_a_budget_block_that_is_chosen_is_stored_as_a_budget(office: Office) -> None:
    done = office.imports(
        blocks("Consuntivo", "Preventivo"),
        *OF_CERVIA,
        "--set",
        "colonna=preventivo",
        "--reason",
        "Programma approvato",
        "--excuse",
        "I17",
        name="due.xlsx",
    )
    assert done.code == 0
    assert set(office.rows("frna_entry", "phase")) == {("budget",)}


@pytest.mark.parametrize(
    "headings",
    ["Importo;Importo", "Importo;Spesa", "Importo lordo;Importo netto", "Liquidato;Impegnato"],
)
def test_of_two_amounts_which_is_asked(office: Office, headings: str) -> None:
    text = f"Voce;Mese;{headings}\nA1.1;1;1000,50;77,50\nA2.2;1;2000,50;88,50\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    first = asked.said.split("--set colonna=")[1].split(":")[0]
    assert office.imports(text, *OF_CERVIA, "--set", f"colonna={first}").code == 0
    assert [row[4] for row in office.entries()] == [100050, 200050]


def test_measures_side_by_side_are_read_each_with_its_unit_or_one(office: Office) -> None:
    text = "Voce;Comune;Mese;Giornate;Utenti\nA1.1;Cervia;1;310;10\n"
    assert office.imports(text, kind="activity").code == 1
    assert office.imports(text, "--set", "colonna=giornate", kind="activity").code == 0
    assert office.rows("activity_measure", "unit", "value") == [("days", 310000)]
    assert office.imports(text, "--set", "colonna=tutte", kind="activity").code == 0
    assert office.rows("activity_measure", "unit", "value") == [
        ("beneficiaries", 10000),
        ("days", 310000),
    ]


def test_an_activity_without_a_unit_is_asked(office: Office) -> None:
    text = "Voce;Comune;Mese;Quantità\nA1.1;Cervia;1;310\nA2.4;Cervia;1;20\n"
    assert (
        office.imports(text, kind="activity").code,
        office.rows("activity_measure", "unit"),
    ) == (1, [])
    assert office.imports(text, "--set", "unita=della-voce", kind="activity").code == 0
    assert office.rows("activity_measure", "voce_id", "unit") == [
        ("A1.1", "days"),
        ("A2.4", "hours"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Monitoraggio FRNA 2026 - valori in migliaia di"
            " euro;;\nVoce;Mese;Importo\nA1.1;1;152,3\nA2.2;1;21,7\n"
        ),
        "Voce;Mese;Importo (k€)\nA1.1;1;152,3\nA2.2;1;21,7\n",
        "Voce;Mese;Importo (€/000)\nA1.1;1;152,3\nA2.2;1;21,7\n",
        "Voce;Mese;Importo\nA1.1;1;152,3\nA2.2;1;21,7\nImporti in migliaia;;\n",
    ],
)
def test_thousands_are_asked(office: Office, text: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "misura=migliaia").code == 0
    assert [row[4] for row in office.entries()] == [15230000, 2170000]


def test_columns_that_may_be_the_amount_are_told_by_their_first_figure(office: Office) -> None:
    """A true number has the comma of ours; what was typed as a word is told as it is."""
    content = workbook(
        ["Voce", "Comune", "Mese", "Importo lordo", "Importo netto"],
        ["A1.1", "Cervia", 1, 10.5, "1.000,00"],
        ["A2.2", "Cervia", 1, 20.5, "2.000,00"],
    )
    said = office.imports(content, name="due.xlsx").said
    assert "colonna=importo-lordo: «Importo lordo», colonna D; la prima cifra è 10,5\n" in said
    assert "colonna=importo-netto: «Importo netto», colonna E; la prima cifra è 1.000,00\n" in said


def test_values_in_several_columns_stand_without_their_terms(office: Office) -> None:
    """One numerator beside two values is of neither: it is told as not used."""
    text = "Indicatore;Comune;Numeratore;I trim;II trim\nAN-05;Cervia;3;30;40\n"
    done = office.imports(text, kind="indicators")
    assert "«I trim», «II trim» sono Valore" in done.said
    assert re.search(r"Colonne non usate +«Numeratore»\n", done.said)
    assert office.rows("measurement", "indicator_id", "period_no", "value", "numerator") == [
        ("AN-05", 1, 30000, None),
        ("AN-05", 2, 40000, None),
    ]


def test_a_file_without_figures_is_not_asked_whether_they_are_in_thousands(office: Office) -> None:
    text = "Schede, importi in migliaia di euro\nCodice;Titolo;Ambito\nS1;Prima;Anziani\n"
    said = office.imports(text, kind="schede").said
    assert "S1      Prima" in said
    assert "misura" not in said


def sheets() -> bytes:
    def more(book: Workbook) -> None:
        other = book.create_sheet("Russi")
        for row in (
            ["Voce", "Mese", "Importo"],
            ["A1.1", 1, 11.5],
            ["A2.2", 1, 12.5],
            ["A2.3", 1, 13.5],
        ):
            other.append(row)

    return workbook(
        ["Voce", "Mese", "Importo"],
        ["A1.1", 1, 100.5],
        ["A2.2", 1, 50.5],
        sheet="Cervia",
        more=more,
    )


def test_of_two_sheets_which_is_asked(office: Office) -> None:
    asked = office.imports(sheets(), *OF_CERVIA, name="cartella.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert (
        office.imports(
            sheets(), "--set", "comune=Russi", "--sheet", "Russi", name="cartella.xlsx"
        ).code
        == 0
    )
    assert [row[1] for row in office.entries()] == [RUSSI] * 3


def test_columns_that_are_not_there_are_said_all_at_once(office: Office) -> None:
    done = office.imports("Nome;Cosa;Quanto\nx;y;1\nz;w;2\n", *OF_CERVIA)
    assert done.code == 2
    assert "colonna di «Voce»" in done.said
    assert "colonna di «Importo»" in done.said
    assert "0 cose che non vanno" not in done.said


def test_a_column_can_be_told(office: Office) -> None:
    text = "Partita;Mese;Quanto\nA1.1;1;10,50\n"
    assert (
        office.imports(
            text, *OF_CERVIA, "--set", "colonna.voce=Partita", "--set", "colonna.importo=C"
        ).code
        == 0
    )
    assert [row[4] for row in office.entries()] == [1050]


def test_the_sheet_says_what_was_read_before_the_counts(office: Office) -> None:
    done = office.imports(
        "Voce;Mese;Importo;Note\nA1.1;1;100,50;x\nA2.2;1;n.d.;y\n", *OF_CERVIA, "--dry-run"
    )
    said = done.said
    assert done.code == 0
    assert office.entries() == []
    for words in (
        "Righe lette    ",
        "Colonne non usate",
        "«Note»",
        "FRNA 2026",
        "consuntivo",
        "gennaio",
        "Cervia",
        "1 cella senza cifra",
        "100,50 €",
        "31/01/2026",
    ):
        assert said.index(words) < said.index("1 da aggiungere"), words
    assert said.strip().endswith("Prova: niente è stato scritto.")


def test_rows_left_out_agree_with_their_number_and_none_is_read_before_the_answers(
    office: Office,
) -> None:
    said = office.imports(
        "Voce;Mese;Importo\nA1.1;1;100,50\nTotale;;100,50\nA2.2;1;10,00\nTotale;;10,00\n",
        "--dry-run",
    ).said
    assert "2 totali (righe 3, 5)" in said
    assert re.search(r"Righe lette +nessuna finora", said)


def test_words_told_once_are_remembered_for_the_sender_however_written(office: Office) -> None:
    text = "Voce;Mese;Importo\nNonni;{};10,50\n"
    assert (
        office.imports(
            text.format(1), *OF_CERVIA, "--sender", "Prova Mesi", "--set", "voce:Nonni=A1.1"
        ).code
        == 0
    )
    assert office.imports(text.format(2), *OF_CERVIA, "--sender", "prova-mesi").code == 0
    assert office.imports(text.format(3), "--sender", "prova-mesi").code == 1
    assert [row[3] for row in office.entries()] == [1, 2]


SCHEDA = (
    "Codice;Titolo;Ambito;Stato;Inizio;Fine;{};Territorio;Modalità di erogazione;Tipo di"
    " destinatari;Fonte o atto\n"
)
LINE = (
    "S26-9{};Prova;Anziani;in corso;01/03/2026;31/12/2026;{};intero distretto;servizio"
    " territoriale;persona;prova\n"
)


@pytest.mark.parametrize(
    ("heading", "cells", "read", "is_asked"),
    [
        ("Avanzamento dichiarato", ("35%", "85 %"), ("35 %", "85 %"), False),
        ("Avanzamento dichiarato (%)", ("35", "85"), ("35 %", "85 %"), False),
        ("Avanzamento dichiarato", ("0,35", "0,85"), ("35 %", "85 %"), False),
        ("Avanzamento dichiarato (%)", ("0,35",), (), True),
        ("Avanzamento dichiarato", ("1", "1"), (), True),
        ("Avanzamento dichiarato", ("0,35", "85"), (), True),
        ("progress", ("1", "1"), ("100 %", "100 %"), False),
    ],
)
def test_the_progress_of_schede_is_a_percentage_and_what_may_be_two_things_is_asked(
    office: Office, heading: str, cells: tuple[str, ...], read: tuple[str, ...], is_asked: bool
) -> None:
    said = office.imports(
        SCHEDA.format(heading) + "".join(LINE.format(*one) for one in enumerate(cells)),
        kind="schede",
    ).said
    assert ("L’avanzamento è scritto da 0 a 100, o da 0 a 1?" in said) is is_asked
    for number, words in enumerate(read):
        assert f"S26-9{number}  Prova   {words} " in said


def test_a_column_left_out_is_empty_only_where_nothing_is_written_in_it(office: Office) -> None:
    text = "Voce;Mese;Importo;Note;Altro\nA1.1;1;10,50;visto;\nA1.1;2;11,50;;\n"
    done = office.imports(text, *OF_CERVIA)
    assert done.code == 0
    assert re.search(r"Colonne non usate +«Note», «Altro» \(vuota\)\n", done.said), done.said


@pytest.mark.parametrize("other", ["Costo per utente", "Costo medio", "Costo giornata"])
def test_what_one_unit_costs_is_no_second_amount(office: Office, other: str) -> None:
    text = f"Voce;Mese;{other};Importo\nA1.1;1;5,00;100,00\n"
    assert office.imports(text, *OF_CERVIA).code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 10000)]


@pytest.mark.parametrize("heading", ["Cervia", "Comune di Russi"])
def test_one_comune_with_a_column_of_its_own_beside_the_amount_is_asked(
    office: Office, heading: str
) -> None:
    """12,50 of the whole district, 10,50 of Cervia: left out only where somebody says so."""
    text = f"Voce;Mese;{heading};Importo\nA1.1;1;10,50;12,50\n"
    asked = office.imports(text, "--set", "comune=distretto")
    assert (asked.code, office.entries()) == (1, [])
    assert "ha cifre, e non si capisce se «Importo» le comprende." in asked.said
    left = ("--set", "comune=distretto", "--set", "altre-colonne=lascia-fuori")
    assert office.imports(text, *left).code == 0
    assert office.entries() == [("A1.1", None, "month", 1, 1250)]
