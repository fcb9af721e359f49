"""What was sent back to be corrected, told to who gave it."""

from __future__ import annotations

import streamlit as st

from pages.components.context import context, read
from udp_core.desk.report.checked import corrections_asked
from udp_core.desk.view.states import correction_words
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain


def corrections(actor: Actor) -> None:
    """Each figure with what is wrong; gone once it is corrected or confirmed again."""
    here = context()
    found = read(corrections_asked, actor, here.district, here.year)
    if found:
        lines = [f"- {plain(correction_words(one, reason))}" for one, reason in found]
        what = "Da correggere (si trovano con «Mostra anche ciò che è già dato»):"
        st.warning("\n".join([what, "", *lines]))
