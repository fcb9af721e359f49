"""Counts of people that hold each other in time: what one period hides the others may not tell.

A year less its quarters, a quarter less its months, a figure counted from 1 January less the one
before it. Each period alone hides its small counts; together they would tell them: 12 in the year,
less 4, 5 and no one, are the 3 that the last quarter hides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from udp_core.indicators.report.indicators import PointValue, without_counts
from udp_core.indicators.report.safe_counts import WHOLE, Counts, Formula
from udp_core.indicators.rules.indicators import Measure, MeasuredQuantity
from udp_core.kernel.calendar import Period
from udp_core.kernel.small_numbers import THRESHOLD, Cell, Hidden, is_small
from udp_core.kernel.vocabulary import PeriodKind

_SHORTER = {
    PeriodKind.YEAR: (PeriodKind.QUARTER, PeriodKind.MONTH),
    PeriodKind.QUARTER: (PeriodKind.MONTH,),
}
"""The periods that a longer one is made of."""


@dataclass(frozen=True, slots=True)
class ValuePoint:
    """A period.

    The exact value of the whole district, which is judged, and what of it may be shown. `counts`
    is what was counted, exactly; `quantity` its terms, of which `formula` makes the value.
    """

    measure: Measure
    shown: PointValue
    counts: Counts
    quantity: MeasuredQuantity
    formula: Formula

    @property
    def could_be(self) -> Iterator[Fraction]:
        """The values that counts that are hidden might give."""
        return self.formula.could_be(self.quantity)


def hidden_in_time(points: Sequence[ValuePoint], people_min: int = THRESHOLD) -> list[ValuePoint]:
    """The points, without the counts by which a period tells what another one hides."""
    told = [*_nested(points, people_min), *_growing(points, people_min)]
    whole = {one for one, key in told if key == WHOLE}
    parts = {one for one, _ in told}
    return [
        replace(one, shown=without_counts(one.shown, whole=one.shown.period in whole))
        if one.shown.period in parts
        else one
        for one in points
    ]


Told = tuple[Period, str]
"""A period, and the Comune (or the whole) of which it tells a small count."""


# A period and those that it is made of


def _nested(points: Sequence[ValuePoint], people_min: int) -> Iterator[Told]:
    """The longer periods that tell: it is they that are hidden, the shorter ones are the news."""
    alone = [one for one in points if not one.shown.is_cumulated]
    for long in alone:
        for kind in _SHORTER.get(long.shown.period.kind, ()):
            inside = [one for one in alone if _is_inside(one.shown.period, long.shown.period, kind)]
            if inside:
                yield from _of(long, _telling(long, inside, people_min))


def _is_inside(period: Period, long: Period, kind: PeriodKind) -> bool:
    return period.kind is kind and long.first_day <= period.first_day <= long.last_day


def _telling(long: ValuePoint, inside: Sequence[ValuePoint], people_min: int) -> Iterator[str]:
    """The places whose count of the longer period, less the shorter ones, is one that is hidden."""
    for place, count in long.counts.items():
        parts = [one.counts.get(place) for one in inside]
        rest = (count or 0) - sum(part or 0 for part in parts)
        if any(_hides(one.shown, place) for one in inside) or _small(rest, people_min):
            yield place


# A figure that grows from 1 January


def _growing(points: Sequence[ValuePoint], people_min: int) -> Iterator[Told]:
    """The earlier figures of a year that tell what the next one that is shown adds to them."""
    for year in {one.shown.period.year for one in points if one.shown.is_cumulated}:
        *earlier, later = [one for one in points if one.shown.period.year == year]
        for one in reversed(earlier):
            found = list(_added(one, later, people_min))
            yield from _of(one, found)
            later = later if found else one


def _added(before: ValuePoint, after: ValuePoint, people_min: int) -> Iterator[str]:
    for place, count in after.counts.items():
        added = (count or 0) - (before.counts.get(place) or 0)
        hides = _hides(before.shown, place) or _hides(after.shown, place)
        if _small(added, people_min) or (added and hides):
            yield place


# What both ask


def _of(point: ValuePoint, places: Iterable[str]) -> Iterator[Told]:
    return ((point.shown.period, place) for place in places)


def _small(count: Fraction | int, people_min: int) -> bool:
    return is_small(math.ceil(count), people_min)


def _hides(shown: PointValue, place: str) -> bool:
    return isinstance(_cell(shown, place), Hidden)


def _cell(shown: PointValue, place: str) -> Cell | None:
    if place == WHOLE:
        return shown.numerator or shown.value
    rows = (row for row in shown.rows if row.municipality_id == place)
    return next((row.numerator or row.value for row in rows), None)
