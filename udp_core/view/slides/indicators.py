"""The indicators in the room: the worst together, or one with its values in time."""

from __future__ import annotations

from urllib.parse import quote

from udp_core import italian
from udp_core.domain.pictures.indicators import IndicatorsPicture, IndicatorValue
from udp_core.domain.small_numbers import Cell, Hidden
from udp_core.view.indicators.charts import trend_message
from udp_core.view.indicators.filters import indicator_name
from udp_core.view.indicators.tables import expected_then, trend_table
from udp_core.view.indicators.words import by_severity, expected_words, message, period_tick, short_words
from udp_core.view.key_figure import KeyFigure
from udp_core.view.light import light
from udp_core.view.slides.slide import MOST_ROWS, Look, Series, Slide, SlideChart
from udp_core.view.table import Column, table
from udp_core.vocabulary import StatusLevel

MOST_POINTS = 10
"""So many ticks are read from the last row."""


def indicators_slide(picture: IndicatorsPicture) -> Slide:
    """The indicators that are worst, with what was expected of them."""
    judged = [one for one in by_severity(picture.followed) if one.level is not None]
    columns = (Column("light", "Semaforo"), Column("name", "Indicatore"), Column("value", "Valore"), Column("target", "Obiettivo"), Column("as_of", "Al"))
    rows = [
        (light(one.level).words, one.text.name, short_words(one.latest.value, one.rule) if one.latest else italian.NO_VALUE, expected_words(one.target, one.rule) if one.target else italian.NO_VALUE, italian.day(one.latest.as_of if one.latest else None))
        for one in judged
    ]
    shown, paper = (table("indicatori_in_sala", "Gli indicatori più lontani dall’obiettivo", columns, each) if each else None for each in (rows[:MOST_ROWS], rows))
    critical = sum(one.level is StatusLevel.CRITICAL for one in judged)
    title = f"{italian.plural(critical, 'indicatore critico', 'indicatori critici')} su {italian.number(len(judged))}" if judged else "Nessun indicatore è valutato"
    return Slide("indicatori", title, message(judged), table=shown, screen="indicatori", paper=paper)


def indicator_slide(one: IndicatorValue) -> Slide:
    """One indicator: its value, what was expected, its values in time. A small count stays hidden here too."""
    expected = expected_words(one.target, one.rule) if one.target else italian.NO_VALUE
    value = short_words(one.latest.value, one.rule) if one.latest else italian.NO_VALUE
    figures = (
        KeyFigure("value", "Valore", value, f"al {italian.day(one.latest.as_of)}" if one.latest else "mai rilevato"),
        KeyFigure("target", f"Obiettivo {one.target.expected.year}" if one.target else "Obiettivo", expected, one.rule.unit),
    )
    chart = _trend(one)
    judged = f": {light(one.level).word}" if one.level else ""
    return Slide(
        f"indicatore-{one.text.code}", f"{one.text.name}{judged}", trend_message(one) if chart else "Nessun valore da mostrare", figures, chart, level=one.level,
        screen="indicatori", asks=f"&indicatore={quote(indicator_name(one))}", data=(trend_table(one),),
    )  # fmt: skip


def _trend(one: IndicatorValue) -> SlideChart | None:
    points = one.points[-MOST_POINTS:]
    heights = tuple(_height(point.value) for point in points)
    if not any(height is not None for height in heights):
        return None
    expected = tuple(None if found is None else float(found) for found in (expected_then(one, point) for point in points))
    series = (Series("valore", heights), *((Series("atteso", expected, dashed=True),) if any(found is not None for found in expected) else ()))
    return SlideChart(Look.LINES, one.rule.unit, tuple(period_tick(point.period) for point in points), series, tuple(short_words(point.value, one.rule) for point in points), one.rule.decimals)


def _height(cell: Cell | None) -> float | None:
    return None if cell is None or isinstance(cell, Hidden) else float(cell.value)
