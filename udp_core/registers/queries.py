"""The rows of any register that a district reads: its own, and what is common to all.

Which are its own follows from the owner path of the class (`belongs_to`), joined in the database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select, true

from udp_core.archive.entity import OF_ALL, SHIPPED, USERS, Entity, specs
from udp_core.archive.field import Kind
from udp_core.archive.images import fields, in_code_order, raw_table
from udp_core.archive.queries import RegisterRow
from udp_core.archive.registry import BY_NAME

_NUMBERS = frozenset({Kind.WHOLE, Kind.CENTS, Kind.DECIMAL, Kind.FLAG})


def readable_rows(
    connection: Connection, entity: type[Entity], district: str, filters: Mapping[str, str]
) -> tuple[RegisterRow, ...]:
    """Every row that the district reads, filtered by stored words, in order of id."""
    raw = raw_table(entity)
    found = _filtered(select(raw), entity, district, filters)
    rows = connection.execute(found.order_by(in_code_order(raw.c.id, connection)))
    names = fields(entity)
    return tuple(
        RegisterRow(row.id, row.version, {name: getattr(row, name) for name in names})
        for row in rows
    )


def readable_row(
    connection: Connection, entity: type[Entity], district: str, row_id: str
) -> RegisterRow | None:
    """One row, where the district reads it."""
    return next(iter(readable_rows(connection, entity, district, {"id": row_id})), None)


def how_many_readable(
    connection: Connection,
    entity: type[Entity],
    district: str,
    filters: Mapping[str, str] | None = None,
) -> int:
    """How many rows of a register the district reads."""
    counted = select(func.count()).select_from(raw_table(entity))
    found = _filtered(counted, entity, district, filters or {})
    return int(connection.execute(found).scalar_one())


def words_met(
    connection: Connection, entity: type[Entity], district: str, field: str
) -> tuple[str, ...]:
    """The stored words of a field in the rows that the district reads, in order."""
    column = raw_table(entity).c[field]
    found = _filtered(select(column).distinct(), entity, district, {})
    return tuple(sorted(map(str, connection.execute(found.where(column.is_not(None))).scalars())))


def _filtered(
    found: Select[Any], entity: type[Entity], district: str, filters: Mapping[str, str]
) -> Select[Any]:
    raw = raw_table(entity)
    wanted = (raw.c[name] == _stored(entity, name, word) for name, word in filters.items())
    return found.where(in_district(entity, district), *wanted)


def _stored(entity: type[Entity], name: str, word: str) -> str | int:
    """A word of a filter as its column keeps it: PostgreSQL compares no number with a text."""
    spec = specs(entity).get(name)
    is_number = spec is not None and spec.kind in _NUMBERS
    return int(word) if is_number and word.lstrip("-").isdecimal() else word


def in_district(entity: type[Entity], district: str) -> ColumnElement[bool]:
    """The rows of the district, of what it belongs to, and of nobody in particular."""
    if entity.belongs_to in {OF_ALL, SHIPPED}:
        return true()
    if entity.__name__ == "District":
        return raw_table(entity).c.id == district
    if not entity.belongs_to:
        return false()
    paths = [name for name in entity.belongs_to if name != USERS]
    return _first_filled(entity, paths, district)


def _first_filled(entity: type[Entity], paths: Sequence[str], district: str) -> ColumnElement[bool]:
    """The first field of the path that is filled decides; where none is, it is everybody's."""
    if not paths:
        return true()
    column = raw_table(entity).c[paths[0]]
    parent = BY_NAME[specs(entity)[paths[0]].refers_to]
    own = select(raw_table(parent).c.id).where(in_district(parent, district))
    leads_here = column == district if parent.__name__ == "District" else column.in_(own)
    rest = _first_filled(entity, paths[1:], district)
    return or_(and_(column.is_not(None), leads_here), and_(column.is_(None), rest))
