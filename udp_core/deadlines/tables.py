"""Deadlines in tables, figures and one line for Panorama."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from udp_core.deadlines.report import DeadlinesReport, DeadlineValue
from udp_core.deadlines.rules import NEXT_DAYS, SOON_DAYS
from udp_core.kernel import italian
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Column, ColumnKind, Table, table

_COLUMNS = (
    Column("day", "Quando", ColumnKind.DAY),
    Column("left", "Quanto manca"),
    Column("what", "Che cosa"),
    Column("asked", "Che cosa chiede"),
    Column("whose", "Di chi"),
)
LATE, SOON, NEXT, LATER = "scadute", "mese", "trimestre", "oltre"
SPANS = {
    "": "Tutte",
    LATE: "Scadute",
    SOON: f"Entro {SOON_DAYS} giorni",
    NEXT: f"Entro {NEXT_DAYS} giorni",
    LATER: "Più avanti",
}
"""The spans of a list, by their words in the address."""


def days_words(left: int) -> str:
    """«oggi», «3 giorni», «in ritardo di 12 giorni»."""
    if left == 0:
        return "oggi"
    days = italian.plural(abs(left), "giorno", "giorni")
    return days if left > 0 else f"in ritardo di {days}"


def deadlines_table(rows: Sequence[DeadlineValue], today: date) -> Table:
    """What, whose, by when, how late; the earliest first."""
    cells = [
        (
            one.day,
            days_words(one.left(today)),
            one.what,
            f"{one.asked.words} («{one.field}»)",
            one.whose,
        )
        for one in rows
    ]
    return table("scadenze", "Scadenze", _COLUMNS, cells)


def chosen(
    report: DeadlinesReport, span: str, register: str, whose: str
) -> tuple[DeadlineValue, ...]:
    """The deadlines of a span, of a register, of somebody; an empty word takes them all."""
    spans = {
        LATE: report.late,
        SOON: report.within(SOON_DAYS),
        NEXT: report.within(NEXT_DAYS),
        LATER: tuple(one for one in report.rows if one.left(report.today) > NEXT_DAYS),
    }
    return tuple(
        one
        for one in spans.get(span, report.rows)
        if register in {"", one.table} and whose in {"", one.whose}
    )


def deadlines_figures(report: DeadlinesReport) -> tuple[KeyFigure, ...]:
    """How many are past, near, ahead."""
    counted = (
        ("late", "Scadute", report.late),
        ("soon", f"Entro {SOON_DAYS} giorni", report.within(SOON_DAYS)),
        ("next", f"Entro {NEXT_DAYS} giorni", report.within(NEXT_DAYS)),
    )
    return tuple(
        KeyFigure(key, label, italian.number(len(rows)), _first(rows))
        for key, label, rows in counted
    )


def _first(rows: Sequence[DeadlineValue]) -> str:
    if not rows:
        return "nessuna"
    return f"la prima il {italian.day(rows[0].day)}: {rows[0].what}"


def next_words(report: DeadlinesReport) -> str:
    """One line: what is past, and what is due this month; empty where nothing is."""
    late, soon = len(report.late), report.within(SOON_DAYS)
    said = []
    if late:
        said.append(italian.plural(late, "scaduta", "scadute"))
    if soon:
        said.append(f"{len(soon)} entro {SOON_DAYS} giorni, la prima il {italian.day(soon[0].day)}")
    return f"Scadenze: {', '.join(said)}." if said else ""
