"""Documents to be finished in a word processor: title, sentences, tables, where it comes from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from udp_core.render.printable import printable
from udp_core.render.stamp import DEMO_WORDS, Stamp
from udp_core.render.table import Table

FONT, MARGIN_CM, LEAST_PT = "Titillium Web", 1.8, 9
NARROWEST_PT, STEP_PT = 6.5, 0.5
"""How small the text of a table may become, before a word of it is broken; by which steps."""
SHEET_CM, SIDE_CM = (21, 29.7), 2.55
"""Paper of the offices, and its margins left and right where a document has no own."""
PAGE_CM = 26.1
"""The width of a landscape page within its margins."""
MOST_SIGNS = 36
"""The most characters of a line that a column asks room for."""
CM_OF_A_POINT, SIGN, BORDERS_CM = 2.54 / 72, 0.64, 0.42
"""How wide a character is, of the height of its text; what the two sides of a cell take."""
BOLD = 1.15
"""How much wider a bold character is."""
DEMO_NOTE = f"{DEMO_WORDS}: non sono cifre reali."
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
    book = _landscape(written.title, stamp)
    for line in written.lines:
        book.add_paragraph(line)
    for place, (heads, rows) in enumerate(written.tables):
        numbers = [column.is_number for column in tables[place].columns]
        add_grid(book, heads, rows, numbers)
    book.add_paragraph("")
    for line in (*written.origin, *((note,) if note else ())):
        book.add_paragraph(line).runs[0].font.size = points(LEAST_PT)
    return book_bytes(book)


def _landscape(title: str, stamp: Stamp) -> Any:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    book = new_book(title, "", moment_of(stamp))
    page = book.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(MARGIN_CM)
    book.add_heading(title, level=0)
    if stamp.demo:
        book.add_paragraph(DEMO_NOTE)
    return book


# What every document is made with


def moment_of(stamp: Stamp) -> datetime:
    """When it was made, as the format has it: the hour of Greenwich, without its zone."""
    return stamp.made_at.astimezone(UTC).replace(tzinfo=None)


def new_book(title: str, author: str, created: datetime, comments: str = "") -> Any:
    """An empty document in Italian on A4, with our font; its moment has no zone, as the format
    wants.
    """
    from docx import Document
    from docx.shared import Cm

    book = Document()
    own = book.core_properties
    own.title, own.language, own.comments, own.created = title, "it-IT", comments, created
    own.author = own.last_modified_by = author
    page = book.sections[0]
    page.page_width, page.page_height = map(Cm, SHEET_CM)
    page.left_margin = page.right_margin = Cm(SIDE_CM)
    book.styles["Normal"].font.name, book.styles["Normal"].font.size = FONT, points(11)
    return book


def book_bytes(book: Any, note: str = "") -> bytes:
    """The file; last, what it says of the characters that it could not hold."""
    if note:
        book.add_paragraph(note)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def points(size: float) -> Any:
    """The size of a text."""
    from docx.shared import Pt

    return Pt(size)


def add_grid(
    book: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[bool],
    *,
    page_cm: float = PAGE_CM,
    size: float = LEAST_PT,
) -> None:
    """The head is repeated on every page, no row is cut by one; numbers stand to the right, sums
    are bold.

    `size` in points is the largest: a table of many columns has as much less as it needs.
    """
    drawn = book.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    size = _fitting([heads, *rows], numbers, page_cm=page_cm, size=size)
    _marked(drawn.rows[0], "tblHeader")
    for number, (row, words) in enumerate(zip(drawn.rows, [heads, *rows], strict=True)):
        bold = number == 0 or any(one.startswith("Totale") for one in words)
        _marked(row, "cantSplit")
        _line(row.cells, words, numbers, bold=bold, size=size)
    _share_out(drawn, [heads, *rows], numbers, page_cm=page_cm, size=size)


def _fitting(
    rows: Sequence[Sequence[str]], numbers: Sequence[bool], *, page_cm: float, size: float
) -> float:
    """The size at which the longest word of every column has its room; never below the least."""
    while size > NARROWEST_PT and sum(_least(rows, numbers, size)) > page_cm:
        size -= STEP_PT
    return size


def _least(rows: Sequence[Sequence[str]], numbers: Sequence[bool], size: float) -> list[float]:
    """The room (cm) of each column's longest word, at a size of text."""
    sign = size * CM_OF_A_POINT * SIGN
    columns = zip(*rows, strict=True)
    return [
        BORDERS_CM + sign * _unbroken(column, is_number)
        for column, is_number in zip(columns, numbers, strict=True)
    ]


def _share_out(
    drawn: Any,
    rows: Sequence[Sequence[str]],
    numbers: Sequence[bool],
    *,
    page_cm: float,
    size: float,
) -> None:
    """To each column its longest word, which is never broken, nor is a number; then what is left,
    to those that have most to say.
    """
    from docx.shared import Cm

    sign = size * CM_OF_A_POINT * SIGN
    columns, least = list(zip(*rows, strict=True)), _least(rows, numbers, size)
    asked = [
        max(one, BORDERS_CM + sign * min(MOST_SIGNS, max(map(len, column))))
        for one, column in zip(least, columns, strict=True)
    ]
    left = page_cm - sum(least)
    more = [want - one for want, one in zip(asked, least, strict=True)]
    drawn.autofit = False
    for place, column in enumerate(drawn.columns):
        share = max(left, 0) * (more[place] / sum(more) if sum(more) else 1 / len(more))
        column.width = Cm((least[place] + share) * min(1.0, page_cm / sum(least)))
        for cell in column.cells:
            cell.width = column.width


def _unbroken(column: Sequence[str], is_number: bool) -> float:
    """The most signs that stand together in a column: of its heading, which is bold, its longest
    word.
    """
    head, *cells = column
    parts = cells if is_number else [word for words in cells for word in words.split()]
    return max(BOLD * max(map(len, head.split()), default=1), *map(len, parts), 1)


def _line(
    cells: Any, words: Sequence[str], numbers: Sequence[bool], *, bold: bool, size: float
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for cell, said, is_number in zip(cells, words, numbers, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(said)
        run.bold, run.font.size = bold, points(size)
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _marked(row: Any, name: str) -> None:
    """A property of a row: `tblHeader` on every page, `cantSplit` by none."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(f"w:{name}")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - no other way to say so
