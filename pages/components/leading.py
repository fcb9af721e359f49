"""Where rows, cards and bars lead: the screen of what they speak of.

The year looked at and the sitting at which figures are read go along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from pages.components.as_of import KEY as AS_KNOWN
from pages.components.screens import stem

YEAR = "anno"


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


def addresses_of_levels(key: str, options: Mapping[str, str]) -> dict[str, str]:
    """The same for the lights of a filter, by code."""
    return {code: _here({key: words}) for code, words in options.items() if code}


def _here(chosen: Mapping[str, str]) -> str:
    return f"?{urlencode({**st.query_params.to_dict(), **chosen})}"
