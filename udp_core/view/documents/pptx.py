"""The briefing book as slides that others may edit: native charts and tables, the code of each page at its foot."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from udp_core.view.documents.paper import Page, Paper
from udp_core.view.light import light
from udp_core.view.slides.slide import Look, SlideChart
from udp_core.view.table import Table

WIDE, HIGH = 13.333, 7.5
"""Inches: 16:9."""
MARGIN, FOOT = 0.45, 0.42
BLANK = 6
FONT = "Titillium Web"
INK, SOFT, BLUE, ORANGE = "17324D", "3A4F63", "3D8FD1", "C2410C"


def pptx_bytes(paper: Paper) -> bytes:
    """The whole book."""
    from pptx import Presentation
    from pptx.util import Inches

    book = Presentation()
    book.slide_width, book.slide_height = Inches(WIDE), Inches(HIGH)
    book.core_properties.title, book.core_properties.language = paper.title, "it-IT"
    book.core_properties.created = book.core_properties.modified = datetime(paper.stamp.made_at.year, paper.stamp.made_at.month, paper.stamp.made_at.day)  # noqa: DTZ001 - a property without zone
    for page in paper.pages:
        _draw(book.slides.add_slide(book.slide_layouts[BLANK]), paper, page)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _draw(sheet: Any, paper: Paper, page: Page) -> None:
    slide = page.slide
    badge = f"{light(slide.level).words}   " if slide.level else ""
    _words(sheet, (MARGIN, 0.3, WIDE - 2 * MARGIN, 0.9), slide.title, 30, bold=True)
    _words(sheet, (MARGIN, 1.15, WIDE - 2 * MARGIN, 0.5), f"{badge}{slide.subtitle}", 18, SOFT)
    top = 1.75
    for number, one in enumerate(slide.figures):
        wide = (WIDE - 2 * MARGIN) / len(slide.figures)
        _words(sheet, (MARGIN + number * wide, top, wide - 0.1, 1.5), f"{one.label}\n{one.value}\n{one.note}", 18, large=40)
    top += 1.6 if slide.figures else 0
    bottom = HIGH - FOOT - 0.15 - (0.5 * len(slide.lines))
    if slide.chart:
        _chart(sheet, slide.chart, (MARGIN, top, WIDE - 2 * MARGIN, bottom - top))
    if slide.table:
        _table(sheet, slide.table, (MARGIN, top, WIDE - 2 * MARGIN))
    for number, line in enumerate(slide.lines):
        _words(sheet, (MARGIN, bottom + 0.5 * number, WIDE - 2 * MARGIN, 0.5), line, 18)
    _words(sheet, (MARGIN, HIGH - FOOT, WIDE - 2 * MARGIN, FOOT), paper.foot(page), 12, SOFT)


def _words(sheet: Any, box: tuple[float, float, float, float], words: str, size: int, colour: str = INK, *, bold: bool = False, large: int = 0) -> None:
    """Lines of text; with `large` the second of them is the figure."""
    from pptx.dml.color import RGBColor
    from pptx.util import Inches, Pt

    frame = sheet.shapes.add_textbox(*(Inches(each) for each in box)).text_frame
    frame.word_wrap = True
    for number, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size, run.font.color.rgb = FONT, Pt(large if large and number == 1 else size), RGBColor.from_string(colour)
        run.font.bold = bold or bool(large and number == 1)


def _chart(sheet: Any, chart: SlideChart, box: tuple[float, float, float, float]) -> None:
    """A native chart, whose numbers can be opened and changed."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Inches, Pt

    data = CategoryChartData(number_format="#,##0.00")
    data.categories = chart.rows
    for one in _series(chart):
        data.add_series(*one)
    kinds = {Look.BARS: XL_CHART_TYPE.BAR_CLUSTERED, Look.LINES: XL_CHART_TYPE.LINE, Look.STEPS: XL_CHART_TYPE.BAR_STACKED}
    drawn = sheet.shapes.add_chart(kinds[chart.look], *(Inches(each) for each in box), data).chart
    drawn.font.size, drawn.font.name = Pt(16), FONT
    drawn.has_legend = chart.look is not Look.STEPS
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    if chart.look is not Look.LINES:
        drawn.category_axis.reverse_order = True
        drawn.value_axis.visible = False
    if chart.look is Look.STEPS:
        drawn.plots[0].series[0].format.fill.background()
    drawn.has_title = False


def _series(chart: SlideChart) -> list[tuple[str, list[float | None]]]:
    """As they are; of a bridge, where each part hangs (not drawn) and how long it is."""
    if chart.look is not Look.STEPS:
        return [(one.name, list(one.values)) for one in chart.series]
    hang: list[float | None] = []
    long: list[float | None] = []
    reached = 0.0
    values = [value or 0.0 for value in chart.series[0].values]
    for place, value in enumerate(values):
        whole = place in {0, len(values) - 1}
        start, end = (0.0, value) if whole else (reached, reached + value)
        hang.append(min(start, end))
        long.append(abs(end - start))
        reached = end
    return [("base", hang), (chart.series[0].name, long)]


def _table(sheet: Any, found: Table, box: tuple[float, float, float]) -> None:
    from pptx.util import Inches, Pt

    left, top, wide = (Inches(each) for each in box)
    drawn = sheet.shapes.add_table(len(found.rows) + 1, len(found.columns), left, top, wide, Inches(0.4 * (len(found.rows) + 1))).table
    for row, cells in enumerate([[column.heading for column in found.columns], *found.words]):
        for place, words in enumerate(cells):
            cell = drawn.cell(row, place)
            cell.text = words
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.name = Pt(16), FONT
