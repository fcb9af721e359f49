"""Confronto: il programma dell'anno contro quello di prima, scheda per scheda e in denaro."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.filters import ALL, choose
from pages.components.tables import show_pages, show_table_on_request
from udp_core.render.markdown import plain
from udp_core.years.report.compared import ComparedYears, SchedaChange, compared_years
from udp_core.years.view.compared import (
    compared_figures,
    compared_message,
    compared_table,
    sums_table,
)


def compared(report: ComparedYears) -> None:
    """The message, the figures, the schede by what became of them, the money."""
    stamp = context().stamp("preventivi, bozze comprese", "registro del distretto")
    st.markdown(f"**{plain(compared_message(report))}.**")
    key_figures(compared_figures(report))
    kinds = {one.value: one.label.capitalize() for one in SchedaChange}
    kind = choose("Che cosa è cambiato", {ALL: "Tutte le schede", **kinds}, "cambiamento")
    shown = report.of(SchedaChange.of(kind)) if kind else report.schede
    if shown:
        show_pages(compared_table(report, shown), "confronto", stamp)
    else:
        empty_state("Nessuna scheda.", "Scegliere un altro cambiamento.")
    for name, title, rows in (
        ("confronto_ambiti", "Ambito", report.areas),
        ("confronto_fonti", "Fonte", report.sources),
    ):
        label = f"Denaro per {title.lower()}"
        show_table_on_request(sums_table(name, title, report, rows), name, stamp, label=label)


here = context()
st.title(f"Che cosa cambia nel {here.year}?", anchor=False)
found = ask(compared_years, here.district, here.year)
if found is None:
    empty_state(
        f"Non si confronta: manca il programma del {here.year} o del {here.year - 1}.",
        "Scegliere un altro anno, in alto; quello nuovo si prepara in «Nuovo anno».",
    )
else:
    compared(found)
