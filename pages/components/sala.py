"""The wall: a deck of slides over the whole window, all of it already in the browser."""

from __future__ import annotations

from typing import Any

import streamlit as st

from udp_core.view.slides.payload import Payload


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("udp-core.sala", js="sala.js", css="sala.css")


def show_sala(deck: Payload) -> None:
    """Put the deck on the wall."""
    _component()(data=deck, key="sala")
