"""A report on the indicators with one of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from udp_core.indicators.report.indicators import (
    IndicatorsReport,
    IndicatorText,
    IndicatorValue,
    MeasurementValue,
    PointValue,
    TargetValue,
)
from udp_core.indicators.rules.indicators import ExpectedValue, IndicatorRule, Trend
from udp_core.kernel.calendar import Period
from udp_core.kernel.small_numbers import Cell, Hidden, ShownCount
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import (
    DataState,
    Direction,
    Frequency,
    IndicatorLevel,
    Origin,
    PeriodKind,
    StatusLevel,
    Trust,
)
from udp_core.render.stamp import Stamp

STAMP = Stamp(
    date(2026, 9, 30),
    datetime(2026, 11, 10, 9, 30, tzinfo=UTC),
    7,
    "dati confermati",
    "Prova",
    demo=True,
)
RATE = IndicatorRule(Direction.UP, Frequency.QUARTERLY, "%", 1)


def shown(value: float) -> ShownCount:
    return ShownCount(Fraction(str(value)))


def text(
    code: str = "RATE", *, denominator: str | None = "Tutto", area: str | None = "Anziani"
) -> IndicatorText:
    return IndicatorText(
        code,
        f"Indicatore {code}",
        "Che cosa misura",
        area and area.lower(),
        area,
        IndicatorLevel.MUNICIPALITY,
        "Parte",
        denominator,
        Fraction(100),
        True,
        False,
        Trust.UNVERIFIED,
        "Catalogo",
    )


def row(place: str, numerator: Cell, value: Cell) -> MeasurementValue:
    return MeasurementValue(
        f"RATE:{place}",
        place,
        place,
        numerator,
        shown(100),
        value,
        DataState.CONFIRMED,
        date(2026, 9, 30),
        None,
        "Registro",
        Origin.DEMO,
    )


def point(
    value: Cell | None,
    period: Period,
    as_of: date,
    *,
    note: str | None = None,
    rows: tuple[MeasurementValue, ...] = (),
) -> PointValue:
    return PointValue(period, as_of, DataState.CONFIRMED, shown(45), shown(150), value, note, rows)


def wanted(
    year: int = 2026,
    *,
    baseline: int | None = 20,
    value: int | None = 40,
    low: int | None = None,
    high: int | None = None,
) -> TargetValue:
    first, then, least, most = (
        None if side is None else Fraction(side) for side in (baseline, value, low, high)
    )
    return TargetValue(
        ExpectedValue(year, first, then, least, most, Fraction(0)), Trust.DEMO, "Prova", Origin.DEMO
    )


BEFORE = point(shown(10), Period(2025), date(2025, 12, 31))
ROWS = (
    row("Ravenna", shown(20), shown(20)),
    row("Cervia", shown(25), shown(50)),
    row("Russi", Hidden("<5"), Hidden("n.p.")),
)
LATEST = point(shown(30), Period(2026, PeriodKind.QUARTER, 3), date(2026, 9, 30), rows=ROWS)


def indicator(
    code: str = "RATE",
    rule: IndicatorRule = RATE,
    *,
    points: tuple[PointValue, ...] = (BEFORE, LATEST),
    target: TargetValue | None = None,
    level: StatusLevel | None = StatusLevel.CRITICAL,
    trend: Trend | None = Trend.BETTER,
    area: str | None = "Anziani",
) -> IndicatorValue:
    judgement = Judgement(level, ("Perché.",)) if level else None
    return IndicatorValue(
        text(code, area=area), rule, points, (target,) if target else (), target, judgement, trend
    )


ONE = indicator(target=wanted())
BAND = indicator(
    "BAND",
    replace(RATE, direction=Direction.BAND),
    target=wanted(baseline=None, value=None, low=95, high=102),
    trend=Trend.RISING,
    level=StatusLevel.ATTENTION,
)
INFO = indicator(
    "INFO",
    replace(RATE, direction=Direction.INFO, unit="persone", decimals=0),
    level=None,
    trend=None,
    area=None,
)
EMPTY = indicator("EMPTY", points=(), target=wanted(), level=StatusLevel.STALE, trend=None)
PICTURE = IndicatorsReport(
    2026, date(2026, 11, 10), (("039014", "Ravenna"),), (INFO, ONE, BAND, EMPTY), ()
)
