"""The child that opens a workbook: bytes in, JSON out. It runs apart, with limits; whatever happens here stays here."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, LONGEST_CELL, MOST_BLANK_ROWS = 60_000, 200, 40, 5_000, 1_000


def words(value: Any) -> tuple[str, bool]:
    """A cell as text, and whether it is a number or a day."""
    if value is None:
        return "", False
    if isinstance(value, bool):
        return ("sì" if value else "no"), False
    if isinstance(value, int | float):
        return _plainly(value), True
    if isinstance(value, datetime):
        return (value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")), True
    if isinstance(value, date):
        return value.isoformat(), True
    return str(value)[:LONGEST_CELL], False


def _plainly(value: float) -> str:
    """A number as its sheet shows it: fifteen significant digits, as Excel keeps (15324.300000000001 is 15324.3)."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return format(exact.normalize() + 0, "f")


def read_fast(content: bytes) -> list[dict[str, Any]]:
    """Every sheet, within bounds, by the reader that is ten times as fast and may die of a hostile file."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    found = []
    for about in book.sheets_metadata[:MOST_SHEETS]:
        sheet = book.get_sheet_by_name(about.name)
        table = _table(about.name, (row[:MOST_COLUMNS] for row in islice(sheet.iter_rows(), MOST_ROWS)))
        merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        found.append({**table, "hidden": about.visible != SheetVisibleEnum.Visible, "merged": merged})
    return found


def read(content: bytes) -> list[dict[str, Any]]:
    """Every sheet, within bounds; formulas as the results they were saved with, never computed."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [book[name] for name in book.sheetnames[:MOST_SHEETS]]
    return [{**_table(sheet.title, sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS, values_only=True)), "hidden": sheet.sheet_state != "visible"} for sheet in sheets]


def _table(name: str, found: Iterable[Any]) -> dict[str, Any]:
    rows: list[list[str]] = []
    numbers: list[tuple[int, int]] = []
    days: list[tuple[int, int]] = []
    blank = 0
    for number, cells in enumerate(found):
        texts = [words(cell) for cell in cells]
        while texts and not texts[-1][0]:
            texts.pop()
        blank = 0 if texts else blank + 1
        if blank > MOST_BLANK_ROWS:
            break
        rows.append([text for text, _ in texts])
        numbers += [(number, column) for column, (_, is_number) in enumerate(texts) if is_number]
        days += [(number, column) for column, cell in enumerate(cells) if isinstance(cell, date)]
    while rows and not rows[-1]:
        rows.pop()
    return {"name": name, "rows": rows, "numbers": numbers, "days": days}


def main() -> int:
    """Read what comes in; say on the error stream when it cannot be read."""
    try:
        found = (read_fast if "--fast" in sys.argv else read)(sys.stdin.buffer.read())
    except MemoryError:
        return 3
    except Exception as error:  # noqa: BLE001 - whatever the file does to its reader, it is told as one thing: it cannot be read
        sys.stderr.write(f"SHEETS: {type(error).__name__}")
        return 2
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
