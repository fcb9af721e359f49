"""Ambiti: schede, avanzamento, spesa, indicatori e allarmi di ciascuno."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import key_figures
from pages.components.figure import figure
from pages.components.filters import ALL, choose
from pages.components.programme import (
    AREA_KEY,
    SCHEDA_KEY,
    area_cards,
    back_button,
    load_programme,
    no_programme,
    no_schede,
    programme_stamp,
)
from pages.components.tables import show_downloads, show_table, show_table_on_request
from udp_core.domain.pictures.programme import AreaValue, ProgrammePicture
from udp_core.view.bullets import height_of
from udp_core.view.drawn import drawn
from udp_core.view.light import light
from udp_core.view.markdown import plain
from udp_core.view.markup import lights_markup
from udp_core.view.programme.charts import areas_chart, municipalities_chart
from udp_core.view.programme.tables import (
    area_parts_table,
    area_schede_table,
    rows_table,
    schede_table,
)
from udp_core.view.programme.words import (
    alarm_lines,
    area_card,
    area_figures,
    area_name,
    area_now,
    area_year_end,
    areas_message,
    scheda_name,
)
from udp_core.vocabulary import StatusLevel


def overview(picture: ProgrammePicture) -> None:
    """What the cards are made of."""
    stamp = programme_stamp(picture, picture.schede)
    chart = drawn(areas_chart, picture, stamp=stamp)
    if chart:
        figure(chart, "areas", height_of(len(picture.areas)), heading=2)
    show_table_on_request(
        area_parts_table(picture), "areas-parts", stamp, label="Tutte le parti di ogni semaforo"
    )
    show_table_on_request(
        rows_table(picture.schede), "areas-rows", stamp, label="Da dove viene: schede e fonti"
    )


def drill(picture: ProgrammePicture, area: AreaValue) -> None:
    """One area: why its lights are so, its figures, its schede, its Comuni."""
    stamp = programme_stamp(picture, area.schede, (f"ambito {area.short_name}",))
    st.header(plain(area.name), anchor=False)
    _lights(area)
    _alarms(picture, area)
    if not area.schede:
        no_schede(picture)
        return
    st.subheader("Schede dell’ambito", anchor=False)
    show_table(area_schede_table(area), "area-schede", downloads=False)
    show_downloads(schede_table(picture, area.schede), "area-schede", stamp)
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


def _alarms(picture: ProgrammePicture, area: AreaValue) -> None:
    """Each alarm opens its scheda."""
    if not area.alarms:
        return
    st.subheader("Allarmi", anchor=False)
    for scheda, line in zip(area.alarms, alarm_lines(area), strict=True):
        address = {"anno": str(picture.year), SCHEDA_KEY: scheda_name(scheda)}
        st.page_link(
            "piano/programma.py",
            label=f"{light(StatusLevel.CRITICAL).shape} {plain(line)} ›",
            query_params=address,
        )


def choose_area(picture: ProgrammePicture) -> AreaValue | None:
    """The area in the address.

    Its choice stands above an open area, and below the cards, which already open one.
    """
    above, below = st.container(), st.container()
    opened = st.session_state.get(AREA_KEY, st.query_params.get(AREA_KEY))
    if not opened:
        with above:
            st.markdown(plain(areas_message(picture)))
            area_cards([area_card(area) for area in picture.areas])
    with (
        above if opened else below,
        st.container(horizontal=True, vertical_alignment="bottom", key="choice"),
    ):
        chosen = choose(
            "Ambito",
            {ALL: "Tutti gli ambiti", **{area.id: area_name(area) for area in picture.areas}},
            AREA_KEY,
        )
        if chosen:
            back_button("Tutti gli ambiti", AREA_KEY)
    return next((one for one in picture.areas if one.id == chosen), None)


st.title("Quali ambiti sono in linea?", anchor=False)
picture = load_programme()
if picture is None:
    no_programme()
elif area := choose_area(picture):
    drill(picture, area)
else:
    overview(picture)
