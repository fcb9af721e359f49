"""Who somebody is, read from the database at every command and every run.

Nothing is believed of the browser. Somebody must always be able to administer: the last one is not
taken away, by whatever way a change comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import Connection

from udp_core.archive.sessions import forget
from udp_core.kernel.italian import day
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Deed
from udp_core.people.queries import administrators, grants, officer_named, officers
from udp_core.people.rules import Actor, Grant, Subject
from udp_core.territory.queries import district_name


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


Span = tuple[date, date]


@contextmanager
def administered(connection: Connection, today: date | None) -> Iterator[None]:
    """Inside, officers and mandates are written.

    RefusedError where a district is left without who administers it.

    It is left so where those active, by mandates that follow one another from today, reach less far
    than before.
    Without a day nothing is asked: so loads what the product itself ships. Who is removed can no
    longer come in, nor
    can another with the same name by that password.
    """
    before = _until(connection, today) if today else {}
    known = {one.id for one in officers(connection)}
    yield
    for gone in known - {one.id for one in officers(connection)}:
        forget(connection, gone)
    if today is None or not before:
        return
    after = _until(connection, today)
    left = {one: after.get(one) for one, last in before.items() if after.get(one, date.min) < last}
    if left:
        raise RefusedError([_nobody(connection, one, last) for one, last in left.items()])


def _until(connection: Connection, today: date) -> dict[str, date]:
    """To which day each district surely has an active administrator.

    Districts that have none today are left out.
    """
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for row in administrators(connection):
        spans[row.district_id].append((row.valid_from, row.valid_to or date.max))
    reached = {district: _reached(found, today) for district, found in spans.items()}
    return {district: last for district, last in reached.items() if last is not None}


def _reached(spans: Iterable[Span], today: date) -> date | None:
    """The last day of those that follow one another without a gap from today."""
    last = today - timedelta(days=1)
    for start, end in sorted(spans):
        if last < date.max and start <= last + timedelta(days=1):
            last = max(last, end)
    return last if last >= today else None


def _nobody(connection: Connection, district: str, last: date | None) -> Problem:
    name = district_name(connection, district) or district
    since = f" dopo il {day(last)}" if last else ""
    return Problem(
        "A36",
        f"Il distretto {name} resterebbe senza un amministratore attivo{since}.",
        "Dare prima l’incarico di amministratore a un altro utente attivo.",
        value=district,
    )
