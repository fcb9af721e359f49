"""The indicators in the room: the worst together, or one with its values in time."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from udp_core.indicators.report.indicators import IndicatorsReport, IndicatorValue
from udp_core.indicators.rules.indicators import PERCENT, expected_at
from udp_core.indicators.view.filters import indicator_name
from udp_core.indicators.view.tables import (
    expected_then,
    quantity,
    trend_table,
    value_quantity,
    worst_table,
)
from udp_core.indicators.view.trend import trend_message
from udp_core.indicators.view.words import (
    by_severity,
    expected_words,
    message,
    point_tick,
    short_words,
)
from udp_core.kernel import italian
from udp_core.kernel.small_numbers import Cell as SafeCell
from udp_core.kernel.small_numbers import Hidden
from udp_core.kernel.vocabulary import Direction, StatusLevel
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.slide import Look, Series, Slide, SlideChart, listed
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, table

MOST_POINTS = 10
"""So many ticks are read from the last row."""
COLUMNS = (
    Column("status_now", "Oggi"),
    Column("indicator", "Indicatore"),
    Column("value", "Valore", ColumnKind.QUANTITY),
    Column("expected_at_date", "Atteso alla data", ColumnKind.QUANTITY),
    Column("as_of", "Al", ColumnKind.DAY),
)
WHY = Column("reasons", "Perché")


def indicators_slide(report: IndicatorsReport) -> Slide:
    """The indicators that are worst, beside what was expected of them by their day."""
    judged = [one for one in by_severity(report.followed) if one.level is not None]
    whole = worst_table(judged)
    rows = [_row(one) for one in judged]
    told = [(*row[:-1], " ".join(_reasons(one))) for row, one in zip(rows, judged, strict=True)]
    critical = sum(one.level is StatusLevel.CRITICAL for one in judged)
    counted = italian.plural(critical, "indicatore critico", "indicatori critici")
    title = (
        f"{counted} su {italian.number(len(judged))}" if judged else "Nessun indicatore è valutato"
    )
    slide = Slide(
        "indicatori",
        title,
        message(judged),
        screen="indicatori",
        paper=table(whole.name, whole.title, (*COLUMNS[:-1], WHY), told) if rows else None,
        data=(whole,) if rows else (),
    )
    return listed(slide, table(whole.name, whole.title, COLUMNS, rows) if rows else None)


def _reasons(one: IndicatorValue) -> tuple[str, ...]:
    return one.judgement.reasons if one.judgement else ()


def _row(one: IndicatorValue) -> tuple[Cell, ...]:
    day = one.latest.as_of if one.latest else None
    value, expected = (_bare(cell) for cell in (value_quantity(one), _expected_by_then(one)))
    unit = f" ({one.rule.unit})" if one.rule.unit != PERCENT else ""
    return (light(one.level).words, f"{one.text.name}{unit}", value, expected, day)


def _bare(cell: Cell) -> Cell:
    """Without the unit, which stands beside the name; only «%» is repeated."""
    return replace(cell, unit="") if isinstance(cell, Quantity) and cell.unit != PERCENT else cell


def _expected_by_then(one: IndicatorValue) -> Cell:
    """What its light is judged by: the value expected at its day, or the band."""
    if one.target is None:
        return None
    if one.rule.direction is Direction.BAND or one.latest is None:
        return expected_words(one.target, one.rule)
    return quantity(expected_at(one.target.expected, one.latest.as_of), one)


def indicator_slide(one: IndicatorValue) -> Slide:
    """One indicator: its value, what was expected, its values in time.

    A small count stays hidden here too.
    """
    expected = expected_words(one.target, one.rule) if one.target else italian.NO_VALUE
    value = short_words(one.latest.value, one.rule) if one.latest else italian.NO_VALUE
    year = f" {one.target.expected.year}" if one.target else ""
    when = f"al {italian.day(one.latest.as_of)}" if one.latest else "mai rilevato"
    figures = (
        KeyFigure("value", "Valore", value, when),
        KeyFigure("target", f"Obiettivo{year}", expected, one.rule.unit),
    )
    chart = _trend(one)
    judged = f": {light(one.level).word}" if one.level else ""
    return Slide(
        f"indicatore-{one.text.code}",
        f"{one.text.name}{judged}",
        trend_message(one) if chart else "Nessun valore da mostrare",
        figures,
        chart,
        level=one.level,
        reason=" ".join(_reasons(one)),
        screen="indicatori",
        asks=f"&indicatore={quote(indicator_name(one))}",
        data=(trend_table(one),),
    )


def _trend(one: IndicatorValue) -> SlideChart | None:
    points = one.points[-MOST_POINTS:]
    heights = tuple(_height(point.value) for point in points)
    if not any(height is not None for height in heights):
        return None
    expected = tuple(
        None if found is None else float(found)
        for found in (expected_then(one, point) for point in points)
    )
    series = (
        Series("valore", heights),
        *(
            (Series("atteso", expected, dashed=True),)
            if any(found is not None for found in expected)
            else ()
        ),
    )
    return SlideChart(
        Look.LINES,
        _trend_unit(one),
        tuple(point_tick(point) for point in points),
        series,
        tuple(short_words(point.value, one.rule) for point in points),
        one.rule.decimals,
    )


def _trend_unit(one: IndicatorValue) -> str:
    """The unit, and of how many values these are the last."""
    if len(one.points) <= MOST_POINTS:
        return one.rule.unit
    return f"{one.rule.unit}, ultimi {MOST_POINTS} valori di {len(one.points)}"


def _height(cell: SafeCell | None) -> float | None:
    return None if cell is None or isinstance(cell, Hidden) else float(cell.value)
