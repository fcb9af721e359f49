"""Commands that move money and states: what is to be seen of them beside the command table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, confirm_budget, entry, made_desk, mandate, save
from tests.made_rows import asked, fingerprint, load, sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.fund.commands.transfers import DecideTransfer, Proposal, decide, propose
from udp_core.kernel.money import Money
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import DataState
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

ENTRY, CLOSURE = E["frna_entry"], E["fund_closure"]
BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
ROW = f"{FUND}:A1:a:c:final:month:1"
_turn = count(1)


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """«bice» coordinates the other district; January is confirmed.

    12.000 € are programmed on A1, 1.000 spent.
    """
    made_desk(empty_engine)
    load(empty_engine, Batch(E["district"], [(None, sound(E["district"], code="b"))]))
    load(
        empty_engine,
        Batch(E["officer"], [(None, {"code": "bice", "name": "Ufficio di bice", "active": 1})]),
    )
    load(
        empty_engine, Batch(E["mandate"], [(None, mandate("bice", "coordinator", district_id="b"))])
    )
    save(
        empty_engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(empty_engine, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    confirm_budget(empty_engine)
    save(empty_engine, "carlo", entry(1, 1000), request_id="gennaio")
    moved(empty_engine, "carlo", 1, DataState.CONFIRMED)
    return empty_engine


def closed(engine: Engine) -> None:
    load(engine, Batch(CLOSURE, [(None, sound(CLOSURE, fund_year_id=FUND))]))


def new() -> str:
    return f"porta {next(_turn)}"


def moved(engine: Engine, officer: str, seen: int, state: DataState) -> object:
    return move_states(
        engine,
        MoveState(asked(new()), officer, [Move(ENTRY, ROW, seen, state)], TODAY, explained=True),
    )


def codes(engine: Engine, work: Callable[[], object]) -> list[str]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        work()
    assert fingerprint(engine) == before
    return [problem.code for problem in caught.value.problems]


def stored(engine: Engine, row_id: str) -> tuple[int, Image]:
    with reading(engine) as connection:
        return read_by_id(connection, ENTRY, [row_id])[row_id]


def proposal(euro: int, **values: str) -> Proposal:
    return Proposal(
        **{  # type: ignore[arg-type]  # a case changes one of them
            "fund_year_id": FUND,
            "from_voce_id": "A1",
            "to_voce_id": "A2",
            "source_id": "a",
            "municipality_id": "c",
            "amount": Money(euro * 100),
            "reason": "Servono altrove",
            **values,
        }
    )


def test_no_state_moves_in_a_closed_year(desk: Engine) -> None:
    closed(desk)
    assert codes(desk, lambda: moved(desk, "anna", 2, DataState.VALIDATED)) == ["W10"]
    assert codes(desk, lambda: moved(desk, "anna", 2, DataState.DRAFT))[-1] == "W10"


def test_all_that_is_free_is_moved_and_not_a_cent_more(desk: Engine) -> None:
    """12.000 programmed, 1.000 spent: 11.000 are free."""
    more = Proposal(FUND, "A1", "A2", "a", "c", Money(11_000_01), "Servono altrove")
    assert codes(desk, lambda: propose(desk, asked(new()), "carlo", more, TODAY)) == ["T02"]
    one = propose(desk, asked(new()), "carlo", proposal(11_000), TODAY)
    decide(desk, asked(new()), "anna", DecideTransfer(one, 1, approved=True), TODAY)
    assert [
        stored(desk, f"{FUND}:{voce}:a:c:budget:year:-")[1]["amount_cents"] for voce in ("A1", "A2")
    ] == [1_000_00, 17_000_00]


def test_nothing_is_undone_in_a_closed_year_or_once_others_stand_on_it(desk: Engine) -> None:
    save(desk, "carlo", entry(2, 1000), request_id="febbraio")
    load(
        desk, Batch(E["mandate"], [(None, mandate("anna", "coordinator", district_id="b"))])
    )  # voci are of all
    save(desk, "anna", Edit(E["frna_voce"], sound(E["frna_voce"], code="B1")), request_id="voce")
    save(desk, "anna", entry(3, 1000, voce_id="B1"))
    assert codes(desk, lambda: undo(desk, Undo(asked(new()), "anna", "voce", TODAY))) == ["W15"]
    closed(desk)
    assert codes(desk, lambda: undo(desk, Undo(asked(new()), "carlo", "febbraio", TODAY))) == [
        "W10"
    ]
    assert codes(desk, lambda: undo(desk, Undo(asked(new()), "anna", "febbraio", TODAY))) == ["U11"]
