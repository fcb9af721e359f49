"""Problems as a person reads them: what is wrong, where, and what to do.

Many rows wrong alike are one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from pages.components.context import database
from udp_core.archive.engine import reading
from udp_core.kernel import italian
from udp_core.kernel.problem import MOST_LISTED, Problem, RefusedError
from udp_core.render.markdown import plain
from udp_core.render.problems import Told, told_together
from udp_core.writing.naming import by_name


def list_problems(problems: Sequence[Problem], not_listed: int = 0) -> None:
    """Every kind of problem with its rows and its remedy.

    Beyond the most that are listed, only their number.
    """
    kinds = told_together(_by_name(problems))
    for told in kinds[:MOST_LISTED]:
        st.error(words(told))
    beyond = not_listed + len(kinds[MOST_LISTED:])
    if beyond:
        st.markdown(f"E {italian.others(beyond, 'un altro', 'altri')}.")


def _by_name(problems: Sequence[Problem]) -> Sequence[Problem]:
    """The problems with rows called by their names, where the archive can be asked for them."""
    if any(one.place.entity_id for one in problems):
        with suppress(RefusedError), reading(database()) as connection:
            return by_name(connection, problems)
    return problems


def words(told: Told) -> str:
    """One kind of problem in Markdown, its texts escaped."""
    lines = [
        f"**{plain(sentence)}**" + (f" ({plain(place)})" if place else "")
        for sentence, place in told.lines
    ]
    rest = [plain(told.beyond)] if told.beyond else []
    remedy = f"Che cosa fare: {plain(told.remedy)} Codice {plain(told.code)}."
    return "\n\n".join([*lines, *rest, remedy])
