"""The page that the link of a request opens, `/richiesta`: the figures asked, and nothing else.

Made here and sent whole, without scripts, cookies or ways into the dashboard: who has the link
reads what was asked and writes it. The secret is asked at every visit, and again while writing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from secrets import token_hex

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from udp_core.archive.engine import reading
from udp_core.data_requests.commands.answering import Answer, give_figures, start_of
from udp_core.data_requests.report import LineAsked, OpenRequest, opened_by
from udp_core.data_requests.rules import UNKNOWN
from udp_core.data_requests.view import HOW_TO, UNUSUAL, ask_words, day_given, given_words
from udp_core.data_requests.view import outside_words as outside
from udp_core.desk.commands.entering import Typed, understood
from udp_core.desk.report.desk import DueFigure
from udp_core.http.form_page import plain_page, told
from udp_core.http.place import prefix_of
from udp_core.http.sign_in import ELSEWHERE, form_of, same_site, visit_of
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import DataState
from udp_core.sign_in.tries import Visit, digest, unknown_link
from udp_core.territory.day import clock_of

ADDRESS, TITLE = "richiesta", "Cifre richieste"
MOST_BYTES = 131_072
"""Of sixty lines, each with two cells and a reason."""
REFUSED, TOO_MANY, NOWHERE = 409, 429, 404
_STYLE = """
main { max-width: 48rem; }
fieldset { border: 1px solid #5C6F82; border-radius: 4px; margin: 1rem 0; padding: .5rem 1rem; }
legend { font-weight: 700; padding: 0 .5rem; }
.note { color: #455A64; margin: .25rem 0; }
.done { border-left: 4px solid #0066CC; padding: .25rem .75rem; }
"""
CELL, SEEN, REASON = "c", "v", "perche"
_CELL = re.compile(r"c(\d{1,3})-([a-z_]{1,40})", re.ASCII)
_OF_A_UNIT = frozenset({"amount_cents", "value", "progress"})
"""Cells whose label is only their unit of measure."""
LONGEST_PAGE, LONGEST_VERSION = 40, 10
Database = Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class _Sent:
    """What became of what was sent: what was typed is kept where something is wrong."""

    form: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    done: str = ""
    is_all: bool = False

    @property
    def by_line(self) -> dict[int, list[Problem]]:
        """The problems of each line."""
        found: defaultdict[int, list[Problem]] = defaultdict(list)
        for one in self.problems:
            if one.place.row is not None:
                found[one.place.row].append(one)
        return found


def request_routes(database: Database, base: str) -> list[BaseRoute]:
    """The address, of a dashboard served under `base`."""

    async def answer(request: Request) -> Response:
        if request.method != "POST":
            secret = request.query_params.get("codice", "")
            return await run_in_threadpool(_page, database, secret, {}, visit_of(request))
        if not same_site(request):
            return plain_page(TITLE, told([ELSEWHERE]), 403)
        form = await form_of(request, MOST_BYTES)
        secret = form.pop("codice", "")
        return await run_in_threadpool(_page, database, secret, form, visit_of(request))

    return [Route(f"{prefix_of(base)}/{ADDRESS}", answer, methods=["GET", "POST"])]


def _page(database: Database, secret: str, form: Mapping[str, str], visit: Visit) -> Response:
    """The page as it stands after what was sent, if anything was."""
    try:
        engine = database()
        sent = _sent(engine, secret, form, visit) if form else _Sent()
        if sent.is_all:
            return plain_page(TITLE, _done(sent), 200, _STYLE)
        with reading(engine) as connection:
            today = clock_of(connection, settings(), visit.at).today
            shown = opened_by(connection, digest(secret), visit.at, today)
    except RefusedError as refused:
        return _closed(database, refused.problems, form, visit)
    body = f"{_done(sent)}{told(tuple(dict.fromkeys(sent.problems)))}{_form(shown, secret, sent)}"
    return plain_page(TITLE, body, REFUSED if sent.problems else 200, _STYLE)


def _sent(engine: Engine, secret: str, form: Mapping[str, str], visit: Visit) -> _Sent:
    """What became of it: done, or refused with what was typed kept."""
    with reading(engine) as connection:
        today = clock_of(connection, settings(), visit.at).today
    try:
        done = give_figures(engine, _answer_of(secret, form), visit, today)
    except RefusedError as refused:
        return _Sent(form, tuple(outside(one) for one in refused.problems))
    return _Sent(done=given_words(done.written, done.awaited), is_all=not done.awaited)


def _closed(
    database: Database, problems: Sequence[Problem], form: Mapping[str, str], visit: Visit
) -> Response:
    """Nothing opens: why, and what was typed all the same, to be copied."""
    status = NOWHERE
    if UNKNOWN in problems:
        try:
            unknown_link(database(), visit)
        except RefusedError as refused:
            problems, status = refused.problems, TOO_MANY
    typed = [text for name, text in form.items() if name.startswith(CELL) and text.strip()]
    kept = f"<p>Era scritto: {escape('; '.join(typed))}.</p>" if typed else ""
    return plain_page(TITLE, f"{told(problems)}{kept}", status, _STYLE)


def _answer_of(secret: str, form: Mapping[str, str]) -> Answer:
    """What was typed, by line; a name that is none of ours is a line that nobody asked."""
    cells: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for name, text in form.items():
        if found := _CELL.fullmatch(name):
            cells[int(found[1])][found[2]] = text
    typed = {
        number: Typed(found, form.get(f"{REASON}{number}", "").strip())
        for number, found in cells.items()
    }
    seen = {number: _version(form.get(f"{SEEN}{number}", "")) for number in typed}
    return Answer(digest(secret), typed, seen, form.get("pagina", "")[:LONGEST_PAGE])


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_VERSION else 0


def _done(sent: _Sent) -> str:
    return f'<p class="done" role="status">{escape(sent.done)}</p>' if sent.done else ""


def _form(shown: OpenRequest, secret: str, sent: _Sent) -> str:
    words = "".join(f"<p>{escape(one)}</p>" for one in (*ask_words(shown), HOW_TO))
    lines = "".join(_line(one, sent) for one in shown.lines)
    hidden = _hidden("codice", secret) + _hidden("pagina", token_hex(16))
    return f'{words}<form method="post">{hidden}{lines}<button>Manda le cifre</button></form>'


def _line(line: LineAsked, sent: _Sent) -> str:
    """A figure with its cells, what stands now, what is wrong with it."""
    legend = f"<legend>{line.number}. {escape(line.title)}</legend>"
    wrong = sent.by_line.get(line.number, [])
    if line.figure is None:
        body = '<p class="note">Non è più attesa: non occorre darla.</p>'
    elif line.figure.state is DataState.VALIDATED:
        now = f'<p class="note">{escape(_now(line.figure, line.given_on))}</p>'
        body = f'{now}<p class="note">È già validata: non si cambia da qui.</p>'
    else:
        body = "".join((*_cells(line, line.figure, sent), _reason(line.number, sent, wrong)))
    return f"<fieldset>{legend}{told(wrong)}{body}</fieldset>"


def _cells(line: LineAsked, figure: DueFigure, sent: _Sent) -> Iterator[str]:
    start = start_of(figure, line.given_on)
    for one in figure.fields:
        name = f"{CELL}{line.number}-{one.name}"
        label = f"Valore ({one.label})" if one.name in _OF_A_UNIT else one.label
        yield _input(name, label, sent.form.get(name, start[one.name]))
    yield _hidden(f"{SEEN}{line.number}", str(figure.seen))
    yield f'<p class="note">{escape(_now(figure, line.given_on))}</p>'


def _now(figure: DueFigure, given_on: date | None) -> str:
    """What stands in the archive, and whether it came by the link: «152,00 €, bozza; da dare»."""
    held = [understood(figure.entity, one, percent=figure.percent) for one in figure.fields]
    stands = " su ".join(one for one in held if one)
    state = f", {figure.state.label}" if figure.state and stands else ""
    return f"Adesso: {stands or 'nulla'}{state}; {day_given(given_on)}."


def _reason(number: int, sent: _Sent, wrong: Sequence[Problem]) -> str:
    """Why a value out of the usual is right: asked where it is one."""
    name = f"{REASON}{number}"
    text = sent.form.get(name, "")
    asked = any(one.code.startswith(UNUSUAL) for one in wrong)
    return _input(name, "Perché è giusto", text) if asked or text else ""


def _input(name: str, label: str, value: str) -> str:
    return (
        f'<label for="{escape(name)}">{escape(label)}</label><input id="{escape(name)}"'
        f' name="{escape(name)}" autocomplete="off" value="{escape(value)}" maxlength="300">'
    )


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
