"""Registers as people read them: a list, and one row with all it says and who refers to it.

Derived from what each class says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, specs, table_name
from udp_core.archive.field import LONGEST_LINE, Kind, Spec
from udp_core.archive.queries import NAMES, RegisterRow, StepRow, steps_of_rows
from udp_core.archive.register import Reader, Shelf
from udp_core.archive.registry import BY_NAME, ENTITIES, referring, register_name
from udp_core.archive.storage import MILLI
from udp_core.kernel.money import Money
from udp_core.kernel.small_numbers import NOT_PUBLISHABLE
from udp_core.kernel.vocabulary import DataState, Origin
from udp_core.people.rights import is_written_by
from udp_core.people.rules import Actor
from udp_core.people.small_counts import SmallCounts
from udp_core.plan.entities.governance import Act
from udp_core.registers.chains import ChainLink, chain_of
from udp_core.registers.queries import how_many_readable, readable_row, readable_rows, words_met
from udp_core.writing.naming import Names, Value
from udp_core.writing.words import LAST_YEAR

CellValue = str | int | Decimal | Money | date | None


class WrittenAs(StrEnum):
    """How the values of a field are written."""

    TEXT = "text"
    MONEY = "money"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class FieldHeading:
    """A field of a register: name in files, label, how it is written, unit, if a list has it."""

    name: str
    label: str
    written: WrittenAs
    unit: str
    listed: bool


@dataclass(frozen=True, slots=True)
class RegisterRowValue:
    """A row: its id, what it is called, its values in the order of the headings."""

    id: str
    title: str
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class RegisterValue:
    """The rows of a register that somebody reads; `drafts` are those kept from them."""

    table: str
    name: str
    shelf: str
    label: str
    labels: str
    headings: tuple[FieldHeading, ...]
    rows: tuple[RegisterRowValue, ...]
    drafts: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A row that another leads to, in the register called so; no table where it is not read."""

    table: str
    name: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a row says in a field, in words; `link` where it is the name of another row."""

    label: str
    words: str
    link: Linked | None = None


@dataclass(frozen=True, slots=True)
class Referring:
    """The rows of a register that refer to one by a field: how many, and the first of them."""

    name: str
    field: str
    count: int
    rows: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class StepValue:
    """A step between two states, by the act it rests on (empty: none); `sent` says to whom, under
    which protocol and what it sends (empty: nothing).
    """

    on: date
    before: str
    after: str
    act: str
    who: str
    reason: str
    sent: str


@dataclass(frozen=True, slots=True)
class RowSheet:
    """One row whole."""

    table: str
    label: str
    id: str
    title: str
    fields: tuple[FieldValue, ...]
    referring: tuple[Referring, ...]
    steps: tuple[StepValue, ...]
    chain: tuple[ChainLink, ...] = ()


MOST_LISTED_FIELDS = 7
MOST_FILTERS, MOST_WORDS = 4, 60
MOST_REFERRING = 20
_WRITTEN = {
    Kind.CENTS: WrittenAs.MONEY,
    Kind.WHOLE: WrittenAs.WHOLE,
    Kind.DECIMAL: WrittenAs.DECIMAL,
    Kind.DAY: WrittenAs.DAY,
}
_UNSAID = frozenset({"district_id", "origin"})
"""What a list leaves out: it is the same in every row, and said beside them."""


def is_read_by(entity: type[Entity], reader: Actor | None) -> bool:
    """Whether somebody who reads the screens reads a register too."""
    if entity.read_by is Reader.ALL:
        return True
    if entity.read_by is Reader.SIGNED_IN:
        return reader is not None
    return reader is not None and is_written_by(reader, entity)


def registers_read(
    connection: Connection, district: str, reader: Actor | None
) -> dict[Shelf, dict[str, int]]:
    """Of every shelf its registers, by table, with how many rows the district has in each."""
    found: dict[Shelf, dict[str, int]] = {shelf: {} for shelf in Shelf}
    for entity in ENTITIES:
        if is_read_by(entity, reader):
            count = how_many_readable(connection, entity, district)
            found[entity.shelf][table_name(entity)] = count
    return {shelf: tables for shelf, tables in found.items() if tables}


def filters_of(
    connection: Connection, entity: type[Entity], district: str
) -> dict[str, dict[str, str]]:
    """The fields by which a list is filtered, each with its stored words and what they say."""
    names, found = Names(connection), {}
    for name, spec in _candidates(entity):
        words = words_met(connection, entity, district, name)
        if 1 < len(words) <= MOST_WORDS:
            found[name] = {word: names.value(spec, _stored(spec, word)) for word in words}
        if len(found) == MOST_FILTERS:
            break
    return found


def _candidates(entity: type[Entity]) -> Iterator[tuple[str, Spec]]:
    """Fields with few words, those of the key first."""
    known = specs(entity)
    order = [*entity.key, *(name for name in known if name not in entity.key)]
    for name in order:
        spec = known[name]
        if name not in _UNSAID and (spec.refers_to or spec.terms or name == "year"):
            yield name, spec


def _stored(spec: Spec, word: str) -> Value:
    return int(word) if spec.kind in {Kind.WHOLE, Kind.FLAG} else word


def register_value(
    connection: Connection,
    entity: type[Entity],
    district: str,
    filters: Mapping[str, str],
    reader: Actor | None,
) -> RegisterValue:
    """The rows of a register, each with the values that this reader may see."""
    rows = readable_rows(connection, entity, district, filters)
    shown = [row for row in rows if reader or not _is_draft(entity, row.image)]
    names, small = Names(connection), SmallCounts(connection, reader)
    headings = headings_of(entity)
    return RegisterValue(
        table_name(entity),
        register_name(table_name(entity)),
        entity.shelf.label,
        entity.label,
        entity.labels,
        headings,
        tuple(_row(entity, row, headings, (names, small)) for row in shown),
        len(rows) - len(shown),
    )


def _is_draft(entity: type[Entity], image: Image) -> bool:
    """A figure that nobody has confirmed yet is shown to who signed in."""
    spec = specs(entity).get("state")
    return spec is not None and spec.terms is DataState and image["state"] == DataState.DRAFT.value


def headings_of(entity: type[Entity]) -> tuple[FieldHeading, ...]:
    """Every field; of a list those that the class names, or else the first short ones.

    What a row is called says its key and its name: they are not said twice.
    """
    known = specs(entity)
    named = {*entity.key, *NAMES}
    short = [name for name, spec in known.items() if _is_short(name, spec) and name not in named]
    listed = entity.summary or tuple(short[:MOST_LISTED_FIELDS])
    ordered = [*listed, *(name for name in known if name not in listed)]
    return tuple(_heading(name, known[name], listed=name in listed) for name in ordered)


def _is_short(name: str, spec: Spec) -> bool:
    return name not in _UNSAID | {"source"} and spec.longest <= LONGEST_LINE


def _heading(name: str, spec: Spec, *, listed: bool) -> FieldHeading:
    counts = spec.kind is not Kind.WHOLE or (spec.most or 0) > LAST_YEAR
    written = _WRITTEN.get(spec.kind, WrittenAs.TEXT) if counts else WrittenAs.TEXT
    unit = "" if written is WrittenAs.MONEY else "%" if spec.is_share else spec.unit
    return FieldHeading(name, spec.label, written, unit, listed)


def _row(
    entity: type[Entity],
    row: RegisterRow,
    headings: Sequence[FieldHeading],
    saying: tuple[Names, SmallCounts],
) -> RegisterRowValue:
    names, small = saying
    known, hidden = specs(entity), small.hidden(entity, row.image)
    cells = tuple(
        NOT_PUBLISHABLE
        if one.name in hidden
        else _cell(known[one.name], row.image[one.name], names)
        for one in headings
    )
    return RegisterRowValue(row.id, names.of(entity, row.id, row.image), cells)


def _cell(spec: Spec, value: Value, names: Names) -> CellValue:
    """A stored value as a table has it: numbers as numbers, what has a name by its name."""
    if value is None:
        return None
    match spec.kind:
        case Kind.CENTS:
            return Money(int(value))
        case Kind.WHOLE if (spec.most or 0) > LAST_YEAR:
            return int(value)
        case Kind.DECIMAL:
            return Decimal(int(value)) / (MILLI // 100 if spec.is_share else MILLI)
        case Kind.DAY:
            return date.fromisoformat(str(value))
    return names.value(spec, value)


def row_sheet(
    connection: Connection, table: str, row_id: str, district: str, reader: Actor | None
) -> RowSheet | None:
    """One row whole; None where there is none, or it is not this reader's."""
    entity = BY_NAME[table]
    row = readable_row(connection, entity, district, row_id)
    if row is None or not is_read_by(entity, reader):
        return None
    if reader is None and _is_draft(entity, row.image):
        return None
    names = Names(connection)
    hidden = SmallCounts(connection, reader).hidden(entity, row.image)
    return RowSheet(
        table,
        entity.label,
        row_id,
        names.of(entity, row_id, row.image),
        tuple(_fields(entity, row.image, hidden, names, reader)),
        tuple(_referring(connection, entity, row_id, district, reader)),
        tuple(_steps(connection, entity, row_id, names, reader)),
        chain_of(connection, entity, row_id, district),
    )


def _fields(
    entity: type[Entity],
    image: Image,
    hidden: frozenset[str],
    names: Names,
    reader: Actor | None,
) -> Iterator[FieldValue]:
    for name, spec in specs(entity).items():
        value = image[name]
        if name == "origin" and value == Origin.REAL.value:
            continue
        words = NOT_PUBLISHABLE if name in hidden else names.value(spec, value)
        heading = f"{spec.label} (%)" if spec.is_share else spec.label
        unit = f" {spec.unit}" if words and spec.unit and not spec.is_share else ""
        yield FieldValue(heading, f"{words}{unit}", _link(spec, value, words, reader))


def _link(spec: Spec, value: Value, words: str, reader: Actor | None) -> Linked | None:
    if not spec.refers_to or value is None:
        return None
    table = spec.refers_to if is_read_by(BY_NAME[spec.refers_to], reader) else ""
    return Linked(table, register_name(spec.refers_to), str(value), words)


def _referring(
    connection: Connection,
    entity: type[Entity],
    row_id: str,
    district: str,
    reader: Actor | None,
) -> Iterator[Referring]:
    """Who refers to the row, register by register."""
    names = Names(connection)
    for other, field in referring(entity):
        if not is_read_by(other, reader):
            continue
        rows = readable_rows(connection, other, district, {field: row_id})
        seen = [one for one in rows if reader or not _is_draft(other, one.image)]
        if seen:
            yield Referring(
                register_name(table_name(other)),
                specs(other)[field].label,
                len(seen),
                tuple(_linked(other, field, seen[:MOST_REFERRING], names)),
            )


def _linked(
    entity: type[Entity], field: str, rows: Sequence[RegisterRow], names: Names
) -> Iterator[Linked]:
    """The rows that refer by a field; one that only joins two others leads to the other one."""
    end = _other_end(entity, field)
    for row in rows:
        if end:
            target, row_id = BY_NAME[specs(entity)[end].refers_to], str(row.image[end])
            title = names.of(target, row_id)
        else:
            target, row_id, title = entity, row.id, names.of(entity, row.id, row.image)
        yield Linked(table_name(target), register_name(table_name(target)), row_id, title)


def _other_end(entity: type[Entity], field: str) -> str:
    """The other field of a row that says only which two go together."""
    others = [name for name in specs(entity) if name != field]
    if len(others) != 1 or set(entity.key) != set(specs(entity)):
        return ""
    target = BY_NAME.get(specs(entity)[others[0]].refers_to)
    return others[0] if target is not None and is_read_by(target, None) else ""


def _steps(
    connection: Connection, entity: type[Entity], row_id: str, names: Names, reader: Actor | None
) -> Iterator[StepValue]:
    for one in steps_of_rows(connection, entity, [row_id]):
        yield StepValue(
            date.fromisoformat(one.done_on),
            one.from_state,
            one.to_state,
            names.of(Act, one.act_id) if one.act_id else "",
            names.of(BY_NAME["officer"], one.officer_id) if reader else "",
            one.reason or "",
            _sent(one),
        )


def _sent(one: StepRow) -> str:
    if not one.recipient:
        return ""
    return f"a {one.recipient}, prot. {one.protocol}: {one.content}"
