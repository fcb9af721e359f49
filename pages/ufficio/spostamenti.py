"""Spostamenti: denaro da una voce a un'altra, proposto e deciso.

E la chiusura dell'anno del fondo.
"""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.closing import closing_part
from pages.components.commanding import say_done
from pages.components.context import context, read
from pages.components.parts import draw_parts
from pages.components.transfers import proposal_part, transfers_part
from pages.components.variations import variations_part
from pages.components.who import who
from udp_core.fund.queries.monthly import transfers
from udp_core.people.rules import Actor


def listed(actor: Actor, fund_year: str) -> None:
    transfers_part(actor, read(transfers, fund_year))


PARTS = {
    "Spostamenti": listed,
    "Proposta": proposal_part,
    "Variazioni": variations_part,
    "Chiusura dell’anno": closing_part,
}

st.title("Quale denaro si sposta tra le voci?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per proporre uno spostamento bisogna entrare.", "Usare «Entra», in alto.")
else:
    fund_year = f"{context().district}:frna:{context().year}"
    say_done()
    draw_parts(PARTS, actor, fund_year)
