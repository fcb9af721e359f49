"""Tables that leave as files.

The same cells as on screen, with their origin, and nothing that a program would run.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from udp_core.kernel import italian
from udp_core.kernel.formulas import guarded
from udp_core.kernel.money import Money
from udp_core.render.printable import clean
from udp_core.render.stamp import Stamp
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SEPARATOR = ";"
BYTE_ORDER_MARK = "\ufeff"
STAMP_MARK = "# "
"""A row that starts so is about the file, not in the table."""
LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\'\n]")
INFORMATION = "Informazioni"
UNIT = "unità"
MONEY_FORMAT = '#,##0.00 "€"'
HUNDREDTHS = frozenset({ColumnKind.PERCENT, ColumnKind.POINTS})
WIDEST_CHARACTERS = 60
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Of every workbook: what a cell holds is never run (SECURITY.md)."""


def file_name(table: Table, stamp: Stamp, extension: str) -> str:
    """`fondo_2026-10-31.csv`; a demonstration says so in its name."""
    day = f"_{stamp.data_day:%Y-%m-%d}" if stamp.data_day else ""
    return f"{table.name}{day}{'_dimostrativo' if stamp.demo else ''}.{extension}"


# CSV


def csv_bytes(table: Table, stamp: Stamp) -> bytes:
    """UTF-8 with mark, «;», Italian numbers, one header row.

    The origin in the first rows, each starting with «# ».
    """
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([f"{STAMP_MARK}{clean(table.title)}"])
    writer.writerows([clean(f"{STAMP_MARK}{label}: {words}")] for label, words in stamp.lines)
    writer.writerow([head for column in table.columns for head in _csv_heads(column)])
    writer.writerows(_csv_cells(table.columns, row) for row in table.rows)
    return text.getvalue().encode()


def _csv_heads(column: Column) -> list[str]:
    """Numbers without a common unit have it in a column of their own."""
    label = guarded(clean(_label(column)))
    return [label, f"{label}: {UNIT}"] if column.kind is ColumnKind.QUANTITY else [label]


def _csv_cells(columns: Iterable[Column], row: Iterable[Cell]) -> list[str]:
    pairs = zip(columns, row, strict=True)
    return [words for column, cell in pairs for words in _csv_pair(column, cell)]


def _csv_pair(column: Column, cell: Cell) -> list[str]:
    words = _csv_cell(column, cell)
    return [words, guarded(_unit(cell))] if column.kind is ColumnKind.QUANTITY else [words]


def _unit(cell: Cell) -> str:
    if isinstance(cell, Money):
        return "€"
    return cell.unit if isinstance(cell, Quantity) else ""


def _csv_cell(column: Column, cell: Cell) -> str:
    """A missing value is empty.

    Numbers carry no unit, thousands dot or true minus: they must stay numbers.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(clean(column.words(cell)))
    number = _number(column, cell)
    return column.words(cell) if number is None else _plain_italian(number, _decimals(column, cell))


def _plain_italian(number: Decimal | Fraction | int, decimals: int) -> str:
    return italian.number(number, decimals).replace(".", "").replace(italian.MINUS, "-")


def _number(column: Column, cell: Cell) -> Decimal | Fraction | int | None:
    """The cell's number in its unit; None for a text or a day.

    Percentages and points are in hundredths: 61.3.
    """
    if isinstance(cell, Money):
        return cell.euro
    if isinstance(cell, Quantity):
        return cell.value
    if cell is None or isinstance(cell, str | date):
        return None
    return Fraction(cell) * 100 if column.kind in HUNDREDTHS else cell


def _decimals(column: Column, cell: Cell) -> int:
    if isinstance(cell, Money):
        return 2
    if isinstance(cell, Quantity):
        return cell.decimals
    return 0 if column.kind is ColumnKind.WHOLE else column.decimals


def _label(column: Column) -> str:
    units = {ColumnKind.MONEY: "€", ColumnKind.PERCENT: "%", ColumnKind.POINTS: "punti"}
    unit = units.get(column.kind, column.unit)
    return f"{column.label} ({unit})" if unit else column.label


# XLSX


def xlsx_bytes(table: Table, stamp: Stamp) -> bytes:
    """A workbook with the table, numbers as numbers, and a second sheet «Informazioni» with the
    origin.
    """
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties(
            # a property without zone
            # a day has no zone
            {"title": clean(table.title), "created": datetime(stamp.made_at.year, 1, 1)}  # noqa: DTZ001
        )
        write_table(book, book.add_worksheet(sheet_name(table.title)), table)
        write_information(
            book, book.add_worksheet(INFORMATION), [("Tabella", table.title), *stamp.lines]
        )
    return target.getvalue()


def sheet_name(title: str) -> str:
    """A title that a workbook accepts as the name of a sheet."""
    name = _NOT_IN_SHEET_NAME.sub(" ", clean(title)).strip()[:LONGEST_SHEET_NAME].strip()
    return (
        name if name and name.casefold() not in {INFORMATION.casefold(), "history"} else "Tabella"
    )


def write_table(book: Workbook, sheet: Worksheet, table: Table) -> None:
    """A table on a sheet: numbers as numbers, the head frozen, filters on."""
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    styles: dict[str, Any] = {}
    for index, column in enumerate(table.columns):
        cells = [row[index] for row in table.rows]
        sheet.set_column(index, index, _width(column, cells))
        sheet.write_string(0, index, clean(_label(column)), head)
        for row, cell in enumerate(cells, start=1):
            shape = _format(column, cell)
            if shape not in styles:
                styles[shape] = book.add_format({"num_format": shape})
            _write_cell(sheet, (row, index), column, cell, styles[shape])
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], column: Column, cell: Cell, style: Any
) -> None:
    number = _xlsx_number(column, cell)
    if number is not None:
        sheet.write_number(*place, number, style)
    elif isinstance(cell, date):
        day = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day has no zone
        sheet.write_datetime(*place, day, style)
    elif cell is not None:
        sheet.write_string(*place, clean(column.words(cell)))


def _xlsx_number(column: Column, cell: Cell) -> float | None:
    """What a workbook stores: a share stays a share, shown as a percentage by its format."""
    number = _number(column, cell)
    if number is None:
        return None
    is_share = cell.unit == "%" if isinstance(cell, Quantity) else column.kind is ColumnKind.PERCENT
    return float(Fraction(number) / 100 if is_share else Fraction(number))


def _format(column: Column, cell: Cell) -> str:
    """How a workbook shows a cell.

    The unit of a quantity is in its format: the cell stays a number.
    """
    if isinstance(cell, Money):
        return MONEY_FORMAT
    if isinstance(cell, Quantity):
        return _quantity_format(cell)
    places = _places(column.decimals)
    points = f'0{places}" punti"'
    return {
        ColumnKind.MONEY: MONEY_FORMAT,
        ColumnKind.WHOLE: "#,##0",
        ColumnKind.DECIMAL: f"#,##0{places}",
        ColumnKind.PERCENT: f"0{places}%",
        ColumnKind.POINTS: f"+{points};-{points};{points}",
        ColumnKind.QUANTITY: "General",
        ColumnKind.DAY: "dd/mm/yyyy",
        ColumnKind.TEXT: "@",
    }[column.kind]


def _quantity_format(cell: Quantity) -> str:
    unit = cell.unit.replace('"', "”")
    number = f"0{_places(cell.decimals)}%" if unit == "%" else f"#,##0{_places(cell.decimals)}"
    shown = f'{number}" {unit}"' if unit not in {"", "%"} else number
    return f"+{shown};-{shown};{shown}" if cell.signed else shown


def _places(decimals: int) -> str:
    return f".{'0' * decimals}" if decimals else ""


def _width(column: Column, cells: Sequence[Cell]) -> int:
    longest = max((len(column.words(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest, len(_label(column))) + 2, WIDEST_CHARACTERS)


def write_information(book: Workbook, sheet: Worksheet, lines: Sequence[tuple[str, str]]) -> None:
    """Labels and words on a sheet."""
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, WIDEST_CHARACTERS)
    for row, (label, words) in enumerate(lines):
        sheet.write_string(row, 0, clean(label), bold)
        sheet.write_string(row, 1, clean(words), wrapped)
