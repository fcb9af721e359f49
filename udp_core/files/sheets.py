"""What the child opens: a workbook as sheets of text, and what its cells show beside."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import repeat
from typing import Any

from udp_core.files import limits
from udp_core.files.marks import Marks
from udp_core.files.text import is_garbled

_ERRORS = frozenset(
    {
        "#DIV/0!",
        "#N/A",
        "#N/D",
        "#NAME?",
        "#NOME?",
        "#NULL!",
        "#NULLO!",
        "#NUM!",
        "#REF!",
        "#RIF!",
        "#VALUE!",
        "#VALORE!",
        "#SPILL!",
        "#ESPANSIONE!",
        "#CALC!",
        "#CALCOLO!",
        "#GETTING_DATA",
        "#FIELD!",
        "#CAMPO!",
        "#BUSY!",
        "#CONNECT!",
        "#CONNETTI!",
        "#BLOCKED!",
        "#BLOCCATO!",
        "#UNKNOWN!",
        "#SCONOSCIUTO!",
    }
)
"""How Excel says, in English and in Italian, that a cell has no value because of an error."""
_ERROR_OF_CALC = re.compile(r"Err:[0-9]{3}")
"""How LibreOffice says it."""


def is_error(text: str) -> bool:
    """True for the words that a spreadsheet shows instead of a value that it cannot compute."""
    if text.startswith("#"):
        return text.upper() in _ERRORS
    return text.startswith("Err:") and bool(_ERROR_OF_CALC.fullmatch(text))


def words(value: Any) -> str:
    """A cell as text."""
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, int | float):
        return plainly(value)
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def plainly(value: float) -> str:
    """A number as Excel shows it: fifteen significant digits (15324.300000000001 is 15324.3)."""
    text = str(value) if isinstance(value, int) else f"{value + 0.0:.15g}"
    return text if "e" not in text else format(Decimal(text), "f")


def read_fast(content: bytes) -> list[dict[str, Any]]:
    """Every sheet, by the reader that is ten times as fast and may die of a hostile file."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    marks = _marks(content)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.MOST_SHEETS:
        raise limits.too_many_sheets(len(sheets))
    work, found = _Reading(), []
    for about in sheets:
        sheet = book.get_sheet_by_name(about.name)
        known = marks.get(about.name, Marks())
        known.hidden = known.hidden or about.visible != SheetVisibleEnum.Visible
        known.merged = known.merged or [
            (*first, *last) for first, last in sheet.merged_cell_ranges or ()
        ]
        before = [""] * (sheet.start or (0, 0))[1]
        """The blank columns on the left, which this reader leaves out."""
        found.append(
            work.table(
                about.name,
                (before + row for row in sheet.iter_rows()) if sheet.start else (),
                known,
            )
        )
    return found


def read(content: bytes) -> list[dict[str, Any]]:
    """Every sheet; formulas as the results they were saved with, never computed."""
    from openpyxl import load_workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    marks = _marks(content)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book if isinstance(sheet, ReadOnlyWorksheet)]
    if len(sheets) > limits.MOST_SHEETS:
        raise limits.too_many_sheets(len(sheets))
    work = _Reading()
    return [
        work.table(
            sheet.title,
            sheet.iter_rows(values_only=True),
            marks.get(sheet.title, Marks(hidden=sheet.sheet_state != "visible")),
        )
        for sheet in sheets
    ]


def _marks(content: bytes) -> dict[str, Marks]:
    """What each sheet shows beside its values, by the reader of its kind alone."""
    if not content.startswith(b"PK"):
        from udp_core.files.xls_marks import of_xls

        return of_xls(content)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        is_excel = "xl/workbook.xml" in packed.namelist()
    if is_excel:
        from udp_core.files.xlsx_marks import of_xlsx

        return of_xlsx(content)
    from udp_core.files.ods_marks import of_ods

    return of_ods(content)


class _Kinds:
    """Which cells of a sheet are true numbers and days; which words are the name of an error.

    Raises GarbledError where letters were spoilt before: what they were can no longer be told.
    """

    def __init__(self, name: str, marks: Marks) -> None:
        self._name = name
        self.numbers: dict[int, list[int]] = defaultdict(list)
        self.days: dict[int, list[int]] = defaultdict(list)
        """By column, the rows of them."""
        self._marks = marks

    def note(self, number: int, cells: Sequence[Any]) -> None:
        """Weigh one row."""
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if is_error(cell):
                    self._marks.errors[number, column] = cell
                elif not cell.isascii() and is_garbled(cell):
                    raise limits.GarbledError(self._name, number + 1)
            elif isinstance(cell, bool):
                continue
            elif isinstance(cell, (int, float)):
                self.numbers[column].append(number)
            elif isinstance(cell, date):
                self.days[column].append(number)
                self.numbers[column].append(number)


class _Reading:
    """The sheets of a workbook on their way out; how many cells all of them have."""

    def __init__(self) -> None:
        self._cells = 0

    def table(self, name: str, found: Iterable[Any], marks: Marks) -> dict[str, Any]:
        """A sheet as text, with what it shows beside."""
        rows: list[list[str]] = []
        kinds = _Kinds(name, marks)
        over = marks.over()
        for number, cells in enumerate(_to_the_last(found, over)):
            texts = list(map(words, cells))
            if number in over:
                _write_over(texts, over[number])
            while texts and not texts[-1]:
                texts.pop()
            rows.append(texts)
            kinds.note(number, cells)
            if texts:
                self._within_limits(name, number + 1, texts)
        while rows and not rows[-1]:
            rows.pop()
        if len(rows) > limits.MOST_ROWS:
            raise limits.too_many_rows(name, len(rows))
        return {
            "name": name,
            "rows": rows,
            "numbers": list(kinds.numbers.items()),
            "days": list(kinds.days.items()),
            **marks.said(len(rows), max(map(len, rows), default=0)),
        }

    def _within_limits(self, name: str, number: int, cells: list[str]) -> None:
        """Raises TooLargeError where a row goes beyond what is read."""
        self._cells += len(cells)
        if len(cells) > limits.MOST_COLUMNS:
            raise limits.too_many_columns(name, number, len(cells))
        if (longest := max(map(len, cells))) > limits.LONGEST_CELL:
            raise limits.too_long_cell(name, number, longest)
        if self._cells > limits.MOST_CELLS:
            raise limits.too_many_cells(name, number)


def _write_over(texts: list[str], over: dict[int, str]) -> None:
    """Put in a row the texts that a reader of values does not give."""
    for column, text in over.items():
        texts += [""] * (column + 1 - len(texts))
        texts[column] = text


def _to_the_last(found: Iterable[Any], over: dict[int, dict[int, str]]) -> Iterator[Any]:
    """The rows that have values, and after them those that a reader of values does not see."""
    last = -1
    for number, cells in enumerate(found):
        yield cells
        last = number
    yield from repeat((), max(0, max(over, default=-1) - last))
