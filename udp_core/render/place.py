"""The map of a slide as a picture: the place that it speaks of dark, the others around it pale."""

from __future__ import annotations

from udp_core.render.palette import INK, PALE
from udp_core.render.slide import PlaceMap, Ring

CHOSEN = "#0066CC"
LINE = 6
"""Of a border, in the units of the map."""


def place_svg(found: PlaceMap) -> str:
    """SVG text, without words: they stand beside it."""
    shapes = sorted(found.shapes, key=lambda one: one.chosen)
    paths = "".join(
        f'<path d="{"".join(map(_path, one.rings))}" fill="{CHOSEN if one.chosen else PALE}"/>'
        for one in shapes
    )
    box = f"{-LINE} {-LINE} {found.width + 2 * LINE:g} {found.height + 2 * LINE:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><g stroke="{INK}"'
        f' stroke-width="{LINE}" stroke-linejoin="round">{paths}</g></svg>'
    )


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z"
