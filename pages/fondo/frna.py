"""FRNA: quanto resta del fondo, e se basta fino al 31 dicembre."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.context import ask, context
from pages.components.first_day import not_loaded
from pages.components.fund import (
    allocations,
    available,
    changes,
    groups,
    region,
    structure,
    top,
    voci,
)
from pages.components.parts import draw_parts
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report
from udp_core.fund.view.words import data_notes
from udp_core.overview.report.first_day import Thing
from udp_core.render.markdown import plain

PARTS: dict[str, Callable[[FundReport], None]] = {
    "Voci": voci,
    "Aree e macrosezioni": groups,
    "Come si forma": available,
    "Equilibrio negli anni": structure,
    "Assegnazioni": allocations,
    "Come è cambiato": changes,
    "In Regione": region,
}

here = context()
report = ask(fund_report, here.district, here.year, here.today)
over = here.year < here.today.year
asked = "Quanto resta del fondo, e basta fino al 31 dicembre?"
st.title(f"Quanto è rimasto del fondo del {here.year}?" if over else asked, anchor=False)
if report is None:
    not_loaded(
        f"Per il {here.year} non c’è ancora un fondo FRNA.",
        Thing.FUND_YEAR,
        Thing.ALLOCATION,
        Thing.BUDGET,
    )
else:
    top(report)
    for note in data_notes(report):
        st.caption(plain(note))
    draw_parts(PARTS, report)
