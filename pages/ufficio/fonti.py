"""Fonti: ogni insieme di dati con data, stato e discrepanze."""

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.filters import choose
from pages.components.parts import draw_parts
from pages.components.tables import show_table
from udp_core.render.markdown import plain
from udp_core.sources.queries.sources import DataSetValue
from udp_core.sources.report import SourcesReport, published_rows, sources_report
from udp_core.sources.tables import (
    changes_table,
    data_sets_table,
    discrepancies_table,
    published_table,
    sources_figures,
    when,
)


def data_sets(report: SourcesReport) -> None:
    show_table(
        data_sets_table(report.data_sets),
        "data-sets",
        stamp=context().stamp("", "catalogo dell’archivio"),
    )
    st.header("Le righe di un insieme di dati", anchor=False)
    with_rows = {one.code: one for one in report.data_sets if one.rows}
    if not with_rows:
        empty_state(
            "Nessuna tabella pubblicata è caricata.",
            "Arrivano con il cruscotto: le carica chi lo ha installato.",
        )
        return
    rows_of(
        with_rows[
            choose(
                "Insieme di dati", {code: one.title for code, one in with_rows.items()}, "insieme"
            )
        ]
    )


def rows_of(chosen: DataSetValue) -> None:
    descriptor, rows = ask(published_rows, chosen.code)
    st.markdown(
        plain(
            f"{chosen.description} Situazione al {when(chosen.as_of)}; affidabilità:"
            f" {chosen.trust.label}."
        )
    )
    stamp = context().stamp(chosen.trust.label, chosen.title)
    show_table(
        published_table(chosen, descriptor, rows), f"rows-{chosen.code}", stamp=stamp, height=420
    )


def discrepancies(report: SourcesReport) -> None:
    st.markdown(
        "Le cifre pubblicate restano come sono stampate: quando una tabella non torna con il totale"
        " che dichiara, si mostrano entrambe."
    )
    stamp = context().stamp("cifre pubblicate", "dati di riferimento")
    show_table(discrepancies_table(report.discrepancies), "discrepancies", stamp=stamp)


def changes(report: SourcesReport) -> None:
    show_table(
        changes_table(report.changes), "changes", stamp=context().stamp("", "storia dell’archivio")
    )


report = ask(sources_report)
st.title("Da dove vengono le cifre, e tornano?", anchor=False)
key_figures(sources_figures(report, context().revision))
PARTS = {"Insiemi di dati": data_sets, "Discrepanze": discrepancies, "Ultime modifiche": changes}
draw_parts(PARTS, report)
