"""While others wait to write, a command asks the archive as often for many rows as for few."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests.made_copy import copied
from tests.made_desk import FUND, TODAY, E, confirm_budget, entry, made_desk, save
from tests.made_rows import asked, sound
from udp_core.kernel.vocabulary import DataState
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

ENTRY = E["frna_entry"]
BUDGET = {"phase": "budget", "period": "year", "period_no": None}
FEW, MANY = range(1, 3), range(1, 11)
"""Months: of the first two, of the ten that are over."""


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    money = Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=20**7))
    save(empty_engine, "anna", money, entry(1, 12_000, **BUDGET))
    confirm_budget(empty_engine)
    return empty_engine


def saved(engine: Engine, months: range) -> None:
    save(engine, "carlo", *(entry(month, 1000) for month in months), request_id="date")


def moved(engine: Engine, months: range) -> None:
    rows = (f"{FUND}:A1:a:c:final:month:{month}" for month in months)
    moves = [Move(ENTRY, row, 1, DataState.CONFIRMED) for row in rows]
    move_states(engine, MoveState(asked(), "carlo", moves, TODAY))


def undone(engine: Engine, _months: range) -> None:
    undo(engine, Undo(asked(), "carlo", "date", TODAY))


@pytest.mark.parametrize(("before", "command"), [([], saved), ([saved], moved), ([saved], undone)])
def test_as_many_statements_for_ten_rows_as_for_two(
    tmp_path: Path,
    desk: Engine,
    before: list[Callable[[Engine, range], None]],
    command: Callable[[Engine, range], None],
) -> None:
    few, many = (_statements(desk, tmp_path, before, command, months) for months in (FEW, MANY))
    assert many == few > 0


def _statements(
    desk: Engine,
    folder: Path,
    before: list[Callable[[Engine, range], None]],
    command: Callable[[Engine, range], None],
    months: range,
) -> int:
    """How many the command asks for, on a copy of its own."""
    said: list[str] = []
    own = folder / str(len(months))
    own.mkdir()
    desk.dispose()
    with copied(str(desk.url.database), own) as engine:
        for one in before:
            one(engine, months)

        @event.listens_for(engine, "before_cursor_execute")
        def _note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            said.append(statement)

        command(engine, months)
    return len(said)
