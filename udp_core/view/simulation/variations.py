"""The lines of a variation, in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from udp_core.money import Money, total
from udp_core.view.table import Column, ColumnKind, Table, table


def lines_table(lines: Iterable[tuple[str, str, str | None, int]], voci: Mapping[str, str], places: Mapping[str, str]) -> Table:
    """Voce, source, Comune and cents of each line; then the sum."""
    found = list(lines)
    columns = (Column("voce", "Voce"), Column("source", "Fonte"), Column("place", "Comune"), Column("amount", "Variazione", ColumnKind.MONEY))
    rows = [(f"{voce} {voci.get(voce, '')}".strip(), source.upper(), "intero distretto" if place is None else places.get(place, place), Money(cents)) for voce, source, place, cents in found]
    return table("variazione", "Righe della variazione", columns, [*rows, ("In tutto", "", "", total(row[3] for row in rows))])
