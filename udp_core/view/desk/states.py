"""What waits, in a table: a line a Comune and month, by state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from udp_core import italian
from udp_core.money import Money
from udp_core.view.table import Cell, Column, ColumnKind, Table, table
from udp_core.vocabulary import DataState

WHOLE_DISTRICT = "Intero distretto"


class Waiting(Protocol):
    """Figures of a Comune in a month, by state."""

    @property
    def municipality_id(self) -> str | None: ...  # noqa: D102 - as its name says
    @property
    def month(self) -> int: ...  # noqa: D102 - as its name says
    @property
    def state(self) -> DataState: ...  # noqa: D102 - as its name says
    @property
    def figures(self) -> int: ...  # noqa: D102 - as its name says
    @property
    def cents(self) -> int: ...  # noqa: D102 - as its name says


def waiting_table(rows: Iterable[Waiting], names: Mapping[str, str]) -> Table:
    """Drafts, confirmed and validated figures of each Comune and month, with the money; months all validated are left out."""
    found: defaultdict[tuple[str, int], dict[DataState, int]] = defaultdict(dict)
    money: defaultdict[tuple[str, int], int] = defaultdict(int)
    for row in rows:
        key = (names.get(row.municipality_id, row.municipality_id) if row.municipality_id else WHOLE_DISTRICT, row.month)
        found[key][row.state] = found[key].get(row.state, 0) + row.figures
        money[key] += row.cents
    columns = (
        Column("place", "Comune"), Column("month", "Mese"), Column("draft", "In bozza", ColumnKind.WHOLE), Column("confirmed", "Confermate", ColumnKind.WHOLE),
        Column("validated", "Validate", ColumnKind.WHOLE), Column("amount", "Importo", ColumnKind.MONEY),
    )  # fmt: skip
    cells: list[tuple[Cell, ...]] = [
        (place, italian.month(month), *(states.get(state, 0) for state in DataState), Money(money[place, month]))
        for (place, month), states in sorted(found.items(), key=lambda one: (one[0][1], one[0][0]))
        if set(states) != {DataState.VALIDATED}
    ]
    return table("in_attesa", "Cifre mensili da confermare o validare", columns, cells)
