"""Questions on money by Comune: of a fund year, and of the schede of a programme. Drafts are left out."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from udp_core.model.frna import FrnaEntry, FrnaVoce
from udp_core.model.fund import FundYear
from udp_core.model.intervention import Intervention, InterventionFunding
from udp_core.model.plan import AnnualProgramme, Plan
from udp_core.vocabulary import DataState, FrnaArea, Phase

_ENTRY = FrnaEntry.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VOCE = FrnaVoce.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FUNDING = InterventionFunding.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_INTERVENTION = Intervention.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PROGRAMME = AnnualProgramme.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PLAN = Plan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class FundAmountRow(NamedTuple):
    """Money of a fund year by Comune (None: whole district), area and phase."""

    municipality_id: str | None
    area: FrnaArea
    phase: Phase
    amount_cents: int


class ProgrammeAmountRow(NamedTuple):
    """Money of the schede of a year by Comune (None: whole district) and phase."""

    municipality_id: str | None
    phase: Phase
    amount_cents: int


def fund_amounts(connection: Connection, district: str, source: str, year: int) -> tuple[FundAmountRow, ...]:
    """Budget and spending of a fund by Comune and area."""
    keys = (_ENTRY.municipality_id, _VOCE.area, _ENTRY.phase)
    found = select(*keys, func.sum(_ENTRY.amount_cents)).join(FrnaVoce, _VOCE.id == _ENTRY.voce_id).join(FundYear, _YEAR.id == _ENTRY.fund_year_id)
    chosen = found.where(_YEAR.district_id == district, _YEAR.source_id == source, _YEAR.year == year, _ENTRY.state != DataState.DRAFT)
    return tuple(FundAmountRow(row[0], row[1], row[2], int(row[3])) for row in connection.execute(chosen.group_by(*keys)))


def programme_amounts(connection: Connection, district: str, year: int) -> tuple[ProgrammeAmountRow, ...]:
    """Budget and spending of the latest edition of a year's programme, by Comune."""
    editions = select(_PROGRAMME.id).join(Plan, _PLAN.id == _PROGRAMME.plan_id).where(_PLAN.district_id == district, _PROGRAMME.year == year)
    latest = editions.order_by(_PROGRAMME.edition.desc()).limit(1).scalar_subquery()
    keys = (_FUNDING.municipality_id, _FUNDING.phase)
    found = select(*keys, func.sum(_FUNDING.amount_cents)).join(Intervention, _INTERVENTION.id == _FUNDING.intervention_id)
    chosen = found.where(_INTERVENTION.programme_id == latest, _FUNDING.state != DataState.DRAFT)
    return tuple(ProgrammeAmountRow(row[0], row[1], int(row[2])) for row in connection.execute(chosen.group_by(*keys)))
