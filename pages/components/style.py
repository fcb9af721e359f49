"""The style that the theme cannot give.

Contrast of captions, visible focus, a compact heading, figures for the room.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_suffix(".css")


def use_style() -> None:
    """Apply the style sheet to the page."""
    st.html(_SHEET)
