"""Il Piano: obiettivi, coperture, integrazione, percorso, esiti, progetti, proposte di modifica."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.first_day import not_loaded
from pages.components.parts import draw_parts
from pages.components.plan_documents import documents_part
from pages.components.plan_integration import integration_part
from pages.components.plan_outcomes import outcomes_part, projects_part
from pages.components.plan_process import changes_part, process_part
from pages.components.zone_plan import chosen_plan, coverage_part, objectives_part
from udp_core.overview.report.first_day import Thing
from udp_core.zone_plan.report.plan import PlanReport
from udp_core.zone_plan.view.words import QUESTION

PARTS: dict[str, Callable[[PlanReport], None]] = {
    "Obiettivi": objectives_part,
    "Coperture": coverage_part,
    "Integrazione": integration_part,
    "Percorso": process_part,
    "Esiti": outcomes_part,
    "Progetti": projects_part,
    "Proposte di modifica": changes_part,
    "Documenti": documents_part,
}

question, choice = st.columns([3, 2], vertical_alignment="bottom")
with question:
    st.title(QUESTION, anchor=False)
with choice:
    report = chosen_plan()
if report is None:
    not_loaded("Il distretto non ha ancora un piano.", Thing.PLAN)
else:
    draw_parts(PARTS, report)
