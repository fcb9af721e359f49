"""A request asked again: the answer is what it stored then, or that it was about something else."""

from __future__ import annotations

from sqlalchemy import Connection

from udp_core.model.entity import Entity, Image
from udp_core.problem import Problem, RefusedError
from udp_core.store.images import read_by_id
from udp_core.store.queries.requests import written_by
from udp_core.store.writer import was_asked


def stored_before(connection: Connection, request_id: str, entity: type[Entity], same: Image) -> str | None:
    """The id of the row that the request already wrote; None where it was never asked.

    `same` are the fields that tell what was asked. Raises RefusedError where the request was about something else.
    """
    if not was_asked(connection, request_id):
        return None
    for row_id in written_by(connection, request_id, entity)[:1]:
        found = read_by_id(connection, entity, [row_id]).get(row_id)
        if found is not None and all(found[1].get(name) == value for name, value in same.items()):
            return row_id
    raise RefusedError([something_else(request_id)])


def something_else(request_id: str) -> Problem:
    """The problem of a request whose id was used for another."""
    return Problem(
        "A20",
        "Questa richiesta è già servita per un’altra cosa: niente è cambiato.",
        "Ricaricare la pagina e ripetere.",
        value=request_id[:40],
    )
