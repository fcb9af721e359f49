"""FRNA: quanto resta del fondo, e se basta fino al 31 dicembre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.programme_changes import programme_changes
from pages.components.tables import show_table, show_table_on_request
from udp_core.domain.pictures.first_day import Thing
from udp_core.domain.pictures.fund import FundPicture
from udp_core.service.pictures.fund import FRNA, fund_picture
from udp_core.service.pictures.fund_context import (
    entry_cells,
    regional_discrepancies,
    regional_rows,
)
from udp_core.view.bullets import height_of
from udp_core.view.drawn import drawn
from udp_core.view.fund import charts, tables
from udp_core.view.fund.curve import curve_chart
from udp_core.view.fund.region import discrepancies_table, region_chart
from udp_core.view.fund.words import (
    band_words,
    data_notes,
    fund_figures,
    state_of_data,
    voce_markup,
)
from udp_core.view.markdown import plain
from udp_core.view.markup import lights_markup
from udp_core.view.stamp import PUBLISHED, Stamp


def stamp_of(picture: FundPicture) -> Stamp:
    return replace(context().stamp(state_of_data(picture), picture.source), data_day=picture.day)


def top(picture: FundPicture) -> None:
    key_figures(fund_figures(picture))
    curve, why = st.columns([2, 1])
    with curve:
        figure(drawn(curve_chart, picture, stamp=stamp_of(picture)), "curve", 240, heading=2)
    with why:
        st.html(
            lights_markup(picture.status.now, picture.status.at_year_end, [band_words(picture)])
        )


def voci(picture: FundPicture) -> None:
    stamp = stamp_of(picture)
    figure(
        drawn(charts.voci_chart, picture.voci, stamp=stamp), "voci", height_of(len(picture.voci))
    )
    st.subheader("Una voce da vicino", anchor=False)
    chosen = choose(
        "Voce", {voce.code: f"{voce.code} {voce.name}" for voce in picture.voci}, "voce"
    )
    voce = next(one for one in picture.voci if one.code == chosen)
    st.html(voce_markup(voce))
    show_table(tables.voce_table(voce), "voce", downloads=False)
    rows = tables.entries_table(voce, ask(entry_cells, picture.id, voce.code))
    show_table_on_request(rows, "voce-rows", stamp, label="Da dove viene: le righe e le fonti")


def groups(picture: FundPicture) -> None:
    stamp = stamp_of(picture)
    areas, macros = st.columns(2)
    with areas:
        figure(
            drawn(charts.groups_chart, picture.by_area, "frna_aree", "area", stamp=stamp),
            "areas",
            190,
        )
    with macros:
        figure(
            drawn(
                charts.groups_chart,
                picture.by_macro,
                "frna_macrosezioni",
                "macrosezione",
                stamp=stamp,
            ),
            "macros",
            190,
        )


def no_voci(picture: FundPicture) -> None:
    not_loaded(
        f"Per il {picture.year} non ci sono né programma né spese per voce.",
        Thing.BUDGET,
        Thing.CONFIRMED,
    )


def available(picture: FundPicture) -> None:
    figure(drawn(charts.available_chart, picture, stamp=stamp_of(picture)), "available", 300)


def structure(picture: FundPicture) -> None:
    figure(drawn(charts.structure_chart, picture, stamp=stamp_of(picture)), "structure", 300)


def allocations(picture: FundPicture) -> None:
    st.markdown(
        "Vale l’ultima assegnazione definitiva di ogni quota, o in sua mancanza l’ultima presunta."
        " Le precedenti restano come storia e non si sommano."
    )
    show_table(tables.allocations_table(picture), "allocations", stamp=stamp_of(picture))


def changes(picture: FundPicture) -> None:
    programme_changes(f"{context().district}:{FRNA}:{picture.year}", stamp_of(picture))


def region(picture: FundPicture) -> None:
    rows = ask(regional_rows)
    stamp = replace(
        stamp_of(picture),
        data_day=None,
        state=PUBLISHED,
        source="fonti indicate riga per riga",
        filters=(),
        demo=False,
    )
    chart = region_chart(rows, stamp)
    if chart is None:
        empty_state(
            "Le cifre regionali non sono caricate.",
            "Arrivano con il cruscotto: le carica chi lo ha installato.",
        )
        return
    figure(chart, "region", 260)
    found = discrepancies_table(ask(regional_discrepancies))
    show_table_on_request(
        found, "region-gaps", stamp, label=f"Cifre che tra loro non tornano: {len(found.rows)}"
    )
    st.page_link("ufficio/fonti.py", label="Tutte le fonti e le discrepanze")


PARTS: dict[str, Callable[[FundPicture], None]] = {
    "Voci": voci,
    "Aree e macrosezioni": groups,
    "Come si forma": available,
    "Equilibrio negli anni": structure,
    "Assegnazioni": allocations,
    "Come è cambiato": changes,
    "In Regione": region,
}

here = context()
picture = ask(fund_picture, here.district, here.year, here.today)
over = here.year < here.today.year
st.title(
    (
        f"Quanto è rimasto del fondo del {here.year}?"
        if over
        else "Quanto resta del fondo, e basta fino al 31 dicembre?"
    ),
    anchor=False,
)
if picture is None:
    not_loaded(
        f"Per il {here.year} non c’è ancora un fondo FRNA.",
        Thing.FUND_YEAR,
        Thing.ALLOCATION,
        Thing.BUDGET,
    )
else:
    top(picture)
    for note in data_notes(picture):
        st.caption(plain(note))
    for tab, draw in zip(
        st.tabs(list(PARTS), on_change="rerun", key="parte", bind="query-params"),
        PARTS.values(),
        strict=True,
    ):
        if tab.open:
            with tab:
                (draw if picture.voci or draw not in {voci, groups} else no_voci)(picture)
