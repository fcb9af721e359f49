"""Traffic lights: shape, word and colour, always the three together, with the reasons in words (UX.md)."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from udp_core.view.light import light
from udp_core.view.markdown import plain
from udp_core.view.palette import INK
from udp_core.vocabulary import StatusLevel

WHITE = "#FFFFFF"
_WORDS_ON = {StatusLevel.ON_TRACK: WHITE, StatusLevel.ATTENTION: INK, StatusLevel.CRITICAL: WHITE, StatusLevel.STALE: WHITE}
"""Colour of the word on the colour of the light: at least 4.5:1 (a test measures it)."""


def status_words(level: StatusLevel | None) -> str:
    """The light as Markdown, to stand inside any text: a coloured label with shape and word."""
    look = light(level)
    if level is None:
        return f':color[{look.words}]{{foreground="{look.colour}"}}'
    return f':color[\u00a0{look.words}\u00a0]{{foreground="{_WORDS_ON[level]}" background="{look.colour}"}}'


def show_status(level: StatusLevel | None, label: str = "") -> None:
    """A light on its own line, after its label («Oggi», «A fine anno»)."""
    before = f"{plain(label)} " if label else ""
    st.markdown(before + status_words(level))


def show_reasons(reasons: Iterable[str], none: str = "Nessuna osservazione.") -> None:
    """Why a light is what it is, one reason a line."""
    lines = [f"- {plain(reason)}" for reason in reasons]
    st.markdown("\n".join(lines) if lines else none)
