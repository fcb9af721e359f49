"""A document to be read from beginning to end: cover, sections of text and tables, a code."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from udp_core.render.documents.docx import (
    DEMO_NOTE,
    add_grid,
    book_bytes,
    moment_of,
    new_book,
    points,
)
from udp_core.render.documents.pdf import compiled, table_words
from udp_core.render.light import LOOKS
from udp_core.render.printable import printable
from udp_core.render.stamp import Stamp
from udp_core.render.table import Table

TEMPLATE = Path(__file__).with_name("text.typ")
CODE_LETTERS = 8
WIDE_CM = 17.0
"""What a page has room for."""
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
    code, foot, cover = document.code, document.foot, document.cover
    document, note = printable(document)
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
    with TemporaryDirectory(prefix="udp-") as place:
        return compiled(Path(place), TEMPLATE, "text.json", said, document.stamp.made_at)


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
    code, foot, cover = document.code, document.foot, document.cover
    document, note = printable(document)
    made = moment_of(document.stamp)
    book = new_book(document.title, document.author, made, comments=code)
    _portrait(book.sections[0], printable(foot)[0])
    book.add_heading(document.title, level=0)
    book.add_paragraph(document.subtitle)
    if document.stamp.demo:
        book.add_paragraph(DEMO_NOTE).runs[0].bold = True
    if not document.one_page:
        for label, words in cover:
            _labelled(book, label, words)
        book.add_page_break()
    for one in document.sections:
        _docx_section(book, one)
    return book_bytes(book, note)


def _portrait(page: Any, foot: str) -> None:
    from docx.shared import Cm

    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    page.footer.paragraphs[0].text = foot
    page.footer.paragraphs[0].runs[0].font.size = points(SMALL)


def _labelled(book: Any, label: str, words: str) -> None:
    line = book.add_paragraph()
    line.add_run(f"{label}: ").bold = True
    line.add_run(words)


def _docx_section(book: Any, one: Section) -> None:
    book.add_heading(one.title, level=one.level)
    for words in one.notes:
        book.add_paragraph().add_run(words).italic = True
    if one.before:
        heads = ["Testo", *(name for name, _ in one.before)]
        texts = ["\n".join(one.paragraphs), *(words for _, words in one.before)]
        add_grid(book, heads, [texts], [False] * len(heads), page_cm=WIDE_CM, size=SMALL)
    else:
        for words in one.paragraphs:
            book.add_paragraph(words)
    for label, words in one.fields:
        _labelled(book, label, words)
    for table in one.tables:
        book.add_paragraph().add_run(table.title).bold = True
        numbers = [column.is_number for column in table.columns]
        heads = [column.heading for column in table.columns]
        add_grid(book, heads, table.words, numbers, page_cm=WIDE_CM, size=SMALL)
        book.add_paragraph()
