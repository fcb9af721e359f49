"""Will the fund last? What is spent and what is expected, against what can be spent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from udp_core.fund.report.fund import FundCurves, FundReport
from udp_core.fund.view import tables
from udp_core.fund.view.drawing import MILLIONS, millions
from udp_core.fund.view.words import band_words, curve_message, is_closed, used_word
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.render.bullets import base_layout
from udp_core.render.chart import Chart
from udp_core.render.palette import FONT_SIZE, GREY, INK, PALE, SERIES
from udp_core.render.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MONTH_NAMES = [italian.month_short(number) for number in range(1, 13)]


def curve_chart(report: FundReport, stamp: Stamp) -> Chart:
    """Cumulated spending against what can be spent; the forecast dashed.

    A band only where the rule gives one.
    """
    position = report.position
    ends = (
        f"{position.limit_name.capitalize()} {italian.euro_short(report.spendable)};"
        f" {used_word(report.regime)} {italian.euro_short(report.used)} al"
        f" {italian.day(report.day)}; previsto al 31 dicembre"
        f" {italian.euro_short(position.forecast)}."
    )
    subtitle = (
        f"Spesa cumulata del {report.year}, {MILLIONS}"
        + ("; puntini = atteso dal programma" if report.expected else "")
        + ("; tratteggio = previsione" if band_words(report) else "")
    )
    return Chart(
        curve_message(report),
        subtitle,
        f"Linea della spesa cumulata mese per mese contro {position.the_limit}. {ends}"
        f" {band_words(report)}".strip(),
        _curve(report),
        tables.months_table(report),
        stamp,
    )


def _heights(amounts: Sequence[Money | None]) -> list[float | None]:
    return [millions(amount) for amount in amounts]


def _curve(report: FundReport) -> Figure:
    from plotly import graph_objects as go

    curves = report.curves
    figure = go.Figure()
    if report.expected:
        _add_line(figure, curves.expected, "atteso", {"color": GREY, "width": 2, "dash": "dot"})
    _add_band(figure, curves)
    spent = {"color": INK, "width": 4}
    _add_line(figure, curves.spent, used_word(report.regime), spent, mode="lines+markers")
    if any(curves.ahead):
        _add_line(figure, curves.ahead, "previsto", {**spent, "dash": "dash"})
    _add_limit(figure, report)
    figure.update_layout(**base_layout())
    figure.update_xaxes(
        gridcolor="white",
        zeroline=False,
        range=[-0.3, 13.6],
        tickvals=list(range(12)),
        ticktext=MONTH_NAMES,
    )
    figure.update_yaxes(
        rangemode="tozero", gridcolor="#E3E9EF", tickformat=",.2~f", automargin=True
    )
    return figure


def _add_line(
    figure: Figure,
    amounts: Sequence[Money | None],
    name: str,
    line: dict[str, object],
    mode: str = "lines",
) -> None:
    """A running total; a month without data is a gap, never a flat stretch."""
    known = [place for place, amount in enumerate(amounts) if amount is not None]
    drawn = slice(min(known, default=0), max(known, default=-1) + 1)
    hover = f"%{{x}}: {name} %{{y:.2f}} M€<extra></extra>"
    figure.add_scatter(
        x=MONTH_NAMES[drawn],
        y=_heights(amounts[drawn]),
        name=name,
        mode=mode,
        line=line,
        connectgaps=False,
        hovertemplate=hover,
    )


def _add_limit(figure: Figure, report: FundReport) -> None:
    """The fund as a line, and the two ends told beside it: no legend to look up."""
    position = report.position
    beyond = position.residue is not None and position.residue < ZERO
    if report.spendable is not None:
        limit = millions(report.spendable)
        words = f"{position.limit_name} {italian.euro_short(report.spendable)}"
        figure.add_hline(y=limit, line={"color": SERIES[2], "width": 3})
        _add_end(figure, limit, words, SERIES[2], above=not beyond)
    if report.forecast:
        word = used_word(report.regime) if is_closed(report) else "previsto"
        _add_end(
            figure,
            millions(position.forecast),
            f"{word} {italian.euro_short(position.forecast)}",
            INK,
            above=beyond,
        )


def _add_end(figure: Figure, end: float | None, words: str, colour: str, *, above: bool) -> None:
    """The higher of the two ends is told above, the lower below: they never cover each other."""
    font = {"size": FONT_SIZE, "color": colour}
    figure.add_annotation(
        x=13.5,
        y=end,
        text=words,
        font=font,
        xanchor="right",
        yanchor="bottom" if above else "top",
        yshift=0 if above else -8,
        showarrow=False,
    )


def _add_band(figure: Figure, curves: FundCurves) -> None:
    for edge, fill in ((curves.band_low, None), (curves.band_high, "tonexty")):
        if any(amount is not None for amount in edge):
            figure.add_scatter(
                x=MONTH_NAMES,
                y=_heights(edge),
                mode="lines",
                line={"width": 0},
                fill=fill,
                fillcolor=PALE,
                hoverinfo="skip",
                name="fascia",
            )
