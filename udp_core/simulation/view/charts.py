"""The tornado: how much each lever can move the spending, the widest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.render.bullets import base_layout
from udp_core.render.chart import Chart
from udp_core.render.markdown import plotly_text
from udp_core.render.palette import FONT_SIZE, GREY, INK, SERIES
from udp_core.render.stamp import Stamp
from udp_core.render.table import Column, ColumnKind, Table, table
from udp_core.simulation.rules.sensitivity import Swing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plotly import graph_objects as go

MOST_BARS = 10
EURO = 100


def tornado_chart(swings: Sequence[Swing], stamp: Stamp) -> Chart | None:
    """The levers that weigh most, each from its least to its most.

    None where nothing moves the spending.
    """
    shown = list(swings)[:MOST_BARS]
    if not shown:
        return None
    names, first = names_of(shown), shown[0]
    told = "; ".join(
        f"{name}: da {italian.euro(Money(one.low))} a {italian.euro(Money(one.high))}"
        for name, one in zip(names, shown, strict=True)
    )
    return Chart(
        f"Pesa di più «{names[0]}»: da {italian.euro_short(Money(first.low))} a"
        f" {italian.euro_short(Money(first.high))}",
        "Spesa del fondo in più o in meno, una leva alla volta, dal minimo (azzurro) al massimo"
        " (grigio)",
        f"Barre: {told}.",
        _figure(shown, names),
        _cells(swings),
        stamp,
    )


def _figure(shown: Sequence[Swing], names: Sequence[str]) -> go.Figure:
    from plotly import graph_objects as go

    ends = [(one.low, one.high) for one in shown]
    figure = go.Figure(
        [
            _bars(names, [end[side] for end in ends], colour)
            for side, colour in ((0, SERIES[1]), (1, GREY))
        ]
    )
    figure.update_layout(**base_layout(), barmode="overlay", bargap=0.25)
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickfont={"size": FONT_SIZE, "color": INK}
    )
    reach = max(abs(cents) for end in ends for cents in end) / EURO * 1.35
    figure.update_xaxes(
        range=[-reach, reach], showticklabels=False, zeroline=True, zerolinecolor=INK
    )
    return figure


def _bars(names: Sequence[str], cents: Sequence[int], colour: str) -> go.Bar:
    from plotly import graph_objects as go

    return go.Bar(
        y=[plotly_text(name) for name in names],
        x=[one / EURO for one in cents],
        orientation="h",
        marker={"color": colour, "line": {"color": INK, "width": 1}},
        text=[italian.euro_short(Money(one)) for one in cents],
        textposition="outside",
        cliponaxis=False,
        textfont={"size": FONT_SIZE, "color": INK},
        hoverinfo="skip",
    )


def _cells(swings: Sequence[Swing]) -> Table:
    columns = (
        Column("lever", "Leva"),
        Column("low", "Al minimo", ColumnKind.MONEY),
        Column("high", "Al massimo", ColumnKind.MONEY),
    )
    rows = [
        (name, Money(one.low), Money(one.high))
        for name, one in zip(names_of(swings), swings, strict=True)
    ]
    return table("tornado", "Quanto può spostare ogni leva", columns, rows)


def names_of(swings: Sequence[Swing]) -> list[str]:
    """The name of each lever, with its group where others have the same.

    A row for each, never two on one.
    """
    times = Counter(one.lever.name for one in swings)
    return [
        one.lever.name if times[one.lever.name] == 1 else f"{one.lever.group}: {one.lever.name}"
        for one in swings
    ]
