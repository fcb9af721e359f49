"""A register taken away as a workbook and brought back: what was touched, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry, made_desk, save
from tests.service.test_grid_sheet import COLUMNS, ROWS
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.queries import RegisterRow, rows_at, rows_by_id
from udp_core.files.unpacked import Sheet, read_workbook
from udp_core.kernel.problem import RefusedError
from udp_core.writing.grid.cells import GridColumns
from udp_core.writing.grid.sheet import EMPTY, Touched
from udp_core.writing.grid.workbook import (
    MOST_BROUGHT,
    BroughtRows,
    Taken,
    brought_rows,
    register_workbook,
    seen_in,
    taken_of,
    workbook_name,
)
from udp_core.writing.saving import Edit

AT = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)
TAKEN = Taken("frna_entry", "a", AT, 7)
AMOUNT, MONTH, FIRST, NEW = "I", "H", 4, 6
"""Columns and lines of the sheet: two rows, then room for new ones."""


def made(columns: GridColumns = COLUMNS) -> bytes:
    return register_workbook(columns, list(ROWS.values()), TAKEN)


def rows_sheet(content: bytes) -> tuple[Any, Worksheet]:
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return book, sheet


def filled(content: bytes, cells: Mapping[str, Any]) -> bytes:
    book, sheet = rows_sheet(content)
    for place, value in cells.items():
        sheet[place] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(content: bytes, district: str = "a", columns: GridColumns = COLUMNS) -> Sheet:
    return taken_of(read_workbook(content, "registro.xlsx"), columns, district)


def brought(content: bytes) -> BroughtRows:
    return brought_rows(sheet_of(content), COLUMNS, ROWS)


def refused(content: bytes, district: str = "a", columns: GridColumns = COLUMNS) -> str:
    with pytest.raises(RefusedError) as told:
        sheet_of(content, district, columns)
    (problem,) = told.value.problems
    return problem.code


def test_what_comes_back_as_it_went_changes_nothing() -> None:
    found = brought(made())
    assert (found.sheet, found.problems, found.untouched) == (EMPTY, (), 2)


def test_numbers_are_numbers_days_are_days_and_lists_are_offered() -> None:
    _, sheet = rows_sheet(made())
    assert [sheet[f"{AMOUNT}{line}"].value for line in (FIRST, FIRST + 1)] == [100, 200]
    assert sheet[f"{AMOUNT}{FIRST}"].number_format == "#,##0.00"
    assert sheet[f"K{FIRST}"].is_date
    lists = [str(one.formula1) for one in sheet.data_validations.dataValidation]
    assert any("consuntivo" in words for words in lists)
    hidden = sheet.column_dimensions["A"]
    assert (hidden.hidden, hidden.min, hidden.max) == (True, 1, 2)


def test_a_cell_that_was_touched_is_the_only_one_that_comes_back() -> None:
    found = brought(filled(made(), {f"{AMOUNT}{FIRST + 1}": 1234.5}))
    (touched,) = found.sheet.changed.items()
    row_id, what = touched
    assert (row_id, what.seen, what.cells) == ("r2", 1, {"amount_cents": "1234,5"})
    assert what.key["municipality_id"] == "Cervia"
    assert found.untouched == 1


def test_the_same_amount_written_otherwise_is_no_change() -> None:
    assert brought(filled(made(), {f"{AMOUNT}{FIRST}": "100"})).sheet == EMPTY
    assert brought(filled(made(), {f"{MONTH}{FIRST}": "gennaio"})).sheet == EMPTY


def test_a_cell_emptied_comes_back_empty() -> None:
    found = brought(filled(made(), {f"{AMOUNT}{FIRST}": None}))
    assert found.sheet.changed["r1"].cells == {"amount_cents": ""}


def test_a_line_without_its_code_is_a_new_row() -> None:
    line = {f"C{NEW}": "A2", f"E{NEW}": "Ravenna", f"{MONTH}{NEW}": 10, f"{AMOUNT}{NEW}": 7.25}
    found = brought(filled(made(), line))
    assert found.sheet.changed == {}
    (cells,) = found.sheet.added.values()
    assert {name: text for name, text in cells.items() if text} == {
        "voce_id": "A2",
        "municipality_id": "Ravenna",
        "period_no": "10",
        "amount_cents": "7,25",
    }


def test_a_line_left_out_of_the_file_stays_in_the_register() -> None:
    book, sheet = rows_sheet(made())
    sheet.delete_rows(FIRST)
    stream = BytesIO()
    book.save(stream)
    found = brought(stream.getvalue())
    assert (found.sheet, found.untouched) == (EMPTY, 1)


def test_a_text_that_looks_like_a_formula_goes_and_comes_back_as_it_is() -> None:
    row = ROWS["r1"]
    guarded = {"r1": row._replace(image={**row.image, "source": "=1+1 atto"})}
    content = register_workbook(COLUMNS, list(guarded.values()), TAKEN)
    _, sheet = rows_sheet(content)
    assert sheet[f"L{FIRST}"].value == "'=1+1 atto"
    assert brought_rows(sheet_of(content), COLUMNS, guarded).sheet == EMPTY


def test_a_cell_that_nobody_can_know_is_told_with_its_place() -> None:
    found = brought(
        filled(made(), {f"{AMOUNT}{FIRST}": "=C4*2", f"{AMOUNT}{FIRST + 1}": "#DIV/0!"})
    )
    assert [(one.code, one.place.row, one.place.column) for one in found.problems] == [
        ("X24", 4, "Importo"),
        ("X25", 5, "Importo"),
    ]


def test_a_code_that_the_register_never_had_is_told() -> None:
    found = brought(filled(made(), {f"A{FIRST}": "di-altri"}))
    assert [(one.code, one.value) for one in found.problems] == [("X20", "di-altri")]


def test_a_file_that_is_not_of_this_register_is_refused() -> None:
    assert refused(made(), district="b") == "X26"
    assert refused(made(), columns=GridColumns(E["organisation"])) == "X26"
    book, sheet = rows_sheet(made())
    sheet.move_range(f"C{FIRST - 1}:C{FIRST + 1}", cols=20)
    stream = BytesIO()
    book.save(stream)
    assert refused(stream.getvalue()) == "X23"
    del book["udp-registro"]
    stream = BytesIO()
    book.save(stream)
    assert refused(stream.getvalue()) == "X22"


def test_more_rows_than_a_grid_shows_are_refused_and_never_cut() -> None:
    sheet = sheet_of(made())
    one = ("", "", "A2", "FRNA")
    exactly = replace(sheet, rows=(*sheet.rows, *[one] * MOST_BROUGHT))
    assert len(brought_rows(exactly, COLUMNS, ROWS).sheet.added) == MOST_BROUGHT
    beyond = replace(sheet, rows=(*exactly.rows, one))
    with pytest.raises(RefusedError) as told:
        brought_rows(beyond, COLUMNS, ROWS)
    assert told.value.problems[0].sentence == "Il file cambia 2.001 righe: al massimo 2.000."


def test_its_name_says_the_register_and_the_day_of_rome() -> None:
    assert workbook_name(COLUMNS, TAKEN) == "registro-movimenti-frna-2026-11-11.xlsx"


def test_what_a_colleague_saved_meanwhile_is_not_taken_back(engine: Engine) -> None:
    """The amount is of a colleague, the source is of the file: only the source comes back, with
    the version that the file had seen."""
    made_desk(engine)
    row_id = f"{FUND}:A1:a:c:final:month:1"
    save(engine, "carlo", entry(1, 100))
    with reading(engine) as connection:
        (row,) = rows_by_id(connection, E["frna_entry"], [row_id])
    columns = replace(COLUMNS, fixed={"fund_year_id": row.image["fund_year_id"]})
    content = register_workbook(columns, [row], TAKEN)
    later = Edit(E["frna_entry"], {"amount_cents": 300_00}, row_id, row.version, "Rettifica")
    save(engine, "carlo", later)
    back = sheet_of(filled(content, {f"L{FIRST}": "Atto 9"}))
    with reading(engine) as connection:
        then = rows_at(connection, E["frna_entry"], seen_in(back))
        nothing = rows_at(connection, E["frna_entry"], {row_id: 99, "mai": 1})
    assert nothing == {}
    assert then[row_id].image["amount_cents"] == 100_00
    found = brought_rows(back, columns, then)
    assert found.sheet.changed == {
        row_id: Touched(
            row.version,
            {name: columns.shown(name, row.image[name]) for name in columns.keys},
            {"source": "Atto 9"},
        )
    }


def test_days_and_shares_come_back_as_they_are_typed() -> None:
    columns = GridColumns(E["action"])
    row: Image = dict.fromkeys(columns.names)
    row |= {"weight": 250, "due_date": "2026-06-30"}
    _, sheet = rows_sheet(register_workbook(columns, [RegisterRow("x", 1, row)], TAKEN))
    shown = {sheet.cell(3, place).value: sheet.cell(4, place).value for place in range(3, 20)}
    assert shown[columns.spec("weight").heading] == 0.25
    assert shown[columns.spec("due_date").heading].date() == date(2026, 6, 30)
