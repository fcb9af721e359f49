"""Looking for anything by its name, from any screen: «/», a few letters, Enter."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from pages.components.context import ask, context
from pages.components.screens import DESK, LOOKED_UP, ROOM, SCREENS, is_of_use, stem, stem_of
from udp_core.overview.report.finding import names_to_find
from udp_core.overview.view.finding import Findable, findable
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain

KEY, _WANTED = "cerca", "cercato"
PATHS = {stem(path): path for path in (*SCREENS, *LOOKED_UP, *ROOM, *DESK)}


def show_search(place: DeltaGenerator, actor: Actor | None, screen: StreamlitPage) -> None:
    """Draw the box; where something was chosen, open it."""
    found = {one.words: one for one in _findable(actor)}
    with place, st.container(key="cercare"):
        st.selectbox(
            "Cercare",
            list(found),
            index=None,
            key=KEY,
            placeholder="Cercare ( / )",
            label_visibility="collapsed",
            filter_mode="contains",
            on_change=_take,
        )
        if wanted := found.get(st.session_state.pop(_WANTED, "")):
            _open(wanted, screen)


def _take() -> None:
    """What was chosen, and an empty box for the next search."""
    st.session_state[_WANTED] = st.session_state[KEY]
    st.session_state[KEY] = None


def _open(wanted: Findable, screen: StreamlitPage) -> None:
    """On the same screen it is chosen, as if by hand.

    On another there is the way there, which the keys take as soon as it is drawn.
    """
    if wanted.screen == stem_of(screen.title):
        if wanted.choice:
            st.session_state[wanted.choice] = wanted.code
        return
    query = {wanted.choice: wanted.said} if wanted.choice else None
    with st.container(key="cercato"):
        st.page_link(PATHS[wanted.screen], label=f"Apri {plain(wanted.words)}", query_params=query)


def _findable(actor: Actor | None) -> tuple[Findable, ...]:
    here = context()
    names = ask(names_to_find, here.district, here.year, here.today)
    desk = {path: title for path, title in DESK.items() if is_of_use(path, actor)}
    screens = {stem(path): title for path, title in (SCREENS | LOOKED_UP | ROOM | desk).items()}
    return findable(names, screens)
