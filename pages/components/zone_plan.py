"""The tree of a plan: which plan, the objectives chosen, an objective that is opened."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.filters import ALL, choose
from pages.components.programme import SCHEDA_KEY, fields, opened_heading
from pages.components.tables import (
    page_of,
    show_downloads,
    show_pages,
    show_table,
    show_table_on_request,
)
from udp_core.plan.terms import CareScope
from udp_core.render.markdown import plain
from udp_core.render.markup import framed, labelled_light, reasons_markup
from udp_core.render.stamp import Stamp
from udp_core.zone_plan.queries.plans import plans
from udp_core.zone_plan.report.plan import (
    ObjectiveValue,
    PlanReport,
    narrowed,
    usual_plan,
)
from udp_core.zone_plan.report.reading import plan_report
from udp_core.zone_plan.view.tables import (
    actions_table,
    coverage_table,
    empty_objectives_table,
    objectives_table,
    ranking_table,
    schede_table,
    years_table,
)
from udp_core.zone_plan.view.tree import tree_markup
from udp_core.zone_plan.view.words import (
    RULE,
    coverage_message,
    money_state,
    objective_fields,
    objective_figures,
    objective_name,
    plan_figures,
    plan_labels,
    plan_message,
    plan_name,
)

PLAN_KEY, OBJECTIVE_KEY = "piano", "obiettivo"
MOST_LINKS = 12


def chosen_plan() -> PlanReport | None:
    """The plan chosen, usually the zone plan of the year; None where the district has none."""
    here = context()
    found = ask(plans, here.district)
    usual = usual_plan(found, here.year)
    if usual is None:
        return None
    code = choose("Piano", plan_labels(found), PLAN_KEY, default=usual.id)
    return ask(plan_report, here.district, code, here.year, here.today)


def plan_stamp(report: PlanReport, filters: tuple[str, ...] = ()) -> Stamp:
    """What the figures of a plan say of themselves."""
    return context().stamp(money_state(report), report.plan.source, (plan_name(report), *filters))


def kept_address(*more: str) -> dict[str, str]:
    """What a link on this screen keeps of its address: year, plan, and these other choices."""
    names = ("anno", PLAN_KEY, *more)
    return {name: st.query_params[name] for name in names if name in st.query_params}


def objectives_part(report: PlanReport) -> None:
    """The tree, or the objective that was opened."""
    if not report.objectives:
        empty_state(
            "Il piano non ha ancora obiettivi.",
            "Si scrivono in Registri, «Obiettivi»; poi si legano alle schede.",
        )
        return
    figures = st.container()
    area, scope, priority, opened = _filters(report)
    value = report.objective(opened)
    if value is not None:
        _objective(report, value)
        return
    with figures:
        key_figures(plan_figures(report))
    shown = narrowed(report, (area,) if area else (), scope, int(priority) if priority else None)
    st.markdown(f"**{plain(plan_message(report))}.**")
    if shown:
        _tree(report, shown)
    else:
        empty_state("Nessun obiettivo con questi filtri.", "Togliere un filtro.")
    st.caption(plain(RULE))
    stamp = plan_stamp(report)
    show_table_on_request(ranking_table(report), "piano-priorita", stamp, label="Per priorità")
    show_table_on_request(years_table(report), "piano-anni", stamp, label="Anno per anno")


def _filters(report: PlanReport) -> tuple[str, str, str, str]:
    """Ambito, scope, priority; and an objective to open. All of them stand in the address."""
    areas = {one.row.area_id: one.row.area for one in report.objectives if one.row.area_id}
    columns = st.columns([3, 3, 2, 5])
    with columns[0]:
        area = choose("Ambito", {ALL: "Tutti", **{k: v or k for k, v in areas.items()}}, "ambito")
    with columns[1]:
        scopes = {one.value: one.label.capitalize() for one in CareScope}
        scope = choose("Sociale o sociosanitario", {ALL: "Tutti", **scopes}, "natura")
    with columns[2]:
        ranks = {str(number): f"Priorità {number}" for number in range(1, 6)}
        priority = choose("Priorità", {ALL: "Tutte", **ranks}, "priorita")
    with columns[3]:
        names = {one.row.id: objective_name(one) for one in report.objectives}
        opened = choose("Apri un obiettivo", {ALL: "Nessuno", **names}, OBJECTIVE_KEY)
    return area, scope, priority, opened


def _tree(report: PlanReport, shown: Sequence[ObjectiveValue]) -> None:
    kept = kept_address()
    page = shown[page_of(len(shown), "obiettivi")]
    st.html(tree_markup(report, page, OBJECTIVE_KEY, kept))
    show_downloads(objectives_table(report, shown), "obiettivi", plan_stamp(report))


def _objective(report: PlanReport, value: ObjectiveValue) -> None:
    """The sheet of an objective: light and why, figures, fields, schede, actions, what is under."""
    stamp = plan_stamp(report, (objective_name(value),))
    opened_heading(objective_name(value), "Tutti gli obiettivi", OBJECTIVE_KEY)
    key_figures(objective_figures(report, value))
    if light := value.standing.light:
        st.html(framed(labelled_light("Oggi", light.level) + reasons_markup(light.reasons)))
    fields(objective_fields(report, value))
    if under := report.under(value.row.id):
        st.subheader("Gli obiettivi sotto questo", anchor=False)
        _tree(report, under)
    st.subheader("Schede", anchor=False)
    if not value.schede:
        empty_state("Nessuna scheda realizza questo obiettivo.", "Legarne una in Registri.")
        return
    show_pages(schede_table(report, objective_name(value), value.schede), "schede-obiettivo", stamp)
    _open_schede(report, value)
    show_table_on_request(actions_table(report, value), "azioni-obiettivo", stamp, label="Azioni")


def _open_schede(report: PlanReport, value: ObjectiveValue) -> None:
    """The sheets of its schede of the year, one click away in the Programma."""
    judged = [one for one in value.schede if one.own and one.judged][:MOST_LINKS]
    if judged:
        with st.container(horizontal=True, gap="small"):
            for one in judged:
                st.page_link(
                    "piano/programma.py",
                    label=f"Apri {plain(one.row.code)} ›",
                    query_params={
                        "anno": str(report.year),
                        SCHEDA_KEY: f"{one.row.code} {one.row.title}",
                    },
                )


def coverage_part(report: PlanReport) -> None:
    """What the plan does not cover: of the Region's objectives, of its own, of its schede."""
    stamp = plan_stamp(report)
    st.header(plain(coverage_message(report)), anchor=False)
    if report.regional:
        show_table(coverage_table(report), "coperture", stamp=stamp)
    else:
        empty_state(
            "Non c’è un catalogo di obiettivi regionali per questi anni.",
            "Si carica in Registri, «Obiettivi regionali».",
        )
    st.subheader("Obiettivi senza scheda", anchor=False)
    if report.without_scheda:
        show_table(empty_objectives_table(report), "senza-scheda", stamp=stamp)
    else:
        st.success("Ogni obiettivo ha almeno una scheda.")
    st.subheader(f"Schede del {report.year} senza obiettivo", anchor=False)
    if report.without_objective:
        loose = schede_table(report, "schede senza obiettivo", report.without_objective)
        show_pages(loose, "senza-obiettivo", stamp)
    else:
        st.success("Ogni scheda dell’anno è legata a un obiettivo.")
