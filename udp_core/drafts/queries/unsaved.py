"""SQL on what was typed and is not saved yet. None of it is history, and none of it is exported."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from udp_core.archive.sessions import Unsaved

_UNSAVED: Any = Unsaved.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy


class UnsavedRow(NamedTuple):
    """What a place holds.

    The words, the moment they were typed (ISO UTC), or the hash of those settled.
    """

    place: str
    words: str
    at: str
    settled: int


_COLUMNS = (_UNSAVED.c.place, _UNSAVED.c.words, _UNSAVED.c.at, _UNSAVED.c.settled)
_LATEST_FIRST = (_UNSAVED.c.at.desc(), _UNSAVED.c.place)


def of_officer(
    connection: Connection, officer_id: str, *, but: str = "", only: str = ""
) -> tuple[UnsavedRow, ...]:
    """Every place of an officer, the latest first.

    Those that begin with `but`, or not with `only`, are not even read.
    """
    begins = _UNSAVED.c.place.startswith(only, autoescape=True)
    found = select(*_COLUMNS).where(_of(officer_id, but), begins).order_by(*_LATEST_FIRST)
    return tuple(UnsavedRow(*row) for row in connection.execute(found))


def of_places(
    connection: Connection, officer_id: str, places: Collection[str]
) -> tuple[UnsavedRow, ...]:
    """What these places hold."""
    mine = _UNSAVED.c.officer_id == officer_id
    found = select(*_COLUMNS).where(mine, _UNSAVED.c.place.in_(sorted(places)))
    return tuple(UnsavedRow(*row) for row in connection.execute(found))


def beyond(connection: Connection, officer_id: str, most: int, *, but: str = "") -> tuple[str, ...]:
    """The places of an officer after the latest `most`, without counting those that begin with
    `but`.
    """
    found = (
        select(_UNSAVED.c.place).where(_of(officer_id, but)).order_by(*_LATEST_FIRST).offset(most)
    )
    return tuple(str(place) for place in connection.execute(found).scalars())


def _of(officer_id: str, but: str) -> Any:
    mine = _UNSAVED.c.officer_id == officer_id
    return mine & ~_UNSAVED.c.place.startswith(but, autoescape=True) if but else mine


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
