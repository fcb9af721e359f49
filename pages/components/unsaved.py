"""What was typed and not saved, offered again in the place where it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.components.context import context
from pages.components.who import who
from udp_core.problem import RefusedError
from udp_core.service.unsaved import Written, place_of, settle, waiting_for
from udp_core.view.desk.words import unsaved_markup

_WAITING = "bozze"


def look_up() -> None:
    """What waits of who is signed in, at this moment.

    Asked when a screen is drawn, not while one types: what is being typed at this moment is nothing left behind.
    """
    actor = who()
    now = datetime.now(UTC)
    found = waiting_for(context().engine, actor.officer_id, now) if actor else {}
    st.session_state[_WAITING] = found


def ask_again_key() -> None:
    """Pressed by the page itself, out of sight, when it has brought what had stayed in the browser."""
    st.button("Rileggi le bozze", key="bozze-rileggi", on_click=look_up)


def offer(key: str, *known: str) -> None:
    """Beside a field: what waits for it, to be taken up or thrown away; nothing where it is `known`, shown or stored."""
    found = _waiting().get(place_of(key))
    if found is None or found.words.strip() in {one.strip() for one in known}:
        return
    st.html(unsaved_markup(found.words, found.at, datetime.now(UTC)))
    with st.container(horizontal=True):
        st.button("Riprendi", key=f"riprendi-{key}", on_click=partial(_take_up, key, found))
        st.button("Butta", key=f"butta-{key}", on_click=partial(settled, {key: found.words}))


def settled(words: Mapping[str, str]) -> None:
    """These (by the key of their field) are saved, or thrown away: they wait no more."""
    actor = who()
    if actor is None:
        return
    done = [(place_of(key), text) for key, text in words.items()]
    _forget(place for place, _ in done)
    with suppress(RefusedError):  # an offer too many is no loss
        settle(context().engine, actor.officer_id, done, datetime.now(UTC))


def _take_up(key: str, found: Written) -> None:
    st.session_state[key] = found.words
    _forget([found.place])


def _waiting() -> Mapping[str, Written]:
    found = st.session_state.get(_WAITING)
    return found if isinstance(found, dict) else {}


def _forget(places: Iterable[str]) -> None:
    gone = set(places)
    st.session_state[_WAITING] = {k: v for k, v in _waiting().items() if k not in gone}
