"""S3-23: the comparison hands its difference to «E se…?», which reckons it by the same code."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from udp_core.archive.engine import open_engine, reading
from udp_core.fees.report import ServiceFees, fees_report
from udp_core.kernel.vocabulary import Payer
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.report.single_fee import LEVER, fee_options
from udp_core.simulation.rules.evaluate import SimulatedOutcome, evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model

TODAY = date(2026, 10, 31)
NEXT = 2027


@pytest.fixture(scope="module")
def demo(demo_address: str) -> Engine:
    return open_engine(demo_address)


def simulated(connection: Connection, fee: str, month: int = 1) -> tuple[Model, SimulatedOutcome]:
    model = compile_fund(connection, "ravenna", NEXT, TODAY, fee=fee)
    return model, evaluate(model, position_of(model, {LEVER: (1, month)}))


def of(connection: Connection, code: str) -> ServiceFees:
    found = fees_report(connection, "ravenna", NEXT, TODAY).of(code)
    assert found is not None
    return found


def paid_by(model: Model, outcome: SimulatedOutcome, payer: Payer, label: str) -> tuple[int, ...]:
    return next(
        outcome.accounts[place]
        for place, one in enumerate(model.accounts)
        if one.payer is payer and label in one.label
    )


def test_s3_23_a_whole_year_costs_each_comune_what_the_comparison_says(demo: Engine) -> None:
    with reading(demo) as connection:
        costs = [one.cost for one in of(connection, "sad").changes("minima")]
        model, outcome = simulated(connection, "sad~minima")
    cents = [one.cents if one else 0 for one in costs]
    assert cents == [71_640_00, 36_888_00, 9_276_00]
    assert paid_by(model, outcome, Payer.MUNICIPALITY, "domiciliare") == (*cents, 0)
    users = paid_by(model, outcome, Payer.USER, "domiciliare")
    assert users == tuple(-one for one in (*cents, 0))
    assert outcome.cost == 0
    assert not outcome.verified


def test_s3_23_what_the_fund_pays_moves_its_cost_and_its_residue(demo: Engine) -> None:
    """Rides: 90 users of Ravenna pay 2.00 and not 1.50, 40 a month: 90 x 480 x 0.50 = 21,600."""
    with reading(demo) as connection:
        model, outcome = simulated(connection, "trasporto~massima")
        before = evaluate(model, model.present)
        later = simulated(connection, "trasporto~massima", 7)[1]
    assert outcome.cost == -21_600_00
    assert before.residue is not None
    assert outcome.residue == before.residue + 21_600_00
    assert later.cost == -10_800_00


def test_a_rule_that_is_not_there_moves_nothing(demo: Engine) -> None:
    with reading(demo) as connection:
        model = compile_fund(connection, "ravenna", NEXT, TODAY)
        same = compile_fund(connection, "ravenna", NEXT, TODAY, fee="sad~altrove")
        gone = compile_fund(connection, "ravenna", NEXT, TODAY, fee="boh~minima")
        known = fee_options(fees_report(connection, "ravenna", NEXT, TODAY))
    assert LEVER not in {one.code for one in (*model.levers, *same.levers, *gone.levers)}
    assert known["sad~proposta"].startswith("Assistenza domiciliare: Come proposto")
    assert not any(code.startswith("cra~") for code in known)
