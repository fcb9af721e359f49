"""A table as text made in Python, readable by who listens to it, with the files that can be made
from it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.components.context import context
from pages.components.download import XLSX, download_button
from pages.components.gesture import fragment
from udp_core.render import markdown
from udp_core.render.export import csv_bytes, file_name, xlsx_bytes
from udp_core.render.markup import Openings, table_markup
from udp_core.render.stamp import Stamp
from udp_core.render.table import Table

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_ROWS_AS_TEXT = 60
"""Beyond it a table becomes a grid that scrolls: a page of thousands of rows helps nobody."""
MOST_COLUMNS_AS_TEXT = 9
"""Beyond it the text would scroll sideways, out of reach of the keyboard.

A grid scrolls by its arrows.
"""
CSV_TYPE = "text/csv; charset=utf-8"


def show_table(
    table: Table,
    key: str,
    *,
    stamp: Stamp | None = None,
    downloads: bool = True,
    height: int | None = None,
) -> None:
    """The table with its formatted cells, numbers to the right, and its CSV and XLSX.

    `stamp` is the origin written in the files (by default, that of this run); `height` in pixels
    makes it a grid that scrolls. A table whose rows open something is `show_index`.
    """
    if height or len(table.rows) > MOST_ROWS_AS_TEXT or len(table.columns) > MOST_COLUMNS_AS_TEXT:
        _grid(table, key, height)
    else:
        st.html(table_markup(table))
    if downloads:
        show_downloads(table, key, stamp)


def show_pages(table: Table, key: str, stamp: Stamp) -> None:
    """The table as text, whose long cells fold, a page at a time; its files have every row."""
    shown = table.rows[page_of(len(table.rows), key)]
    show_table(replace(table, rows=shown), key, downloads=False)
    show_downloads(table, key, stamp)


def show_index(table: Table, key: str, openings: Openings) -> None:
    """A table as text, a page at a time, whose rows open what they speak of."""
    page = page_of(len(table.rows), key)
    shown = replace(table, rows=table.rows[page])
    st.html(table_markup(shown, replace(openings, addresses=openings.addresses[page])))


def page_of(count: int, key: str) -> slice:
    """Which of so many rows are on the page chosen; all of them where they fit in one."""
    last = max(1, -(-count // MOST_ROWS_AS_TEXT))
    page = 1
    if last > 1:
        page = int(
            st.number_input(f"Pagina (di {last})", 1, last, key=f"pagina-{key}-{last}", width=150)
        )
    return slice((page - 1) * MOST_ROWS_AS_TEXT, page * MOST_ROWS_AS_TEXT)


def show_downloads(table: Table, key: str, stamp: Stamp | None) -> None:
    """The two buttons; a file is made when it is asked for."""
    origin = stamp or context().stamp("", "")
    with st.container(horizontal=True):
        name = file_name(table, origin, "csv")
        download_button(
            "Scarica CSV", lambda: csv_bytes(table, origin), name, CSV_TYPE, f"csv-{key}"
        )
        name = file_name(table, origin, "xlsx")
        download_button(
            "Scarica XLSX", lambda: xlsx_bytes(table, origin), name, XLSX, f"xlsx-{key}"
        )


@fragment
def show_table_on_request(
    table: Table, key: str, stamp: Stamp, label: str = "Tabella e dati"
) -> None:
    """A closed drawer under a chart; its body is made only when it is open."""
    drawer = st.expander(markdown.label(label), key=f"table-{key}", on_change="rerun")
    if drawer.open:
        with drawer:
            show_table(table, key, stamp=stamp)


def _frame(labels: list[str], cells: list[tuple[str, ...]]) -> DataFrame:
    from pandas import DataFrame

    frame = DataFrame(cells, columns=range(len(labels)), dtype="str")
    frame.columns = labels
    return frame


def _grid(table: Table, key: str, height: int | None) -> None:
    labels = [column.heading for column in table.columns]
    widths = {
        label: st.column_config.TextColumn(label, alignment="right" if column.is_number else "left")
        for label, column in zip(labels, table.columns, strict=True)
    }
    frame = _frame(labels, list(table.words))
    st.dataframe(
        frame,
        hide_index=True,
        column_config=widths,
        key=f"grid-{key}",
        alt=table.title,
        height=height or "auto",
        placeholder="",
    )
