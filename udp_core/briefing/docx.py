"""The convocation and the draft minutes, to be finished in a word processor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from udp_core.briefing.agenda import AgendaPoint
from udp_core.kernel import italian
from udp_core.render.documents.docx import DEMO_NOTE, book_bytes, new_book
from udp_core.render.printable import printable
from udp_core.sittings.rules import Seat
from udp_core.sittings.tables import presence_words


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """A decision as the minutes tell it."""

    number: int
    item: int
    text: str
    outcome: str
    votes: str
    by_name: Sequence[str]
    expectation: str
    refused: Sequence[str]
    review_on: date | None
    act: str = ""
    """The act made from it, in words."""


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """What both documents say of the sitting."""

    body: str
    district: str
    held_on: date
    starts_at: str
    place: str
    points: Sequence[AgendaPoint]
    seats: Sequence[Seat] = ()
    quorum: str = ""
    decisions: Sequence[DecisionWords] = ()
    known: str = ""
    demo: bool = False
    moments: Sequence[tuple[int, str]] = ()
    """What happened while it was open: the point at which, and the words."""
    head: str = ""
    """The end of the chain of history when the document was made."""


def convocation_bytes(sheet: DocumentSheet) -> bytes:
    """The notice to the members, with the agenda."""
    sheet, note = printable(sheet)
    book = _book(f"Convocazione: {sheet.body}", sheet)
    book.add_paragraph(
        f"I componenti sono convocati il {italian.day(sheet.held_on)} alle ore {sheet.starts_at},"
        f" {sheet.place}, con il seguente ordine del giorno."
    )
    for one in sheet.points:
        book.add_paragraph(_point_words(one), style="List Number")
    book.add_paragraph(
        "Chi non può partecipare è pregato di dirlo, e di indicare il proprio delegato."
    )
    book.add_paragraph("Il Presidente")
    _print_head(book, sheet)
    return book_bytes(book, note)


def minutes_bytes(sheet: DocumentSheet) -> bytes:
    """The draft minutes.

    Who was there, what was said in a line, what was decided and by how many.
    """
    sheet, note = printable(sheet)
    book = _book(f"Verbale (bozza): {sheet.body}", sheet)
    book.add_paragraph(
        f"Il {italian.day(sheet.held_on)} alle ore {sheet.starts_at}, {sheet.place}, si riunisce:"
        f" {sheet.body}."
    )
    book.add_heading("Presenti", level=1)
    _grid(
        book,
        ["Componente", "Carica", "Ruolo", "Presenza"],
        [[seat.name, seat.office, seat.role.label, presence_words(seat)] for seat in sheet.seats],
    )
    book.add_paragraph(sheet.quorum)
    if sheet.known:
        book.add_paragraph(sheet.known)
    for one in sheet.points:
        book.add_heading(f"{one.number}. {one.title}", level=1)
        for line in (
            f"Relatore: {one.rapporteur}." if one.rapporteur else "",
            f"Documento: {one.document}." if one.document else "",
            one.note,
        ):
            if line:
                book.add_paragraph(line)
        for item, words in sheet.moments:
            if item == one.number:
                book.add_paragraph(words, style="List Bullet")
        for decision in sheet.decisions:
            if decision.item == one.number:
                _decision(book, decision)
    book.add_paragraph(
        "Il Segretario verbalizzante                                        Il Presidente"
    )
    _print_head(book, sheet)
    return book_bytes(book, note)


def _print_head(book: Any, sheet: DocumentSheet) -> None:
    if sheet.head:
        book.add_paragraph(f"Impronta della storia quando il documento fu prodotto: {sheet.head}.")


def _decision(book: Any, one: DecisionWords) -> None:
    book.add_heading(f"Decisione n. {one.number}: {one.outcome}", level=2)
    book.add_paragraph(one.text)
    book.add_paragraph(f"Voti: {one.votes}.")
    for line in one.by_name:
        book.add_paragraph(line, style="List Bullet")
    if one.expectation:
        book.add_paragraph(f"Atteso: {one.expectation}")
    if one.refused:
        book.add_paragraph(f"Alternative scartate: {'; '.join(one.refused)}.")
    if one.act:
        book.add_paragraph(f"Atto: {one.act}.")
    if one.review_on:
        book.add_paragraph(f"Si riesamina il {italian.day(one.review_on)}.")


def _point_words(one: AgendaPoint) -> str:
    more = ", ".join(part for part in (one.kind, one.rapporteur) if part)
    return f"{one.title} ({more})"


def _book(title: str, sheet: DocumentSheet) -> Any:
    # a property without zone
    day = datetime(sheet.held_on.year, sheet.held_on.month, sheet.held_on.day)  # noqa: DTZ001
    book = new_book(title, sheet.body, day)
    book.add_heading(title, level=0)
    book.add_paragraph(sheet.district)
    if sheet.demo:
        book.add_paragraph(DEMO_NOTE)
    return book


def _grid(book: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    drawn = book.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, words in zip(drawn.rows[0].cells, heads, strict=True):
        cell.text = words
    for row in rows:
        for cell, words in zip(drawn.add_row().cells, row, strict=True):
            cell.text = words
