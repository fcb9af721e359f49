"""A table of which one column is written by hand before anything is stored: a proposal corrected.

What is typed is kept for the visit, by the row that it is of, whatever page is looked at. Of what
the browser says only the cells of that column are heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from udp_core.render.table import Table

if TYPE_CHECKING:
    from pandas import DataFrame

HEIGHT, ROW_HEIGHT = 600, 35


def written_column(table: Table, keys: Sequence[str], name: str, where: str) -> dict[str, str]:
    """What was typed in the column `name`, by the key of its row; draws the grid.

    `where` is of this grid alone, on every screen. Rows that are no longer there say nothing.
    """
    typed = _typed(where)
    usual = dict(zip(keys, (row[_place(table, name)] for row in table.words), strict=True))
    own = f"{where}-foglio-{hash(tuple(usual.items()))}"
    heading = table.columns[_place(table, name)].heading
    if own in st.session_state:
        said = st.session_state[own]
        typed.update(_heard(said, keys, heading))
    else:
        st.session_state[_frame_key(where)] = _frame(table, keys, typed, name)
    for key, text in list(typed.items()):
        if key in usual and text == usual[key]:
            del typed[key]
    _draw(table, heading, own, st.session_state[_frame_key(where)])
    return {key: text for key, text in typed.items() if key in usual}


def kept_written(keys: Sequence[str], where: str) -> dict[str, str]:
    """The same of a grid that is not drawn now."""
    return {key: text for key, text in _typed(where).items() if key in keys}


def forget_written(*where: str) -> None:
    """Nothing is typed in these grids any more."""
    for one in where:
        _typed(one).clear()
        st.session_state.pop(_frame_key(one), None)


def _typed(where: str) -> dict[str, str]:
    found: dict[str, str] = st.session_state.setdefault(f"{where}-scritto", {})
    return found


def _frame_key(where: str) -> str:
    return f"{where}-tabella"


def _place(table: Table, name: str) -> int:
    return [column.name for column in table.columns].index(name)


def _heard(said: Any, keys: Sequence[str], heading: str) -> Iterator[tuple[str, str]]:
    """The cells of the column that were typed in rows that are there."""
    rows = said.get("edited_rows", {}) if isinstance(said, Mapping) else {}
    for number, cells in rows.items():
        if heading in cells and 0 <= int(number) < len(keys):
            yield keys[int(number)], str(cells[heading] or "").strip()


def _frame(table: Table, keys: Sequence[str], typed: Mapping[str, str], name: str) -> DataFrame:
    from pandas import DataFrame

    place = _place(table, name)
    rows = [
        [*row[:place], typed.get(key, row[place]), *row[place + 1 :]]
        for key, row in zip(keys, table.words, strict=True)
    ]
    labels = [column.heading for column in table.columns]
    frame = DataFrame(rows, columns=range(len(labels)), dtype="str")
    frame.columns = labels
    return frame


def _draw(table: Table, heading: str, own: str, frame: DataFrame) -> None:
    st.data_editor(
        frame,
        key=own,
        hide_index=True,
        num_rows="fixed",
        disabled=[column.heading for column in table.columns if column.heading != heading],
        column_config={
            column.heading: st.column_config.TextColumn(
                f"{column.heading} ✎" if column.heading == heading else column.heading,
                alignment="right" if column.is_number else "left",
            )
            for column in table.columns
        },
        height=min(HEIGHT, ROW_HEIGHT * (len(frame) + 2)),
        row_height=ROW_HEIGHT,
        placeholder="",
        alt=f"Griglia: {table.title}",
    )
