"""Key figures: one number that can be read from the last row of the room, its name and its qualification."""

from __future__ import annotations

import streamlit as st

from pages.components.status import status_words
from udp_core.view.markdown import plain
from udp_core.vocabulary import StatusLevel


def key_figure(label: str, value: str, note: str = "", *, key: str, level: StatusLevel | None = None, judged: bool = False) -> None:
    """A card: `label` above, `value` large, `note` below; with `judged`, the light of `level` beside the label.

    Texts are final Italian words («24,31 M€», «n.d.»). `key` is unique in the screen.
    """
    with st.container(border=True, key=f"figure-{key}", height="stretch", gap="xxsmall"):
        st.markdown(plain(label))
        with st.container(key=f"figure-value-{key}"):
            st.markdown(plain(value))
        if judged:
            st.markdown(status_words(level))
        if note:
            with st.container(key=f"figure-note-{key}"):
                st.markdown(plain(note))


def empty_state(what: str, next_step: str) -> None:
    """A place without data says what is missing and what to do next."""
    st.info(f"**{plain(what)}**\n\n{plain(next_step)}")
