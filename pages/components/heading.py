"""The line above every screen and the one below: whose figures, of which day and year, how real, which revision."""

from __future__ import annotations

import streamlit as st

from pages.components.context import Context
from udp_core import italian
from udp_core.view.markdown import plain
from udp_core.view.stamp import DEMO_WORDS

BODY_NAME = "Comitato di Distretto"
YEAR_KEY = "anno"


def show_heading(made: Context) -> int:
    """Draw the heading; answers the year chosen, which stands in the address."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(key="heading-name", width="content"):
            st.markdown(f"{plain(made.district_name)} — {BODY_NAME}")
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            if made.demo:
                st.markdown(f':color[\u00a0{DEMO_WORDS}\u00a0]{{foreground="#17324D" background="#F0B429"}}', width="content")
            st.markdown(f"Situazione al **{italian.day(made.today)}** · anno", width="content")
            return _year(made)


def _year(made: Context) -> int:
    years = [str(year) for year in made.years]
    chosen = st.selectbox(
        "Anno", years, index=years.index(str(made.year)), key=YEAR_KEY, filter_mode=None, bind="query-params",
        label_visibility="collapsed", width=100,
    )  # fmt: skip
    return int(chosen or made.year)


def show_closing(made: Context) -> None:
    """The footer: what state of the archive the figures come from."""
    days = f"ultimo dato contabile al {italian.day(made.data_day)} · " if made.data_day else ""
    with st.container(key="closing"):
        st.caption(f"Anno {made.year} · {days}revisione dell’archivio {italian.number(made.revision)}")
