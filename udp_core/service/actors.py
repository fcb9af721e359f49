"""Who somebody is, read from the database at every command and every run.

Nothing is believed of the browser.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from udp_core.domain.access import Actor, Grant, Subject
from udp_core.problem import Problem, RefusedError
from udp_core.store.queries.officers import grants, officer_named, officers
from udp_core.vocabulary import Deed


def actor_of(connection: Connection, officer_id: str, today: date) -> Actor | None:
    """The officer with the mandates in force today, whatever the capitals.

    None where unknown or no longer active.
    """
    found = officer_named(connection, officer_id)
    if found is None or not found.active:
        return None
    return Actor(
        found.id, found.name, tuple(Grant(*row) for row in grants(connection, found.id, today))
    )


def require(connection: Connection, officer_id: str, today: date) -> Actor:
    """The same; RefusedError where there is none."""
    found = actor_of(connection, officer_id, today)
    if found is None:
        raise RefusedError(
            [
                Problem(
                    "A10",
                    "L’utente non è attivo.",
                    "Accedere di nuovo, o rivolgersi a chi amministra il cruscotto.",
                    value=officer_id,
                )
            ]
        )
    return found


def who_may(connection: Connection, deed: Deed, subject: Subject, today: date) -> tuple[Actor, ...]:
    """Everybody active whose mandates in force allow a deed on a subject."""
    found = (actor_of(connection, row.id, today) for row in officers(connection) if row.active)
    return tuple(actor for actor in found if actor is not None and actor.may(deed, subject))


def others_who_may(
    connection: Connection, actor: Actor, deed: Deed, subject: Subject, today: date
) -> list[str]:
    """The names of everybody else who could do that in somebody's place.

    None where the office is too small.
    """
    found = who_may(connection, deed, subject, today)
    return [one.name for one in found if one.officer_id != actor.officer_id]


def refuse_unless(actor: Actor, deed: Deed, subject: Subject, what: str) -> Problem | None:
    """The problem of who asks for a deed without the right to it.

    `what` names it («la scheda S26-04»).
    """
    if actor.may(deed, subject):
        return None
    return Problem(
        "A11",
        f"L’utente {actor.officer_id} non ha un incarico che permetta di scrivere {what}.",
        "Chiederlo a chi ne ha l’incarico, o al coordinatore.",
        value=deed.value,
    )
