"""What a request that was already carried out wrote: so that asking again answers with what is stored."""

from __future__ import annotations

from sqlalchemy import Connection, column, select, table

from udp_core.model.entity import Entity, table_name

_HISTORY = table("history", *(column(name) for name in ("sequence", "request_id", "entity", "entity_id")))


def written_by(connection: Connection, request_id: str, entity: type[Entity]) -> tuple[str, ...]:
    """The ids of the rows of an entity that a request wrote, in the order in which it did; none where it wrote none."""
    own = (_HISTORY.c.request_id == request_id, _HISTORY.c.entity == table_name(entity))
    found = select(_HISTORY.c.entity_id).where(*own).order_by(_HISTORY.c.sequence)
    return tuple(dict.fromkeys(str(row[0]) for row in connection.execute(found)))
