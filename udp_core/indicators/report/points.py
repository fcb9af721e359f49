"""The measures of one indicator by period.

The whole of the district from its Comuni, small counts hidden.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from udp_core.indicators.queries.indicator import IndicatorRow, MeasurementRow
from udp_core.indicators.report.indicators import MeasurementValue, PointValue
from udp_core.indicators.rules.indicators import Measure, MeasuredQuantity, added, value_of
from udp_core.kernel.calendar import Period
from udp_core.kernel.small_numbers import (
    NOT_PUBLISHABLE,
    THRESHOLD,
    Cell,
    Hidden,
    ShownCount,
    derived,
    safe_row,
)
from udp_core.kernel.vocabulary import DataState, PeriodKind

_LONGEST_LAST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
_LEAST_CHECKED_FIRST = (DataState.DRAFT, DataState.CONFIRMED, DataState.VALIDATED)
Places = Mapping[str, str]
"""Id and name of the Comuni of the district, the lead first."""


@dataclass(frozen=True, slots=True)
class ValuePoint:
    """A period.

    The exact value of the whole district, which is judged, and what of it may be shown.
    """

    measure: Measure
    shown: PointValue


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
            [] if self.missing else [quantity_of(one) for one in self.parts], is_ratio=self.is_ratio
        )

    @property
    def is_ratio(self) -> bool:
        return bool(self.row.denominator)

    def value(self, quantity: MeasuredQuantity) -> Fraction | None:
        """The value by the indicator's formula."""
        return value_of(quantity, Fraction(self.row.multiplier), is_ratio=self.is_ratio)


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
    return sorted(
        found,
        key=lambda one: (
            one.shown.as_of,
            one.shown.period.year,
            _LONGEST_LAST.index(one.shown.period.kind),
        ),
    )


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
    undefined = read.is_ratio and quantity.numerator is not None and quantity.denominator == 0
    value = read.value(quantity)
    counts = _counts(read, quantity)
    note = "; ".join(dict.fromkeys(one.note for one in read.used if one.note)) or None
    shown = PointValue(
        read.period,
        as_of,
        state,
        counts[""],
        quantity.denominator,
        derived_of(counts[""], value),
        note,
        _rows(read, counts),
    )
    return ValuePoint(Measure(value, as_of, state, read.missing, undefined), shown)


def _rows(read: _Read, counts: Mapping[str, Cell | None]) -> tuple[MeasurementValue, ...]:
    """The stored rows, those of the Comuni first."""
    return tuple(
        _row(read, one, counts[one.municipality_id or ""])
        for one in (*read.parts, *((read.whole,) if read.whole else ()))
    )


def _row(read: _Read, one: MeasurementRow, numerator: Cell | None) -> MeasurementValue:
    quantity = quantity_of(one)
    key = one.municipality_id or ""
    return MeasurementValue(
        one.id,
        key,
        read.places.get(key, ""),
        numerator,
        quantity.denominator,
        derived_of(numerator, read.value(quantity)),
        one.state,
        one.as_of,
        one.note,
        one.source,
        one.origin,
    )


def derived_of(numerator: Cell | None, value: Fraction | None) -> Cell | None:
    """A value as it may be shown.

    By its numerator, or as it is where it was measured without one.
    """
    if numerator is not None:
        return derived(numerator, value)
    return None if value is None else ShownCount(value)


def _counts(read: _Read, quantity: MeasuredQuantity) -> dict[str, Cell | None]:
    """The numerator of each Comune and, under an empty key, of the whole, as they may be shown."""
    found = {
        one.municipality_id or "": _count(quantity_of(one), is_ratio=read.is_ratio)
        for one in read.parts
    }
    whole = _count(quantity, is_ratio=read.is_ratio)
    if not read.row.counts_people:
        return {
            key: None if count is None else ShownCount(count)
            for key, count in {**found, "": whole}.items()
        }
    if any(count is None for count in found.values()) or (
        whole is None and not read.missing and not found
    ):
        return dict.fromkeys((*found, ""), Hidden(NOT_PUBLISHABLE))
    counted = {key: math.ceil(count) for key, count in found.items() if count is not None}
    return dict(_safe(counted, whole, read.people_min))


def _safe(
    found: Mapping[str, int], whole: Fraction | None, people_min: int
) -> Mapping[str, Cell | None]:
    row = safe_row(tuple(found.values()), None if whole is None else math.ceil(whole), people_min)
    return {**dict(zip(found, row.parts, strict=True)), "": None if whole is None else row.total}


def _count(quantity: MeasuredQuantity, *, is_ratio: bool) -> Fraction | None:
    """What is counted: the numerator, or the value itself where nothing divides it."""
    return quantity.numerator if quantity.numerator is not None or is_ratio else quantity.value
