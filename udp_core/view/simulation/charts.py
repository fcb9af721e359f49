"""The tornado: how much each lever can move the spending, the widest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from udp_core import italian
from udp_core.domain.simulation.sensitivity import Swing
from udp_core.money import Money
from udp_core.view.bullets import base_layout
from udp_core.view.chart import Chart
from udp_core.view.markdown import plotly_text
from udp_core.view.palette import FONT_SIZE, GREY, INK, SERIES
from udp_core.view.stamp import Stamp
from udp_core.view.table import Column, ColumnKind, table

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BARS = 10
EURO = 100


def tornado_chart(swings: Sequence[Swing], stamp: Stamp) -> Chart | None:
    """The levers that weigh most, each from its least to its most.

    None where nothing moves the spending.
    """
    from plotly import graph_objects as go

    shown = list(swings)[:MOST_BARS]
    if not shown:
        return None
    called = names_of(shown)
    names = [plotly_text(name) for name in called]
    figure = go.Figure(
        [
            go.Bar(
                y=names,
                x=[ends[side] / EURO for ends in ((one.low, one.high) for one in shown)],
                orientation="h",
                marker={"color": colour, "line": {"color": INK, "width": 1}},
                text=[
                    italian.euro_short(Money(ends[side]))
                    for ends in ((one.low, one.high) for one in shown)
                ],
                textposition="outside",
                cliponaxis=False,
                textfont={"size": FONT_SIZE, "color": INK},
                hoverinfo="skip",
            )
            for side, colour in ((0, SERIES[1]), (1, GREY))
        ]
    )
    figure.update_layout(**base_layout(), barmode="overlay", bargap=0.25)
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickfont={"size": FONT_SIZE, "color": INK}
    )
    reach = max(max(abs(one.low), abs(one.high)) for one in shown) / EURO * 1.35
    figure.update_xaxes(
        range=[-reach, reach], showticklabels=False, zeroline=True, zerolinecolor=INK
    )
    first = shown[0]
    told = "; ".join(
        f"{name}: da {italian.euro(Money(one.low))} a {italian.euro(Money(one.high))}"
        for name, one in zip(called, shown, strict=True)
    )
    columns = (
        Column("lever", "Leva"),
        Column("low", "Al minimo", ColumnKind.MONEY),
        Column("high", "Al massimo", ColumnKind.MONEY),
    )
    cells = table(
        "tornado",
        "Quanto può spostare ogni leva",
        columns,
        [
            (name, Money(one.low), Money(one.high))
            for name, one in zip(names_of(swings), swings, strict=True)
        ],
    )
    title = (
        f"Pesa di più «{called[0]}»: da {italian.euro_short(Money(first.low))} a"
        f" {italian.euro_short(Money(first.high))}"
    )
    return Chart(
        title,
        "Spesa del fondo in più o in meno, una leva alla volta, dal minimo (azzurro) al massimo"
        " (grigio)",
        f"Barre: {told}.",
        figure,
        cells,
        stamp,
    )


def names_of(swings: Sequence[Swing]) -> list[str]:
    """The name of each lever, with its group where others have the same.

    A row for each, never two on one.
    """
    times = Counter(one.lever.name for one in swings)
    return [
        one.lever.name if times[one.lever.name] == 1 else f"{one.lever.group}: {one.lever.name}"
        for one in swings
    ]
