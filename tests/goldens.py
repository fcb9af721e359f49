"""What somebody looked at, kept to be compared: `UDP_GOLDEN=1` writes it down again.

A file that is missing fails.
"""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from udp_core.render.key_figure import KeyFigure, LabelledWords
from udp_core.render.slide import Slide
from udp_core.render.table import Table

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, found: Any) -> None:
    """Fails where the file of figures is missing or says something else."""
    words = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    assert json.loads(words) == json.loads(_kept(GOLDEN / f"{name}.json", words))


def compare_lines(name: str, found: list[str]) -> None:
    """Fails with the lines that are no longer as they were, or are new."""
    before = _kept(GOLDEN / f"{name}.txt", "\n".join(found)).splitlines()
    changed = difflib.unified_diff(before, found, "letto", "scritto", lineterm="", n=0)
    assert found == before, "\n".join(changed)


def compare_drawing(name: str, found: str) -> None:
    """Fails where the picture is missing or is another."""
    assert found == _kept(GOLDEN / "pictures" / f"{name}.svg", found).rstrip("\n")


def _kept(file: Path, found: str) -> str:
    if os.environ.get("UDP_GOLDEN"):
        file.write_text(f"{found}\n", encoding="utf-8")
    assert file.exists(), f"manca {file.name}: si scrive con UDP_GOLDEN=1 dopo averlo guardato"
    return file.read_text(encoding="utf-8")


def table_lines(*tables: Table) -> list[str]:
    """Tables as a person reads them: title, heads, rows."""
    return [
        line
        for found in tables
        for line in (
            f"== {found.name}: {found.title}",
            " | ".join(column.heading for column in found.columns),
            *(" | ".join(row) for row in found.words),
        )
    ]


def figure_lines(found: Iterable[KeyFigure]) -> list[str]:
    """Key figures with their notes and lights."""
    return [
        f"{one.label}: {one.value} ({one.note}) {one.level.value if one.level else ''}"
        for one in found
    ]


def field_lines(found: Iterable[LabelledWords]) -> list[str]:
    """Labels with their words."""
    return [f"{one.label}: {one.words}" for one in found]


def slide_lines(found: Slide) -> list[str]:
    """Everything that a slide says, the numbers of its chart, the table of its page."""
    chart = found.chart
    light = found.level.value if found.level else ""
    said = [f"== {found.name} | {found.title} | {found.subtitle} | {light} | {found.reason}"]
    said += [*figure_lines(found.figures), *found.lines, found.screen + found.asks]
    if chart:
        said += [f"{chart.look} {chart.unit} {chart.decimals}"]
        said += [f"{one.name}: {one.values}" for one in chart.series]
        said += [f"{row}: {label}" for row, label in zip(chart.rows, chart.labels, strict=True)]
    return [*said, *(f"tabella {one.name}" for one in (found.paper, *found.data) if one)]
