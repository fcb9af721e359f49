"""The briefing book on paper: one page a slide, landscape, drawn by Typst. Text is given as data, never as commands."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from udp_core.view.documents.paper import GLOSSARY, Page, Paper
from udp_core.view.light import light
from udp_core.view.slides.picture import svg
from udp_core.view.slides.slide import Slide
from udp_core.view.table import Table

FONTS = Path(__file__).with_name("fonts")
SHORT, LONG = 22, 75
"""Characters of a cell that never breaks, and beyond which more room is not given."""
TEMPLATE = Path(__file__).with_name("dossier.typ")


def pdf_bytes(paper: Paper) -> bytes:
    """The whole book as a tagged PDF."""
    import typst

    with TemporaryDirectory(prefix="udp-") as place:
        folder = Path(place)
        (folder / "main.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "paper.json").write_text(json.dumps(_paper(paper, folder), ensure_ascii=False), encoding="utf-8")
        return bytes(typst.compile(str(folder / "main.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"]))


def _paper(paper: Paper, folder: Path) -> dict[str, Any]:
    return {
        "title": paper.title, "subtitle": paper.subtitle, "stamp": [list(line) for line in paper.stamp.lines], "demo": paper.stamp.demo,
        "pages": [_page(paper, page, folder) for page in paper.pages], "glossary": [list(term) for term in GLOSSARY],
    }  # fmt: skip


def _page(paper: Paper, page: Page, folder: Path) -> dict[str, Any]:
    slide = page.slide
    picture = ""
    if slide.chart:
        picture = f"{page.number}.svg"
        (folder / picture).write_text(svg(slide.chart), encoding="utf-8")
    found = slide.printed
    return {
        "title": slide.title, "subtitle": slide.subtitle, "lines": list(slide.lines), "foot": paper.foot(page), "picture": picture,
        "alt": slide.chart.description if slide.chart else "", "unit": slide.chart.unit if slide.chart else "",
        "light": _light(slide) if slide.level else None, "figures": [[one.label, one.value, one.note] for one in slide.figures],
        "heads": [column.heading for column in found.columns] if found else [], "rows": [list(row) for row in found.words] if found else [],
        "widths": _widths(found) if found else [], "numbers": [column.is_number for column in found.columns] if found else [],
    }  # fmt: skip


def _widths(found: Table) -> list[int]:
    """Room in proportion to what is written; 0 for what is short enough to take what it needs."""
    longest = [max((len(row[place]) for row in found.words), default=0) for place in range(len(found.columns))]
    return [0 if length <= SHORT or column.is_number else min(length, LONG) for length, column in zip(longest, found.columns, strict=True)]


def _light(slide: Slide) -> dict[str, str]:
    look = light(slide.level)
    return {"words": look.words, "ink": look.ink, "background": look.background}
