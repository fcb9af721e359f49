"""What is due, of what, whose, by when: from the fields that say what their day asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, life_state, specs, table_name
from udp_core.archive.field import Deadline, Spec, Time
from udp_core.archive.images import read_by_id
from udp_core.archive.life import Steps
from udp_core.archive.registry import BY_NAME, ENTITIES, register_name
from udp_core.deadlines.rules import NEXT_DAYS, DayAsks, days_left, due, is_soon
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.vocabulary import Term
from udp_core.people.rules import Actor
from udp_core.registers.queries import readable_rows
from udp_core.registers.report import is_read_by
from udp_core.writing.naming import Names


@dataclass(frozen=True, slots=True)
class DeadlineValue:
    """A day that asks: of which row, in which register, what, of whom."""

    table: str
    name: str
    row_id: str
    what: str
    asked: DayAsks
    field: str
    day: date
    whose: str
    said_from: date = date.min

    def left(self, today: date) -> int:
        """Days left; below zero, days late."""
        return days_left(self.day, today)


@dataclass(frozen=True, slots=True)
class DeadlinesReport:
    """Every day that asks, the earliest first."""

    today: date
    rows: tuple[DeadlineValue, ...]

    @property
    def late(self) -> tuple[DeadlineValue, ...]:
        """Those past."""
        return tuple(one for one in self.rows if one.day < self.today)

    @property
    def said(self) -> tuple[DeadlineValue, ...]:
        """Those past, and those of which notice is given already."""
        return tuple(one for one in self.rows if one.said_from <= self.today)

    def within(self, days: int = NEXT_DAYS) -> tuple[DeadlineValue, ...]:
        """Those of the days ahead."""
        return tuple(one for one in self.rows if is_soon(one.day, self.today, days))


_ASKED = {
    Time.DUE: DayAsks.DO,
    Time.EXPIRES: DayAsks.RENEW,
    Time.ANSWER: DayAsks.ANSWER,
    Time.VERIFIED: DayAsks.VERIFY,
}
_WHOSE = (
    "owner",
    "lead_organisation_id",
    "organisation_id",
    "social_owner_id",
    "municipality_id",
    "area_id",
    "body_id",
)
"""The fields that say of whom a row is, the first that it has; then those of what it belongs to."""
MOST_LATE_DAYS = 730
"""What was to be done is said for two years; what ended, for as long after as before."""


def deadlines_report(
    connection: Connection, district: str, today: date, reader: Actor | None
) -> DeadlinesReport:
    """Every day that asks something, of the registers that this reader reads."""
    found = [
        one
        for entity in ENTITIES
        if is_read_by(entity, reader)
        for one in _Rows(connection, entity, district).asking(today)
    ]
    return DeadlinesReport(today, tuple(sorted(found, key=lambda one: (one.day, one.what))))


def timed(entity: type[Entity]) -> Iterator[tuple[str, Spec, Deadline]]:
    """The fields of an entity whose day asks something."""
    for name, spec in specs(entity).items():
        if spec.deadline is not None:
            yield name, spec, spec.deadline


class _Rows:
    """The rows of one register, and the days in them."""

    def __init__(self, connection: Connection, entity: type[Entity], district: str) -> None:
        self._connection = connection
        self._entity = entity
        self._district = district
        self._names = Names(connection)
        self._above: dict[tuple[type[Entity], str], Image | None] = {}

    def asking(self, today: date) -> Iterator[DeadlineValue]:
        """The days that ask by today, and those that will."""
        fields = list(timed(self._entity))
        if not fields:
            return
        rows = readable_rows(self._connection, self._entity, self._district, {})
        last = _last_of_each(self._entity, {row.id: row.image for row in rows})
        for row in rows:
            for name, spec, deadline in fields:
                if not row.image[name] or self._is_closed(row.image, deadline):
                    continue
                if deadline.kind is Time.EXPIRES and row.id not in last:
                    continue
                value = self._value(row.id, row.image, (name, spec, deadline))
                if value.left(today) >= -_said_after(deadline):
                    yield value

    def _is_closed(self, image: Image, deadline: Deadline) -> bool:
        """Done, or of something whose life is over, or whose whole's is."""
        if deadline.closed_by and image[deadline.closed_by]:
            return True
        return self._is_over(self._entity, image)

    def _is_over(self, entity: type[Entity], image: Image) -> bool:
        if entity.life and is_last(entity.life, life_state(entity, image)):
            return True
        return any(
            above is not None and self._is_over(parent, above)
            for parent, above in self._wholes(entity, image)
        )

    def _wholes(
        self, entity: type[Entity], image: Image
    ) -> Iterator[tuple[type[Entity], Image | None]]:
        """What a row is a part of, along its owner path."""
        for name in entity.belongs_to:
            spec = specs(entity).get(name)
            if spec and spec.refers_to and image[name]:
                yield BY_NAME[spec.refers_to], self._row(spec.refers_to, str(image[name]))

    def _row(self, table: str, row_id: str) -> Image | None:
        key = BY_NAME[table], row_id
        if key not in self._above:
            found = read_by_id(self._connection, key[0], [row_id]).get(row_id)
            self._above[key] = found[1] if found else None
        return self._above[key]

    def _value(self, row_id: str, image: Image, field: tuple[str, Spec, Deadline]) -> DeadlineValue:
        name, spec, deadline = field
        asked = _ASKED[deadline.kind]
        found = due(asked, date.fromisoformat(str(image[name])), deadline.days)
        table = table_name(self._entity)
        what = self._names.titled(self._entity, row_id, image)
        whose = self._whose(self._entity, image) or OF_WHOLE_DISTRICT
        return DeadlineValue(
            table,
            register_name(table),
            row_id,
            what,
            asked,
            spec.label,
            found.day,
            whose,
            found.from_day,
        )

    def _whose(self, entity: type[Entity], image: Image) -> str:
        known = specs(entity)
        for name in _WHOSE:
            if name in known and image[name]:
                return self._names.value(known[name], image[name])
        for parent, above in self._wholes(entity, image):
            if above and parent.__name__ != "District" and (found := self._whose(parent, above)):
                return found
        return ""


def _said_after(deadline: Deadline) -> int:
    """For how many days after a day its row is still said to be late."""
    return deadline.days if deadline.kind is Time.EXPIRES else MOST_LATE_DAYS


def is_last(life: Steps, state: Term) -> bool:
    """True of a state from which no step goes on: what is there is over."""
    return all(before != state for before, _ in life)


def _last_of_each(entity: type[Entity], rows: Mapping[str, Image]) -> frozenset[str]:
    """The rows that no later one of the same thing follows.

    A value that ended because another began is not to be renewed.
    """
    if "valid_from" not in entity.key:
        return frozenset(rows)
    same = [name for name in entity.key if name != "valid_from"]
    latest: dict[tuple[object, ...], tuple[str, str]] = {}
    for row_id, image in rows.items():
        key = tuple(image[name] for name in same)
        latest[key] = max(latest.get(key, ("", "")), (str(image["valid_from"]), row_id))
    return frozenset(row_id for _, row_id in latest.values())
