"""A file to take away, made when it is asked for.

Who asks is asked again at that moment, whatever the open tab shows.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from threading import Timer

import streamlit as st
from streamlit import runtime

from pages.components.who import still_here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The kind of a workbook, as a browser is told it."""
KEPT_SECONDS, MOST_KEPT = 60.0, 64
_made = count()


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

    def made() -> bytes:
        check()
        content = make()
        found = content.encode() if isinstance(content, str) else content
        _keep(found, name, kind)
        return found

    st.download_button(label, made, name, kind, key=key, on_click="ignore", disabled=disabled)


def _keep(content: bytes, name: str, kind: str) -> None:
    """The file stays until the browser has had the time to take it.

    Left to itself a made file goes as soon as any two screens have been drawn, of anybody: the
    walls of a sitting draw themselves every second and a half.
    """
    if not runtime.exists():
        return
    files, where = runtime.get_instance().media_file_mgr, f"scaricato-{next(_made) % MOST_KEPT}"

    def put(what: bytes) -> None:
        files.add(what, kind, where, name, is_for_static_download=True)

    put(content)
    gone = Timer(KEPT_SECONDS, put, (b"",))
    gone.daemon = True
    gone.start()
