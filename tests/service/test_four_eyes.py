"""Who proposes does not approve and who writes does not validate, wherever somebody else could.

A setting says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_districts import ACT, made_districts
from tests.made_rows import asked
from udp_core.fund.commands.transfers import DecideTransfer, Proposal, decide, propose
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import DataState
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit

ENTRY = E["frna_entry"]
ROW = f"{FUND}:A1:a:c:final:month:1"


def moved(
    engine: Engine, officer: str, seen: int, state: DataState, *, separate: bool = True
) -> int:
    move = Move(ENTRY, ROW, seen, state)
    return move_states(engine, MoveState(asked(), officer, [move], TODAY, separate=separate))


def written(engine: Engine, officer: str) -> None:
    save(engine, officer, entry(1, 1000))
    moved(engine, officer, 1, DataState.CONFIRMED)


def refused(work: Callable[[], object]) -> Problem:
    with pytest.raises(RefusedError) as caught:
        work()
    [problem] = caught.value.problems
    return problem


@pytest.fixture
def office(empty_engine: Engine) -> Engine:
    """«anna» and «alba» both coordinate."""
    made_districts(empty_engine)
    return empty_engine


def test_who_wrote_a_figure_does_not_validate_it(office: Engine) -> None:
    written(office, "anna")
    problem = refused(lambda: moved(office, "anna", 2, DataState.VALIDATED))
    assert (problem.code, problem.sentence) == ("M14", "Chi ha scritto la cifra non la valida.")
    assert problem.remedy == "La valida un’altra persona: Ufficio di alba."
    assert moved(office, "alba", 2, DataState.VALIDATED)


def test_who_only_confirmed_a_figure_validates_it(office: Engine) -> None:
    save(office, "carlo", entry(1, 1000))
    moved(office, "anna", 1, DataState.CONFIRMED)
    assert moved(office, "anna", 2, DataState.VALIDATED)


def test_it_is_the_last_who_wrote_it_that_counts(office: Engine) -> None:
    save(office, "anna", entry(1, 1000))
    save(office, "alba", Edit(ENTRY, {"amount_cents": 90_000}, ROW, 1))
    moved(office, "alba", 2, DataState.CONFIRMED)
    assert refused(lambda: moved(office, "alba", 3, DataState.VALIDATED)).code == "M14"
    assert moved(office, "anna", 3, DataState.VALIDATED)


def test_where_one_person_coordinates_or_the_office_says_so_the_same_may(office: Engine) -> None:
    written(office, "anna")
    assert moved(office, "anna", 2, DataState.VALIDATED, separate=False)
    assert settings({}).separate
    assert not settings({"UDP_SEPARATE": "0"}).separate


def test_a_small_office_is_not_stopped(empty_engine: Engine) -> None:
    made_desk(empty_engine)
    written(empty_engine, "anna")
    assert moved(empty_engine, "anna", 2, DataState.VALIDATED)


def test_who_proposes_money_does_not_grant_it(office: Engine) -> None:
    proposal = Proposal(FUND, "A1", "A2", "a", "c", Money(100_00), "Servono altrove")
    row = propose(office, asked(), "anna", proposal, TODAY)
    yes = DecideTransfer(row, 1, approved=True, act_id=ACT)
    assert refused(lambda: decide(office, asked(), "anna", yes, TODAY)).code == "T07"
    decide(
        office, asked(), "anna", DecideTransfer(row, 1, approved=False, reason="Ritirata"), TODAY
    )
    again = propose(office, asked(), "anna", proposal, TODAY)
    decide(office, asked(), "alba", DecideTransfer(again, 1, approved=True, act_id=ACT), TODAY)
