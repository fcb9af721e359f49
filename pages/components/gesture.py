"""Parts of a screen that run again alone, and files made when they are asked for.

Each asks who is there at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from pages.components.guard import guarded
from pages.components.unsaved import begin_run
from pages.components.who import may_read, who

P = ParamSpec("P")


def fragment(draw: Callable[P, None]) -> Callable[P, None]:
    """A part that runs again alone.

    Where who looks may no longer read, the whole screen runs again and shows the door.
    """
    return st.fragment(_asking(guarded(draw)))


def fragment_every(draw: Callable[P, None], seconds: float | None) -> Callable[P, None]:
    """The same, run again by itself every so many seconds (None: only by a gesture)."""
    return st.fragment(_asking(guarded(draw)), run_every=seconds)


def fragment_of_cells(draw: Callable[P, None]) -> Callable[P, None]:
    """A part in which something is typed.

    It is drawn again also for who was signed out, so that the words stay.

    What it writes goes through `who.asked`, which refuses beside the cell.
    """
    return st.fragment(_touching(guarded(draw)))


def _asking(draw: Callable[P, None]) -> Callable[P, None]:
    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> None:
        if not may_read(who()):
            st.rerun()
        begin_run()
        draw(*args, **kwargs)

    return inside


def _touching(draw: Callable[P, None]) -> Callable[P, None]:
    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> None:
        who()
        begin_run()
        draw(*args, **kwargs)

    return inside
