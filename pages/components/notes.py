"""What is noted of a point: a line each, with its time and its author, on the walls where asked."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.components.commanding import carry_out
from pages.components.context import context, read
from pages.components.texts import Texts
from pages.components.unsaved import waiting_under
from udp_core.kernel.clock import ROME
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.sittings.commands.noting import NewNote, add_note, show_note
from udp_core.sittings.entities import LONGEST_NOTE
from udp_core.sittings.queries.notes import NoteRow, notes_of
from udp_core.sittings.queries.sittings import ItemRow

SHOW = {False: "Mostra in sala", True: "Togli dalla sala"}


def notes_part(item: ItemRow, actor: Actor | None) -> None:
    """Those written so far; for who runs the sitting, the next one."""
    found = read(notes_of, item.id)
    if item.note:
        st.markdown(plain(item.note))
    for one in found:
        _shown(one, item, actor)
    if actor is not None:
        _write(item, actor, _place(item, len(found)))
    elif not found and not item.note:
        st.markdown("Nessuna nota.")


def _shown(one: NoteRow, item: ItemRow, actor: Actor | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(one.at)}**, {plain(one.author)}: {plain(one.words)}")
        if actor is None or not st.button(SHOW[one.shown], key=f"nota-in-sala-{one.id}"):
            return
        here = context()
        work = partial(
            show_note,
            here.engine,
            officer_id=actor.officer_id,
            seen=(one.id, one.version),
            today=here.today,
            shown=not one.shown,
        )
        said = f"Nota del punto {item.number}: {'non è più' if one.shown else 'ora è'} in sala."
        carry_out(work, actor, SHOW[one.shown], said, form=work.keywords)


def _place(item: ItemRow, written: int) -> int:
    """The number of the line that is written: another only once this one is saved.

    What colleagues note meanwhile changes nothing under the hands of who writes; who comes back
    finds the line that was left behind.
    """
    key = _place_key(item)
    if key not in st.session_state:
        left = [int(one) for one in waiting_under(_stem(item)) if one.isdigit()]
        st.session_state[key] = max(left, default=written)
    return int(st.session_state[key])


def _stem(item: ItemRow) -> str:
    return f"scritto-nota-{item.id}-"


def _place_key(item: ItemRow) -> str:
    return f"posto-nota-{item.id}"


def _go_on(item: ItemRow) -> None:
    """The next line is empty, and pressed twice this one is one note."""
    st.session_state[_place_key(item)] += 1


def _write(item: ItemRow, actor: Actor, number: int) -> None:
    """One line; Enter saves it, and the next one is empty."""
    texts = Texts(f"{_stem(item)}{number}", apart=True)
    with (
        st.form(f"nota-{item.id}-{number}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        words = texts.line("Nota della discussione (una riga)", "nota", longest=LONGEST_NOTE)
        shown = st.checkbox("Anche in sala", key=f"anche-in-sala-{item.id}-{number}")
        pressed = st.form_submit_button("Salva la nota")
    texts.say()
    if not pressed or not words.strip():  # Enter pressed again, on the line that follows
        return
    here, now = context(), datetime.now(UTC).astimezone(ROME)
    new = NewNote(item.id, words.strip(), f"{now:%H:%M}", number, shown=shown)
    work = partial(add_note, here.engine, officer_id=actor.officer_id, new=new, today=here.today)
    carry_out(
        work,
        actor,
        f"Nota al punto {item.number}",
        f"Nota al punto {item.number}.",
        lambda _: _go_on(item),
        form=(new.item_id, new.words, number),
        texts=texts,
    )
