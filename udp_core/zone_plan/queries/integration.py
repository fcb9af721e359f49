"""Questions on with whom and with which policies the schede are carried out, and who pays them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from udp_core.fund.entities.fund import FundingSource
from udp_core.kernel.vocabulary import OrganisationKind, PartnerRole, Phase
from udp_core.plan.entities.changes import HealthProgrammeItem, InterventionHealthItem
from udp_core.plan.entities.governance import Organisation
from udp_core.programme.entities.intervention import (
    Intervention,
    InterventionFunding,
    InterventionPartner,
    InterventionSector,
)
from udp_core.programme.terms import PolicySector
from udp_core.zone_plan.queries.plans import sum_of, whole

_SCHEDA: Any = Intervention
_SECTOR: Any = InterventionSector
_PARTNER: Any = InterventionPartner
_MONEY: Any = InterventionFunding
_SOURCE: Any = FundingSource
_ORGANISATION: Any = Organisation
_ITEM: Any = HealthProgrammeItem
_TIED: Any = InterventionHealthItem


class SectorRow(NamedTuple):
    """Another policy that a scheda integrates."""

    scheda: str
    sector: PolicySector


class TakingPartRow(NamedTuple):
    """An organisation in a scheda; `role` is None of who leads it."""

    scheda: str
    organisation: str
    name: str
    kind: OrganisationKind
    role: PartnerRole | None


class PayerRow(NamedTuple):
    """A source that pays a scheda; None where nobody wrote an amount of that phase."""

    scheda: str
    source: str
    name: str
    programmed_cents: int | None
    spent_cents: int | None


class HealthRow(NamedTuple):
    """A line of the health programme and the scheda integrated with it (None: no scheda is)."""

    item: str
    title: str
    programme: str
    organisation: str
    health_owner: str
    scheda: str | None
    social_owner: str | None


def sectors_of(connection: Connection, programmes: Sequence[str]) -> tuple[SectorRow, ...]:
    """The other policies of the schede of some programmes."""
    found = select(_SECTOR.intervention_id, _SECTOR.sector).join(
        _SCHEDA, _SCHEDA.id == _SECTOR.intervention_id
    )
    own = found.where(_SCHEDA.programme_id.in_(programmes))
    rows = connection.execute(own.order_by(_SECTOR.intervention_id, _SECTOR.sector))
    return tuple(SectorRow._make(row) for row in rows)


def taking_part(connection: Connection, programmes: Sequence[str]) -> tuple[TakingPartRow, ...]:
    """Who leads and who takes part in the schede of some programmes."""
    who = (_ORGANISATION.id, _ORGANISATION.name, _ORGANISATION.kind)
    partners = (
        select(_SCHEDA.id, *who, _PARTNER.role)
        .join(_PARTNER, _PARTNER.intervention_id == _SCHEDA.id)
        .join(_ORGANISATION, _ORGANISATION.id == _PARTNER.organisation_id)
        .where(_SCHEDA.programme_id.in_(programmes))
        .order_by(_SCHEDA.id, _PARTNER.role, _ORGANISATION.name)
    )
    leads = (
        select(_SCHEDA.id, *who)
        .join(_ORGANISATION, _ORGANISATION.id == _SCHEDA.lead_organisation_id)
        .where(_SCHEDA.programme_id.in_(programmes))
        .order_by(_SCHEDA.id)
    )
    return (
        *(TakingPartRow._make((*row, None)) for row in connection.execute(leads)),
        *(TakingPartRow._make(row) for row in connection.execute(partners)),
    )


def payers_of(connection: Connection, programmes: Sequence[str]) -> tuple[PayerRow, ...]:
    """The sources that pay the schede of some programmes, in their order."""
    found = (
        select(
            _MONEY.intervention_id,
            _SOURCE.id,
            _SOURCE.name,
            sum_of(Phase.BUDGET),
            sum_of(Phase.FINAL),
        )
        .join(_SCHEDA, _SCHEDA.id == _MONEY.intervention_id)
        .join(_SOURCE, _SOURCE.id == _MONEY.source_id)
        .where(_SCHEDA.programme_id.in_(programmes))
        .group_by(_MONEY.intervention_id, _SOURCE.id, _SOURCE.name, _SOURCE.sort)
        .order_by(_MONEY.intervention_id, _SOURCE.sort, _SOURCE.id)
    )
    return tuple(
        PayerRow(scheda, source, name, whole(budget), whole(final))
        for scheda, source, name, budget, final in connection.execute(found)
    )


def health_items(connection: Connection, district: str, year: int) -> tuple[HealthRow, ...]:
    """The lines of the health programme of a year, each with every scheda integrated with it."""
    found = (
        select(
            _ITEM.id,
            _ITEM.title,
            _ITEM.programme,
            _ORGANISATION.name,
            _ITEM.owner,
            _TIED.intervention_id,
            _TIED.social_owner,
        )
        .join(_ORGANISATION, _ORGANISATION.id == _ITEM.organisation_id)
        .outerjoin(_TIED, _TIED.item_id == _ITEM.id)
        .where(_ITEM.district_id == district, _ITEM.year_from <= year, _ITEM.year_to >= year)
        .order_by(_ITEM.programme, _ITEM.code, _TIED.intervention_id)
    )
    return tuple(HealthRow._make(row) for row in connection.execute(found))
