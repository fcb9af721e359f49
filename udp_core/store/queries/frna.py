"""Questions on what goes out of a fund: voci, entries, activity.

Drafts are counted apart: nobody has confirmed them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, case, func, select

from udp_core.model.frna import ActivityMeasure, FrnaEntry, FrnaVoce
from udp_core.model.territory import Municipality
from udp_core.vocabulary import (
    ActivityUnit,
    DataState,
    FrnaArea,
    MacroSection,
    Origin,
    PeriodKind,
    Phase,
)

_VOCE = FrnaVoce.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ENTRY = FrnaEntry.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACTIVITY = ActivityMeasure.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MUNICIPALITY = Municipality.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class VoceRow(NamedTuple):
    """A voce of the tree."""

    code: str
    name: str
    short_name: str
    parent: str | None
    area: FrnaArea
    macro: MacroSection
    unit: ActivityUnit


class EntrySumRow(NamedTuple):
    """Entries of a voce in a phase and period, summed over Comuni and sources.

    `amount_cents` leaves drafts out (None where all are drafts); `unvalidated` counts entries
    confirmed but not
    validated; `as_of` is the latest day among those that are not drafts.
    """

    fund_year_id: str
    voce: str
    phase: Phase
    period: PeriodKind
    period_no: int | None
    amount_cents: int | None
    draft_cents: int
    unvalidated: int
    as_of: date | None


class ActivityRow(NamedTuple):
    """Activity of a voce in a unit, phase and period, summed over Comuni."""

    voce: str
    unit: ActivityUnit
    phase: Phase
    period: PeriodKind
    period_no: int | None
    total: Decimal


class EntryRow(NamedTuple):
    """One entry, for whoever asks where a figure comes from."""

    id: str
    phase: Phase
    period: PeriodKind
    period_no: int | None
    municipality: str | None
    amount_cents: int
    state: DataState
    as_of: date
    source: str
    origin: Origin


class SpentRow(NamedTuple):
    """One entry that counts as used."""

    id: str
    voce: str
    period: PeriodKind
    period_no: int | None
    amount_cents: int
    source: str


def voci(connection: Connection) -> tuple[VoceRow, ...]:
    """The tree of the voci, in its order."""
    found = select(
        _VOCE.code,
        _VOCE.name,
        _VOCE.short_name,
        _VOCE.parent_id,
        _VOCE.area,
        _VOCE.macro,
        _VOCE.unit,
    )
    return tuple(
        VoceRow(*row) for row in connection.execute(found.order_by(_VOCE.sort, _VOCE.code))
    )


def entry_sums(connection: Connection, fund_years: tuple[str, ...]) -> tuple[EntrySumRow, ...]:
    """Entries of some fund years by voce, phase and period."""
    drafted = _ENTRY.state == DataState.DRAFT
    keys = (_ENTRY.fund_year_id, _ENTRY.voce_id, _ENTRY.phase, _ENTRY.period, _ENTRY.period_no)
    found = select(
        *keys,
        func.sum(case((drafted, None), else_=_ENTRY.amount_cents)),
        func.sum(case((drafted, _ENTRY.amount_cents), else_=0)),
        func.sum(case((_ENTRY.state == DataState.CONFIRMED, 1), else_=0)),
        func.max(case((drafted, None), else_=_ENTRY.as_of)),
    )
    rows = connection.execute(found.where(_ENTRY.fund_year_id.in_(fund_years)).group_by(*keys))
    return tuple(
        EntrySumRow(
            year,
            voce,
            phase,
            period,
            number,
            None if amount is None else int(amount),
            int(drafts),
            int(waiting),
            day,
        )
        for year, voce, phase, period, number, amount, drafts, waiting, day in (
            rows.all()
        )  # int: PostgreSQL sums 64-bit numbers into decimals
    )


def activity(connection: Connection, fund_year: str) -> tuple[ActivityRow, ...]:
    """Activity of a fund year by voce, unit, phase and period, drafts left out."""
    keys = (
        _ACTIVITY.voce_id,
        _ACTIVITY.unit,
        _ACTIVITY.phase,
        _ACTIVITY.period,
        _ACTIVITY.period_no,
    )
    found = select(*keys, func.sum(_ACTIVITY.value)).where(
        _ACTIVITY.fund_year_id == fund_year, _ACTIVITY.state != DataState.DRAFT
    )
    rows = connection.execute(found.group_by(*keys))
    return tuple(ActivityRow(*row[:5], Decimal(str(row[5]))) for row in rows)


def entries_of(connection: Connection, fund_year: str, voce: str) -> tuple[EntryRow, ...]:
    """The entries of a voce in a fund year, by phase, period and Comune."""
    own = (
        _ENTRY.id,
        _ENTRY.phase,
        _ENTRY.period,
        _ENTRY.period_no,
        _MUNICIPALITY.name,
        _ENTRY.amount_cents,
        _ENTRY.state,
        _ENTRY.as_of,
        _ENTRY.source,
        _ENTRY.origin,
    )
    found = select(*own).outerjoin(Municipality, _MUNICIPALITY.id == _ENTRY.municipality_id)
    rows = connection.execute(
        found.where(_ENTRY.fund_year_id == fund_year, _ENTRY.voce_id == voce).order_by(
            _ENTRY.phase, _ENTRY.period_no, _MUNICIPALITY.name
        )
    )
    return tuple(EntryRow(*tuple(row)) for row in rows)


def spent_rows(connection: Connection, fund_year: str) -> tuple[SpentRow, ...]:
    """Every entry of a fund year that counts as used: final, and not a draft."""
    own = (
        _ENTRY.id,
        _ENTRY.voce_id,
        _ENTRY.period,
        _ENTRY.period_no,
        _ENTRY.amount_cents,
        _ENTRY.source,
    )
    found = select(*own).where(
        _ENTRY.fund_year_id == fund_year,
        _ENTRY.phase == Phase.FINAL,
        _ENTRY.state != DataState.DRAFT,
    )
    return tuple(SpentRow(*tuple(row)) for row in connection.execute(found.order_by(_ENTRY.id)))
