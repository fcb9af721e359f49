"""Stati: che cosa aspetta una conferma o una validazione, e i passaggi di schede e programma."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.tables import show_table
from pages.components.who import asked, who
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.domain.states import steps_from
from udp_core.model.frna import FrnaEntry
from udp_core.model.governance import Act
from udp_core.model.intervention import Intervention
from udp_core.model.plan import AnnualProgramme
from udp_core.problem import RefusedError
from udp_core.service.moving import Move, MoveState, move_states, state_field, steps_of
from udp_core.store.queries.desk import municipality_names, programmes_of, schede_of
from udp_core.store.queries.registers import names_of, register_rows
from udp_core.store.queries.waiting import entries_in, waiting
from udp_core.view.desk.states import waiting_table
from udp_core.vocabulary import DataState, InterventionState, PlanState, Term

WHOLE = "-"


def carry_out(moves: Sequence[Move], actor: Actor, reason: str) -> None:
    try:
        request = asked(reason or "Passaggio di stato")
        command = MoveState(request, actor.officer_id, moves, context().today, explained=bool(reason))
        move_states(context().engine, command)
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
    else:
        st.session_state["mossi"] = len(moves)
        st.rerun()


def figures(actor: Actor) -> None:
    here = context()
    names = ask(municipality_names, here.district)
    rows = read(waiting, here.district, here.year)
    show_table(waiting_table(rows, names), "attesa", stamp=here.stamp("tutti gli stati", "registro del distretto"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = choose("Comune", {WHOLE: "Intero distretto", **names}, "luogo")
        month = choose("Mese", {str(one): italian.month(one) for one in range(1, 13)}, "mese-stato")
    at = (None if place == WHOLE else place, int(month))
    reason = st.text_input("Motivo (serve per riaprire)", key="motivo-stato", max_chars=300).strip()
    steps = ((DataState.DRAFT, DataState.CONFIRMED, "Conferma"), (DataState.CONFIRMED, DataState.VALIDATED, "Valida"), (DataState.VALIDATED, DataState.DRAFT, "Riapri"))
    with st.container(horizontal=True):
        for before, after, label in steps:
            found = read(entries_in, here.district, here.year, at, before)
            if st.button(f"{label} ({len(found)})", key=f"passo-{before.value}", disabled=not found):
                carry_out([Move(FrnaEntry, one.id, one.version, after) for one in found], actor, reason)


def one_row(entity: type[Intervention | AnnualProgramme], row_id: str, first: Term, actor: Actor) -> None:
    """The steps that a row may take next, each with its button."""
    [row] = read(register_rows, entity, {"id": row_id})
    name = state_field(entity, first)
    state = type(first).of(str(row.image[name or "state"]))
    following = steps_from(steps_of(entity, first), state)
    st.markdown(f"Ora è **{state.label}**." + ("" if following else " Non ci sono altri passaggi."))
    reason = st.text_input("Motivo", key=f"motivo-{row_id}", max_chars=300).strip() if any(step.needs_reason for step in following.values()) else ""
    act = choose("Atto", {"": "Nessuno", **ask(names_of, Act)}, f"atto-{row_id}") if any(step.needs_act for step in following.values()) else ""
    with st.container(horizontal=True):
        for after in following:
            if st.button(f"Passa a «{after.label}»", key=f"a-{row_id}-{after.value}"):
                carry_out([Move(entity, row_id, row.version, after, act)], actor, reason)




def schede(actor: Actor) -> None:
    found = ask(schede_of, context().district, context().year)
    if not found:
        empty_state("Nessuna scheda quest’anno.", "Aggiungerla da «Scheda».")
        return
    one_row(Intervention, choose("Scheda", {one.id: f"{one.code} {one.title}" for one in found}, "scheda-stato"), InterventionState.PROPOSED, actor)


def programme(actor: Actor) -> None:
    found = ask(programmes_of, context().district, context().year)
    if not found:
        empty_state("Nessun programma quest’anno.", "Aggiungerlo nei Registri.")
        return
    one_row(AnnualProgramme, found[0], PlanState.DRAFT, actor)


PARTS: dict[str, Callable[[Actor], None]] = {"Cifre del fondo": figures, "Schede": schede, "Programma": programme}

st.title("Che cosa aspetta una conferma?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per vedere che cosa aspetta bisogna entrare.", "Usare «Entra», in alto.")
else:
    if moved := st.session_state.pop("mossi", None):
        st.success(f"Fatto: {italian.plural(moved, 'riga passata', 'righe passate')} di stato.")
    for tab, draw in zip(st.tabs(list(PARTS), on_change="rerun", key="parte"), PARTS.values(), strict=True):
        if tab.open:
            with tab:
                draw(actor)
