"""The wall: a deck of slides over the whole window, all of it already in the browser."""

from __future__ import annotations

from typing import Any

import streamlit as st

from udp_core.render.payload import Payload

SITTING, POINT, SCREEN, KNOWN = "codice", "numero", "schermata", "congelate"
"""In the address.

The sitting on the wall, the point or the screen to begin with, the sitting at which figures are
read.

No filter has these names: whoever leaves a screen takes the words of its filters out of the
address.
"""


RUNNING = "In corso"
"""The part of a sitting's screen where it is run while it is open."""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("udp-core.sala", js="sala.js", css="sala.css")


def show_sala(deck: Payload) -> None:
    """Put the deck on the wall."""
    _component()(data=deck, key="sala")
