"""The native charts of the editable deck.

Their numbers can be opened and changed, and stand written on them.
"""

from __future__ import annotations

from typing import Any

from udp_core.render.slide import Look, SlideChart

FONT = "Titillium Web"
INK, SOFT, BLUE, ORANGE, PALE = "17324D", "3A4F63", "3D8FD1", "C2410C", "D5DCE3"
COLOURS = (INK, BLUE, ORANGE)
LABELS, TICKS = 14, 14
LINE_WIDTH = 3


def draw_chart(sheet: Any, chart: SlideChart, box: tuple[float, float, float, float]) -> None:
    """A chart in a box (inches), in our colours, with its numbers and, for who listens, its
    words.
    """
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches, Pt

    kinds = {
        Look.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
        Look.LINES: XL_CHART_TYPE.LINE,
        Look.STEPS: XL_CHART_TYPE.BAR_STACKED,
    }
    frame = sheet.shapes.add_chart(kinds[chart.look], *(Inches(each) for each in box), _data(chart))
    describe(frame, "Grafico", chart.description)
    drawn = frame.chart
    drawn.font.size, drawn.font.name = Pt(LABELS), FONT
    drawn.has_title = False
    _legend(drawn, chart)
    _axes(drawn, chart)
    {Look.BARS: _bars, Look.LINES: _lines, Look.STEPS: _steps}[chart.look](drawn, chart)


def describe(frame: Any, name: str, words: str) -> None:
    """The words of a picture for who does not see it."""
    own = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 - python-pptx has no words for it
    own.set("name", name)
    own.set("descr", words)


def number_format(chart: SlideChart) -> str:
    """How the numbers of a chart are written."""
    return f"#,##0.{'0' * chart.decimals}" if chart.decimals else "#,##0"


def _data(chart: SlideChart) -> Any:
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format=number_format(chart))
    data.categories = chart.rows
    for name, values in series_of(chart):
        data.add_series(name, values)
    return data


def series_of(chart: SlideChart) -> list[tuple[str, list[float | None]]]:
    """As they are; of a bridge, where each part hangs (not drawn) and how long it is."""
    if chart.look is not Look.STEPS:
        return [(one.name, list(one.values)) for one in chart.series]
    spans = chart.spans
    hang: list[float | None] = [low for low, _ in spans]
    long: list[float | None] = [high - low for low, high in spans]
    return [("base", hang), (chart.series[0].name, long)]


def _legend(drawn: Any, chart: SlideChart) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    drawn.has_legend = chart.look is not Look.STEPS and len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False


def _axes(drawn: Any, chart: SlideChart) -> None:
    from pptx.util import Pt

    value, category = drawn.value_axis, drawn.category_axis
    for axis in (value, category):
        axis.tick_labels.font.size = Pt(TICKS)
        _paint(axis.format.line.fill, PALE)
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0.##", False
    value.has_major_gridlines = True
    _paint(value.major_gridlines.format.line.fill, PALE)
    value.has_title = chart.look is Look.LINES and bool(chart.unit)
    if value.has_title:
        value.axis_title.text_frame.text = chart.unit
    values = [one or 0 for each in chart.series for one in each.values]
    if chart.look is Look.BARS and min(values, default=0) >= 0:
        value.minimum_scale = 0  # a difference of one in a hundred must not look like a half
    if chart.look is not Look.LINES:
        category.reverse_order = True
        value.visible = False
        value.has_major_gridlines = False


def _paint(fill: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour)


def _bars(drawn: Any, chart: SlideChart) -> None:
    """What was planned as an outline, what is filled; each with its number."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 60, 0
    for number, one in enumerate(plot.series):
        _paint(one.format.fill, "FFFFFF" if number == 0 else BLUE)
        one.format.line.color.rgb, one.format.line.width = RGBColor.from_string(INK), Pt(1.5)
    _numbers(plot, chart)


def _numbers(plot: Any, chart: SlideChart) -> None:
    from pptx.util import Pt

    plot.has_data_labels = True
    labels = plot.data_labels
    labels.font.size, labels.font.name = Pt(LABELS), FONT
    labels.number_format, labels.number_format_is_linked = number_format(chart), False
    labels.show_value = True


def _lines(drawn: Any, chart: SlideChart) -> None:
    """Lines without marks; the last number of each is written at its end."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    for number, (one, given) in enumerate(zip(drawn.plots[0].series, chart.series, strict=True)):
        line = one.format.line
        colour = RGBColor.from_string(COLOURS[number % len(COLOURS)])
        line.color.rgb, line.width = colour, Pt(LINE_WIDTH)
        if given.dashed:
            line.dash_style = MSO_LINE.DASH
        one.smooth = False
        known = [(place, value) for place, value in enumerate(given.values) if value is not None]
        for place, value in known[-1:]:
            words = chart.written(value)
            _end(one.points[place].data_label, words, colour, below=given.dashed)


def _end(label: Any, words: str, colour: Any, *, below: bool) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    label.position = XL_LABEL_POSITION.BELOW if below else XL_LABEL_POSITION.ABOVE
    run = label.text_frame.paragraphs[0].add_run()
    run.text = words
    run.font.size, run.font.name, run.font.bold = Pt(LABELS), FONT, True
    run.font.color.rgb = colour


def _steps(drawn: Any, chart: SlideChart) -> None:
    """A bridge.

    The base is not seen, wholes, gains and losses have their colours, each its words.
    """
    from pptx.util import Pt

    base, parts = drawn.plots[0].series
    drawn.plots[0].gap_width = 40
    base.format.fill.background()
    values = chart.series[0].values
    for place, value in enumerate(values):
        whole = place in {0, len(values) - 1}
        colour = INK if whole else BLUE if (value or 0.0) >= 0 else ORANGE
        point = parts.points[place]
        _paint(point.format.fill, colour)
        run = point.data_label.text_frame.paragraphs[0].add_run()
        run.text = chart.labels[place] if place < len(chart.labels) else chart.written(value or 0.0)
        run.font.size, run.font.name = Pt(LABELS), FONT
