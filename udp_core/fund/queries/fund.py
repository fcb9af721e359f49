"""Questions on a fund of a district: its years, what came in, what goes out, which are closed.

Drafts are counted apart: nobody has confirmed them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, func, select

from udp_core.fund.entities.decided import FundClosure
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry, FrnaVoce
from udp_core.fund.entities.fund import (
    Allocation,
    CarryOver,
    Cofinancing,
    FundingSource,
    FundYear,
    ReturnedFund,
    Variation,
)
from udp_core.fund.queries.budgets import LIFE, OF_ITS_ACT, with_life
from udp_core.fund.rules.budgets import BudgetLife
from udp_core.kernel.vocabulary import (
    AccountingRegime,
    ActivityUnit,
    AllocationLine,
    AmountStatus,
    DataState,
    FrnaArea,
    MacroSection,
    Origin,
    PeriodKind,
    Phase,
)
from udp_core.plan.entities.governance import Act, Organisation
from udp_core.territory.entities import Municipality

_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SOURCE = FundingSource.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ALLOCATION = Allocation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_CARRY = CarryOver.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VARIATION = Variation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_COFINANCING = Cofinancing.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_RETURNED = ReturnedFund.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACT = Act.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ORGANISATION = Organisation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class FundYearRow(NamedTuple):
    """A year of a fund, with who manages it; `expires` is what its source says of unused money."""

    id: str
    source: str
    name: str
    expires: str | None
    year: int
    manager: str | None
    regime: AccountingRegime
    origin: Origin
    budget: BudgetLife


class AllocationRow(NamedTuple):
    """A statement of a line of a fund year."""

    fund_year_id: str
    line: AllocationLine
    status: AmountStatus
    amount_cents: int
    act: str | None
    as_of: date
    source: str


class CarryOverRow(NamedTuple):
    """A statement of a residue brought into a fund year."""

    fund_year_id: str
    from_year: int
    status: AmountStatus
    amount_cents: int
    as_of: date
    source: str


class MovementRow(NamedTuple):
    """A variation, a co-financing or a return.

    Signed cents as stored, day where it has one, and why or by whom.
    """

    fund_year_id: str
    amount_cents: int
    day: date | None
    what: str
    source: str


def fund_years(connection: Connection, district: str, source: str) -> tuple[FundYearRow, ...]:
    """The years of a fund of a district, the earliest first."""
    own = (_YEAR.id, _YEAR.source_id, _SOURCE.name, _SOURCE.expires_rule, _YEAR.year)
    found = (
        select(*own, _ORGANISATION.name, _YEAR.accounting_regime, _YEAR.origin, *LIFE)
        .join(FundingSource, _SOURCE.id == _YEAR.source_id)
        .outerjoin(Organisation, _ORGANISATION.id == _YEAR.manager_id)
        .outerjoin(Act, OF_ITS_ACT)
    )
    rows = connection.execute(
        found.where(_YEAR.district_id == district, _YEAR.source_id == source).order_by(_YEAR.year)
    )
    return tuple(FundYearRow(*with_life(row)) for row in rows)


def allocations(connection: Connection, fund_years: tuple[str, ...]) -> tuple[AllocationRow, ...]:
    """Every statement of every line of some fund years, in order of day."""
    own = (_ALLOCATION.fund_year_id, _ALLOCATION.line, _ALLOCATION.status, _ALLOCATION.amount_cents)
    found = select(*own, _ACT.title, _ALLOCATION.as_of, _ALLOCATION.source).outerjoin(
        Act, _ACT.id == _ALLOCATION.act_id
    )
    rows = connection.execute(
        found.where(_ALLOCATION.fund_year_id.in_(fund_years)).order_by(
            _ALLOCATION.as_of, _ALLOCATION.id
        )
    )
    return tuple(AllocationRow(*row) for row in rows)


def carry_overs(connection: Connection, fund_years: tuple[str, ...]) -> tuple[CarryOverRow, ...]:
    """Every statement of every residue brought into some fund years, in order of day."""
    found = select(
        _CARRY.fund_year_id,
        _CARRY.from_year,
        _CARRY.status,
        _CARRY.amount_cents,
        _CARRY.as_of,
        _CARRY.source,
    )
    rows = connection.execute(
        found.where(_CARRY.fund_year_id.in_(fund_years)).order_by(_CARRY.as_of, _CARRY.id)
    )
    return tuple(CarryOverRow(*row) for row in rows)


def variations(connection: Connection, fund_years: tuple[str, ...]) -> tuple[MovementRow, ...]:
    """The variations of some fund years, in order of day."""
    found = select(
        _VARIATION.fund_year_id,
        _VARIATION.amount_cents,
        _VARIATION.variation_date,
        _VARIATION.reason,
        _VARIATION.source,
    )
    rows = connection.execute(
        found.where(_VARIATION.fund_year_id.in_(fund_years)).order_by(
            _VARIATION.variation_date, _VARIATION.id
        )
    )
    return tuple(MovementRow(*row) for row in rows)


def cofinancings(connection: Connection, fund_years: tuple[str, ...]) -> tuple[MovementRow, ...]:
    """What other bodies add to some fund years."""
    own = (_COFINANCING.fund_year_id, _COFINANCING.amount_cents, _COFINANCING.as_of)
    found = select(*own, _ORGANISATION.name, _COFINANCING.source).join(
        Organisation, _ORGANISATION.id == _COFINANCING.organisation_id
    )
    rows = connection.execute(
        found.where(_COFINANCING.fund_year_id.in_(fund_years)).order_by(_COFINANCING.id)
    )
    return tuple(MovementRow(*row) for row in rows)


def returns(connection: Connection, fund_years: tuple[str, ...]) -> tuple[MovementRow, ...]:
    """What some fund years gave back."""
    found = select(
        _RETURNED.fund_year_id,
        _RETURNED.amount_cents,
        _RETURNED.return_date,
        _RETURNED.source,
        _RETURNED.source,
    )
    rows = connection.execute(
        found.where(_RETURNED.fund_year_id.in_(fund_years)).order_by(_RETURNED.id)
    )
    return tuple(MovementRow(*row) for row in rows)


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


_CLOSURE: Any = FundClosure


def closed_years(connection: Connection) -> frozenset[str]:
    """Ids of the fund years in which nothing changes any more."""
    return frozenset(connection.execute(select(_CLOSURE.fund_year_id)).scalars())
