"""The archive as known at a moment: rebuilt in memory from the rows of today and the history of what changed since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, Engine, column, func, select, table
from sqlmodel import SQLModel

from udp_core.model.entity import Entity
from udp_core.model.registry import BY_NAME, ENTITIES
from udp_core.problem import Problem, RefusedError
from udp_core.store.chain import head
from udp_core.store.engine import open_engine, reading, writing
from udp_core.store.images import CHUNK, fields, raw_table

_HISTORY = table("history", *(column(name) for name in ("sequence", "entity", "entity_id", "version", "before")))
_numbers = count(1)
HELD = "udp_held"
"""The connection that keeps a database in memory alive, among the options of its engine."""
Before = dict[str, tuple[int, dict[str, Any] | None]]
"""Of each row changed since, by id: the version that it had and its image (None: it was not there)."""


def known_at(engine: Engine, revision: int) -> Engine:
    """A database in memory, only to be read, with the rows as they were after the change number `revision`.

    It lives as long as the engine. Raises RefusedError where the archive never had that revision.
    """
    with reading(engine) as connection:
        reached = head(connection).sequence
        if not 0 <= revision <= reached:
            raise RefusedError([Problem("D20", f"L'archivio non ha la revisione {revision}: è arrivato alla {reached}.", "Controllare da quale archivio viene la cifra.", value=str(revision))])
        past = open_engine(f"sqlite:///file:udp-{next(_numbers)}?mode=memory&cache=shared&uri=true")
        held = past.connect()
        past.update_execution_options(**{HELD: held})
        with writing(past) as inside:
            SQLModel.metadata.create_all(inside)
            _fill(connection, inside, revision)
    return past


def let_go(past: Engine) -> None:
    """Forget a database rebuilt in memory."""
    past.get_execution_options()[HELD].close()
    past.dispose()


def _fill(live: Connection, past: Connection, revision: int) -> None:
    changed = _before(live, revision)
    past.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for entity in ENTITIES:
        _copy(live, past, entity, changed.get(entity, {}))


def _before(live: Connection, revision: int) -> Mapping[type[Entity], Before]:
    """The rows changed since, as they were: the image before the first of their changes."""
    first = select(_HISTORY.c.entity, _HISTORY.c.entity_id, func.min(_HISTORY.c.sequence).label("sequence")).where(_HISTORY.c.sequence > revision).group_by(_HISTORY.c.entity, _HISTORY.c.entity_id).subquery()
    found = select(_HISTORY.c.entity, _HISTORY.c.entity_id, _HISTORY.c.version, _HISTORY.c.before).join(first, _HISTORY.c.sequence == first.c.sequence)
    rows: defaultdict[type[Entity], Before] = defaultdict(dict)
    for name, row_id, version, before in live.execute(found, execution_options={"yield_per": CHUNK}):
        rows[BY_NAME[name]][row_id] = (version - 1, None if before is None else json.loads(before))
    return rows


def _copy(live: Connection, past: Connection, entity: type[Entity], changed: Before) -> None:
    names = ("id", "version", *fields(entity))
    own = raw_table(entity)
    statement = f"INSERT INTO {own.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    present = live.execute(select(*(own.c[name] for name in names)), execution_options={"yield_per": CHUNK})
    kept = (tuple(row) for row in present if row[0] not in changed)
    back = ((row_id, version, *(image[name] for name in names[2:])) for row_id, (version, image) in changed.items() if image is not None)
    for rows in (kept, back):
        for chunk in _chunks(rows):
            past.exec_driver_sql(statement, chunk)


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
