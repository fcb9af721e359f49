"""The parts of a sitting at the desk: agenda, presences, what happens while it runs."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import carry_out
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.grid import edit_grid
from pages.components.problems import list_problems
from pages.components.screens import SALA
from pages.components.tables import show_table
from udp_core import italian
from udp_core.briefing.opening import openable
from udp_core.domain.access import Actor
from udp_core.domain.sitting import Seat, Tally
from udp_core.model.sitting import AgendaAlternative, AgendaItem, Attendance
from udp_core.problem import Problem
from udp_core.service.saving import Edit, SaveRows, save_rows
from udp_core.service.sitting.deciding import Resolution, decide
from udp_core.service.sitting.holding import Room
from udp_core.simulation_vocabulary import ScenarioState
from udp_core.sitting_vocabulary import ItemKind, Presence, SittingState, VoteChoice
from udp_core.store.queries.registers import register_rows
from udp_core.store.queries.scenarios import scenarios
from udp_core.store.queries.sittings import ItemRow, SittingRow, agenda, alternatives
from udp_core.view.markdown import plain
from udp_core.view.sitting.tables import seats_table
from udp_core.view.slides.agenda import MOST_SCENARIOS

NOBODY = ""
RUNNING = "In corso"
"""The part where a sitting that is open is run."""
LONGEST_NOTE = 300
FEWEST_TO_COMPARE = 2


def sitting_name(row: SittingRow) -> str:
    """A sitting among others."""
    return f"{italian.day(row.held_on)}, {row.body}"


def item_name(item: ItemRow) -> str:
    """A point among others."""
    return f"{item.number}. {item.title}"


def save(edits: list[Edit], actor: Actor, reason: str, said: str) -> None:
    """Write some rows of the sitting as one command."""
    here = context()
    carry_out(lambda asked: save_rows(here.engine, SaveRows(asked, actor.officer_id, edits, here.today)), actor, reason, said)


def agenda_part(room: Room, actor: Actor | None) -> None:
    """The points: a grid for who runs the sitting until it opens, a list for everybody else."""
    items = read(agenda, room.sitting.id)
    if actor and room.sitting.state in {SittingState.PLANNED, SittingState.CONVENED}:
        _agenda_grid(room, actor, items)
    else:
        _agenda_list(items)
    if actor and room.sitting.state in {SittingState.PLANNED, SittingState.CONVENED, SittingState.OPEN}:
        _alternatives(room, actor, items)


def _agenda_grid(room: Room, actor: Actor, items: tuple[ItemRow, ...]) -> None:
    here, sitting = context(), room.sitting
    opens = ask(openable, here.district, sitting.year, here.today)
    opens = {**opens, **{one.screen: f"{one.screen} (non c’è più)" for one in items if one.screen and one.screen not in opens}}
    rows = read(register_rows, AgendaItem, {"sitting_id": sitting.id}, 0)
    edit_grid(AgendaItem, rows, actor, f"agenda-{sitting.id}", {"sitting_id": sitting.id}, choices={"screen": opens})


def _agenda_list(items: tuple[ItemRow, ...]) -> None:
    if not items:
        empty_state("L’ordine del giorno è vuoto.", "Lo scrive il coordinatore.")
    for one in items:
        st.markdown(f"**{one.number}. {plain(one.title)}** · {one.kind.label}" + (f" · {plain(one.rapporteur)}" if one.rapporteur else "") + (f"  \n{plain(one.proposal)}" if one.proposal else ""))


def _alternatives(room: Room, actor: Actor, items: tuple[ItemRow, ...]) -> None:
    """The scenarios looked at beside the one that a point proposes."""
    scenarios_known, proposing = known_scenarios(), {one.id: one for one in items if one.scenario_id}
    if not proposing or len(scenarios_known) < FEWEST_TO_COMPARE:
        return
    present = read(alternatives, room.sitting.id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        item = proposing[choose("Scenari a confronto al punto", {one.id: item_name(one) for one in proposing.values()}, "punto-alternative")]
        others = {code: name for code, name in scenarios_known.items() if code != item.scenario_id}
        before = set(present.get(item.id, ())) & set(others)
        chosen = set(st.multiselect("Alternative", list(others), default=sorted(before), format_func=others.__getitem__, key=f"alternative-{item.id}", placeholder="Nessuna", select_all=False, max_selections=MOST_SCENARIOS - 1))
        if st.button("Salva le alternative", disabled=chosen == before):
            versions = {one.id: one.version for one in read(register_rows, AgendaAlternative, {"item_id": item.id}, 0)}
            added = [Edit(AgendaAlternative, {"item_id": item.id, "scenario_id": code}) for code in sorted(chosen - before)]
            gone = [Edit(AgendaAlternative, {}, f"{item.id}:{code}", versions[f"{item.id}:{code}"], remove=True) for code in sorted(before - chosen)]
            save([*added, *gone], actor, f"Alternative al punto {item.number}", "Alternative salvate.")


def known_scenarios() -> dict[str, str]:
    """The scenarios that are not put away, id to name."""
    return {one.id: one.name for one in read(scenarios, context().district) if one.state is not ScenarioState.ARCHIVED}


def presences_part(room: Room, actor: Actor | None) -> None:
    """Who is there; each choice is saved at once."""
    item = read(agenda, room.sitting.id)
    here = read(lambda connection: room.quorum(connection, item[-1].number if item else 1))
    st.markdown(f"Numero legale: {room.quorum_words or 'nessuna regola scritta'}. {here.words if here else ''}")
    show_table(seats_table(room.seats), "presenze", stamp=context().stamp(room.sitting.state.label, "registro delle sedute"))
    if actor and room.sitting.state in {SittingState.CONVENED, SittingState.OPEN} and room.seats:
        _presence(room, actor)


def _presence(room: Room, actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="presenza"):
        if st.button("Tutti presenti", disabled=all(seat.presence for seat in room.seats)):
            edits = [Edit(Attendance, _attendance(room, seat, Presence.PRESENT)) for seat in room.seats if seat.presence is None]
            save(edits, actor, "Presenze della seduta", "Presenze salvate.")
        member = choose("Componente", {seat.member_id: seat.name for seat in room.seats}, "componente")
        presence = choose("Presenza", {one.value: one.label for one in Presence}, "com-e-presente")
        delegate = st.text_input("Delegato", key="delegato", max_chars=120)
        since = st.text_input("Dal punto n.", key="dal-punto", max_chars=2)
        until = st.text_input("Fino al punto n.", key="al-punto", max_chars=2)
        if st.button("Salva la presenza", type="primary"):
            seat = next(one for one in room.seats if one.member_id == member)
            values = _attendance(room, seat, Presence.of(presence)) | {"delegate": delegate.strip() or None, "from_item": _number(since), "to_item": _number(until)}
            seen = {one.id: one.version for one in read(register_rows, Attendance, {"sitting_id": room.sitting.id}, 0)}
            row_id = f"{room.sitting.id}:{member}"
            save([Edit(Attendance, values, row_id if row_id in seen else None, seen.get(row_id, 0))], actor, f"Presenza di {seat.name}", "Presenza salvata.")


def _attendance(room: Room, seat: Seat, presence: Presence) -> dict[str, str | int | None]:
    return {"sitting_id": room.sitting.id, "member_id": seat.member_id, "presence": presence.value, "delegate": None, "from_item": None, "to_item": None}


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def running_part(room: Room, actor: Actor | None) -> None:
    """One point at a time: its line of notes, and its decision."""
    items = {one.id: one for one in read(agenda, room.sitting.id)}
    if room.sitting.state is not SittingState.OPEN or not items:
        empty_state("La seduta non è aperta.", "Si annota e si decide mentre è in corso.")
        return
    chosen = items[choose("Punto", {one.id: item_name(one) for one in items.values()}, "punto")]
    here = read(lambda connection: room.quorum(connection, chosen.number))
    with st.container(horizontal=True):
        st.markdown(here.words if here else "")
        st.page_link(SALA, label=f"Mostra il punto {chosen.number} in sala", query_params={"seduta": room.sitting.id, "anno": str(room.sitting.year), "punto": str(chosen.number)})
    if actor is None:
        st.markdown(plain(chosen.note or "Nessuna nota."))
        return
    _note(chosen, actor)
    if chosen.kind is ItemKind.DECISION:
        _decision(room, chosen, actor)


def _note(item: ItemRow, actor: Actor) -> None:
    """One line; Enter saves it."""
    with st.form(f"nota-{item.id}-{item.version}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        note = st.text_input("Nota della discussione (una riga)", item.note or "", key=f"nota-{item.id}", max_chars=LONGEST_NOTE)
        if st.form_submit_button("Salva la nota") and note.strip() != (item.note or ""):
            save([Edit(AgendaItem, {"note": note.strip() or None}, item.id, item.version)], actor, f"Nota al punto {item.number}", "Nota salvata.")


def _decision(room: Room, item: ItemRow, actor: Actor) -> None:
    """The text, the votes, the scenario and what was left aside."""
    st.subheader("Decisione", anchor=False)
    text = st.text_area("Testo", item.proposal or "", key=f"testo-{item.id}", max_chars=4000)
    by_name = st.toggle("Voto per nome", key="per-nome")
    voting = [seat for seat in room.seats if seat.votes and seat.is_here(item.number)]
    votes, reasons = _votes_by_name(voting) if by_name else ({}, {})
    tally = Tally(0, 0, 0) if by_name else _counted(len(voting))
    known, beside = known_scenarios(), read(alternatives, room.sitting.id).get(item.id, ())
    left, middle, right = st.columns(3)
    with left:
        scenario = choose("Scenario deciso", {NOBODY: "Nessuno", **known}, f"scenario-{item.id}", default=item.scenario_id or NOBODY)
    with middle:
        refusable = [one for one in known if one != scenario]
        others = st.multiselect("Alternative scartate", refusable, default=[one for one in beside if one in refusable], format_func=known.__getitem__, key=f"scartate-{item.id}", placeholder="Nessuna", select_all=False)
    with right:
        typed = st.text_input("Da rivedere il (gg/mm/aaaa)", key=f"rivedere-{item.id}").strip()
        review = italian.read_day(typed) if typed else None
    with st.container(horizontal=True):
        for label, postponed in (("Registra la decisione", False), ("Rinvia il punto", True)):
            if st.button(label, type="secondary" if postponed else "primary", key=f"decide-{label}"):
                if isinstance(review, Problem):
                    list_problems([review], 0)
                    return
                resolution = Resolution(item.id, text, tally, votes, reasons, postponed, None, scenario or None, tuple(others), review)
                _record(room, resolution, actor, item)


def _record(room: Room, resolution: Resolution, actor: Actor, item: ItemRow) -> None:
    here = context()
    work = partial(decide, here.engine, officer_id=actor.officer_id, sitting_id=room.sitting.id, resolution=resolution, today=here.today)
    carry_out(lambda asked: work(asked=asked), actor, f"Decisione sul punto {item.number}", "Decisione registrata: non si modifica più.")


def _votes_by_name(voting: list[Seat]) -> tuple[dict[str, VoteChoice], dict[str, str]]:
    votes, reasons = {}, {}
    for seat in voting:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            votes[seat.member_id] = VoteChoice.of(choose(seat.name, {one.value: one.label for one in VoteChoice}, f"voto-{seat.member_id}"))
            if votes[seat.member_id] is VoteChoice.CONFLICT:
                reasons[seat.member_id] = st.text_input(f"Motivo ({seat.name})", key=f"motivo-{seat.member_id}", max_chars=300)
    return votes, reasons


def _counted(present: int) -> Tally:
    with st.container(horizontal=True):
        counts = [int(st.number_input(label, 0, max(present, 1), present if number == 0 else 0, key=f"voti-{label}")) for number, label in enumerate(("Favorevoli", "Contrari", "Astenuti", "In conflitto"))]
    return Tally(*counts)
