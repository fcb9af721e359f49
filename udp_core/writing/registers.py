"""A grid of rows of any entity.

What is shown in its cells, and the edits that what was typed in them asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from udp_core.archive.entity import Entity, specs
from udp_core.archive.queries import RegisterRow
from udp_core.files.cell import Stored
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import DataState, Origin
from udp_core.writing.saving import Edit
from udp_core.writing.typed import typed

BY_COMMAND = frozenset({"state", "data_state", "budget_state"})
"""States are moved elsewhere, with their guards."""


@dataclass(frozen=True, slots=True)
class RegisterGrid:
    """What a browser's grid says was done.

    Cells changed by row number, rows added, numbers of rows removed.
    """

    changed: Mapping[int, Mapping[str, str | None]]
    added: Sequence[Mapping[str, str | None]] = ()
    removed: Sequence[int] = ()


def edits_of(
    entity: type[Entity],
    rows: Sequence[RegisterRow],
    grid: RegisterGrid,
    fixed: Mapping[str, Stored],
    reason: str = "",
) -> tuple[list[Edit], list[Problem]]:
    """The edits, and what does not read, each with its row (from 1) and column.

    Only columns of the entity are taken; `fixed` are the values of every row added («this
    scheda's»).
    """
    problems: list[Problem] = []
    edits = []
    for number, cells in grid.changed.items():
        row = rows[number]
        values = _read(entity, cells, number + 1, problems)
        edits.append(
            Edit(entity, {**values}, row.id, row.version, reason, place=Place(row=number + 1))
        )
    edits += [
        Edit(
            entity,
            {},
            rows[number].id,
            rows[number].version,
            reason,
            remove=True,
            place=Place(row=number + 1),
        )
        for number in grid.removed
    ]
    for place, cells in enumerate(grid.added, start=len(rows) + 1):
        if any((text or "").strip() for text in cells.values()):
            read = _read(entity, cells, place, problems)
            edits.append(
                Edit(
                    entity,
                    {**dict.fromkeys(specs(entity)), **_usual(entity), **read, **fixed},
                    reason=reason,
                    place=Place(row=place),
                )
            )
    return edits, problems


def _read(
    entity: type[Entity], cells: Mapping[str, str | None], number: int, problems: list[Problem]
) -> dict[str, Stored]:
    known = specs(entity)
    values: dict[str, Stored] = {}
    for name, text in cells.items():
        if name not in known or name in BY_COMMAND:
            continue
        value = typed(known[name])(text or "")
        if isinstance(value, Problem):
            problems.append(value.at(Place(row=number, column=known[name].label)))
        else:
            values[name] = value
    return values


def _usual(entity: type[Entity]) -> dict[str, Stored]:
    """What a new row has where nobody said otherwise."""
    usual: dict[str, Stored] = {}
    for name, spec in specs(entity).items():
        if spec.terms is Origin:
            usual[name] = Origin.REAL.value
        elif spec.terms is DataState:
            usual[name] = DataState.DRAFT.value
        elif name in BY_COMMAND and spec.terms is not None:
            usual[name] = next(iter(spec.terms)).value
    return usual
