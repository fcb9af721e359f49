"""A world that many tests start from is made once, and copied.

Making it costs more than what most of them try.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from sqlalchemy import Engine

Fill = Callable[[Engine], None]
Raw = Any
"""A connection of the SQLite driver."""


def made_once(fill: Fill) -> Fill:
    """The same filling of an empty SQLite database, from the second time on a copy of the first.

    Elsewhere made anew.
    """
    kept: list[Raw] = []

    @wraps(fill)
    def filled(engine: Engine) -> None:
        if engine.dialect.name != "sqlite" or not _is_empty(engine):
            fill(engine)
        elif kept:
            _copy(engine, kept[0].backup)
        else:
            fill(engine)
            _copy(engine, lambda raw: kept.append(_in_memory(raw)))

    return filled


def _is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM history LIMIT 1").first() is None


def _copy(engine: Engine, copies: Callable[[Raw], object]) -> None:
    connection = engine.raw_connection()
    try:
        copies(connection.driver_connection)
    finally:
        connection.close()


def _in_memory(raw: Raw) -> Raw:
    made = type(raw)(":memory:", check_same_thread=False)
    raw.backup(made)
    return made
