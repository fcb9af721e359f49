"""What is to be given at the desk.

What the programme expects of a Comune or of an ambito, and what is already there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, column, or_, select, table

from udp_core.kernel.vocabulary import Frequency, IndicatorLevel, InterventionState, Phase
from udp_core.plan.terms import ChangeState

Scope = tuple[str | None, ...]
"""Comuni reached (None among them: the whole district)."""


def _raw(name: str, *columns: str) -> Any:
    return table(name, *(column(one) for one in ("id", *columns)))


_FUND_YEAR = _raw("fund_year", "district_id", "source_id", "year", "origin")
_VOCE = _raw("frna_voce", "code", "short_name", "sort", "unit")
_SOURCE = _raw("funding_source", "name", "sort")
_MUNICIPALITY = _raw("municipality", "name", "district_id")
_INDICATOR = _raw(
    "indicator",
    "code",
    "name",
    "area_id",
    "level",
    "numerator",
    "denominator",
    "multiplier",
    "unit",
    "frequency",
    "sort",
)
_PROGRAMME = _raw("annual_programme", "plan_id", "year")
_PLAN = _raw("plan", "district_id", "title", "year_from")
_REMARK = _raw("plan_remark", "plan_id", "by_whom", "text", "received_on", "answered_on")
_CHANGE = _raw("plan_change", "plan_id", "title", "proposed_by", "proposed_on", "state")
_ENTRY = _raw("frna_entry", "fund_year_id", "voce_id", "source_id", "municipality_id", "phase")
_ACTIVITY = _raw("activity_measure", "fund_year_id", "voce_id", "municipality_id", "unit", "phase")
_MEASURE = _raw("measurement", "indicator_id", "district_id", "municipality_id", "period")
_FUNDING = _raw(
    "intervention_funding", "intervention_id", "source_id", "municipality_id", "phase", "origin"
)
_SCHEDA = _raw(
    "intervention",
    "programme_id",
    "code",
    "title",
    "area_id",
    "municipality_id",
    "state",
    "progress",
    "as_of",
    "origin",
)
_ACTION = _raw("action", "intervention_id", "number", "title", "due_date", "done_date")


class ExpectedSpending(NamedTuple):
    """A voce programmed from a source in a Comune: its spending is expected every month."""

    fund_year_id: str
    voce_id: str
    source_id: str
    municipality_id: str | None
    voce: str
    source: str
    origin: str


class ExpectedActivity(NamedTuple):
    """A voce whose activity is programmed."""

    fund_year_id: str
    voce_id: str
    municipality_id: str | None
    unit: str
    voce: str
    origin: str


class ExpectedMeasure(NamedTuple):
    """An indicator measured before in a Comune, or in the whole district."""

    indicator_id: str
    municipality_id: str | None
    period: str
    name: str
    numerator: str
    denominator: str | None
    multiplier: int
    unit: str
    frequency: Frequency


class ExpectedFunding(NamedTuple):
    """Money of a scheda programmed from a source in a Comune."""

    intervention_id: str
    source_id: str
    municipality_id: str | None
    code: str
    title: str
    source: str
    origin: str


class SchedaTitleRow(NamedTuple):
    """A scheda that is followed."""

    id: str
    code: str
    title: str


class ActionToUpdateRow(NamedTuple):
    """A step of a scheda."""

    id: str
    code: str
    title: str
    due_date: str


def _within(owner: ColumnElement[str], scope: Scope) -> ColumnElement[bool]:
    named = owner.in_([one for one in scope if one is not None])
    return or_(owner.is_(None), named) if None in scope else named


def expected_spending(
    connection: Connection, district: str, year: int, scope: Scope
) -> tuple[ExpectedSpending, ...]:
    """The voci programmed in these Comuni, in the order of the tree."""
    found = (
        select(
            _ENTRY.c.fund_year_id,
            _ENTRY.c.voce_id,
            _ENTRY.c.source_id,
            _ENTRY.c.municipality_id,
            _VOCE.c.short_name,
            _SOURCE.c.name,
            _FUND_YEAR.c.origin,
        )
        .distinct()
        .add_columns(_VOCE.c.sort, _SOURCE.c.sort)
        .join(_FUND_YEAR, _FUND_YEAR.c.id == _ENTRY.c.fund_year_id)
        .join(_VOCE, _VOCE.c.id == _ENTRY.c.voce_id)
        .join(_SOURCE, _SOURCE.c.id == _ENTRY.c.source_id)
        .where(
            _FUND_YEAR.c.district_id == district,
            _FUND_YEAR.c.year == year,
            _ENTRY.c.phase == Phase.BUDGET.value,
            _within(_ENTRY.c.municipality_id, scope),
        )
        .order_by(_ENTRY.c.municipality_id, _VOCE.c.sort, _SOURCE.c.sort)
    )
    return tuple(ExpectedSpending(*row[:7]) for row in connection.execute(found))


def expected_activity(
    connection: Connection, district: str, year: int, scope: Scope
) -> tuple[ExpectedActivity, ...]:
    """The voci whose activity is programmed in these Comuni."""
    found = (
        select(
            _ACTIVITY.c.fund_year_id,
            _ACTIVITY.c.voce_id,
            _ACTIVITY.c.municipality_id,
            _ACTIVITY.c.unit,
            _VOCE.c.short_name,
            _FUND_YEAR.c.origin,
        )
        .distinct()
        .add_columns(_VOCE.c.sort)
        .join(_FUND_YEAR, _FUND_YEAR.c.id == _ACTIVITY.c.fund_year_id)
        .join(_VOCE, _VOCE.c.id == _ACTIVITY.c.voce_id)
        .where(
            _FUND_YEAR.c.district_id == district,
            _FUND_YEAR.c.year == year,
            _ACTIVITY.c.phase == Phase.BUDGET.value,
            _within(_ACTIVITY.c.municipality_id, scope),
        )
        .order_by(_ACTIVITY.c.municipality_id, _VOCE.c.sort, _ACTIVITY.c.unit)
    )
    return tuple(ExpectedActivity(*row[:6]) for row in connection.execute(found))


def expected_measures(
    connection: Connection, district: str, scope: Scope, areas: Sequence[str]
) -> tuple[ExpectedMeasure, ...]:
    """The indicators measured before in these Comuni, or that belong to these ambiti."""
    mine = (
        or_(_within(_MEASURE.c.municipality_id, scope), _INDICATOR.c.area_id.in_(areas))
        if scope
        else _INDICATOR.c.area_id.in_(areas)
    )
    own = (
        _INDICATOR.c.name,
        _INDICATOR.c.numerator,
        _INDICATOR.c.denominator,
        _INDICATOR.c.multiplier,
        _INDICATOR.c.unit,
        _INDICATOR.c.frequency,
    )
    found = (
        select(
            _MEASURE.c.indicator_id,
            _MEASURE.c.municipality_id,
            _MEASURE.c.period,
            *own,
            _INDICATOR.c.sort,
        )
        .distinct()
        .join(_INDICATOR, _INDICATOR.c.id == _MEASURE.c.indicator_id)
        .where(
            _MEASURE.c.district_id == district,
            _INDICATOR.c.level != IndicatorLevel.INTERVENTION.value,
            mine,
        )
        .order_by(_INDICATOR.c.sort, _MEASURE.c.municipality_id)
    )
    return tuple(
        ExpectedMeasure(*row[:8], Frequency.of(row[8])) for row in connection.execute(found)
    )


def expected_funding(
    connection: Connection, district: str, year: int, scope: Scope
) -> tuple[ExpectedFunding, ...]:
    """The schede programmed with money of these Comuni."""
    found = (
        _of_the_year(
            select(
                _FUNDING.c.intervention_id,
                _FUNDING.c.source_id,
                _FUNDING.c.municipality_id,
                _SCHEDA.c.code,
                _SCHEDA.c.title,
                _SOURCE.c.name,
                _FUNDING.c.origin,
            ),
            district,
            year,
        )
        .join(_FUNDING, _FUNDING.c.intervention_id == _SCHEDA.c.id)
        .join(_SOURCE, _SOURCE.c.id == _FUNDING.c.source_id)
        .where(_FUNDING.c.phase == Phase.BUDGET.value, _within(_FUNDING.c.municipality_id, scope))
        .order_by(_SCHEDA.c.code, _FUNDING.c.municipality_id, _SOURCE.c.sort)
    )
    return tuple(ExpectedFunding(*row) for row in connection.execute(found))


def followed_schede(
    connection: Connection, district: str, year: int, scope: Scope, areas: Sequence[str]
) -> tuple[SchedaTitleRow, ...]:
    """The schede in course that belong to these Comuni or ambiti.

    All of them where the whole district is reached.
    """
    whole = [True] if None in scope else []
    mine = or_(
        _SCHEDA.c.municipality_id.in_([one for one in scope if one]), _SCHEDA.c.area_id.in_(areas)
    )
    found = _of_the_year(
        select(_SCHEDA.c.id, _SCHEDA.c.code, _SCHEDA.c.title), district, year
    ).where(_SCHEDA.c.state == InterventionState.ACTIVE.value)
    found = found if whole else found.where(mine)
    return tuple(SchedaTitleRow(*row) for row in connection.execute(found.order_by(_SCHEDA.c.code)))


def open_actions(
    connection: Connection, schede: Sequence[str], until: str
) -> tuple[ActionToUpdateRow, ...]:
    """Their actions due by a day and not done yet."""
    found = (
        select(_ACTION.c.id, _SCHEDA.c.code, _ACTION.c.title, _ACTION.c.due_date)
        .join(_SCHEDA, _SCHEDA.c.id == _ACTION.c.intervention_id)
        .where(
            _ACTION.c.intervention_id.in_(schede),
            _ACTION.c.done_date.is_(None),
            _ACTION.c.due_date <= until,
        )
        .order_by(_ACTION.c.due_date, _ACTION.c.id)
    )
    return tuple(ActionToUpdateRow(*row) for row in connection.execute(found))


def _of_the_year(what: Select[Any], district: str, year: int) -> Select[Any]:
    return (
        what.select_from(_SCHEDA)
        .join(_PROGRAMME, _PROGRAMME.c.id == _SCHEDA.c.programme_id)
        .join(_PLAN, _PLAN.c.id == _PROGRAMME.c.plan_id)
        .where(_PLAN.c.district_id == district, _PROGRAMME.c.year == year)
    )


def schede_of(connection: Connection, district: str, year: int) -> tuple[SchedaTitleRow, ...]:
    """Every scheda of a year, by code."""
    found = _of_the_year(select(_SCHEDA.c.id, _SCHEDA.c.code, _SCHEDA.c.title), district, year)
    return tuple(SchedaTitleRow(*row) for row in connection.execute(found.order_by(_SCHEDA.c.code)))


def programmes_of(connection: Connection, district: str, year: int) -> tuple[str, ...]:
    """Ids of the annual programmes of a year."""
    found = (
        select(_PROGRAMME.c.id)
        .join(_PLAN, _PLAN.c.id == _PROGRAMME.c.plan_id)
        .where(_PLAN.c.district_id == district, _PROGRAMME.c.year == year)
    )
    return tuple(connection.execute(found.order_by(_PROGRAMME.c.id)).scalars())


def plans_of(connection: Connection, district: str) -> dict[str, str]:
    """The plans of a district, id to title, the latest first."""
    found = select(_PLAN.c.id, _PLAN.c.title).where(_PLAN.c.district_id == district)
    rows = connection.execute(found.order_by(_PLAN.c.year_from.desc(), _PLAN.c.id))
    return {row[0]: row[1] for row in rows}


def remarks_of(connection: Connection, district: str) -> dict[str, str]:
    """The remarks on the plans of a district, those to be answered first."""
    found = (
        select(_REMARK.c.id, _REMARK.c.by_whom, _REMARK.c.text, _PLAN.c.title)
        .join(_PLAN, _PLAN.c.id == _REMARK.c.plan_id)
        .where(_PLAN.c.district_id == district)
        .order_by(_REMARK.c.answered_on.is_not(None), _REMARK.c.received_on, _REMARK.c.id)
    )
    return {row[0]: f"{row[1]}: {row[2][:80]} ({row[3]})" for row in connection.execute(found)}


def changes_of(connection: Connection, district: str) -> dict[str, str]:
    """The proposals of change to the plans of a district, those to be decided first."""
    waiting = ChangeState.PROPOSED.value
    found = (
        select(_CHANGE.c.id, _CHANGE.c.title, _CHANGE.c.proposed_by)
        .join(_PLAN, _PLAN.c.id == _CHANGE.c.plan_id)
        .where(_PLAN.c.district_id == district)
        .order_by(_CHANGE.c.state != waiting, _CHANGE.c.proposed_on, _CHANGE.c.id)
    )
    return {row[0]: f"{row[1]} ({row[2]})" for row in connection.execute(found)}
