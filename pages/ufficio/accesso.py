"""Accesso: chi sono qui, con quali incarichi; per chi amministra, utenti, incarichi e inviti."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import carry_out, say_done
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.grid import edit_grid
from pages.components.problems import list_problems
from pages.components.provider import offer_provider, offer_way_out
from pages.components.texts import Texts
from pages.components.who import asked, vouched, who
from udp_core.domain.access import Actor, Deed, Subject
from udp_core.model.desk import Mandate, Officer
from udp_core.model.plan import InterventionArea
from udp_core.model.territory import Municipality
from udp_core.problem import Problem, RefusedError
from udp_core.service.naming import labels_of
from udp_core.service.sign_in.accounts import identify_by, invite_by
from udp_core.store.queries.officers import officers
from udp_core.view.desk.access import actor_markup, invitation_address
from udp_core.view.markdown import plain

LONGEST_ADDRESS = 200
NO_ADDRESS = Problem(
    "A38", "Manca l’indirizzo.", "Scriverlo come lo conosce l’ente, per esempio nome@comune.it."
)


def invitation(actor: Actor) -> None:
    """A link for who forgot the password or never had one: shown once."""
    known = {one.id: f"{one.id} — {one.name}" for one in read(officers) if one.active}
    chosen = choose("Utente da invitare", known, "invitato")
    if st.button("Prepara un invito"):
        try:
            request = asked("Invito")
            engine, session = context().engine, request.session
            secret = invite_by(
                engine,
                actor.officer_id,
                chosen,
                request.at,
                session=session,
                request_id=request.request_id,
            )
        except RefusedError as refused:
            list_problems(refused.problems, refused.not_listed)
            return
        st.success(
            f"Indirizzo per {plain(known[chosen])}: vale tre giorni, una volta sola, e non si può"
            " rivedere."
        )
        host = str(st.context.headers.get("Host") or "")
        address = invitation_address(str(st.context.url or ""), host, secret)
        st.code(address, language=None, wrap_lines=True)


def identity(actor: Actor) -> None:
    """Which identity of the Comune's provider opens which account."""
    known = {one.id: f"{one.id} — {one.name}" for one in read(officers) if one.active}
    chosen = choose("Utente", known, "identificato")
    texts = Texts(f"scritto-identita-{chosen}")
    words = texts.line(
        "Indirizzo con cui lo conosce l’ente",
        "indirizzo",
        longest=LONGEST_ADDRESS,
        placeholder="Per esempio: nome@comune.it",
    )
    if not st.button("Collega l’identità"):
        return
    if not words.strip():
        list_problems([NO_ADDRESS])
        return
    identify = partial(identify_by, context().engine, actor.officer_id, chosen, words)
    said = f"L’identità è collegata all’utente {plain(chosen)}."
    carry_out(
        lambda asked: identify(asked.at, session=asked.session, request_id=asked.request_id),
        actor,
        "Identità dell’ente",
        said,
        texts=texts,
    )


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


def accounts(actor: Actor) -> None:
    users, mandates, links, identities = st.tabs(
        ["Utenti", "Incarichi", "Inviti", "Identità dell’ente"],
        on_change="rerun",
        key="parte",
        bind="query-params",
    )
    if users.open:
        with users:
            st.markdown(
                "Un utente ha un nome e un ufficio o incarico, non il nome della persona. Chi non"
                " serve più si disattiva: la storia resta."
            )
            edit_grid(Officer, {}, actor, "utenti")
    if mandates.open:
        with mandates:
            st.markdown(
                "Il referente di Comune scrive solo nel suo Comune, quello di ambito solo nel suo"
                " ambito."
            )
            edit_grid(Mandate, {}, actor, "incarichi")
    if links.open:
        with links:
            invitation(actor)
    if identities.open:
        with identities:
            identity(actor)


st.title("Chi può fare che cosa?", anchor=False)
actor = who()
if actor is None:
    empty_state("Nessuno è entrato da questo browser.", "Usare «Entra», in alto a destra.")
    offer_provider()
else:
    st.html(actor_markup(actor.officer_id, actor.name, mandates_of(actor), by_provider=vouched()))
    if vouched():
        offer_way_out()
    if actor.may(Deed.ADMINISTER, Subject()):
        say_done()
        accounts(actor)
