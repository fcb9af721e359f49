"""One row of a register, whole: what it says, where it leads, who refers to it, its steps."""

from __future__ import annotations

import streamlit as st

from pages.components.tables import show_downloads, show_table
from udp_core.registers.report import RowSheet
from udp_core.registers.view.markup import sheet_markup
from udp_core.registers.view.tables import sheet_table, steps_table
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp

ROW = "riga"
"""The word of the address that names a row: its table, then its id."""


def chosen_row(table: str) -> str:
    """The id of the row in the address; none of another register, which the address forgets."""
    named, _, row_id = st.query_params.get(ROW, "").partition(":")
    if named and named != table:
        del st.query_params[ROW]
        return ""
    return row_id


def leave_row() -> None:
    """The way back to the list."""
    if st.button("Torna all’elenco", key="torna-elenco"):
        del st.query_params[ROW]
        st.rerun()


def show_sheet(sheet: RowSheet, stamp: Stamp) -> None:
    """The row, with its files."""
    leave_row()
    st.subheader(plain(sheet.title), anchor=False)
    st.html(sheet_markup(sheet))
    if sheet.steps:
        st.subheader("Passaggi di stato", anchor=False)
        show_table(steps_table(sheet), f"passi-{sheet.table}", stamp=stamp, downloads=False)
    show_downloads(sheet_table(sheet), f"riga-{sheet.table}", stamp)
