"""The figures that wait, of whatever register.

Shown, then confirmed, validated, or asked to be corrected; and budgets.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context, read
from pages.components.filters import choose, choose_many
from pages.components.moving import carry_out_moves
from pages.components.tables import show_table
from pages.components.texts import Texts
from udp_core.archive.field import LONGEST_LINE
from udp_core.archive.registry import BY_NAME
from udp_core.desk.report.checked import (
    CheckedFigure,
    ChosenFigures,
    DraftBudget,
    agreeing,
    checked_figures,
    first_waiting,
    moves_of,
    those_of,
)
from udp_core.desk.view.states import budget_words, figures_table, kind_words, waiting_table
from udp_core.fund.queries.monthly import waiting
from udp_core.kernel.vocabulary import DataState, Right
from udp_core.people.rules import Actor, RowSubject
from udp_core.render.markdown import plain
from udp_core.territory.queries import municipality_names
from udp_core.writing.moving import ASK_CORRECTION, CONFIRM_BUDGET

STATES = {one.value: one.label for one in DataState}
AGREE = "Concorda il preventivo e conferma i suoi importi"
STEPS = {
    DataState.DRAFT: ((DataState.CONFIRMED, "Conferma"),),
    DataState.CONFIRMED: ((DataState.VALIDATED, "Valida"), (DataState.DRAFT, "Riporta in bozza")),
}
"""What can be done with many figures at once."""


def draft_budget(budget: DraftBudget, actor: Actor) -> None:
    """A preventivo in draft: its total, what changes once it is agreed, and the button."""
    key = f"preventivo-{budget.fund_year_id}"
    st.subheader(plain(f"{budget.source} {budget.year}"), anchor=False)
    st.markdown("  \n".join(plain(line) for line in budget_words(budget)))
    stamp = context().stamp("in bozza", "registro del distretto")
    show_table(figures_table(budget.drafts), key, stamp=stamp)
    if not actor.may(Right.ARRANGE, RowSubject(context().district)):
        return
    texts = Texts(f"scritto-{key}")
    reason = texts.line(
        "Motivo, se il programma supera il disponibile", "motivo", longest=LONGEST_LINE
    )
    if st.button(AGREE, key=f"{key}-conferma", type="primary"):
        moves = agreeing(budget)
        carry_out_moves(moves, actor, reason.strip(), key, command=CONFIRM_BUDGET, texts=texts)


def all_figures(actor: Actor) -> None:
    """How much waits, by Comune and month; then the figures."""
    here = context()
    rows = read(waiting, here.district, here.year)
    table = waiting_table(rows, ask(municipality_names, here.district))
    if table.rows:
        stamp = here.stamp("tutti gli stati", "registro del distretto")
        with st.expander("Quanto aspetta, per Comune e mese", key="attesa-aperta"):
            show_table(table, "attesa", stamp=stamp)
    figures(actor)


def figures(actor: Actor) -> None:
    """The figures chosen by register, state, Comune and period, shown before they move."""
    here = context()
    known = those_of(actor, here.district, read(checked_figures, here.district, here.year))
    if not known:
        empty_state(
            "Nessuna cifra da controllare con questo incarico.",
            "Le cifre si danno in «I miei aggiornamenti».",
        )
        return
    kinds = {one.kind: kind_words(one, BY_NAME[one.table].labels) for one in known}
    usual = first_waiting(known)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = choose("Quali cifre", kinds, "quali", default=usual.kind)
        state = DataState.of(choose("Stato", STATES, "stato", default=usual.state.value))
        of_kind = [one for one in known if one.kind == kind]
        places = choose_many("Comuni", _named(one.place for one in of_kind), "comuni")
        periods = choose_many("Periodi", _named(one.when for one in of_kind), "periodi")
    found = ChosenFigures(kind, state, places, periods).of(known)
    if not found:
        empty_state("Nessuna cifra così.", "Scegliere un altro stato, Comune o periodo.")
        return
    if state is DataState.VALIDATED:
        _correction(found, actor)
    else:
        _steps(found, state, actor)
    shown = here.stamp(state.label, "registro del distretto")
    show_table(figures_table(found), "da-controllare", stamp=shown)


def _named(words: Iterable[str]) -> dict[str, str]:
    return {word: word for word in words}


def _steps(found: tuple[CheckedFigure, ...], state: DataState, actor: Actor) -> None:
    texts = Texts(f"scritto-riporta-{found[0].kind}", apart=True)
    pressed: list[DataState] = []
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = ""
        if state is DataState.CONFIRMED:
            reason = texts.line(
                "Motivo (serve per riportare in bozza)", "motivo", longest=LONGEST_LINE
            ).strip()
        for after, label in STEPS[state]:
            if st.button(f"{label} ({len(found)})", key=f"passo-{after.value}"):
                pressed.append(after)
    texts.say()
    for after in pressed:
        carry_out_moves(moves_of(found, after), actor, reason, "passo", texts=texts)


def _correction(found: tuple[CheckedFigure, ...], actor: Actor) -> None:
    """One validated figure goes back to its owner, with the reason; the others stay validated."""
    if not actor.may(Right.VALIDATE, RowSubject(context().district)):
        return
    words = {one.id: f"{one.what}, {one.place}, {one.when}" for one in found}
    chosen = choose("Quale cifra va corretta", words, "cifra")
    texts = Texts(f"scritto-correzione-{chosen}")
    reason = texts.line(
        "Che cosa non va (lo legge chi l’ha data)", "motivo", longest=LONGEST_LINE
    ).strip()
    if st.button("Chiedi la correzione"):
        one = tuple(figure for figure in found if figure.id == chosen)
        carry_out_moves(
            moves_of(one, DataState.DRAFT),
            actor,
            reason,
            "correzione",
            command=ASK_CORRECTION,
            texts=texts,
        )
