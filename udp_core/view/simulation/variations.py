"""The lines of a variation, in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from udp_core.money import Money, total
from udp_core.view.table import Column, ColumnKind, Table, table
from udp_core.vocabulary import ActivityUnit


class ActivityChange(Protocol):
    """What is said of a line of activity."""

    @property
    def voce(self) -> str:
        """Its code."""

    @property
    def unit(self) -> ActivityUnit:
        """What is counted."""

    @property
    def municipality(self) -> str | None:
        """None: the whole district."""

    @property
    def change(self) -> int:
        """Units more or fewer."""


def lines_table(lines: Iterable[tuple[str, str, str | None, int]], voci: Mapping[str, str], places: Mapping[str, str]) -> Table:
    """Voce, source, Comune and cents of each line; then the sum."""
    found = list(lines)
    columns = (Column("voce", "Voce"), Column("source", "Fonte"), Column("place", "Comune"), Column("amount", "Variazione", ColumnKind.MONEY))
    rows = [(f"{voce} {voci.get(voce, '')}".strip(), source.upper(), "intero distretto" if place is None else places.get(place, place), Money(cents)) for voce, source, place, cents in found]
    return table("variazione", "Righe della variazione", columns, [*rows, ("In tutto", "", "", total(row[3] for row in rows))])


def activity_table(lines: Iterable[ActivityChange], voci: Mapping[str, str], places: Mapping[str, str]) -> Table:
    """By how much the activity programmed moves with the money, by voce, unit and Comune."""
    columns = (Column("voce", "Voce"), Column("unit", "Unità"), Column("place", "Comune"), Column("change", "Variazione", ColumnKind.WHOLE))
    rows = [
        (voci.get(one.voce, one.voce), one.unit.label, "intero distretto" if one.municipality is None else places.get(one.municipality, one.municipality), one.change)
        for one in lines
    ]
    return table("variazione_attivita", "Attività programmata che cambia", columns, rows)
