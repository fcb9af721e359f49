"""The part of a question on fund years that says how far their preventivo has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from udp_core.fund.entities.fund import FundYear
from udp_core.fund.rules.budgets import BudgetAct, BudgetLife
from udp_core.plan.entities.governance import Act

_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACT = Act.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy

LIFE: tuple[Any, ...] = (
    _YEAR.budget_state,
    _YEAR.approved_on,
    _ACT.title,
    _ACT.kind,
    _ACT.number,
    _ACT.act_date,
    _ACT.state,
)
"""The columns of a preventivo, of a statement that joins `OF_ITS_ACT` from outside."""
OF_ITS_ACT = _ACT.id == _YEAR.act_id


def with_life(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row that ends with those columns, and the preventivo in their place."""
    own, (state, approved_on, *act) = row[: -len(LIFE)], row[-len(LIFE) :]
    # without an act, every column of it is empty
    found = BudgetAct(*act) if act[0] is not None else None
    return (*own, BudgetLife(state, approved_on, found))
