"""Where a Comune is in its district."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from udp_core.municipalities.view.boundaries import Boundary
from udp_core.render.slide import PlaceMap, PlaceShape

SIDE = 1000.0
"""Of the longer side of a map."""


def place_map(
    boundaries: Sequence[Boundary], names: Mapping[str, str], chosen: str
) -> PlaceMap | None:
    """The Comuni of those codes, one of them chosen, in their true proportions.

    None where the border of the chosen one is not known.
    """
    known = [one for one in boundaries if one.code in names]
    if not any(one.code == chosen for one in known):
        return None
    points = [point for one in known for ring in one.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrower = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * narrower, north - south
    scale = SIDE / max(wide, high)

    def drawn(ring: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        return tuple(
            (round((x - west) * narrower * scale, 1), round((north - y) * scale, 1))
            for x, y in ring
        )

    shapes = tuple(
        PlaceShape(tuple(drawn(ring) for ring in one.rings), one.code == chosen) for one in known
    )
    words = f"In blu {names[chosen]}, tra i Comuni del distretto"
    return PlaceMap(words, round(wide * scale, 1), round(high * scale, 1), shapes)
