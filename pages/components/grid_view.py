"""Which rows of a grid are looked at: looked for by their words, put in order, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from pages.components.context import ask, context, read
from pages.components.grid_state import Work
from udp_core.archive.entity import Entity
from udp_core.archive.queries import MOST_ROWS, rows_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.files.cell import Stored
from udp_core.kernel import italian
from udp_core.people.rules import Actor
from udp_core.people.small_counts import unreadable_rows
from udp_core.writing.grid.cells import GridColumns, usual_values
from udp_core.writing.grid.judging import Bench, judged
from udp_core.writing.grid.ordering import Looked, looked_for, ordered_ids
from udp_core.writing.grid.sheet import GridFrame, Line, without_gone
from udp_core.writing.grid.words import NamesInGrid, chosen_words, known_rows

FEW = 12
"""Rows that are seen all together: nothing is looked for among them."""
LIKE_THE_ARCHIVE = ""
Choices = Mapping[str, Mapping[str, str]]


def columns_of(
    entity: type[Entity],
    filters: Mapping[str, Stored],
    fixed: Mapping[str, Stored],
    choices: Choices,
) -> GridColumns:
    """The columns, with the rows that they may name and what an empty cell is worth."""
    here = context()
    open_ = GridColumns(entity, fixed=fixed)
    known: dict[str, NamesInGrid] = {}
    for name in open_.names:
        spec = open_.spec(name)
        if name in choices:
            known[name] = chosen_words(spec.label, choices[name])
        elif spec.refers_to:
            known[name] = ask(known_rows, BY_NAME[spec.refers_to], here.district)
    usual = usual_values(entity, here.today, here.year, here.district, filters)
    return GridColumns(
        entity, known, fixed, {name: value for name, value in usual.items() if name not in fixed}
    )


def look(work: Work, columns: GridColumns, filters: Mapping[str, str], actor: Actor) -> None:
    """The boxes above a grid; a frame is made anew where something else is looked at."""
    wanted = tuple(sorted(filters.items()))
    ids = _readable(columns.entity, ask(ordered_ids, columns.entity, wanted, context().year), actor)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        looked, wrong_only = _boxes(work, columns, len(ids))
        if work.frame is not None and work.own not in st.session_state:
            work.restart()  # it was not drawn last time: the browser has forgotten it
        if work.frame is None or (work.sight[:2], work.sight[4:]) != (
            (wanted, looked),
            (context().year,),
        ):
            work.ids = read(looked_for, columns, ids, looked)
        page = _page(work)
    sight = (wanted, looked, page, wrong_only, context().year)
    if work.frame is not None and work.sight != sight:
        work.restart()
    if work.frame is None:
        work.sight = sight
        _draw_anew(work, columns, page, filters, wrong_only=wrong_only)


def _readable(entity: type[Entity], ids: Sequence[str], actor: Actor) -> tuple[str, ...]:
    """Of these rows those whose counts of people this reader may see.

    How many others there are is said.
    """
    unread = read(unreadable_rows, entity, actor).intersection(ids)
    if unread:
        rows = italian.plural(len(unread), "riga conta", "righe contano")
        st.caption(f"{rows} persone di altri Comuni: i conteggi li vede chi li scrive.")
    return tuple(one for one in ids if one not in unread)


def _boxes(work: Work, columns: GridColumns, rows: int) -> tuple[Looked, bool]:
    looked = Looked()
    if rows > FEW:
        words = st.text_input("Cerca", key=f"{work.key}-cerca", max_chars=80)
        options = {LIKE_THE_ARCHIVE: "Come nel registro"}
        options |= {name: columns.spec(name).label for name in columns.names}
        by = st.selectbox(
            "Ordina per",
            list(options),
            format_func=options.__getitem__,
            key=f"{work.key}-ordine",
            filter_mode=None,
        )
        backwards = st.toggle("Dall’ultimo al primo", key=f"{work.key}-rovescio", disabled=not by)
        looked = Looked(words, by, backwards)
    wrong_only = work.is_tried and st.toggle("Solo da correggere", key=f"{work.key}-sole")
    return looked, wrong_only


def _page(work: Work) -> int:
    last = max(1, -(-len(work.ids) // MOST_ROWS))
    if last == 1:
        return 1
    return int(
        st.number_input(f"Pagina (di {last})", 1, last, key=f"{work.key}-pagina-{last}", width=150)
    )


def _draw_anew(
    work: Work, columns: GridColumns, page: int, filters: Mapping[str, str], *, wrong_only: bool
) -> None:
    """The rows looked at, with all those in which something is not saved, and the new ones last."""
    ids = work.ids[(page - 1) * MOST_ROWS : page * MOST_ROWS]
    touched = [*work.sheet.changed, *work.sheet.removed]
    wanted = [*ids, *(row_id for row_id in work.sheet.changed if row_id not in set(ids))]
    rows = {
        row.id: row
        for row in read(rows_by_id, columns.entity, [*dict.fromkeys([*wanted, *touched])])
    }
    sheet = without_gone(work.sheet, {row_id: row.version for row_id, row in rows.items()})
    lines: list[Line] = [
        row_id for row_id in wanted if row_id in rows and row_id not in sheet.removed
    ]
    lines += list(sheet.added)
    found = judged(Bench(columns, context().today, {}), sheet)
    if wrong_only:
        lines = [line for line in lines if line in found.wrong]
    if sheet != work.sheet:
        work.put(sheet)
    marks = frozenset((line, name) for line, cells in found.wrong.items() for name in cells)
    frame = GridFrame(columns, sheet, rows, tuple(lines), _given(columns), marks)
    work.frame = replace(frame, hidden=_said_above(frame, filters))


def _said_above(frame: GridFrame, filters: Mapping[str, str]) -> frozenset[str]:
    """The columns in which every line, and any new one, says what the filter above the grid says
    already.
    """
    asked = [name for name in filters if name in frame.given]
    lines = [frame.words(line) for line in frame.lines] if asked else []
    return frozenset(name for name in asked if all(one[name] == frame.given[name] for one in lines))


def _given(columns: GridColumns) -> dict[str, str]:
    """What a new row begins with, seen in it; not the day of a figure, which follows its period."""
    is_of_a_period = "period" in columns.names
    left_out = {"as_of"} if is_of_a_period else set()
    shown = {
        name: columns.shown(name, value)
        for name, value in columns.usual.items()
        if name not in left_out
    }
    return {name: words for name, words in shown.items() if name in columns.names}


def numbers_of(work: Work, frame: GridFrame) -> dict[Line, int]:
    """The number by which each line is told.

    From 1, in the order shown, then the lines added since.
    """
    shown = [line for line in frame.lines if line in work.sheet.added or line in frame.rows]
    kept = [line for line in shown if line not in work.sheet.removed]
    new = [line for line in work.sheet.added if line not in frame.lines]
    return {line: place for place, line in enumerate([*kept, *new], 1)}
