"""The measures of one indicator by period.

The whole of the district from its Comuni, small counts hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from udp_core.indicators.queries.indicator import IndicatorRow, MeasurementRow
from udp_core.indicators.report.in_time import ValuePoint, hidden_in_time
from udp_core.indicators.report.indicators import MeasurementValue, PointValue
from udp_core.indicators.report.safe_counts import (
    WHOLE,
    Counts,
    Formula,
    ShownCounts,
    as_they_are,
    none_of,
    safe_counts,
    shown_value,
)
from udp_core.indicators.rules.indicators import Measure, MeasuredQuantity, added
from udp_core.kernel.calendar import Period
from udp_core.kernel.small_numbers import THRESHOLD
from udp_core.kernel.vocabulary import DataState, PeriodKind

_LONGEST_LAST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
_LEAST_CHECKED_FIRST = (DataState.DRAFT, DataState.CONFIRMED, DataState.VALIDATED)
Places = Mapping[str, str]
"""Id and name of the Comuni of the district, the lead first."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The rows of a period.

    Those of the Comuni in their order, and the one of the whole district.
    """

    row: IndicatorRow
    period: Period
    parts: tuple[MeasurementRow, ...]
    whole: MeasurementRow | None
    places: Places
    people_min: int = THRESHOLD

    @property
    def used(self) -> tuple[MeasurementRow, ...]:
        """The rows that the value of the district comes from."""
        return (self.whole,) if self.whole else self.parts

    @property
    def missing(self) -> tuple[str, ...]:
        """The Comuni without a row, where the district has none of its own."""
        there = {one.municipality_id for one in self.parts}
        return (
            ()
            if self.whole
            else tuple(name for key, name in self.places.items() if key not in there)
        )

    @property
    def quantity(self) -> MeasuredQuantity:
        """Of the whole district: as measured, else the sums of all its Comuni."""
        if self.whole:
            return quantity_of(self.whole)
        return added(
            [] if self.missing else [quantity_of(one) for one in self.parts],
            is_ratio=self.formula.is_ratio,
        )

    @property
    def formula(self) -> Formula:
        """The indicator's own."""
        row = self.row
        return Formula(Fraction(row.multiplier), bool(row.denominator), self.people_min)

    def counts(self, of: Callable[[MeasuredQuantity], Fraction | None]) -> Counts:
        """A term of each Comune and of the whole district."""
        parts = {one.municipality_id or "": of(quantity_of(one)) for one in self.parts}
        return {**parts, WHOLE: of(self.quantity)}

    def counted(self, quantity: MeasuredQuantity) -> Fraction | None:
        """What is counted: the numerator, or the value itself where nothing divides it."""
        is_count = quantity.numerator is not None or self.formula.is_ratio
        return quantity.numerator if is_count else quantity.value


def points_of(
    row: IndicatorRow, rows: Sequence[MeasurementRow], places: Places, people_min: int = THRESHOLD
) -> list[ValuePoint]:
    """One point a period, by the day of its data.

    Of two of the same day the longer period is the later.

    Counts of people below `people_min` are hidden.
    """
    ours = [one for one in rows if not one.municipality_id or one.municipality_id in places]
    ordered = sorted(ours, key=lambda one: (one.year, one.period, one.period_no or 0))
    found = []
    for (year, kind, number), group in groupby(
        ordered, key=lambda one: (one.year, one.period, one.period_no)
    ):
        members = list(group)
        period, parts = Period(year, kind, number), _in_order(members, places)
        found.append(_point(_Read(row, period, parts, _district(members), places, people_min)))
    points = sorted(found, key=_by_day)
    return hidden_in_time(points, people_min) if row.counts_people else points


def _by_day(one: ValuePoint) -> tuple[date, int, int]:
    period = one.shown.period
    return one.shown.as_of, period.year, _LONGEST_LAST.index(period.kind)


def _in_order(rows: Sequence[MeasurementRow], places: Places) -> tuple[MeasurementRow, ...]:
    order = list(places)
    return tuple(
        sorted(
            (one for one in rows if one.municipality_id),
            key=lambda one: order.index(one.municipality_id or ""),
        )
    )


def _district(rows: Sequence[MeasurementRow]) -> MeasurementRow | None:
    return next((one for one in rows if not one.municipality_id), None)


def quantity_of(row: MeasurementRow) -> MeasuredQuantity:
    """Numerator, denominator and value as they were measured."""
    return MeasuredQuantity(exact(row.numerator), exact(row.denominator), exact(row.value))


def exact(value: Decimal | None) -> Fraction | None:
    """The same number as a fraction."""
    return None if value is None else Fraction(value)


def _point(read: _Read) -> ValuePoint:
    quantity = read.quantity
    as_of, state = (
        min(one.as_of for one in read.used),
        min((one.state for one in read.used), key=_LEAST_CHECKED_FIRST.index),
    )
    is_ratio = read.formula.is_ratio
    undefined = is_ratio and quantity.numerator is not None and quantity.denominator == 0
    value = read.formula.value(quantity)
    counts = read.counts(read.counted)
    above, below = _shown(read, counts)
    note = "; ".join(dict.fromkeys(one.note for one in read.used if one.note)) or None
    shown = PointValue(
        read.period,
        as_of,
        state,
        above[WHOLE],
        below[WHOLE],
        shown_value(above[WHOLE], below[WHOLE], value),
        note,
        _rows(read, above, below),
    )
    measure = Measure(value, as_of, state, read.missing, undefined)
    return ValuePoint(measure, shown, counts, quantity, read.formula)


def _rows(read: _Read, above: ShownCounts, below: ShownCounts) -> tuple[MeasurementValue, ...]:
    """The stored rows, those of the Comuni first."""
    return tuple(
        _row(read, one, above, below)
        for one in (*read.parts, *((read.whole,) if read.whole else ()))
    )


def _row(
    read: _Read, one: MeasurementRow, above: ShownCounts, below: ShownCounts
) -> MeasurementValue:
    key = one.municipality_id or WHOLE
    return MeasurementValue(
        one.id,
        key,
        read.places.get(key, ""),
        above[key],
        below[key],
        shown_value(above[key], below[key], read.formula.value(quantity_of(one))),
        one.state,
        one.as_of,
        one.note,
        one.source,
        one.origin,
    )


def _shown(read: _Read, above: Counts) -> tuple[ShownCounts, ShownCounts]:
    """What is counted, and what divides it, as they may be shown."""
    below = read.counts(lambda one: one.denominator)
    if not read.row.counts_people:
        return as_they_are(above), as_they_are(below)
    untold = read.missing or len(above) > 1
    parts = [count for key, count in above.items() if key != WHOLE]
    if None in parts or (above[WHOLE] is None and not untold):
        return none_of(above), safe_counts(below, read.people_min)
    return safe_counts(above, read.people_min), safe_counts(below, read.people_min)
