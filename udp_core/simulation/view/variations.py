"""The lines of a variation, in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from udp_core.kernel import italian
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.money import Money, total
from udp_core.kernel.vocabulary import ActivityUnit, TransferState
from udp_core.render.table import Column, ColumnKind, Table, table

STATES = {
    TransferState.PROPOSED: "proposta",
    TransferState.APPROVED: "approvata",
    TransferState.REJECTED: "respinta",
}
"""The states, said of a variation."""


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


class Decided(Protocol):
    """What is said of a variation and of its decision."""

    @property
    def proposed_on(self) -> date:
        """When it was asked for."""

    @property
    def proposed_by(self) -> str:
        """Who asked for it, in words."""

    @property
    def state(self) -> TransferState:
        """What became of it."""

    @property
    def decided_on(self) -> date | None:
        """When; None while it waits."""


def outcome_words(one: Decided, act: str, refused: str) -> str:
    """«Proposta di Ufficio di Piano il 31/10/2026. Approvata il 03/11/2026, Delibera n. 12.»."""
    asked = f"{one.proposed_by} il {italian.day(one.proposed_on)}."
    if one.decided_on is None:
        return asked
    end = f", {act}" if act else f": {refused}" if refused else ""
    return f"{asked} {STATES[one.state].capitalize()} il {italian.day(one.decided_on)}{end}."


def lines_table(
    lines: Iterable[tuple[str, str, str | None, int]],
    voci: Mapping[str, str],
    places: Mapping[str, str],
) -> Table:
    """Voce, source, Comune and cents of each line; then the sum."""
    found = list(lines)
    columns = (
        Column("voce", "Voce"),
        Column("source", "Fonte"),
        Column("place", "Comune"),
        Column("amount", "Variazione", ColumnKind.MONEY),
    )
    rows = [
        (
            f"{voce} {voci.get(voce, '')}".strip(),
            source.upper(),
            OF_WHOLE_DISTRICT if place is None else places.get(place, place),
            Money(cents),
        )
        for voce, source, place, cents in found
    ]
    return table(
        "variazione",
        "Righe della variazione",
        columns,
        [*rows, ("In tutto", "", "", total(row[3] for row in rows))],
    )


def activity_table(
    lines: Iterable[ActivityChange], voci: Mapping[str, str], places: Mapping[str, str]
) -> Table:
    """By how much the activity programmed moves with the money, by voce, unit and Comune."""
    columns = (
        Column("voce", "Voce"),
        Column("unit", "Unità"),
        Column("place", "Comune"),
        Column("change", "Variazione", ColumnKind.WHOLE),
    )
    rows = [
        (
            voci.get(one.voce, one.voce),
            one.unit.label,
            (
                OF_WHOLE_DISTRICT
                if one.municipality is None
                else places.get(one.municipality, one.municipality)
            ),
            one.change,
        )
        for one in lines
    ]
    return table("variazione_attivita", "Attività programmata che cambia", columns, rows)
