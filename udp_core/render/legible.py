"""What every chart needs to be read in a room, whoever drew it.

Ticks as large as text, room for labels, no drag.

The room for labels is reckoned here, on the wide side. Asked to find it (`automargin`), Plotly
draws the whole chart
twice: 35 ms against 13 in a browser. It is still asked where the labels are not known beforehand.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from udp_core.render.palette import FONT_SIZE, INK

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

EDGE = 12
LINE_HEIGHT = 1.35
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’|!()[] -/"), frozenset("mwMWÆ%@…—")
_TAGS = re.compile(r"<(?!br)[^<>]+>")


def legible(figure: Figure) -> Figure:
    """The same figure.

    Ticks that were given no size of their own get the text's (themes make them small and pale).

    Dragging is off: it would zoom with nothing to undo it by keyboard.
    """
    figure.for_each_xaxis(_large_ticks)
    figure.for_each_yaxis(_large_ticks)
    left, below = _left_room(figure), _room_below(figure)
    if left is not None:
        figure.update_yaxes(automargin=False)
        figure.update_layout(margin_l=left)
    if below is not None:
        figure.update_xaxes(automargin=False, tickangle=0)
        figure.update_layout({f"margin_{'t' if figure.layout.xaxis.side == 'top' else 'b'}": below})
    figure.update_layout(dragmode=False)
    return figure


def text_width(words: str) -> float:
    """Width in ems of a line in the dashboard's font, on the wide side."""
    return sum(
        0.32 if sign in _NARROW else 0.88 if sign in _WIDE else 0.68 if sign.isupper() else 0.56
        for sign in words
    )


def _large_ticks(axis: Any) -> None:
    axis.update(
        automargin=True,
        tickfont={"size": axis.tickfont.size or FONT_SIZE, "color": axis.tickfont.color or INK},
    )


def _left_room(figure: Figure) -> int | None:
    """Pixels for the labels of the rows; None where they are not known."""
    axis = figure.layout.yaxis
    if _is_hidden(axis):
        return EDGE
    words = set(_words_of_rows(figure))
    if not words:
        return None
    return int(max(map(text_width, words)) * axis.tickfont.size) + EDGE


def _words_of_rows(figure: Figure) -> Iterator[str]:
    """Categories as they are; of numbers, the longest that may be written."""
    values = [
        value
        for trace in figure.data
        for value in (trace.y if trace.y is not None else ())
        if value is not None
    ]
    names = [value for value in values if isinstance(value, str)]
    if names:
        yield from _lines(names)
    elif values and (decimals := re.fullmatch(r",\.(\d)~?f", figure.layout.yaxis.tickformat or "")):
        yield from (
            f"{value:,.{decimals[1]}f}"
            for value in (*_ends(figure.layout.yaxis.range), *map(float, values))
        )


def _ends(given: tuple[float, float] | None) -> tuple[float, ...]:
    return tuple(map(float, given)) if given else ()


def _room_below(figure: Figure) -> int | None:
    """Pixels for the words under (or over) the columns.

    None where Plotly chooses them, or slants them.
    """
    axis = figure.layout.xaxis
    if _is_hidden(axis):
        return EDGE
    if axis.ticktext is None or axis.tickangle:
        return None
    lines = max(label.count("<br>") for label in axis.ticktext) + 1
    return int(lines * LINE_HEIGHT * axis.tickfont.size) + EDGE


def _is_hidden(axis: Any) -> bool:
    return axis.visible is False or axis.showticklabels is False


def _lines(labels: Iterable[str]) -> Iterator[str]:
    for label in labels:
        yield from (html.unescape(_TAGS.sub("", line)) for line in label.split("<br>"))
