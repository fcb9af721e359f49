"""Requests in tables and words; the letter that carries a link; what who has it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode, urlsplit

from udp_core.data_requests.report import OpenRequest, RequestValue
from udp_core.data_requests.rules import last_day_of_link
from udp_core.data_requests.terms import RequestState
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Column, ColumnKind, Table, table

_COLUMNS = (
    Column("code", "Richiesta"),
    Column("body", "Chiesta a"),
    Column("what", "Che cosa"),
    Column("by", "Chiesta da"),
    Column("asked_on", "Chiesta il", ColumnKind.DAY),
    Column("due_on", "Entro il", ColumnKind.DAY),
    Column("given", "Arrivate"),
    Column("days_late", "Giorni di ritardo", ColumnKind.WHOLE),
    Column("state", "Stato"),
)
_TOLD_AS_THEY_ARE = ("A", "C", "N", "W", "Y")
"""The kinds of problem whose words say nothing of what else the archive holds."""
UNUSUAL, NOT_ADDING_UP = "U", "Y22"


def requests_table(found: Sequence[RequestValue]) -> Table:
    """One line a request: who asked what of whom, when, by when, what came."""
    cells = [
        (
            one.row.code,
            one.row.body,
            one.row.title,
            one.row.asked_by,
            one.row.asked_on,
            one.row.due_on,
            f"{one.given} di {len(one.figures)}",
            one.days_late,
            standing_words(one),
        )
        for one in found
    ]
    return table("richieste_dati", "Richieste di dati", _COLUMNS, cells)


_FIGURES = (
    Column("number", "N.", ColumnKind.WHOLE),
    Column("what", "Che cosa"),
    Column("given_on", "Arrivata il", ColumnKind.DAY),
)


def figures_table(one: RequestValue) -> Table:
    """The figures of a request: which came by its link, when."""
    cells = [(figure.number, figure.title, figure.given_on) for figure in one.figures]
    return table("cifre_chieste", f"Cifre della richiesta {one.row.code}", _FIGURES, cells)


def standing_words(one: RequestValue) -> str:
    """Where a request stands: «completata il 3/12/2026», «ritirata», «in ritardo», «in attesa»."""
    if one.row.state is RequestState.WITHDRAWN:
        return one.row.state.label
    if one.row.answered_on:
        return f"completata il {italian.day(one.row.answered_on)}"
    return "in ritardo" if one.days_late else "in attesa"


def requests_figure(found: Sequence[RequestValue]) -> KeyFigure:
    """How many requests wait for an answer, and how many of them are late."""
    waiting = [one for one in found if one.awaited]
    late = sum(one.days_late > 0 for one in waiting)
    said = italian.plural(late, "in ritardo", "in ritardo") if late else "nessuna in ritardo"
    return KeyFigure("requests", "Richieste in attesa", italian.number(len(waiting)), said)


def request_address(page: str, host: str, secret: str) -> str:
    """The whole address of a link, beside the screen `page` that it was prepared on."""
    parts = urlsplit(page)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"http://{host}"
    return f"{origin}{parts.path.rpartition('/')[0]}/richiesta?{urlencode({'codice': secret})}"


def request_letter(one: RequestValue, address: str, district: str) -> str:
    """The letter to who is asked, with the link: what, for which month, by when."""
    row = one.row
    lines = [f"- {figure.title}" for figure in one.awaited]
    last = italian.day(last_day_of_link(row.due_on, one.today))
    return "\n".join(
        [
            f"Oggetto: {district}, {row.title}: cifre entro il {italian.day(row.due_on)}",
            "",
            f"A: {row.body}",
            "",
            f"servono, per {italian.month(row.month)} {row.year}:",
            "",
            *lines,
            "",
            "Si scrivono nella pagina che si apre da questo indirizzo, senza utente né password:",
            address,
            "",
            f"Vale fino al {last}, solo per queste cifre.",
            "Chi ha l’indirizzo può scriverle: non va inoltrato ad altri.",
            "Se una cifra è davvero zero, scrivere 0: una cella vuota resta «non data».",
            "",
            row.asked_by,
        ]
    )


def ask_words(shown: OpenRequest) -> tuple[str, ...]:
    """Who asks what of whom, for which month, by when: one sentence each."""
    row = shown.row
    last = italian.day(shown.last_day)
    return (
        f"{row.asked_by}, distretto di {shown.district}, chiede a {row.body}: {row.title}.",
        f"Mese: {italian.month(row.month)} {row.year}. Entro il {italian.day(row.due_on)}.",
        f"Questo collegamento vale fino al {last}.",
    )


HOW_TO = (
    "Scrivere le cifre che si conoscono e mandarle: anche poche per volta. Se una cifra è davvero"
    " zero, scrivere 0; una cella vuota resta «non data». Ciò che si manda è una bozza: lo"
    " controlla l’Ufficio di Piano."
)


def given_words(written: int, awaited: int) -> str:
    """What became of what was sent, and what is still awaited."""
    done = italian.plural(written, "cifra ricevuta", "cifre ricevute")
    if not awaited:
        return f"{done}. Non manca nulla: grazie. Questo collegamento non serve più."
    left = italian.plural(awaited, "cifra", "cifre")
    return f"{done}. Ne mancano ancora: {left}. Il collegamento vale ancora."


def day_given(given_on: date | None) -> str:
    """Beside a figure that came: «data il 3/12/2026»."""
    return f"data il {italian.day(given_on)}" if given_on else "da dare"


def outside_words(one: Problem) -> Problem:
    """A problem as who is outside is told it: nothing of what they were not asked is in it."""
    if one.code.startswith(UNUSUAL):
        sentence = "Il valore è lontano da quelli soliti."
        remedy = "Controllarlo; se è giusto, scrivere il perché accanto e mandarlo di nuovo."
        return replace(one, sentence=sentence, remedy=remedy, value="")
    if one.code == "W06":
        sentence = "Intanto la cifra è stata cambiata da qualcun altro."
        remedy = "Guardare quella di adesso; se la propria è giusta, mandarla di nuovo."
        return replace(one, sentence=sentence, remedy=remedy, value="")
    if one.code.startswith(_TOLD_AS_THEY_ARE):
        return one
    sentence = "Con questa cifra i conti dell’archivio non tornano."
    remedy = "Controllarla; se è giusta, scriverlo all’Ufficio di Piano."
    return Problem(NOT_ADDING_UP, sentence, remedy, one.place)
