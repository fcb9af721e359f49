"""The latest value of an indicator in each Comune, beside that of the whole district."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from udp_core.indicators.report.indicators import IndicatorValue, MeasurementValue, PointValue
from udp_core.indicators.view.drawing import height_of, layout
from udp_core.indicators.view.tables import municipalities_table
from udp_core.indicators.view.words import point_words, short_words
from udp_core.kernel import italian
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.small_numbers import Cell, Hidden
from udp_core.render.chart import Chart
from udp_core.render.markdown import plotly_text
from udp_core.render.palette import FONT_SIZE, GREY, INK
from udp_core.render.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FEWEST_BARS = 2
ROW_PIXELS = 40


def municipalities_chart(one: IndicatorValue, stamp: Stamp) -> Chart | None:
    """The latest value of each Comune; None where it is not measured by Comune."""
    point = one.latest
    rows = [row for row in point.rows if row.municipality_id] if point else []
    if point is None or len(rows) < FEWEST_BARS:
        return None
    told = " ".join(italian.ended(f"{row.place}: {bar_words(one, row)}") for row in rows)
    unit = one.rule.unit
    measured = "Percentuale" if unit == "%" else unit[:1].upper() + unit[1:]
    subtitle = f"{measured}, {point_words(point)}{_fraction_words(one)}"
    return Chart(
        municipalities_message(one, rows),
        subtitle,
        f"Barre orizzontali per Comune. {told}",
        _bars(one, point, rows),
        municipalities_table(one, point),
        stamp,
    )


def _fraction_words(one: IndicatorValue) -> str:
    return "; tra parentesi numeratore su denominatore" if one.text.denominator else ""


def municipalities_message(one: IndicatorValue, rows: Sequence[MeasurementValue]) -> str:
    """Where the value is highest and lowest, among the ones shown."""
    shown = [
        (row.value.value, row)
        for row in rows
        if row.value is not None and not isinstance(row.value, Hidden)
    ]
    hidden = len(rows) - len(shown)
    if len(shown) < FEWEST_BARS:
        return (
            f"Per {italian.plural(hidden, 'Comune', 'Comuni')} su {len(rows)} il valore non si"
            " mostra"
        )
    low, high = min(shown, key=lambda pair: pair[0])[1], max(shown, key=lambda pair: pair[0])[1]
    if low.value == high.value:
        return "Il valore è lo stesso nei Comuni"
    return (
        f"Il più alto a {high.place} ({short_words(high.value, one.rule)}), il più basso a"
        f" {low.place} ({short_words(low.value, one.rule)})"
    )


def bar_words(one: IndicatorValue, row: MeasurementValue) -> str:
    """«32,0 (717 su 22.401)», «<5»."""
    if isinstance(row.numerator, Hidden):
        return row.numerator.label
    value = short_words(row.value, one.rule)
    if row.numerator is None or not one.text.denominator:
        return value
    return f"{value} ({_amount(row.numerator)} su {_amount(row.denominator)})"


def _amount(cell: Cell | None) -> str:
    """Whole where it is whole, else with one decimal; what may not be shown by its mark."""
    if isinstance(cell, Hidden):
        return cell.label
    value = cell.value if cell else None
    return italian.number(value, 0 if value is None or value.denominator == 1 else 1)


def _bars(one: IndicatorValue, point: PointValue, rows: Sequence[MeasurementValue]) -> Figure:
    """A bar a Comune and, of a rate, a paler one of the whole district; the words stand beside."""
    from plotly import graph_objects as go

    bars = [(row.place, height_of(row.value), bar_words(one, row), INK) for row in rows]
    if one.text.denominator:
        bars.append(
            (WHOLE_DISTRICT, height_of(point.value), short_words(point.value, one.rule), GREY)
        )
    heights = [height or 0.0 for _, height, _, _ in bars]
    figure = go.Figure(
        [
            go.Bar(
                y=[plotly_text(place) for place, *_ in bars],
                x=heights,
                orientation="h",
                width=0.6,
                marker={"color": [colour for *_, colour in bars]},
                text=[f" {plotly_text(words)}" for _, _, words, _ in bars],
                textposition="outside",
                textfont={"size": FONT_SIZE, "color": INK},
                cliponaxis=False,
                hoverinfo="skip",
            )
        ]
    )
    figure.update_layout(**layout())
    figure.update_xaxes(
        range=(min(0.0, *heights), (max(heights) or 1) * 1.9), showticklabels=False, showgrid=False
    )
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def bars_height(one: IndicatorValue) -> int:
    """Pixels for its bars."""
    rows = sum(bool(row.municipality_id) for row in one.latest.rows) if one.latest else 0
    return ROW_PIXELS * (rows + 1) + 24
