"""The indicators as the screens need them.

Computed, judged, small counts already hidden, not yet in words. Counts of people as they stood at a
sitting: each state alone hides its small counts; the two together would tell them: with 6 of 80
then, and «<5» of 78 now, the others are 74 in both and 4 are left.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from udp_core.indicators.rules.indicators import ExpectedValue, IndicatorRule, Trend
from udp_core.kernel.calendar import Period
from udp_core.kernel.small_numbers import NOT_PUBLISHABLE, Cell, Hidden
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import (
    DataState,
    IndicatorLevel,
    Origin,
    PeriodKind,
    StatusLevel,
    Trust,
)

CUMULATED = "cumulato"
"""How the note of a figure that is counted from 1 January starts."""


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """What an indicator is: never a figure without its definition, source and trust."""

    code: str
    name: str
    definition: str
    area_id: str | None
    area: str | None
    level: IndicatorLevel
    numerator: str
    denominator: str | None
    multiplier: Fraction
    counts_people: bool
    official: bool
    trust: Trust
    source: str


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What is expected in a year, and who says so."""

    expected: ExpectedValue
    trust: Trust
    source: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class MeasurementValue:
    """A stored measure as it may be shown; `place` is empty for the whole district.

    None: not measured.
    """

    id: str
    municipality_id: str
    place: str
    numerator: Cell | None
    denominator: Cell | None
    value: Cell | None
    state: DataState
    as_of: date
    note: str | None
    source: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PointValue:
    """The whole district in a period, and the rows under it.

    `value` is None where nothing can be computed.
    """

    period: Period
    as_of: date
    state: DataState
    numerator: Cell | None
    denominator: Cell | None
    value: Cell | None
    note: str | None
    rows: tuple[MeasurementValue, ...]

    @property
    def is_partial(self) -> bool:
        """The figure is of a year of which only a part is gone: it says so in its name."""
        return self.period.kind is PeriodKind.YEAR and self.as_of < self.period.last_day

    @property
    def is_cumulated(self) -> bool:
        """The figure grows inside its year, as its note says.

        It is not compared with the period before.
        """
        return (self.note or "").casefold().startswith(CUMULATED)


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """An indicator judged on its latest measure; `points` are its measures, the oldest first.

    `target` is what is expected in the year of the latest measure (of the year shown, where there
    is no measure);
    `targets` all of them, by year.
    """

    text: IndicatorText
    rule: IndicatorRule
    points: tuple[PointValue, ...]
    targets: tuple[TargetValue, ...]
    target: TargetValue | None
    judgement: Judgement | None
    trend: Trend | None

    @property
    def latest(self) -> PointValue | None:
        """The latest measure; None where nothing was measured."""
        return self.points[-1] if self.points else None

    @property
    def reason(self) -> str:
        """Why its light is so; empty where nothing is judged."""
        return self.judgement.reason if self.judgement else ""

    @property
    def level(self) -> StatusLevel | None:
        """The light; None where nothing is judged."""
        return self.judgement.level if self.judgement else None


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """A figure that somebody published, with the name, unit and decimals of the catalogue.

    It is never judged.
    """

    name: str
    place: str
    period: str
    value: Fraction | None
    unit: str
    decimals: int
    source: str


@dataclass(frozen=True, slots=True)
class IndicatorsReport:
    """The indicators of a district on a day; `day` is today, or 31 December of a year gone by."""

    year: int
    day: date
    municipalities: tuple[tuple[str, str], ...]
    indicators: tuple[IndicatorValue, ...]
    published: tuple[PublishedValue, ...]

    @property
    def followed(self) -> tuple[IndicatorValue, ...]:
        """The indicators that the district measures, or of which it expects something."""
        return tuple(one for one in self.indicators if one.points or one.target)

    @property
    def by_level(self) -> Counter[StatusLevel]:
        """How many indicators under each light; the ones not judged are left out."""
        return Counter(one.level for one in self.indicators if one.level is not None)


_NOT_SHOWN = Hidden(NOT_PUBLISHABLE)
_REASON = (
    "I conteggi sono cambiati dopo la seduta, e alcuni sono troppo piccoli per essere pubblicati."
)


def beside_now(then: IndicatorsReport, now: IndicatorsReport) -> IndicatorsReport:
    """The report on then, without the counts that changed since where either state hides some."""
    today = {one.text.code: one.points for one in now.indicators}
    shown = tuple(_beside(one, today.get(one.text.code, ())) for one in then.indicators)
    return replace(then, indicators=shown)


def _beside(one: IndicatorValue, today: tuple[PointValue, ...]) -> IndicatorValue:
    if not one.text.counts_people:
        return one
    same = {point.period: point for point in today}
    points = tuple(
        without_counts(point) if _tells(point, same.get(point.period)) else point
        for point in one.points
    )
    if points == one.points:
        return one
    judged = one.judgement and Judgement(one.judgement.level, (_REASON,))
    return replace(one, points=points, judgement=judged, trend=None)


def _tells(then: PointValue, now: PointValue | None) -> bool:
    """Whether the two differ and either hides something.

    A period that is gone has only what was hidden then.
    """
    before, after = _counts(then), _counts(now) if now else {}
    return before != after and any(
        isinstance(cell, Hidden) for cell in (*before.values(), *after.values())
    )


def _counts(point: PointValue) -> dict[str, Cell | None]:
    """What is shown of each Comune and, under a key of its own, of the whole."""
    rows = {row.municipality_id: row.numerator or row.value for row in point.rows}
    return {**rows, "whole": point.numerator or point.value}


def without_counts(point: PointValue, *, whole: bool = True) -> PointValue:
    """The point without the counts of its Comuni and, where asked, of the whole district."""
    rows = tuple(_row(row) if whole or row.municipality_id else row for row in point.rows)
    if not whole:
        return replace(point, rows=rows)
    return replace(point, numerator=_hidden(point.numerator), value=_hidden(point.value), rows=rows)


def _row(row: MeasurementValue) -> MeasurementValue:
    return replace(row, numerator=_hidden(row.numerator), value=_hidden(row.value))


def _hidden(cell: Cell | None) -> Cell | None:
    return None if cell is None else _NOT_SHOWN
