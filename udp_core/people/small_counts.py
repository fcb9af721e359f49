"""Whose counts of people may be read, row by row: those of who writes the row.

Others see them only summed and safe: of an indicator, of what a voce does, of who pays a fee.

What is shown of them hides the small counts; a row of history, or of a register, would tell them,
and the others with which they were hidden. So there every count of people is kept from who may not
write it. Which fields count people is said by each class (`Entity.of_people`).
"""

from __future__ import annotations

from sqlalchemy import Connection, select, table
from sqlalchemy import column as named

from udp_core.archive.entity import Entity, Image
from udp_core.archive.images import read_all
from udp_core.fund.entities.frna import ActivityMeasure
from udp_core.indicators.entities import Measurement
from udp_core.kernel.vocabulary import ActivityUnit, Phase
from udp_core.people.rights import Subjects, right_of
from udp_core.people.rules import Actor

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
        if entity is None or not self._counts_people(entity, image):
            return frozenset()
        return frozenset() if self._writes(entity, image) else frozenset(entity.of_people)

    def _counts_people(self, entity: type[Entity], image: Image) -> bool:
        if entity is Measurement:
            return image.get("indicator_id") in self._of_people
        if entity is ActivityMeasure:
            # those planned for are nobody yet
            is_done = image.get("phase") == Phase.FINAL.value
            return is_done and ActivityUnit.of(str(image["unit"])).counts_people
        return bool(entity.of_people)

    def _writes(self, entity: type[Entity], image: Image) -> bool:
        right = right_of(entity, image, (), exists=True)
        subject = self._subjects.of(entity, image)
        return self._reader is not None and right is not None and self._reader.may(right, subject)


def unreadable_rows(
    connection: Connection, entity: type[Entity], reader: Actor | None
) -> frozenset[str]:
    """The rows in which something is kept from this reader."""
    if not entity.of_people:
        return frozenset()
    small = SmallCounts(connection, reader)
    rows = read_all(connection, entity)
    return frozenset(row_id for row_id, _, image in rows if small.hidden(entity, image))
