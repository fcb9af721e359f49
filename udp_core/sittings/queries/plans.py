"""Questions on what is planned about what is red or amber."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.sittings.entities import CorrectivePlan
from udp_core.sittings.terms import PlanSubject

_PLAN = CorrectivePlan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class PlanRow(NamedTuple):
    """What is done about something red or amber."""

    id: str
    version: int
    kind: PlanSubject
    subject: str
    cause: str
    action: str
    owner: str
    due_on: date


def plans(connection: Connection, district: str, year: int) -> tuple[PlanRow, ...]:
    """What is done about what is red or amber in a year."""
    own = (
        _PLAN.id,
        _PLAN.version,
        _PLAN.kind,
        _PLAN.subject,
        _PLAN.cause,
        _PLAN.action,
        _PLAN.owner,
        _PLAN.due_on,
    )
    return tuple(
        PlanRow(*row)
        for row in connection.execute(
            select(*own).where(_PLAN.district_id == district, _PLAN.year == year).order_by(_PLAN.id)
        )
    )
