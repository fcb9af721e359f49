"""Questions on proposals of change to a plan and on the documents that were looked at for it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from udp_core.plan.entities.changes import PlanChange, ReviewedDocument
from udp_core.plan.entities.governance import Act
from udp_core.plan.entities.objectives import Objective
from udp_core.plan.terms import ChangeState, Relevance
from udp_core.programme.entities.intervention import Intervention

_CHANGE: Any = PlanChange
_OBJECTIVE: Any = Objective
_SCHEDA: Any = Intervention
_ACT: Any = Act
_DOCUMENT: Any = ReviewedDocument


class ChangeRow(NamedTuple):
    """A proposal of change, on what, and the act that decided it."""

    id: str
    title: str
    objective: str | None
    scheda: str | None
    proposal: str
    reason: str
    proposed_by: str
    proposed_on: date
    decide_by: date | None
    state: ChangeState
    act: str | None
    approved_on: date | None


class DocumentRow(NamedTuple):
    """A document that existed before the plan."""

    title: str
    author: str
    dated_on: date | None
    relevance: Relevance
    reuse: str


def changes(connection: Connection, plan: str) -> tuple[ChangeRow, ...]:
    """The proposals of change to a plan, the latest first."""
    found = (
        select(
            _CHANGE.id,
            _CHANGE.title,
            _OBJECTIVE.code,
            _SCHEDA.code,
            _CHANGE.proposal,
            _CHANGE.reason,
            _CHANGE.proposed_by,
            _CHANGE.proposed_on,
            _CHANGE.decide_by,
            _CHANGE.state,
            _ACT.title,
            _CHANGE.approved_on,
        )
        .outerjoin(_OBJECTIVE, _OBJECTIVE.id == _CHANGE.objective_id)
        .outerjoin(_SCHEDA, _SCHEDA.id == _CHANGE.intervention_id)
        .outerjoin(_ACT, _ACT.id == _CHANGE.act_id)
        .where(_CHANGE.plan_id == plan)
        .order_by(_CHANGE.proposed_on.desc(), _CHANGE.id)
    )
    return tuple(ChangeRow._make(row) for row in connection.execute(found))


def documents(connection: Connection, plan: str) -> tuple[DocumentRow, ...]:
    """The documents looked at for a plan, by title."""
    found = select(*(getattr(_DOCUMENT, name) for name in DocumentRow._fields))
    rows = connection.execute(found.where(_DOCUMENT.plan_id == plan).order_by(_DOCUMENT.title))
    return tuple(DocumentRow._make(row) for row in rows)
