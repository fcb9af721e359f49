"""The archive as known at a moment.

A copy in memory of the archive of now, from which history takes back what came after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, Engine, select, table
from sqlalchemy import column as named
from sqlmodel import SQLModel

from udp_core.archive.engine import open_engine, reading
from udp_core.archive.images import CHUNK, fields
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import head
from udp_core.kernel.problem import Problem, RefusedError

HELD = "udp_held"
"""The connection that keeps a database in memory alive, among the options of its engine."""
KEPT = frozenset({*BY_NAME, "request", "history"})
"""The tables of figures and of their history; who signs in is no part of what was known."""
UNDONE = """
CREATE TEMP TABLE undone AS
SELECT history.entity, history.entity_id, history.version - 1 AS version, history.before
FROM history JOIN (
  SELECT min(sequence) AS sequence FROM history
  WHERE sequence > :revision GROUP BY entity, entity_id
) AS first ON first.sequence = history.sequence
"""
"""Of each row changed since, what it was before the first of its changes."""
_numbers = count(1)


def known_at(engine: Engine, revision: int) -> Engine:
    """A database in memory, only to be read, with the rows as they were after the change number
    `revision`.

    It lives until `let_go`. Raises RefusedError where the archive never had that revision.
    """
    with reading(engine) as connection:
        reached = head(connection).sequence
        if not 0 <= revision <= reached:
            raise RefusedError(
                [
                    Problem(
                        "D20",
                        f"L’archivio non ha la revisione {revision}: è arrivato alla {reached}.",
                        "Controllare da quale archivio viene la cifra.",
                        value=str(revision),
                    )
                ]
            )
        past = open_engine(f"sqlite:///file:udp-{next(_numbers)}?mode=memory&cache=shared&uri=true")
        held = past.connect()
        past.update_execution_options(**{HELD: held})
        raw = held.connection.driver_connection
        try:
            _copy(connection, raw)
            _take_back(raw, revision)
        except BaseException:
            let_go(past)
            raise
    return past


def let_go(past: Engine) -> None:
    """Forget a database rebuilt in memory."""
    past.get_execution_options()[HELD].close()
    past.dispose()


def _copy(live: Connection, raw: Any) -> None:
    """Every row of now: page by page where both are SQLite, else row by row."""
    if live.dialect.name == "sqlite":
        driver: Any = live.connection.driver_connection
        driver.backup(raw)
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            if name not in KEPT:
                raw.execute(f"DELETE FROM {name}")
        return
    for statement in _tables():
        raw.execute(statement)
    for found in SQLModel.metadata.sorted_tables:
        if found.name in KEPT:
            _copy_rows(live, raw, found.name, [column.name for column in found.columns])


def _tables() -> Iterator[str]:
    """The statements that make empty tables, as SQLite writes them."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    dialect = sqlite.dialect()
    for found in SQLModel.metadata.sorted_tables:
        yield str(CreateTable(found).compile(dialect=dialect))
        yield from (str(CreateIndex(index).compile(dialect=dialect)) for index in found.indexes)


def _copy_rows(live: Connection, raw: Any, name: str, columns: list[str]) -> None:
    raw.execute("PRAGMA foreign_keys=OFF")
    statement = (
        f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    )
    rows = live.execute(
        select(table(name, *map(named, columns))), execution_options={"yield_per": CHUNK}
    )
    raw.execute("BEGIN")
    for chunk in _chunks(tuple(row) for row in rows):
        raw.executemany(statement, chunk)
    raw.execute("COMMIT")


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _take_back(raw: Any, revision: int) -> None:
    """Rows changed since are again what they were, those added since are gone, and history ends
    there.
    """
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("BEGIN")
    raw.execute(UNDONE, {"revision": revision})
    for (name,) in raw.execute("SELECT DISTINCT entity FROM undone").fetchall():
        _take_back_rows(raw, name)
    raw.execute("DROP TABLE undone")
    raw.execute("DELETE FROM history WHERE sequence > ?", (revision,))
    raw.execute("DELETE FROM request WHERE id NOT IN (SELECT request_id FROM history)")
    raw.execute("COMMIT")


def _take_back_rows(raw: Any, name: str) -> None:
    columns = fields(BY_NAME[name])
    values = ", ".join(f"json_extract(before, '$.{column}')" for column in columns)
    raw.execute(
        f"DELETE FROM {name} WHERE id IN (SELECT entity_id FROM undone WHERE entity = ?)", (name,)
    )
    raw.execute(
        f"INSERT INTO {name} (id, version, {', '.join(columns)}) SELECT entity_id, version,"
        f" {values} FROM undone WHERE entity = ? AND before IS NOT NULL",
        (name,),
    )
