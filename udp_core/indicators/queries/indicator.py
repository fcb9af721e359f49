"""Questions on the indicators: what they are, what is expected of them, what was measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.indicators.entities import Indicator, Measurement, Target
from udp_core.kernel.vocabulary import (
    DataState,
    Direction,
    Frequency,
    IndicatorLevel,
    Origin,
    PeriodKind,
    Trust,
)
from udp_core.plan.entities.plan import InterventionArea

_INDICATOR = Indicator.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_TARGET = Target.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MEASURE = Measurement.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_AREA = InterventionArea.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class IndicatorRow(NamedTuple):
    """An indicator and the short name of its area; value = numerator / denominator x multiplier."""

    code: str
    name: str
    definition: str
    area_id: str | None
    area: str | None
    level: IndicatorLevel
    numerator: str
    denominator: str | None
    multiplier: Decimal
    unit: str
    decimals: int
    direction: Direction
    frequency: Frequency
    counts_people: bool
    official: bool
    trust: Trust
    source: str


class TargetRow(NamedTuple):
    """What a district expects of an indicator in a year."""

    indicator_id: str
    year: int
    baseline: Decimal | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal
    trust: Trust
    source: str
    origin: Origin


class MeasurementRow(NamedTuple):
    """A measure of a Comune, or of the whole district (no Comune)."""

    id: str
    indicator_id: str
    municipality_id: str | None
    year: int
    period: PeriodKind
    period_no: int | None
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    state: DataState
    note: str | None
    as_of: date
    source: str
    origin: Origin


def indicators(connection: Connection) -> tuple[IndicatorRow, ...]:
    """Every indicator, in the order of the catalogue."""
    found = (
        select(
            _INDICATOR.code,
            _INDICATOR.name,
            _INDICATOR.definition,
            _INDICATOR.area_id,
            _AREA.short_name,
            _INDICATOR.level,
            _INDICATOR.numerator,
            _INDICATOR.denominator,
            _INDICATOR.multiplier,
            _INDICATOR.unit,
            _INDICATOR.decimals,
            _INDICATOR.direction,
            _INDICATOR.frequency,
            _INDICATOR.counts_people,
            _INDICATOR.official,
            _INDICATOR.trust,
            _INDICATOR.source,
        )
        .outerjoin(InterventionArea, _INDICATOR.area_id == _AREA.id)
        .order_by(_INDICATOR.sort, _INDICATOR.code)
    )
    return tuple(IndicatorRow._make(row) for row in connection.execute(found))


def targets(
    connection: Connection, district: str, first_year: int, last_year: int
) -> tuple[TargetRow, ...]:
    """What the district expects in these years (both included), by indicator and year."""
    found = (
        select(
            _TARGET.indicator_id,
            _TARGET.year,
            _TARGET.baseline,
            _TARGET.value,
            _TARGET.low,
            _TARGET.high,
            _TARGET.tolerance,
            _TARGET.trust,
            _TARGET.source,
            _TARGET.origin,
        )
        .where(_TARGET.district_id == district, _TARGET.year.between(first_year, last_year))
        .order_by(_TARGET.indicator_id, _TARGET.year)
    )
    return tuple(TargetRow._make(row) for row in connection.execute(found))


def measurements(
    connection: Connection, district: str, first_year: int, last_year: int, known_by: date
) -> tuple[MeasurementRow, ...]:
    """What was measured in these years (both included) and was known by a day, the oldest first."""
    found = (
        select(
            _MEASURE.id,
            _MEASURE.indicator_id,
            _MEASURE.municipality_id,
            _MEASURE.year,
            _MEASURE.period,
            _MEASURE.period_no,
            _MEASURE.numerator,
            _MEASURE.denominator,
            _MEASURE.value,
            _MEASURE.state,
            _MEASURE.note,
            _MEASURE.as_of,
            _MEASURE.source,
            _MEASURE.origin,
        )
        .where(
            _MEASURE.district_id == district,
            _MEASURE.year.between(first_year, last_year),
            _MEASURE.as_of <= known_by,
        )
        .order_by(
            _MEASURE.indicator_id,
            _MEASURE.year,
            _MEASURE.as_of,
            _MEASURE.municipality_id,
            _MEASURE.id,
        )
    )
    return tuple(MeasurementRow._make(row) for row in connection.execute(found))
