"""The boundaries of the Comuni, as plain values that a chart can be kept under."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from udp_core.kernel.settings import DATA

Ring = Sequence[Sequence[float]]
"""Points (longitude, latitude) of a closed line."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """The Comune with this ISTAT code and the outer line of each of its pieces."""

    code: str
    rings: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def centre(self) -> tuple[float, float]:
        """The centre of the largest piece: where words are written."""
        return centre(max(self.rings, key=len))


@cache
def known_boundaries() -> tuple[Boundary, ...]:
    """Those that the product ships with."""
    shipped = DATA / "reference" / "comuni_provincia_ravenna.geojson"
    return boundaries(shipped.read_text(encoding="utf-8"))


def boundaries(geojson: str) -> tuple[Boundary, ...]:
    """Those of a GeoJSON text whose features have `istat_code`."""
    return tuple(_boundary(feature) for feature in json.loads(geojson)["features"])


def _boundary(feature: dict[str, Any]) -> Boundary:
    geometry = feature["geometry"]
    pieces: Iterable[Any] = (
        [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    )
    return Boundary(
        feature["properties"]["istat_code"],
        tuple(tuple((x, y) for x, y, *_ in piece[0]) for piece in pieces),
    )


def centre(ring: Ring) -> tuple[float, float]:
    """The centre of a boundary's area (the mean of its points where it has none)."""
    twice = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not twice:
        return sum(point[0] for point in ring) / len(ring), sum(point[1] for point in ring) / len(
            ring
        )
    return x / (3 * twice), y / (3 * twice)
