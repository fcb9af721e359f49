"""What the charts of an indicator share: heights to draw, and the frame around them."""

from __future__ import annotations

from udp_core.kernel.small_numbers import Cell, Hidden
from udp_core.render.palette import FONT, FONT_SIZE, INK


def height_of(cell: Cell | None) -> float | None:
    """For drawing only: the words beside the point carry the figure."""
    return None if cell is None or isinstance(cell, Hidden) else float(cell.value)


def layout() -> dict[str, object]:
    """Italian separators, no legend, no dragging."""
    return {
        "font": {"family": FONT, "size": FONT_SIZE, "color": INK},
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "margin": {"l": 8, "r": 32, "t": 8, "b": 8},
        "plot_bgcolor": "white",
        "paper_bgcolor": "white",
    }
