"""Printed figures and the rows they are read from.

A value, and the interval that its precision leaves open.

Precision codes, of a row or fixed by a check: `exact...`; a unit (`0.1`, `1000`, `0.1M`, `1M`:
rounded to it, the true
value lies half a unit either side); a unit followed by `_truncated` (the true value lies up to one
unit above);
`lower_bound` ("over 520 million"); `upper_bound` ("almost 55 million").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

Row: TypeAlias = Mapping[str, object]
"""A row of a table by column: text, whole number, Decimal or None (no data)."""
Tables: TypeAlias = Mapping[str, Sequence[Row]]
Key: TypeAlias = tuple[str, ...]

SOURCE_FIELD = "source_title"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Precision:
    """How far the true value may lie from the printed one; None is without limit."""

    below: Decimal | None = ZERO
    above: Decimal | None = ZERO


EXACT = Precision()
_WORDS = {"lower_bound": Precision(above=None), "upper_bound": Precision(below=None)}
_UNIT_CODE = re.compile(r"(\d+(?:\.\d+)?)(M?)(_truncated)?")


def precision_of(code: str) -> Precision | None:
    """The precision that a code stands for; None where the code is not known."""
    if code.startswith("exact"):
        return EXACT
    match = _UNIT_CODE.fullmatch(code)
    if match is None:
        return _WORDS.get(code)
    unit = Decimal(match[1]) * (1_000_000 if match[2] else 1)
    return Precision(above=unit) if match[3] else Precision(below=unit / 2, above=unit / 2)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with the interval that its precision leaves open, its sources, and the parts that
    had no data.
    """

    value: Decimal = ZERO
    low: Decimal | None = ZERO
    high: Decimal | None = ZERO
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.value + other.value,
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            tuple(dict.fromkeys(self.sources + other.sources)),
            self.missing + other.missing,
        )

    def __neg__(self) -> Figure:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Figure(-self.value, low, high, self.sources, self.missing)

    def may_equal(self, other: Figure) -> bool:
        """Whether rounding alone can make the two differ: their intervals meet."""
        return _not_above(self.low, other.high) and _not_above(other.low, self.high)


def _not_above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high


def figure_of(value: Decimal, precision: Precision, sources: tuple[str, ...] = ()) -> Figure:
    """A printed value with what its precision leaves open."""
    low = None if precision.below is None else value - precision.below
    high = None if precision.above is None else value + precision.above
    return Figure(value, low, high, sources)


@dataclass(frozen=True, slots=True)
class Condition:
    """A row counts where the field has (or, negated, has not) one of the values, compared as
    text.
    """

    field: str
    values: frozenset[str]
    negated: bool

    def holds(self, row: Row) -> bool:
        """Whether the row counts."""
        return (str(row.get(self.field)) in self.values) is not self.negated


@dataclass(frozen=True, slots=True)
class Bands:
    """Puts a row into every named range of a whole-number field that contains it (ages into age
    classes).
    """

    field: str
    name: str
    ranges: tuple[tuple[str, int, int | None], ...]

    def spread(self, row: Row) -> Iterator[Row]:
        """The row once for each band it belongs to, with the band's name in a column."""
        value = row[self.field]
        for band, low, high in self.ranges:
            if (
                isinstance(value, int | Decimal)
                and value >= low
                and (high is None or value <= high)
            ):
                yield {**row, self.name: band}


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of a table and the field read from them."""

    resource: str
    field: str
    conditions: tuple[Condition, ...]
    precision: Precision
    precision_field: str | None
    negative: bool
    name_field: str | None
    bands: Bands | None

    def rows(self, tables: Tables) -> Iterator[Row]:
        """The rows that count. A table that is not there has none."""
        for row in tables.get(self.resource, ()):
            if all(condition.holds(row) for condition in self.conditions):
                yield from self.bands.spread(row) if self.bands else (row,)

    def figure(self, row: Row, column: str | None = None) -> Figure:
        """The row's figure (of `column`, where not the set's own field)."""
        value = _number(row, column or self.field, self.resource)
        source = (str(row[SOURCE_FIELD]),) if SOURCE_FIELD in row else ()
        if value is None:
            name = row.get(self.name_field) if self.name_field else None
            return Figure(sources=source, missing=(str(name or column or self.field),))
        figure = figure_of(value, self._precision(row), source)
        return -figure if self.negative else figure

    def by_group(self, group_by: Key, tables: Tables) -> dict[Key, list[Figure]]:
        """The figures of each group, in the order of the rows."""
        groups: dict[Key, list[Figure]] = {}
        for row in self.rows(tables):
            groups.setdefault(group_key(row, group_by), []).append(self.figure(row))
        return groups

    def _precision(self, row: Row) -> Precision:
        if self.precision_field is None:
            return self.precision
        return precision_of(str(row.get(self.precision_field))) or EXACT


def group_key(row: Row, group_by: Key) -> Key:
    """The values of the grouping columns, as text."""
    return tuple(str(row.get(column)) for column in group_by)


def _number(row: Row, column: str, resource: str) -> Decimal | None:
    value = row.get(column)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"{resource}.{column}: whole number or Decimal expected, got {value!r}")
    return Decimal(value)
