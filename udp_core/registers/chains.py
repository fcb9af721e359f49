"""Rows that rest on others of the same register: an act on an act, a plan on the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, life_state, specs, table_name
from udp_core.archive.queries import RegisterRow
from udp_core.kernel import italian
from udp_core.registers.queries import readable_row, readable_rows
from udp_core.writing.naming import Names

MOST_DEEP = 12
"""Of a chain that was typed in a ring, the end."""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A row of a chain: how deep it is, what it is called, its number, day and state in words.

    `is_this` is the row that is being read.
    """

    depth: int
    id: str
    title: str
    said: str
    is_this: bool


def chain_of(
    connection: Connection, entity: type[Entity], row_id: str, district: str
) -> tuple[ChainLink, ...]:
    """From the first that the row rests on to those that rest on it; none where it is alone.

    Only of what has a life: there a link may stand or not.
    """
    field = _own_reference(entity)
    if not field or not entity.life:
        return ()
    reader = _Chain(connection, entity, field, district)
    above = list(reader.above(row_id))[::-1]
    below = reader.below(row_id, len(above), {one.id for one in above})
    rows = [*enumerate(above), *below]
    return tuple(reader.link(*row, row_id) for row in rows) if len(rows) > 1 else ()


def _own_reference(entity: type[Entity]) -> str:
    own = table_name(entity)
    return next((name for name, spec in specs(entity).items() if spec.refers_to == own), "")


class _Chain:
    """The rows of one register, followed up and down."""

    def __init__(
        self, connection: Connection, entity: type[Entity], field: str, district: str
    ) -> None:
        self._connection = connection
        self._entity = entity
        self._field = field
        self._district = district
        self._names = Names(connection)

    def above(self, row_id: str) -> Iterator[RegisterRow]:
        """The row, then what it rests on, up to the first."""
        seen: set[str] = set()
        while row_id and row_id not in seen and len(seen) < MOST_DEEP:
            seen.add(row_id)
            row = readable_row(self._connection, self._entity, self._district, row_id)
            if row is None:
                return
            yield row
            row_id = str(row.image[self._field] or "")

    def below(self, row_id: str, depth: int, seen: set[str]) -> Iterator[tuple[int, RegisterRow]]:
        """What rests on a row, each followed by what rests on it."""
        if depth > MOST_DEEP:
            return
        filters = {self._field: row_id}
        for row in readable_rows(self._connection, self._entity, self._district, filters):
            if row.id not in seen:
                seen.add(row.id)
                yield depth, row
                yield from self.below(row.id, depth + 1, seen)

    def link(self, depth: int, row: RegisterRow, this: str) -> ChainLink:
        """A row in words."""
        title = self._names.of(self._entity, row.id, row.image)
        return ChainLink(depth, row.id, title, self._said(row.image), row.id == this)

    def _said(self, image: Image) -> str:
        number, day = image.get("number"), image.get("act_date")
        state = life_state(self._entity, image).label
        parts = (
            f"n. {number}" if number else "",
            f"del {italian.day(date.fromisoformat(str(day)))}" if day else "",
        )
        named = " ".join(one for one in parts if one)
        return f"{named}, {state}" if named else state
