"""Tables, slides and figures as lines that a person reads, to be compared whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from udp_core.kernel.problem import Problem
from udp_core.render.chart import Chart
from udp_core.render.key_figure import KeyFigure
from udp_core.render.slide import Slide, SlideChart
from udp_core.render.table import Table

Said = str | Table | Chart | Slide | KeyFigure | Problem | None
EMPTY = "—"


def said(*found: Said | Iterable[Said]) -> list[str]:
    """Each thing under the one before; a collection is said one by one."""
    return [line for one in found for line in _lines(one)]


def _lines(one: Said | Iterable[Said]) -> Iterator[str]:
    if one is None:
        yield EMPTY
    elif isinstance(one, str):
        yield one or EMPTY
    elif isinstance(one, Table):
        yield from _table(one)
    elif isinstance(one, Slide):
        yield from _slide(one)
    elif isinstance(one, Chart):
        yield from (f"({one.title})", f"  {one.subtitle}", f"  {one.description}")
    elif isinstance(one, KeyFigure):
        light = (one.level.label if one.level else "nessuna luce") if one.judged else ""
        yield " | ".join(filter(None, (one.label, one.value or EMPTY, one.note, light)))
    elif isinstance(one, Problem):
        yield " | ".join(filter(None, (one.code, one.sentence, one.remedy)))
    else:
        yield from said(*one)


def _table(one: Table) -> Iterator[str]:
    yield f"[{one.name}] {one.title}"
    yield f"  {' | '.join(column.heading for column in one.columns)}"
    for row in one.words:
        yield f"  {' | '.join(cell or EMPTY for cell in row)}"


def _slide(one: Slide) -> Iterator[str]:
    light = f" ({one.level.label})" if one.level else ""
    yield f"<{one.name}> {one.title}{light}"
    yield f"  {one.subtitle or EMPTY} → {one.screen or EMPTY}{one.asks}"
    yield from said(*(f"  {line}" for line in (*one.lines, one.reason) if line), *one.figures)
    if one.chart:
        yield from _chart(one.chart)
    if one.of:
        yield f"  dalla riga {one.first} di {one.of}"
    yield from said(*filter(None, (one.table, one.paper)))
    yield f"  dati: {', '.join(each.name for each in one.data) or EMPTY}"


def _chart(one: SlideChart) -> Iterator[str]:
    yield f"  disegno {one.look.value}, {one.unit}: {', '.join(one.rows)}"
    for series in one.series:
        drawn = ", ".join(EMPTY if value is None else one.written(value) for value in series.values)
        yield f"  {series.name}{' (tratteggio)' if series.dashed else ''}: {drawn}"
    if one.labels:
        yield f"  accanto: {', '.join(one.labels)}"
