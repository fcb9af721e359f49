"""What rows were at their earlier versions, as history keeps it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, column, select, table

from udp_core.model.entity import Entity, Image, table_name

_HISTORY = table(
    "history", *(column(name) for name in ("sequence", "entity", "entity_id", "after"))
)


def earlier_images(
    connection: Connection, entity: type[Entity], ids: Iterable[str]
) -> dict[str, list[Image]]:
    """Of each row every image that it had, the latest first; removals left out."""
    found: defaultdict[str, list[Image]] = defaultdict(list)
    own = (
        _HISTORY.c.entity == table_name(entity),
        _HISTORY.c.entity_id.in_(sorted(ids)),
        _HISTORY.c.after.is_not(None),
    )
    rows = (
        select(_HISTORY.c.entity_id, _HISTORY.c.after)
        .where(*own)
        .order_by(_HISTORY.c.sequence.desc())
    )
    for row in connection.execute(rows):
        found[row.entity_id].append(json.loads(row.after))
    return found
