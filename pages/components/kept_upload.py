"""A file chosen on a screen stays while other screens are looked at: its name and bytes, in the session of who chose it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import streamlit as st

from udp_core.clock import ROME
from udp_core.view.markdown import plain

MOST_BYTES = 10 * 1024 * 1024
"""Beyond it a file is read but not kept: two screens bring files, so a session holds twenty million bytes at most."""
SCREENS = ("importa", "carica")
"""The screens that keep one, each under its own name."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was chosen: its name, its bytes, the first digits of their print, when (of Rome)."""

    name: str
    content: bytes
    code: str
    at: datetime | None = None


def kept_upload(label: str, types: Sequence[str], screen: str, key: str) -> Brought | None:
    """The file chosen now, else the one chosen before going to another screen, which is told with its hour."""
    found = st.file_uploader(label, type=list(types), key=key, on_change=_touched, args=(screen,))
    if found is not None:
        return _new(screen, found.file_id, found.name, found.getvalue())
    if st.session_state.pop(_mark(screen), False):
        drop(screen)
    kept = kept_file(screen)
    if kept is not None:
        _tell(kept, screen)
    return kept


def kept_file(screen: str) -> Brought | None:
    """The file that this session holds for a screen."""
    found = st.session_state.get(_place(screen))
    return found if isinstance(found, Brought) else None


def drop(screen: str) -> None:
    """Used, or no longer wanted: its bytes, and what was opened of it."""
    st.session_state.pop(_place(screen), None)
    st.session_state.pop(opened_of(screen), None)


def drop_all() -> None:
    """Who chose them is no longer here."""
    for screen in SCREENS:
        drop(screen)


def opened_of(screen: str) -> str:
    """Where a screen keeps what it opened of its file: it goes with the file."""
    return f"{screen}-fogli"


def _new(screen: str, file_id: str, name: str, content: bytes) -> Brought:
    """Kept once: a file that was used is not kept again because its box still shows it."""
    made = Brought(name, content, sha256(content).hexdigest()[:12], datetime.now(ROME))
    st.session_state.pop(_mark(screen), None)
    if st.session_state.get(_last(screen)) != file_id and len(content) <= MOST_BYTES:
        st.session_state[_last(screen)] = file_id
        st.session_state[_place(screen)] = made
    return made


def _tell(kept: Brought, screen: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        hour = f" alle {kept.at:%H:%M}" if kept.at else ""
        st.markdown(f"File scelto{hour}: **{plain(kept.name)}**. Per cambiarlo, sceglierne un altro.")
        st.button("Togli il file", key=f"togli-{screen}", on_click=drop, args=(screen,))


def _touched(screen: str) -> None:
    """The box was changed by hand: where it is empty now, the file was taken away."""
    st.session_state[_mark(screen)] = True


def _place(screen: str) -> str:
    return f"{screen}-file"


def _mark(screen: str) -> str:
    return f"{screen}-file-toccato"


def _last(screen: str) -> str:
    return f"{screen}-file-ultimo"
