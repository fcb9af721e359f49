"""One ambito: why its lights are so, its figures, its schede, its Comuni."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import key_figures
from pages.components.figure import figure
from pages.components.leading import address_of
from pages.components.programme import SCHEDA_KEY, no_schede, programme_stamp
from pages.components.tables import show_downloads, show_index, show_table_on_request
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.programme.report.programme import AreaValue, ProgrammeReport
from udp_core.programme.view.charts import municipalities_chart
from udp_core.programme.view.tables import area_schede_table, rows_table, schede_table
from udp_core.programme.view.words import (
    alarm_lines,
    area_figures,
    area_now,
    area_year_end,
    scheda_name,
)
from udp_core.render.bullets import height_of
from udp_core.render.drawn import drawn
from udp_core.render.light import light
from udp_core.render.markdown import plain
from udp_core.render.markup import Openings, lights_markup


def show_area(report: ProgrammeReport, area: AreaValue) -> None:
    """One area: why its lights are so, its figures, its schede, its Comuni."""
    stamp = programme_stamp(report, area.schede, (f"ambito {area.short_name}",))
    st.header(plain(area.name), anchor=False)
    _lights(area)
    _alarms(report, area)
    if not area.schede:
        no_schede(report)
        return
    st.subheader("Schede dell’ambito", anchor=False)
    sheets = tuple(
        address_of("piano/programma.py", **{SCHEDA_KEY: scheda_name(one)}) for one in area.schede
    )
    show_index(area_schede_table(area), "area-schede", Openings("title", sheets))
    show_downloads(schede_table(report, area.schede), "area-schede", stamp)
    chart = drawn(municipalities_chart, area, stamp=stamp)
    if chart:
        figure(chart, "area-municipalities", height_of(len(area.by_municipality)))
    show_table_on_request(
        rows_table(area.schede), "area-rows", stamp, label="Da dove viene: schede e fonti"
    )


def _lights(area: AreaValue) -> None:
    why, numbers = st.columns([2, 3])
    with why:
        st.html(lights_markup(area_now(area), area_year_end(area)))
    with numbers:
        key_figures(area_figures(area))


def _alarms(report: ProgrammeReport, area: AreaValue) -> None:
    """Each alarm opens its scheda."""
    if not area.alarms:
        return
    st.subheader("Allarmi", anchor=False)
    for scheda, line in zip(area.alarms, alarm_lines(area), strict=True):
        address = {"anno": str(report.year), SCHEDA_KEY: scheda_name(scheda)}
        st.page_link(
            "piano/programma.py",
            label=f"{light(StatusLevel.CRITICAL).shape} {plain(line)} ›",
            query_params=address,
        )
