"""Regole e accordi: su che cosa poggia il lavoro del distretto, che cosa scade, chi risponde."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.parts import draw_parts
from pages.components.rules import (
    acts_part,
    agreements_part,
    bodies_part,
    ending_part,
    processes_part,
    regulations_part,
)
from udp_core.agreements.report.reading import rules_report
from udp_core.agreements.report.values import RulesReport
from udp_core.agreements.view.words import rules_figures

PARTS: dict[str, Callable[[RulesReport], None]] = {
    "Che cosa scade": ending_part,
    "Accordi": agreements_part,
    "Regolamenti": regulations_part,
    "Norme e atti": acts_part,
    "Processi e responsabilità": processes_part,
    "Nomine ed enti": bodies_part,
}


def rules() -> None:
    here = context()
    report = ask(rules_report, here.district, here.year, here.today)
    if report.is_empty:
        empty_state(
            "Nessun accordo, regolamento o norma è scritto.",
            "Scriverli in Registri, sotto «Regolamenti, accordi e tariffe».",
        )
        return
    key_figures(rules_figures(report))
    draw_parts(PARTS, report)


st.title("Su che cosa poggia il lavoro del distretto, e che cosa scade?", anchor=False)
rules()
