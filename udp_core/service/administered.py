"""Somebody must always be able to administer.

The last one is not taken away, by whatever way a change comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import Connection

from udp_core.italian import day
from udp_core.problem import Problem, RefusedError
from udp_core.store.queries.officers import administrators, officers
from udp_core.store.queries.territory import district_name
from udp_core.store.sign_in import forget

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
