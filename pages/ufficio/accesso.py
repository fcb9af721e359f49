"""Accesso: chi sono qui, con quali incarichi; per chi amministra, utenti, incarichi e inviti."""

from __future__ import annotations

import streamlit as st

from pages.components.accounts import identity, invitation, mandates, users
from pages.components.cards import empty_state
from pages.components.commanding import say_done
from pages.components.context import ask
from pages.components.parts import draw_parts
from pages.components.provider import offer_provider, offer_way_out
from pages.components.who import vouched, who
from udp_core.desk.view.access import actor_markup
from udp_core.kernel.vocabulary import Right
from udp_core.people.rules import Actor, RowSubject
from udp_core.plan.entities.plan import InterventionArea
from udp_core.territory.entities import Municipality
from udp_core.writing.naming import labels_of

PARTS = {
    "Utenti": users,
    "Incarichi": mandates,
    "Inviti": invitation,
    "Identità dell’ente": identity,
}


def mandates_of(actor: Actor) -> list[tuple[str, str, str]]:
    """Role, ambito and Comune of each mandate, by their names."""
    areas, places = (ask(labels_of, entity) for entity in (InterventionArea, Municipality))
    return [
        (
            one.role.label,
            areas.get(one.area_id or "", ""),
            places.get(one.municipality_id or "", ""),
        )
        for one in actor.grants
    ]


st.title("Chi può fare che cosa?", anchor=False)
actor = who()
if actor is None:
    empty_state("Nessuno è entrato da questo browser.", "Usare «Entra», in alto a destra.")
    offer_provider()
else:
    st.html(actor_markup(actor.officer_id, actor.name, mandates_of(actor), by_provider=vouched()))
    if vouched():
        offer_way_out()
    if actor.may(Right.ADMINISTER, RowSubject()):
        say_done()
        draw_parts(PARTS, actor)
