"""Questions on one scheda.

Its whole sheet, who takes part, what it rests on, its money row by row.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.fund.entities.fund import FundingSource
from udp_core.indicators.entities import Indicator, IndicatorLink
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import (
    ActKind,
    DataState,
    DeliveryType,
    Origin,
    PartnerRole,
    Phase,
    RecipientType,
)
from udp_core.plan.entities.governance import Act, Organisation
from udp_core.plan.entities.plan import AnnualProgramme, InterventionArea, Plan
from udp_core.programme.entities.intervention import (
    Intervention,
    InterventionAct,
    InterventionAreaLink,
    InterventionFunding,
    InterventionPartner,
    InterventionSector,
)
from udp_core.programme.terms import PolicySector

_SCHEDA = Intervention.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PROGRAMME = AnnualProgramme.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PLAN = Plan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_LINK = InterventionAreaLink.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_AREA = InterventionArea.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PARTNER = InterventionPartner.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ORGANISATION = Organisation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SECTOR = InterventionSector.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_RESTS_ON = InterventionAct.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACT = Act.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FUNDING = InterventionFunding.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_INDICATOR = Indicator.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FOLLOWED = IndicatorLink.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SOURCE = FundingSource.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class TextsValue(NamedTuple):
    """What a scheda says in words (DOMAIN.md 5.1); a text that nobody wrote is None."""

    contact_role: str | None
    delivery_type: DeliveryType
    recipient_type: RecipientType
    regional_sheet: str | None
    regional_objective: str | None
    strategic_objective: str | None
    need: str | None
    general_objective: str | None
    specific_objectives: str | None
    recipients: str | None
    expected_users: int | None
    human_resources: str | None
    expected_results: str | None
    critical_points: str | None
    evaluation: str | None


class PartnerValue(NamedTuple):
    """An organisation that takes part, and how."""

    name: str
    role: PartnerRole


class ActValue(NamedTuple):
    """An act that the scheda rests on."""

    kind: ActKind
    number: str | None
    act_date: date | None
    title: str
    source: str


class FundingValue(NamedTuple):
    """One stored row of a scheda's money; an empty `municipality_id` is the whole district."""

    id: str
    source_id: str
    source_name: str
    municipality_id: str
    phase: Phase
    amount: Money
    state: DataState
    as_of: date
    source: str
    origin: Origin


def texts(connection: Connection, district: str, intervention_id: str) -> TextsValue | None:
    """The words of a scheda of the district; None where there is no such scheda there."""
    own = (getattr(_SCHEDA, name) for name in TextsValue._fields)
    found = (
        select(*own)
        .join(AnnualProgramme, _SCHEDA.programme_id == _PROGRAMME.id)
        .join(Plan, _PROGRAMME.plan_id == _PLAN.id)
        .where(_SCHEDA.id == intervention_id, _PLAN.district_id == district)
    )
    row = connection.execute(found).first()
    return TextsValue._make(row) if row else None


def linked_areas(connection: Connection, intervention_id: str) -> tuple[str, ...]:
    """Names of the further areas that the scheda touches, in their order."""
    found = select(_AREA.name).join(InterventionAreaLink, _LINK.area_id == _AREA.id)
    return tuple(
        connection.execute(
            found.where(_LINK.intervention_id == intervention_id).order_by(_AREA.sort)
        ).scalars()
    )


def linked_indicators(connection: Connection, intervention_id: str) -> tuple[str, ...]:
    """Names of the indicators by which the scheda is followed, in their order."""
    found = select(_INDICATOR.name).join(IndicatorLink, _FOLLOWED.indicator_id == _INDICATOR.id)
    return tuple(
        connection.execute(
            found.where(_FOLLOWED.intervention_id == intervention_id).order_by(_INDICATOR.sort)
        ).scalars()
    )


def partners(connection: Connection, intervention_id: str) -> tuple[PartnerValue, ...]:
    """Who takes part, by role and name."""
    found = select(_ORGANISATION.name, _PARTNER.role).join(
        InterventionPartner, _PARTNER.organisation_id == _ORGANISATION.id
    )
    rows = connection.execute(
        found.where(_PARTNER.intervention_id == intervention_id).order_by(
            _PARTNER.role, _ORGANISATION.name
        )
    )
    return tuple(PartnerValue(*row) for row in rows)


def sectors(connection: Connection, intervention_id: str) -> tuple[PolicySector, ...]:
    """The other policies that the scheda integrates."""
    found = (
        select(_SECTOR.sector)
        .where(_SECTOR.intervention_id == intervention_id)
        .order_by(_SECTOR.sector)
    )
    return tuple(connection.execute(found).scalars())


def acts(connection: Connection, intervention_id: str) -> tuple[ActValue, ...]:
    """The acts that the scheda rests on, the dated ones first, oldest first."""
    found = select(_ACT.kind, _ACT.number, _ACT.act_date, _ACT.title, _ACT.source).join(
        InterventionAct, _RESTS_ON.act_id == _ACT.id
    )
    rows = connection.execute(
        found.where(_RESTS_ON.intervention_id == intervention_id).order_by(
            _ACT.act_date.is_(None), _ACT.act_date, _ACT.id
        )
    )
    return tuple(ActValue(*row) for row in rows)


def funding(connection: Connection, intervention_id: str) -> tuple[FundingValue, ...]:
    """Every stored row of the scheda's money, by phase, source and Comune."""
    found = (
        select(
            _FUNDING.id,
            _FUNDING.source_id,
            _SOURCE.name,
            _FUNDING.municipality_id,
            _FUNDING.phase,
            _FUNDING.amount_cents,
            _FUNDING.state,
            _FUNDING.as_of,
            _FUNDING.source,
            _FUNDING.origin,
        )
        .join(FundingSource, _FUNDING.source_id == _SOURCE.id)
        .where(_FUNDING.intervention_id == intervention_id)
        .order_by(_FUNDING.phase, _SOURCE.sort, _SOURCE.id, _FUNDING.municipality_id)
    )
    return tuple(
        FundingValue(row_id, source, name, place or "", phase, Money(cents), *others)
        for row_id, source, name, place, phase, cents, *others in connection.execute(found)
    )
