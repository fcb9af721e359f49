"""A file chosen on a screen stays until it is used.

While other screens are looked at, and after reloading or signing in again.

Its name and bytes are in the session of who chose it, and in the archive for that officer alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from pages.components import who as door
from pages.components.context import context
from pages.components.unsaved import forget_all_of
from udp_core.desk.view.words import moment_words
from udp_core.drafts.commands import unsaved_files as archive
from udp_core.drafts.commands.unsaved_files import BroughtFile
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import RefusedError
from udp_core.render.markdown import plain

MOST_BYTES = 10 * 1024 * 1024
"""Beyond it a file is read but not kept.

Three screens bring files, so an officer holds thirty million bytes at most.
"""
SCREENS = ("importa", "carica", "registri")
"""The screens that keep one, each under its own name."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was chosen.

    Its name, its bytes, the first digits of their print, when (of Rome).
    """

    name: str
    content: bytes
    code: str
    at: datetime | None = None


def kept_upload(label: str, types: Sequence[str], screen: str, key: str) -> Brought | None:
    """The file chosen now, else the one chosen before leaving, which is told with its moment."""
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
    """The file that who is here left on a screen: in this session, or before it began."""
    if _place(screen) not in st.session_state:
        st.session_state[_place(screen)] = _left(screen)
    found = st.session_state[_place(screen)]
    return found if isinstance(found, Brought) else None


def _left(screen: str) -> Brought | None:
    actor = door.who()
    if actor is None:
        return None
    found = archive.kept_file(context().engine, actor.officer_id, screen, datetime.now(UTC))
    if found is None:
        return None
    return Brought(found.name, found.content, _code(found.content), found.at.astimezone(ROME))


def drop(screen: str) -> None:
    """Used, or no longer wanted: its bytes, what was opened of it, what was answered of it."""
    used(screen)
    st.session_state[_place(screen)] = None
    st.session_state.pop(opened_of(screen), None)


def used(screen: str) -> None:
    """It is saved: it stays on the screen, and is not brought back another day."""
    found, actor = kept_file(screen), door.who()
    if found is None or actor is None:
        return
    with suppress(RefusedError):  # a file too many is no loss
        archive.drop_file(context().engine, actor.officer_id, screen)
    forget_all_of(stems(found.code))


def stems(code: str) -> tuple[str, str]:
    """How the keys begin of what is typed and of what is chosen about a file."""
    return f"scritto-file-{code}", f"scelta-{code}"


def drop_all() -> None:
    """Who chose them is no longer here: they wait in the archive for that officer."""
    for screen in SCREENS:
        st.session_state.pop(_place(screen), None)
        st.session_state.pop(opened_of(screen), None)


def opened_of(screen: str) -> str:
    """Where a screen keeps what it opened of its file: it goes with the file."""
    return f"{screen}-fogli"


def _new(screen: str, file_id: str, name: str, content: bytes) -> Brought:
    """Kept once: a file that was used is not kept again because its box still shows it."""
    made = Brought(name, content, _code(content), datetime.now(ROME))
    st.session_state.pop(_mark(screen), None)
    if st.session_state.get(_last(screen)) != file_id and len(content) <= MOST_BYTES:
        st.session_state[_last(screen)] = file_id
        st.session_state[_place(screen)] = made
        _keep(screen, made)
    return made


def _keep(screen: str, made: Brought) -> None:
    actor, now = door.who(), datetime.now(UTC)
    if actor is not None:
        with suppress(RefusedError):  # where it cannot be kept, it is still in this session
            archive.keep_file(
                context().engine,
                actor.officer_id,
                screen,
                BroughtFile(made.name, made.content, now),
            )


def _code(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def _tell(kept: Brought, screen: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        moment = f" {moment_words(kept.at, datetime.now(UTC))}" if kept.at else ""
        st.markdown(
            f"File scelto{moment}: **{plain(kept.name)}**. Per cambiarlo, sceglierne un altro."
        )
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
