"""Who is at a sitting."""

from __future__ import annotations

import streamlit as st

from pages.components.context import context, read
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.sitting import save
from pages.components.tables import show_table
from pages.components.texts import Texts
from udp_core.archive.queries import register_rows
from udp_core.kernel.italian import few_digits
from udp_core.kernel.problem import Problem
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.sittings.commands.conducting import Room
from udp_core.sittings.entities import LONGEST_NAME, Attendance
from udp_core.sittings.queries.sittings import agenda
from udp_core.sittings.rules import Seat
from udp_core.sittings.tables import seats_table
from udp_core.sittings.terms import Presence, SittingState
from udp_core.writing.saving import Edit, Value


def presences_part(room: Room, actor: Actor | None) -> None:
    """Who is there; each choice is saved at once."""
    item = read(agenda, room.sitting.id)
    here = read(lambda connection: room.quorum(connection, item[-1].number if item else 1))
    st.markdown(
        f"Numero legale: {room.quorum_words or 'nessuna regola scritta'}."
        f" {here.words if here else ''}"
    )
    show_table(
        seats_table(room.seats),
        "presenze",
        stamp=context().stamp(room.sitting.state.label, "registro delle sedute"),
    )
    if actor and room.sitting.state in {SittingState.CONVENED, SittingState.OPEN} and room.seats:
        _presence(room, actor)


def _presence(room: Room, actor: Actor) -> None:
    """Everybody at once; or one member, who may leave, come later, or send somebody."""
    seats = {seat.member_id: seat for seat in room.seats}
    with st.container(horizontal=True, vertical_alignment="bottom", key="presenza"):
        if st.button("Tutti presenti", disabled=all(seat.presence for seat in room.seats)):
            edits = [
                Edit(Attendance, _attendance(room, seat, Presence.PRESENT))
                for seat in room.seats
                if seat.presence is None
            ]
            save(edits, actor, "Presenze della seduta", "Presenti tutti.")
        seat = seats[
            choose("Componente", {code: one.name for code, one in seats.items()}, "componente")
        ]
        texts = Texts(f"scritto-presenza-{room.sitting.id}-{seat.member_id}", apart=True)
        usual = seat.presence.value if seat.presence else None
        presence = choose(
            "Presenza",
            {one.value: one.label for one in Presence},
            f"presenza-{seat.member_id}",
            default=usual,
        )
        delegate = texts.line(
            "Delegato", "delegato", seat.delegate or "", longest=LONGEST_NAME
        ).strip()
        since = texts.line("Dal punto n.", "dal", _words(seat.from_item)).strip()
        until = texts.line("Fino al punto n.", "al", _words(seat.to_item)).strip()
        pressed = st.button("Salva la presenza", type="primary")
    texts.say()
    if not pressed:
        return
    values = {
        "delegate": delegate or None,
        "from_item": few_digits(since),
        "to_item": few_digits(until),
    }
    problems = [_no_point(typed) for typed in (since, until) if typed and few_digits(typed) is None]
    if problems:
        list_problems(problems)
        return
    _save(room, seat, actor, _attendance(room, seat, Presence.of(presence)) | values, texts)


def _save(room: Room, seat: Seat, actor: Actor, values: dict[str, Value], texts: Texts) -> None:
    seen = {
        one.id: one.version
        for one in read(register_rows, Attendance, {"sitting_id": room.sitting.id}, 0)
    }
    row_id = f"{room.sitting.id}:{seat.member_id}"
    edit = Edit(Attendance, values, row_id if row_id in seen else None, seen.get(row_id, 0))
    save([edit], actor, f"Presenza di {seat.name}", f"Presenza di {plain(seat.name)}.", texts)


def _attendance(room: Room, seat: Seat, presence: Presence) -> dict[str, Value]:
    return {
        "sitting_id": room.sitting.id,
        "member_id": seat.member_id,
        "presence": presence.value,
        "delegate": None,
        "from_item": None,
        "to_item": None,
    }


def _words(number: int | None) -> str:
    return "" if number is None else str(number)


def _no_point(typed: str) -> Problem:
    return Problem(
        "D60",
        f"«{typed[:60]}» non è il numero di un punto.",
        "Scrivere per esempio 3, o lasciare vuoto.",
        value=typed,
    )
