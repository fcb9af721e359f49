"""A document to be read from beginning to end: cover, sections of text and tables, a code."""

from __future__ import annotations

import io
import json
from base64 import b32encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from udp_core.render.documents.pdf import FONTS, table_words
from udp_core.render.light import LOOKS
from udp_core.render.printable import printable
from udp_core.render.stamp import Stamp
from udp_core.render.table import Table

FONT = "Titillium Web"
TEMPLATE = Path(__file__).with_name("text.typ")
CODE_LETTERS = 8
WIDE_CM, LEAST_LETTERS, MOST_LETTERS = 17.0, 9, 34
"""What a page has room for, and of how many letters a column is taken to be."""
SMALL = 8.5
"""Points of the text of a table."""


@dataclass(frozen=True, slots=True)
class Section:
    """A title with what stands under it.

    `notes` say whose it is and by when; `before` is the text of an earlier edition, by its name;
    `fields` are labels with their words.
    """

    title: str
    level: int = 1
    notes: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document with its cover: what it is, of whom, of which day and revision."""

    title: str
    subtitle: str
    author: str
    stamp: Stamp
    sections: tuple[Section, ...]
    one_page: bool = False
    """Without a page of its own for the cover."""

    @property
    def code(self) -> str:
        """The code of its words and figures: the same content has the same, and no other has."""
        return b32encode(sha256("\n".join(self._said()).encode()).digest()).decode()[:CODE_LETTERS]

    def _said(self) -> Iterator[str]:
        yield from (self.title, self.subtitle)
        for one in self.sections:
            yield from (str(one.level), one.title, *one.notes, *one.paragraphs)
            yield from (f"{name}|{words}" for name, words in (*one.before, *one.fields))
            for table in one.tables:
                yield table.title
                yield "|".join(column.heading for column in table.columns)
                yield from ("|".join(row) for row in table.words)

    @property
    def foot(self) -> str:
        """What every page says at its foot."""
        printed = f" · impronta {self.stamp.short_head}" if self.stamp.head else ""
        return f"{self.stamp.line} · revisione {self.stamp.revision}{printed} · codice {self.code}"

    @property
    def cover(self) -> tuple[tuple[str, str], ...]:
        """Label and words of the cover."""
        return (*self.stamp.lines, ("Codice del documento", self.code))


def text_pdf(document: TextDocument) -> bytes:
    """The document as a tagged PDF; made again of the same content, the same byte for byte."""
    import typst

    code, foot, cover = document.code, document.foot, document.cover
    document, note = printable(document)
    with TemporaryDirectory(prefix="udp-") as place:
        folder = Path(place)
        (folder / "main.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        said = {
            "title": document.title,
            "subtitle": document.subtitle,
            "author": document.author,
            "demo": document.stamp.demo,
            "onepage": document.one_page,
            "cover": [list(line) for line in cover],
            "foot": printable(foot)[0],
            "code": code,
            "note": note,
            "lights": LOOKS,
            "sections": [_section(one) for one in document.sections],
        }
        (folder / "text.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        return bytes(
            typst.compile(
                str(folder / "main.typ"),
                font_paths=[str(FONTS)],
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
                timestamp=int(document.stamp.made_at.timestamp()),
            )
        )


def _section(one: Section) -> dict[str, Any]:
    return {
        "title": one.title,
        "level": one.level,
        "notes": list(one.notes),
        "paragraphs": [line for words in one.paragraphs for line in words.split("\n") if line],
        "before": [list(each) for each in one.before],
        "fields": [list(each) for each in one.fields],
        "tables": [{"title": each.title, **table_words(each)} for each in one.tables],
    }


def text_docx(document: TextDocument) -> bytes:
    """The document to be finished in a word processor."""
    from docx import Document
    from docx.shared import Cm, Pt

    code, foot, cover = document.code, document.foot, document.cover
    document, note = printable(document)
    book = Document()
    made = document.stamp.made_at.astimezone(UTC).replace(tzinfo=None)
    own = book.core_properties
    own.title, own.language, own.comments, own.created = document.title, "it-IT", code, made
    own.author = own.last_modified_by = document.author
    book.styles["Normal"].font.name, book.styles["Normal"].font.size = FONT, Pt(11)
    page = book.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    page.footer.paragraphs[0].text = printable(foot)[0]
    page.footer.paragraphs[0].runs[0].font.size = Pt(SMALL)
    book.add_heading(document.title, level=0)
    book.add_paragraph(document.subtitle)
    if document.stamp.demo:
        book.add_paragraph("Dati dimostrativi: non sono cifre reali.").runs[0].bold = True
    if not document.one_page:
        for label, words in cover:
            line = book.add_paragraph()
            line.add_run(f"{label}: ").bold = True
            line.add_run(words)
        book.add_page_break()
    for one in document.sections:
        _docx_section(book, one)
    if note:
        book.add_paragraph(note)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _docx_section(book: Any, one: Section) -> None:
    book.add_heading(one.title, level=one.level)
    for words in one.notes:
        book.add_paragraph().add_run(words).italic = True
    if one.before:
        names = [name for name, _ in one.before]
        _docx_grid(
            book, ["Testo", *names], [["\n".join(one.paragraphs), *(t for _, t in one.before)]]
        )
    else:
        for words in one.paragraphs:
            book.add_paragraph(words)
    for label, words in one.fields:
        line = book.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(words)
    for table in one.tables:
        book.add_paragraph().add_run(table.title).bold = True
        numbers = [column.is_number for column in table.columns]
        heads = [column.heading for column in table.columns]
        _docx_grid(book, heads, table.words, numbers)
        book.add_paragraph()


def _docx_grid(
    book: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[bool] = (),
) -> None:
    """A table whose headings come again on every page, its numbers to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    drawn = book.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    drawn.autofit = False
    repeat = OxmlElement("w:tblHeader")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - python-docx has no word for it
    lines = [list(heads), *[list(row) for row in rows]]
    widths = [Cm(one) for one in _widths(lines)]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for number, (line, row) in enumerate(zip(lines, drawn.rows, strict=True)):
        for place, (cell, words) in enumerate(zip(row.cells, line, strict=True)):
            cell.width = widths[place]
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(words)
            run.font.size, run.bold = Pt(SMALL), number == 0
            if numbers and numbers[place]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(lines: Sequence[Sequence[str]]) -> list[float]:
    """Centimetres of each column, in proportion to what is written in it."""
    longest = [
        max(LEAST_LETTERS, min(MOST_LETTERS, 2 + max(map(len, column))))
        for column in zip(*lines, strict=True)
    ]
    return [WIDE_CM * one / sum(longest) for one in longest]
