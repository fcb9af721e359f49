"""From the code at the foot of a page to the data behind it: found again, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Engine

from udp_core.archive.engine import reading
from udp_core.archive.writer import sequence_of
from udp_core.briefing.deck import past
from udp_core.briefing.dossier import KINDS, book
from udp_core.briefing.reports import Moment
from udp_core.kernel.italian import few_digits
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.render.documents.paper import Page
from udp_core.render.slide import Slide
from udp_core.sittings.queries.dossiers import DossierRow, PageRow, dossier, pages


@dataclass(frozen=True, slots=True)
class Verified:
    """A page found again: as it was recorded, as its data say it now (None: it is no longer there),
    whether they agree.
    """

    dossier: DossierRow
    page: PageRow
    slide: Slide | None

    @property
    def unaltered(self) -> bool:
        """The data behind the page still give the same words and figures."""
        return self.slide is not None and self.slide.digest == self.page.digest


def verify_page(engine: Engine, code: str) -> Verified:
    """The page with that code («K7M2QX-03»). Raises RefusedError where there is none."""
    name, _, number = code.strip().upper().partition("-")
    found, known = _recorded(engine, name)
    page = next((one for one in known if one.number == few_digits(number)), None)
    if found is None or page is None:
        raise RefusedError([_no_page(code)])
    return _found_again(found, page, _made_again(engine, found))


def verify_book(engine: Engine, code: str) -> tuple[Verified, ...]:
    """Every page of the book with that code («K7M2QX»), in order.

    Raises RefusedError where there is none.
    """
    found, known = _recorded(engine, code.strip().upper())
    if found is None or not known:
        raise RefusedError([_no_page(code)])
    made = _made_again(engine, found)
    return tuple(_found_again(found, page, made) for page in known)


def _recorded(engine: Engine, name: str) -> tuple[DossierRow | None, list[PageRow]]:
    with reading(engine) as connection:
        return dossier(connection, name), list(pages(connection, name))


def _no_page(code: str) -> Problem:
    return Problem(
        "V01",
        f"Nessun fascicolo e nessuna pagina ha il codice «{code}».",
        "Ricopiare il codice dal piede della pagina, per esempio K7M2QX-03, o quello del fascicolo,"
        " K7M2QX; controllare che l’archivio sia quello del distretto.",
        value=code,
    )


def _found_again(found: DossierRow, page: PageRow, made: Sequence[Page]) -> Verified:
    """A page keeps its name; its place may be another where the deck has grown since."""
    named = (one for one in made if one.slide.name == page.name)
    nearest = min(named, key=lambda one: abs(one.number - page.number), default=None)
    return Verified(found, page, nearest.slide if nearest else None)


def _made_again(engine: Engine, found: DossierRow) -> tuple[Page, ...]:
    """The pages from the archive as it was when the book was made.

    None where history no longer has that state.
    """
    with reading(engine) as connection:
        made_at = sequence_of(connection, found.head)
    if made_at is None:
        return ()
    moment = Moment(found.district, found.year, found.known_on)
    with (
        past(engine, made_at) as then,
        past(then, found.revision) as frozen,
        reading(frozen) as known,
    ):
        return book(then, known, moment, found.sitting_id or "", found.id)


def verify_file(found: DossierRow, content: bytes) -> str:
    """Which file of the book this is, byte for byte («pdf»).

    Empty where it is none of them, or was changed.
    """
    own = sha256(content).hexdigest()
    return next((kind for kind in KINDS if getattr(found, kind) == own), "")


def page_words(slide: Slide) -> list[str]:
    """What the page says, for who compares it with the paper in their hand."""
    figures = [f"{one.label}: {one.value} {one.note}".strip() for one in slide.figures]
    rows = [" | ".join(row) for row in slide.printed.words] if slide.printed else []
    chart = (
        [
            f"{row}: {label}"
            for row, label in zip(slide.chart.rows, slide.chart.labels, strict=False)
        ]
        if slide.chart
        else []
    )
    return [
        slide.title,
        *filter(None, [slide.subtitle, slide.reason]),
        *figures,
        *chart,
        *rows,
        *slide.lines,
    ]
