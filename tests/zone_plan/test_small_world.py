"""A small plan, every table and sentence of its screens and of the room as somebody read it.

On 1 July 2026: what is done, late, due today or tomorrow, without a day; remarks answered, late and
in time; projects of which somebody does not say how much; beside it the plan before, and a next
one.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.goldens import (
    compare_lines,
    field_lines,
    figure_lines,
    slide_lines,
    table_lines,
)
from tests.made_once import made_once
from tests.made_programme import DEMO, THIRD, Made
from tests.zone_plan import test_integration, test_outcomes_and_projects, test_process
from tests.zone_plan.made_plan import NEXT, PLAN, TODAY, load_plan, objective
from udp_core.archive.engine import reading
from udp_core.zone_plan import slides
from udp_core.zone_plan.report.integration import Facet, integration_report
from udp_core.zone_plan.report.next_plan import next_plan
from udp_core.zone_plan.report.outcomes import outcomes_of
from udp_core.zone_plan.report.process import process_report
from udp_core.zone_plan.report.projects import projects_report
from udp_core.zone_plan.view import integration, outcomes, process, projects, tables, words
from udp_core.zone_plan.view.next_plan import next_plan_words
from udp_core.zone_plan.view.tree import tree_markup


def remark(code: str, received: str, **more: str) -> Made:
    usual = {"plan_id": PLAN, "code": code, "by_whom": "Sindacati", "text": f"Nota {code}"}
    return "plan_remark", {**usual, "received_on": received, **more, **DEMO}


def change(code: str, state: str, **more: str) -> Made:
    usual = {"plan_id": PLAN, "code": code, "title": f"Modifica {code}", "proposal": "Si cambia"}
    said = {"reason": "Serve", "proposed_by": "Comune", "proposed_on": "2026-06-01"}
    return "plan_change", {**usual, **said, "state": state, **more, **DEMO}


def project(code: str, first: str, last: str, **more: str) -> Made:
    named = {"district_id": "ravenna", "code": code, "title": f"Progetto {code}", "context": "C"}
    days = {"start_date": first, "end_date": last, "area_id": "anziani", "actions": "A"}
    return "project", {
        **named, **days, "general_objective": "G", "specific_objectives": "S", **more, **DEMO,
    }  # fmt: skip


MORE: list[Made] = [
    remark("o3", "2026-06-02"),
    remark("o4", "2026-06-01"),
    remark("o5", "2026-05-31"),
    change("c2", "approved", approved_on="2026-06-20", intervention_id=THIRD),
    change("c3", "rejected"),
    (
        "guideline_action",
        {
            "guideline_id": "ravenna:ind",
            "number": 2,
            "title": "Opuscolo",
            "due_date": "2026-07-01",
            **DEMO,
        },
    ),
    objective(PLAN, "4", "strategic", priority=1),
    project("bisestile", "2024-02-29", "2026-06-30"),
    (
        "project_phase",
        {"project_id": "ravenna:bisestile", "year_from": 1, "year_to": 3, "objectives": "Altro"},
    ),
    ("project_funding", {"project_id": "ravenna:bisestile", "organisation_id": "coop",
                         "amount_cents": 10_000_00}),
    ("project_funding", {"project_id": "ravenna:bisestile", "organisation_id": "ausl",
                         "amount_cents": None}),
    project("nuovo", "2026-07-02", "2027-07-01", plan_id=PLAN),
]  # fmt: skip


@made_once
def fill(engine: Engine) -> None:
    others = (test_process.MORE, test_outcomes_and_projects.MORE, test_integration.MORE)
    load_plan(engine, *(one for rows in others for one in rows), *MORE)


def test_the_making_of_a_plan(filled: Engine) -> None:
    with reading(filled) as connection:
        found = process_report(connection, "ravenna", PLAN, TODAY)
        assert process_report(connection, "faenza", PLAN, TODAY) is None
    assert found is not None
    said = [process.process_message(found), process.changes_message(found)]
    said += [process.changes_message(replace(found, changes=found.changes[:0]))]
    said += table_lines(
        process.phases_table(found),
        process.missing_table(found),
        process.participants_table(found),
        process.tasks_table(found),
        process.chapters_table(found),
        process.remarks_table(found),
        process.signatures_table(found),
        process.documents_table(found),
        process.diffusion_table(found, {"ravenna:ind": "Restare a casa"}),
        process.diffusion_table(found, {}),
        process.changes_table(found),
    )
    said += [process.chapter_name(one) for one in found.chapters]
    said += [process.edition_name(one.before) for one in found.chapters if one.before]
    compare_lines("world-plan-process", said)


def test_the_tree_of_a_plan_and_what_it_covers(filled: Engine) -> None:
    with reading(filled) as connection:
        crossed = integration_report(connection, "ravenna", PLAN, 2026, TODAY)
    assert crossed is not None
    found = crossed.plan
    said = [words.plan_message(found), words.coverage_message(found), words.money_state(found)]
    said += figure_lines(words.plan_figures(found))
    for one in found.objectives:
        said += [f"-- {words.objective_name(one)}"]
        said += [*figure_lines(words.objective_figures(found, one))]
        said += [*field_lines(words.objective_fields(found, one))]
        said += table_lines(tables.actions_table(found, one))
        said += [f"sotto: {[under.row.code for under in found.under(one.row.id)]}"]
    said += table_lines(
        tables.objectives_table(found, found.objectives),
        tables.years_table(found),
        tables.schede_table(found, "tutte", found.schede),
        tables.coverage_table(found),
        tables.empty_objectives_table(found),
        tables.ranking_table(found),
    )
    said += tree_markup(found, found.objectives, "obiettivo", {"piano": "1"}).split("<tr")
    said += slide_lines(slides.plan_slide(found, 2026))
    said += slide_lines(slides.priorities_slide(found, 2026))
    compare_lines("world-plan-tree", said)


def test_the_integration_of_a_plan(filled: Engine) -> None:
    with reading(filled) as connection:
        found = integration_report(connection, "ravenna", PLAN, 2026, TODAY)
    assert found is not None
    said = [integration.network_message(found)]
    for facets in ((Facet.SECTOR, Facet.MANAGER), (Facet.RECIPIENT, Facet.AREA)):
        made = found.crossed(*facets)
        for money in (False, True):
            shown = integration.crossing_table(found, made, facets, money=money)
            said += table_lines(shown)
        said += [f"{key}: {name}" for key, name in integration.cell_names(made).items()]
        said += integration.crossing_markup(shown, made, "cella", {"parte": "I"}).split("<tr")
    said += table_lines(
        integration.facets_table(found, "tutte", found.schede),
        integration.actors_table(found),
        integration.shared_table(found),
        integration.alike_table(found),
        integration.health_table(found),
        integration.partners_table(found),
    )
    compare_lines("world-plan-integration", said)


def test_outcomes_projects_and_the_plan_that_follows(filled: Engine) -> None:
    with reading(filled) as connection:
        crossed = integration_report(connection, "ravenna", PLAN, 2026, TODAY)
        assert crossed is not None
        found = outcomes_of(connection, crossed.plan)
        ones = projects_report(connection, "ravenna", TODAY)
        plans = [next_plan(connection, "ravenna", one, TODAY) for one in (PLAN, NEXT)]
    alone = replace(found, past=())
    none = replace(found, objectives=())
    said = [outcomes.outcomes_message(one) for one in (found, none)]
    said += [
        *figure_lines(outcomes.outcomes_figures(found)),
        *figure_lines(outcomes.outcomes_figures(alone)),
    ]
    said += table_lines(outcomes.outcomes_table(found), outcomes.past_table(found))
    said += slide_lines(slides.outcomes_slide(found, 2026))
    said += slide_lines(slides.outcomes_slide(alone, 2026))
    said += slide_lines(slides.outcomes_slide(none, 2026))
    said += table_lines(projects.projects_table(ones))
    for one in ones:
        said += [
            *figure_lines(projects.project_figures(one)),
            *field_lines(projects.project_fields(one)),
        ]
        said += [f"! {problem}" for problem in one.problems]
        said += table_lines(projects.annualities_table(one), projects.funders_table(one))
        for year in one.annualities:
            said += [projects.annuality_name(year), *field_lines(projects.annuality_fields(year))]
    for next_one in plans:
        assert next_one is not None
        said += [next_plan_words(next_one), next_plan_words(replace(next_one, follower=""))]
        said += [f"{edit.entity.__name__} {dict(edit.values)}" for edit in next_one.edits]
    compare_lines("world-plan-outcomes", said)


@pytest.mark.parametrize(
    "made", [slides.plan_slide, slides.priorities_slide, slides.outcomes_slide]
)
def test_a_district_without_a_plan_says_so(made: object) -> None:
    assert callable(made)
    assert slide_lines(made(None, 2026))[:2] == [
        "== piano | Per il 2026 il distretto non ha un piano |  |  | ",
        "Scrivere il piano e i suoi obiettivi.",
    ]
