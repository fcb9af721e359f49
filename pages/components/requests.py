"""Figures asked of a body outside: what was asked, the form that asks, the link shown once."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import carry_out, say_done
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.moving import carry_out_moves
from pages.components.problems import list_problems
from pages.components.tables import show_table
from pages.components.texts import Texts
from pages.components.unsaved import waits
from udp_core.archive.field import LONGEST_LINE
from udp_core.data_requests.commands.asking import LinkMade, NewRequest, ask_figures, link_again
from udp_core.data_requests.entities import DataRequest
from udp_core.data_requests.report import RequestValue, bodies_of, what_may_be_asked
from udp_core.data_requests.terms import RequestState
from udp_core.data_requests.view import (
    figures_table,
    request_address,
    request_letter,
    requests_table,
)
from udp_core.desk.report.desk import DueFigure, usual_month
from udp_core.kernel import italian
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Right
from udp_core.people.rules import Actor, RowSubject
from udp_core.render.markdown import plain
from udp_core.territory.queries import municipality_names
from udp_core.writing.moving import Move

NEW, MADE = "scritto-richiesta-nuova", "collegamento-fatto"
_MONTHS = {str(month): italian.month(month) for month in range(1, 13)}
_ONCE = "Il collegamento vale per questa richiesta e non si può rivedere: copiarlo ora."


def requests_part(found: tuple[RequestValue, ...], actor: Actor) -> None:
    """What was asked of whom; for who arranges things, the gestures on it."""
    here = context()
    say_done()
    with st.container():  # the rest stays where it is when the link has gone
        _link_shown(found)
    if found:
        stamp = here.stamp("", "registro del distretto")
        show_table(requests_table(found), "richieste", stamp=stamp)
    else:
        empty_state(
            f"Nessuna richiesta di dati per il {here.year}.",
            "Chi sta fuori dall’ufficio risponde da un collegamento, senza utente.",
        )
    if actor.may(Right.ARRANGE, RowSubject(here.district)):
        _new(actor)
        _one(found, actor)


def _link_shown(found: tuple[RequestValue, ...]) -> None:
    """The letter with the link just made: its secret is kept nowhere after this run."""
    made: LinkMade | None = st.session_state.pop(MADE, None)
    one = next((one for one in found if made and one.row.id == made.request_id), None)
    if made is None or one is None:
        return
    host = str(st.context.headers.get("Host") or "")
    address = request_address(str(st.context.url or ""), host, made.secret)
    st.warning(_ONCE)
    st.code(address, language=None, wrap_lines=True)
    st.markdown("La lettera che lo porta:")
    letter = request_letter(one, address, context().district_name)
    st.code(letter, language=None, wrap_lines=True)


def _new(actor: Actor) -> None:
    here = context()
    bodies = ask(bodies_of, here.district, here.today)
    with st.expander("Nuova richiesta", expanded=waits(NEW)):
        if not bodies:
            empty_state("Nessuna organizzazione attiva.", "Scriverla in «Registri».")
            return
        texts = Texts(NEW, apart=True)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            body = texts.choice("A chi", "a-chi", bodies)
            due = texts.line("Risposta entro (gg/mm/aaaa)", "entro")
        title = texts.line("Che cosa si chiede", "oggetto", longest=LONGEST_LINE)
        texts.say()
        month, figures = _figures(actor)
        if st.button("Prepara la richiesta e il collegamento", type="primary"):
            day = italian.read_day(due)
            if isinstance(day, Problem):
                list_problems([day], 0)
                return
            new = NewRequest(here.district, body, title, here.year, month, day, figures)
            work = partial(ask_figures, here.engine, new=new)
            _made(work, actor, f"Richiesta di dati: {title or 'senza oggetto'}", new, texts)


def _figures(actor: Actor) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The month, and the figures of a place that are asked for."""
    here = context()
    places = {ALL: "tutti", **read(municipality_names, here.district), "-": WHOLE_DISTRICT}
    scope = (*read(municipality_names, here.district), None)
    usual = str(read(usual_month, actor, here.district, here.year, here.today, scope))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        month = int(choose("Mese delle cifre", _MONTHS, "mese", default=usual))
        place = choose("Di quale Comune", places, "comune-chiesto")
    groups = ask(what_may_be_asked, here.district, here.year, month, here.today)
    offered = {
        (one.entity, one.entity_id): (group.title, one)
        for group in groups
        for one in group.figures
        if place == ALL or _place_of(one) == place
    }
    missing = [key for key, (_, one) in offered.items() if one.is_due]
    if st.checkbox(f"Tutte quelle che mancano ({len(missing)})", key="chieste-tutte"):
        return month, tuple(missing)
    chosen = st.multiselect(
        "Cifre",
        list(offered),
        format_func=lambda key: _called(*offered[key]),
        key=f"chieste-{month}-{place}",
        placeholder="Scegliere",
        filter_mode="contains",
        select_all=False,
    )
    return month, tuple(chosen)


def _place_of(figure: DueFigure) -> str:
    return str(dict(figure.values).get("municipality_id") or "-")


def _called(group: str, figure: DueFigure) -> str:
    given = "" if figure.is_due else " (già data)"
    return f"{group}: {figure.label}, {figure.detail}{given}"


def _one(found: tuple[RequestValue, ...], actor: Actor) -> None:
    """A request that stands: its figures, another link, its withdrawal."""
    standing = {one.row.id: one for one in found if one.row.state is RequestState.OPEN}
    if not standing:
        return
    st.subheader("Una richiesta", anchor=False)
    names = {code: f"{one.row.code}, {one.row.body}" for code, one in standing.items()}
    one = standing[choose("Richiesta", names, "richiesta")]
    stamp = context().stamp("", "registro del distretto")
    show_table(figures_table(one), "cifre-chieste", stamp=stamp)
    if one.awaited:
        _gestures(one, actor)


def _gestures(one: RequestValue, actor: Actor) -> None:
    here, row = context(), one.row
    if st.button("Prepara un altro collegamento", help="Quello di prima non varrà più."):
        work = partial(link_again, here.engine, request=(row.id, row.version))
        _made(work, actor, f"Altro collegamento della richiesta {row.code}", None, None)
    texts = Texts(f"scritto-ritiro-{row.id}", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = texts.line("Perché si ritira", "perche", longest=LONGEST_LINE)
        pressed = st.button(f"Ritira la richiesta {plain(row.code)}")
    texts.say()
    if pressed:
        moved = Move(DataRequest, row.id, row.version, RequestState.WITHDRAWN)
        carry_out_moves([moved], actor, why, f"ritiro-{row.id}", texts=texts)


def _made(
    work: partial[LinkMade], actor: Actor, reason: str, form: object, texts: Texts | None
) -> None:
    today = context().today
    carry_out(
        partial(work, officer_id=actor.officer_id, today=today),
        actor,
        reason,
        "Collegamento preparato.",
        lambda made: st.session_state.update({MADE: made}),
        form,
        texts,
    )
