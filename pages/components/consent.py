"""What somebody agrees to: the problems shown to them at the last refusal, those and no other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from udp_core.kernel.problem import Problem
from udp_core.writing.edit_rules import excusable


def keep_shown(key: str, problems: Sequence[Problem]) -> None:
    """Remember what was shown beside the box where a reason is written."""
    st.session_state[f"{key}-agreed"] = excusable(problems)


def shown_before(key: str) -> frozenset[str]:
    """The keys of what was shown; none before the first refusal."""
    found: frozenset[str] = st.session_state.get(f"{key}-agreed", frozenset())
    return found
