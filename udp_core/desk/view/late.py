"""Lateness in tables."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.desk.report.lateness import LatenessReport
from udp_core.desk.rules import ExpectedFigure, Lateness
from udp_core.kernel import italian
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Column, ColumnKind, Table, table

_COLUMNS = (
    Column("owner", "Chi"),
    Column("completeness", "Completezza", ColumnKind.PERCENT),
    Column("given", "Già date", ColumnKind.WHOLE),
    Column("expected", "Attese", ColumnKind.WHOLE),
    Column("drafts", "In bozza", ColumnKind.WHOLE),
    Column("missing", "Mancanti", ColumnKind.WHOLE),
    Column("days_late", "Giorni di ritardo", ColumnKind.WHOLE),
    Column("freshest", "Ultimo dato", ColumnKind.DAY),
    Column("oldest", "La più vecchia che manca"),
)
MOST_NAMED = 300


def lateness_table(name: str, title: str, rows: Sequence[Lateness]) -> Table:
    """One line each, who is most behind first."""
    cells = [
        (
            one.owner,
            one.completeness,
            one.given,
            one.expected,
            one.drafts,
            len(one.missing),
            one.days_late,
            one.freshest,
            one.missing[0].what if one.missing else "nulla",
        )
        for one in rows
    ]
    return table(name, title, _COLUMNS, cells)


def missing_table(found: Sequence[ExpectedFigure]) -> Table:
    """What is missing, the oldest first.

    A figure that is not there is named here, and counted nowhere as zero.
    """
    cells = [(one.due, one.what) for one in found[:MOST_NAMED]]
    return table(
        "mancanti",
        "Che cosa manca",
        (Column("due", "Attesa entro", ColumnKind.DAY), Column("what", "Che cosa")),
        cells,
    )


def lateness_figures(report: LatenessReport) -> tuple[KeyFigure, ...]:
    """How much is missing, of whom, since when."""
    missing = sum(len(one.missing) for one in report.municipalities)
    expected = sum(one.expected for one in report.municipalities)
    late = [one for one in report.municipalities if one.missing]
    worst = max(report.municipalities, key=lambda one: one.days_late, default=None)
    schede = sum(len(one.missing) for one in report.areas)
    return (
        KeyFigure(
            "missing",
            "Cifre mancanti",
            italian.number(missing),
            f"su {italian.number(expected)} attese a oggi",
        ),
        KeyFigure(
            "late",
            "Chi è in ritardo",
            italian.number(len(late)),
            italian.listing([one.owner for one in late]) or "nessuno",
        ),
        KeyFigure(
            "days",
            "Il ritardo più lungo",
            italian.plural(worst.days_late if worst else 0, "giorno", "giorni"),
            worst.owner if worst and worst.days_late else "nessun ritardo",
        ),
        KeyFigure(
            "schede",
            "Schede ferme",
            italian.number(schede),
            "in corso, non aggiornate da oltre un mese",
        ),
    )
