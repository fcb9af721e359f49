"""SQL on what was typed and is not saved yet. None of it is history, and none of it is exported."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from udp_core.model.sign_in import Unsaved

_UNSAVED: Any = Unsaved.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy


class UnsavedRow(NamedTuple):
    """What a place holds: the words, the moment they were typed (ISO UTC), or the hash of those settled."""

    place: str
    words: str
    at: str
    settled: int


def of_officer(connection: Connection, officer_id: str) -> tuple[UnsavedRow, ...]:
    """Every place of an officer, the latest first."""
    columns = (_UNSAVED.c.place, _UNSAVED.c.words, _UNSAVED.c.at, _UNSAVED.c.settled)
    found = select(*columns).where(_UNSAVED.c.officer_id == officer_id)
    ordered = found.order_by(_UNSAVED.c.at.desc(), _UNSAVED.c.place)
    return tuple(UnsavedRow(*row) for row in connection.execute(ordered))


def put(connection: Connection, officer_id: str, rows: Collection[UnsavedRow]) -> None:
    """Each place holds this, and nothing else."""
    drop(connection, officer_id, [row.place for row in rows])
    if rows:
        values = [{"officer_id": officer_id, **row._asdict()} for row in rows]
        connection.execute(insert(_UNSAVED), values)


def drop(connection: Connection, officer_id: str, places: Collection[str]) -> None:
    """Forget these places."""
    mine = _UNSAVED.c.officer_id == officer_id
    connection.execute(delete(_UNSAVED).where(mine, _UNSAVED.c.place.in_(sorted(places))))


def drop_before(connection: Connection, moment: str) -> None:
    """Forget, of everybody, what is older."""
    connection.execute(delete(_UNSAVED).where(_UNSAVED.c.at < moment))
