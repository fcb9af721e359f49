"""Questions on the annual programme.

Its schede, their actions and their money, summed by the database.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from udp_core.fund.entities.fund import FundingSource
from udp_core.kernel.vocabulary import (
    DataState,
    InterventionState,
    Origin,
    Phase,
    PlanKind,
    PlanState,
    Territory,
)
from udp_core.plan.entities.governance import Act, Organisation
from udp_core.plan.entities.plan import AnnualProgramme, InterventionArea, Plan
from udp_core.plan.terms import NOT_YET_DECIDED
from udp_core.programme.entities.intervention import Action, Intervention, InterventionFunding

_PLAN = Plan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PROGRAMME = AnnualProgramme.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_AREA = InterventionArea.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SCHEDA = Intervention.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACTION = Action.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FUNDING = InterventionFunding.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SOURCE = FundingSource.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ORGANISATION = Organisation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACT = Act.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class ProgrammeRow(NamedTuple):
    """The programme of a year, its plan and the act that approved it."""

    id: str
    title: str
    plan_title: str
    state: PlanState
    edition: int
    approved_on: date | None
    act_title: str | None
    source: str
    origin: Origin


class AreaRow(NamedTuple):
    """An area of intervention: in force in the year, or no longer but with schede still in it."""

    id: str
    name: str
    short_name: str
    in_force: bool


class SchedaRow(NamedTuple):
    """A scheda without its long texts; `progress` is the declared one, from 0 to 1."""

    id: str
    code: str
    title: str
    area_id: str
    state: InterventionState
    start_date: date
    end_date: date
    progress: Decimal
    lead: str | None
    territory: Territory
    municipality_id: str | None
    critical_points: str | None
    data_state: DataState
    as_of: date
    source: str
    origin: Origin


class ActionRow(NamedTuple):
    """A step of a scheda; `weight` is its share of the scheda's work."""

    intervention_id: str
    number: int
    title: str
    due_date: date
    done_date: date | None
    weight: Decimal


class MunicipalityAmountRow(NamedTuple):
    """Money of a scheda in a Comune (None: the whole district) in a phase.

    `as_of` is the oldest day among its rows.

    `drafts` counts the rows that nobody has confirmed.
    """

    intervention_id: str
    municipality_id: str | None
    phase: Phase
    amount_cents: int
    as_of: date
    drafts: int


class SourceAmountRow(NamedTuple):
    """Money of a scheda from a source in a phase, over all Comuni."""

    intervention_id: str
    source_id: str
    source_name: str
    phase: Phase
    amount_cents: int


def kinds_of_programmes(connection: Connection, district: str, year: int) -> tuple[PlanKind, ...]:
    """The kinds of plan that have a programme of the year, in the order of their list."""
    found = (
        select(_PLAN.kind)
        .distinct()
        .join(AnnualProgramme, _PROGRAMME.plan_id == _PLAN.id)
        .where(_PLAN.district_id == district, _PROGRAMME.year == year)
    )
    known = set(connection.execute(found).scalars())
    return tuple(one for one in PlanKind if one in known)


def programme(
    connection: Connection, district: str, year: int, kind: PlanKind = PlanKind.ZONE
) -> ProgrammeRow | None:
    """The programme of the year of the plans of a kind, usually the zone plan.

    Its latest edition already decided, else its latest draft. None where there is none.
    """
    found = (
        select(
            _PROGRAMME.id,
            _PROGRAMME.title,
            _PLAN.title,
            _PROGRAMME.state,
            _PROGRAMME.edition,
            _PROGRAMME.approved_on,
            _ACT.title,
            _PROGRAMME.source,
            _PROGRAMME.origin,
        )
        .join(Plan, _PROGRAMME.plan_id == _PLAN.id)
        .outerjoin(Act, _PROGRAMME.act_id == _ACT.id)
        .where(_PLAN.district_id == district, _PLAN.kind == kind, _PROGRAMME.year == year)
        .order_by(
            _PROGRAMME.state.in_(NOT_YET_DECIDED),
            _PROGRAMME.edition.desc(),
            _PLAN.year_from.desc(),
        )
        .limit(1)
    )
    row = connection.execute(found).first()
    return ProgrammeRow._make(row) if row else None


def areas(connection: Connection, year: int, programme_id: str) -> tuple[AreaRow, ...]:
    """The areas in force at some time of the year, in their order.

    Then those that are not, where schede remain.

    An area that is closed takes no money out of the programme.
    """
    started = _AREA.valid_from <= date(year, 12, 31)
    not_ended = or_(_AREA.valid_to.is_(None), _AREA.valid_to >= date(year, 1, 1))
    in_force = and_(started, not_ended)
    used = select(_SCHEDA.area_id).where(_SCHEDA.programme_id == programme_id)
    found = select(_AREA.id, _AREA.name, _AREA.short_name, case((in_force, 1), else_=0))
    chosen = found.where(or_(in_force, _AREA.id.in_(used))).order_by(
        in_force.desc(), _AREA.sort, _AREA.id
    )
    return tuple(
        AreaRow(key, name, short, bool(there))
        for key, name, short, there in connection.execute(chosen)
    )


def schede(connection: Connection, programme_id: str) -> tuple[SchedaRow, ...]:
    """The schede of a programme, by code."""
    found = (
        select(
            _SCHEDA.id,
            _SCHEDA.code,
            _SCHEDA.title,
            _SCHEDA.area_id,
            _SCHEDA.state,
            _SCHEDA.start_date,
            _SCHEDA.end_date,
            _SCHEDA.progress,
            _ORGANISATION.name,
            _SCHEDA.territory,
            _SCHEDA.municipality_id,
            _SCHEDA.critical_points,
            _SCHEDA.data_state,
            _SCHEDA.as_of,
            _SCHEDA.source,
            _SCHEDA.origin,
        )
        .outerjoin(Organisation, _SCHEDA.lead_organisation_id == _ORGANISATION.id)
        .where(_SCHEDA.programme_id == programme_id)
        .order_by(_SCHEDA.code)
    )
    return tuple(SchedaRow._make(row) for row in connection.execute(found))


def actions(connection: Connection, programme_id: str) -> tuple[ActionRow, ...]:
    """The actions of all schede of a programme, by scheda and number."""
    found = (
        select(
            _ACTION.intervention_id,
            _ACTION.number,
            _ACTION.title,
            _ACTION.due_date,
            _ACTION.done_date,
            _ACTION.weight,
        )
        .join(Intervention, _ACTION.intervention_id == _SCHEDA.id)
        .where(_SCHEDA.programme_id == programme_id)
        .order_by(_ACTION.intervention_id, _ACTION.number)
    )
    return tuple(ActionRow(*row) for row in connection.execute(found))


def amounts_by_municipality(
    connection: Connection, programme_id: str
) -> tuple[MunicipalityAmountRow, ...]:
    """Money of each scheda by Comune and phase."""
    drafts = func.sum(case((_FUNDING.state == DataState.DRAFT, 1), else_=0))
    by = (_FUNDING.intervention_id, _FUNDING.municipality_id, _FUNDING.phase)
    found = select(*by, func.sum(_FUNDING.amount_cents), func.min(_FUNDING.as_of), drafts)
    rows = connection.execute(_of_programme(found, programme_id).group_by(*by).order_by(*by))
    return tuple(
        MunicipalityAmountRow(scheda, municipality, phase, int(cents), as_of, int(count))
        for scheda, municipality, phase, cents, as_of, count in rows
    )


def amounts_by_source(connection: Connection, programme_id: str) -> tuple[SourceAmountRow, ...]:
    """Money of each scheda by source and phase, in the order of the sources."""
    by = (_FUNDING.intervention_id, _SOURCE.id, _SOURCE.name, _FUNDING.phase)
    found = select(*by, func.sum(_FUNDING.amount_cents)).join(
        FundingSource, _FUNDING.source_id == _SOURCE.id
    )
    ordered = (
        _of_programme(found, programme_id)
        .group_by(*by, _SOURCE.sort)
        .order_by(_FUNDING.intervention_id, _SOURCE.sort, _SOURCE.id, _FUNDING.phase)
    )
    return tuple(
        SourceAmountRow(scheda, source, name, phase, int(cents))
        for scheda, source, name, phase, cents in connection.execute(ordered)
    )


def _of_programme(found: Select[Any], programme_id: str) -> Select[Any]:
    return found.join(Intervention, _FUNDING.intervention_id == _SCHEDA.id).where(
        _SCHEDA.programme_id == programme_id
    )
