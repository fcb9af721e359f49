"""What a closing and a transfer answer when they may not be, word for word.

A1 has 12,000 programmed and 2,000 spent, A2 6,000 and nothing spent; 20,000 are assigned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.goldens import compare_lines
from tests.made_desk import FUND, TODAY, E, made_desk
from tests.made_rows import load, sound
from tests.said import said
from tests.service.test_closing import AFTER, BUDGET, LATER, NEXT, desk, new, problems, ready
from udp_core.archive.engine import reading
from udp_core.fund.commands.closing import (
    close_year,
    declare_nothing_spent,
    reopen_year,
)
from udp_core.fund.commands.transfers import DecideTransfer, Proposal, decide, propose
from udp_core.fund.queries.monthly import transfers
from udp_core.fund.report.closing import MissingMonth
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.writing.loading import Batch

__all__ = ["desk"]
ASKED = Proposal(FUND, "A1", "A2", "a", "c", Money(10_000_00), "Serve di più")


def told(right: object, *arguments: object, **named: object) -> list[str]:
    """What is answered, each with where it belongs."""
    assert callable(right)
    with pytest.raises(RefusedError) as caught:
        right(*arguments, **named)
    return [line for one in caught.value.problems for line in _whole(one)]


def _whole(one: Problem) -> list[str]:
    place = one.place
    where = " ".join(str(part) for part in (place.entity, place.entity_id) if part)
    return [f"{line} @ {where or '–'} = {one.value or '–'}" for line in said(one)]


def closure(engine: Engine, fund_year: str) -> None:
    entity = E["fund_closure"]
    load(engine, Batch(entity, [(None, sound(entity, fund_year_id=fund_year))]))


def test_every_refusal_of_a_closing(desk: Engine) -> None:
    """Before its end, with months missing; then with a cent of difference, closed, and after."""
    lines = ["# prima della fine", *_all(problems(desk, today=TODAY))]
    lines += ["# chi non può", *_all(problems(desk, "carlo"))]
    [year] = ["a:a:1999"]
    lines += ["# un anno che non c’è", *told(close_year, desk, new(), "anna", year, AFTER)]
    january = MissingMonth("c", "Cervia", "A1", "Attività", "a", 1)
    for name, officer, months, today in (
        ("data nel frattempo", "anna", (january,), AFTER),
        ("niente da dichiarare", "anna", (), AFTER),
        ("chi non può dichiararlo", "carlo", (january,), TODAY),
    ):
        lines += [f"# {name}"]
        lines += told(declare_nothing_spent, desk, new(), officer, FUND, months, today)
    lines += ["# non chiuso", *told(reopen_year, desk, new(), "anna", FUND, LATER)]
    ready(desk)
    seen = Money(17_999_99)
    lines += ["# un centesimo", *told(close_year, desk, new(), "anna", FUND, AFTER, seen)]
    assert close_year(desk, new(), "anna", FUND, AFTER, Money(18_000_00)) == Money(18_000_00)
    lines += ["# già chiuso", *_all(problems(desk))]
    lines += ["# chiuso, e si dichiara"]
    lines += told(declare_nothing_spent, desk, new(), "anna", FUND, (january,), AFTER)
    closure(desk, NEXT)
    lines += ["# chiuso anche il dopo", *told(reopen_year, desk, new(), "carlo", FUND, LATER)]
    lines += _all(problems(desk))
    compare_lines("said-refusals-of-a-closing", lines)


def _all(found: list[Problem]) -> list[str]:
    return [line for one in found for line in _whole(one)]


@pytest.mark.parametrize(
    ("many", "named"),
    [
        (1, "V1 Voce"),
        (6, "V1 Voce, V2 Voce, V3 Voce, V4 Voce, V5 Voce, V6 Voce"),
        (7, "V1 Voce, V2 Voce, V3 Voce, V4 Voce, V5 Voce, V6 Voce e un’altra"),
        (8, "V1 Voce, V2 Voce, V3 Voce, V4 Voce, V5 Voce, V6 Voce e altre 2"),
    ],
)
def test_of_many_voci_that_are_missing_six_are_named(
    empty_engine: Engine, many: int, named: str
) -> None:
    """Each was given of every month but December."""
    made_desk(empty_engine)
    voci = [f"V{number}" for number in range(1, many + 1)]
    entity, entries = E["frna_voce"], E["frna_entry"]
    own = {"fund_year_id": FUND, "municipality_id": "c", "state": "validated"}
    rows = [sound(entries, **own, voce_id=voce, **BUDGET) for voce in voci]
    rows += [
        sound(entries, **own, voce_id=voce, phase="final", period="month", period_no=month)
        for voce in voci
        for month in range(1, 12)
    ]
    names = [(None, sound(entity, code=voce, name="Voce", short_name="Voce")) for voce in voci]
    load(empty_engine, Batch(entity, names), Batch(entries, [(None, one) for one in rows]))
    [missing] = [one for one in problems(empty_engine) if one.code == "K09"]
    counted = "manca 1 cifra" if many == 1 else f"mancano {many} cifre"
    assert missing.sentence == f"Cervia: {counted} (dicembre), di {named}."


def test_every_refusal_of_a_transfer(desk: Engine) -> None:
    """10,000 of A1 are free, and not a cent more; nothing, the same voce, no voce, no reason."""
    lines: list[str] = []
    for name, asked in (
        ("un centesimo di troppo", replace(ASKED, amount=Money(10_000_01))),
        ("zero", replace(ASKED, amount=Money(0))),
        ("la stessa voce", replace(ASKED, to_voce_id="A1")),
        ("senza motivo", replace(ASKED, reason=" ")),
        ("voci che non ci sono", replace(ASKED, to_voce_id="Z9", from_voce_id="Z8")),
        ("di un altro Comune", replace(ASKED, municipality_id=None)),
    ):
        lines += [f"# {name}", *told(propose, desk, new(), "carlo", asked, TODAY)]
    first = propose(desk, new(), "carlo", ASKED, TODAY)
    second = propose(desk, new(), "carlo", replace(ASKED, amount=Money(1)), TODAY)
    with reading(desk) as connection:
        assert [one.number for one in transfers(connection, FUND)] in ([1, 2], [2, 1])
    for name, decision in (
        ("già cambiata", DecideTransfer(first, 2, approved=True)),
        ("che non c’è", DecideTransfer("altro", 1, approved=True)),
        ("respinta senza motivo", DecideTransfer(first, 1, approved=False, reason=" ")),
        ("atto che non c’è", DecideTransfer(first, 1, approved=True, act_id="nessuno")),
    ):
        lines += [f"# {name}", *told(decide, desk, new(), "anna", decision, TODAY)]
    lines += ["# chi non può"]
    lines += told(decide, desk, new(), "carlo", DecideTransfer(first, 1, approved=True), TODAY)
    decide(desk, new(), "anna", DecideTransfer(first, 1, approved=True), TODAY)
    lines += ["# non resta nulla"]
    lines += told(decide, desk, new(), "anna", DecideTransfer(second, 1, approved=True), TODAY)
    closure(desk, FUND)
    lines += ["# anno chiuso", *told(propose, desk, new(), "carlo", ASKED, date(2027, 1, 20))]
    compare_lines("said-refusals-of-a-transfer", lines)
