"""Seduta: dall’ordine del giorno al verbale; aprirla congela le cifre come note quella sera."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components import sala
from pages.components.agenda import agenda_part
from pages.components.briefing import documents_part, dossier_part
from pages.components.cards import empty_state
from pages.components.commanding import carry_out, say_done
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.plans import plans_part
from pages.components.presences import presences_part
from pages.components.problems import list_problems
from pages.components.running import RUNNING, running_part
from pages.components.sitting import save, sitting_name
from pages.components.texts import Texts
from pages.components.unsaved import waits
from pages.components.who import who
from udp_core import italian
from udp_core.domain.access import Actor, Deed, Subject
from udp_core.domain.sitting import next_state
from udp_core.model.governance import GoverningBody
from udp_core.model.sitting import Sitting
from udp_core.problem import Problem
from udp_core.service.saving import Edit, Value
from udp_core.service.sitting.holding import Room, move_sitting, room_of
from udp_core.sitting_vocabulary import SittingState
from udp_core.store.queries.registers import names_of
from udp_core.store.queries.sittings import sittings
from udp_core.view.markdown import plain
from udp_core.vocabulary import Origin

NEW = "scritto-seduta-nuova"
LONGEST_HOUR, LONGEST_PLACE = 5, 200
STEPS = {
    SittingState.CONVENED: "Convoca",
    SittingState.OPEN: "Apri la seduta: congela le cifre",
    SittingState.CLOSED: "Chiudi la seduta",
    SittingState.APPROVED: "Il verbale è approvato",
}
PARTS = {
    "Ordine del giorno": agenda_part,
    "Presenze": presences_part,
    RUNNING: running_part,
    "Criticità": plans_part,
    "Fascicolo": dossier_part,
    "Documenti": documents_part,
}


def new_sitting(actor: Actor) -> None:
    with st.expander("Nuova seduta", expanded=waits(NEW)):
        body = choose("Organo", ask(names_of, GoverningBody), "organo")
        texts = Texts(NEW, apart=True)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed = texts.line("Data (gg/mm/aaaa)", "data")
            hour = texts.line("Ora", "ora", "17:30", longest=LONGEST_HOUR).strip()
            place = texts.line("Luogo", "luogo", longest=LONGEST_PLACE).strip()
            pressed = st.button("Crea la seduta", type="primary")
        texts.say()
        if pressed:
            create(actor, body, (typed, hour, place), texts)


def create(actor: Actor, body: str, typed: tuple[str, str, str], texts: Texts) -> None:
    day, (_, hour, place) = italian.read_day(typed[0]), typed
    if isinstance(day, Problem):
        list_problems([day], 0)
        return
    here = context()
    values: dict[str, Value] = {
        "code": f"seduta-{day:%Y-%m-%d}",
        "body_id": body,
        "district_id": here.district,
        "year": here.year,
        "held_on": day.isoformat(),
        "starts_at": hour,
        "place": place,
        "state": SittingState.PLANNED.value,
        "revision": None,
        "known_on": None,
        "note": None,
        "origin": Origin.REAL.value,
    }
    save(
        [Edit(Sitting, values)],
        actor,
        f"Seduta del {italian.day(day)}",
        "Seduta creata: ora si scrive l’ordine del giorno.",
        texts,
    )


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
                lambda asked: move(asked=asked),
                actor,
                STEPS[target],
                f"La seduta è {target.label}.",
            )


st.title("A che punto è la seduta?", anchor=False)
say_done()
here = context()
known = who()
actor = known if known and known.may(Deed.ARRANGE, Subject(here.district)) else None
rows = read(sittings, here.district)
if not rows:
    empty_state("Nessuna seduta.", "La crea il coordinatore, con data, ora e luogo.")
else:
    chosen = choose("Seduta", {one.id: sitting_name(one) for one in rows}, "seduta")
    room = read(room_of, chosen)
    if room:
        top(room, actor)
        for tab, draw in zip(
            st.tabs(list(PARTS), on_change="rerun", key="parte", bind="query-params"),
            PARTS.values(),
            strict=True,
        ):
            if tab.open:
                with tab:
                    draw(room, actor)
if actor:
    new_sitting(actor)
