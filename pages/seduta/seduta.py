"""Seduta: dall’ordine del giorno al verbale; aprirla congela le cifre come note quella sera."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components import sala
from pages.components.agenda import agenda_part
from pages.components.briefing import documents_part, dossier_part
from pages.components.cards import empty_state
from pages.components.commanding import carry_out, say_done
from pages.components.context import context, read
from pages.components.filters import choose
from pages.components.new_sitting import follow_new_sitting, new_sitting
from pages.components.parts import draw_parts
from pages.components.plans import plans_part
from pages.components.presences import presences_part
from pages.components.running import running_part
from pages.components.sala import RUNNING
from pages.components.sitting import CHOSEN, sitting_names
from pages.components.sitting_when import when_part
from pages.components.who import who
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import Right
from udp_core.people.rules import Actor, RowSubject
from udp_core.render.markdown import plain
from udp_core.sittings.commands.conducting import Room, move_sitting, room_of
from udp_core.sittings.queries.sittings import sittings
from udp_core.sittings.rules import next_state
from udp_core.sittings.terms import SittingState

STEPS = {
    SittingState.CONVENED: "Convoca",
    SittingState.OPEN: "Apri la seduta: congela le cifre",
    SittingState.CLOSED: "Chiudi la seduta",
    SittingState.APPROVED: "Approva il verbale",
}
DONE = {SittingState.APPROVED: "Il verbale è approvato."}
"""What is said of a step, where it is not of the sitting."""
PARTS = {
    "Ordine del giorno": agenda_part,
    "Presenze": presences_part,
    RUNNING: running_part,
    "Criticità": plans_part,
    "Fascicolo": dossier_part,
    "Documenti": documents_part,
}


def top(room: Room, actor: Actor | None) -> None:
    """Where and when, what comes next, the way to the wall."""
    row, here = room.sitting, context()
    frozen = (
        f" Cifre congelate alla revisione {italian.number(row.revision)}."
        if row.revision is not None
        else ""
    )
    st.markdown(
        f"**{plain(row.body)}**, {italian.day(row.held_on)} ore {plain(row.starts_at)},"
        f" {plain(row.place)}. Stato: **{row.state.label}**.{frozen}"
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "seduta/sala.py",
            label="**Apri la sala**",
            query_params={sala.SITTING: row.id, "anno": str(row.year)},
        )
        target = next_state(row.state)
        if actor and target and st.button(STEPS[target], key=f"passo-{target.value}"):
            move = partial(
                move_sitting,
                here.engine,
                officer_id=actor.officer_id,
                seen=(row.id, row.version),
                today=here.today,
            )
            carry_out(
                move,
                actor,
                STEPS[target],
                DONE.get(target, f"La seduta è {target.label}."),
            )


st.title("A che punto è la seduta?", anchor=False)
say_done()
here = context()
known = who()
actor = known if known and known.may(Right.ARRANGE, RowSubject(here.district)) else None
rows = read(sittings, here.district)
if not rows:
    empty_state("Nessuna seduta.", "La crea il coordinatore, con data, ora e luogo.")
else:
    follow_new_sitting()
    chosen = choose("Seduta", sitting_names(rows), CHOSEN)
    room = read(room_of, chosen)
    if room:
        top(room, actor)
        if actor:
            when_part(room.sitting, actor)
        draw_parts(PARTS, room, actor)
if actor:
    new_sitting(actor)
