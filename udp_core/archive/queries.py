"""Questions on any register: its rows, its earlier versions, its steps, what a request wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select, text

from udp_core.archive.entities import StateStep
from udp_core.archive.entity import Entity, Image, table_name
from udp_core.archive.images import (
    CHUNK,
    HISTORY,
    fields,
    in_code_order,
    raw_table,
    read_back,
    read_by_id,
)

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


class WrittenRow(NamedTuple):
    """A row as a request left it: its version, whether it was there before, its image (None:
    removed).
    """

    version: int
    was_there: bool
    after: Image | None


def written_by(
    connection: Connection, request_id: str, entity: type[Entity]
) -> dict[str, WrittenRow]:
    """The rows of an entity that a request wrote, by id, in the order in which it did.

    None where it wrote none.
    """
    own = (HISTORY.c.request_id == request_id, HISTORY.c.entity == table_name(entity))
    found = select(*(HISTORY.c[name] for name in ("entity_id", "version", "before", "after")))
    rows = connection.execute(found.where(*own).order_by(HISTORY.c.sequence))
    return {
        row[0]: WrittenRow(int(row[1]), row[2] is not None, _image(entity, row[3])) for row in rows
    }


def revision_of(connection: Connection, request_id: str) -> int:
    """The revision that a request left; 0 where it wrote nothing."""
    last = select(func.max(HISTORY.c.sequence)).where(HISTORY.c.request_id == request_id)
    return int(connection.execute(last).scalar() or 0)


def image_at(connection: Connection, entity: type[Entity], row_id: str, version: int) -> Image:
    """The row at a version; empty where it was not there."""
    return (
        _last(connection, entity, _of_row(entity, row_id).where(HISTORY.c.version == version)) or {}
    )


def rows_at(
    connection: Connection, entity: type[Entity], seen: Mapping[str, int]
) -> dict[str, RegisterRow]:
    """Rows by id as they were at the versions seen, whatever became of them since.

    What never had such a version is left out.
    """
    now = {row.id: row for row in rows_by_id(connection, entity, list(seen))}
    same = {row_id: row for row_id, row in now.items() if row.version == seen[row_id]}
    past = {
        row_id: RegisterRow(row_id, version, image)
        for row_id, version in seen.items()
        if row_id not in same and (image := image_at(connection, entity, row_id, version))
    }
    return same | past


def image_then(
    connection: Connection, entity: type[Entity], row_id: str, revision: int
) -> Image | None:
    """The row as it stood at a revision; None where it was not there."""
    return _last(connection, entity, _of_row(entity, row_id).where(HISTORY.c.sequence <= revision))


def images_then(connection: Connection, entity: type[Entity], revision: int) -> dict[str, Image]:
    """Every row of an entity, by id, as it stood at a revision."""
    found = select(HISTORY.c.entity_id, HISTORY.c.after)
    own = (HISTORY.c.entity == table_name(entity), HISTORY.c.sequence <= revision)
    last = {
        row[0]: row[1] for row in connection.execute(found.where(*own).order_by(HISTORY.c.sequence))
    }
    return {row_id: read_back(entity, text) for row_id, text in last.items() if text is not None}


def _of_row(entity: type[Entity], row_id: str) -> Select[Any]:
    own = (HISTORY.c.entity == table_name(entity), HISTORY.c.entity_id == row_id)
    return select(HISTORY.c.after).where(*own)


def _last(connection: Connection, entity: type[Entity], found: Select[Any]) -> Image | None:
    latest = connection.scalars(found.order_by(HISTORY.c.sequence.desc()).limit(1)).first()
    return _image(entity, latest)


def _image(entity: type[Entity], text: str | None) -> Image | None:
    return None if text is None else read_back(entity, text)


def earlier_images(
    connection: Connection, entity: type[Entity], ids: Iterable[str]
) -> dict[str, list[Image]]:
    """Of each row every image that it had, the latest first; removals left out."""
    found: defaultdict[str, list[Image]] = defaultdict(list)
    own = (
        HISTORY.c.entity == table_name(entity),
        HISTORY.c.entity_id.in_(sorted(ids)),
        HISTORY.c.after.is_not(None),
    )
    rows = (
        select(HISTORY.c.entity_id, HISTORY.c.after).where(*own).order_by(HISTORY.c.sequence.desc())
    )
    for row in connection.execute(rows):
        found[row.entity_id].append(read_back(entity, row.after))
    return found


_SESSIONS = """
SELECT officer_id, since FROM signed_in
WHERE NOT EXISTS (SELECT 1 FROM officer WHERE officer.id = signed_in.officer_id)
OR NOT (
  EXISTS (
    SELECT 1 FROM attempt
    WHERE attempt.officer = signed_in.officer_id AND attempt.at = signed_in.since
      AND attempt.outcome = 'right'
  )
  OR EXISTS (
    SELECT 1 FROM credential
    WHERE credential.officer_id = signed_in.officer_id AND credential.changed_at = signed_in.since
  )
)
"""
"""Sessions that no right try and no new password began."""
_CREDENTIALS = """
SELECT officer_id FROM credential
WHERE NOT EXISTS (SELECT 1 FROM officer WHERE officer.id = credential.officer_id)
"""
_ORPHANS = """
SELECT id FROM request
WHERE NOT EXISTS (SELECT 1 FROM history WHERE history.request_id = request.id)
"""
_DOSSIERS = "SELECT id, head FROM dossier ORDER BY id"


def orphan_requests(connection: Connection) -> tuple[str, ...]:
    """Requests of which history has no row."""
    return tuple(map(str, connection.execute(text(_ORPHANS)).scalars()))


def sessions_of_no_entry(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Officer and beginning of the sessions that nobody began at the door."""
    return tuple((str(row[0]), str(row[1])) for row in connection.execute(text(_SESSIONS)))


def passwords_of_nobody(connection: Connection) -> tuple[str, ...]:
    """The names under which there is a password and no officer."""
    return tuple(map(str, connection.execute(text(_CREDENTIALS)).scalars()))


def prints_of_dossiers(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Code of each dossier, and the print of history that it carries."""
    return tuple((str(row[0]), str(row[1])) for row in connection.execute(text(_DOSSIERS)))


_STEP = raw_table(StateStep)


class StepRow(NamedTuple):
    """A step: of which row, from what to what, on which day (ISO), on which act, by whom, why;
    of one that sends, to whom, under which protocol, what.
    """

    row_id: str
    number: int
    from_state: str
    to_state: str
    done_on: str
    act_id: str | None
    officer_id: str
    reason: str | None
    recipient: str | None = None
    protocol: str | None = None
    content: str | None = None


class StepOnAct(NamedTuple):
    """A step that rests on an act: of what, from what to what, on which day (ISO)."""

    row_title: str
    from_state: str
    to_state: str
    done_on: str


def steps_on_act(connection: Connection, act_id: str) -> tuple[StepOnAct, ...]:
    """The steps that rest on an act, in the order of their days."""
    found = select(*(_STEP.c[name] for name in StepOnAct._fields)).where(_STEP.c.act_id == act_id)
    rows = connection.execute(found.order_by(_STEP.c.done_on, _STEP.c.id))
    return tuple(StepOnAct(*row) for row in rows)


def steps_of_rows(
    connection: Connection, entity: type[Entity], ids: Collection[str]
) -> tuple[StepRow, ...]:
    """The steps of these rows, each row's in their order."""
    found = select(*(_STEP.c[name] for name in StepRow._fields)).where(
        _STEP.c.of_table == table_name(entity), _STEP.c.row_id.in_(sorted(ids))
    )
    rows = connection.execute(found.order_by(_STEP.c.row_id, _STEP.c.number))
    return tuple(StepRow(*row) for row in rows)
