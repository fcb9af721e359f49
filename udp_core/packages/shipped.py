"""What this release ships that an archive made by an earlier one lacks.

Rules, voci, levers, costs, indicators.

Nothing is taken by itself: an archive keeps its digest until somebody who may asks for the news. A
row that a person
changed or removed stays as that person left it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine, select

from udp_core.archive.asking import PROGRAMME, Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, id_of, table_name
from udp_core.archive.images import HISTORY, REQUEST, read_all
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Right
from udp_core.packages.packages import DERIVED_TABLES, RULES, ledger
from udp_core.people.rights import Subjects, require
from udp_core.people.rules import Actor
from udp_core.thresholds.entities import Rule
from udp_core.writing.loading import Batch, LoadRows, Numbered, load_rows

_ADDED, _CHANGED, _KEPT, _SAME = "added", "changed", "kept", "same"


@dataclass(frozen=True, slots=True)
class News:
    """How many rows the archive lacks, how many it has in an earlier wording, how many people
    made their own.
    """

    added: int
    changed: int
    kept: int

    @property
    def touched(self) -> int:
        """Rows that would be written."""
        return self.added + self.changed


def news(connection: Connection) -> News:
    """What taking the news would do."""
    counted = Counter(kind for _, _, kind in _judged(connection))
    return News(counted[_ADDED], counted[_CHANGED], counted[_KEPT])


def take_news(engine: Engine, asked: Asked, today: date) -> int:
    """Write them in every district at work, as that person's request; how many rows were written.

    Raises RefusedError.
    """
    with reading(engine) as connection:
        actor = require(connection, asked.author, today)
        if refused := not_for(connection, actor, today):
            raise RefusedError([refused])
        rows: dict[type[Entity], list[Numbered]] = {}
        for entity, row, kind in _judged(connection):
            if kind in {_ADDED, _CHANGED}:
                rows.setdefault(entity, []).append(row)
    batches = [Batch(entity, found) for entity, found in rows.items()]
    outcome = load_rows(engine, LoadRows(replace(asked, role=actor.role_words), batches))
    return sum(tally.touched for tally in outcome.tallies.values())


def not_for(connection: Connection, actor: Actor, today: date) -> Problem | None:
    """Why somebody may not take the news; None where they may.

    It holds in every district at work.
    """
    what = "ciò che questa versione porta"
    return Subjects(connection, today).refused(actor, Right.ARRANGE, Rule, [{}], what)


def _judged(connection: Connection) -> Iterator[tuple[type[Entity], Numbered, str]]:
    """Each row that is shipped, and how it stands in the archive."""
    for entity, rows in _shipped():
        stored = {row_id: image for row_id, _, image in read_all(connection, entity)}
        by_people = _written_by_people(connection, entity)
        for row in rows:
            row_id = id_of(entity, row[1])
            if stored.get(row_id) == row[1]:
                yield entity, row, _SAME
            elif row_id in by_people:
                yield entity, row, _KEPT
            else:
                yield entity, row, _CHANGED if row_id in stored else _ADDED


def _shipped() -> Iterator[tuple[type[Entity], Sequence[Numbered]]]:
    """The rows of the rules' folder, by entity, each after those that it refers to."""
    for batch in ledger(RULES)[0]:
        if batch.entity not in DERIVED_TABLES:
            yield batch.entity, list(batch.rows)


def _written_by_people(connection: Connection, entity: type[Entity]) -> frozenset[str]:
    """The rows that a person, and not the program, wrote or removed."""
    found = select(HISTORY.c.entity_id).where(HISTORY.c.entity == table_name(entity)).distinct()
    requests = found.join(REQUEST, REQUEST.c.id == HISTORY.c.request_id)
    people = requests.where(REQUEST.c.author != PROGRAMME)
    return frozenset(connection.execute(people).scalars())
