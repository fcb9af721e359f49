"""A database that fails on purpose: at the n-th statement, or all of a sudden."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

NO_WRITES = ("SELECT", "PRAGMA", "BEGIN", "EXPLAIN")


class Stopped(RuntimeError):  # noqa: N818 - it is what happened
    """The program was stopped here."""


@contextmanager
def stop_at(engine: Engine, number: int, *, only_writes: bool = False) -> Iterator[list[str]]:
    """Inside, the `number`-th statement (from 1) raises before it is sent.

    The list has the statements met.
    """
    met: list[str] = []

    def _count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if only_writes and statement.lstrip().upper().startswith(NO_WRITES):
            return
        met.append(statement)
        if len(met) == number:
            message = f"stopped at statement {number}: {statement[:60]}"
            raise Stopped(message)

    event.listen(engine, "before_cursor_execute", _count)
    try:
        yield met
    finally:
        event.remove(engine, "before_cursor_execute", _count)
