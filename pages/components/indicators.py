"""The sheet of an indicator: light, values, trend, Comuni, definition, rows and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.components.cards import key_figures
from pages.components.context import context
from pages.components.figure import figure
from pages.components.first_day import not_loaded
from pages.components.programme import opened_heading
from pages.components.tables import show_table_on_request
from udp_core.indicators.report.indicators import IndicatorValue
from udp_core.indicators.view.bars import bars_height, municipalities_chart
from udp_core.indicators.view.tables import rows_table
from udp_core.indicators.view.trend import trend_chart
from udp_core.indicators.view.words import (
    indicator_light,
    sheet_fields,
    sheet_figures,
    sources_of,
    state_of_data,
)
from udp_core.overview.report.first_day import Thing
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp

INDICATOR_KEY = "indicatore"
TREND_HEIGHT = 260


def indicators_stamp(shown: Sequence[IndicatorValue], filters: tuple[str, ...]) -> Stamp:
    """What the figures of these indicators say of themselves."""
    day = max((one.latest.as_of for one in shown if one.latest), default=None)
    return replace(context().stamp(state_of_data(shown), sources_of(shown), filters), data_day=day)


def show_indicator(one: IndicatorValue) -> None:
    """The whole indicator.

    Light and reasons, figures, trend, Comuni, definition, rows and sources.
    """
    stamp = indicators_stamp((one,), (one.text.name,))
    opened_heading(one.text.name, "Torna agli indicatori", INDICATOR_KEY)
    _light_and_figures(one)
    _charts(one, stamp)
    st.subheader("Definizione e fonte", anchor=False)
    _fields(one)
    show_table_on_request(
        rows_table((one,), latest_only=False),
        f"rows-{one.text.code}",
        stamp,
        label="Da dove viene: rilevazioni e fonti",
    )


def _light_and_figures(one: IndicatorValue) -> None:
    why, numbers = st.columns([2, 3])
    with why:
        st.html(indicator_light(one))
    with numbers:
        key_figures(sheet_figures(one))


def _charts(one: IndicatorValue, stamp: Stamp) -> None:
    trend, by_municipality = (
        drawn(trend_chart, one, stamp=stamp),
        drawn(municipalities_chart, one, stamp=stamp),
    )
    if trend is None:
        not_loaded("Nessun valore da disegnare.", Thing.MEASUREMENT)
    left, right = (
        st.columns([3, 2]) if trend and by_municipality else (st.container(), st.container())
    )
    if trend:
        with left:
            figure(trend, "trend", TREND_HEIGHT)
    if by_municipality:
        with right:
            figure(
                by_municipality,
                "municipalities",
                max(bars_height(one), TREND_HEIGHT if trend else 0),
            )


def _fields(one: IndicatorValue) -> None:
    fields = sheet_fields(one)
    half = (len(fields) + 1) // 2
    for column, part in zip(st.columns(2), (fields[:half], fields[half:]), strict=True):
        column.markdown(
            "\n\n".join(f"**{plain(field.label)}**  \n{plain(field.words)}" for field in part)
        )
