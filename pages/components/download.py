"""A file to take away, made when it is asked for.

Who asks is asked again at that moment, whatever the open tab shows.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.who import still_here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The kind of a workbook, as a browser is told it."""


def download_button(
    label: str,
    make: Callable[[], bytes | str],
    name: str,
    kind: str,
    key: str | None = None,
    *,
    disabled: bool = False,
) -> None:
    """The button of a file; `make` answers its content, and is called at every press.

    A tab of who had signed in makes no file once that session has ended.
    """
    check = still_here()

    def made() -> bytes | str:
        check()
        return make()

    st.download_button(label, made, name, kind, key=key, on_click="ignore", disabled=disabled)
