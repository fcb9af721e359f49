"""Panorama: le quattro risposte, gli otto ambiti, ciò che chiede una decisione."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import key_figures
from pages.components.context import ask, context
from pages.components.deadlines import next_deadlines
from pages.components.each_fund import other_funds
from pages.components.first_day import not_loaded, show_first_day
from pages.components.leading import address_of
from pages.components.tables import show_table_on_request
from pages.components.to_decide import to_decide
from pages.components.who import who
from udp_core.overview.report.first_day import Thing
from udp_core.overview.report.overview import OverviewReport, overview_report
from udp_core.overview.view.words import (
    AreaTile,
    answers,
    areas_table,
    tile_markup,
    tiles,
)
from udp_core.render.markdown import plain

TILES_A_ROW = 4


def areas(report: OverviewReport) -> None:
    shown = tiles(report)
    for start in range(0, len(shown), TILES_A_ROW):
        for column, tile in zip(
            st.columns(TILES_A_ROW), shown[start : start + TILES_A_ROW], strict=False
        ):
            with column:
                area_tile(tile)


def area_tile(tile: AreaTile) -> None:
    with st.container(border=True, key=f"tile-{tile.area_id}", height="stretch", gap=None):
        st.page_link(
            "piano/ambiti.py",
            label=f"**{plain(tile.title)}**",
            query_params={"anno": str(context().year), "ambito": tile.title},
        )
        st.html(tile_markup(tile))


def is_begun(report: OverviewReport) -> bool:
    """Whether there is a programme, and a fund with its budget: enough to judge something."""
    return (
        report.programme is not None
        and report.fund is not None
        and report.fund.programmed is not None
    )


def overview(report: OverviewReport) -> None:
    """The answers, the areas, what asks a decision; whoever begins finds what to write first."""
    key_figures(
        answers(report),
        {
            "areas": address_of("piano/ambiti.py"),
            "fund": address_of("fondo/frna.py"),
            "programme": address_of("piano/programma.py"),
            "indicators": address_of("indicatori/indicatori.py"),
        },
    )
    if report.programme is None:
        not_loaded(
            f"Per il {report.year} non c’è ancora un programma attuativo.",
            Thing.PLAN,
            Thing.PROGRAMME,
        )
        return
    left, right = st.columns([13, 8])
    with left:
        areas(report)
        next_deadlines()
    with right, st.container(key="to-decide"):
        to_decide(report)
    show_table_on_request(
        areas_table(report), "areas", context().stamp("", report.programme.source)
    )


here = context()
report = ask(overview_report, here.district, here.year, here.today)
asks = "A che punto siamo, e che cosa chiede una decisione?"
st.title(f"Com’è finito il {here.year}?" if report.is_over else asks, anchor=False)
if report.is_over or is_begun(report) or not show_first_day(who()):
    overview(report)
    other_funds()
