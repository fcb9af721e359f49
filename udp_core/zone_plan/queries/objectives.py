"""Questions on the objectives of a plan and on what they are tied to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import aliased

from udp_core.indicators.entities import Indicator
from udp_core.kernel.vocabulary import Origin, Trust
from udp_core.plan.entities.governance import Act, GoverningBody
from udp_core.plan.entities.objectives import (
    Guideline,
    GuidelineAction,
    Objective,
    ObjectiveIndicator,
    ObjectiveIntervention,
    ObjectiveOutcome,
    RegionalObjective,
)
from udp_core.plan.entities.plan import InterventionArea
from udp_core.plan.terms import (
    CareScope,
    FollowUp,
    GuidelineKind,
    ObjectiveLevel,
    OutcomeResult,
)
from udp_core.programme.entities.intervention import Intervention
from udp_core.territory.entities import District
from udp_core.thresholds.entities import RuleSet

_OBJECTIVE: Any = Objective
_AREA: Any = InterventionArea
_LINK: Any = ObjectiveIntervention
_SCHEDA: Any = Intervention
_MEASURED: Any = ObjectiveIndicator
_INDICATOR: Any = Indicator
_GUIDELINE: Any = Guideline
_ACTION: Any = GuidelineAction
_BODY: Any = GoverningBody
_ACT: Any = Act
_REGIONAL: Any = RegionalObjective
_RULES: Any = RuleSet
_DISTRICT: Any = District
_OUTCOME: Any = ObjectiveOutcome


class ObjectiveRow(NamedTuple):
    """An objective, with the names of what it is tied to; `previous` is the one it takes up."""

    id: str
    plan_id: str
    code: str
    title: str
    level: ObjectiveLevel
    parent_id: str | None
    area_id: str | None
    area: str | None
    priority: int | None
    scope: CareScope
    owner: str | None
    guideline_id: str | None
    regional_id: str | None
    regional: str | None
    previous_id: str | None
    previous: str | None
    expected_result: str | None
    source: str
    origin: Origin


class LinkRow(NamedTuple):
    """A scheda of an objective, by its programme and code: a new edition inherits the tie."""

    objective_id: str
    programme_id: str
    code: str


class GuidelineRow(NamedTuple):
    """A direction or guidelines, of which body, by which act."""

    id: str
    kind: GuidelineKind
    title: str
    text: str
    body: str | None
    act: str | None
    valid_from: date
    valid_to: date | None
    origin: Origin


class DiffusionRow(NamedTuple):
    """What is done so that a guideline is known."""

    guideline_id: str
    title: str
    audience: str
    owner: str | None
    due_date: date
    done_date: date | None


class RegionalRow(NamedTuple):
    """An objective of the Region."""

    id: str
    code: str
    title: str
    regional_plan: str
    trust: Trust
    source: str


class OutcomeRow(NamedTuple):
    """What became of an objective."""

    objective_id: str
    result: OutcomeResult
    reason: str
    follow_up: FollowUp | None
    judged_on: date
    origin: Origin


def objectives(connection: Connection, plan: str) -> tuple[ObjectiveRow, ...]:
    """The objectives of a plan, by code."""
    before = aliased(_OBJECTIVE)
    found = (
        select(
            _OBJECTIVE.id,
            _OBJECTIVE.plan_id,
            _OBJECTIVE.code,
            _OBJECTIVE.title,
            _OBJECTIVE.level,
            _OBJECTIVE.parent_objective_id,
            _OBJECTIVE.area_id,
            _AREA.short_name,
            _OBJECTIVE.priority,
            _OBJECTIVE.scope,
            _OBJECTIVE.owner,
            _OBJECTIVE.guideline_id,
            _OBJECTIVE.regional_objective_id,
            _REGIONAL.title,
            _OBJECTIVE.previous_objective_id,
            before.title,
            _OBJECTIVE.expected_result,
            _OBJECTIVE.source,
            _OBJECTIVE.origin,
        )
        .outerjoin(_AREA, _AREA.id == _OBJECTIVE.area_id)
        .outerjoin(_REGIONAL, _REGIONAL.id == _OBJECTIVE.regional_objective_id)
        .outerjoin(before, before.id == _OBJECTIVE.previous_objective_id)
        .where(_OBJECTIVE.plan_id == plan)
        .order_by(_OBJECTIVE.code)
    )
    return tuple(ObjectiveRow._make(row) for row in connection.execute(found))


def links(connection: Connection, plan: str) -> tuple[LinkRow, ...]:
    """Which schede each objective of the plan is pursued by."""
    found = (
        select(_LINK.objective_id, _SCHEDA.programme_id, _SCHEDA.code)
        .join(_OBJECTIVE, _OBJECTIVE.id == _LINK.objective_id)
        .join(_SCHEDA, _SCHEDA.id == _LINK.intervention_id)
        .where(_OBJECTIVE.plan_id == plan)
        .order_by(_LINK.objective_id, _SCHEDA.programme_id, _SCHEDA.code)
    )
    return tuple(LinkRow._make(row) for row in connection.execute(found))


def measured_by(connection: Connection, plan: str) -> tuple[tuple[str, str], ...]:
    """Objective and name of an indicator by which it is measured."""
    found = (
        select(_MEASURED.objective_id, _INDICATOR.name)
        .join(_OBJECTIVE, _OBJECTIVE.id == _MEASURED.objective_id)
        .join(_INDICATOR, _INDICATOR.id == _MEASURED.indicator_id)
        .where(_OBJECTIVE.plan_id == plan)
        .order_by(_MEASURED.objective_id, _INDICATOR.sort)
    )
    return tuple((objective, name) for objective, name in connection.execute(found))


def guidelines(
    connection: Connection, district: str, first_year: int, last_year: int
) -> tuple[GuidelineRow, ...]:
    """What bodies ask in some of these years, the oldest first."""
    found = (
        select(
            _GUIDELINE.id,
            _GUIDELINE.kind,
            _GUIDELINE.title,
            _GUIDELINE.text,
            _BODY.name,
            _ACT.title,
            _GUIDELINE.valid_from,
            _GUIDELINE.valid_to,
            _GUIDELINE.origin,
        )
        .outerjoin(_BODY, _BODY.id == _GUIDELINE.body_id)
        .outerjoin(_ACT, _ACT.id == _GUIDELINE.act_id)
        .where(_GUIDELINE.district_id == district, *_within(_GUIDELINE, first_year, last_year))
        .order_by(_GUIDELINE.valid_from, _GUIDELINE.code)
    )
    return tuple(GuidelineRow._make(row) for row in connection.execute(found))


def diffusion(connection: Connection, district: str) -> tuple[DiffusionRow, ...]:
    """What is done so that guidelines are known, by guideline."""
    found = (
        select(
            _ACTION.guideline_id,
            _ACTION.title,
            _ACTION.audience,
            _ACTION.owner,
            _ACTION.due_date,
            _ACTION.done_date,
        )
        .join(_GUIDELINE, _GUIDELINE.id == _ACTION.guideline_id)
        .where(_GUIDELINE.district_id == district)
        .order_by(_ACTION.guideline_id, _ACTION.number)
    )
    return tuple(DiffusionRow._make(row) for row in connection.execute(found))


def regional_objectives(
    connection: Connection, district: str, first_year: int, last_year: int
) -> tuple[RegionalRow, ...]:
    """The objectives of the district's own Region that hold in some of these years."""
    found = (
        select(
            _REGIONAL.id,
            _REGIONAL.code,
            _REGIONAL.title,
            _REGIONAL.regional_plan,
            _REGIONAL.trust,
            _REGIONAL.source,
        )
        .join(_RULES, _RULES.id == _REGIONAL.rule_set_id)
        .join(_DISTRICT, _DISTRICT.region == _RULES.region)
        .where(_DISTRICT.id == district, *_within(_REGIONAL, first_year, last_year))
        .order_by(_REGIONAL.code)
    )
    return tuple(RegionalRow._make(row) for row in connection.execute(found))


def _within(table: Any, first_year: int, last_year: int) -> tuple[Any, ...]:
    ends = or_(table.valid_to.is_(None), table.valid_to >= date(first_year, 1, 1))
    return (table.valid_from <= date(last_year, 12, 31), ends)


def outcomes(connection: Connection, plans: Sequence[str]) -> tuple[OutcomeRow, ...]:
    """What became of the objectives of some plans."""
    found = (
        select(
            _OUTCOME.objective_id,
            _OUTCOME.result,
            _OUTCOME.reason,
            _OUTCOME.follow_up,
            _OUTCOME.judged_on,
            _OUTCOME.origin,
        )
        .join(_OBJECTIVE, _OBJECTIVE.id == _OUTCOME.objective_id)
        .where(_OBJECTIVE.plan_id.in_(plans))
        .order_by(_OUTCOME.objective_id)
    )
    return tuple(OutcomeRow._make(row) for row in connection.execute(found))
