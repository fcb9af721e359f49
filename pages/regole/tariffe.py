"""Tariffe a confronto: quanto paga una famiglia in ogni Comune, e con una sola regola."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.fees import (
    all_rules,
    every_service,
    one_family,
    published_part,
    single_rule,
)
from pages.components.parts import draw_parts
from udp_core.fees.report import FeesReport, fees_report
from udp_core.fees.view.words import day_note, fees_figures, fees_message
from udp_core.render.markdown import plain

PARTS: dict[str, Callable[[FeesReport], None]] = {
    "Una famiglia": one_family,
    "Tutti i servizi": every_service,
    "Una sola regola": single_rule,
    "Le regole": all_rules,
    "Cifre pubblicate": published_part,
}


def compared() -> None:
    here = context()
    report = ask(fees_report, here.district, here.year, here.today)
    if not report.ruled:
        empty_state(
            f"{fees_message(report)}.",
            "Scrivere i servizi con tariffa, poi le regole tariffarie, in Registri.",
        )
        return
    key_figures(fees_figures(report))
    st.caption(plain(day_note(report)))
    draw_parts(PARTS, report)


st.title("Quanto paga la stessa famiglia in ogni Comune?", anchor=False)
compared()
