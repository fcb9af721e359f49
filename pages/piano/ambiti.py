"""Ambiti: schede, avanzamento, spesa, indicatori e allarmi di ciascuno."""

from __future__ import annotations

import streamlit as st

from pages.components.area import show_area
from pages.components.figure import figure
from pages.components.filters import ALL, choose
from pages.components.leading import Choice
from pages.components.programme import (
    AREA_KEY,
    area_cards,
    back_button,
    load_programme,
    no_programme,
    programme_stamp,
)
from pages.components.tables import show_table_on_request
from udp_core.programme.report.programme import AreaValue, ProgrammeReport
from udp_core.programme.view.charts import areas_chart, measured_areas
from udp_core.programme.view.tables import area_parts_table, rows_table
from udp_core.programme.view.words import area_card, area_name, areas_message
from udp_core.render.bullets import height_of
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain


def overview(report: ProgrammeReport) -> None:
    """What the cards are made of."""
    stamp = programme_stamp(report, report.schede)
    chart = drawn(areas_chart, report, stamp=stamp)
    if chart:
        measured = tuple(area.id for area in measured_areas(report.areas))
        figure(
            chart,
            "areas",
            height_of(len(report.areas)),
            heading=2,
            opens=Choice(AREA_KEY, measured),
        )
    show_table_on_request(
        area_parts_table(report), "areas-parts", stamp, label="Tutte le parti di ogni semaforo"
    )
    show_table_on_request(
        rows_table(report.schede), "areas-rows", stamp, label="Da dove viene: schede e fonti"
    )


def choose_area(report: ProgrammeReport) -> AreaValue | None:
    """The area in the address.

    Its choice stands above an open area, and below the cards, which already open one.
    """
    above, below = st.container(), st.container()
    opened = st.session_state.get(AREA_KEY, st.query_params.get(AREA_KEY))
    if not opened:
        with above:
            st.markdown(plain(areas_message(report)))
            area_cards([area_card(area) for area in report.areas])
    with (
        above if opened else below,
        st.container(horizontal=True, vertical_alignment="bottom", key="choice"),
    ):
        chosen = choose(
            "Ambito",
            {ALL: "Tutti gli ambiti", **{area.id: area_name(area) for area in report.areas}},
            AREA_KEY,
        )
        if chosen:
            back_button("Tutti gli ambiti", AREA_KEY)
    return next((one for one in report.areas if one.id == chosen), None)


st.title("Quali ambiti sono in linea?", anchor=False)
report = load_programme()
if report is None:
    no_programme()
elif area := choose_area(report):
    show_area(report, area)
else:
    overview(report)
