"""Fondi: quanto resta di un fondo, se basta fino al 31 dicembre, e tutti i fondi insieme."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.all_funds import all_funds_part
from pages.components.context import ask, context
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.fund import (
    allocations,
    available,
    changes,
    groups,
    plan,
    region,
    structure,
    top,
    voci,
)
from pages.components.parts import draw_parts
from udp_core.fund.queries.all_funds import funds_in
from udp_core.fund.report.fund import FundReport, short_name
from udp_core.fund.report.reading import FRNA, fund_report
from udp_core.fund.slides.fund import CHOSEN
from udp_core.fund.view.budgets import budget_sentence
from udp_core.fund.view.words import accounts_words, data_notes
from udp_core.overview.report.first_day import Thing
from udp_core.render.markdown import plain

BEFORE = "fondo-di-prima"
"""The fund looked at before leaving the screen: coming back, it is there again."""
PARTS: dict[str, Callable[[FundReport], None]] = {
    "Voci": voci,
    "Aree e macrosezioni": groups,
    "Piano delle attività": plan,
    "Come si forma": available,
    "Equilibrio negli anni": structure,
    "Assegnazioni": allocations,
    "Come è cambiato": changes,
    "In Regione": region,
    "Quadro allargato": all_funds_part,
}


def chosen_fund() -> FundReport | None:
    """The fund chosen among those of the year, the FRNA first; None where there is none."""
    found = ask(funds_in, here.district, here.year)
    if not found:
        return None
    names = {one.code: short_name(one.code, one.name) for one in found}
    before = st.session_state.get(BEFORE)
    asked_for = CHOSEN in st.session_state or CHOSEN in st.query_params
    if before in names and not asked_for:
        st.session_state[CHOSEN] = before
    code = st.session_state[BEFORE] = choose("Fondo", names, CHOSEN, default=FRNA)
    return ask(fund_report, here.district, here.year, here.today, code)


here = context()
over = here.year < here.today.year
asked = "Quanto resta del fondo, e basta fino al 31 dicembre?"
question, choice = st.columns([3, 1], vertical_alignment="bottom")
with question:
    st.title(f"Quanto è rimasto del fondo del {here.year}?" if over else asked, anchor=False)
with choice:
    report = chosen_fund()
if report is None:
    not_loaded(
        f"Per il {here.year} non c’è ancora un fondo FRNA, né un altro fondo.",
        Thing.FUND_YEAR,
        Thing.ALLOCATION,
        Thing.BUDGET,
    )
else:
    st.caption(plain(f"{accounts_words(report)} {budget_sentence(report.budget)}"))
    top(report)
    for note in data_notes(report):
        st.caption(plain(note))
    draw_parts(PARTS, report)
