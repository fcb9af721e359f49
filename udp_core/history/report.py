"""Changes as history tells them: who, when, why, and each field from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from udp_core.archive.changes import ChangedRow, WantedChanges, changes
from udp_core.archive.entity import specs
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.clock import ROME
from udp_core.kernel.small_numbers import NOT_PUBLISHABLE
from udp_core.people.rules import Actor
from udp_core.people.small_counts import SmallCounts
from udp_core.writing.naming import Names


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field from what to what, in words; empty where there was, or is, nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """Who changed which row, when (Rome), in which role, why."""

    sequence: int
    request_id: str
    at: datetime
    author: str
    role: str
    reason: str
    entity: str
    entity_id: str
    version: int
    what: str
    fields: tuple[FieldChange, ...]
    title: str
    """What the row is called: «finanziamento della scheda: S26-01 (2026), Comuni, consuntivo»."""


_SEARCHED = ("municipality", "frna_voce", "intervention", "indicator", "officer", "organisation")
"""What is searched by name in history."""
MOST_CODES = 40


def change_reports(
    connection: Connection, wanted: WantedChanges, reader: Actor | None = None
) -> tuple[ChangeReport, ...]:
    """The latest changes that were asked for, by their codes or by the names of what they are
    about.

    Counts of people are told only to a `reader` who may write the row.
    """
    names, small = Names(connection), SmallCounts(connection, reader)
    also = _codes(names, wanted.text) if wanted.text else ()
    found = changes(connection, wanted._replace(also=also))
    return tuple(report_of(row, names, _hidden(row, small)) for row in found)


def _hidden(row: ChangedRow, small: SmallCounts) -> frozenset[str]:
    return small.hidden(BY_NAME.get(row.entity), row.after or row.before or {})


def reports_of_request(connection: Connection, request_id: str) -> tuple[ChangeReport, ...]:
    """What one request changed, each row by its name."""
    names = Names(connection)
    rows = changes(connection, WantedChanges(request_id=request_id))
    return tuple(report_of(row, names) for row in rows)


def _codes(names: Names, text: str) -> tuple[str, ...]:
    """The codes of what is called so: «Cervia» is 039007 in the code of a row."""
    called = text.casefold()
    found = [
        row_id.rpartition(":")[2]
        for table in _SEARCHED
        for row_id, name in names.all(BY_NAME[table]).items()
        if called in name.casefold()
    ]
    return tuple(found[:MOST_CODES])


def report_of(row: ChangedRow, names: Names, hidden: frozenset[str] = frozenset()) -> ChangeReport:
    """A change in the words of the screens; fields that are `hidden` changed, and are not said."""
    entity = BY_NAME.get(row.entity)
    fields = tuple(_fields(row, names, hidden)) if entity else ()
    title = (
        names.titled(entity, row.entity_id, row.after or row.before) if entity else row.entity_id
    )
    what = "aggiunta" if row.before is None else "tolta" if row.after is None else "cambiata"
    moment = datetime.fromisoformat(row.at).astimezone(ROME)
    return ChangeReport(
        row.sequence,
        row.request_id,
        moment,
        row.author,
        row.role,
        row.reason,
        entity.label if entity else row.entity,
        row.entity_id,
        row.version,
        what,
        fields,
        title,
    )


def _fields(row: ChangedRow, names: Names, hidden: frozenset[str]) -> Iterable[FieldChange]:
    before, after = row.before or {}, row.after or {}
    for name, spec in specs(BY_NAME[row.entity]).items():
        if before.get(name) == after.get(name):
            continue
        if name in hidden:
            yield FieldChange(spec.label, NOT_PUBLISHABLE, NOT_PUBLISHABLE)
        else:
            values = (names.value(spec, image.get(name)) for image in (before, after))
            yield FieldChange(spec.label, *values)
