"""What every chart needs to be read in a room, whoever drew it: ticks as large as text, room for labels, no drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udp_core.view.palette import FONT_SIZE, INK

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def legible(figure: Figure) -> Figure:
    """The same figure: ticks that were given no size of their own get the text's (themes make them small and pale).

    Dragging is off: it would zoom with nothing to undo it by keyboard.
    """
    figure.for_each_xaxis(_large_ticks)
    figure.for_each_yaxis(_large_ticks)
    figure.update_layout(dragmode=False)
    return figure


def _large_ticks(axis: object) -> None:
    font = axis.tickfont  # type: ignore[attr-defined]  # a Plotly axis, built without types
    axis.update(automargin=True, tickfont={"size": font.size or FONT_SIZE, "color": font.color or INK})  # type: ignore[attr-defined]  # as above
