"""Giving figures through a link: only those asked, as drafts, in the name of who was asked.

The link is asked again inside the transaction that writes, which is that of every other figure:
rights, rules, locks, versions and values out of the usual are judged there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.request_links import drop_link
from udp_core.archive.writer import Writer, change_of
from udp_core.data_requests.entities import DataRequest, RequestedFigure
from udp_core.data_requests.queries import figures_of
from udp_core.data_requests.report import OpenRequest, opened_by
from udp_core.desk.commands.entering import Typed, Unread, Untouched, cell_words, edit_of
from udp_core.desk.report.desk import DueFigure
from udp_core.kernel.calendar import month_end
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.people.rules import OutsideActor
from udp_core.sign_in.tries import Visit, count_answer
from udp_core.writing.saving import Edit, SaveRows, save_rows


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed on the page of a link, by the number of its line.

    `seen` are the versions that the page showed; `page` tells one drawing of it from another, so
    that what is sent twice is done once.
    """

    secret_hash: str
    cells: Mapping[int, Typed]
    seen: Mapping[int, int]
    page: str


@dataclass(frozen=True, slots=True)
class Answered:
    """How many figures were written, and how many are still awaited."""

    written: int
    awaited: int


def give_figures(engine: Engine, answer: Answer, visit: Visit, today: date) -> Answered:
    """Write what was typed, all or nothing. Raises RefusedError or ConflictsError.

    The place of a problem is the line of the page (`row`) that it is of.
    """
    with reading(engine) as connection:
        shown = opened_by(connection, answer.secret_hash, visit.at, today)
    count_answer(engine, answer.secret_hash, visit)
    edits = dict(_edits(shown, answer, today))
    if not edits:
        sentence = "Non c’è nulla di nuovo da mandare."
        raise RefusedError([Problem("Y20", sentence, "Scrivere almeno una cifra.")])
    let_in = partial(_let_in, answer=answer, visit=visit, today=today)
    then = partial(_note, number_of=edits, request_id=shown.row.id, today=today)
    reason = f"Risposta alla richiesta {shown.row.code}: {shown.row.title}"
    request = Asked(_request_id(answer), "", "", reason, visit.at)
    rows = tuple(edits.values())
    saved = save_rows(engine, SaveRows(request, "", rows, today, let_in=let_in, then=then))
    return Answered(saved.touched, _awaited(engine, shown.row.id))


def outside_actor(shown: OpenRequest) -> OutsideActor:
    """Who gives figures by a link: the body asked, by its name and that of the request."""
    row = shown.row
    asked = frozenset((one.entity, one.entity_id) for one in shown.figures.values())
    name = f"richiesta {row.id}"
    return OutsideActor(name, row.body, (), district_id=row.district_id, rows=asked)


def start_of(figure: DueFigure, given_on: date | None) -> dict[str, str]:
    """What the cells of a line hold before anybody types.

    What was given by the link; nothing where it was not, whatever the office may have written: what
    nobody touches is neither given again nor taken back.
    """
    return {
        one.name: cell_words(figure.entity, one, one.stored, percent=figure.percent)
        if given_on
        else ""
        for one in figure.fields
    }


def _stripped(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in cells.items()}


def _let_in(connection: Connection, answer: Answer, visit: Visit, today: date) -> OutsideActor:
    """The same, if the link still opens the request while it writes. Raises RefusedError."""
    return outside_actor(opened_by(connection, answer.secret_hash, visit.at, today))


def _request_id(answer: Answer) -> str:
    """Of its own link: nobody's page names the request of somebody else."""
    return f"{answer.secret_hash[:32]} {answer.page}"


def _edits(shown: OpenRequest, answer: Answer, today: date) -> Iterator[tuple[int, Edit]]:
    """The edits asked for, by line. Raises RefusedError with all that does not read."""
    figures, actor = shown.figures, outside_actor(shown)
    lines = {line.number: line for line in shown.lines}
    last_day = min(month_end(shown.row.year, shown.row.month), today)
    problems: list[Problem] = []
    found: dict[int, Edit] = {}
    for number, typed in answer.cells.items():
        if number not in figures:
            sentence = f"La riga {number} non è tra le cifre chieste, o non è più attesa."
            remedy = "Ricaricare la pagina dal collegamento ricevuto."
            problems.append(Problem("Y21", sentence, remedy, Place(row=number)))
            continue
        if _stripped(typed.cells) == start_of(figures[number], lines[number].given_on):
            continue
        seen = answer.seen.get(number, 0)
        made = edit_of(figures[number], typed, actor, last_day, seen)
        if isinstance(made, Unread):
            problems += [
                one.at(Place(row=number, column=one.place.column)) for one in made.problems
            ]
        elif not isinstance(made, Untouched):
            found[number] = replace(made, place=Place(row=number))
    if problems:
        raise RefusedError(problems)
    yield from found.items()


def _note(writer: Writer, number_of: Mapping[int, Edit], request_id: str, today: date) -> None:
    """With the figures, which of them came, and whether they are all; then the link ends."""
    figures = figures_of(writer.connection, [request_id])[request_id]
    day = today.isoformat()
    given = {one.number: one.given_on for one in figures}
    given |= {number: None if edit.remove else today for number, edit in number_of.items()}
    ids = {number: f"{request_id}:{number}" for number in number_of}
    stored = writer.stored(RequestedFigure, list(ids.values()))
    after: dict[str, Image] = {
        ids[number]: {
            **stored[ids[number]].image,
            "given_on": None if edit.remove else day,
        }
        for number, edit in number_of.items()
    }
    changes = [change_of(RequestedFigure, key, image, stored[key]) for key, image in after.items()]
    writer.apply([one for one in changes if one])
    if all(given.values()):
        row = writer.stored(DataRequest, [request_id])[request_id]
        done = change_of(DataRequest, request_id, {**row.image, "answered_on": day}, row)
        writer.apply([done] if done else [])
        drop_link(writer.connection, request_id)


def _awaited(engine: Engine, request_id: str) -> int:
    with reading(engine) as connection:
        figures = figures_of(connection, [request_id]).get(request_id, ())
    return sum(one.given_on is None for one in figures)
