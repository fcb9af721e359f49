"""A chart on a screen: its message, its picture with a description, its origin, its table."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from pages.components.leading import Choice
from pages.components.tables import show_table_on_request
from udp_core.render.chart import Chart
from udp_core.render.markdown import plain
from udp_core.render.markup import paragraph

CONFIG = {"displayModeBar": False, "scrollZoom": False, "showTips": False}
USUAL_HEIGHT = 320
"""Pixels: a title, two rows of cards and a chart fit 1280x720."""


def figure(
    chart: Chart,
    key: str,
    height: int = USUAL_HEIGHT,
    *,
    heading: Literal[2, 3] = 3,
    opens: Choice | None = None,
) -> None:
    """Show a chart already drawn.

    `key` is unique in the screen; `heading` 2 where no section title stands above it; a bar,
    pressed, `opens` what it stands for.
    """
    title = st.header if heading == 2 else st.subheader  # noqa: PLR2004 - HTML's own levels
    title(plain(chart.title), anchor=False)
    if chart.subtitle:
        st.caption(plain(chart.subtitle))
    name = f"{'opens' if opens else 'chart'}-{key}"
    st.plotly_chart(
        chart.figure,
        height=height,
        key=name,
        config=CONFIG,
        alt=chart.description,
        on_select=partial(opens.take, name) if opens else "ignore",
        selection_mode="points",
    )
    st.html(paragraph(chart.stamp.line, "note"))
    show_table_on_request(chart.table, key, chart.stamp)
