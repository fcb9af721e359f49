"""The parts of the FRNA screen: the fund and its curve, voci, areas, years, assignments, region."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.programme_changes import programme_changes
from pages.components.tables import show_table, show_table_on_request
from udp_core.fund.report.fund import FundPicture
from udp_core.fund.report.reading import FRNA
from udp_core.fund.report.region import entry_cells, regional_discrepancies, regional_rows
from udp_core.fund.view import charts, tables
from udp_core.fund.view.curve import curve_chart
from udp_core.fund.view.region import discrepancies_table, region_chart
from udp_core.fund.view.words import band_words, fund_figures, state_of_data, voce_markup
from udp_core.overview.report.first_day import Thing
from udp_core.render.bullets import height_of
from udp_core.render.drawn import drawn
from udp_core.render.markup import lights_markup
from udp_core.render.stamp import PUBLISHED, Stamp


def stamp_of(picture: FundPicture) -> Stamp:
    """What the figures of the fund are, and of which day."""
    return replace(context().stamp(state_of_data(picture), picture.source), data_day=picture.day)


def top(picture: FundPicture) -> None:
    """The figures that matter, the curve against what can be spent, the two lights."""
    key_figures(fund_figures(picture))
    curve, why = st.columns([2, 1])
    with curve:
        figure(drawn(curve_chart, picture, stamp=stamp_of(picture)), "curve", 240, heading=2)
    with why:
        st.html(
            lights_markup(picture.status.now, picture.status.at_year_end, [band_words(picture)])
        )


def voci(picture: FundPicture) -> None:
    """Every voce, and one from near with the rows behind it."""
    if not picture.voci:
        _no_voci(picture)
        return
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
    """The same by area and by macro-section."""
    if not picture.voci:
        _no_voci(picture)
        return
    stamp = stamp_of(picture)
    areas, macros = st.columns(2)
    by_area, by_macro = picture.by_area, picture.by_macro
    with areas:
        chart = drawn(charts.groups_chart, by_area, "frna_aree", "area", stamp=stamp)
        figure(chart, "areas", 190)
    with macros:
        chart = drawn(
            charts.groups_chart, by_macro, "frna_macrosezioni", "macrosezione", stamp=stamp
        )
        figure(chart, "macros", 190)


def _no_voci(picture: FundPicture) -> None:
    not_loaded(
        f"Per il {picture.year} non ci sono né programma né spese per voce.",
        Thing.BUDGET,
        Thing.CONFIRMED,
    )


def available(picture: FundPicture) -> None:
    """How the available is made."""
    figure(drawn(charts.available_chart, picture, stamp=stamp_of(picture)), "available", 300)


def structure(picture: FundPicture) -> None:
    """Year by year, with residues and without."""
    figure(drawn(charts.structure_chart, picture, stamp=stamp_of(picture)), "structure", 300)


def allocations(picture: FundPicture) -> None:
    """Every assignment, act by act."""
    st.markdown(
        "Vale l’ultima assegnazione definitiva di ogni quota, o in sua mancanza l’ultima presunta."
        " Le precedenti restano come storia e non si sommano."
    )
    show_table(tables.allocations_table(picture), "allocations", stamp=stamp_of(picture))


def changes(picture: FundPicture) -> None:
    """How the programme has changed."""
    programme_changes(f"{context().district}:{FRNA}:{picture.year}", stamp_of(picture))


def region(picture: FundPicture) -> None:
    """What is published of the fund of the region."""
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
