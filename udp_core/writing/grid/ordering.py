"""Which rows of a register are looked at, and in which order.

Numbers and months as they count, words as they are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from udp_core.archive.entity import Entity
from udp_core.archive.field import Kind
from udp_core.archive.images import raw_table
from udp_core.archive.queries import RegisterRow, rows_by_id
from udp_core.writing.grid.cells import NUMBERS, GridColumns
from udp_core.writing.grid.words import normal

_DIGITS = re.compile(r"(\d+)")
Rank = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for, by which column the rows stand, and whether from the last to the
    first.
    """

    words: str = ""
    by: str = ""
    backwards: bool = False


def ordered_ids(
    connection: Connection, entity: type[Entity], filters: tuple[tuple[str, str], ...], year: int
) -> tuple[str, ...]:
    """The rows with these words in these columns.

    Those of the year first, as one counts them, 2 before 10.
    """
    raw = raw_table(entity)
    found = connection.execute(
        select(raw.c.id).where(*(raw.c[name] == value for name, value in filters))
    )
    ids = [str(one) for one in found.scalars()]
    return tuple(sorted(ids, key=lambda row_id: (_is_of_another(year, row_id), natural(row_id))))


def _is_of_another(year: int, row_id: str) -> bool:
    """The year of a row that has one stands in its identifier."""
    return str(year) not in row_id.split(":")


def natural(text: str) -> Rank:
    """By which texts stand as they are counted: «mese 2» before «mese 10»."""
    parts = _DIGITS.split(text)
    return tuple(
        (0, int(part), "") if place % 2 else (1, 0, part)
        for place, part in enumerate(parts)
        if part
    )


def looked_for(
    connection: Connection, columns: GridColumns, ids: Sequence[str], looked: Looked
) -> tuple[str, ...]:
    """The rows, among these, in which every word looked for is read, in the order asked."""
    if not looked.words.strip() and not looked.by:
        return tuple(ids)
    rows = rows_by_id(connection, columns.entity, ids)
    kept = [row for row in rows if _has(columns, row, normal(looked.words).split())]
    if looked.by in columns.names:
        kept = _by_column(columns, kept, looked)
    return tuple(row.id for row in kept)


def _has(columns: GridColumns, row: RegisterRow, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = normal(" ".join(columns.shown(name, row.image[name]) for name in columns.names))
    return all(word in text for word in words)


def _by_column(
    columns: GridColumns, rows: Sequence[RegisterRow], looked: Looked
) -> list[RegisterRow]:
    """What is not there stands after what is, from the last to the first too."""
    there = [row for row in rows if row.image[looked.by] is not None]
    blank = [row for row in rows if row.image[looked.by] is None]
    there.sort(key=lambda row: _rank(columns, row, looked.by), reverse=looked.backwards)
    return [*there, *blank]


def _rank(columns: GridColumns, row: RegisterRow, name: str) -> Rank:
    value, spec = row.image[name], columns.spec(name)
    if spec.kind is Kind.DAY:
        return natural(str(value))
    if spec.kind in NUMBERS and isinstance(value, int):
        return ((0, value, ""),)
    if spec.terms is not None:
        return ((0, [term.value for term in spec.terms].index(str(value)), ""),)
    return natural(normal(columns.shown(name, value)))
