"""Two editors at once: what the second would overwrite without having seen it, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from udp_core.archive.entity import Entity, specs, table_name
from udp_core.archive.images import HISTORY, REQUEST
from udp_core.archive.queries import image_at
from udp_core.archive.writer import StoredRow
from udp_core.kernel.problem import Place, Problem, RefusedError

Value = int | str | None
FOLLOWING = frozenset({"as_of", "source", "origin", "state", "data_state"})
"""Fields that change with the value they accompany: no choice of their own."""
MET = "W06"
"""The code of two who changed the same field."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed.

    What both had seen, what stands now (whose, since when, at which version), what is asked.
    """

    entity: type[Entity]
    entity_id: str
    field: str
    base: Value
    theirs: Value
    mine: Value
    version: int
    author: str
    at: str


class ConflictsError(RefusedError):
    """Somebody saved first. Nothing was changed; each field is to be decided."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__([_problem(one) for one in self.conflicts])


def conflicts_of(
    connection: Connection,
    row: tuple[type[Entity], str],
    values: Mapping[str, Value],
    seen: int,
    present: StoredRow | None,
) -> Iterator[Conflict]:
    """The fields that would be overwritten unseen. Nothing where the row is as it was seen."""
    if present is None or present.version == seen:
        return
    entity, row_id = row
    base = image_at(connection, entity, row_id, seen)
    author, at = last_author(connection, entity, row_id)
    for name, mine in values.items():
        theirs = present.image.get(name)
        if (
            name not in FOLLOWING
            and mine not in {theirs, base.get(name)}
            and theirs != base.get(name)
        ):
            yield Conflict(
                entity, row_id, name, base.get(name), theirs, mine, present.version, author, at
            )


def still_asked(
    connection: Connection,
    row: tuple[type[Entity], str],
    values: Mapping[str, Value],
    seen: int,
    present: StoredRow | None,
) -> Mapping[str, Value]:
    """What the writer truly changed of the version seen.

    Fields left as they were then put nothing back.

    Where nothing was changed, what only accompanies a value is not written either.
    """
    if present is None or present.version == seen:
        return values
    base = image_at(connection, *row, seen)
    if not base:
        return values
    own = {name: value for name, value in values.items() if value != base.get(name)}
    return own if own.keys() - FOLLOWING else {}


def last_author(connection: Connection, entity: type[Entity], row_id: str) -> tuple[str, str]:
    """Who wrote a row last, and the moment; empty where history does not know it."""
    found = connection.execute(
        select(REQUEST.c.author, REQUEST.c.at)
        .join(HISTORY, HISTORY.c.request_id == REQUEST.c.id)
        .where(HISTORY.c.entity == table_name(entity), HISTORY.c.entity_id == row_id)
        .order_by(HISTORY.c.version.desc())
        .limit(1)
    ).first()
    return (found.author, found.at) if found else ("", "")


def _problem(one: Conflict) -> Problem:
    label = specs(one.entity)[one.field].label
    place = Place(entity=one.entity.label, entity_id=one.entity_id)
    return Problem(
        MET,
        f"«{label}» è stato cambiato da {one.author} mentre lo si modificava.",
        "Confrontare i due valori e scegliere quale tenere.",
        place,
        value=str(one.mine),
    )


def met(words: str, author: str) -> Problem:
    """The same beside a cell where the other value, in `words`, is shown and chosen."""
    sentence = f"Intanto {author} ha scritto {words}."
    return Problem(
        MET,
        sentence,
        "Per tenerlo scrivere = nella cella; per scrivere il proprio, il pulsante qui sotto.",
    )
