"""Key figures, each readable from the last row of the room, and places without data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from udp_core.render.key_figure import KeyFigure
from udp_core.render.markdown import plain
from udp_core.render.markup import figures_markup


def key_figures(
    figures: Sequence[KeyFigure], opens: Mapping[str, str] = MappingProxyType({})
) -> None:
    """The figures of a screen in one row; more rows where they do not fit.

    `opens` has the address of those that lead somewhere, by key.
    """
    st.html(figures_markup(figures, opens))


def empty_state(what: str, next_step: str) -> None:
    """A place without data says what is missing and what to do next."""
    st.info(f"**{plain(what)}**\n\n{plain(next_step)}")
