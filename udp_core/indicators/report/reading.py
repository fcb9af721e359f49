"""The indicators read: rows by period, the whole of the district, rules, small counts hidden.

Those that others published about the territory come as they were published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.indicators.queries.indicator import (
    IndicatorRow,
    TargetRow,
    indicators,
    measurements,
    targets,
)
from udp_core.indicators.report.counted import with_counted
from udp_core.indicators.report.in_time import ValuePoint
from udp_core.indicators.report.indicators import (
    IndicatorsReport,
    IndicatorText,
    IndicatorValue,
    PublishedValue,
    TargetValue,
)
from udp_core.indicators.report.points import exact, points_of
from udp_core.indicators.rules.indicators import (
    ExpectedValue,
    IndicatorRule,
    Measure,
    Trend,
    indicator_status,
    so_far,
    trend,
)
from udp_core.kernel.grouping import grouped
from udp_core.kernel.small_numbers import Hidden
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.sources.queries.published import PublishedCells, table_rows
from udp_core.territory.queries import municipalities
from udp_core.thresholds.report import thresholds
from udp_core.thresholds.rules import IndicatorThresholds

YEARS_SHOWN = 10
"""How far back a trend goes."""


def indicators_report(
    connection: Connection, district: str, year: int, today: date
) -> IndicatorsReport:
    """The indicators of the district, judged on a day, with the measures of ten years and what
    others published.
    """
    catalogue = indicators(connection)
    values = _values(connection, catalogue, district, (year - YEARS_SHOWN + 1, year), today)
    places = tuple((one.id, one.name) for one in municipalities(connection, district))
    return IndicatorsReport(
        year, _day(year, today), places, values, published_indicators(connection, catalogue)
    )


def indicator_levels_by_area(
    connection: Connection, district: str, year: int, today: date
) -> dict[str, tuple[StatusLevel, ...]]:
    """Area id to the lights of its indicators now.

    Those without an area, or not judged, are left out.
    """
    found: defaultdict[str, list[StatusLevel]] = defaultdict(list)
    for one in _values(connection, indicators(connection), district, (year - 1, year), today):
        if one.text.area_id is not None and one.level is not None:
            found[one.text.area_id].append(one.level)
    return {area: tuple(levels) for area, levels in found.items()}


def _day(year: int, today: date) -> date:
    return min(today, date(year, 12, 31))


def _values(
    connection: Connection,
    catalogue: Iterable[IndicatorRow],
    district: str,
    years: tuple[int, int],
    today: date,
) -> tuple[IndicatorValue, ...]:
    """The indicators on the data of these years, judged in the last of them."""
    day = _day(years[1], today)
    places = {one.id: one.name for one in municipalities(connection, district)}
    limits = thresholds(connection, district, day)
    typed = measurements(connection, district, *years, day)
    span = range(years[0], years[1] + 1)
    measured = grouped(
        with_counted(connection, district, typed, span, day), lambda row: row.indicator_id
    )
    wanted = grouped(targets(connection, district, *years), lambda row: row.indicator_id)
    return tuple(
        _indicator(
            row,
            [_target(one) for one in wanted[row.code]],
            points_of(row, measured[row.code], places, limits.people_min),
            _Look(years[1], day, limits.indicator),
        )
        for row in catalogue
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """The year shown, the day of judgement, where the light changes."""

    year: int
    day: date
    limits: IndicatorThresholds


# An indicator


def _indicator(
    row: IndicatorRow, wanted: Sequence[TargetValue], points: Sequence[ValuePoint], look: _Look
) -> IndicatorValue:
    rule = IndicatorRule(row.direction, row.frequency, row.unit, row.decimals)
    latest = points[-1] if points else None
    target_year = latest.shown.period.year if latest else look.year
    target = next((one for one in wanted if one.expected.year == target_year), None)
    expected = target.expected if target else None
    if expected and latest and latest.shown.is_cumulated:
        expected = so_far(rule.direction, expected, latest.shown.as_of)

    def judge(measure: Measure | None) -> Judgement | None:
        return indicator_status(rule, expected, measure, look.day, look.limits)

    return IndicatorValue(
        _text(row),
        rule,
        tuple(point.shown for point in points),
        tuple(wanted),
        target,
        _safe_judgement(judge, latest),
        _trend(rule, points),
    )


def _text(row: IndicatorRow) -> IndicatorText:
    return IndicatorText(
        row.code,
        row.name,
        row.definition,
        row.area_id,
        row.area,
        row.level,
        row.numerator,
        row.denominator,
        Fraction(row.multiplier),
        row.counts_people,
        row.official,
        row.trust,
        row.source,
    )


def _target(row: TargetRow) -> TargetValue:
    expected = ExpectedValue(
        row.year,
        exact(row.baseline),
        exact(row.value),
        exact(row.low),
        exact(row.high),
        Fraction(row.tolerance),
    )
    return TargetValue(expected, row.trust, row.source, row.origin)


def _safe_judgement(
    judge: Callable[[Measure | None], Judgement | None], latest: ValuePoint | None
) -> Judgement | None:
    """The light, and why. Where the value may not be shown neither of the two may tell it.

    The reasons would name it; a light is lit only if every count that is hidden would light it so.
    """
    judged = judge(latest.measure if latest else None)
    if judged is None or latest is None or not isinstance(latest.shown.value, Hidden):
        return judged
    others = (judge(replace(latest.measure, value=value)) for value in latest.could_be)
    if any(one is None or one.level is not judged.level for one in others):
        return Judgement(StatusLevel.STALE, (_TOO_SMALL, _WOULD_TELL))
    return Judgement(judged.level, (_TOO_SMALL,))


_TOO_SMALL = "Il valore viene da conteggi troppo piccoli per essere pubblicati."
_WOULD_TELL = "Il colore li farebbe indovinare: il semaforo resta grigio."


def _trend(rule: IndicatorRule, points: Sequence[ValuePoint]) -> Trend | None:
    """Against the measure before of the same kind of period, else the measure before.

    Hidden values do not speak.
    """
    if len(points) <= 1 or points[-1].shown.is_cumulated:
        return None
    *earlier, now = points
    same = [
        one
        for one in earlier
        if one.shown.period.kind is now.shown.period.kind and not one.shown.is_cumulated
    ]
    before = (same or earlier)[-1]
    if isinstance(before.shown.value, Hidden) or isinstance(now.shown.value, Hidden):
        return None
    return trend(rule.direction, before.measure.value, now.measure.value, rule.decimals)


TABLE = "wellbeing_indicators"


def published_indicators(
    connection: Connection, catalogue: Iterable[IndicatorRow]
) -> tuple[PublishedValue, ...]:
    """Every row of the published table that the catalogue knows, in the catalogue's order.

    Empty where it is not loaded.

    A code of the catalogue is that of the table after the mark of its publisher («BES-», «ISTAT-»).
    """
    found = table_rows(connection, TABLE)
    return tuple(
        _published(row, cells)
        for row in catalogue
        for cells in found
        if row.code.partition("-")[2] == cells.get("indicator_code")
    )


def _published(row: IndicatorRow, cells: PublishedCells) -> PublishedValue:
    value = cells.get("value")
    exact = Fraction(value) if isinstance(value, Decimal | int) else None
    return PublishedValue(
        row.name,
        _published_text(cells, "area_name"),
        _published_text(cells, "period"),
        exact,
        row.unit,
        row.decimals,
        _source(cells),
    )


def _source(cells: PublishedCells) -> str:
    title = _published_text(cells, "source_title")
    parts = (
        _published_text(cells, "source_body"),
        title and f"«{title}»",
        _published_text(cells, "source_year"),
    )
    return ", ".join(part for part in parts if part)


def _published_text(cells: PublishedCells, name: str) -> str:
    value = cells.get(name)
    return "" if value is None else str(value)
