"""The whole ledger, for checking it.

Every fund year, what came into it and what goes out, summed by the database.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select, union_all
from sqlalchemy.sql.expression import literal

from udp_core.archive.entity import Entity
from udp_core.fund.entities.frna import FrnaEntry, FrnaVoce, UnitCost
from udp_core.fund.entities.fund import (
    Allocation,
    CarryOver,
    Cofinancing,
    CrossCuttingShare,
    FundingSource,
    FundYear,
    ReturnedFund,
    Variation,
)
from udp_core.fund.terms import BudgetState
from udp_core.kernel.calendar import Period
from udp_core.kernel.vocabulary import (
    AllocationLine,
    AmountStatus,
    DataState,
    FrnaArea,
    Payer,
    PeriodKind,
    Phase,
    SourceKind,
)
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.programme.entities.intervention import Intervention, InterventionFunding

_FUND_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ALLOCATION = Allocation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_CARRY = CarryOver.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ENTRY = FrnaEntry.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VOCE = FrnaVoce.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SHARE = CrossCuttingShare.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_COST = UnitCost.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FUNDING = InterventionFunding.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SOURCE = FundingSource.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_INTERVENTION = Intervention.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PROGRAMME = AnnualProgramme.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PLAN = Plan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


Only = Collection[str] | None
"""Ids of the fund years that are asked about; None: every one."""


class MixedVoce(NamedTuple):
    """A voce given twice over some months.

    For the whole district in one period, by Comune in another or the same.
    """

    fund_year_id: str
    voce_id: str
    phase: Phase
    district: Period
    municipal: tuple[Period, ...]


class LedgerYearRow(NamedTuple):
    """A fund of a district in a year, and how far its preventivo has come."""

    id: str
    district_id: str
    source_id: str
    year: int
    budget_state: BudgetState | None


class AllocationFact(NamedTuple):
    """A statement of a line of a fund year."""

    fund_year_id: str
    line: AllocationLine
    status: AmountStatus
    amount_cents: int
    as_of: date


class CarryOverFact(NamedTuple):
    """A statement of the residue brought into a fund year."""

    fund_year_id: str
    from_year: int
    status: AmountStatus
    amount_cents: int
    as_of: date


class OtherFact(NamedTuple):
    """The sum of variations, co-financing or money returned (`kind`) of a fund year."""

    fund_year_id: str
    kind: str
    amount_cents: int


class EntrySum(NamedTuple):
    """Entries of a fund year by phase, voce and source, summed over periods and Comuni.

    `as_of` is the latest.

    Drafts are apart: nobody has confirmed them.
    """

    fund_year_id: str
    phase: Phase
    voce_id: str
    area: FrnaArea
    is_leaf: bool
    source_id: str
    amount_cents: int
    as_of: date
    is_draft: bool = False


class MixedEntry(NamedTuple):
    """A voce with amounts both by Comune and of the whole district for the same period."""

    fund_year_id: str
    voce_id: str
    phase: Phase
    period: PeriodKind
    period_no: int | None
    by_municipality_cents: int
    all_cents: int


class ShareFact(NamedTuple):
    """Share of cross-cutting spending attributed to an area."""

    fund_year_id: str
    area: FrnaArea
    share: Decimal


class CostFact(NamedTuple):
    """A unit cost by payer."""

    voce_id: str
    item: str
    valid_from: date
    payer: Payer
    value_cents: int


class FundingFact(NamedTuple):
    """Money of a scheda by source and Comune, in a phase."""

    district_id: str
    year: int
    intervention_id: str
    source_id: str
    kind: SourceKind
    municipality_id: str | None
    phase: Phase
    amount_cents: int


def _of(found: Select[Any], fund_year: ColumnElement[str], only: Only) -> Select[Any]:
    return found if only is None else found.where(fund_year.in_(sorted(only)))


def fund_years(connection: Connection, only: Only = None) -> tuple[LedgerYearRow, ...]:
    """The fund years, by district, source and year."""
    keys = (_FUND_YEAR.id, _FUND_YEAR.district_id, _FUND_YEAR.source_id, _FUND_YEAR.year)
    own = (*keys, _FUND_YEAR.budget_state)
    found = _of(select(*own), _FUND_YEAR.id, only)
    return tuple(
        LedgerYearRow(*row)
        for row in connection.execute(
            found.order_by(_FUND_YEAR.district_id, _FUND_YEAR.source_id, _FUND_YEAR.year)
        )
    )


def allocation_facts(connection: Connection, only: Only) -> tuple[AllocationFact, ...]:
    """Every statement of every line."""
    amount = (_ALLOCATION.amount_cents, _ALLOCATION.as_of)
    own = (_ALLOCATION.fund_year_id, _ALLOCATION.line, _ALLOCATION.status, *amount)
    found = _of(select(*own), _ALLOCATION.fund_year_id, only)
    return tuple(AllocationFact(*row) for row in connection.execute(found.order_by(_ALLOCATION.id)))


def carry_over_facts(connection: Connection, only: Only) -> tuple[CarryOverFact, ...]:
    """Every statement of every residue."""
    own = (_CARRY.fund_year_id, _CARRY.from_year, _CARRY.status, _CARRY.amount_cents, _CARRY.as_of)
    found = _of(select(*own), _CARRY.fund_year_id, only)
    return tuple(CarryOverFact(*row) for row in connection.execute(found.order_by(_CARRY.id)))


def other_facts(connection: Connection, only: Only) -> tuple[OtherFact, ...]:
    """Variations, co-financing and money returned of the fund years."""
    kinds: tuple[tuple[str, type[Entity]], ...] = (
        ("variation", Variation),
        ("cofinancing", Cofinancing),
        ("returned", ReturnedFund),
    )
    parts = []
    for kind, entity in kinds:
        columns = entity.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
        found = select(columns.fund_year_id, literal(kind), func.sum(columns.amount_cents))
        parts.append(_of(found, columns.fund_year_id, only).group_by(columns.fund_year_id))
    return tuple(
        OtherFact(row[0], row[1], int(row[2])) for row in connection.execute(union_all(*parts))
    )


def entry_sums(connection: Connection, only: Only = None) -> tuple[EntrySum, ...]:
    """Entries of the fund years by phase, voce and source, drafts apart."""
    parents = select(_VOCE.parent_id).where(_VOCE.parent_id.is_not(None))
    keys = (
        _ENTRY.fund_year_id,
        _ENTRY.phase,
        _ENTRY.voce_id,
        _VOCE.area,
        _VOCE.id.not_in(parents),
        _ENTRY.source_id,
    )
    drafted = (_ENTRY.state == DataState.DRAFT).label("drafted")
    sums = select(*keys, func.sum(_ENTRY.amount_cents), func.max(_ENTRY.as_of), drafted)
    joined = sums.join(FrnaVoce, _VOCE.id == _ENTRY.voce_id)
    found = _of(joined, _ENTRY.fund_year_id, only).group_by(*keys, drafted)
    rows = connection.execute(found)
    return tuple(EntrySum._make((*row[:6], int(row[6]), row[7], bool(row[8]))) for row in rows)


def mixed_entries(connection: Connection) -> tuple[MixedEntry, ...]:
    """Voci whose amounts of one period are given both by Comune and for the whole district."""
    keys = (_ENTRY.fund_year_id, _ENTRY.voce_id, _ENTRY.phase, _ENTRY.period, _ENTRY.period_no)
    named = func.count(_ENTRY.municipality_id)
    by_municipality = func.sum(_ENTRY.amount_cents).filter(_ENTRY.municipality_id.is_not(None))
    found = (
        select(*keys, by_municipality, func.sum(_ENTRY.amount_cents))
        .group_by(*keys)
        .having(named > 0, named < func.count())
    )
    return tuple(
        MixedEntry(*row[:5], int(row[5]), int(row[6])) for row in connection.execute(found)
    )


def mixed_voci(
    connection: Connection, fund_years: Collection[str], voci: Collection[str]
) -> tuple[MixedVoce, ...]:
    """Voci of which the same months are given, in one phase and source, both by Comune and for
    the whole district.
    """
    one = (_ENTRY.fund_year_id, _ENTRY.voce_id, _ENTRY.phase, _ENTRY.source_id)
    whole = _ENTRY.municipality_id.is_(None)
    touched = (_ENTRY.fund_year_id.in_(fund_years), _ENTRY.voce_id.in_(voci))
    found = select(*one, whole, _FUND_YEAR.year, _ENTRY.period, _ENTRY.period_no).join(
        FundYear, _FUND_YEAR.id == _ENTRY.fund_year_id
    )
    given: dict[tuple[str, str, Phase, str], tuple[set[Period], set[Period]]] = {}
    for *key, is_whole, year, kind, number in connection.execute(found.where(*touched).distinct()):
        given.setdefault((key[0], key[1], key[2], key[3]), (set(), set()))[not is_whole].add(
            Period(year, kind, number)
        )
    mixed = [
        MixedVoce(*key[:3], one, _overlapping(one, municipal))
        for key, (district, municipal) in given.items()
        for one in district
    ]
    return tuple(
        sorted(
            (one for one in mixed if one.municipal),
            key=lambda one: (*one[:3], one.district.last_month),
        )
    )


def _overlapping(one: Period, others: Collection[Period]) -> tuple[Period, ...]:
    found = [other for other in others if not set(one.months).isdisjoint(other.months)]
    return tuple(sorted(found, key=lambda other: (other.months.start, other.months.stop)))


def share_facts(connection: Connection) -> tuple[ShareFact, ...]:
    """Every attribution of cross-cutting spending."""
    found = select(_SHARE.fund_year_id, _SHARE.area, _SHARE.share).order_by(_SHARE.id)
    return tuple(ShareFact(*row) for row in connection.execute(found))


def cost_facts(connection: Connection) -> tuple[CostFact, ...]:
    """Every unit cost."""
    found = select(
        _COST.voce_id, _COST.item, _COST.valid_from, _COST.payer, _COST.value_cents
    ).order_by(_COST.id)
    return tuple(CostFact(*row) for row in connection.execute(found))


def funding_facts(connection: Connection) -> tuple[FundingFact, ...]:
    """Money of every scheda."""
    found = (
        select(
            _PLAN.district_id,
            _PROGRAMME.year,
            _FUNDING.intervention_id,
            _FUNDING.source_id,
            _SOURCE.kind,
            _FUNDING.municipality_id,
            _FUNDING.phase,
            _FUNDING.amount_cents,
        )
        .join(FundingSource, _SOURCE.id == _FUNDING.source_id)
        .join(Intervention, _INTERVENTION.id == _FUNDING.intervention_id)
        .join(AnnualProgramme, _PROGRAMME.id == _INTERVENTION.programme_id)
        .join(Plan, _PLAN.id == _PROGRAMME.plan_id)
        .order_by(_FUNDING.id)
    )
    return tuple(FundingFact(*row) for row in connection.execute(found))
