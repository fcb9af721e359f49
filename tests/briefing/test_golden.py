"""The numbers of every slide, chart, table and sheet, as they were when somebody looked at them.

A figure is drawn by the wall, the deck, the paper and the workbook: here each says its numbers, and
they are those of
`tests/golden`. Where a number changes because it is to change, look at the difference, then write
it down with
`UDP_GOLDEN=1 python -m pytest tests/briefing/test_golden.py`; a golden file that is missing fails.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.briefing.conftest import MOMENT
from tests.goldens import compare
from tests.made_sitting import SITTING
from udp_core.archive.engine import reading
from udp_core.briefing.agenda_screens import openable, screen_slides, subject_slide
from udp_core.briefing.deck import sitting_slides
from udp_core.briefing.dossier import MadeDossier
from udp_core.briefing.reports import reports_of
from udp_core.render.slide import Slide
from udp_core.render.table import Table

TOLD = frozenset({"why", "reasons", "plan", "note", "source", "holds"})
"""Columns of words: their numbers stand in other columns, or are words of others."""


EMU_OF_CENTIMETRE = 360_000


def numbers_of(slide: Slide) -> dict[str, Any]:
    """Everything in a slide that is a number, a light or the name of one."""
    chart = slide.chart
    return {
        "title": slide.title,
        "light": slide.level.value if slide.level else "",
        "figures": {one.label: [one.value, one.note] for one in slide.figures},
        "chart": (
            {
                "unit": chart.unit,
                "rows": chart.rows,
                "series": {one.name: one.values for one in chart.series},
                "labels": chart.labels,
            }
            if chart
            else {}
        ),
        "rows": f"{slide.first} di {slide.rows_in_all}",
        "table": _cells(slide.table),
        "paper": _cells(slide.paper),
    }


def _cells(found: Table | None) -> list[list[str]]:
    if found is None:
        return []
    kept = [place for place, column in enumerate(found.columns) if column.name not in TOLD]
    heads = [found.columns[place].heading for place in kept]
    return [heads, *([row[place] for place in kept] for row in found.words)]


def test_the_wall(shown_archive: Engine) -> None:
    with reading(shown_archive) as connection:
        reports = reports_of(connection, MOMENT)
        screens = screen_slides(reports)
        agenda = sitting_slides(shown_archive, connection, MOMENT, SITTING, reports)
        subjects = openable(connection, MOMENT.district, MOMENT.year, MOMENT.today)
    indicators = [code for code in subjects if code.startswith("indicator:")]
    alone = [slide for code in indicators if (slide := subject_slide(reports, code))]
    slides = [*(slide for found in screens.values() for slide in found), *agenda, *alone]
    compare("wall", {slide.name: numbers_of(slide) for slide in slides})


def test_the_deck(shown_book: MadeDossier) -> None:
    from pptx import Presentation

    deck = Presentation(io.BytesIO(shown_book.files["pptx"]))
    compare("deck", [_sheet(sheet) for sheet in deck.slides])


def _sheet(sheet: Any) -> dict[str, Any]:
    return {
        "title": sheet.shapes.title.text_frame.text,
        "charts": [_chart(shape.chart) for shape in sheet.shapes if shape.has_chart],
        "tables": [_rows(shape.table) for shape in sheet.shapes if shape.has_table],
        "boxes": [_box(shape) for shape in sheet.shapes],
    }


def _box(shape: Any) -> list[Any]:
    """Where it stands, in centimetres, and how large its words are."""
    place = (shape.left, shape.top, shape.width, shape.height)
    runs = (
        [run for line in shape.text_frame.paragraphs for run in line.runs]
        if shape.has_text_frame
        else []
    )
    sizes = sorted({run.font.size.pt for run in runs if run.font.size})
    return [*(round((one or 0) / EMU_OF_CENTIMETRE, 1) for one in place), sizes]


def _chart(chart: Any) -> dict[str, Any]:
    (plot,) = chart.plots
    drawn = [getattr(plot, "gap_width", None), getattr(plot, "overlap", None), chart.has_legend]
    series = {one.name: list(one.values) for one in plot.series}
    return {"rows": list(plot.categories), "drawn": drawn, **series}


def _rows(table: Any) -> list[list[str]]:
    """Without the columns of words, which have no head that is a number's."""
    heads = [cell.text for cell in table.rows[0].cells]
    kept = [
        place
        for place, head in enumerate(heads)
        if head not in {"Perché", "Causa → azione, chi, entro"}
    ]
    return [[row.cells[place].text for place in kept] for row in table.rows]


def test_the_workbook(shown_book: MadeDossier) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(shown_book.files["xlsx"]))
    compare("workbook", {sheet.title: _numbers(sheet) for sheet in book.worksheets[:-1]})


def _numbers(sheet: Any) -> dict[str, Any]:
    """Every number with its format, and how many rows there are."""
    heads = [cell.value for cell in sheet[1]]
    rows: list[Sequence[Any]] = list(sheet.iter_rows(min_row=2))
    cells: Mapping[str, list[list[Any]]] = {
        head: [[_rounded(row[place].value), row[place].number_format] for row in rows]
        for place, head in enumerate(heads)
        if any(isinstance(row[place].value, int | float | datetime) for row in rows)
    }
    return {"rows": len(rows), "numbers": cells}


def _rounded(value: Any) -> Any:
    return (
        str(value.date())
        if isinstance(value, datetime)
        else round(value, 9)
        if isinstance(value, float)
        else value
    )


@pytest.mark.parametrize("name", ["wall", "deck", "workbook"])
def test_a_missing_golden_file_fails(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.goldens.GOLDEN", tmp_path)
    monkeypatch.delenv("UDP_GOLDEN", raising=False)
    with pytest.raises(AssertionError, match=f"manca {name}.json"):
        compare(name, {})
