"""The map of a slide in the editable deck: shapes that can be coloured and moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from udp_core.render.documents.deck_chart import BLUE, INK, PALE
from udp_core.render.slide import PlaceMap


def draw_place(sheet: Any, found: PlaceMap, box: tuple[float, float, float, float]) -> None:
    """A map in a box (inches), as large as it fits; who listens has its words."""
    left, top, width, height = box
    scale = min(width / found.width, height / found.height)
    group = sheet.shapes.add_group_shape()
    own = group._element.nvGrpSpPr.cNvPr  # noqa: SLF001 - python-pptx has no words for it
    own.set("name", "Mappa")
    own.set("descr", found.words)
    start = (left + (width - found.width * scale) / 2, top)
    for one in sorted(found.shapes, key=lambda shape: shape.chosen):
        colour = BLUE if one.chosen else PALE
        for ring in one.rings:
            _piece(group, [(start[0] + x * scale, start[1] + y * scale) for x, y in ring], colour)


def _piece(group: Any, ring: Sequence[tuple[float, float]], colour: str) -> None:
    from pptx.util import Inches, Pt

    points = [(Inches(x), Inches(y)) for x, y in ring]
    line = group.shapes.build_freeform(*points[0], scale=1.0)
    line.add_line_segments(points[1:], close=True)
    piece = line.convert_to_shape()
    piece.shadow.inherit = False
    piece.fill.solid()
    piece.fill.fore_color.rgb = _colour(colour)
    piece.line.color.rgb, piece.line.width = _colour(INK), Pt(1)


def _colour(words: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(words)
