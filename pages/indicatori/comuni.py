"""Comuni: bisogno e risorse di ciascuno, su mappa e in tabella."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import key_figures
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.parts import draw_parts
from pages.components.tables import show_table
from udp_core.kernel import italian
from udp_core.municipalities.report import MunicipalitiesReport, municipalities_report
from udp_core.municipalities.view.boundaries import known_boundaries
from udp_core.municipalities.view.charts import map_chart, sharing_chart
from udp_core.municipalities.view.measures import MEASURES, municipality_figures
from udp_core.municipalities.view.tables import money_table, residents_table, sharing_table
from udp_core.overview.report.first_day import Thing
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp


def stamp_of(report: MunicipalitiesReport) -> Stamp:
    residents = f"residenti al {italian.day(report.residents_day)}: {report.residents_source}"
    return context().stamp(
        "FRNA senza bozze, schede anche in bozza", f"registro del distretto; {residents}"
    )


def top(report: MunicipalitiesReport) -> None:
    bars, places = st.columns([1, 1])
    with bars:
        figure(drawn(sharing_chart, report, stamp=stamp_of(report)), "sharing", 250, heading=2)
    with places:
        measure = MEASURES[
            choose(
                "Che cosa mostra la mappa",
                {code: one.name for code, one in MEASURES.items()},
                "misura",
            )
        ]
        figure(
            drawn(map_chart, report, measure, known_boundaries(), stamp=stamp_of(report)),
            "map",
            380,
            heading=2,
        )


def details(report: MunicipalitiesReport) -> None:
    draw_parts(PARTS, report)


def fund_parts(report: MunicipalitiesReport) -> None:
    st.markdown(
        "Le risorse dell’intero distretto restano una riga a parte: non si distribuiscono tra i"
        " Comuni senza dirlo. La somma delle righe è il totale del distretto."
    )
    show_table(money_table(report), "money", stamp=stamp_of(report))
    st.page_link(
        "fondo/frna.py",
        label="Qui è il solo FRNA: gli altri fondi, Comune per Comune, sono nel quadro allargato",
        query_params={"anno": str(context().year), "parte": "Quadro allargato"},
    )


def programme_parts(report: MunicipalitiesReport) -> None:
    show_table(
        sharing_table(
            "programma_per_comune", "Programma attuativo per Comune", report.schede, "Residenti"
        ),
        "schede",
        stamp=stamp_of(report),
    )


def residents(report: MunicipalitiesReport) -> None:
    st.markdown(
        plain(
            f"Ultimi dati pubblicati, al {italian.day(report.residents_day)}. Le fasce si"
            f" sovrappongono e non si sommano. Fonte: {report.residents_source}."
        )
    )
    show_table(residents_table(report), "residents", stamp=stamp_of(report))


PARTS = {
    "Le parti e il totale": fund_parts,
    "Programma attuativo": programme_parts,
    "Residenti": residents,
}


here = context()
report = ask(municipalities_report, here.district, here.year)
st.title("Le risorse seguono i bisogni dei Comuni?", anchor=False)
if report is None:
    not_loaded(
        "Nessun Comune è registrato per questo distretto.", Thing.MUNICIPALITY, Thing.POPULATION
    )
else:
    key_figures(municipality_figures(report))
    top(report)
    details(report)
