"""I miei aggiornamenti: le cifre che tocca a chi è entrato dare questo mese, una dopo l'altra."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import context, read
from pages.components.corrections import corrections
from pages.components.filters import choose
from pages.components.month import month_part
from pages.components.place import choose_place
from pages.components.who import who
from udp_core.desk.report.desk import scope_at, usual_month
from udp_core.kernel import italian
from udp_core.people.rules import Actor

MONTHS = {str(month): italian.month(month) for month in range(1, 13)}


def choose_month(actor: Actor, scope: tuple[str | None, ...]) -> int:
    here = context()
    usual = read(usual_month, actor, here.district, here.year, here.today, scope)
    return int(choose("Mese", MONTHS, "mese", default=str(usual)))


def desk(actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="desk-top"):
        scope = scope_at(actor, choose_place(actor))
        month = choose_month(actor, scope)
        everything = st.toggle("Mostra anche ciò che è già dato", key="tutto")
    month_part(actor, scope, month, everything=everything)


st.title("Che cosa devo aggiornare?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per dare le cifre bisogna entrare.", "Usare «Entra», in alto.")
else:
    corrections(actor)
    desk(actor)
