"""For who administers: users, their mandates, how each comes in."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.commanding import carry_out
from pages.components.context import context, read
from pages.components.filters import choose
from pages.components.grid import edit_grid
from pages.components.problems import list_problems
from pages.components.texts import Texts
from pages.components.who import asked
from udp_core.desk.view.access import invitation_address
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.people.entities import Mandate, Officer
from udp_core.people.queries import officers
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.sign_in.accounts import identify_by, invite_by

LONGEST_ADDRESS = 200
NO_ADDRESS = Problem(
    "A38", "Manca l’indirizzo.", "Scriverlo come lo conosce l’ente, per esempio nome@comune.it."
)


def users(actor: Actor) -> None:
    """Every user, with an office and not the name of a person."""
    st.markdown(
        "Un utente ha un nome e un ufficio o incarico, non il nome della persona. Chi non"
        " serve più si disattiva: la storia resta."
    )
    edit_grid(Officer, {}, actor, "utenti")


def mandates(actor: Actor) -> None:
    """What each user may do, where."""
    st.markdown(
        "Il referente di Comune scrive solo nel suo Comune, quello di ambito solo nel suo ambito."
    )
    edit_grid(Mandate, {}, actor, "incarichi")


def invitation(actor: Actor) -> None:
    """A link for who forgot the password or never had one: shown once."""
    known = _active_users()
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
    chosen = choose("Utente", _active_users(), "identificato")
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


def _active_users() -> dict[str, str]:
    return {one.id: f"{one.id} — {one.name}" for one in read(officers) if one.active}
