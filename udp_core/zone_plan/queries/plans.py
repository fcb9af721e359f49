"""Questions on the plans of a district, their annual programmes and the schede in these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, func, or_, select
from sqlalchemy.orm import aliased

from udp_core.kernel.vocabulary import (
    DeliveryType,
    InterventionState,
    Origin,
    Phase,
    PlanKind,
    PlanState,
    RecipientType,
)
from udp_core.plan.entities.governance import Act, Organisation
from udp_core.plan.entities.objectives import Objective, ObjectiveIntervention
from udp_core.plan.entities.plan import AnnualProgramme, InterventionArea, Plan
from udp_core.programme.entities.intervention import Intervention, InterventionFunding

_PLAN: Any = Plan
_PROGRAMME: Any = AnnualProgramme
_AREA: Any = InterventionArea
_SCHEDA: Any = Intervention
_MONEY: Any = InterventionFunding
_ORGANISATION: Any = Organisation
_ACT: Any = Act
_OBJECTIVE: Any = Objective
_LINK: Any = ObjectiveIntervention


class PlanHead(NamedTuple):
    """A plan of a district; `previous` is the title of the plan that it follows."""

    id: str
    kind: PlanKind
    title: str
    year_from: int
    year_to: int
    state: PlanState
    previous_id: str | None
    previous: str | None
    review_notes: str | None
    source: str
    origin: Origin


class EditionRow(NamedTuple):
    """An edition of the programme of a year, of the plan or of one whose schede it leans on."""

    id: str
    plan_id: str
    year: int
    edition: int
    title: str
    state: PlanState
    approved_on: date | None
    act: str | None


class PlanSchedaRow(NamedTuple):
    """A scheda with who leads it and its money, in cents; None where nobody wrote any."""

    id: str
    programme_id: str
    code: str
    title: str
    area_id: str
    area: str
    state: InterventionState
    lead: str | None
    delivery: DeliveryType
    recipient: RecipientType
    evaluation: str | None
    programmed_cents: int | None
    spent_cents: int | None


def plans(connection: Connection, district: str) -> tuple[PlanHead, ...]:
    """Every plan of the district, the latest first."""
    before = aliased(_PLAN)
    found = (
        select(
            _PLAN.id,
            _PLAN.kind,
            _PLAN.title,
            _PLAN.year_from,
            _PLAN.year_to,
            _PLAN.state,
            _PLAN.previous_plan_id,
            before.title,
            _PLAN.review_notes,
            _PLAN.source,
            _PLAN.origin,
        )
        .outerjoin(before, before.id == _PLAN.previous_plan_id)
        .where(_PLAN.district_id == district)
        .order_by(_PLAN.year_from.desc(), _PLAN.kind, _PLAN.id)
    )
    return tuple(PlanHead._make(row) for row in connection.execute(found))


def programmes_behind(connection: Connection, plan: str) -> tuple[EditionRow, ...]:
    """Every edition of the programmes of the plan, and of the plans whose schede it is tied to."""
    tied = (
        select(_PROGRAMME.plan_id)
        .join(_SCHEDA, _SCHEDA.programme_id == _PROGRAMME.id)
        .join(_LINK, _LINK.intervention_id == _SCHEDA.id)
        .join(_OBJECTIVE, _OBJECTIVE.id == _LINK.objective_id)
        .where(_OBJECTIVE.plan_id == plan)
    )
    found = (
        select(
            _PROGRAMME.id,
            _PROGRAMME.plan_id,
            _PROGRAMME.year,
            _PROGRAMME.edition,
            _PROGRAMME.title,
            _PROGRAMME.state,
            _PROGRAMME.approved_on,
            _ACT.title,
        )
        .outerjoin(_ACT, _ACT.id == _PROGRAMME.act_id)
        .where(or_(_PROGRAMME.plan_id == plan, _PROGRAMME.plan_id.in_(tied)))
        .order_by(_PROGRAMME.plan_id, _PROGRAMME.year, _PROGRAMME.edition)
    )
    return tuple(EditionRow._make(row) for row in connection.execute(found))


def schede_of(connection: Connection, programmes: Sequence[str]) -> tuple[PlanSchedaRow, ...]:
    """The schede of some programmes, by programme and code, with their money of all sources."""
    money = (
        select(
            _MONEY.intervention_id,
            sum_of(Phase.BUDGET).label("budget"),
            sum_of(Phase.FINAL).label("final"),
        )
        .join(_SCHEDA, _SCHEDA.id == _MONEY.intervention_id)
        .where(_SCHEDA.programme_id.in_(programmes))
        .group_by(_MONEY.intervention_id)
        .subquery()
    )
    found = (
        select(
            _SCHEDA.id,
            _SCHEDA.programme_id,
            _SCHEDA.code,
            _SCHEDA.title,
            _SCHEDA.area_id,
            _AREA.short_name,
            _SCHEDA.state,
            _ORGANISATION.name,
            _SCHEDA.delivery_type,
            _SCHEDA.recipient_type,
            _SCHEDA.evaluation,
            money.c.budget,
            money.c.final,
        )
        .join(_AREA, _AREA.id == _SCHEDA.area_id)
        .outerjoin(_ORGANISATION, _ORGANISATION.id == _SCHEDA.lead_organisation_id)
        .outerjoin(money, money.c.intervention_id == _SCHEDA.id)
        .where(_SCHEDA.programme_id.in_(programmes))
        .order_by(_SCHEDA.programme_id, _SCHEDA.code)
    )
    return tuple(
        PlanSchedaRow._make((*row[:-2], *map(whole, row[-2:]))) for row in connection.execute(found)
    )


def sum_of(phase: Phase) -> Any:
    """The sum of the money of schede in a phase; nothing where nobody wrote any."""
    return func.sum(case((_MONEY.phase == phase, _MONEY.amount_cents), else_=None))


def whole(cents: Any) -> int | None:
    """Cents as a whole number, whatever the database sums them into."""
    return None if cents is None else int(cents)  # PostgreSQL sums 64-bit numbers into decimals
