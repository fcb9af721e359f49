"""S4-22, S4-26: the next plan, made of what the outcomes hand on and of the Region's phases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_once import made_once
from tests.made_programme import DEMO, Made
from tests.made_rows import asked
from tests.made_sitting import officers
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, seen_by
from tests.zone_plan.made_plan import OTHER, PLAN, SCREEN, load_plan
from tests.zone_plan.test_outcomes_and_projects import outcome
from udp_core.archive.engine import reading
from udp_core.writing.saving import SaveRows, save_rows
from udp_core.zone_plan.queries.objectives import objectives
from udp_core.zone_plan.queries.plans import plans
from udp_core.zone_plan.queries.process import phases
from udp_core.zone_plan.report.next_plan import NextPlan, _renamed, next_plan
from udp_core.zone_plan.view.next_plan import next_plan_words

TODAY = date(2026, 7, 1)
NEW = "ravenna:pdz-2027"


def model(code: str, days: int) -> Made:
    return "plan_phase_model", {
        "rule_set_id": "ER",
        "code": code,
        "number": 1,
        "title": f"Fase {code}",
        "stage": "analysis",
        "product": "Quaderno",
        "days_from_start": days,
    }


MORE: list[Made] = [
    outcome(PLAN, "1.10", "partly", "develop"),
    outcome(PLAN, "2.1", "not_achieved", "close"),
    model("analisi", -31),
    model("approvazione", 90),
]


@made_once
def fill(engine: Engine) -> None:
    """1.10 is to be developed, 2.1 to be closed, 1.1 waits; nothing follows the plan yet."""
    load_plan(engine, *MORE, follower=False)
    officers(engine)


def prepared(engine: Engine, district: str = "ravenna", plan_id: str = PLAN) -> NextPlan:
    with reading(engine) as connection:
        found = next_plan(connection, district, plan_id, TODAY)
    assert found is not None
    return found


def test_what_is_to_be_developed_goes_on_under_what_held_it(filled: Engine) -> None:
    """S4-22: 1.10 and 1 above it, each taking up the old one; neither 1.1 nor 2.1."""
    save_rows(filled, SaveRows(asked(), "anna", prepared(filled).edits, TODAY))
    with reading(filled) as connection:
        made = {one.id: one for one in plans(connection, "ravenna")}[NEW]
        rows = objectives(connection, NEW)
        due = [(one.title, one.due_date) for one in phases(connection, NEW)]
    assert (made.year_from, made.year_to, made.state.value) == (2027, 2029, "draft")
    assert made.previous_id == PLAN
    assert [(one.code, one.parent_id, one.previous_id) for one in rows] == [
        ("1", None, f"{PLAN}:1"),
        ("1.10", f"{NEW}:1", f"{PLAN}:1.10"),
    ]
    assert sorted(due) == [
        ("Fase analisi", date(2026, 12, 1)),
        ("Fase approvazione", date(2027, 4, 1)),
    ]
    assert rows[1].origin.value == DEMO["origin"]


def test_it_is_told_before_it_is_made(filled: Engine) -> None:
    """S4-22: one objective waits for its outcome, and is said to be left."""
    assert next_plan_words(prepared(filled)) == (
        "Il piano 2027-2029 si prepara in bozza con 2 obiettivi da mantenere o da sviluppare (con"
        " quelli sopra di loro) e 2 fasi del modello regionale. Senza esito, e quindi non ripresi:"
        " 1 obiettivo."
    )


def test_what_follows_already_is_not_made_twice(filled: Engine) -> None:
    """S4-22."""
    order = prepared(filled).edits
    save_rows(filled, SaveRows(asked(), "anna", order, TODAY))
    assert next_plan_words(prepared(filled)).startswith("Il piano nuovo c’è già")
    again = save_rows(filled, SaveRows(asked(), "anna", order, TODAY))
    assert {one.change for one in again.rows} == {"unchanged"}
    assert {one.version for one in again.rows} == {1}


def test_without_outcomes_nothing_is_handed_on(filled: Engine) -> None:
    """S4-22: the plan of another district has none, and is not of this one."""
    found = prepared(filled, "faenza", OTHER)
    assert found.objectives == 0
    assert "scrivere prima gli esiti" in next_plan_words(found)
    with reading(filled) as connection:
        assert next_plan(connection, "ravenna", OTHER, TODAY) is None


def test_who_coordinates_makes_it_on_the_screen(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S4-22, S4-26: one gesture, and the plan is among those to choose; a reader has no button."""
    monkeypatch.setenv("UDP_DATABASE_URL", str(filled.url))
    monkeypatch.setenv("UDP_TODAY", TODAY.isoformat())
    monkeypatch.setenv("UDP_READING", "tutti")
    monkeypatch.setenv("UDP_DEMO", "0")
    reader = seen_by(None, SCREEN, monkeypatch)
    reader.session_state["parte"] = "Esiti"
    assert "Il piano nuovo" not in words(reader.run())
    screen = seen_by(ANNA, SCREEN, monkeypatch)
    screen.session_state["parte"] = "Esiti"
    screen.run()
    assert "2 obiettivi da mantenere o da sviluppare" in words(screen)
    screen.button(key="piano-nuovo").click().run()
    assert [one.value for one in (*screen.error, *screen.exception)] == []
    assert "Piano di zona 2027-2029 (bozza)" in screen.selectbox(key="piano").options


def test_the_years_of_the_title_move_all_at_once() -> None:
    """2024-2026 begins where 2027-2029 will: no year is moved twice."""
    years = {"2024": "2026", "2026": "2028"}
    assert _renamed("Piano 2024-2026, del 2024", years) == "Piano 2026-2028, del 2026"
