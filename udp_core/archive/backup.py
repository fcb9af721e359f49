"""Whole copies of a database.

While people work, of either kind, and as it was known at a moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlmodel import SQLModel

from udp_core.archive.engine import keep_private, open_file, reading, sqlite_module, writing
from udp_core.archive.entity import Entity, Image
from udp_core.archive.images import CHUNK, HISTORY, REQUEST, fields, raw_table
from udp_core.archive.migrate import migrate
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.archive.sessions import (
    Attempt,
    Credential,
    Invitation,
    RequestLink,
    SignedIn,
    Unsaved,
    UnsavedFile,
)
from udp_core.archive.trouble import told_plainly
from udp_core.archive.writer import Head

_DOOR: tuple[type[SQLModel], ...] = (
    Credential,
    Invitation,
    RequestLink,
    SignedIn,
    Attempt,
    Unsaved,
    UnsavedFile,
)
"""Outside history: copied whole, and not part of what was known at a moment."""


def new_sqlite(path: Path) -> Engine:
    """An empty database with the tables of this release."""
    engine = open_file(path)
    migrate(engine)
    return engine


def copy_file(engine: Engine, path: Path) -> None:
    """A consistent copy of a SQLite database, through its own backup.

    What is written meanwhile is in it whole or not at all.
    """
    module = sqlite_module()
    with (
        told_plainly(module.Error),  # a full disk, above all: the driver's own error
        closing(module.connect(str(path))) as target,
        engine.connect() as connection,
    ):
        keep_private(path)
        raw: Any = connection.connection.driver_connection
        raw.backup(target)


_ENDS = "SELECT sequence, hash FROM history ORDER BY sequence {} LIMIT 1"


def ends_of_file(path: Path) -> tuple[Head, Head] | None:
    """The first and the last link of a copy, read without touching it.

    None where it has none, or cannot be read.
    """
    module = sqlite_module()
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    try:
        with closing(module.connect(address, uri=True)) as raw:
            rows = [raw.execute(_ENDS.format(order)).fetchone() for order in ("ASC", "DESC")]
    except module.Error:
        return None
    first, last = (Head(int(row[0]), str(row[1])) if row else None for row in rows)
    return (first, last) if first and last else None


def copy_rows(source: Connection, target: Engine) -> None:
    """Every row of every table, from one kind of database to the other, in one reading.

    The target has tables and no rows.
    """
    with _without_references(target) as into:
        for rows_of in (*(raw_table(entity) for entity in ENTITIES), REQUEST, HISTORY):
            _pour(
                source.execute(select(rows_of), execution_options={"yield_per": CHUNK}),
                into,
                rows_of,
            )
        for model in _DOOR:
            own: Any = model.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
            _pour(source.execute(select(own)), into, own)


def renew_door(restored: Engine, present: Connection | None) -> int:
    """No session, no invitation, no link and no password of then comes back.

    Passwords are those of today, where there are any.

    How many officers of the restored database can come in.
    """
    own: Any = Credential.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
    with writing(restored) as into:
        for model in (SignedIn, Invitation, RequestLink, Credential):
            into.execute(delete(model))
        known = set(into.execute(select(raw_table(BY_NAME["officer"]).c.id)).scalars())
        rows = present.execute(select(own)).mappings() if present is not None else ()
        today = [dict(row) for row in rows if row["officer_id"] in known]
        if today:
            into.execute(insert(own), today)
    return len(today)


def rebuild(source: Connection, target: Engine, moment: str) -> int:
    """What was known at a moment (ISO, UTC): the history until then, and the rows it makes.

    The sequence reached.
    """
    last = last_known(source, moment)
    until = HISTORY.c.sequence <= last
    present: dict[tuple[str, str], tuple[int, Image]] = {}
    for row in source.execute(
        select(HISTORY).where(until).order_by(HISTORY.c.sequence),
        execution_options={"yield_per": CHUNK},
    ):
        if row.after is None:
            present.pop((row.entity, row.entity_id), None)
        else:
            present[row.entity, row.entity_id] = (row.version, json.loads(row.after))
    with _without_references(target) as into:
        asked = select(REQUEST).where(REQUEST.c.id.in_(select(HISTORY.c.request_id).where(until)))
        _pour(source.execute(asked), into, REQUEST)
        _pour(
            source.execute(
                select(HISTORY).where(until).order_by(HISTORY.c.sequence),
                execution_options={"yield_per": CHUNK},
            ),
            into,
            HISTORY,
        )
        for name, entity in BY_NAME.items():
            rows = [
                _row(entity, row_id, version, image)
                for (of, row_id), (version, image) in present.items()
                if of == name
            ]
            if rows:
                into.execute(insert(raw_table(entity)), rows)
    return last


def last_known(source: Connection, moment: str) -> int:
    """The sequence before the first change that came after a moment."""
    later = (
        select(HISTORY.c.sequence)
        .join(REQUEST, REQUEST.c.id == HISTORY.c.request_id)
        .where(REQUEST.c.at > moment)
    )
    first_later = source.execute(later.order_by(HISTORY.c.sequence).limit(1)).scalar()
    if first_later is not None:
        return int(first_later) - 1
    return int(
        source.execute(
            select(HISTORY.c.sequence).order_by(HISTORY.c.sequence.desc()).limit(1)
        ).scalar()
        or 0
    )


def _row(entity: type[Entity], row_id: str, version: int, image: Image) -> dict[str, Any]:
    return {"id": row_id, "version": version, **{name: image.get(name) for name in fields(entity)}}


@contextmanager
def _without_references(target: Engine) -> Iterator[Connection]:
    """A transaction in which references are judged at the end: rows come table by table."""
    with writing(target) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield connection


def _pour(rows: Any, into: Connection, where: Any) -> None:
    for chunk in _chunks(rows):
        # SQLAlchemy's public name for a row as a mapping
        into.execute(insert(where), [dict(row._mapping) for row in chunk])  # noqa: SLF001


def _chunks(rows: Any) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def is_sound_file(connection: Connection) -> str:
    """«ok», or what SQLite finds wrong with its own file.

    Always «ok» on PostgreSQL, which checks its own pages.
    """
    if connection.dialect.name != "sqlite":
        return "ok"
    return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())


def rows_by_table(engine: Engine) -> dict[str, dict[str, int]]:
    """Table to id to version of every row: what two databases are compared by."""
    with reading(engine) as connection:
        return {
            name: {
                row.id: row.version
                for row in connection.execute(
                    select(raw_table(entity).c.id, raw_table(entity).c.version)
                )
            }
            for name, entity in BY_NAME.items()
        }
