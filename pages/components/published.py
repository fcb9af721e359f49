"""What others published of the indicators on the territory."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import context
from pages.components.tables import show_table_on_request
from udp_core.indicators.report.indicators import IndicatorsReport
from udp_core.indicators.view.tables import published_table


def published(report: IndicatorsReport) -> None:
    """What others published on the territory: shown, never judged."""
    st.header("Dati pubblicati", anchor=False)
    st.caption(
        "Dati reali pubblicati sul territorio, anche provinciale o regionale: fanno da contesto e"
        " non hanno semaforo."
    )
    if not report.published:
        empty_state(
            "Nessun indicatore pubblicato nell’archivio.",
            "Arrivano con il cruscotto: li carica chi lo ha installato.",
        )
        return
    origin = replace(context().stamp("", "fonte indicata riga per riga"), demo=False, data_day=None)
    found = published_table(report.published)
    show_table_on_request(found, "published", origin, label="Indicatori pubblicati e fonti")
