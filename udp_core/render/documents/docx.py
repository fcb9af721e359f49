"""A document to be finished in a word processor: title, sentences, tables, where it comes from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from udp_core.render.printable import printable
from udp_core.render.stamp import DEMO_WORDS, Stamp
from udp_core.render.table import Table

FONT, MARGIN_CM, LEAST_PT = "Titillium Web", 1.8, 9
PAGE_CM = 24.3
"""The width of a landscape page within its margins."""
FEWEST_SIGNS, MOST_SIGNS, ROOM_OF_A_NUMBER = 10, 36, 1.4
"""The narrowest and the widest that a column of words is made, in characters; how much wider than
its digits a number's.
"""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The kind of the file, as a browser is told it."""


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """What a document says; its tables are headings and rows in words."""

    title: str
    lines: Sequence[str]
    tables: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]]
    origin: Sequence[str]


def document_bytes(
    title: str, lines: Sequence[str], tables: Sequence[Table], stamp: Stamp
) -> bytes:
    """The file, landscape, with the rows of each table and the origin of the figures."""
    grids = tuple((tuple(one.heading for one in each.columns), each.words) for each in tables)
    origin = tuple(f"{label}: {words}" for label, words in stamp.lines)
    written, note = printable(WrittenDocument(title, tuple(lines), grids, origin))
    book = _book(written.title, stamp)
    for line in written.lines:
        book.add_paragraph(line)
    for place, (heads, rows) in enumerate(written.tables):
        numbers = [column.is_number for column in tables[place].columns]
        _grid(book, heads, rows, numbers)
    book.add_paragraph("")
    for line in (*written.origin, *((note,) if note else ())):
        book.add_paragraph(line).runs[0].font.size = _points(LEAST_PT)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _points(size: int) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _book(title: str, stamp: Stamp) -> Any:
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    book = Document()
    book.core_properties.title, book.core_properties.language = title, "it-IT"
    book.core_properties.author = book.core_properties.last_modified_by = ""
    book.core_properties.comments = ""
    book.core_properties.created = stamp.made_at.replace(tzinfo=None)
    book.styles["Normal"].font.name, book.styles["Normal"].font.size = FONT, _points(11)
    page = book.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(MARGIN_CM)
    book.add_heading(title, level=0)
    if stamp.demo:
        book.add_paragraph(f"{DEMO_WORDS}: non sono cifre reali.")
    return book


def _grid(
    book: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]
) -> None:
    """The head is repeated on every page; numbers stand to the right, sums are bold."""
    drawn = book.add_table(rows=1, cols=len(heads), style="Table Grid")
    _repeated(drawn.rows[0])
    _line(drawn.rows[0].cells, heads, numbers, bold=True)
    for row in rows:
        total = any(words.startswith("Totale") for words in row)
        _line(drawn.add_row().cells, row, numbers, bold=total)
    _share_out(drawn, [heads, *rows], numbers)


def _share_out(drawn: Any, rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> None:
    """To each column the room that its words ask for, within reason; a number is never broken."""
    from docx.shared import Cm

    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    asked = [
        one * ROOM_OF_A_NUMBER if is_number else min(max(one, FEWEST_SIGNS), MOST_SIGNS)
        for one, is_number in zip(longest, numbers, strict=True)
    ]
    drawn.autofit = False
    for column, one in zip(drawn.columns, asked, strict=True):
        column.width = Cm(PAGE_CM * one / sum(asked))
        for cell in column.cells:
            cell.width = column.width


def _line(cells: Any, words: Sequence[str], numbers: Sequence[bool], *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for cell, said, is_number in zip(cells, words, numbers, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(said)
        run.bold, run.font.size = bold, _points(LEAST_PT)
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeated(row: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - no other way to say so
