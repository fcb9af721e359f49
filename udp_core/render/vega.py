"""The chart of a slide as a picture that scales: the same on the wall and on paper.

Drawn by Vega, offline.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from udp_core.render.palette import INK
from udp_core.render.slide import Look, SlideChart


class Proportions(NamedTuple):
    """Of the picture: alone in its line, or beside another; of lines; of each row of bars."""

    width: int
    narrow: int
    lines: int
    row: int


WIDE, SQUARER = Proportions(1216, 790, 296, 60), Proportions(930, 650, 185, 46)
"""On a wall 720 lines high, of 16:9; and of 4:3, where the same words have less width.

What is smaller than 23 there is not read from the last row.
"""
TICKS, LABELS = 24, 27
FONT = "Titillium Web, sans-serif"
BLUE, ORANGE, GRID, OUTLINE = "#3D8FD1", "#C2410C", "#D5DCE3", "#17324D"
FEW_ROWS, FEW_HEIGHT = 5, 108
"""So few bars share the room that the slide leaves them, none higher than this."""
LETTER, BESIDE, NAMES = 13.5, 24, 420
"""Of a label: pixels a letter, those before and after it, what names of rows may always take."""
LEAST_BARS = 0.12
"""Of the picture, what is left to the bars however long the names of their rows are."""
SHORTEST = 0.05
"""Of the picture, what the longest bar has however long its words are."""
MOST_KEPT = 256
FEWEST_WHOLE = 4
"""Above it five ticks are whole numbers, all different."""
Spec = dict[str, Any]


@lru_cache(maxsize=MOST_KEPT)
def svg(chart: SlideChart, *, narrow: bool = False, room: int = 0, of: Proportions = WIDE) -> str:
    """The picture, as SVG text with real words in it; narrow where another stands beside it.

    Few bars share the height of the `room` that the slide leaves; under figures there is none:
    higher, they would be drawn too small.
    """
    import vl_convert

    width = of.narrow if narrow else of.width
    spec = (
        _bars(chart, width)
        if chart.look is Look.BARS
        else _lines(chart, low=of is SQUARER)
        if chart.look is Look.LINES
        else _steps(chart)
    )
    rows = len(chart.rows)
    row = max(of.row, min(FEW_HEIGHT, room // rows)) if 0 < rows <= FEW_ROWS else of.row
    height = of.lines if chart.look is Look.LINES else row * rows + 12
    return str(
        vl_convert.vegalite_to_svg(
            {
                **spec,
                **_frame(width, height),
            },
            format_locale="it-IT",
        )
    )


def _frame(width: int, height: int) -> Spec:
    axis = {
        "labelFontSize": TICKS,
        "titleFontSize": TICKS,
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "labelLimit": NAMES,
        "labelPadding": 8,
        "titleFontWeight": "normal",
    }
    return {
        "background": "transparent",
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {
            "font": FONT,
            "axis": axis,
            "view": {"stroke": None},
            "legend": {"disable": True},
        },
    }


def _text(more: Spec) -> Spec:
    return {"type": "text", "fontSize": LABELS, "color": INK, **more}


def _bars(chart: SlideChart, width: int) -> Spec:
    """Outline and fill on the same line, and beside them the figure in words."""
    base, found = chart.series
    rows = [
        {
            "row": row,
            "order": place,
            "base": base.values[place],
            "found": found.values[place],
            "label": chart.labels[place],
            "edge": max(base.values[place] or 0, found.values[place] or 0),
        }
        for place, row in enumerate(chart.rows)
    ]
    y = {
        "field": "row",
        "type": "nominal",
        "sort": {"field": "order"},
        "axis": {"title": None, "labelFontSize": LABELS, "labelLimit": _names_room(rows, width)},
    }
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, _right_side(rows, width) or 1], "nice": False},
        "axis": None,
    }
    return {
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "color": BLUE, "height": {"band": 0.55}},
                "encoding": {"y": y, "x": {"field": "found", **x}},
            },
            {
                "mark": {
                    "type": "bar",
                    "fillOpacity": 0,
                    "stroke": OUTLINE,
                    "strokeWidth": 2.5,
                    "height": {"band": 0.75},
                },
                "encoding": {"y": y, "x": {"field": "base", **x}},
            },
            {
                "mark": _text({"align": "left", "dx": 10}),
                "encoding": {"y": y, "x": {"field": "edge", **x}, "text": {"field": "label"}},
            },
        ],
    }


def _right_side(rows: Sequence[Spec], width: int) -> float:
    """What the right side stands for: the longest bars, with room for the words beside each."""
    longest = LETTER * max((len(one["row"]) for one in rows), default=0)
    names = min(longest, _names_room(rows, width))
    drawn = width - names - BESIDE

    def needed(one: Spec) -> float:
        left = drawn - LETTER * len(one["label"]) - BESIDE
        return float(one["edge"]) * drawn / max(left, drawn * SHORTEST)

    return max(map(needed, rows), default=0.0)


def _names_room(rows: Sequence[Spec], width: int) -> float:
    """The most that the names of rows take: they are cut only where the bars would disappear."""
    words = LETTER * max((len(one["label"]) for one in rows), default=0)
    return max(NAMES, width * (1 - LEAST_BARS) - words - 2 * BESIDE)


def _lines(chart: SlideChart, *, low: bool) -> Spec:
    """Lines named at their right end: no legend.

    In a low picture the unit stands above the axis, and the line that is under another is named
    below it.
    """
    layers = [_line(chart, place, low=low) for place in range(len(chart.series))]
    return {"layer": [layer for pair in layers for layer in pair]}


_COLOURS = (OUTLINE, BLUE, ORANGE)
_OVER_THE_AXIS = {"titleAngle": 0, "titleAlign": "left", "titleX": -44, "titleY": -26}


def _line(chart: SlideChart, place: int, *, low: bool) -> list[Spec]:
    one, colour = chart.series[place], _COLOURS[place % len(_COLOURS)]
    values = [
        {"row": row, "order": number, "value": value}
        for number, (row, value) in enumerate(zip(chart.rows, one.values, strict=True))
    ]
    known = [point for point in values if point["value"] is not None]
    reached = next((value for value in reversed(one.values) if value is not None), 0.0)
    last = [{**known[-1], "name": f"{one.name} {chart.written(reached)}"}] if known else []
    x = {
        "field": "row",
        "type": "ordinal",
        "sort": list(chart.rows),
        "axis": {"title": None, "labelAngle": 0, "grid": False},
        "scale": {"domain": list(chart.rows), "padding": 0.9},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": {
            "title": chart.unit,
            "tickCount": 3 if low else 5,
            "format": f",.{_tick_decimals(chart)}f",
            **(_OVER_THE_AXIS if low else {}),
        },
    }
    stroke = {
        "type": "line",
        "color": colour,
        "strokeWidth": 4,
        **({"strokeDash": [10, 7]} if one.dashed else {}),
    }
    above = place > 1 if low else place != 1
    aside = {"dx": -24} if low and place == 0 else {}
    return [
        {"data": {"values": values}, "mark": stroke, "encoding": {"x": x, "y": y}},
        {
            "data": {"values": last},
            "mark": _text(
                {
                    "align": "right",
                    "dy": -18 if above else 40,
                    "color": colour,
                    "fontWeight": 600,
                    **aside,
                }
            ),
            "encoding": {"x": x, "y": y, "text": {"field": "name"}},
        },
    ]


def _tick_decimals(chart: SlideChart) -> int:
    """None where whole numbers tell the ticks apart."""
    most = max(
        (abs(value) for one in chart.series for value in one.values if value is not None),
        default=0.0,
    )
    return 0 if most > FEWEST_WHOLE else chart.decimals


def _steps(chart: SlideChart) -> Spec:
    """A bridge from the first to the last: each part hangs where the one before it ended."""
    values = [value or 0.0 for value in chart.series[0].values]
    rows = [
        {
            "row": row,
            "order": place,
            "from": low,
            "to": high,
            "label": chart.labels[place],
            "kind": _kind(place, values),
        }
        for place, (row, (low, high)) in enumerate(zip(chart.rows, chart.spans, strict=True))
    ]
    y = {
        "field": "row",
        "type": "nominal",
        "sort": {"field": "order"},
        "axis": {"title": None, "labelFontSize": LABELS},
    }
    edges = [edge for span in chart.spans for edge in span]
    span = max(edges) - min([*edges, 0.0]) or 1.0
    scale = {"domain": [min([*edges, 0.0]), max(edges) + span * 0.45], "nice": False, "zero": False}
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": ["whole", "more", "less"], "range": [OUTLINE, BLUE, ORANGE]},
    }
    return {
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.6}, "stroke": OUTLINE},
                "encoding": {
                    "y": y,
                    "x": {"field": "from", "type": "quantitative", "axis": None, "scale": scale},
                    "x2": {"field": "to"},
                    "color": colour,
                },
            },
            {
                "mark": _text({"align": "left", "dx": 10}),
                "encoding": {
                    "y": y,
                    "x": {"field": "to", "type": "quantitative", "scale": scale, "axis": None},
                    "text": {"field": "label"},
                },
            },
        ],
    }


def _kind(place: int, values: list[float]) -> str:
    if place in {0, len(values) - 1}:
        return "whole"
    return "more" if values[place] >= 0 else "less"
