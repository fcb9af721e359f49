"""Integration on the plan's screen: a matrix whose cells open, actors, payers, health, network."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.filters import ALL, choose
from pages.components.tables import show_downloads, show_pages, show_table
from pages.components.zone_plan import kept_address, plan_stamp
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain
from udp_core.render.markup import table_markup
from udp_core.zone_plan.report.integration import Facet, IntegrationReport, integration_report
from udp_core.zone_plan.report.plan import PlanReport
from udp_core.zone_plan.view.integration import (
    HOW_COUNTED,
    actors_table,
    alike_table,
    cell_names,
    crossing_markup,
    crossing_table,
    facets_table,
    health_table,
    network_chart,
    network_height,
    shared_table,
)

ROWS_KEY, COLUMNS_KEY, CELL_KEY, UNIT_KEY = "righe", "colonne", "cella", "conta"
MOST_COLUMNS = 9
"""Beyond it a matrix would scroll sideways."""


def integration_part(plan: PlanReport) -> None:
    """With which policies, how, by whom, with whose money."""
    here = context()
    report = ask(integration_report, here.district, plan.plan.id, here.year, here.today)
    if report is None or not report.schede:
        empty_state(
            f"Nel {plan.year} il piano non ha schede.", "Scegliere un altro anno o un altro piano."
        )
        return
    _matrix(report)
    stamp = plan_stamp(plan)
    st.header("Chi gestisce", anchor=False)
    show_table(actors_table(report), "soggetti", stamp=stamp)
    picture = drawn(network_chart, report, stamp=stamp)
    if picture:
        figure(picture, "rete", network_height(report))
    st.subheader("Stesso servizio pagato da più fonti", anchor=False)
    if report.shared:
        show_pages(shared_table(report), "stesso-servizio", stamp)
    else:
        st.success("Ogni scheda dell’anno ha una fonte sola.")
    if report.alike:
        st.subheader("Schede simili con capofila diversi", anchor=False)
        show_pages(alike_table(report), "schede-simili", stamp)
    st.subheader("Con la programmazione sanitaria", anchor=False)
    if report.health:
        show_pages(health_table(report), "sanita", stamp)
    else:
        empty_state(
            "Nessuna voce della programmazione sanitaria è scritta per l’anno.",
            "Si scrive in Registri, «Voci della programmazione sanitaria».",
        )


def _matrix(report: IntegrationReport) -> None:
    names = {one.value: one.label.capitalize() for one in Facet}
    first, second, unit, cell = st.columns([3, 3, 2, 5])
    with first:
        rows = Facet.of(choose("Righe", names, ROWS_KEY))
    with second:
        others = {value: words for value, words in names.items() if value != rows.value}
        columns = Facet.of(choose("Colonne", others, COLUMNS_KEY, default=Facet.DELIVERY.value))
    with unit:
        money = choose("Conta", {"schede": "Schede", "euro": "Euro"}, UNIT_KEY) == "euro"
    found = report.crossed(rows, columns)
    with cell:
        opened = choose("Apri una cella", {ALL: "Nessuna", **cell_names(found)}, CELL_KEY)
    stamp = plan_stamp(report.plan)
    shown = crossing_table(report, found, (rows, columns), money=money)
    if len(found.columns) > MOST_COLUMNS:
        st.html(table_markup(shown))
    else:
        kept = kept_address(ROWS_KEY, COLUMNS_KEY, UNIT_KEY, "parte")
        st.html(crossing_markup(shown, found, CELL_KEY, kept))
    st.caption(plain(HOW_COUNTED))
    show_downloads(shown, "integrazione", stamp)
    row, _, column = opened.partition("|")
    if schede := found.cells.get((row, column)):
        st.header(plain(cell_names(found)[opened]), anchor=False)
        show_pages(facets_table(report, cell_names(found)[opened], schede), "cella", stamp)
