"""«Perché è cambiato?» in the room: the bridge, and the rows under each of its parts."""

from __future__ import annotations

from datetime import date

from udp_core.fund.rules.bridge import Bridge, BridgePart, Cause
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.render.key_figure import KeyFigure
from udp_core.render.slide import Look, Series, Slide, SlideChart, millions
from udp_core.render.table import Column, ColumnKind, Table, table

CAUSES = {
    Cause.ALLOCATION: "Assegnazioni",
    Cause.CARRY_OVER: "Trascinamenti",
    Cause.MOVEMENT: "Variazioni e cofinanziamenti",
    Cause.TRANSFER: "Spostamenti tra voci",
    Cause.NEW_SPENDING: "Spesa nuova",
    Cause.CORRECTION: "Correzioni",
    Cause.FORECAST: "Previsione rifatta",
}
MONEY = ColumnKind.MONEY


def bridge_slide(found: Bridge | None, since: date) -> Slide:
    """From the residue as known then to that known now."""
    if found is None:
        return Slide(
            "perche-e-cambiato",
            "Non si può dire perché il residuo è cambiato",
            f"Dal {italian.day(since)}: manca una delle due previsioni",
            screen="cambiato",
        )
    change = found.after - found.before
    title = (
        "Il residuo previsto non è cambiato"
        if not change
        else f"Il residuo previsto è cambiato di {italian.signed(italian.euro_short(change))}"
    )
    figures = (
        KeyFigure(
            "before", f"Residuo noto al {italian.day(since)}", italian.euro_short(found.before), ""
        ),
        KeyFigure("after", "Residuo noto oggi", italian.euro_short(found.after), ""),
    )
    moved = [part for part in found.parts if part.amount]
    rows = ("Allora", *(CAUSES[part.cause] for part in moved), "Oggi")
    amounts = (found.before, *(part.amount for part in moved), found.after)
    labels = tuple(
        (
            italian.euro_short(amount)
            if place in {0, len(amounts) - 1}
            else italian.signed(italian.euro_short(amount))
        )
        for place, amount in enumerate(amounts)
    )
    chart = (
        SlideChart(
            Look.STEPS,
            "milioni di euro",
            rows,
            (Series("residuo", tuple(millions(amount) for amount in amounts)),),
            labels,
        )
        if moved
        else None
    )
    return Slide(
        "perche-e-cambiato",
        title,
        "Residuo del FRNA al 31 dicembre",
        figures,
        chart,
        screen="cambiato",
        data=(bridge_table(found),),
    )


def bridge_table(found: Bridge) -> Table:
    """The parts to the cent, between the two figures."""
    columns = (Column("cause", "Che cosa"), Column("amount", "Importo", MONEY))
    rows: list[tuple[str, Money]] = [
        ("Residuo noto allora", found.before),
        *((CAUSES[part.cause], part.amount) for part in found.parts),
        ("Residuo noto oggi", found.after),
    ]
    return table("perche_e_cambiato", "Perché il residuo è cambiato", columns, rows)


def part_table(part: BridgePart) -> Table:
    """What is under a part."""
    columns = (
        Column("what", "Che cosa"),
        Column("before", "Allora", MONEY),
        Column("after", "Oggi", MONEY),
        Column("source", "Fonte"),
    )
    return table(
        f"cambiato_{part.cause.value}",
        CAUSES[part.cause],
        columns,
        [(row.what, row.before, row.after, row.source) for row in part.rows],
    )
