"""How the programme of a fund changed since it was approved.

Transfers and variations, each with its act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from udp_core.kernel import italian
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.money import Money
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

NO_ACT = "nessun atto indicato"


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """What was approved, when.

    `moved` is the money that changed voce, or that the programme has more or less.

    `where` is the Comune; empty for the whole district and where there are several.
    """

    day: date | None
    what: str
    where: str
    moved: Money
    reason: str
    act_id: str | None


def changes_table(year: int, changes: Iterable[ProgrammeChange], acts: Mapping[str, str]) -> Table:
    """The changes, the latest first, with their acts by name."""
    columns = (
        Column("day", "Approvato il", ColumnKind.DAY),
        Column("what", "Che cosa cambia"),
        Column("where", "Comune"),
        Column("amount", "Importo", ColumnKind.MONEY),
        Column("reason", "Motivo"),
        Column("act", "Atto"),
    )
    found = sorted(changes, key=lambda one: one.day or date.min, reverse=True)
    rows: list[tuple[Cell, ...]] = [
        (
            one.day,
            one.what,
            one.where or OF_WHOLE_DISTRICT,
            one.moved,
            one.reason,
            _act(one.act_id, acts),
        )
        for one in found
    ]
    return table("frna_cambiamenti", f"Come è cambiato il programma del {year}", columns, rows)


def _act(act_id: str | None, acts: Mapping[str, str]) -> str:
    return acts.get(act_id, act_id) if act_id else NO_ACT


def variation_words(number: int, lines: int) -> str:
    """«variazione n. 3, 4 righe»."""
    return f"variazione n. {number}, {italian.plural(lines, 'riga', 'righe')}"
