"""Rows of any entity for a grid.

Filtered by the columns that identify them, in order, a page at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from udp_core.model.entity import Entity, Image
from udp_core.store.images import CHUNK, fields, in_code_order, raw_table, read_by_id

MOST_ROWS = 500
"""As many as a grid opens in a second."""
MOST_CHOICES = 200
Filters = Mapping[str, str]
"""Column to stored word; a column that is not there is not filtered."""
NAMES = ("short_name", "name", "title")
"""What a row is called, the first of these that it has."""


class RegisterRow(NamedTuple):
    """A row with the version that is being looked at."""

    id: str
    version: int
    image: Image


def register_rows(
    connection: Connection, entity: type[Entity], filters: Filters, first: int = 0
) -> tuple[RegisterRow, ...]:
    """At most MOST_ROWS rows from the `first`, in order of id."""
    raw = raw_table(entity)
    found = select(raw).where(*(raw.c[name] == value for name, value in filters.items()))
    rows = connection.execute(
        found.order_by(in_code_order(raw.c.id, connection)).offset(first).limit(MOST_ROWS)
    )
    return tuple(
        RegisterRow(row.id, row.version, {name: getattr(row, name) for name in fields(entity)})
        for row in rows
    )


def rows_by_id(
    connection: Connection, entity: type[Entity], ids: Sequence[str]
) -> tuple[RegisterRow, ...]:
    """These rows, in this order; those that are not there are left out."""
    found: dict[str, RegisterRow] = {}
    for first in range(0, len(ids), CHUNK):
        stored = read_by_id(connection, entity, ids[first : first + CHUNK])
        found |= {
            row_id: RegisterRow(row_id, version, image)
            for row_id, (version, image) in stored.items()
        }
    return tuple(found[row_id] for row_id in ids if row_id in found)


def how_many(connection: Connection, entity: type[Entity], filters: Filters) -> int:
    """How many rows there are in all."""
    raw = raw_table(entity)
    return int(
        connection.execute(
            select(func.count())
            .select_from(raw)
            .where(*(raw.c[name] == value for name, value in filters.items()))
        ).scalar_one()
    )


def values_of(connection: Connection, entity: type[Entity], column: str) -> tuple[str, ...]:
    """The words met in a column, in order; nothing where they are too many to choose among."""
    raw = raw_table(entity)
    found = (
        connection.execute(
            select(raw.c[column])
            .where(raw.c[column].is_not(None))
            .distinct()
            .limit(MOST_CHOICES + 1)
        )
        .scalars()
        .all()
    )
    return tuple(sorted(map(str, found))) if len(found) <= MOST_CHOICES else ()


def names_of(connection: Connection, entity: type[Entity]) -> dict[str, str]:
    """Id to name of the rows of a table that is referred to.

    The id alone where a row has no name.
    """
    raw = raw_table(entity)
    name = next((one for one in NAMES if one in fields(entity)), None)
    rows = connection.execute(
        select(raw.c.id, raw.c[name] if name else raw.c.id).order_by(raw.c.id)
    )
    return {str(row[0]): str(row[1]) for row in rows}
