"""Programma: schede, scadenze, avanzamento, fonti di finanziamento."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.cards import key_figures
from pages.components.figure import figure
from pages.components.filters import ALL, choose
from pages.components.leading import Choice, addresses_here, addresses_of_levels
from pages.components.programme import (
    AREA_KEY,
    LEVEL_KEY,
    SCHEDA_KEY,
    chosen_kind,
    load_programme,
    no_programme,
    no_schede,
    programme_stamp,
    show_sheet,
)
from pages.components.tables import show_downloads, show_index, show_table_on_request
from udp_core.programme.report.programme import ProgrammeReport, SchedaValue
from udp_core.programme.view.charts import MOST_BARS, furthest_behind, late_chart
from udp_core.programme.view.filters import (
    ChosenSchede,
    filter_words,
    filtered,
    level_options,
    state_options,
)
from udp_core.programme.view.tables import rows_table, schede_table, short_schede_table
from udp_core.programme.view.timeline import timeline_chart, timeline_height
from udp_core.programme.view.words import programme_figures, programme_sentence, scheda_name
from udp_core.render.bullets import height_of
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain
from udp_core.render.markup import Openings
from udp_core.render.stamp import Stamp


def choose_filters(report: ProgrammeReport) -> tuple[ChosenSchede, str]:
    """Four filters and a scheda, all kept in the address."""
    columns = st.columns([3, 2, 3, 2, 4])
    with columns[0]:
        area = choose(
            "Ambito",
            {ALL: "Tutti gli ambiti", **{one.id: one.short_name for one in report.areas}},
            AREA_KEY,
        )
    with columns[1]:
        state = choose("Stato", state_options(report), "stato")
    with columns[2]:
        level = choose("Semaforo di oggi", level_options(), LEVEL_KEY)
    with columns[3]:
        municipality = choose(
            "Comune", {ALL: "Tutti i Comuni", **dict(report.municipalities)}, "comune"
        )
    with columns[4]:
        scheda = choose(
            "Apri una scheda",
            {ALL: "Nessuna", **{one.id: scheda_name(one) for one in report.schede}},
            SCHEDA_KEY,
        )
    return ChosenSchede(area, state, level, municipality), scheda


def overview(report: ProgrammeReport, schede: Sequence[SchedaValue], stamp: Stamp) -> None:
    """Which are late, by how much, and when each thing falls due."""
    late = drawn(late_chart, report, schede, stamp=stamp)
    behind = furthest_behind(schede)[:MOST_BARS]
    if late:
        figure(
            late,
            "late",
            height_of(len(behind)),
            heading=2,
            opens=Choice(SCHEDA_KEY, tuple(one.id for one in behind)),
        )
    else:
        st.success("Nessuna scheda, tra quelle scelte, è in ritardo sul previsto a oggi.")
    in_rows, in_time = st.tabs(
        ["Schede", "Calendario"], on_change="rerun", key="vista", bind="query-params"
    )
    if in_rows.open:
        with in_rows:
            names = addresses_here(SCHEDA_KEY, [scheda_name(one) for one in schede])
            show_index(short_schede_table(schede), "schede", Openings("title", names))
            show_downloads(schede_table(report, schede), "schede", stamp)
    timeline = drawn(timeline_chart, report, schede, stamp=stamp) if in_time.open else None
    if timeline:
        with in_time:
            figure(timeline, "timeline", timeline_height(len(schede)), heading=2)
    show_table_on_request(
        rows_table(schede), "schede-rows", stamp, label="Da dove viene: schede e fonti"
    )


st.title("Quali interventi dell’anno sono in ritardo?", anchor=False)
report = load_programme(chosen_kind())
if report is None:
    no_programme()
else:
    st.caption(plain(programme_sentence(report)))
    chosen, opened = choose_filters(report)
    scheda = next((one for one in report.schede if one.id == opened), None)
    schede = filtered(report.schede, chosen)
    if scheda is not None:
        show_sheet(report, scheda)
    elif not schede:
        no_schede(report)
    else:
        figures = programme_figures(schede)
        key_figures(figures, addresses_of_levels(LEVEL_KEY, level_options(), figures))
        overview(report, schede, programme_stamp(report, schede, filter_words(report, chosen)))
