"""Each step of a row is itself a row: on which day, on which act, by whom, why."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_districts import made_districts, rows
from tests.made_rows import asked
from udp_core.archive.engine import reading
from udp_core.archive.queries import StepRow, register_rows, steps_of_rows
from udp_core.archive.replay import alterations
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import DataState, PlanState, Role
from udp_core.people.rules import Actor, Grant
from udp_core.plan.entities.plan import Plan
from udp_core.programme.entities.intervention import Intervention
from udp_core.registers.report import row_sheet
from udp_core.registers.view.tables import steps_table
from udp_core.writing.moving import Move, MoveState, move_states

TODAY = date(2026, 11, 10)
ANNA = Actor("anna", "Ufficio di anna", (Grant(Role.COORDINATOR, "a"),))
PLAN = "a:piano"


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    """A plan in draft, and the decision that it will rest on."""
    made_districts(empty_engine)
    rows("plan", {"code": "piano", "district_id": "a", "state": "draft"}, engine=empty_engine)
    decision = {
        "code": "dec-9",
        "kind": "committee_decision",
        "state": "adopted",
        "act_date": "2026-11-03",
        "title": "Decisione 9",
    }
    rows("act", decision, engine=empty_engine)
    return empty_engine


def move(engine: Engine, seen: int, to: PlanState, act: str = "", reason: str = "") -> None:
    moved = Move(Plan, PLAN, seen, to, act)
    request = asked(reason=reason or "Passaggio di stato")
    move_states(engine, MoveState(request, "anna", [moved], TODAY, explained=bool(reason)))


def steps(engine: Engine) -> tuple[StepRow, ...]:
    with reading(engine) as connection:
        return steps_of_rows(connection, Plan, [PLAN])


def test_each_step_says_when_by_whom_on_which_act_and_why(archive: Engine) -> None:
    move(archive, 1, PlanState.CONSULTATION)
    move(archive, 2, PlanState.DRAFT, reason="Mancano gli allegati")
    move(archive, 3, PlanState.CONSULTATION)
    move(archive, 4, PlanState.AGREED, "dec-9")
    taken = steps(archive)
    said = [(one.number, one.to_state, one.done_on, one.act_id, one.reason) for one in taken]
    assert said == [
        (1, PlanState.CONSULTATION.label, "2026-11-10", None, None),
        (2, PlanState.DRAFT.label, "2026-11-10", None, "Mancano gli allegati"),
        (3, PlanState.CONSULTATION.label, "2026-11-10", None, None),
        (4, PlanState.AGREED.label, "2026-11-03", "dec-9", None),
    ]
    assert {one.officer_id for one in steps(archive)} == {"anna"}
    with reading(archive) as connection:
        assert list(alterations(connection)) == []


def test_a_reader_sees_the_steps_and_only_who_signed_in_by_whom(archive: Engine) -> None:
    move(archive, 1, PlanState.CONSULTATION)
    move(archive, 2, PlanState.AGREED, "dec-9")
    with reading(archive) as connection:
        known = row_sheet(connection, "plan", PLAN, "a", ANNA)
        public = row_sheet(connection, "plan", PLAN, "a", None)
    assert known is not None
    assert public is not None
    shown = steps_table(known).words[1]
    assert shown[0] == "03/11/2026"
    assert "Decisione 9" in shown[3]
    assert shown[4] == "anna — Ufficio di anna"
    assert [one.who for one in public.steps] == ["", ""]


def test_a_figure_that_is_confirmed_is_no_step_of_its_scheda(archive: Engine) -> None:
    with reading(archive) as connection:
        [scheda] = register_rows(connection, Intervention, {})
    confirmed = Move(Intervention, scheda.id, scheda.version, DataState.CONFIRMED)
    move_states(archive, MoveState(asked(), "anna", [confirmed], TODAY))
    with reading(archive) as connection:
        assert steps_of_rows(connection, Intervention, [scheda.id]) == ()
        [after] = register_rows(connection, Intervention, {})
    assert after.image["data_state"] == "confirmed"


def test_a_step_that_is_refused_leaves_no_row(archive: Engine) -> None:
    with pytest.raises(RefusedError):
        move(archive, 1, PlanState.IN_FORCE)
    assert steps(archive) == ()
