"""A file is read whole or refused with its place.

Quotes, encodings, signs, limits, headings, kinds of workbook.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.made_office import CERVIA, Office, workbook

OF_CERVIA = ("--set", "comune=Cervia")
FILES = Path(__file__).parents[1] / "workbooks"
VOCI = ("A1.1", "A2.1", "A2.2", "A2.3", "A2.4", "A2.5", "A3.1", "A3.2")


def months(notes: dict[int, str], last: int = 10) -> str:
    """A row a voce and month, 80 of them, with a note that may be given by row of the file."""
    keys = [(voce, month) for month in range(1, last + 1) for voce in VOCI]
    rows = (
        f"{voce};{month};{row},50;{notes.get(row, 'ok')}\n"
        for row, (voce, month) in enumerate(keys, start=2)
    )
    return "Voce;Mese;Importo;Note\n" + "".join(rows)


@pytest.mark.parametrize("notes", [{46: '"da verificare'}, {46: '"da verificare', 60: 'poi"'}])
def test_a_note_with_an_open_quote_stores_nothing(office: Office, notes: dict[int, str]) -> None:
    ran = office.imports(months(notes), *OF_CERVIA)
    assert (ran.code, office.entries(), "[F10] file file.csv, riga 46" in ran.said) == (2, [], True)


def test_a_quote_inside_a_note_is_a_quote(office: Office) -> None:
    ran = office.imports(months({46: 'progetto "Nonni"', 60: '"detto ""Nonni"""'}), *OF_CERVIA)
    assert (ran.code, len(office.entries())) == (0, 80)


def test_one_letter_of_another_encoding_stores_nothing(office: Office) -> None:
    content = "Voce;Mese;Importo;Note\nA1.1;1;10,50;Città\nA2.2;1;11,50;".encode() + b"Libert\xe0\n"
    ran = office.imports(content, *OF_CERVIA)
    assert (ran.code, office.entries(), "[F17] file file.csv, riga 3" in ran.said) == (2, [], True)


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_rows_without_the_last_sign_are_all_stored(office: Office, sign: str) -> None:
    text = "Voce;Mese;Importo;Note\nA1.1;1;100,50\nA2.1;1;200,50\nA2.2;1;300,50;nota\n"
    assert office.imports(text.replace(";", sign), *OF_CERVIA).code == 0
    assert [row[4] for row in office.entries()] == [10050, 20050, 30050]


def test_a_decimal_comma_between_commas_stores_nothing(office: Office) -> None:
    ran = office.imports("Voce,Mese,Importo\nA1.1,1,100,50\n", *OF_CERVIA)
    assert (ran.code, office.entries(), "[F11] file file.csv, riga 2" in ran.said) == (2, [], True)


@pytest.mark.parametrize("detail", [195, 600])
def test_a_month_in_a_far_column_is_stored(office: Office, detail: int) -> None:
    details = [f"Dettaglio {number}" for number in range(detail)]
    rows: list[list[Any]] = [
        ["Voce", "Gen", "Feb", *details, "Mar"],
        ["A1.1", 1.5, 2.5, *[0] * detail, 9.5],
    ]
    assert office.imports(workbook(*rows), *OF_CERVIA, name="largo.xlsx").code == 0
    assert [row[3:] for row in office.entries()] == [(1, 150), (2, 250), (3, 950)]


@pytest.mark.parametrize(("row", "column"), [(100_001, 1), (2, 1_001)])
def test_beyond_the_limits_nothing_is_stored(office: Office, row: int, column: int) -> None:
    def far(book: Workbook) -> None:
        book.active.cell(row, column, "x")

    content = workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, 10.5], more=far)
    ran = office.imports(content, *OF_CERVIA, name="lungo.xlsx")
    assert (ran.code, office.entries(), "[X09]" in ran.said) == (2, [], True)
    assert f"riga {row}" in ran.said


@pytest.mark.parametrize("text", ["0.30000000000000004", "15324.300000000001"])
def test_the_tail_of_a_number_is_not_there_in_a_workbook_nor_in_a_text(
    office: Office, text: str
) -> None:
    rows: list[list[Any]] = [["Voce", "Mese", "Importo"], ["A1.1", 1, float(text)]]
    assert office.imports(workbook(*rows), *OF_CERVIA, name="coda.xlsx").code == 0
    stored = [row[4] for row in office.entries()]
    assert stored == [30 if text.startswith("0") else 1532430]
    again = office.imports(f"Voce;Mese;Importo\nA1.1;1;{text}\n", *OF_CERVIA)
    assert (again.code, [row[4] for row in office.entries()]) == (0, stored)


@pytest.mark.parametrize(
    "heads",
    [
        [date(2026, month, 1) for month in (1, 2, 3)],
        ["gen-26", "feb-26", "mar-26"],
        ["1", "2", "3"],
    ],
)
def test_headings_that_became_days_or_numbers_are_months(
    office: Office, heads: list[object]
) -> None:
    content = workbook(["Voce", *heads], ["A1.1", 100.5, 200.5, 300.5])
    ran = office.imports(content, *OF_CERVIA, name="date.xlsx")
    if ran.code == 1 and "--set periodo=mese" in ran.said:
        ran = office.imports(content, *OF_CERVIA, "--set", "periodo=mese", name="date.xlsx")
    assert ran.code == 0
    assert [row[2:] for row in office.entries()] == [
        ("month", 1, 10050),
        ("month", 2, 20050),
        ("month", 3, 30050),
    ]


@pytest.mark.parametrize("count", [8, 60])
def test_a_tidy_file_of_more_words_than_figures_loses_no_row(office: Office, count: int) -> None:
    names = ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto")
    keys = [(voce, month) for month in names for voce in VOCI][:count]
    text = "".join(
        f"{voce};{month};Cervia;{row},50\n" for row, (voce, month) in enumerate(keys, start=1)
    )
    assert office.imports("Voce;Mese;Comune;Importo\n" + text).code == 0
    assert sorted(row[4] for row in office.entries()) == [
        row * 100 + 50 for row in range(1, count + 1)
    ]


def test_one_hand_wrote_all_the_columns(office: Office) -> None:
    text = "Voce;Gen;Feb;Mar\nA1.1;1.000;1.500,50;0\nA2.2;2.000;2.500,50;3.000\n"
    assert office.imports(text, *OF_CERVIA).code == 0
    assert [row[4] for row in office.entries()] == [100000, 150050, 0, 200000, 250050, 300000]


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_an_ods_and_an_xls_are_stored_as_an_xlsx_is(office: Office, kind: str) -> None:
    """Two voci in January: 100,50 and 50,50, saved by LibreOffice."""
    content = (FILES / f"mese.{kind}").read_bytes()
    assert office.imports(content, *OF_CERVIA, name=f"x.{kind}").code == 0
    assert [(row[0], row[4]) for row in office.entries()] == [("A1.1", 10050), ("A2.2", 5050)]


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_errors_and_hidden_sheets_of_an_ods_and_an_xls_are_said(office: Office, kind: str) -> None:
    content = (FILES / f"di_altri.{kind}").read_bytes()
    ran = office.imports(content, *OF_CERVIA, "--set", "mese=1", name=f"x.{kind}")
    assert (ran.code > 0, office.entries()) == (True, [])
    assert all(words in ran.said for words in ("«vecchio» (nascosto)", "riga 5", "errore"))


def test_a_name_that_somebody_spoilt_in_a_workbook_is_refused(office: Office) -> None:
    content = workbook(["Voce", "Mese", "Importo", "Note"], ["A1.1", 1, 10.5, "CittÃ\xa0"])
    ran = office.imports(content, *OF_CERVIA, name="x.xlsx")
    assert (ran.code, "[F17] file x.xlsx, foglio «FRNA», riga 2" in ran.said) == (2, True)


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_table_only_in_a_hidden_sheet_is_asked(office: Office, state: str) -> None:
    def hide(book: Workbook) -> None:
        book.active.sheet_state = state
        book.create_sheet("Istruzioni").append(["solo parole"])
        book.active = 1

    content = changed(workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, 10.5]), hide)
    ran = office.imports(content, *OF_CERVIA, name="x.xlsx")
    assert (ran.code, office.entries()) == (1, [])
    assert "Nel file la tabella sta in un foglio nascosto: si legge?" in ran.said
    assert "«FRNA» (nascosto), 1 riga" in ran.said
    assert office.imports(content, *OF_CERVIA, "--set", "foglio=FRNA", name="x.xlsx").code == 0
    assert [row[1] for row in office.entries()] == [CERVIA]
