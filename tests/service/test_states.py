"""Every state of every entity can be left, by a screen that is known.

A budget is confirmed with one gesture.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_rows import asked, family, fingerprint, load, sound
from udp_core.agreements.terms import AgreementState, RegulationState
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, Image, id_of, specs
from udp_core.archive.images import read_by_id
from udp_core.archive.life import steps_from
from udp_core.archive.registry import ENTITIES, referring
from udp_core.data_requests.terms import RequestState
from udp_core.desk.queries.checked import CHECKED
from udp_core.desk.report.checked import (
    CheckedFigure,
    DraftBudget,
    checked_figures,
    corrections_asked,
    draft_budgets,
    moves_of,
    those_of,
)
from udp_core.desk.view.states import budget_words, correction_words
from udp_core.fund.report.reading import fund_report
from udp_core.fund.view.words import data_notes, fund_figures
from udp_core.kernel.money import Money
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import (
    ActState,
    DataState,
    InterventionState,
    PeriodKind,
    Phase,
    PlanState,
    Role,
    Term,
)
from udp_core.people.rules import Actor, Grant
from udp_core.plan.terms import ChangeState, RemarkState
from udp_core.writing.in_force import can_end, held, users_of
from udp_core.writing.loading import Batch
from udp_core.writing.moving import ASK_CORRECTION, CONFIRM_BUDGET, MoveState, move_states, steps_of
from udp_core.writing.saving import Edit

PAGES = Path(__file__).resolve().parents[2] / "pages"
ENDS = {
    ActState.REPEALED,
    PlanState.CLOSED,
    InterventionState.COMPLETED,
    InterventionState.NOT_REALISED,
    RemarkState.ACCEPTED,
    RemarkState.PARTLY,
    RemarkState.REJECTED,
    ChangeState.REJECTED,
    ChangeState.CARRIED_OUT,
    AgreementState.ENDED,
    RegulationState.REPEALED,
    RequestState.WITHDRAWN,
}
"""Where a life ends: no step is owed from here."""
OWN_COMMAND = {
    "VoceTransfer": ("components/transfers.py", "decide"),
    "ProgrammeVariation": ("components/variations.py", "decide"),
    "Scenario": ("components/scenarios.py", "ScenarioState"),
    "Sitting": ("seduta/seduta.py", "next_state"),
}
"""States moved by a command that does more than move them: the screen, and what it calls there."""
OWN_SCREEN = {"DataRequest": "components/requests.py"}
"""Where the steps of a register stand, if not in «Conferme e stati»."""
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
    """A state with steps has its part in «Conferme e stati».

    The others have the screen of their own command.
    """
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
        screen = OWN_SCREEN.get(entity.__name__, "ufficio/stati.py")
        assert entity.__name__ in names_in(screen)


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
    waiting = tuple(
        one for one in shown(desk) if one.state is DataState.DRAFT and one.table == table
    )
    assert [(one.phase, one.period) for one in waiting] == [(phase, period)]
    moved(desk, waiting, DataState.CONFIRMED)
    after = [one for one in shown(desk) if one.table == table]
    assert [one.state for one in after] == [DataState.CONFIRMED]


def test_the_other_registers_are_shown_too(desk: Engine) -> None:
    scheda = next(one.id for one in shown(desk) if one.table == "intervention")
    funding = sound(E["intervention_funding"], intervention_id=scheda, phase="budget")
    measure = sound(E["measurement"], district_id="a", year=2026, as_of="2026-11-01")
    load(
        desk,
        Batch(E["intervention_funding"], [(None, funding)]),
        Batch(E["measurement"], [(None, measure)]),
    )
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
        report = fund_report(connection, "a", 2026, TODAY, "a")
    assert report is not None
    return (fund_figures(report)[0].note, *data_notes(report))


def test_a_draft_budget_is_said_to_be_one_and_confirmed_whole(desk: Engine) -> None:
    """12.000 and 6.000 in draft, 20.000 available: 18.000 programmed, 2.000 left."""
    save(desk, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    said = notes(desk)
    assert said[0] == "preventivo in bozza (18 mila €)"
    assert (
        "Del preventivo sono in bozza 18.000,00 €, non contati: confermarlo in «Conferme e stati»,"
        " parte «Preventivi»." in said
    )
    budget = budget_of(desk)
    assert (budget.waiting, budget.confirmed, budget.after, budget.left) == (
        Money(18_000_00),
        None,
        Money(18_000_00),
        Money(2_000_00),
    )
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
    assert (budget.confirmed, budget.waiting, budget.after) == (
        Money(12_000_00),
        Money(6_000_00),
        Money(18_000_00),
    )
    assert notes(desk)[0] == "programmati 12 mila €"
    assert any("in bozza 6.000,00 €" in one for one in notes(desk))


def test_a_budget_beyond_the_available_is_confirmed_only_by_who_saw_it(desk: Engine) -> None:
    """20.001 on 20.000 available.

    One euro too many is refused, then accepted with its reason, by its key.
    """
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


# One figure is sent back


def sent_back(engine: Engine, actor: Actor) -> list[str]:
    with reading(engine) as connection:
        found = corrections_asked(connection, actor, "a", 2026)
    return [correction_words(one, reason) for one, reason in found]


def test_one_validated_figure_is_sent_back_alone_and_its_owner_reads_why(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000), entry(2, 900))
    for state in (DataState.CONFIRMED, DataState.VALIDATED):
        moved(desk, tuple(one for one in shown(desk) if one.table == "frna_entry"), state)
    assert sent_back(desk, CARLO) == []
    january = tuple(one for one in shown(desk) if one.when == "gennaio")
    request = asked("correzione", "Manca la fattura di gennaio")
    moves = moves_of(january, DataState.DRAFT)
    move_states(
        desk, MoveState(request, "anna", moves, TODAY, explained=True, command=ASK_CORRECTION)
    )
    assert sent_back(desk, CARLO) == [
        "A1 Attività, Attività, Cervia, gennaio (1.000,00 €): Manca la fattura di gennaio"
    ]
    assert (
        sent_back(desk, Actor("russi", "Russi", (Grant(Role.MUNICIPALITY_EDITOR, "a", None, "r"),)))
        == []
    )
    states = {one.when: one.state for one in shown(desk) if one.table == "frna_entry"}
    assert states == {"gennaio": DataState.DRAFT, "febbraio": DataState.VALIDATED}
    edit = Edit(E["frna_entry"], {"amount_cents": 1_050_00}, january[0].id, january[0].version + 1)
    save(desk, "carlo", edit)
    assert sent_back(desk, CARLO) == []


# What is used is closed, not removed


def by_others(entity: type[Entity]) -> list[tuple[type[Entity], str]]:
    return [pair for pair in referring(entity) if pair[0] is not entity]


@pytest.mark.parametrize("entity", [one for one in ENTITIES if by_others(one)])
def test_what_others_refer_to_is_never_an_unexpected_error(
    empty_engine: Engine, entity: type[Entity]
) -> None:
    """Every entity that is referred to, with a row that refers to it.

    Refused in words, by what it is used.
    """
    other, field = by_others(entity)[0]
    rows = family(other)
    if specs(other)[field].required is False:
        owner = sound(entity)
        rows = [
            *family(entity),
            *(
                (one, {**image, **({field: id_of(entity, owner)} if one is other else {})})
                for one, image in rows
            ),
        ]
    given = {(one, id_of(one, image)): image for one, image in rows}
    load(
        empty_engine,
        *(
            Batch(one, [(None, image)])
            for one in ENTITIES
            for (owned, _), image in given.items()
            if owned is one
        ),
    )
    row_id = next(row_id for one, row_id in given if one is entity)
    with reading(empty_engine) as connection:
        used = users_of(connection, entity, row_id)
        image = read_by_id(connection, entity, [row_id])[row_id][1]
        [problem] = held(connection, entity, row_id, (image, None))
    assert used
    assert problem.code == "W15"
    assert all(one in problem.sentence for one in used)
    assert ("per ciò che vi si riferisce" in problem.remedy) is can_end(entity)
