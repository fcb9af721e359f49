"""The values before a value: the same figure in earlier periods, for what is expected of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, or_, select, table

from udp_core.archive.entity import Entity, Image, table_name
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.indicators.entities import Measurement

Key = tuple[Any, ...]
_SAME: dict[type[Entity], tuple[str, ...]] = {
    FrnaEntry: ("voce_id", "source_id", "municipality_id", "phase", "period"),
    ActivityMeasure: ("voce_id", "municipality_id", "unit", "phase", "period"),
    Measurement: ("indicator_id", "district_id", "municipality_id", "period"),
}
"""What makes two rows the same figure at two moments."""
VALUES: dict[type[Entity], tuple[str, ...]] = {
    FrnaEntry: ("amount_cents",),
    ActivityMeasure: ("value",),
    Measurement: ("value", "numerator", "denominator"),
}
"""The figures of a row."""
Moment = tuple[int, int]
Series = dict[Key, dict[Moment, Mapping[str, Any]]]
_FUND_YEAR = table(
    "fund_year", *(column(name) for name in ("id", "district_id", "source_id", "year"))
)


def followed(entity: type[Entity]) -> bool:
    """True of entities whose rows repeat in time."""
    return entity in _SAME


class Past:
    """The figures of the same rows in other periods, asked of one row at a time."""

    def __init__(self, entity: type[Entity], years: Mapping[str, int], series: Series) -> None:
        self._entity = entity
        self._years = years
        self._series = series
        self._in_order: dict[tuple[Key, str], _InOrder] = {}

    def before(self, image: Mapping[str, Any], name: str, most: int) -> tuple[int, ...]:
        """A figure of a row in the latest `most` periods before its own that have it, the latest
        first.
        """
        key = _key(self._entity, image)
        told = self._in_order.get((key, name))
        if told is None:
            told = self._in_order[key, name] = _InOrder.of(self._series.get(key, {}), name)
        return told.before(_moment(image, self._years), most)

    def together(self, images: Iterable[Image]) -> Past:
        """With those of these rows too, as of a file with eleven months of an archive that has
        none.
        """
        series = {key: dict(rows) for key, rows in self._series.items()}
        for image in images:
            series.setdefault(_key(self._entity, image), {})[_moment(image, self._years)] = image
        return Past(self._entity, self._years, series)


def past_values(connection: Connection, entity: type[Entity], images: Sequence[Image]) -> Past:
    """What is stored of the same figures as these rows: two questions for all.

    Of what does not repeat in time, nothing.
    """
    if not followed(entity) or not images:
        return Past(entity, {}, {})
    years = _years(connection, entity, images)
    return Past(entity, years, _series(connection, entity, images, years))


@dataclass(frozen=True, slots=True)
class _InOrder:
    """A figure in the periods that have it, in order.

    Put in order once, however many rows ask what came before.
    """

    moments: Sequence[Moment]
    values: Sequence[int]

    @classmethod
    def of(cls, rows: Mapping[Moment, Mapping[str, Any]], name: str) -> _InOrder:
        moments = [when for when in sorted(rows) if rows[when].get(name) is not None]
        return cls(moments, [int(rows[when][name]) for when in moments])

    def before(self, moment: Moment, most: int) -> tuple[int, ...]:
        """The values before a moment, the latest first."""
        end = bisect_left(self.moments, moment)
        return tuple(reversed(self.values[max(0, end - most) : end]))


def _key(entity: type[Entity], image: Mapping[str, Any]) -> Key:
    return tuple(image[name] for name in _SAME[entity])


def _moment(image: Mapping[str, Any], years: Mapping[str, int]) -> Moment:
    year = (
        years.get(str(image["fund_year_id"]), 0) if "fund_year_id" in image else int(image["year"])
    )
    return year, int(image["period_no"] or 0)


def _years(connection: Connection, entity: type[Entity], images: Iterable[Image]) -> dict[str, int]:
    """The years of the same funds, by id; nothing for what has its own year."""
    if entity is Measurement:
        return {}
    asked = {str(image["fund_year_id"]) for image in images}
    own = (
        select(_FUND_YEAR.c.district_id, _FUND_YEAR.c.source_id)
        .where(_FUND_YEAR.c.id.in_(asked))
        .distinct()
    )
    funds = {tuple(row) for row in connection.execute(own)}
    rows = connection.execute(select(_FUND_YEAR))
    return {row.id: int(row.year) for row in rows if (row.district_id, row.source_id) in funds}


def _series(
    connection: Connection, entity: type[Entity], images: Iterable[Image], years: Mapping[str, int]
) -> Series:
    names = [
        *_SAME[entity],
        "period_no",
        *VALUES[entity],
        "year" if entity is Measurement else "fund_year_id",
    ]
    stored = table(table_name(entity), *(column(name) for name in names))
    found: defaultdict[Key, dict[Moment, Mapping[str, Any]]] = defaultdict(dict)
    for row in connection.execute(
        select(stored).where(*_near(stored, entity, list(images), years))
    ):
        image = dict(zip(names, row, strict=True))
        found[_key(entity, image)][_moment(image, years)] = image
    return found


def _near(
    stored: Any, entity: type[Entity], images: Sequence[Image], years: Mapping[str, int]
) -> list[ColumnElement[bool]]:
    """Conditions that keep the question small.

    The same funds, and each part of what makes the figures asked about.
    """
    conditions = [
        _among(stored.c[name], {image[name] for image in images}) for name in _SAME[entity]
    ]
    if entity is not Measurement:
        conditions.append(stored.c.fund_year_id.in_(list(years)))
    return conditions


def _among(field: Any, values: set[Any]) -> ColumnElement[bool]:
    known = field.in_({value for value in values if value is not None})
    return or_(known, field.is_(None)) if None in values else known
