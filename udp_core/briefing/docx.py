"""The convocation and the minutes, to be finished in a word processor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from udp_core.briefing.agenda import AgendaPoint
from udp_core.kernel import italian
from udp_core.render.documents.docx import DEMO_NOTE, add_grid, book_bytes, new_book, points
from udp_core.render.printable import printable
from udp_core.sittings.rules import Seat, chair_of
from udp_core.sittings.tables import presence_words
from udp_core.sittings.terms import MemberRole, SittingState

BLANK = "____________"
"""Where somebody writes by hand, or in the word processor."""
PAGE_CM, CELL_PT = 15.9, 10
HEADS_OF_SEATS = ("Componente", "Carica", "Ruolo", "Presenza")
HEADS_OF_SIGNS = ("Il Segretario verbalizzante", "Il Presidente")
CLOSING = 5
"""Blocks that end a document: its last words, the signatures between two blanks, the print."""


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
    seats: Sequence[Seat]
    rule: str
    """How many must be there, in words."""
    attendance: Mapping[int, str]
    """Of each point who was there, and whether the body could decide."""
    decisions: Sequence[DecisionWords]
    known: str
    demo: bool
    moments: Sequence[tuple[int, str]]
    """What happened while it was open: the point at which, and the words."""
    head: str
    """The end of the chain of history when the document was made."""
    state: SittingState
    opened_at: str
    """«18/11/2026, ore 17:42»; empty where it did not open, as the next where it did not close."""
    closed_at: str
    figures: Mapping[int, Sequence[str]]
    """Of each point what the wall showed of it, a line each."""

    @property
    def is_approved(self) -> bool:
        """The minutes are no draft any more."""
        return self.state is SittingState.APPROVED


def convocation_bytes(sheet: DocumentSheet) -> bytes:
    """The notice to the members, with the agenda."""
    sheet, note = printable(sheet)
    book = _book(f"Convocazione: {sheet.body}", sheet)
    _letterhead(book, sheet)
    book.add_paragraph(f"Prot. n. {BLANK}   del {BLANK}")
    book.add_paragraph(f"Luogo e data: {BLANK}")
    _to_the_right(book, _addressees(sheet))
    _line(book, f"OGGETTO: convocazione della seduta del {italian.day(sheet.held_on)}.", bold=True)
    book.add_paragraph(
        f"Le SS.LL. sono convocate il giorno {italian.day(sheet.held_on)} alle ore"
        f" {sheet.starts_at}, presso {sheet.place}, per trattare il seguente ordine del giorno:"
    )
    for one in sheet.points:
        book.add_paragraph(_point_words(one), style="List Number")
    if sheet.rule:
        book.add_paragraph(f"La seduta è valida con {sheet.rule}.")
    book.add_paragraph(
        "Chi non può partecipare è pregato di comunicarlo per tempo, indicando il proprio delegato."
    )
    _to_the_right(book, ["Il Presidente", _name(sheet.seats, MemberRole.CHAIR)])
    _print_head(book, sheet)
    return book_bytes(book, note)


def minutes_bytes(sheet: DocumentSheet) -> bytes:
    """The minutes, a draft until they are approved.

    Who was there, what was shown, what was said in a line, what was decided and by how many.
    """
    sheet, note = printable(sheet)
    title = "Verbale" if sheet.is_approved else "Verbale (bozza)"
    book = _book(f"{title}: {sheet.body}", sheet)
    _letterhead(book, sheet)
    book.add_heading(f"{title} della seduta del {italian.day(sheet.held_on)}", level=0)
    for line in _begins(sheet):
        book.add_paragraph(line)
    book.add_heading("Componenti e presenze", level=1)
    rows = [(seat.name, seat.office, seat.role.label, presence_words(seat)) for seat in sheet.seats]
    words = (False,) * len(HEADS_OF_SEATS)
    add_grid(book, HEADS_OF_SEATS, rows, words, page_cm=PAGE_CM, size=CELL_PT)
    book.add_paragraph("")
    if sheet.known:
        book.add_paragraph(sheet.known)
    for one in sheet.points:
        _point(book, sheet, one)
    if sheet.closed_at:
        book.add_paragraph(f"La seduta è chiusa: {sheet.closed_at}.")
    _signs(book, sheet)
    _print_head(book, sheet)
    return book_bytes(book, note)


def _begins(sheet: DocumentSheet) -> list[str]:
    """Who met, where, when, who presides and who writes."""
    secretary = _name(sheet.seats, MemberRole.SECRETARY)
    met = f"Il giorno {italian.day(sheet.held_on)} alle ore {sheet.starts_at}"
    found = [
        f"{met}, presso {sheet.place}, si riunisce: {sheet.body}.",
        f"Presiede: {_name(sheet.seats, MemberRole.CHAIR)}. Verbalizza: {secretary}.",
    ]
    if sheet.opened_at:
        found.append(f"La seduta è aperta: {sheet.opened_at}.")
    if sheet.rule:
        found.append(f"Numero legale: {sheet.rule}.")
    return found


def _point(book: Any, sheet: DocumentSheet, one: AgendaPoint) -> None:
    book.add_heading(f"{one.number}. {one.title}", level=1)
    for line in (
        sheet.attendance.get(one.number, ""),
        f"Relatore: {one.rapporteur}." if one.rapporteur else "",
        f"Documento: {one.document}." if one.document else "",
    ):
        if line:
            book.add_paragraph(line)
    if shown := sheet.figures.get(one.number, ()):
        book.add_paragraph("Cifre mostrate:")
        for line in shown:
            book.add_paragraph(line, style="List Bullet")
    for words in (note.said for note in one.notes):
        book.add_paragraph(words)
    for words in (said for item, said in sheet.moments if item == one.number):
        book.add_paragraph(words)
    for decision in sheet.decisions:
        if decision.item == one.number:
            _decision(book, decision)


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
    document = f". Documento: {one.document}" if one.document else ""
    return f"{one.title} ({more}){document}"


def _name(seats: Sequence[Seat], role: MemberRole) -> str:
    """Who has that role; a line to be filled where nobody has it."""
    if role is MemberRole.CHAIR:
        chair = chair_of(seats)
        return chair.name if chair else BLANK
    return next((seat.name for seat in seats if seat.role is role), BLANK)


def _addressees(sheet: DocumentSheet) -> list[str]:
    return ["Ai componenti:", *(seat.name for seat in sheet.seats)]


# How it is drawn


def _book(title: str, sheet: DocumentSheet) -> Any:
    # a property without zone
    day = datetime(sheet.held_on.year, sheet.held_on.month, sheet.held_on.day)  # noqa: DTZ001
    return new_book(title, sheet.body, day)


def _letterhead(book: Any, sheet: DocumentSheet) -> None:
    _line(book, sheet.body, bold=True, size=15)
    book.add_paragraph(sheet.district)
    if sheet.demo:
        book.add_paragraph(DEMO_NOTE)


def _line(book: Any, words: str, *, bold: bool, size: float = 11) -> None:
    run = book.add_paragraph().add_run(words)
    run.bold, run.font.size = bold, points(size)


def _to_the_right(book: Any, lines: Sequence[str]) -> None:
    """Lines close together, in the right half of the page."""
    from docx.shared import Cm

    for place, words in enumerate(lines):
        found = book.add_paragraph(words)
        found.paragraph_format.left_indent = Cm(PAGE_CM / 2)
        if place < len(lines) - 1:
            found.paragraph_format.space_after = points(0)


def _signs(book: Any, sheet: DocumentSheet) -> None:
    """Who wrote and who presided, side by side, with room to sign."""
    book.add_paragraph("")
    names = (_name(sheet.seats, MemberRole.SECRETARY), _name(sheet.seats, MemberRole.CHAIR))
    drawn = book.add_table(rows=2, cols=2)
    for place, (head, name) in enumerate(zip(HEADS_OF_SIGNS, names, strict=True)):
        drawn.rows[0].cells[place].text = head
        drawn.rows[1].cells[place].text = name
    book.add_paragraph("")


def _print_head(book: Any, sheet: DocumentSheet) -> None:
    if sheet.head:
        words = f"Impronta della storia quando il documento fu prodotto: {sheet.head}."
        book.add_paragraph(words).runs[0].font.size = points(8)
    _keep_together(list(book.iter_inner_content())[-CLOSING:-1])


def _keep_together(closing: Iterable[Any]) -> None:
    """The last words, the signatures and the print share a page: none of them is alone on one."""
    for block in closing:
        cells = [cell for row in getattr(block, "rows", ()) for cell in row.cells]
        for one in [line for cell in cells for line in cell.paragraphs] or [block]:
            one.paragraph_format.keep_with_next = True
