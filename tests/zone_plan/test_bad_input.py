"""S0-01, S2-13, S4-02: what a plan and its objectives cannot be is refused with a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_districts import made_districts, rows
from tests.made_once import made_once
from tests.made_rows import asked, fingerprint, sound
from udp_core.checking.database import check_database
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import PlanState
from udp_core.plan.entities.objectives import Objective
from udp_core.plan.entities.plan import Plan
from udp_core.plan.entities.process import PlanPhase, PlanRemark
from udp_core.plan.terms import RemarkState
from udp_core.programme.entities.project import ProjectPhase
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit, SaveRows, save_rows

TODAY = date(2026, 11, 10)


@made_once
def fill(engine: Engine) -> None:
    """District «a» with a plan in force until 2026, the next one transmitted, a tree."""
    made_districts(engine)
    zone = {"district_id": "a", "kind": "zone"}
    rows(
        "plan",
        {"code": "p", "title": "Piano P", "year_from": 2024, "year_to": 2026, **zone}
        | {"state": "in_force"},
        {"code": "q", "title": "Piano Q", "year_from": 2026, "year_to": 2028, **zone}
        | {"state": "transmitted"},
        {"code": "b", "district_id": "b", "kind": "zone", "year_from": 2024, "year_to": 2026}
        | {"state": "in_force"},
        {"code": "f", "district_id": "a", "kind": "frna", "year_from": 2024, "year_to": 2026}
        | {"state": "in_force"},
        engine=engine,
    )
    rows(
        "objective",
        {"plan_id": "a:p", "code": "1", "level": "general"},
        {"plan_id": "a:p", "code": "1.1", "level": "strategic", "parent_objective_id": "a:p:1"},
        {"plan_id": "a:p", "code": "1.1.1", "level": "specific", "parent_objective_id": "a:p:1.1"},
        {"plan_id": "a:q", "code": "9", "level": "general"},
        engine=engine,
    )


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    fill(empty_engine)
    return empty_engine


def save(engine: Engine, *edits: Edit) -> None:
    save_rows(engine, SaveRows(asked(), "anna", edits, TODAY))


def refused(engine: Engine, words: str, *edits: Edit) -> None:
    before = fingerprint(engine)
    with pytest.raises(RefusedError, match=words):
        save(engine, *edits)
    assert fingerprint(engine) == before


def moved(engine: Engine, entity: type[Plan | PlanRemark], row: str, state: object) -> None:
    step = Move(entity, row, 1, state)  # type: ignore[arg-type]  # a term of its own list
    move_states(engine, MoveState(asked(), "anna", [step], TODAY, explained=True))


def test_two_plans_of_a_kind_are_not_in_force_in_the_same_year(archive: Engine) -> None:
    """S0-01: P ends in 2026, Q begins in 2026."""
    before = fingerprint(archive)
    with pytest.raises(RefusedError, match="in vigore tutti e due nel 2026"):
        moved(archive, Plan, "a:q", PlanState.IN_FORCE)
    assert fingerprint(archive) == before
    save(archive, Edit(Plan, {"year_from": 2027}, "a:q", 1, "correzione"))
    step = Move(Plan, "a:q", 2, PlanState.IN_FORCE)
    move_states(archive, MoveState(asked(), "anna", [step], TODAY, explained=True))


def test_a_plan_in_force_is_not_lengthened_over_another(archive: Engine) -> None:
    """S0-01."""
    save(archive, Edit(Plan, {"year_from": 2027}, "a:q", 1, "correzione"))
    step = Move(Plan, "a:q", 2, PlanState.IN_FORCE)
    move_states(archive, MoveState(asked(), "anna", [step], TODAY, explained=True))
    refused(
        archive,
        "in vigore tutti e due dal 2027 al 2028",
        Edit(Plan, {"year_to": 2028}, "a:p", 1, "prorogato"),
    )


def test_an_objective_is_not_its_own_ancestor(archive: Engine) -> None:
    """S2-13: 1 under 1.1.1, which is under 1.1, which is under 1."""
    refused(
        archive,
        "sta sotto sé stesso, passando per «1.1.1», «1.1»",
        Edit(Objective, {"parent_objective_id": "a:p:1.1.1"}, "a:p:1", 1, "errore"),
    )
    refused(
        archive,
        "sta sotto sé stesso",
        Edit(Objective, {"parent_objective_id": "a:p:1"}, "a:p:1", 1, "errore"),
    )


def test_an_objective_stands_under_one_of_its_own_plan(archive: Engine) -> None:
    """S2-13."""
    refused(
        archive,
        "sta sotto «9», che è di un altro piano",
        Edit(Objective, {"parent_objective_id": "a:q:9"}, "a:p:1.1", 1, "errore"),
    )


def test_a_general_objective_is_not_under_a_specific_one(archive: Engine) -> None:
    """S2-13: neither made so, nor by a change of what stands above."""
    lower = {"plan_id": "a:p", "code": "2", "level": "general", "parent_objective_id": "a:p:1.1.1"}
    refused(
        archive,
        "«2» è generale e sta sotto «1.1.1», che è specifico",
        Edit(Objective, sound(Objective, **lower)),
    )
    refused(
        archive,
        "«1.1» è strategico e sta sotto «1», che è specifico",
        Edit(Objective, {"level": "specific"}, "a:p:1", 1, "errore"),
    )


def test_the_check_finds_what_was_loaded_wrong(archive: Engine) -> None:
    """S2-13: what a file brought is told by the check of the archive."""
    assert not [one for one in check_database(archive).scheda_problems if one.code == "W22"]
    rows(
        "objective",
        {"plan_id": "a:p", "code": "7", "level": "general", "parent_objective_id": "a:q:9"},
        engine=archive,
    )
    found = [one for one in check_database(archive).scheda_problems if one.code == "W22"]
    assert [one.value for one in found] == ["a:p:7"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(4, 5, "lascia un vuoto: era attesa dalla 2"), (1, 2, "si sovrappone")],
)
def test_annualita_have_no_hole_and_no_overlap(
    archive: Engine, first: int, last: int, words: str
) -> None:
    """S4-02: after the first annualità neither 4-5 nor 1-2."""
    rows("project", {"code": "pr", "district_id": "a"}, engine=archive)
    rows("project_phase", {"project_id": "a:pr", "year_from": 1, "year_to": 1}, engine=archive)
    image = sound(ProjectPhase, project_id="a:pr", year_from=first, year_to=last)
    if first == 1:
        with pytest.raises(RefusedError):
            save(archive, Edit(ProjectPhase, image))
        image = sound(ProjectPhase, project_id="a:pr", year_from=2, year_to=3)
        save(archive, Edit(ProjectPhase, image))
        image = sound(ProjectPhase, project_id="a:pr", year_from=3, year_to=4)
    refused(archive, words, Edit(ProjectPhase, image))


def test_a_phase_does_not_end_before_it_begins(archive: Engine) -> None:
    """S1-06."""
    image = sound(
        PlanPhase, plan_id="a:p", code="f", start_date="2026-05-01", due_date="2026-04-01"
    )
    refused(archive, "viene prima dell’inizio", Edit(PlanPhase, image))


def test_a_remark_has_an_outcome_once_it_is_answered(archive: Engine) -> None:
    """S3-10."""
    rows("plan_remark", {"plan_id": "a:p", "code": "o"}, engine=archive)
    with pytest.raises(RefusedError, match="non ha ancora una risposta con il suo giorno"):
        moved(archive, PlanRemark, "a:p:o", RemarkState.ACCEPTED)
    answer = {"answer": "Il capitolo ora ne parla", "answered_on": "2026-11-09"}
    save(archive, Edit(PlanRemark, answer, "a:p:o", 1, "risposta"))
    step = Move(PlanRemark, "a:p:o", 2, RemarkState.ACCEPTED)
    move_states(archive, MoveState(asked(), "anna", [step], TODAY, explained=True))
