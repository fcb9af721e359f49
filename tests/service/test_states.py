"""Every state of every entity can be left, by a screen that is known; a budget is confirmed with one gesture."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_rows import asked, fingerprint, load, sound
from udp_core.domain.access import Actor, Grant
from udp_core.domain.pictures.checked import CheckedFigure, DraftBudget
from udp_core.domain.states import steps_from
from udp_core.model.entity import Entity, Image, specs
from udp_core.model.registry import ENTITIES
from udp_core.money import Money
from udp_core.problem import RefusedError
from udp_core.service.loading import Batch
from udp_core.service.moving import CONFIRM_BUDGET, MoveState, move_states, steps_of
from udp_core.service.pictures.checked import checked_figures, draft_budgets, moves_of, those_of
from udp_core.service.pictures.fund import fund_picture
from udp_core.service.saving import Edit
from udp_core.store.engine import reading
from udp_core.store.queries.checked import CHECKED
from udp_core.view.desk.states import budget_words
from udp_core.view.fund.words import data_notes, fund_figures
from udp_core.vocabulary import (
    ActState,
    DataState,
    InterventionState,
    PeriodKind,
    Phase,
    PlanState,
    Role,
    Term,
)

PAGES = Path(__file__).resolve().parents[2] / "pages"
ENDS = {
    ActState.REPEALED,
    PlanState.CLOSED,
    InterventionState.COMPLETED,
    InterventionState.NOT_REALISED,
}
"""Where a life ends: no step is owed from here."""
OWN_COMMAND = {
    "VoceTransfer": ("components/transfers.py", "decide"),
    "ProgrammeVariation": ("components/variations.py", "decide"),
    "Scenario": ("components/scenarios.py", "ScenarioState"),
    "Sitting": ("seduta/seduta.py", "next_state"),
}
"""States moved by a command that does more than move them: the screen, and what it calls there."""
BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
ANNA = Actor("anna", "Ufficio di anna", (Grant(Role.COORDINATOR, "a"),))
CARLO = Actor("carlo", "Ufficio di carlo", (Grant(Role.MUNICIPALITY_EDITOR, "a", None, "c"),))


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    income = sound(E["allocation"], fund_year_id=FUND, amount_cents=20_000_00)
    save(empty_engine, "anna", Edit(E["allocation"], income))
    return empty_engine


def with_states() -> list[tuple[type[Entity], type[Term]]]:
    return [
        (entity, spec.terms)
        for entity in ENTITIES
        for spec in specs(entity).values()
        if spec.terms and spec.terms.__name__.endswith("State")
    ]


def names_in(page: str) -> set[str]:
    tree = ast.parse((PAGES / page).read_text(encoding="utf-8"))
    return {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}


@pytest.mark.parametrize(("entity", "terms"), with_states())
def test_every_state_is_left_from_a_screen(entity: type[Entity], terms: type[Term]) -> None:
    """A state with steps has its part in «Conferme e stati»; the others have the screen of their own command."""
    steps = steps_of(entity, next(iter(terms)))
    if not steps:
        screen, call = OWN_COMMAND[entity.__name__]
        assert call in names_in(screen)
        return
    stuck = {one for one in terms if not steps_from(steps, one)} - ENDS
    assert stuck == set()
    if terms is DataState:
        assert entity in CHECKED
    else:
        assert entity.__name__ in names_in("ufficio/stati.py")


def shown(engine: Engine) -> tuple[CheckedFigure, ...]:
    with reading(engine) as connection:
        return checked_figures(connection, "a", 2026)


def moved(
    engine: Engine, figures: tuple[CheckedFigure, ...], state: DataState, officer: str = "anna"
) -> None:
    moves = moves_of(figures, state)
    order = MoveState(asked(), officer, moves, TODAY, explained=True, command=CONFIRM_BUDGET)
    move_states(engine, order)


@pytest.mark.parametrize("period", list(PeriodKind))
@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("table", ["frna_entry", "activity_measure"])
def test_a_figure_of_every_phase_and_period_is_confirmed_from_the_screen(
    desk: Engine, table: str, phase: Phase, period: PeriodKind
) -> None:
    number = None if period is PeriodKind.YEAR else 1
    row = sound(E[table], fund_year_id=FUND, voce_id="A1", municipality_id="c", phase=phase.value)
    row |= {"period": period.value, "period_no": number, "as_of": "2026-01-31"}
    load(desk, Batch(E[table], [(None, row)]))
    waiting = tuple(one for one in shown(desk) if one.state is DataState.DRAFT and one.table == table)
    assert [(one.phase, one.period) for one in waiting] == [(phase, period)]
    moved(desk, waiting, DataState.CONFIRMED)
    after = [one for one in shown(desk) if one.table == table]
    assert [one.state for one in after] == [DataState.CONFIRMED]


def test_the_other_registers_are_shown_too(desk: Engine) -> None:
    scheda = next(one.id for one in shown(desk) if one.table == "intervention")
    funding = sound(E["intervention_funding"], intervention_id=scheda, phase="budget")
    measure = sound(E["measurement"], district_id="a", year=2026, as_of="2026-11-01")
    load(desk, Batch(E["intervention_funding"], [(None, funding)]), Batch(E["measurement"], [(None, measure)]))
    waiting = tuple(one for one in shown(desk) if one.state is DataState.DRAFT)
    assert {one.table for one in waiting} == {"intervention", "intervention_funding", "measurement"}
    moved(desk, waiting, DataState.CONFIRMED)
    assert {one.state for one in shown(desk)} == {DataState.CONFIRMED}


# The budget of a fund


def budget_of(engine: Engine) -> DraftBudget:
    with reading(engine) as connection:
        [found] = draft_budgets(connection, "a", 2026)
    return found


def notes(engine: Engine) -> tuple[str, ...]:
    with reading(engine) as connection:
        picture = fund_picture(connection, "a", 2026, TODAY, "a")
    assert picture is not None
    return (fund_figures(picture)[0].note, *data_notes(picture))


def test_a_draft_budget_is_said_to_be_one_and_confirmed_whole(desk: Engine) -> None:
    """12.000 and 6.000 in draft, 20.000 available: 18.000 programmed, 2.000 left."""
    save(desk, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    said = notes(desk)
    assert said[0] == "preventivo in bozza (18 mila €)"
    assert "Del preventivo sono in bozza 18.000,00 €, non contati: confermarlo in «Conferme e stati», parte «Preventivi»." in said
    budget = budget_of(desk)
    assert (budget.waiting, budget.confirmed, budget.after, budget.left) == (
        Money(18_000_00), None, Money(18_000_00), Money(2_000_00),
    )  # fmt: skip
    assert budget_words(budget)[2] == "Disponibile: 20.000,00 €; resterebbero 2.000,00 €."
    moved(desk, budget.drafts, DataState.CONFIRMED)
    assert notes(desk)[0] == "programmati 18 mila €"
    with reading(desk) as connection:
        assert draft_budgets(connection, "a", 2026) == ()


def test_part_of_a_budget_in_draft_is_not_counted(desk: Engine) -> None:
    save(desk, "anna", entry(1, 12_000, **BUDGET))
    moved(desk, budget_of(desk).drafts, DataState.CONFIRMED)
    save(desk, "anna", entry(1, 6_000, voce_id="A2", **BUDGET))
    budget = budget_of(desk)
    assert (budget.confirmed, budget.waiting, budget.after) == (Money(12_000_00), Money(6_000_00), Money(18_000_00))
    assert notes(desk)[0] == "programmati 12 mila €"
    assert any("in bozza 6.000,00 €" in one for one in notes(desk))


def test_a_budget_beyond_the_available_is_confirmed_only_by_who_saw_it(desk: Engine) -> None:
    """20.001 on 20.000 available: one euro too many is refused, then accepted with its reason, by its key."""
    rows: list[tuple[int | None, Image]] = [(None, dict(entry(1, 20_001, **BUDGET).values))]
    load(desk, Batch(E["frna_entry"], rows))
    moves = moves_of(budget_of(desk).drafts, DataState.CONFIRMED)
    before = fingerprint(desk)
    with pytest.raises(RefusedError) as caught:
        move_states(desk, MoveState(asked(), "anna", moves, TODAY, explained=True))
    assert [one.code for one in caught.value.problems] == ["I17"]
    assert fingerprint(desk) == before
    seen = frozenset(one.key for one in caught.value.problems)
    move_states(desk, MoveState(asked(), "anna", moves, TODAY, explained=True, excused=seen))
    assert {one.state for one in shown(desk) if one.table == "frna_entry"} == {DataState.CONFIRMED}


def test_who_may_not_write_a_budget_does_not_confirm_it(desk: Engine) -> None:
    save(desk, "anna", entry(1, 12_000, **BUDGET))
    with pytest.raises(RefusedError) as caught:
        moved(desk, budget_of(desk).drafts, DataState.CONFIRMED, "carlo")
    assert [one.code for one in caught.value.problems] == ["A11"]
    found = tuple(one for one in shown(desk) if one.table == "frna_entry")
    assert those_of(CARLO, "a", found) == ()
    assert those_of(ANNA, "a", found) == found
