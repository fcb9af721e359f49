"""Asking figures of a body outside: the request, and the link that opens it, shown once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import MINYEAR, date
from secrets import token_urlsafe

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.request_links import KeptLink, add_link
from udp_core.archive.writer import Change, Writer, was_asked
from udp_core.data_requests.entities import MOST_ASKED, DataRequest, RequestedFigure
from udp_core.data_requests.queries import how_many_of, request_of
from udp_core.data_requests.report import bodies_of, what_may_be_asked
from udp_core.data_requests.rules import closed_to_links, expiry, wrong_due
from udp_core.data_requests.terms import RequestState
from udp_core.desk.report.desk import DueFigure
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import refuse_unless, require
from udp_core.people.rules import RowSubject
from udp_core.sign_in.tries import SECRET_BYTES, digest

Key = tuple[str, str]
"""A figure: its register, and the id that its row has, or would have."""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is asked, of whom, by when; `figures` are those of a month of a year."""

    district: str
    organisation_id: str
    title: str
    year: int
    month: int
    due_on: date
    figures: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class LinkMade:
    """The request, and the secret of its link: kept nowhere, it is shown once."""

    request_id: str
    secret: str


def ask_figures(
    engine: Engine, asked: Asked, officer_id: str, new: NewRequest, today: date
) -> LinkMade:
    """Write the request and make its link. Raises RefusedError: then nothing is written."""
    with writing(engine) as connection:
        writer = _begun(connection, asked, officer_id, new.district, today, "ask_figures")
        wanted = {
            (one.entity, one.entity_id): (group.title, one)
            for group in (
                what_may_be_asked(connection, new.district, new.year, new.month, today)
                if new.year >= MINYEAR
                else ()
            )
            for one in group.figures
        }
        if problems := list(_wrong(connection, new, wanted.keys(), today)):
            raise RefusedError(problems)
        image = _image(connection, new, officer_id, today)
        request_id = id_of(DataRequest, image)
        writer.apply([Change(DataRequest, request_id, 1, None, image)])
        figures = [_figure(request_id, n, *wanted[key]) for n, key in enumerate(new.figures, 1)]
        writer.apply(figures)
        return _link(connection, asked, (request_id, new.due_on), today)


def link_again(
    engine: Engine, asked: Asked, officer_id: str, request: tuple[str, int], today: date
) -> LinkMade:
    """Another link of a request (its id, and the version looked at): the one before is no longer
    good. Raises RefusedError.
    """
    with writing(engine) as connection:
        row = request_of(connection, request[0])
        district = row.district_id if row else ""
        writer = _begun(connection, asked, officer_id, district, today, "link_again")
        if row is None or row.version != request[1]:
            sentence = "La richiesta è cambiata dopo che era stata guardata."
            raise RefusedError([Problem("Y12", sentence, "Ricaricare la pagina e ripetere.")])
        if problem := closed_to_links(row.state is RequestState.WITHDRAWN, row.answered_on):
            raise RefusedError([problem])
        [(row_id, stored)] = writer.stored(DataRequest, [row.id]).items()
        same = Change(DataRequest, row_id, stored.version + 1, stored.image, stored.image)
        writer.apply([same])
        return _link(connection, asked, (row.id, row.due_on), today)


def _begun(  # noqa: PLR0917 - who asks, where, when, by which command
    connection: Connection,
    asked: Asked,
    officer_id: str,
    district: str,
    today: date,
    command: str,
) -> Writer:
    actor = require(connection, officer_id, today)
    header = Asked(
        asked.request_id, actor.officer_id, actor.role_words, asked.reason, asked.at, asked.session
    ).header(command)
    writer = Writer(connection, header)
    subject = RowSubject(district_id=district)
    if problem := refuse_unless(actor, Right.ARRANGE, subject, "le richieste di dati"):
        raise RefusedError([problem])
    if was_asked(connection, asked.request_id):
        sentence = "Questo collegamento è già stato preparato, e non si può rivedere."
        remedy = "Prepararne un altro: il primo non varrà più."
        raise RefusedError([Problem("Y13", sentence, remedy)])
    return writer


def _wrong(
    connection: Connection, new: NewRequest, known: Collection[Key], today: date
) -> Iterator[Problem]:
    """Everything that keeps a request from being made."""
    if not new.title.strip():
        yield Problem("Y07", "Manca che cosa si chiede.", "Scriverlo in una riga.")
    if new.organisation_id not in bodies_of(connection, new.district, today):
        sentence = "L’ente a cui si chiede non è tra quelli attivi del distretto."
        remedy = "Sceglierne un altro, o scriverlo prima tra le organizzazioni."
        yield Problem("Y08", sentence, remedy, value=new.organisation_id)
    if problem := wrong_due(new.due_on, today):
        yield problem
    if not new.figures:
        yield Problem("Y09", "Non è scelta nessuna cifra.", "Scegliere almeno una cifra.")
    if len(new.figures) > MOST_ASKED:
        many = italian.number(len(new.figures))
        remedy = f"Farne più richieste, di {MOST_ASKED} cifre al più."
        yield Problem("Y10", f"Le cifre scelte sono {many}: troppe per una pagina.", remedy)
    if [one for one in new.figures if one not in known] or len({*new.figures}) < len(new.figures):
        sentence = "Una delle cifre scelte non è tra quelle attese per il mese."
        yield Problem("Y11", sentence, "Ricaricare la pagina e scegliere di nuovo.")


def _image(connection: Connection, new: NewRequest, officer_id: str, today: date) -> Image:
    number = how_many_of(connection, new.district) + 1
    return {
        "district_id": new.district,
        "code": f"{new.year}-{number:03}",
        "title": new.title.strip(),
        "organisation_id": new.organisation_id,
        "year": new.year,
        "month": new.month,
        "officer_id": officer_id,
        "asked_on": today.isoformat(),
        "due_on": new.due_on.isoformat(),
        "answered_on": None,
        "state": RequestState.OPEN.value,
    }


def _figure(request_id: str, number: int, group: str, figure: DueFigure) -> Change:
    image: Image = {
        "request_id": request_id,
        "number": number,
        "title": f"{group}: {figure.label} ({figure.detail})",
        "of_table": figure.entity,
        "row_id": figure.entity_id,
        "given_on": None,
    }
    return Change(RequestedFigure, id_of(RequestedFigure, image), 1, None, image)


def _link(connection: Connection, asked: Asked, request: tuple[str, date], today: date) -> LinkMade:
    secret = token_urlsafe(SECRET_BYTES)
    until = expiry(request[1], today, asked.at).isoformat()
    add_link(connection, digest(secret), KeptLink(request[0], until))
    return LinkMade(request[0], secret)
