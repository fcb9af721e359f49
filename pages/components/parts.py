"""The parts of a screen, each under its tab: only the one that is open is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ParamSpec

import streamlit as st

P = ParamSpec("P")


def draw_parts(parts: Mapping[str, Callable[P, None]], *shown: P.args, **named: P.kwargs) -> None:
    """A tab for each part, by its title; the open one is in the address."""
    tabs = st.tabs(list(parts), on_change="rerun", key="parte", bind="query-params")
    for tab, draw in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                draw(*shown, **named)
