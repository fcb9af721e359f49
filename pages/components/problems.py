"""Problems as a person reads them: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from udp_core import italian
from udp_core.problem import MOST_LISTED, Problem
from udp_core.view.markdown import plain


def list_problems(problems: Sequence[Problem], not_listed: int = 0) -> None:
    """Every problem with its remedy; beyond the most that are listed, only their number."""
    for problem in problems[:MOST_LISTED]:
        st.error(words(problem))
    beyond = not_listed + max(len(problems) - MOST_LISTED, 0)
    if beyond:
        st.markdown(f"E altri {italian.number(beyond)}.")


def words(problem: Problem) -> str:
    """One problem in Markdown, its texts escaped."""
    where = f" ({plain(str(problem.place))})" if str(problem.place) else ""
    return f"**{plain(problem.sentence)}**{where}\n\nChe cosa fare: {plain(problem.remedy)} Codice {plain(problem.code)}."
