"""The command that prepares a year: the same as the desk's, so what is refused there is here.

What is there already is left alone: done again, it adds only what is missing; and, one request,
it is undone whole from Storia.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from udp_core.model.entity import Entity
from udp_core.problem import Problem, RefusedError
from udp_core.service.asking import Asked
from udp_core.service.new_year.lines import Line, Wanted, lines_of
from udp_core.service.saving import Edit, Saved, SaveRows, save_rows
from udp_core.store.engine import reading
from udp_core.store.images import CHUNK, read_by_id


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would be made: the new lines, and how many of each register are there already."""

    lines: tuple[Line, ...]
    there: dict[type[Entity], int]

    @property
    def counted(self) -> dict[type[Entity], int]:
        """How many new rows of each register, parents first."""
        return dict(Counter(line.entity for line in self.lines))


def prepared(connection: Connection, wanted: Wanted) -> Prepared:
    """The lines of the new year that are not there yet."""
    lines = lines_of(connection, wanted)
    known = _present(connection, lines)
    new = tuple(line for line in lines if (line.entity, line.id) not in known)
    return Prepared(new, dict(Counter(entity for entity, _ in known)))


def _present(connection: Connection, lines: Sequence[Line]) -> set[tuple[type[Entity], str]]:
    found: set[tuple[type[Entity], str]] = set()
    for entity in dict.fromkeys(line.entity for line in lines):
        ids = [line.id for line in lines if line.entity is entity]
        for first in range(0, len(ids), CHUNK):
            stored = read_by_id(connection, entity, ids[first : first + CHUNK])
            found |= {(entity, row_id) for row_id in stored}
    return found


def prepare_year(
    engine: Engine, asked: Asked, wanted: Wanted, excused: frozenset[str] = frozenset()
) -> Saved:
    """Make what is missing of the new year, or nothing. Raises RefusedError with every problem."""
    order = _order(engine, asked, wanted, excused)
    if not order.edits:
        sentence = f"Del {wanted.next} non manca nulla di ciò che è stato scelto."
        raise RefusedError([Problem("N01", sentence, "Scegliere altro, o usare i Registri.")])
    return save_rows(engine, order)


def _order(
    engine: Engine, asked: Asked, wanted: Wanted, excused: frozenset[str] = frozenset()
) -> SaveRows:
    with reading(engine) as connection:
        lines = prepared(connection, wanted).lines
    edits = [Edit(line.entity, line.image) for line in lines]
    return SaveRows(asked, asked.author, edits, wanted.today, excused)
