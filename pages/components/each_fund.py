"""Every fund of the year under the Panorama: what is left of each, and what becomes of it."""

from __future__ import annotations

import streamlit as st

from pages.components.context import ask, context
from pages.components.gesture import fragment
from pages.components.tables import show_table
from udp_core.fund.report.each_fund import each_fund
from udp_core.fund.slides.fund import CHOSEN
from udp_core.fund.view.each_fund import each_fund_table
from udp_core.render.markdown import plain


@fragment
def other_funds() -> None:
    """Every fund with its residue and what becomes of it: reckoned where it is looked at."""
    here = context()
    drawer = st.expander(
        f"Tutti i fondi del {here.year}: residuo e scadenza", key="fondi", on_change="rerun"
    )
    if not drawer.open:
        return
    with drawer:
        found = ask(each_fund, here.district, here.year, here.today)
        stamp = here.stamp("bozze escluse", "registro del distretto, tutti i fondi")
        show_table(each_fund_table(found, here.year), "fondi-panorama", stamp=stamp)
        with st.container(horizontal=True):
            for one in found:
                query = {"anno": str(here.year), CHOSEN: one.fund.short}
                st.page_link("fondo/frna.py", label=plain(one.fund.short), query_params=query)
