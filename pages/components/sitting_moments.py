"""What happens while a sitting is open: who leaves, who comes in, a suspension, each with its time.

One press, at the time of the clock unless another is written.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.components.commanding import carry_out
from pages.components.context import context, read
from pages.components.filters import choose
from pages.components.texts import Texts
from udp_core.kernel.clock import ROME
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.sittings.commands.conducting import Room
from udp_core.sittings.commands.moments import NewMoment, note_moment
from udp_core.sittings.queries.sittings import ItemRow, moments
from udp_core.sittings.rules import Occurrence, suspended_since
from udp_core.sittings.terms import MomentKind

LEFT_OR_IN = {True: MomentKind.LEFT, False: MomentKind.RETURNED}
"""What somebody does, who is there or is not."""
PAUSE = {True: MomentKind.SUSPENDED, False: MomentKind.RESUMED}
"""What a sitting does that goes on, or does not."""


def moments_part(room: Room, item: ItemRow, actor: Actor | None) -> None:
    """What happened so far; for who runs the sitting, what happens now."""
    found = read(moments, room.sitting.id)
    since = suspended_since(found)
    if since:
        st.warning(f"**La seduta è sospesa dalle {since}.**")
    if found:
        st.markdown("\n".join(f"- {plain(one.words)}" for one in found))
    if actor is not None:
        _note(room, item, actor, found, since)


def _note(
    room: Room, item: ItemRow, actor: Actor, found: tuple[Occurrence, ...], since: str
) -> None:
    texts = Texts(f"scritto-momento-{room.sitting.id}-{len(found)}", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom", key="momenti"):
        now = f"{datetime.now(UTC).astimezone(ROME):%H:%M}"
        typed = texts.line(f"Ora (adesso {now})", "ora").strip()
        seats = {one.member_id: one for one in room.seats}
        names = {code: one.name for code, one in seats.items()}
        member = choose("Chi entra o esce", names, "chi-si-muove") if names else ""
        here = member in seats and seats[member].is_here(item.number)
        person = st.button("Esce" if here else "Entra", disabled=not member, key="momento-persona")
        pause = st.button(
            "Riprendi la seduta" if since else "Sospendi la seduta", key="momento-pausa"
        )
    texts.say()
    if not (person or pause):
        return
    kind = (LEFT_OR_IN if person else PAUSE)[here if person else not since]
    new = NewMoment(room.sitting.id, kind, typed or now, item.number, member if person else "")
    _write(actor, new, texts)


def _write(actor: Actor, new: NewMoment, texts: Texts) -> None:
    here = context()
    work = partial(note_moment, here.engine, officer_id=actor.officer_id, new=new, today=here.today)
    carry_out(
        work,
        actor,
        f"{new.kind.label} al punto {new.item}",
        f"Alle {new.at}: {new.kind.label}. Se è un errore si annulla in «Storia».",
        form=new,
        texts=texts,
    )
