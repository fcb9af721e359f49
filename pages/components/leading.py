"""Where rows, cards and bars lead: the screen of what they speak of.

The year looked at and the sitting at which figures are read go along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from pages.components.as_of import KEY as AS_KNOWN
from pages.components.screens import stem
from udp_core.render.key_figure import KeyFigure

YEAR, NONE = "anno", "0"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a bar chooses on its own screen: the name of the choice, a code a bar, from the top."""

    key: str
    codes: tuple[str, ...]

    def take(self, chart: str) -> None:
        """Choose what the bar pressed last in `chart` stands for."""
        pressed = st.session_state[chart]["selection"]["points"]
        if pressed:
            st.session_state[self.key] = self.codes[pressed[0]["point_index"]]


def address_of(path: str, **chosen: str) -> str:
    """The address of another screen, by its file, with what is chosen there."""
    kept = {key: st.query_params[key] for key in (YEAR, AS_KNOWN) if key in st.query_params}
    query = urlencode(kept | chosen)
    return f"{stem(path)}?{query}" if query else stem(path)


def addresses_here(key: str, words: Sequence[str]) -> tuple[str, ...]:
    """The address of this screen for each answer to a choice, all the others as they stand."""
    return tuple(_here({key: one}) for one in words)


def addresses_of_levels(
    key: str, options: Mapping[str, str], figures: Iterable[KeyFigure]
) -> dict[str, str]:
    """The same for the lights that a filter leaves, by code; none where it would leave nothing."""
    some = {one.key for one in figures if one.value != NONE}
    return {code: _here({key: words}) for code, words in options.items() if code in some}


def _here(chosen: Mapping[str, str]) -> str:
    return f"?{urlencode({**st.query_params.to_dict(), **chosen})}"
