"""A year of the programme against the one before: tables, figures, the words of the wall."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.kernel import italian
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Column, ColumnKind, Table, table
from udp_core.years.report.compared import ComparedScheda, ComparedSum, ComparedYears, SchedaChange

ORDER = (SchedaChange.ADDED, SchedaChange.DROPPED, SchedaChange.CHANGED, SchedaChange.SAME)


def compared_table(report: ComparedYears, shown: Sequence[ComparedScheda]) -> Table:
    """Each scheda, what became of it, its money in the two years; what changed first."""
    columns = (
        Column("code", "Scheda"),
        Column("area", "Ambito"),
        Column("change", "Che cosa cambia"),
        Column("before", f"{report.year - 1}", ColumnKind.MONEY),
        Column("after", f"{report.year}", ColumnKind.MONEY),
        Column("difference", "Differenza", ColumnKind.MONEY),
        Column("fields", "In che cosa"),
    )
    ordered = sorted(shown, key=lambda one: (ORDER.index(one.change), one.code))
    rows = [
        (
            f"{one.code} {one.title}",
            one.area,
            one.change,
            "non c’era" if one.before is None else one.before,
            "non c’è più" if one.after is None else one.after,
            one.difference,
            "; ".join(one.fields) or "—",
        )
        for one in ordered
    ]
    return table("confronto", f"Schede del {report.year} e del {report.year - 1}", columns, rows)


def sums_table(name: str, title: str, report: ComparedYears, rows: Sequence[ComparedSum]) -> Table:
    """Money by area or by source in the two years, the largest change first."""
    columns = (
        Column("name", title),
        Column("before", f"{report.year - 1}", ColumnKind.MONEY),
        Column("after", f"{report.year}", ColumnKind.MONEY),
        Column("difference", "Differenza", ColumnKind.MONEY),
    )
    cells = [(one.name, one.before, one.after, one.difference) for one in rows]
    return table(name, f"Programmato per {title.lower()}", columns, cells)


def compared_figures(report: ComparedYears) -> tuple[KeyFigure, ...]:
    """How many schede of each kind, and the money."""
    counted = tuple(
        KeyFigure(one.value, _LABELS[one], italian.number(len(report.of(one))), "") for one in ORDER
    )
    moved = italian.signed(italian.euro_short(report.after - report.before))
    note = f"{moved} sul {report.year - 1}"
    money = KeyFigure("money", "Programmato", italian.euro_short(report.after), note)
    return (*counted, money)


_LABELS = {
    SchedaChange.ADDED: "Schede aggiunte",
    SchedaChange.DROPPED: "Non continuano",
    SchedaChange.CHANGED: "Cambiate",
    SchedaChange.SAME: "Come prima",
}


def compared_message(report: ComparedYears) -> str:
    """The comparison in one breath: «Nel 2027 3 schede aggiunte, 2 che non continuano»."""
    added, dropped = len(report.of(SchedaChange.ADDED)), len(report.of(SchedaChange.DROPPED))
    changed = len(report.of(SchedaChange.CHANGED))
    said = []
    if added:
        said.append(italian.plural(added, "scheda aggiunta", "schede aggiunte"))
    if dropped:
        said.append(italian.plural(dropped, "che non continua", "che non continuano"))
    if changed:
        said.append(italian.plural(changed, "cambiata", "cambiate"))
    if not said:
        return f"Il programma del {report.year} è come quello del {report.year - 1}"
    return f"Nel {report.year}: {', '.join(said)}"
