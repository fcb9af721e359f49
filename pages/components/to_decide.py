"""What asks a decision, each line opening what it speaks of."""

from __future__ import annotations

import streamlit as st

from pages.components.context import context
from pages.components.status import status_words
from udp_core.overview.report.overview import NeedsDecision, OverviewReport
from udp_core.overview.view.words import DecisionNeededLine, decisions, decisions_words
from udp_core.render.markdown import plain
from udp_core.render.markup import paragraph

MOST_DECISIONS = 3
"""As many as fit beside the areas without scrolling; the rest is one click away."""


def to_decide(report: OverviewReport) -> None:
    """The first of them, and the way to the others."""
    st.header("Decisioni" if report.is_over else "Che cosa chiede una decisione", anchor=False)
    lines = decisions(report)
    st.markdown(plain(decisions_words(report)))
    for line in lines[:MOST_DECISIONS]:
        _decision(line)
    if len(lines) > MOST_DECISIONS:
        st.page_link(
            "piano/programma.py",
            label=f"Altre {len(lines) - MOST_DECISIONS}, nel Programma",
            query_params={"anno": str(context().year)},
        )


def _decision(line: DecisionNeededLine) -> None:
    screen = "fondo/frna.py" if line.subject is NeedsDecision.FUND else "piano/programma.py"
    query = {"anno": str(context().year)} | ({"scheda": line.what} if line.code else {})
    with st.container(key=f"decision-{line.code or 'fund'}", gap=None):
        st.page_link(
            screen, label=f"{status_words(line.level)} {plain(line.what)}", query_params=query
        )
        st.html(paragraph(line.why))
