"""The briefing book of a sitting.

Its pages, its files, and the record by which any page is found again.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, stored_before
from udp_core.archive.changes import link_with
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.writer import Change, Head, head, was_asked
from udp_core.briefing.agenda_screens import screen_slides
from udp_core.briefing.deck import changed_slide, past, sitting_slides
from udp_core.briefing.jobs import Progress
from udp_core.briefing.reports import Moment, reports_of
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import refuse_unless, require
from udp_core.people.rules import Actor, RowSubject
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pdf import pdf_bytes
from udp_core.render.documents.pptx import pptx_bytes
from udp_core.render.documents.xlsx import workbook_bytes
from udp_core.render.slide import Slide, listed
from udp_core.render.stamp import Stamp
from udp_core.render.table import Cell, Column, ColumnKind, table
from udp_core.render.vega import svg
from udp_core.sittings.commands.conducting import begin
from udp_core.sittings.entities import Dossier, DossierPage
from udp_core.sittings.queries.dossiers import dossier
from udp_core.sittings.queries.sittings import SittingRow, sitting
from udp_core.sittings.slides import VOTE
from udp_core.sources.queries.sources import DiscrepancyValue, discrepancies
from udp_core.sources.tables import place_words, quantity
from udp_core.territory.day import clock_of
from udp_core.territory.queries import district_name, is_demonstration, latest_day

CODE_LETTERS = 6
STATE = "fascicolo per la seduta"
KINDS = ("pdf", "pptx", "xlsx")


@dataclass(frozen=True, slots=True)
class MadeDossier:
    """A briefing book: its code and its files, by kind."""

    code: str
    name: str
    files: dict[str, bytes]


def make_dossier(  # noqa: PLR0917 - a command, of whom, on what
    engine: Engine, asked: Asked, officer_id: str, moment: Moment, code: str, progress: Progress
) -> MadeDossier:
    """Make and record the briefing book of a sitting (of today, where `code` is empty).

    Raises RefusedError.
    """
    progress(0.02, "Le cifre")
    with reading(engine) as live:
        row = sitting(live, code) if code else None
        demo = is_demonstration(live)
        _refuse_unless_allowed(
            require(live, officer_id, _today(live, asked.at)),
            row.district if row else moment.district,
        )
        begun = _before(live, asked.request_id, row) or _Begun(
            head(live), asked.at.astimezone(ROME)
        )
    reached, made_at = begun
    revision = row.revision if row and row.revision is not None else reached.sequence
    known_on = row.known_on if row and row.known_on else moment.today
    moment = Moment(row.district if row else moment.district, moment.year, known_on)
    own = code_of(code, revision, made_at)
    with (
        past(engine, reached.sequence) as then,
        past(then, revision) as frozen,
        reading(frozen) as known,
    ):
        stamp = replace(_stamp(known, moment, revision, made_at, demo=demo), head=reached.hash)
        pages = book(then, known, moment, code, own)
        title = (
            f"Fascicolo della seduta del {row.held_on:%d/%m/%Y}"
            if row
            else f"Fascicolo del {moment.today:%d/%m/%Y}"
        )
        author = f"Ufficio di Piano, {_district(known, moment)}"
        paper = Paper(title, _subtitle(known, row, moment), stamp, pages, author)
    for number, page in enumerate(pages):
        progress(0.1 + 0.5 * number / len(pages), f"Pagina {page.number} di {len(pages)}")
        if page.slide.chart:
            svg(page.slide.chart)
    files = {}
    for kind, make, reached_by in (
        ("pdf", pdf_bytes, 0.65),
        ("pptx", pptx_bytes, 0.8),
        ("xlsx", workbook_bytes, 0.9),
    ):
        progress(reached_by, kind.upper())
        files[kind] = make(paper)
    _record(
        engine,
        asked,
        officer_id,
        _Record(own, moment, row, revision, reached, made_at, pages, files),
    )
    progress(1.0, "Fatto")
    return MadeDossier(own, f"fascicolo_{moment.today:%Y-%m-%d}_{own}", files)


class _Begun(NamedTuple):
    """Of which archive, and when, a book is made."""

    reached: Head
    made_at: datetime


def _before(connection: Connection, request_id: str, row: SittingRow | None) -> _Begun | None:
    """Of which the same request already made it; None where it was never asked.

    Raises RefusedError where it was the book of another sitting.
    """
    code = stored_before(connection, request_id, Dossier, {"sitting_id": row.id if row else None})
    made = dossier(connection, code) if code else None
    reached = link_with(connection, made.head) if made else None
    return _Begun(reached, datetime.fromisoformat(made.made_at)) if made and reached else None


def code_of(sitting_id: str, revision: int, made_at: datetime) -> str:
    """Letters and digits that are not mistaken for one another when read aloud."""
    return b32encode(
        sha256(f"{sitting_id}|{revision}|{made_at.isoformat()}".encode()).digest()
    ).decode()[:CODE_LETTERS]


def _stamp(
    known: Connection, moment: Moment, revision: int, made_at: datetime, *, demo: bool
) -> Stamp:
    day = latest_day(known, moment.district, moment.year, moment.today)
    filters = (_district(known, moment), f"anno {moment.year}")
    return Stamp(day, made_at, revision, STATE, "archivio del distretto", filters, demo)


def _district(known: Connection, moment: Moment) -> str:
    return italian.district(district_name(known, moment.district))


def _subtitle(known: Connection, row: SittingRow | None, moment: Moment) -> str:
    return f"{row.body}, ore {row.starts_at}, {row.place}" if row else _district(known, moment)


def book(
    then: Engine, known: Connection, moment: Moment, sitting_id: str, code: str
) -> tuple[Page, ...]:
    """Every page, in order, with its code.

    The same archive and the same agenda give the same pages.

    A list that goes on over many slides of the wall is one page, whole.

    `then` is the archive when the book is made, which has the agenda; `known` the one that figures
    are read from.
    """
    found = reports_of(known, moment)
    screens = screen_slides(found)
    with reading(then) as connection:
        row = sitting(connection, sitting_id) if sitting_id else None
    follows = [slide for name, slides in screens.items() if name != "criticita" for slide in slides]
    follows += [
        changed_slide(then, known, moment, row),
        *screens["criticita"][:1],
        *_discrepancies(known),
    ]
    agenda = sitting_slides(then, known, moment, sitting_id, found) if sitting_id else ()
    once = {slide.name for slide in (*follows, *screens["criticita"])}
    slides = _in_order(agenda, follows, once)
    whole = [slide for slide in slides if slide.first == 1]
    return tuple(
        Page(number, f"{code}-{number:02d}", slide) for number, slide in enumerate(whole, start=1)
    )


def _in_order(
    agenda: Sequence[Slide], follows: Sequence[Slide], once: Collection[str]
) -> Iterator[Slide]:
    """The agenda, each point with what it opens; then the screens that no point opened.

    A screen is a page `once`, where it is opened first, under the name that it has by itself. The
    votes are left out: they are in the minutes.
    """
    waiting = {slide.name: slide for slide in follows}
    for slide in agenda:
        own = slide.name.removeprefix(f"{slide.item}-")
        if own in waiting:
            yield waiting.pop(own)
        elif own not in {"copertina", VOTE, *once} and (own != "punto" or slide.lines):
            yield slide
    yield from waiting.values()


def _discrepancies(known: Connection) -> Iterator[Slide]:
    """What published figures say of themselves and is not so."""
    rows = [_discrepancy(one) for one in discrepancies(known) if not one.explained_by_rounding]
    columns = (
        Column("title", "Che cosa non torna"),
        Column("place", "Dove"),
        Column("stated", "Dichiarato", ColumnKind.QUANTITY),
        Column("computed", "Calcolato", ColumnKind.QUANTITY),
    )
    if rows:
        shown = table("discrepanze", "Discrepanze nelle fonti pubblicate", columns, rows)
        title = italian.plural(
            len(rows), "totale pubblicato che non torna", "totali pubblicati che non tornano"
        )
        said = "Entrambe le cifre, come stanno nelle fonti"
        yield listed(Slide("discrepanze", title, said, screen="fonti"), shown)


def _discrepancy(one: DiscrepancyValue) -> tuple[Cell, ...]:
    figures = (quantity(value, one.unit) for value in (one.stated, one.computed))
    return (one.title, place_words(one.place), *figures)


@dataclass(frozen=True, slots=True)
class _Record:
    code: str
    moment: Moment
    row: SittingRow | None
    revision: int
    reached: Head
    """The archive when the book was made: the agenda and its decisions are of then."""
    made_at: datetime
    pages: tuple[Page, ...]
    files: dict[str, bytes]


def _today(connection: Connection, at: datetime) -> date:
    return clock_of(connection, settings(), at).today


def _refuse_unless_allowed(actor: Actor, district: str) -> None:
    if refused := refuse_unless(actor, Right.ARRANGE, RowSubject(district), "un fascicolo"):
        raise RefusedError([refused])


def _record(engine: Engine, asked: Asked, officer_id: str, made: _Record) -> None:
    with writing(engine) as connection:
        actor, writer = begin(
            connection, asked, officer_id, _today(connection, asked.at), "make_dossier"
        )
        _refuse_unless_allowed(actor, made.moment.district)
        if was_asked(connection, asked.request_id):
            return
        image: Image = {
            "code": made.code,
            "district_id": made.moment.district,
            "sitting_id": made.row.id if made.row else None,
            "year": made.moment.year,
            "revision": made.revision,
            "known_on": made.moment.today.isoformat(),
            "made_at": made.made_at.isoformat(),
            "head": made.reached.hash,
            **{kind: sha256(made.files[kind]).hexdigest() for kind in KINDS},
        }
        writer.apply([Change(Dossier, made.code, 1, None, image)])
        pages: list[Image] = [
            {
                "dossier_id": made.code,
                "number": page.number,
                "name": page.slide.name,
                "title": page.slide.title[:300],
                "digest": page.slide.digest,
            }
            for page in made.pages
        ]
        writer.apply([Change(DossierPage, id_of(DossierPage, one), 1, None, one) for one in pages])
