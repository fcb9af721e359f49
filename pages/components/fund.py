"""The parts of the screen of a fund: its curve, voci, areas, years, assignments, the Region."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.download import download_button
from pages.components.figure import figure
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.leading import Choice
from pages.components.programme_changes import programme_changes
from pages.components.tables import show_table, show_table_on_request
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import FRNA
from udp_core.fund.report.region import entry_cells, regional_discrepancies, regional_rows
from udp_core.fund.view import charts, tables
from udp_core.fund.view.curve import curve_chart
from udp_core.fund.view.plan import plan_lines, plan_table, plan_title
from udp_core.fund.view.region import discrepancies_table, region_chart
from udp_core.fund.view.words import band_words, fund_figures, state_of_data, voce_markup
from udp_core.overview.report.first_day import Thing
from udp_core.render.bullets import height_of
from udp_core.render.documents.docx import DOCX, document_bytes
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain
from udp_core.render.markup import lights_markup
from udp_core.render.stamp import PUBLISHED, Stamp

VOCE_KEY = "voce"


def stamp_of(report: FundReport) -> Stamp:
    """What the figures of the fund are, and of which day."""
    return replace(context().stamp(state_of_data(report), report.source), data_day=report.day)


def top(report: FundReport) -> None:
    """The figures that matter, the curve against what can be spent, the two lights."""
    key_figures(fund_figures(report))
    curve, why = st.columns([2, 1])
    with curve:
        figure(drawn(curve_chart, report, stamp=stamp_of(report)), "curve", 240, heading=2)
    with why:
        st.html(lights_markup(report.status.now, report.status.at_year_end, [band_words(report)]))


def voci(report: FundReport) -> None:
    """Every voce, and one from near with the rows behind it."""
    if not report.voci:
        _no_voci(report)
        return
    stamp = stamp_of(report)
    names = {voce.code: f"{voce.code} {voce.name}" for voce in report.voci}
    figure(
        drawn(charts.voci_chart, report, stamp=stamp),
        "voci",
        height_of(len(names)),
        opens=Choice(VOCE_KEY, tuple(names)),
    )
    st.subheader("Una voce da vicino", anchor=False)
    chosen = choose("Voce", names, VOCE_KEY)
    voce = next(one for one in report.voci if one.code == chosen)
    st.html(voce_markup(voce))
    show_table(tables.voce_table(report, voce), "voce", downloads=False)
    rows = tables.entries_table(report, voce, ask(entry_cells, report.id, voce.code))
    show_table_on_request(rows, "voce-rows", stamp, label="Da dove viene: le righe e le fonti")


def groups(report: FundReport) -> None:
    """The same by area and by macro-section."""
    if not report.voci:
        _no_voci(report)
        return
    stamp = stamp_of(report)
    areas, macros = st.columns(2)
    by_area, by_macro = report.by_area, report.by_macro
    with areas:
        chart = drawn(charts.groups_chart, report, by_area, "area", stamp=stamp)
        figure(chart, "areas", 190)
    with macros:
        chart = drawn(charts.groups_chart, report, by_macro, "macrosezione", stamp=stamp)
        figure(chart, "macros", 190)


def plan(report: FundReport) -> None:
    """What the fund is to do in the year, as a document of its own."""
    if not report.voci:
        _no_voci(report)
        return
    for line in plan_lines(report)[1:]:
        st.markdown(plain(line))
    stamp, found = stamp_of(report), plan_table(report)
    show_table(found, "piano-attivita", stamp=stamp)
    make = partial(document_bytes, plan_title(report), plan_lines(report), [found], stamp)
    download_button("Scarica il piano (DOCX)", make, f"{found.name}.docx", DOCX, "piano-docx")


def _no_voci(report: FundReport) -> None:
    not_loaded(
        f"Per il {report.year} non ci sono né programma né spese per voce.",
        Thing.BUDGET,
        Thing.CONFIRMED,
    )


def available(report: FundReport) -> None:
    """How the available is made."""
    figure(drawn(charts.available_chart, report, stamp=stamp_of(report)), "available", 300)


def structure(report: FundReport) -> None:
    """Year by year, with residues and without."""
    figure(drawn(charts.structure_chart, report, stamp=stamp_of(report)), "structure", 300)


def allocations(report: FundReport) -> None:
    """Every assignment, act by act."""
    st.markdown(
        "Vale l’ultima assegnazione definitiva di ogni quota, o in sua mancanza l’ultima presunta."
        " Le precedenti restano come storia e non si sommano."
    )
    show_table(tables.allocations_table(report), "allocations", stamp=stamp_of(report))


def changes(report: FundReport) -> None:
    """How the programme has changed."""
    programme_changes(report.id, stamp_of(report))


def region(report: FundReport) -> None:
    """What is published of the FRNA of the Region; of another fund, where to look."""
    if report.fund.code != FRNA:
        st.markdown("Qui stanno le cifre regionali del FRNA. Quelle pubblicate di altri fondi:")
        st.page_link("ufficio/fonti.py", label="Tutte le fonti e le discrepanze")
        return
    rows = ask(regional_rows)
    stamp = replace(
        stamp_of(report),
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
