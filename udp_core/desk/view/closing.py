"""The end of a year before it is closed, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable

from udp_core.fund.report.closing import ClosingPicture, MissingMonth
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Column, Table, table


def closing_figures(picture: ClosingPicture) -> tuple[KeyFigure, ...]:
    """Residue, forecast, what the year after holds: with the differences."""
    back = f", restituiti {italian.euro(picture.returned)}" if picture.returned else ""
    spent = (
        f"disponibile {italian.euro(picture.available)}, usati {italian.euro(picture.used)}{back}"
    )
    return (
        KeyFigure("residue", "Residuo di oggi", italian.euro(picture.residue), spent),
        KeyFigure(
            "forecast",
            "Residuo previsto",
            italian.euro(picture.forecast),
            _gap(picture.beyond_forecast, "sulla previsione"),
        ),
        KeyFigure(
            "held",
            f"Scritto nel {picture.year + 1}",
            italian.euro(picture.held),
            _gap(picture.beyond_held, "rispetto a ciò che è scritto"),
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


def closing_words(picture: ClosingPicture) -> str:
    """What is confirmed by closing, with its figures."""
    carried = italian.euro(picture.carried)
    deficit = ""
    if picture.residue < ZERO:
        deficit = f" Il disavanzo di {italian.euro(-picture.residue)} non si porta all’anno dopo."
    return (
        f"Confermo: il {picture.year} si chiude e porta {carried} al {picture.year + 1}.{deficit}"
    )


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
