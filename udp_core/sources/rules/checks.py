"""The checks.

Four kinds of comparison between published figures, and the discrepancies they find.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from udp_core.sources.rules.figures import Figure, Key, RowSet, Tables, group_key


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two published figures that should be equal and are not.

    `stated` is what the source prints; `computed` is what its parts give (for two sources stating
    one measure: what
    the second one prints; for a bound: the value that exceeds it). `difference` is computed -
    stated. Amounts are in
    `unit`, the field's own unit. `missing_parts` names the parts without data, which `computed`
    leaves out.
    """

    code: str
    title: str
    dataset: str
    place: str
    stated: Decimal
    computed: Decimal
    difference: Decimal
    unit: str
    explained_by_rounding: bool
    note: str
    sources: tuple[str, ...]
    missing_parts: tuple[str, ...] = ()


Pair: TypeAlias = tuple[Key, Figure, Figure]


@dataclass(frozen=True, slots=True)
class StatedTotal(ABC):
    """What every check says of itself.

    `notes` are remarks for single groups, by the text of the group's key.
    """

    code: str
    title: str
    unit: str
    place: str
    note: str
    notes: Mapping[str, str]
    group_by: Key
    dataset: str

    @abstractmethod
    def pairs(self, tables: Tables) -> Iterator[Pair]:
        """Every comparison the tables allow: group, stated figure, computed figure."""

    def is_broken(self, stated: Figure, computed: Figure) -> bool:
        """Whether the two figures make a discrepancy. A part without data always does."""
        return bool(computed.missing) or computed.value != stated.value


@dataclass(frozen=True, slots=True)
class SumOfRows(StatedTotal):
    """The rows of all part sets, added up by group, give each figure stated for that group (or a
    constant).
    """

    parts: tuple[RowSet, ...]
    stated: RowSet | Figure

    def pairs(self, tables: Tables) -> Iterator[Pair]:
        """Groups for which every part set has rows and a total is stated."""
        parts = [part.by_group(self.group_by, tables) for part in self.parts]
        totals = (
            None if isinstance(self.stated, Figure) else self.stated.by_group(self.group_by, tables)
        )
        for key in parts[0]:
            if all(key in groups for groups in parts):
                computed = sum((figure for groups in parts for figure in groups[key]), Figure())
                yield from ((key, stated, computed) for stated in self._stated(key, totals))

    def _stated(self, key: Key, totals: Mapping[Key, list[Figure]] | None) -> tuple[Figure, ...]:
        if isinstance(self.stated, Figure):
            return (self.stated,)
        return tuple(figure for figure in (totals or {}).get(key, ()) if not figure.missing)


@dataclass(frozen=True, slots=True)
class SumOfFields(StatedTotal):
    """In each row the part fields add up to the total field (or to a constant)."""

    rows: RowSet
    parts: tuple[str, ...]
    constant: Figure | None

    def pairs(self, tables: Tables) -> Iterator[Pair]:
        """One comparison a row that states its total."""
        for row in self.rows.rows(tables):
            stated = self.constant or self.rows.figure(row)
            if not stated.missing:
                computed = sum((self.rows.figure(row, part) for part in self.parts), Figure())
                yield group_key(row, self.group_by), stated, computed


@dataclass(frozen=True, slots=True)
class SameMeasure(StatedTotal):
    """One measure of one group, stated more than once.

    Each later statement is compared with the first.

    First is the earlier row set and, in one row set, the source first in alphabetical order (not in
    row order, which
    a database does not keep).
    """

    statements: tuple[RowSet, ...]

    def pairs(self, tables: Tables) -> Iterator[Pair]:
        """Groups with two or more statements."""
        groups: dict[Key, list[Figure]] = {}
        for statement in self.statements:
            for key, figures in statement.by_group(self.group_by, tables).items():
                known = [figure for figure in figures if not figure.missing]
                groups.setdefault(key, []).extend(
                    sorted(known, key=lambda figure: (figure.sources, figure.value))
                )
        for key, figures in groups.items():
            for other in figures[1:]:
                yield key, figures[0], other


@dataclass(frozen=True, slots=True)
class NotMoreThan(StatedTotal):
    """No value exceeds the bound (the largest figure of the bound's rows, whatever the group)."""

    values: RowSet
    bound: RowSet

    def pairs(self, tables: Tables) -> Iterator[Pair]:
        """One comparison a value."""
        bounds = [self.bound.figure(row) for row in self.bound.rows(tables)]
        known = [figure for figure in bounds if not figure.missing]
        if not known:
            return
        bound = max(known, key=lambda figure: figure.value)
        for key, figures in self.values.by_group(self.group_by, tables).items():
            yield from ((key, bound, figure) for figure in figures if not figure.missing)

    def is_broken(self, stated: Figure, computed: Figure) -> bool:
        """Only an excess is a discrepancy."""
        return computed.value > stated.value


def evaluate(checks: Iterable[StatedTotal], tables: Tables) -> tuple[Discrepancy, ...]:
    """All discrepancies, in the order of checks and rows.

    Raises TypeError where an amount is not an exact number.
    """
    return tuple(
        _discrepancy(check, *pair)
        for check in checks
        for pair in check.pairs(tables)
        if check.is_broken(*pair[1:])
    )


def compared(checks: Iterable[StatedTotal], tables: Tables) -> dict[str, int]:
    """How many comparisons each check made, by code.

    Zero means that the tables at hand do not allow it.
    """
    return {check.code: sum(1 for _ in check.pairs(tables)) for check in checks}


def _discrepancy(check: StatedTotal, key: Key, stated: Figure, computed: Figure) -> Discrepancy:
    return Discrepancy(
        code=check.code,
        title=check.title,
        dataset=check.dataset,
        place=", ".join(part for part in (check.place, *key) if part),
        stated=stated.value,
        computed=computed.value,
        difference=computed.value - stated.value,
        unit=check.unit,
        explained_by_rounding=not computed.missing and stated.may_equal(computed),
        note=_note(check, key, computed.missing),
        sources=tuple(dict.fromkeys(stated.sources + computed.sources)),
        missing_parts=computed.missing,
    )


def _note(check: StatedTotal, key: Key, missing: tuple[str, ...]) -> str:
    absent = f"Senza dato: {', '.join(missing)}." if missing else ""
    remarks = (check.note, check.notes.get(", ".join(key), ""), absent)
    return " ".join(remark for remark in remarks if remark)
