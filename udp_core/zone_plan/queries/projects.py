"""Questions on the projects of several years: their sheets, their annualità, who pays them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from udp_core.kernel.vocabulary import OrganisationKind, Origin
from udp_core.plan.entities.governance import Organisation
from udp_core.plan.entities.plan import InterventionArea, Plan
from udp_core.programme.entities.project import Project, ProjectFunding, ProjectPhase

_PROJECT: Any = Project
_PHASE: Any = ProjectPhase
_FUNDING: Any = ProjectFunding
_AREA: Any = InterventionArea
_PLAN: Any = Plan
_ORGANISATION: Any = Organisation


class ProjectRow(NamedTuple):
    """The sheet of a project; years of the plan it is of, where it says so."""

    id: str
    code: str
    title: str
    area: str
    context: str | None
    general_objectives: str | None
    specific_objectives: str | None
    actions: str | None
    start_date: date
    end_date: date
    plan_id: str | None
    plan_from: int | None
    plan_to: int | None
    source: str
    origin: Origin


class AnnualityRow(NamedTuple):
    """One or more years of a project, with what is of them."""

    project_id: str
    year_from: int
    year_to: int
    context: str | None
    general_objectives: str | None
    specific_objectives: str | None
    objectives: str | None
    actions: str | None


class FunderRow(NamedTuple):
    """Who pays a project; None where it has not said how much."""

    project_id: str
    name: str
    kind: OrganisationKind
    amount_cents: int | None


def projects(connection: Connection, district: str) -> tuple[ProjectRow, ...]:
    """The projects of a district, the latest to begin first."""
    found = (
        select(
            _PROJECT.id,
            _PROJECT.code,
            _PROJECT.title,
            _AREA.short_name,
            _PROJECT.context,
            _PROJECT.general_objective,
            _PROJECT.specific_objectives,
            _PROJECT.actions,
            _PROJECT.start_date,
            _PROJECT.end_date,
            _PLAN.id,
            _PLAN.year_from,
            _PLAN.year_to,
            _PROJECT.source,
            _PROJECT.origin,
        )
        .join(_AREA, _AREA.id == _PROJECT.area_id)
        .outerjoin(_PLAN, _PLAN.id == _PROJECT.plan_id)
        .where(_PROJECT.district_id == district)
        .order_by(_PROJECT.start_date.desc(), _PROJECT.code)
    )
    return tuple(ProjectRow._make(row) for row in connection.execute(found))


def annualities(connection: Connection, district: str) -> tuple[AnnualityRow, ...]:
    """The annualità of every project of a district, by project."""
    found = (
        select(*(getattr(_PHASE, name) for name in AnnualityRow._fields))
        .join(_PROJECT, _PROJECT.id == _PHASE.project_id)
        .where(_PROJECT.district_id == district)
        .order_by(_PHASE.project_id, _PHASE.year_from)
    )
    return tuple(AnnualityRow._make(row) for row in connection.execute(found))


def funders(connection: Connection, district: str) -> tuple[FunderRow, ...]:
    """Who pays the projects of a district, by project, the largest amounts first."""
    found = (
        select(
            _FUNDING.project_id,
            _ORGANISATION.name,
            _ORGANISATION.kind,
            _FUNDING.amount_cents,
        )
        .join(_PROJECT, _PROJECT.id == _FUNDING.project_id)
        .join(_ORGANISATION, _ORGANISATION.id == _FUNDING.organisation_id)
        .where(_PROJECT.district_id == district)
        .order_by(
            _FUNDING.project_id,
            _FUNDING.amount_cents.is_(None),
            _FUNDING.amount_cents.desc(),
            _ORGANISATION.name,
        )
    )
    return tuple(FunderRow._make(row) for row in connection.execute(found))
