"""The windows of a browser: which one this is, and whether another is still open."""

from __future__ import annotations

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx


def this_window() -> str:
    """What this window is known by, until it is closed or loaded anew."""
    running = get_script_run_ctx()
    return running.session_id if running else ""


def is_open(window: str) -> bool:
    """Whether somebody still has it in front.

    What was typed in one that is closed is of the next that opens.
    """
    return bool(window) and runtime.exists() and runtime.get_instance().is_active_session(window)
