"""The published figures of the region: its fund year by year, and what in them does not agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from udp_core.fund.view.drawing import MILLIONS
from udp_core.fund.view.tables import MONEY
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.render.bullets import base_layout
from udp_core.render.chart import Chart
from udp_core.render.palette import FONT_SIZE, INK, SERIES
from udp_core.render.stamp import Stamp
from udp_core.render.table import Cell, Column, Table, table


def region_chart(rows: Sequence[Mapping[str, Cell]], stamp: Stamp) -> Chart | None:
    """The published regional totals of the fund, one a year (the first stated), missing years kept.

    None where none is loaded.
    """
    from plotly import graph_objects as go

    totals = {
        str(row["year"]): float(str(row["amount_eur"])) / 1_000_000
        for row in reversed(rows)
        if row["area_name"] == "Emilia-Romagna"
    }
    if not totals:
        return None
    known = sorted(totals)
    years = [str(year) for year in range(int(known[0]), int(known[-1]) + 1)]
    words = [
        italian.number(round(totals[year]), 0) if year in totals else italian.NO_VALUE
        for year in years
    ]
    figure = go.Figure(
        go.Bar(
            x=years,
            y=[totals.get(year, 0.0) for year in years],
            marker={"color": SERIES[1]},
            text=words,
            textposition="outside",
            cliponaxis=False,
            textfont={"size": FONT_SIZE, "color": INK},
            hoverinfo="skip",
        )
    )
    figure.update_layout(**base_layout())
    figure.update_yaxes(visible=False, range=[0, max(totals.values()) * 1.12])
    figure.update_xaxes(type="category", gridcolor="white", zeroline=False)
    growth = italian.signed(italian.number(round(totals[years[-1]] - totals[years[0]]), 0))
    title = f"In Emilia-Romagna il FRNA passa da {words[0]} a {words[-1]} milioni ({growth})"
    told = "; ".join(f"{year} {word}" for year, word in zip(years, words, strict=True))
    return Chart(
        title,
        f"Fondo regionale, {MILLIONS}, {years[0]}-{years[-1]}; cifre pubblicate, alcune arrotondate"
        " dalla fonte; n.d. = totale non trovato",
        f"Barre per anno: {told}.",
        figure,
        region_table(rows),
        stamp,
    )


def region_table(rows: Sequence[Mapping[str, Cell]]) -> Table:
    """The published regional figures, each with its source."""
    columns = (
        Column("year", "Anno"),
        Column("area_name", "Territorio"),
        Column("amount", "FRNA assegnato", MONEY),
        Column("precision", "Precisione della cifra"),
        Column("source", "Fonte"),
    )
    found = [
        (
            str(row["year"]),
            row["area_name"],
            Money.rounded(Decimal(str(row["amount_eur"]))),
            precision_words(str(row["precision"])),
            f"{row['source_title']} ({row['source_body']})",
        )
        for row in rows
    ]
    return table(
        "frna_regione", "Il FRNA in Emilia-Romagna e a Ravenna, cifre pubblicate", columns, found
    )


def discrepancies_table(rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Published regional figures that do not agree: both are shown, neither is corrected."""
    columns = (
        Column("place", "Dove"),
        Column("title", "Controllo"),
        Column("stated", "Dichiarato", MONEY),
        Column("computed", "Calcolato", MONEY),
        Column("difference", "Differenza", MONEY),
        Column("rounding", "Da arrotondamento"),
        Column("note", "Nota"),
    )
    return table(
        "frna_regione_discrepanze", "Discrepanze tra le cifre regionali pubblicate", columns, rows
    )


def precision_words(code: str) -> str:
    """How exact a published figure is, in Italian."""
    if code.startswith("exact"):
        return "esatta"
    if code == "lower_bound":
        return "«oltre»: limite inferiore"
    return "troncata" if "truncated" in code else "arrotondata"
