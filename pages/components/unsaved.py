"""What was typed or chosen and not saved, offered again in the place where it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.components import who as door
from pages.components.context import context, database
from udp_core.desk.view.words import unsaved_markup
from udp_core.drafts.commands.unsaved import TypedText, forget, keep, place_of, settle, waiting_for
from udp_core.kernel.problem import RefusedError

_WAITING, _READ = "bozze", "bozze-lette"


def begin_run() -> None:
    """A run of the screen, or of a part of it, begins: nothing was read of what waits."""
    st.session_state.pop(_READ, None)


def first_sight(key: str) -> TypedText | None:
    """What waits for a field that is drawn now and was not before, as the archive knows it now.

    Asked at first sight, not while one types: what is being typed at this moment is nothing left
    behind.
    """
    place = place_of(key)
    found = _read().get(place)
    waiting = {k: v for k, v in _waiting().items() if k != place}
    st.session_state[_WAITING] = waiting | ({place: found} if found else {})
    return found


def waits(stem: str) -> bool:
    """Whether something waited, when this session first looked, in a field whose key begins so.

    A closed part is opened.
    """
    seen = f"{stem}·waits"
    if seen not in st.session_state:
        st.session_state[seen] = any(place.startswith(place_of(stem)) for place in _read())
    return bool(st.session_state[seen])


def waiting_under(stem: str) -> tuple[str, ...]:
    """The last word of the stems of the fields that begin so and in which something waits.

    Of «nota-7-nota» under «nota-»: «7».
    """
    start = place_of(stem)
    places = [place.removeprefix(start) for place in _read() if place.startswith(start)]
    return tuple(place.partition("-")[0] for place in places)


def _read() -> Mapping[str, TypedText]:
    """All that waits of who is signed in, asked once a run."""
    if _READ not in st.session_state:
        actor = door.who()
        now = datetime.now(UTC)
        st.session_state[_READ] = waiting_for(database(), actor.officer_id, now) if actor else {}
    found: Mapping[str, TypedText] = st.session_state[_READ]
    return found


def look_up() -> None:
    """What waits at this moment, of every field that is drawn."""
    begin_run()
    st.session_state[_WAITING] = dict(_read())


def ask_again_key() -> None:
    """Pressed by the page itself, out of sight, when it has brought what had stayed in the
    browser.
    """
    st.button("Rileggi le bozze", key="bozze-rileggi", on_click=look_up)


def is_offered(key: str, *known: str) -> bool:
    """Whether something waits for a field, other than what is `known`, shown or stored."""
    return _other_than(key, known) is not None


def offer(key: str, *known: str, said: Mapping[str, str] | None = None, label: str = "") -> None:
    """Beside a field: what waits for it, to be taken up or thrown away.

    Nothing where it is `known`, shown or stored.

    `said` gives the words of a code, `label` names a field that is not just above.
    """
    found = _other_than(key, known)
    if found is None:
        return
    words = (said or {}).get(found.words, found.words)
    st.html(unsaved_markup(words, found.at, datetime.now(UTC), label))
    with st.container(horizontal=True):
        st.button("Riprendi", key=f"riprendi-{key}", on_click=partial(_take_up, key, found))
        st.button("Butta", key=f"butta-{key}", on_click=partial(settled, {key: found.words}))


def _other_than(key: str, known: Iterable[str]) -> TypedText | None:
    found = _waiting().get(place_of(key))
    if found is None or found.words.strip() in {one.strip() for one in known}:
        return None
    return found


def settled(words: Mapping[str, str]) -> None:
    """These (by the key of their field) are saved, or thrown away: they wait no more."""
    actor = door.who()
    if actor is None:
        return
    done = [(place_of(key), text) for key, text in words.items()]
    _forget(place for place, _ in done)
    with suppress(RefusedError):  # an offer too many is no loss
        settle(context().engine, actor.officer_id, done, datetime.now(UTC))


def keep_choice(key: str) -> None:
    """What was chosen in a box just now waits as what is typed does.

    Where it cannot be kept, it is still on the screen.
    """
    actor, now = door.who(), datetime.now(UTC)
    if actor is not None:
        with suppress(RefusedError):
            chosen = st.session_state.get(key)
            written = TypedText(place_of(key), "" if chosen is None else str(chosen), now)
            keep(context().engine, actor.officer_id, [written], now)


def remembered(key: str) -> str:
    """What `remember` kept under a key, in this session or before it began.

    Nothing where it kept nothing.
    """
    if key not in st.session_state:
        found = first_sight(key)
        st.session_state[key] = found.words if found else ""
    return str(st.session_state[key])


def remember(key: str, words: str) -> None:
    """What was chosen, to be chosen again by who comes back."""
    if remembered(key) != words:
        st.session_state[key] = words
        keep_choice(key)


def forget_all_of(starts: Iterable[str]) -> None:
    """What waits in the places that start so is wanted no more."""
    actor = door.who()
    places = [place_of(start) for start in starts]
    waiting = {k: v for k, v in _waiting().items() if not k.startswith(tuple(places))}
    st.session_state[_WAITING] = waiting
    if actor is not None:
        with suppress(RefusedError):
            forget(context().engine, actor.officer_id, places)


def _take_up(key: str, found: TypedText) -> None:
    st.session_state[key] = found.words
    _forget([found.place])


def _waiting() -> Mapping[str, TypedText]:
    found = st.session_state.get(_WAITING)
    return found if isinstance(found, dict) else {}


def _forget(places: Iterable[str]) -> None:
    gone = set(places)
    st.session_state[_WAITING] = {k: v for k, v in _waiting().items() if k not in gone}
