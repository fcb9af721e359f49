"""The workbooks that leave to be filled, as they were when somebody opened them.

Each sheet with its columns, what stands in the cells, how it is shown and what may be typed. Where
something is to change, open a workbook, look at the difference, then write it down with
`UDP_GOLDEN=1 python -m pytest tests/service/test_golden_workbooks.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import Engine

from tests.goldens import compare
from tests.service.test_grid_sheet import COLUMNS, ROWS
from tests.service.test_workbooks_true import desk, made
from udp_core.writing.grid.workbook import Taken, register_workbook

__all__ = ["desk"]
MOMENT = datetime(2026, 11, 10, 9, tzinfo=UTC)
MOST_ROWS = 12
"""Of each sheet: the others are made as these are."""


def looked_at(content: bytes) -> dict[str, Any]:
    """Each sheet, by its name."""
    return {sheet.title: _sheet(sheet) for sheet in load_workbook(BytesIO(content)).worksheets}


def _sheet(sheet: Any) -> dict[str, Any]:
    widths, own = sheet.column_dimensions.items(), sheet.protection
    return {
        "sheet": [sheet.sheet_state, sheet.freeze_panes, sheet.dimensions],
        "page": [sheet.page_setup.orientation, sheet.page_setup.paperSize, _fit(sheet)],
        "locked": [own.sheet, own.formatColumns, own.selectLockedCells],
        "columns": {name: [round(one.width, 1), one.hidden] for name, one in widths},
        "heights": [sheet.row_dimensions[row].height for row in range(1, MOST_ROWS + 1)],
        "offered": sorted(_offered(one) for one in sheet.data_validations.dataValidation)[
            :MOST_ROWS
        ],
        "conditions": sorted(_conditions(sheet))[:MOST_ROWS],
        "rows": [[_cell(cell) for cell in row] for row in sheet.iter_rows(max_row=MOST_ROWS)],
    }


def _fit(sheet: Any) -> list[Any]:
    return [sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight]


def _offered(one: Any) -> str:
    said = (one.type, one.operator, one.formula1, one.promptTitle, one.errorTitle, one.error)
    return f"{one.sqref}: {' | '.join(str(part) for part in said if part)}"


def _conditions(sheet: Any) -> list[str]:
    return [
        f"{place.sqref}: {' '.join(rule.formula)} {rule.dxf.numFmt.formatCode}"
        for place, rules in sheet.conditional_formatting._cf_rules.items()
        for rule in rules
    ]


def _cell(cell: Any) -> str:
    """What stands there, then how: open, bold, wrapped, filled, with which format."""
    looks = [
        "" if cell.protection.locked else "aperta",
        f"{cell.font.sz:g}" if cell.font.b else "",
        "a capo" if cell.alignment.wrap_text else "",
        cell.alignment.vertical or "",
        str(cell.fill.fgColor.rgb) if cell.fill.fill_type else "",
        f"bordo {cell.border.bottom.style}" if cell.border.bottom.style else "",
        "" if cell.number_format == "General" else cell.number_format,
    ]
    return " | ".join([str(cell.value), *filter(None, looks)])


def test_the_workbook_of_a_person(desk: Engine) -> None:
    """Money, activity, two terms, shares and days."""
    compare("workbook-desk", looked_at(made(desk, MOMENT)))


def test_the_workbook_of_a_register() -> None:
    taken = Taken("frna_entry", "a", MOMENT, 7)
    compare("workbook-register", looked_at(register_workbook(COLUMNS, list(ROWS.values()), taken)))
