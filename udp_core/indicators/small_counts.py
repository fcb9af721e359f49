"""Whose counts of people may be read, row by row: those of who writes the row.

Others see them only summed and safe.

What is shown of an indicator hides its small counts; a row of history, or of a register, would tell
them, and the
others with which they were hidden. So there every count of people is kept from who may not write
it.
"""

from __future__ import annotations

from sqlalchemy import Connection, select, table
from sqlalchemy import column as named

from udp_core.archive.entity import Entity, Image
from udp_core.archive.images import read_all
from udp_core.indicators.entities import Measurement
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import Subjects
from udp_core.people.rules import Actor

COUNTS = frozenset({"numerator", "denominator", "value"})
_INDICATOR = table("indicator", named("id"), named("counts_people"))


class SmallCounts:
    """What a reader may not see; `reader` is None where nobody has come in."""

    def __init__(self, connection: Connection, reader: Actor | None) -> None:
        self._reader = reader
        self._subjects = Subjects(connection)
        people = select(_INDICATOR.c.id).where(_INDICATOR.c.counts_people == 1)
        self._of_people = frozenset(connection.execute(people).scalars())

    def hidden(self, entity: type[Entity] | None, image: Image) -> frozenset[str]:
        """The fields of a row that this reader may not see."""
        if entity is not Measurement or image.get("indicator_id") not in self._of_people:
            return frozenset()
        subject = self._subjects.of(entity, image)
        may = self._reader is not None and self._reader.may(Right.ENTER, subject)
        return frozenset() if may else COUNTS


def unreadable_rows(
    connection: Connection, entity: type[Entity], reader: Actor | None
) -> frozenset[str]:
    """The rows in which something is kept from this reader."""
    if entity is not Measurement:
        return frozenset()
    small = SmallCounts(connection, reader)
    rows = read_all(connection, entity)
    return frozenset(row_id for row_id, _, image in rows if small.hidden(entity, image))
