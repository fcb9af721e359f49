"""What a request that was already carried out wrote.

So that asking again answers with what is stored.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, column, func, select, table

from udp_core.model.entity import Entity, Image, table_name

_HISTORY = table(
    "history",
    *(
        column(name)
        for name in ("sequence", "request_id", "entity", "entity_id", "version", "before", "after")
    ),
)


class WrittenRow(NamedTuple):
    """A row as a request left it: its version, whether it was there before, its image (None:
    removed).
    """

    version: int
    was_there: bool
    after: Image | None


def written_by(
    connection: Connection, request_id: str, entity: type[Entity]
) -> dict[str, WrittenRow]:
    """The rows of an entity that a request wrote, by id, in the order in which it did.

    None where it wrote none.
    """
    own = (_HISTORY.c.request_id == request_id, _HISTORY.c.entity == table_name(entity))
    found = select(*(_HISTORY.c[name] for name in ("entity_id", "version", "before", "after")))
    rows = connection.execute(found.where(*own).order_by(_HISTORY.c.sequence))
    return {row[0]: WrittenRow(int(row[1]), row[2] is not None, _image(row[3])) for row in rows}


def revision_of(connection: Connection, request_id: str) -> int:
    """The revision that a request left; 0 where it wrote nothing."""
    last = select(func.max(_HISTORY.c.sequence)).where(_HISTORY.c.request_id == request_id)
    return int(connection.execute(last).scalar() or 0)


def image_at(connection: Connection, entity: type[Entity], row_id: str, version: int) -> Image:
    """The row at a version; empty where it was not there."""
    return _last(connection, _of_row(entity, row_id).where(_HISTORY.c.version == version)) or {}


def image_then(
    connection: Connection, entity: type[Entity], row_id: str, revision: int
) -> Image | None:
    """The row as it stood at a revision; None where it was not there."""
    return _last(connection, _of_row(entity, row_id).where(_HISTORY.c.sequence <= revision))


def images_then(connection: Connection, entity: type[Entity], revision: int) -> dict[str, Image]:
    """Every row of an entity, by id, as it stood at a revision."""
    found = select(_HISTORY.c.entity_id, _HISTORY.c.after)
    own = (_HISTORY.c.entity == table_name(entity), _HISTORY.c.sequence <= revision)
    last = {
        row[0]: row[1]
        for row in connection.execute(found.where(*own).order_by(_HISTORY.c.sequence))
    }
    return {row_id: json.loads(text) for row_id, text in last.items() if text is not None}


def _of_row(entity: type[Entity], row_id: str) -> Select[Any]:
    own = (_HISTORY.c.entity == table_name(entity), _HISTORY.c.entity_id == row_id)
    return select(_HISTORY.c.after).where(*own)


def _last(connection: Connection, found: Select[Any]) -> Image | None:
    latest = connection.scalars(found.order_by(_HISTORY.c.sequence.desc()).limit(1)).first()
    return _image(latest)


def _image(text: str | None) -> Image | None:
    return None if text is None else json.loads(text)
