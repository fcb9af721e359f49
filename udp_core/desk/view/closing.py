"""The end of a year before it is closed, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable

from udp_core.fund.report.closing import ClosingReport, MissingMonth
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Column, Table, table


def closing_figures(report: ClosingReport) -> tuple[KeyFigure, ...]:
    """Residue, forecast, what the year after holds: with the differences."""
    back = f", restituiti {italian.euro(report.returned)}" if report.returned else ""
    spent = f"disponibile {italian.euro(report.available)}, usati {italian.euro(report.used)}{back}"
    return (
        KeyFigure("residue", "Residuo di oggi", italian.euro(report.residue), spent),
        KeyFigure(
            "forecast",
            "Residuo previsto",
            italian.euro(report.forecast),
            _gap(report.beyond_forecast, "sulla previsione"),
        ),
        KeyFigure(
            "held",
            f"Scritto nel {report.year + 1}",
            italian.euro(report.held),
            _gap(report.beyond_held, "rispetto a ciò che è scritto"),
        ),
    )


def _gap(found: Money | None, than: str) -> str:
    if found is None:
        return "nessun confronto possibile"
    return (
        f"nessuna differenza {than}"
        if not found
        else f"{italian.signed(italian.euro(found))} {than}"
    )


def closing_words(report: ClosingReport) -> str:
    """What is confirmed by closing, with its figures."""
    carried = italian.euro(report.carried)
    deficit = ""
    if report.residue < ZERO:
        deficit = f" Il disavanzo di {italian.euro(-report.residue)} non si porta all’anno dopo."
    return f"Confermo: il {report.year} si chiude e porta {carried} al {report.year + 1}.{deficit}"


def missing_table(months: Iterable[MissingMonth]) -> Table:
    """What nobody gave, a line a voce of a Comune, with its months."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for one in months:
        found.setdefault((one.place, f"{one.voce_id} {one.voce}", one.source_id), []).append(
            one.month
        )
    columns = (
        Column("place", "Comune"),
        Column("voce", "Voce"),
        Column("source", "Fonte"),
        Column("months", "Mesi mancanti"),
    )
    rows = [
        (place, voce, source.upper(), italian.listing([italian.month(one) for one in sorted(own)]))
        for (place, voce, source), own in found.items()
    ]
    return table("mesi_mancanti", "Mesi di cui nessuno ha detto nulla", columns, rows)
