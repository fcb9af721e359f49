"""What became of the plan's objectives, and the projects of several years, on the plan's screen."""

from __future__ import annotations

import streamlit as st

from pages.components import who as visitor
from pages.components.cards import empty_state, key_figures
from pages.components.commanding import carry_out, say_done
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.first_day import arranges
from pages.components.programme import fields, opened_heading
from pages.components.tables import show_pages, show_table, show_table_on_request
from pages.components.zone_plan import plan_stamp
from udp_core.kernel import italian
from udp_core.render.markdown import plain
from udp_core.writing.saving import Saved, SaveRows, save_rows
from udp_core.zone_plan.report.next_plan import next_plan
from udp_core.zone_plan.report.outcomes import OutcomesReport, outcomes_report
from udp_core.zone_plan.report.plan import PlanReport
from udp_core.zone_plan.report.projects import ProjectValue, projects_report
from udp_core.zone_plan.view.next_plan import next_plan_words
from udp_core.zone_plan.view.outcomes import (
    outcomes_figures,
    outcomes_message,
    outcomes_table,
    past_table,
)
from udp_core.zone_plan.view.projects import (
    annualities_table,
    annuality_fields,
    annuality_name,
    funders_table,
    project_fields,
    project_figures,
    project_name,
    projects_table,
)

PROJECT_KEY = "progetto"


def _next_plan(plan: PlanReport) -> None:
    """The plan that follows, made of what is to be kept or developed: for who arranges."""
    actor, here = visitor.who(), context()
    if actor is None or here.known or not arranges(actor):
        return
    st.header("Il piano nuovo", anchor=False)
    say_done()
    found = read(next_plan, here.district, plan.plan.id, here.today)
    if found is None:
        return
    st.markdown(plain(next_plan_words(found)))
    if found.follower or not found.objectives:
        return
    if st.button(f"Prepara il piano {found.first}-{found.last} in bozza", key="piano-nuovo"):
        carry_out(
            lambda asked: save_rows(
                here.engine, SaveRows(asked, actor.officer_id, found.edits, here.today)
            ),
            actor,
            "Piano nuovo dagli esiti",
            _prepared_words,
        )


def _prepared_words(saved: Saved) -> str:
    made = italian.plural(len(saved.rows), "riga preparata", "righe preparate")
    return f"{made} in bozza. Si annullano tutte insieme da «Storia»."


def outcomes_part(plan: PlanReport) -> None:
    """The outcome objective by objective, then that of the plan before."""
    here = context()
    report = ask(outcomes_report, here.district, plan.plan.id, here.year, here.today)
    if report is None or not report.objectives:
        empty_state("Il piano non ha ancora obiettivi.", "Si scrivono in Registri, «Obiettivi».")
        return
    _outcomes(plan, report)


def _outcomes(plan: PlanReport, report: OutcomesReport) -> None:
    stamp = plan_stamp(plan)
    st.markdown(f"**{plain(outcomes_message(report))}.**")
    key_figures(outcomes_figures(report))
    show_pages(outcomes_table(report), "esiti", stamp)
    if plan.plan.review_notes:
        st.markdown(f"**Note di revisione.** {plain(plan.plan.review_notes)}")
    if report.past:
        st.header(plain(past_table(report).title), anchor=False)
        show_pages(past_table(report), "esiti-prima", stamp)
    else:
        st.caption("Nessun piano di prima con obiettivi.")
    _next_plan(plan)


def projects_part(plan: PlanReport) -> None:
    """The projects of several years; the whole sheet of the one that is opened."""
    here = context()
    found = ask(projects_report, here.district, here.today)
    if not found:
        empty_state("Nessun progetto di più anni.", "Si scrive in Registri, «Progetti».")
        return
    names = {one.row.id: project_name(one) for one in found}
    opened = choose("Apri un progetto", {ALL: "Nessuno", **names}, PROJECT_KEY)
    project = next((one for one in found if one.row.id == opened), None)
    if project is None:
        show_pages(projects_table(found), "progetti", plan_stamp(plan))
    else:
        _project(plan, project)


def _project(plan: PlanReport, one: ProjectValue) -> None:
    stamp = plan_stamp(plan, (project_name(one),))
    opened_heading(project_name(one), "Tutti i progetti", PROJECT_KEY)
    key_figures(project_figures(one))
    for problem in one.problems:
        st.warning(plain(f"{problem.sentence} {problem.remedy}"))
    fields(project_fields(one))
    for each in one.annualities:
        st.subheader(plain(annuality_name(each)), anchor=False)
        fields(annuality_fields(each))
    st.subheader("Chi finanzia", anchor=False)
    if one.funders:
        show_table(funders_table(one), f"finanziatori-{one.row.code}", stamp=stamp)
    else:
        empty_state("Nessun finanziatore è scritto.", "Si scrive in Registri.")
    label = "Annualità in tabella"
    show_table_on_request(annualities_table(one), f"annualita-{one.row.code}", stamp, label=label)
