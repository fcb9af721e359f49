"""Deadlines where they are met on the way to something else."""

from __future__ import annotations

import streamlit as st

from pages.components.context import ask, context
from udp_core.deadlines.report import deadlines_report
from udp_core.deadlines.tables import next_words
from udp_core.render.markdown import plain


def next_deadlines() -> None:
    """What is due, in a line that opens the whole list."""
    here = context()
    if said := next_words(ask(deadlines_report, here.district, here.today, None)):
        st.page_link("ufficio/scadenze.py", label=plain(said))
