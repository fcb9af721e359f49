"""Sala.

Una diapositiva alla volta, a tutto schermo, dalle cifre di oggi o da quelle congelate di una
seduta.
"""

from __future__ import annotations

import streamlit as st

from pages.components.as_of import as_known
from pages.components.cards import empty_state
from pages.components.context import context, read
from pages.components.deck import deck, may_guide
from pages.components.sala import KNOWN, POINT, SCREEN, SITTING, show_sala, watch
from udp_core.render.payload import followed, starting_at
from udp_core.sittings.queries.sittings import sitting

live = context()
code = st.query_params.get(SITTING, "")
row = read(sitting, code) if code else None
here = as_known(live, code or st.query_params.get(KNOWN, ""))
st.title("Sala", anchor=False)
if code and row is None:
    empty_state("La seduta del collegamento non c’è.", "Sceglierla da «Seduta».")
else:
    screen = st.query_params.get(SCREEN, "")
    made = deck((here.address, here.revision, here.year, live.revision), code, screen, here)
    start = made.starts.get(st.query_params.get(POINT, "") or screen, "")
    payload = starting_at(made.payload, start)
    show_sala(followed(payload, f"muro/{code}", guides=may_guide(row)) if row else payload)
    if row:
        watch(live.revision)
