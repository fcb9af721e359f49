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
from udp_core.fund.report.fund import FundPicture
from udp_core.fund.report.reading import fund_picture
from udp_core.fund.view.words import data_notes
from udp_core.overview.report.first_day import Thing
from udp_core.render.markdown import plain

PARTS: dict[str, Callable[[FundPicture], None]] = {
    "Voci": voci,
    "Aree e macrosezioni": groups,
    "Come si forma": available,
    "Equilibrio negli anni": structure,
    "Assegnazioni": allocations,
    "Come è cambiato": changes,
    "In Regione": region,
}

here = context()
picture = ask(fund_picture, here.district, here.year, here.today)
over = here.year < here.today.year
asked = "Quanto resta del fondo, e basta fino al 31 dicembre?"
st.title(f"Quanto è rimasto del fondo del {here.year}?" if over else asked, anchor=False)
if picture is None:
    not_loaded(
        f"Per il {here.year} non c’è ancora un fondo FRNA.",
        Thing.FUND_YEAR,
        Thing.ALLOCATION,
        Thing.BUDGET,
    )
else:
    top(picture)
    for note in data_notes(picture):
        st.caption(plain(note))
    draw_parts(PARTS, picture)
