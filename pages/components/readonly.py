"""The rows of a register for who only reads them.

A table, with names in place of codes, and nothing to type in.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.context import read
from udp_core.archive.entity import Entity
from udp_core.archive.queries import RegisterRow
from udp_core.people.rules import Actor
from udp_core.writing.naming import rows_in_words


def show_rows(entity: type[Entity], rows: Sequence[RegisterRow], key: str, reader: Actor) -> None:
    """The rows, as they are stored, in words."""
    from pandas import DataFrame

    headings, cells = read(rows_in_words, entity, [row.image for row in rows], reader)
    frame = DataFrame(cells, columns=headings, dtype="str")
    st.dataframe(frame, hide_index=True, key=f"{key}-read", width="stretch")
