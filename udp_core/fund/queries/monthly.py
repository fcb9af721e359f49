"""Monthly figures: what is done so far, what is expected and given, what waits to be confirmed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, func, select

from udp_core.fund.entities.decided import VoceTransfer
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry, FrnaVoce
from udp_core.fund.entities.fund import FundingSource, FundYear
from udp_core.kernel.vocabulary import (
    ActivityUnit,
    DataState,
    InterventionState,
    PeriodKind,
    Phase,
    TransferState,
)
from udp_core.plan.entities.plan import AnnualProgramme, InterventionArea, Plan
from udp_core.programme.entities.intervention import Intervention

_ACTIVITY = ActivityMeasure.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
Done = dict[tuple[str, ActivityUnit, str | None], Decimal]
"""Voce, unit and Comune (None: the whole district) to the sum of its months."""


def done_activity(connection: Connection, fund_year: str) -> Done:
    """What the months reported add up to, drafts left out."""
    keys = (_ACTIVITY.voce_id, _ACTIVITY.unit, _ACTIVITY.municipality_id)
    reported = (
        _ACTIVITY.fund_year_id == fund_year,
        _ACTIVITY.phase == Phase.FINAL,
        _ACTIVITY.period == PeriodKind.MONTH,
        _ACTIVITY.state != DataState.DRAFT,
    )
    rows = connection.execute(
        select(*keys, func.sum(_ACTIVITY.value)).where(*reported).group_by(*keys)
    )
    return {(str(voce), unit, place): Decimal(str(value)) for voce, unit, place, value in rows}


_ENTRY: Any = FrnaEntry
_VOCE: Any = FrnaVoce
_FUND: Any = FundYear
_SCHEDA: Any = Intervention
_PROGRAMME: Any = AnnualProgramme
_PLAN: Any = Plan
_AREA: Any = InterventionArea


class GivenRow(NamedTuple):
    """A final figure that is there, of a month or of a longer period."""

    fund_year_id: str
    municipality_id: str | None
    voce_id: str
    source_id: str
    period: PeriodKind
    period_no: int | None
    as_of: date
    state: DataState


class ProgrammedRow(NamedTuple):
    """A voce programmed from a source in a Comune: expected every month."""

    fund_year_id: str
    municipality_id: str | None
    voce_id: str
    voce: str
    source_id: str


class FollowedRow(NamedTuple):
    """A scheda in course."""

    area_id: str
    area: str
    code: str
    title: str
    as_of: date


def programmed(connection: Connection, district: str, year: int) -> tuple[ProgrammedRow, ...]:
    """What the programme of the year expects, each once."""
    found = (
        select(
            _ENTRY.fund_year_id,
            _ENTRY.municipality_id,
            _ENTRY.voce_id,
            _VOCE.short_name,
            _ENTRY.source_id,
        )
        .distinct()
        .join(FrnaVoce, _VOCE.id == _ENTRY.voce_id)
        .join(FundYear, _FUND.id == _ENTRY.fund_year_id)
        .where(_FUND.district_id == district, _FUND.year == year, _ENTRY.phase == Phase.BUDGET)
    )
    return tuple(ProgrammedRow(*row) for row in connection.execute(found))


def given(connection: Connection, district: str, year: int) -> tuple[GivenRow, ...]:
    """The final figures of the year."""
    found = (
        select(
            _ENTRY.fund_year_id,
            _ENTRY.municipality_id,
            _ENTRY.voce_id,
            _ENTRY.source_id,
            _ENTRY.period,
            _ENTRY.period_no,
            _ENTRY.as_of,
            _ENTRY.state,
        )
        .join(FundYear, _FUND.id == _ENTRY.fund_year_id)
        .where(_FUND.district_id == district, _FUND.year == year, _ENTRY.phase == Phase.FINAL)
    )
    return tuple(GivenRow(*row) for row in connection.execute(found))


def followed(connection: Connection, district: str, year: int) -> tuple[FollowedRow, ...]:
    """The schede in course of the year."""
    found = (
        select(_SCHEDA.area_id, _AREA.short_name, _SCHEDA.code, _SCHEDA.title, _SCHEDA.as_of)
        .join(AnnualProgramme, _PROGRAMME.id == _SCHEDA.programme_id)
        .join(Plan, _PLAN.id == _PROGRAMME.plan_id)
        .join(InterventionArea, _AREA.id == _SCHEDA.area_id)
        .where(
            _PLAN.district_id == district,
            _PROGRAMME.year == year,
            _SCHEDA.state == InterventionState.ACTIVE,
        )
        .order_by(_SCHEDA.code)
    )
    return tuple(FollowedRow(*row) for row in connection.execute(found))


_TRANSFER: Any = VoceTransfer
_SOURCE: Any = FundingSource


class WaitingRow(NamedTuple):
    """Final monthly figures of a Comune in a month, by state."""

    fund_year_id: str
    municipality_id: str | None
    month: int
    state: DataState
    figures: int
    cents: int


class TransferRow(NamedTuple):
    """A transfer between voci."""

    id: str
    version: int
    number: int
    from_voce_id: str
    to_voce_id: str
    amount_cents: int
    reason: str
    state: TransferState
    source_id: str
    municipality_id: str | None
    proposed_on: date
    proposed_by: str
    decided_on: date | None
    act_id: str | None


class VoceFree(NamedTuple):
    """What of a voce is programmed and confirmed, and already used, in cents."""

    voce_id: str
    programmed: int
    used: int

    @property
    def free(self) -> int:
        """What can still be moved elsewhere."""
        return max(0, self.programmed - self.used)


def waiting(connection: Connection, district: str, year: int) -> tuple[WaitingRow, ...]:
    """How many final figures of each Comune and month are drafts, confirmed, validated.

    In no order: who shows them has one.
    """
    keys = (_ENTRY.fund_year_id, _ENTRY.municipality_id, _ENTRY.period_no, _ENTRY.state)
    found = select(*keys, func.count(), func.sum(_ENTRY.amount_cents)).join(
        FundYear, _FUND.id == _ENTRY.fund_year_id
    )
    own = (
        _FUND.district_id == district,
        _FUND.year == year,
        _ENTRY.phase == Phase.FINAL,
        _ENTRY.period == PeriodKind.MONTH,
    )
    rows = connection.execute(found.where(*own).group_by(*keys))
    return tuple(WaitingRow._make([*row[:4], int(row[4]), int(row[5])]) for row in rows)


def funds_of(connection: Connection, district: str, year: int) -> dict[str, str]:
    """The funds of a district in a year, id to the name of the source."""
    found = select(_FUND.id, _SOURCE.name).join(FundingSource, _SOURCE.id == _FUND.source_id)
    rows = connection.execute(
        found.where(_FUND.district_id == district, _FUND.year == year).order_by(
            _SOURCE.sort, _FUND.id
        )
    )
    return {row[0]: row[1] for row in rows}


def transfers(connection: Connection, fund_year: str) -> tuple[TransferRow, ...]:
    """The transfers of a fund year, the latest first."""
    own = (
        _TRANSFER.id,
        _TRANSFER.version,
        _TRANSFER.number,
        _TRANSFER.from_voce_id,
        _TRANSFER.to_voce_id,
        _TRANSFER.amount_cents,
        _TRANSFER.reason,
        _TRANSFER.state,
        _TRANSFER.source_id,
        _TRANSFER.municipality_id,
        _TRANSFER.proposed_on,
        _TRANSFER.source,
        _TRANSFER.decided_on,
        _TRANSFER.act_id,
    )
    return tuple(
        TransferRow(*tuple(row))
        for row in connection.execute(
            select(*own)
            .where(_TRANSFER.fund_year_id == fund_year)
            .order_by(_TRANSFER.number.desc())
        )
    )


def free_of_voci(
    connection: Connection, fund_year: str, source: str, municipality: str | None
) -> tuple[VoceFree, ...]:
    """The voci programmed from a source in a Comune (None: the whole district), with what is free
    of each.
    """
    owner = (
        _ENTRY.municipality_id.is_(None)
        if municipality is None
        else _ENTRY.municipality_id == municipality
    )
    programmed = (_ENTRY.phase == Phase.BUDGET) & (_ENTRY.state != DataState.DRAFT)
    sums = (
        func.sum(case((programmed, _ENTRY.amount_cents), else_=0)),
        func.sum(case((_ENTRY.phase == Phase.FINAL, _ENTRY.amount_cents), else_=0)),
    )
    own = (_ENTRY.fund_year_id == fund_year, _ENTRY.source_id == source, owner)
    found = select(_ENTRY.voce_id, *sums).where(*own).group_by(_ENTRY.voce_id)
    rows = connection.execute(found.order_by(_ENTRY.voce_id))
    return tuple(VoceFree(row[0], int(row[1]), int(row[2])) for row in rows if row[1])


def used_of(
    connection: Connection, fund_year: str, voce: str, source: str, municipality: str | None
) -> int:
    """What a voce has spent so far, in cents."""
    owner = (
        _ENTRY.municipality_id.is_(None)
        if municipality is None
        else _ENTRY.municipality_id == municipality
    )
    found = select(func.coalesce(func.sum(_ENTRY.amount_cents), 0)).where(
        _ENTRY.fund_year_id == fund_year,
        _ENTRY.voce_id == voce,
        _ENTRY.source_id == source,
        _ENTRY.phase == Phase.FINAL,
        owner,
    )
    return int(connection.execute(found).scalar_one())


def unvalidated(connection: Connection, fund_year: str) -> int:
    """How many final figures of a fund year are not validated."""
    found = (
        select(func.count())
        .select_from(FrnaEntry)
        .where(
            _ENTRY.fund_year_id == fund_year,
            _ENTRY.phase == Phase.FINAL,
            _ENTRY.state != DataState.VALIDATED,
        )
    )
    return int(connection.execute(found).scalar_one())
