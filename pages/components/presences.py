"""Who is at a sitting."""

from __future__ import annotations

import streamlit as st

from pages.components.context import context, read
from pages.components.filters import choose
from pages.components.sitting import save
from pages.components.tables import show_table
from udp_core.domain.access import Actor
from udp_core.domain.sitting import Seat
from udp_core.model.sitting import Attendance
from udp_core.service.saving import Edit
from udp_core.service.sitting.holding import Room
from udp_core.sitting_vocabulary import Presence, SittingState
from udp_core.store.queries.registers import register_rows
from udp_core.store.queries.sittings import agenda
from udp_core.view.sitting.tables import seats_table


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
