"""What was noted of the points of a sitting, each note with its time and who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from udp_core.kernel.grouping import grouped
from udp_core.sittings.entities import AgendaItem, DiscussionNote

_NOTE = DiscussionNote.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ITEM = AgendaItem.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class NoteRow(NamedTuple):
    """A note of a point; `shown` on the walls too."""

    id: str
    version: int
    item_id: str
    number: int
    at: str
    author: str
    words: str
    shown: bool


_COLUMNS = tuple(_NOTE[name] for name in NoteRow._fields)


def notes_of(connection: Connection, item: str) -> tuple[NoteRow, ...]:
    """Those of a point, in order."""
    found = select(*_COLUMNS).where(_NOTE.item_id == item).order_by(_NOTE.number)
    return tuple(_note(row) for row in connection.execute(found))


def notes_of_sitting(connection: Connection, sitting_id: str) -> dict[str, tuple[NoteRow, ...]]:
    """Of each point that has any, in order."""
    own = (
        select(*_COLUMNS)
        .join(AgendaItem, _ITEM.id == _NOTE.item_id)
        .where(_ITEM.sitting_id == sitting_id)
        .order_by(_NOTE.item_id, _NOTE.number)
    )
    found = grouped(map(_note, connection.execute(own)), lambda one: one.item_id)
    return {item: tuple(notes) for item, notes in found.items()}


def _note(row: Sequence[Any]) -> NoteRow:
    return NoteRow(*tuple(row))._replace(shown=bool(row[-1]))
