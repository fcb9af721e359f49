"""Tables of a document for a word processor: no word broken, the text as small as it must be."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from docx import Document

from udp_core.render.documents.docx import NARROWEST_PT, add_grid, book_bytes, new_book

PAGE_CM, EMU_OF_CM, EMU_OF_PT = 17.0, 360_000, 12_700
AMOUNT = "107.079.100,00 €"


def drawn(heads: list[str], *rows: list[str], numbers: list[bool]) -> Any:
    book = new_book("Prova", "", datetime(2026, 12, 5, 9, 0))  # noqa: DTZ001 - as a document has it
    add_grid(book, heads, rows, numbers, page_cm=PAGE_CM, size=8.5)
    return Document(io.BytesIO(book_bytes(book))).tables[0]


def size_of(table: Any) -> float:
    [size] = {run.font.size for row in table.rows for cell in row.cells for run in _runs(cell)}
    return float(size) / EMU_OF_PT


def _runs(cell: Any) -> list[Any]:
    return [run for line in cell.paragraphs for run in line.runs if run.text]


def widths(table: Any) -> list[float]:
    return [cell.width / EMU_OF_CM for cell in table.rows[0].cells]


def room(signs: float, size: float) -> float:
    """Of so many signs in a line, in centimetres, with what the sides of a cell take."""
    return signs * size * 2.54 / 72 * 0.64 + 0.42


def test_a_table_that_fits_keeps_its_size_and_fills_the_page() -> None:
    table = drawn(["Voce", "Importo"], ["Residenze", AMOUNT], numbers=[False, True])
    assert size_of(table) == 8.5
    assert sum(widths(table)) == pytest.approx(PAGE_CM, abs=0.01)


def test_a_table_of_many_columns_is_smaller_and_breaks_no_amount() -> None:
    """Six amounts of 16 signs: 20.8 cm at 8.5 points; at 6.5 they have 16.6 of the 17."""
    table = drawn(["Mese"] * 6, [AMOUNT] * 6, numbers=[True] * 6)
    assert size_of(table) == 6.5
    assert min(widths(table)) >= room(16, 6.5)


def test_half_a_point_at_a_time() -> None:
    """Five amounts of 16 signs: 17.4 cm at 8.5 points, 16.5 at 8."""
    assert size_of(drawn(["Mese"] * 5, [AMOUNT] * 5, numbers=[True] * 5)) == 8


def test_what_fits_in_no_way_has_the_least_size_and_the_page() -> None:
    table = drawn(["Mese"] * 9, [AMOUNT] * 9, numbers=[True] * 9)
    assert size_of(table) == NARROWEST_PT
    assert sum(widths(table)) == pytest.approx(PAGE_CM, abs=0.01)


def test_a_heading_is_bold_and_has_the_room_of_bold() -> None:
    """«Schede» over one figure, beside a text that takes all it can: 6.9 signs."""
    table = drawn(["Che cosa", "Schede"], ["parole " * 40, "3"], numbers=[False, True])
    assert widths(table)[1] >= room(6 * 1.15, 8.5) - 0.01


def test_the_head_is_on_every_page_and_no_row_is_cut_by_one() -> None:
    table = drawn(["Voce"], ["A"], ["B"], numbers=[False])
    marks = ["tblHeader" in row._tr.xml for row in table.rows]
    assert marks == [True, False, False]
    assert all("cantSplit" in row._tr.xml for row in table.rows)
