"""The wall: a deck of slides over the whole window, all of it already in the browser."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.components.context import database
from pages.components.gesture import fragment_every
from udp_core.archive.engine import reading
from udp_core.archive.writer import head
from udp_core.render.payload import Payload

SITTING, POINT, SCREEN, KNOWN = "codice", "numero", "schermata", "congelate"
"""In the address.

The sitting on the wall, the point or the screen to begin with, the sitting at which figures are
read.

No filter has these names: whoever leaves a screen takes the words of its filters out of the
address.
"""


LOOK_SECONDS = 1.5
RUNNING = "In corso"
"""The part of a sitting's screen where it is run while it is open."""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("udp-core.sala", js="sala.js", css="sala.css")


def _look(drawn: int) -> None:
    with reading(database()) as connection:
        reached, _ = head(connection)
    if reached != drawn:
        st.rerun()


watch = fragment_every(_look, LOOK_SECONDS)
"""Draws the wall again once the archive is beyond the revision of which it was drawn.

A note to be shown, a vote, a quorum that is lost are there without anybody touching it.
"""


def show_sala(deck: Payload) -> None:
    """Put the deck on the wall."""
    _component()(data=deck, key="sala")
