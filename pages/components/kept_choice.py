"""A choice among answers that is not saved yet.

It stays where it was made, as what is typed does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components.unsaved import first_sight, keep_choice
from udp_core.render import markdown


def kept_select(
    label: str, answers: Mapping[str, str], key: str, *, usual: str | None
) -> str | None:
    """The code chosen among `answers` (code to words).

    What was chosen before leaving is chosen again. None: nothing yet.
    """
    _again(key, list(answers), usual)
    return st.selectbox(
        markdown.label(label),
        list(answers),
        format_func=lambda code: answers.get(code, str(code)),
        key=key,
        placeholder="Scegliere",
        on_change=keep_choice,
        args=(key,),
    )


def kept_radio(label: str, answers: Sequence[str], key: str) -> str:
    """One of few answers side by side, the first until another is chosen."""
    _again(key, answers, answers[0])
    return st.radio(
        label,
        answers,
        format_func=markdown.plain,
        key=key,
        horizontal=True,
        on_change=keep_choice,
        args=(key,),
    )


def kept_toggle(label: str, key: str) -> bool:
    """On or off; off until somebody turns it on."""
    if key not in st.session_state:
        found = first_sight(key)
        st.session_state[key] = found is not None and found.words == str(True)
    return st.toggle(label, key=key, on_change=keep_choice, args=(key,))


def _again(key: str, codes: Sequence[str], usual: str | None) -> None:
    if key in st.session_state and (
        st.session_state[key] in codes or st.session_state[key] is None
    ):
        return
    found = first_sight(key)
    st.session_state[key] = found.words if found and found.words in codes else usual
