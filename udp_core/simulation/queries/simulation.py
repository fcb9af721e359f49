"""Questions of a simulation.

Levers, what they cost, unit costs and rules in force, what is programmed and where.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry, UnitCost
from udp_core.fund.entities.fund import FundingSource, FundYear
from udp_core.kernel.vocabulary import (
    ActivityUnit,
    DataState,
    Payer,
    PeriodKind,
    Phase,
    RuleLevel,
    Trust,
)
from udp_core.plan.entities.plan import InterventionArea
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.simulation.entities import Lever, LeverTerm
from udp_core.simulation.terms import LeverOwner, TermCalendar, TermDriver
from udp_core.thresholds.entities import Rule

_LEVER = Lever.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_TERM = LeverTerm.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_COST = UnitCost.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACTIVITY = ActivityMeasure.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ENTRY = FrnaEntry.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FUNDING = InterventionFunding.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SCHEDA = Intervention.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_AREA = InterventionArea.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_SOURCE = FundingSource.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_RULE = Rule.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class LeverRow(NamedTuple):
    """A lever as recorded."""

    code: str
    name: str
    unit: str
    group: str
    voce: str | None
    activity_unit: ActivityUnit | None
    start: Decimal | None
    below: Decimal
    above: Decimal
    step: Decimal
    monthly: bool
    decided_by: LeverOwner
    people: Decimal | None
    note: str | None


class TermRow(NamedTuple):
    """What a lever costs somebody."""

    lever: str
    by_lever: str | None
    voce: str | None
    payer: Payer
    item: str | None
    calendar: TermCalendar
    factor: Decimal
    driver: TermDriver | None


class CostRow(NamedTuple):
    """A unit cost, and until when it holds (None: still)."""

    voce: str
    item: str
    payer: Payer
    cents: int
    valid_to: date | None
    trust: Trust


class PlaceRow(NamedTuple):
    """A figure of a voce in a Comune (None: the whole district)."""

    voce: str
    municipality: str | None
    value: Decimal


class DraftBudgetRow(NamedTuple):
    """How many rows of a budget are drafts, and their cents."""

    rows: int
    cents: int


class ActivityPlaceRow(NamedTuple):
    """Activity of a voce in a Comune, in a unit."""

    voce: str
    unit: ActivityUnit
    municipality: str | None
    value: Decimal


class RuleRow(NamedTuple):
    """A parameter of a rule in force."""

    code: str
    parameter: str
    sentence: str
    level: RuleLevel
    value: Decimal | None
    trust: Trust
    source: str
    unit: str | None


def lever_rows(connection: Connection) -> tuple[LeverRow, ...]:
    """Every lever, in order."""
    own = (
        _LEVER.code,
        _LEVER.name,
        _LEVER.unit,
        _LEVER.group_name,
        _LEVER.voce_id,
        _LEVER.activity_unit,
        _LEVER.start,
        _LEVER.below,
        _LEVER.above,
        _LEVER.step,
        _LEVER.monthly,
        _LEVER.decided_by,
        _LEVER.people,
        _LEVER.note,
    )
    return tuple(
        LeverRow(*tuple(row))
        for row in connection.execute(select(*own).order_by(_LEVER.sort, _LEVER.code))
    )


def term_rows(connection: Connection) -> tuple[TermRow, ...]:
    """What every lever costs."""
    own = (
        _TERM.lever_id,
        _TERM.by_lever_id,
        _TERM.voce_id,
        _TERM.payer,
        _TERM.item,
        _TERM.calendar,
        _TERM.factor,
        _TERM.driver,
    )
    return tuple(
        TermRow(*row)
        for row in connection.execute(select(*own).order_by(_TERM.lever_id, _TERM.number))
    )


def unit_costs(connection: Connection, day: date) -> tuple[CostRow, ...]:
    """Unit costs begun by a day, the earliest first.

    Of each, the last is the one to use, expired or not.
    """
    own = (_COST.voce_id, _COST.item, _COST.payer, _COST.value_cents, _COST.valid_to, _COST.trust)
    return tuple(
        CostRow(*row)
        for row in connection.execute(
            select(*own).where(_COST.valid_from <= day).order_by(_COST.valid_from, _COST.id)
        )
    )


def programmed_activity(connection: Connection, fund_year: str) -> tuple[ActivityPlaceRow, ...]:
    """Activity programmed for the year, drafts left out."""
    found = select(_ACTIVITY.voce_id, _ACTIVITY.unit, _ACTIVITY.municipality_id, _ACTIVITY.value)
    chosen = found.where(
        _ACTIVITY.fund_year_id == fund_year,
        _ACTIVITY.phase == Phase.BUDGET,
        _ACTIVITY.period == PeriodKind.YEAR,
        _ACTIVITY.state != DataState.DRAFT,
    )
    return tuple(
        ActivityPlaceRow(*row) for row in connection.execute(chosen.order_by(_ACTIVITY.id))
    )


def latest_activity(connection: Connection, fund_year: str) -> tuple[ActivityPlaceRow, ...]:
    """Activity of the last month reported by each voce, unit and Comune."""
    keys = (_ACTIVITY.voce_id, _ACTIVITY.unit, _ACTIVITY.municipality_id)
    reported = (
        _ACTIVITY.fund_year_id == fund_year,
        _ACTIVITY.phase == Phase.FINAL,
        _ACTIVITY.period == PeriodKind.MONTH,
        _ACTIVITY.state != DataState.DRAFT,
    )
    rows = connection.execute(
        select(*keys, _ACTIVITY.value).where(*reported).order_by(_ACTIVITY.period_no)
    )
    return tuple({(row[0], row[1], row[2]): ActivityPlaceRow(*row) for row in rows}.values())


def programmed_amounts(connection: Connection, fund_year: str) -> tuple[PlaceRow, ...]:
    """Cents programmed by voce and Comune, drafts left out."""
    keys = (_ENTRY.voce_id, _ENTRY.municipality_id)
    found = select(*keys, func.sum(_ENTRY.amount_cents)).where(
        _ENTRY.fund_year_id == fund_year,
        _ENTRY.phase == Phase.BUDGET,
        _ENTRY.state != DataState.DRAFT,
    )
    return tuple(
        PlaceRow(row[0], row[1], Decimal(int(row[2])))
        for row in connection.execute(found.group_by(*keys))
    )


def programmed_by_source(
    connection: Connection, district: str, year: int, *, drafts: bool = False
) -> dict[str, dict[str, int]]:
    """Cents programmed by source and voce over every fund of a district and year.

    Drafts only where asked for.
    """
    keys = (_ENTRY.source_id, _ENTRY.voce_id)
    found = select(*keys, func.sum(_ENTRY.amount_cents)).join(
        FundYear, _YEAR.id == _ENTRY.fund_year_id
    )
    chosen = found.where(
        _YEAR.district_id == district, _YEAR.year == year, _ENTRY.phase == Phase.BUDGET
    )
    if not drafts:
        chosen = chosen.where(_ENTRY.state != DataState.DRAFT)
    by_source: dict[str, dict[str, int]] = {}
    for source, voce, cents in connection.execute(chosen.group_by(*keys).order_by(*keys)):
        by_source.setdefault(str(source), {})[str(voce)] = int(cents)
    return by_source


def draft_budget(connection: Connection, district: str, year: int, source: str) -> DraftBudgetRow:
    """The budget of a fund that nobody has confirmed."""
    own = (_YEAR.district_id == district, _YEAR.year == year, _YEAR.source_id == source)
    drafts = (_ENTRY.phase == Phase.BUDGET, _ENTRY.state == DataState.DRAFT)
    found = select(func.count(), func.coalesce(func.sum(_ENTRY.amount_cents), 0)).select_from(
        FrnaEntry
    )
    row = connection.execute(
        found.join(FundYear, _YEAR.id == _ENTRY.fund_year_id).where(*own, *drafts)
    ).one()
    return DraftBudgetRow(int(row[0]), int(row[1]))


class ProgrammeMoneyRow(NamedTuple):
    """What a programme asks of a source for an area, in a Comune (None: the whole district)."""

    area: str
    source: str
    municipality: str | None
    cents: int


def programme_funding(connection: Connection, programme_id: str) -> tuple[ProgrammeMoneyRow, ...]:
    """The budget of an annual programme by area, source and Comune, in the order of the areas
    and sources.
    """
    keys = (_AREA.name, _SOURCE.name, _FUNDING.municipality_id)
    found = select(*keys, func.sum(_FUNDING.amount_cents)).join(
        Intervention, _SCHEDA.id == _FUNDING.intervention_id
    )
    found = found.join(InterventionArea, _AREA.id == _SCHEDA.area_id).join(
        FundingSource, _SOURCE.id == _FUNDING.source_id
    )
    chosen = found.where(
        _SCHEDA.programme_id == programme_id, _FUNDING.phase == Phase.BUDGET
    ).group_by(*keys, _AREA.sort, _SOURCE.sort)
    rows = connection.execute(chosen.order_by(_AREA.sort, _SOURCE.sort, _FUNDING.municipality_id))
    return tuple(
        ProgrammeMoneyRow(area, source, place, int(cents)) for area, source, place, cents in rows
    )


def programme_spent(connection: Connection, programme_id: str) -> dict[str, int]:
    """Cents spent to date of an annual programme by area, drafts left out."""
    found = select(_AREA.name, func.sum(_FUNDING.amount_cents)).join(
        Intervention, _SCHEDA.id == _FUNDING.intervention_id
    )
    found = found.join(InterventionArea, _AREA.id == _SCHEDA.area_id)
    final = (
        _SCHEDA.programme_id == programme_id,
        _FUNDING.phase == Phase.FINAL,
        _FUNDING.state != DataState.DRAFT,
    )
    return {
        str(area): int(cents)
        for area, cents in connection.execute(found.where(*final).group_by(_AREA.name))
    }


def rules_in_force(connection: Connection, day: date) -> tuple[RuleRow, ...]:
    """Rules and thresholds on a day."""
    own = (
        _RULE.code,
        _RULE.parameter,
        _RULE.sentence,
        _RULE.level,
        _RULE.value,
        _RULE.trust,
        _RULE.source,
        _RULE.unit,
    )
    chosen = select(*own).where(
        _RULE.valid_from <= day, (_RULE.valid_to.is_(None)) | (_RULE.valid_to >= day)
    )
    return tuple(
        RuleRow(*row) for row in connection.execute(chosen.order_by(_RULE.code, _RULE.parameter))
    )
