"""S0-10: from the decision of the committee to its act, to the preventivo that the act approves."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import TODAY
from tests.made_districts import ACT, rows
from tests.service.test_acts_made import (
    DECISION,
    closed,
    decided,
    made,
    moved,
    offered,
    with_a_point,
)
from udp_core.archive.engine import reading, writing
from udp_core.archive.queries import steps_on_act
from udp_core.briefing.following import following_steps
from udp_core.fund.entities.fund import FundYear
from udp_core.fund.report.reading import fund_report
from udp_core.fund.terms import BudgetState
from udp_core.fund.view.budgets import budget_sentence
from udp_core.sittings.queries.decisions import acts_made, decision
from udp_core.sittings.rules import VoteTally
from udp_core.writing.moving import Move


@pytest.mark.parametrize(
    ("screen", "offered_years"),
    [
        ("frna", ["a:frna:2026", "a:frna:2027"]),
        ("quadro", ["a:a:2026", "a:frna:2026", "a:a:2027", "a:fna:2027", "a:frna:2027"]),
        ("fondo:fna", ["a:fna:2027"]),
        ("indicatori", []),
    ],
)
def test_s0_10_a_point_on_the_money_offers_the_preventivi_still_to_approve(
    empty_engine: Engine, screen: str, offered_years: list[str]
) -> None:
    """S0-10: of the year of the sitting and of the next; not of another district, nor approved."""
    with_a_point(empty_engine, screen)
    rows("funding_source", {"code": "fna"}, engine=empty_engine)
    funds = [("frna", 2027, "agreed"), ("fna", 2027, "draft"), ("fna", 2026, "approved")]
    usual = {"district_id": "a", "act_id": ACT}
    rows(
        "fund_year",
        *(
            {**usual, "source_id": source, "year": year, "budget_state": state}
            for source, year, state in funds
        ),
        {"district_id": "b", "source_id": "fna", "year": 2026, "budget_state": "agreed"},
        engine=empty_engine,
    )
    decided(empty_engine, VoteTally(4, 0, 0))
    closed(empty_engine)
    made(empty_engine)
    with reading(empty_engine) as connection:
        row = decision(connection, DECISION)
        act = acts_made(connection, "a")[DECISION]
        assert row is not None
        found = following_steps(connection, row, act, "a")
    assert [one.row_id for one in found] == offered_years
    opened = {one.row_id: (one.to_state, one.why) for one in found}
    if "a:frna:2027" in opened:
        assert opened["a:frna:2027"] == (BudgetState.APPROVED, "")
        why = "Il prossimo passaggio, «concordato», si fa in «Conferme e stati»."
        assert opened["a:frna:2026"] == (None, why)


def test_s0_10_the_decision_approves_the_preventivo_on_its_own_act(empty_engine: Engine) -> None:
    with_a_point(empty_engine, "frna")
    with writing(empty_engine) as connection:
        agreed = text("UPDATE fund_year SET budget_state = 'agreed' WHERE id = 'a:frna:2026'")
        connection.execute(agreed)
    decided(empty_engine, VoteTally(4, 0, 0))
    closed(empty_engine)
    made(empty_engine)
    step = offered(empty_engine)
    assert step.words == "Preventivo FRNA 2026: da «concordato» a «approvato»"
    moved(
        empty_engine, Move(FundYear, step.row_id, step.version, BudgetState.APPROVED, "seduta-n1")
    )
    with reading(empty_engine) as connection:
        [on_act] = steps_on_act(connection, "seduta-n1")
        report = fund_report(connection, "a", 2026, TODAY)
        row, act = decision(connection, DECISION), acts_made(connection, "a")[DECISION]
        assert row is not None
        assert following_steps(connection, row, act, "a") == ()
    assert (on_act.row_title, on_act.to_state) == ("preventivo FRNA 2026", "approvato")
    assert report is not None
    assert budget_sentence(report.budget) == (
        "Preventivo approvato il 10/11/2026: decisione del Comitato di Distretto n. 5/2026."
    )
