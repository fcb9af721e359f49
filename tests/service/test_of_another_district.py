"""Nothing of a district is decided on an act, or of a scenario, of another; nor of what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, mandate
from tests.made_districts import ACT, BODY, ITEM, SITTING, asks, made_districts, rows
from tests.made_rows import fingerprint
from tests.made_simulation import care
from tests.service.command_calls_decided import (
    WHERE,
    decided_and_closed,
    kept,
    of_2026,
    opened,
    transfer,
    transfer_asked,
    variation_asked,
)
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.fund.commands import transfers
from udp_core.fund.commands.transfers import DecideTransfer
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import ActKind
from udp_core.programme.queries.guards import acts_for
from udp_core.simulation.commands.deciding_variations import decide as decide_variation
from udp_core.simulation.commands.scenarios import ScenarioDraft, save_scenario
from udp_core.simulation.commands.variations import DecideVariation
from udp_core.simulation.terms import ScenarioKind
from udp_core.sittings.commands.deciding import Resolution, decide
from udp_core.sittings.commands.making_act import NewAct, make_act
from udp_core.sittings.rules import VoteTally
from udp_core.sittings.terms import DecisionOutcome

THEIRS, NOBODYS = "atto-b", "legge"
_turn = count(1)


@pytest.fixture
def world(empty_engine: Engine) -> Engine:
    """An act of the body of «b», one of a body of no district, a scenario of «b»."""
    made_districts(empty_engine)
    made = [("organo-b", "b", THEIRS), ("regione", None, NOBODYS)]
    for body, district, act in made:
        rows("governing_body", {"code": body, "district_id": district}, engine=empty_engine)
        adopted = {"body_id": body, "state": "adopted", "act_date": "2026-10-01"}
        rows("act", {"code": act, **adopted}, engine=empty_engine)
    kept(empty_engine, author="carlo")
    rows("mandate", mandate("carlo", "coordinator", district_id="b"), engine=empty_engine)
    draft = ScenarioDraft("Di b", "", ScenarioKind.FRNA, "b", care(), {"posti": [102, 1]})
    save_scenario(empty_engine, new("carlo"), "carlo", draft, TODAY)
    return empty_engine


def new(officer: str = "alba") -> Asked:
    return asks(officer, f"altrove {next(_turn)}")


def codes(engine: Engine, work: Callable[[], Any]) -> list[str]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as refused:
        work()
    assert fingerprint(engine) == before
    return [one.code for one in refused.value.problems]


def test_money_is_decided_on_the_acts_of_its_own_district(world: Engine) -> None:
    transfer_asked(world)
    variation_asked(world)

    def moved(act: str) -> None:
        chosen = DecideTransfer(f"{FUND}:1", 1, approved=True, act_id=act)
        transfers.decide(world, new(), "alba", chosen, TODAY)

    def varied(act: str) -> None:
        chosen = DecideVariation("a:frna:2026:1", 1, approved=True, act_id=act)
        decide_variation(world, new(), "alba", chosen, WHERE)

    assert codes(world, lambda: moved(THEIRS)) == ["M16"]
    assert codes(world, lambda: varied(THEIRS)) == ["M16"]
    with reading(world) as connection:
        assert {*acts_for(connection, "a")} == {ACT, NOBODYS}
        assert {*acts_for(connection, "b")} == {THEIRS, NOBODYS}
    moved(NOBODYS)
    varied(NOBODYS)


def test_a_voce_that_is_not_there_receives_nothing(world: Engine) -> None:
    wrong = replace(transfer(), to_voce_id="Z9")
    assert codes(world, lambda: transfers.propose(world, new("carlo"), "carlo", wrong, TODAY)) == [
        "T08"
    ]


def test_an_act_rests_on_one_of_its_own_district(world: Engine) -> None:
    decided_and_closed(world)

    def act(parent: str) -> str:
        order = NewAct(
            f"{SITTING}:1", BODY, ActKind.COMMITTEE_DECISION, "7", TODAY, "Si approva", parent
        )
        return make_act(world, new(), "alba", order, TODAY)

    assert codes(world, lambda: act(THEIRS)) == ["M16"]
    assert act(NOBODYS)


FIVE = VoteTally(5, -1, 0)
"""Adds up to the four who are there."""


def test_a_decision_chooses_among_what_is_its_own_once_each(world: Engine) -> None:
    opened(world)
    ours, theirs = of_2026(world), of_2026(world, "Di b")

    def decided(**values: Any) -> DecisionOutcome:
        found = replace(Resolution(ITEM, "Si approva.", VoteTally(4, 0, 0)), **values)
        return decide(world, new(), "alba", SITTING, found, TODAY)

    assert codes(world, lambda: decided(scenario_id=theirs)) == ["D49"]
    assert codes(world, lambda: decided(refused=(theirs,))) == ["D49"]
    assert codes(world, lambda: decided(refused=(ours, ours))) == ["D59"]
    assert codes(world, lambda: decided(scenario_id=ours, refused=(ours,))) == ["D59"]
    assert codes(world, lambda: decided(tally=FIVE)) == ["D54"]
    assert codes(world, lambda: decided(review_on=date(2026, 11, 10))) == ["D61"]
    assert decided(scenario_id=ours, review_on=date(2026, 11, 11)) is DecisionOutcome.APPROVED


def test_the_same_request_decides_one_thing(world: Engine) -> None:
    """Another day to look at it again, or putting it off, is another thing."""
    opened(world)
    first = Resolution(ITEM, "Si approva.", VoteTally(4, 0, 0), review_on=date(2027, 3, 1))
    once = new()
    decide(world, once, "alba", SITTING, first, TODAY)
    assert decide(world, once, "alba", SITTING, first, TODAY) is DecisionOutcome.APPROVED
    for other in (replace(first, review_on=None), replace(first, postponed=True)):
        assert codes(world, lambda: decide(world, once, "alba", SITTING, other, TODAY)) == ["A20"]  # noqa: B023 - called at once
