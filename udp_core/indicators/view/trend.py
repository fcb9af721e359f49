"""The values of an indicator in time, against what was expected of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from udp_core.indicators.report.indicators import IndicatorValue, PointValue, TargetValue
from udp_core.indicators.rules.indicators import band_distance, so_far
from udp_core.indicators.view.drawing import height_of, layout
from udp_core.indicators.view.tables import expected_then, trend_table
from udp_core.indicators.view.words import cell_words, point_tick, point_words, short_words
from udp_core.kernel import italian
from udp_core.kernel.small_numbers import Hidden
from udp_core.kernel.vocabulary import Direction
from udp_core.render.chart import Chart
from udp_core.render.markdown import plotly_text
from udp_core.render.palette import FONT_SIZE, GREY, INK, PALE, SERIES
from udp_core.render.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter

MOST_POINTS = 12
"""What the width of half a screen can name; the table has them all."""
ALL_SAID = 6
"""Up to so many points each carries its value; beyond it only the first and the last."""
ROOM_ABOVE = Fraction(25, 100)
ABOVE, BELOW = "top center", "bottom center"


@dataclass(frozen=True, slots=True)
class TrendLine:
    """Positions and heights of a line to draw; None breaks it."""

    ticks: tuple[str, ...]
    heights: tuple[float | None, ...]
    words: tuple[str, ...]
    places: tuple[str, ...]


def trend_chart(one: IndicatorValue, stamp: Stamp) -> Chart | None:
    """The values of the whole district with what was expected by their days.

    None where no value may be drawn.
    """
    points = one.points[-MOST_POINTS:]
    if not any(height_of(point.value) is not None for point in points):
        return None
    description = f"Linea dei valori nel tempo. {_told(one, points)}"
    return Chart(
        trend_message(one),
        trend_subtitle(one),
        description,
        trend_figure(one, points),
        trend_table(one),
        stamp,
    )


def trend_message(one: IndicatorValue) -> str:
    """«32,2 per 1.000 residenti al 30/09/2026, atteso 37,0»."""
    latest = next(point for point in reversed(one.points) if height_of(point.value) is not None)
    expected = expected_then(one, latest)
    beside = (
        f", atteso {one.rule.short(expected)}"
        if expected is not None and one.rule.direction is not Direction.INFO
        else ""
    )
    return (
        f"{cell_words(latest.value, one.rule)} al"
        f" {italian.day(latest.as_of)}{beside or _band_message(one, latest)}"
    )


def _band_message(one: IndicatorValue, latest: PointValue) -> str:
    target = _target(one, latest)
    if (
        one.rule.direction is not Direction.BAND
        or target is None
        or latest.value is None
        or isinstance(latest.value, Hidden)
    ):
        return ""
    return (
        ", dentro la fascia attesa"
        if band_distance(target.expected, latest.value.value) == 0
        else ", fuori dalla fascia attesa"
    )


def trend_subtitle(one: IndicatorValue) -> str:
    """Unit and what the dashed line is."""
    expected = {Direction.BAND: "; area chiara = fascia attesa", Direction.INFO: ""}.get(
        one.rule.direction, "; tratteggio = atteso alla data"
    )
    cumulated = (
        "; valori dell’anno in corso cumulati dal 1º gennaio"
        if any(point.is_cumulated for point in one.points)
        else ""
    )
    unit = "Percentuale" if one.rule.unit == "%" else one.rule.unit[:1].upper() + one.rule.unit[1:]
    return f"{unit}{expected if one.targets else ''}{cumulated}"


def _told(one: IndicatorValue, points: Sequence[PointValue]) -> str:
    return " ".join(_point_told(one, point) for point in points)


def _point_told(one: IndicatorValue, point: PointValue) -> str:
    expected = expected_then(one, point)
    beside = f", atteso {one.rule.short(expected)}" if expected is not None else ""
    return italian.ended(f"{point_words(point)}: {cell_words(point.value, one.rule)}{beside}")


def _target(one: IndicatorValue, point: PointValue) -> TargetValue | None:
    """What was expected in the year of a point; of a figure that grows, its part by that day."""
    found = next(
        (target for target in one.targets if target.expected.year == point.period.year), None
    )
    if found is None or not point.is_cumulated:
        return found
    return replace(found, expected=so_far(one.rule.direction, found.expected, point.as_of))


def trend_figure(one: IndicatorValue, points: Sequence[PointValue]) -> Figure:
    """The band or the dashed line of what was expected, and the values over it."""
    from plotly import graph_objects as go

    values = _values(one, points)
    figure = go.Figure(
        [
            *_expected(one, points),
            go.Scatter(
                x=list(values.ticks),
                y=list(values.heights),
                mode="lines+markers+text",
                text=list(values.words),
                connectgaps=False,
                textposition=list(values.places),
                textfont={"size": FONT_SIZE, "color": INK},
                cliponaxis=False,
                line={"color": INK, "width": 3},
                marker={"size": 10, "color": INK},
                hoverinfo="skip",
            ),
        ]
    )
    figure.update_layout(**layout())
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=[point_tick(point) for point in points],
        tickangle=0 if len(points) <= ALL_SAID else -45,
        showgrid=False,
    )
    figure.update_yaxes(
        range=_range(one, points),
        nticks=5,
        gridcolor="#E3E9EF",
        tickformat=f",.{_axis_decimals(one, points)}f",
    )
    return figure


def _values(one: IndicatorValue, points: Sequence[PointValue]) -> TrendLine:
    """The values with their words."""
    spoken = {0, len(points) - 1} if len(points) > ALL_SAID else set(range(len(points)))
    words = [
        short_words(point.value, one.rule) if index in spoken else ""
        for index, point in enumerate(points)
    ]
    return _line(
        points,
        [height_of(point.value) for point in points],
        words,
        [_place(one, point) for point in points],
    )


def _line(
    points: Sequence[PointValue],
    heights: Sequence[float | None],
    words: Sequence[str],
    places: Sequence[str],
) -> TrendLine:
    """What starts again from zero each year is not joined to the year before.

    An empty height breaks the line.
    """
    found: list[tuple[str, float | None, str, str]] = []
    for index, (point, height, word, place) in enumerate(
        zip(points, heights, words, places, strict=True)
    ):
        if index and point.is_cumulated and points[index - 1].period.year != point.period.year:
            found.append((point_tick(point), None, "", place))
        found.append((point_tick(point), height, plotly_text(word), place))
    return TrendLine(*zip(*found, strict=True))


def _place(one: IndicatorValue, point: PointValue) -> str:
    """Above the point, or below where what was expected lies above it."""
    expected, height = expected_then(one, point), height_of(point.value)
    return (
        BELOW if expected is not None and height is not None and float(expected) > height else ABOVE
    )


def _expected(one: IndicatorValue, points: Sequence[PointValue]) -> list[Scatter]:
    """What was expected: nothing for an indicator of knowledge only."""
    if one.rule.direction is Direction.INFO:
        return []
    if one.rule.direction is Direction.BAND:
        return _band(
            [point_tick(point) for point in points], [_target(one, point) for point in points]
        )
    return _dashed(one, points)


def _dashed(one: IndicatorValue, points: Sequence[PointValue]) -> list[Scatter]:
    from plotly import graph_objects as go

    expected = [expected_then(one, point) for point in points]
    last = max((index for index, value in enumerate(expected) if value is not None), default=None)
    if last is None:
        return []
    words = [
        f"atteso {one.rule.short(value)}" if index == last else ""
        for index, value in enumerate(expected)
    ]
    place = ABOVE if _place(one, points[-1]) == BELOW else BELOW
    line = _line(points, [_side(value) for value in expected], words, [place] * len(points))
    return [
        go.Scatter(
            x=list(line.ticks),
            y=list(line.heights),
            mode="lines+markers+text",
            text=list(line.words),
            textposition=place,
            connectgaps=False,
            textfont={"size": FONT_SIZE, "color": SERIES[2]},
            line={"color": SERIES[2], "width": 2, "dash": "dash"},
            marker={"size": 7, "color": SERIES[2], "symbol": "diamond"},
            cliponaxis=False,
            hoverinfo="skip",
        )
    ]


def _band(ticks: list[str], targets: list[TargetValue | None]) -> list[Scatter]:
    from plotly import graph_objects as go

    if all(
        target is None or target.expected.low is None or target.expected.high is None
        for target in targets
    ):
        return []
    low = [_side(target.expected.low) if target else None for target in targets]
    high = [_side(target.expected.high) if target else None for target in targets]
    line = {"color": GREY, "width": 1, "dash": "dot"}
    return [
        go.Scatter(x=ticks, y=low, mode="lines", line=line, hoverinfo="skip"),
        go.Scatter(
            x=ticks,
            y=high,
            mode="lines",
            line=line,
            fill="tonexty",
            fillcolor=PALE,
            hoverinfo="skip",
        ),
    ]


def _side(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _drawn(one: IndicatorValue, points: Sequence[PointValue]) -> list[float]:
    """Every height on the chart."""
    found = [height_of(point.value) for point in points]
    if one.rule.direction is not Direction.INFO:
        found += [_side(expected_then(one, point)) for point in points]
        sides = [target.expected for point in points if (target := _target(one, point))]
        found += [_side(side) for expected in sides for side in (expected.low, expected.high)]
    return [height for height in found if height is not None]


def _range(one: IndicatorValue, points: Sequence[PointValue]) -> tuple[float, float]:
    """Around what is drawn, with room for the words; a line does not need zero."""
    heights = _drawn(one, points)
    room = (max(heights) - min(heights) or abs(max(heights)) or 1) * float(ROOM_ABOVE)
    return min(heights) - room, max(heights) + room


def _axis_decimals(one: IndicatorValue, points: Sequence[PointValue]) -> int:
    low, high = _range(one, points)
    return one.rule.decimals if high - low < 10 * 10 ** (1 - one.rule.decimals) else 0
