"""Every figure that is checked step by step (draft, confirmed, validated), of whatever register,
phase and period.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, TableClause, select

from udp_core.archive.entity import Entity, Image, specs
from udp_core.archive.images import fields, in_code_order, raw_table
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.fund.entities.fund import FundYear
from udp_core.indicators.entities import Measurement
from udp_core.kernel.vocabulary import DataState
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.programme.entities.intervention import Intervention, InterventionFunding

_FUND: Any = FundYear
_SCHEDA: Any = Intervention
_PROGRAMME: Any = AnnualProgramme
_PLAN: Any = Plan
CHECKED: tuple[type[Entity], ...] = (
    FrnaEntry,
    ActivityMeasure,
    InterventionFunding,
    Measurement,
    Intervention,
)
"""The registers whose rows are checked, in the order in which they are shown."""


class CheckedRow(NamedTuple):
    """A row with its version and how far it was checked."""

    entity: type[Entity]
    id: str
    version: int
    state: DataState
    image: Image


def state_name(entity: type[Entity]) -> str:
    """The field that says how far a row was checked."""
    return next(name for name, spec in specs(entity).items() if spec.terms is DataState)


def checked_rows(
    connection: Connection, entity: type[Entity], district: str, year: int
) -> tuple[CheckedRow, ...]:
    """The rows of a register of a district and year, in the order of their codes."""
    raw = raw_table(entity)
    name = state_name(entity)
    found = _of_the_year(select(raw), entity, raw, district, year)
    rows = connection.execute(found.order_by(in_code_order(raw.c.id, connection)))
    return tuple(
        CheckedRow(
            entity,
            row.id,
            row.version,
            DataState.of(getattr(row, name)),
            {one: getattr(row, one) for one in fields(entity)},
        )
        for row in rows
    )


def _of_the_year(
    found: Select[Any], entity: type[Entity], raw: TableClause, district: str, year: int
) -> Select[Any]:
    if entity is Measurement:
        return found.where(raw.c.district_id == district, raw.c.year == year)
    if entity in {FrnaEntry, ActivityMeasure}:
        own = select(_FUND.id).where(_FUND.district_id == district, _FUND.year == year)
        return found.where(raw.c.fund_year_id.in_(own))
    programmes = (
        select(_PROGRAMME.id)
        .join(Plan, _PLAN.id == _PROGRAMME.plan_id)
        .where(_PLAN.district_id == district, _PROGRAMME.year == year)
    )
    if entity is Intervention:
        return found.where(raw.c.programme_id.in_(programmes))
    schede = select(_SCHEDA.id).where(_SCHEDA.programme_id.in_(programmes))
    return found.where(raw.c.intervention_id.in_(schede))
