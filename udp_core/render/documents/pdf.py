"""The briefing book on paper: one page a slide, landscape, drawn by Typst.

Text is given as data, never as commands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.documents.paper import GLOSSARY, Page, Paper
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import LOOKS, light
from udp_core.render.place import place_svg
from udp_core.render.printable import printable
from udp_core.render.slide import PlaceMap, Slide
from udp_core.render.table import Table
from udp_core.render.vega import svg

PDF = "application/pdf"
"""The kind of the file, as a browser is told it."""
FONTS = Path(__file__).with_name("fonts")
SHORT, LONG = 22, 75
"""Characters of a cell that never breaks, and beyond which more room is not given."""
TEMPLATE = Path(__file__).with_name("dossier.typ")


def pdf_bytes(paper: Paper) -> bytes:
    """The whole book as a tagged PDF; the same book made again is the same, byte for byte."""
    paper, note = printable(paper)
    with TemporaryDirectory(prefix="udp-") as place:
        said = _paper(paper, note, Path(place))
        return compiled(Path(place), TEMPLATE, "paper.json", said, paper.stamp.made_at)


def compiled(
    folder: Path, template: Path, name: str, said: Mapping[str, Any], made_at: datetime
) -> bytes:
    """A tagged PDF of a template and of what it says, which it reads under that name."""
    import typst

    (folder / "main.typ").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / name).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return bytes(
        typst.compile(
            str(folder / "main.typ"),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    )


def _paper(paper: Paper, note: str, folder: Path) -> dict[str, Any]:
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "author": paper.author,
        "stamp": [list(line) for line in paper.stamp.lines],
        "demo": paper.stamp.demo,
        "note": note,
        "pages": [_page(paper, page, folder) for page in paper.pages],
        "glossary": [list(term) for term in GLOSSARY],
        "lights": LOOKS,
    }


def _page(paper: Paper, page: Page, folder: Path) -> dict[str, Any]:
    slide = page.slide
    return {
        "number": page.number,
        "title": slide.title,
        "subtitle": slide.subtitle,
        "reason": slide.reason,
        "lines": list(slide.lines),
        "foot": paper.foot(page),
        "light": _light(slide.level) if slide.level else None,
        "figures": [_figure(one) for one in slide.figures],
        **_picture(slide, folder / f"{page.number}.svg"),
        **_place(slide.place, folder / f"{page.number}-dove.svg"),
        **table_words(slide.printed),
    }


def _figure(one: KeyFigure) -> list[str]:
    """Label, value, note; where it is judged, its light before the note."""
    judged = light(one.level).words if one.judged else ""
    return [one.label, one.value, " · ".join(part for part in (judged, one.note) if part)]


def _place(found: PlaceMap | None, file: Path) -> dict[str, Any]:
    if found is None:
        return {"place": "", "where": ""}
    file.write_text(place_svg(found), encoding="utf-8")
    return {"place": file.name, "where": found.words}


def _picture(slide: Slide, file: Path) -> dict[str, Any]:
    chart = slide.chart
    if chart is None:
        return {"picture": "", "alt": "", "unit": ""}
    file.write_text(svg(chart, narrow=slide.place is not None), encoding="utf-8")
    return {"picture": file.name, "alt": chart.description, "unit": chart.unit}


def table_words(found: Table | None) -> dict[str, Any]:
    """A table as a template draws it: headings, rows, room of each column, which are numbers."""
    if found is None:
        return {"heads": [], "rows": [], "widths": [], "numbers": []}
    return {
        "heads": [column.heading for column in found.columns],
        "rows": [list(row) for row in found.words],
        "widths": _widths(found),
        "numbers": [column.is_number for column in found.columns],
    }


def _widths(found: Table) -> list[int]:
    """Room in proportion to what is written; 0 for what is short enough to take what it needs."""
    longest = [
        max((len(row[place]) for row in found.words), default=0)
        for place in range(len(found.columns))
    ]
    return [
        0 if length <= SHORT or column.is_number else min(length, LONG)
        for length, column in zip(longest, found.columns, strict=True)
    ]


def _light(level: StatusLevel) -> dict[str, str]:
    look = light(level)
    return {"words": look.words, "ink": look.ink, "background": look.background}
