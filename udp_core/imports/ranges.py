"""Tables that say a period by its first and its last day («Dal | Al»): read as one column."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from udp_core.imports.headings import fields_named
from udp_core.imports.layout import HeadingBlock, Layout, cell_of, plain
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ImportKind

_FIRST = frozenset(
    {"dal", "da", "data da", "data dal", "dal giorno", "data inizio", "inizio", "inizio periodo"}
)
_LAST = frozenset(
    {"al", "a", "data a", "data al", "al giorno", "data fine", "fine", "fine periodo"}
)
_DATED = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY})


def with_ranges(layout: Layout, kind: ImportKind) -> Layout:
    """The table with a column «Periodo», where two columns of days say it and no other does."""
    if kind not in _DATED or any(
        "period_no" in fields_named(kind, (heading,)) for heading in layout.headings
    ):
        return layout
    first, last = (_column(layout, words) for words in (_FIRST, _LAST))
    if first is None or last is None:
        return layout
    return with_column(
        layout,
        "Periodo",
        [_period(cell_of(row, first), cell_of(row, last)) for _, row in layout.rows],
    )


def with_column(layout: Layout, heading: str, cells: Sequence[str]) -> Layout:
    """The table with one more column at its end, of the cells of each row."""
    width = max(len(layout.headings), *(len(row) for _, row in layout.rows))
    more = width - len(layout.headings)
    rows = tuple(
        (number, (*row, *[""] * (width - len(row)), cell))
        for (number, row), cell in zip(layout.rows, cells, strict=True)
    )
    blanks = [HeadingBlock((), "")] * more
    return replace(
        layout,
        headings=(*layout.headings, *[""] * more, heading),
        rows=rows,
        heading_blocks=(*layout.heading_blocks, *blanks, HeadingBlock((), heading)),
    )


def _column(layout: Layout, words: frozenset[str]) -> int | None:
    """The only column so headed, where days are written under it."""
    found = [column for column, said in enumerate(layout.headings) if plain(said) in words]
    if len(found) != 1:
        return None
    cells = [text for _, text in layout.written(found[0])]
    are_days = cells and all(isinstance(_day(text), date) for text in cells)
    return found[0] if are_days else None


def _day(text: str) -> date | None:
    read = italian.read_day(text.split(" ", maxsplit=1)[0])
    return read if isinstance(read, date) else None


def _period(first: str, last: str) -> str:
    """«gennaio-marzo 2026» of whole months; else the two days, which no period is."""
    start, end = _day(first), _day(last)
    if start is None or end is None:
        return " - ".join(filter(None, (first, last)))
    is_whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not is_whole or start.year != end.year or start > end:
        return f"{first} - {last}"
    months = dict.fromkeys([italian.month(start.month), italian.month(end.month)])
    return f"{'-'.join(months)} {start.year}"
