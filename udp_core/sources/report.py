"""Where every figure comes from: data sets, discrepancies of the sources, latest changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from udp_core.kernel.vocabulary import Trust
from udp_core.sources.queries.published import PublishedCells, descriptors, table_rows
from udp_core.sources.queries.sources import (
    DataSetRow,
    DiscrepancyRow,
    RequestRow,
    data_sets,
    discrepancies,
    latest_requests,
)


@dataclass(frozen=True, slots=True)
class DataSetValue:
    """A data set.

    What it is, how far it is trusted, the day it speaks of as its source writes it.
    """

    code: str
    title: str
    description: str
    theme: str
    trust: Trust
    as_of: str
    licence: str
    attribution: str
    rows: int


@dataclass(frozen=True, slots=True)
class DiscrepancyValue:
    """Both figures of a published total that does not add up.

    The difference is computed minus stated.
    """

    data_set: str
    check: str
    place: str
    title: str
    stated: Decimal
    computed: Decimal
    difference: Decimal
    unit: str
    explained_by_rounding: bool
    note: str


@dataclass(frozen=True, slots=True)
class ChangeValue:
    """A request carried out: when (with its zone), by whom, why, and how many rows it touched."""

    at: datetime
    author: str
    reason: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class SourcesReport:
    """All that the screen «Fonti» shows."""

    data_sets: tuple[DataSetValue, ...]
    discrepancies: tuple[DiscrepancyValue, ...]
    changes: tuple[ChangeValue, ...]

    @property
    def unexplained(self) -> tuple[DiscrepancyValue, ...]:
        """The discrepancies that the rounding of the printed figures cannot explain."""
        return tuple(one for one in self.discrepancies if not one.explained_by_rounding)


Resource = dict[str, Any]

CHANGES_SHOWN = 50


def sources_report(connection: Connection) -> SourcesReport:
    """Data sets, discrepancies and the latest changes."""
    return SourcesReport(
        tuple(_data_set(row) for row in data_sets(connection)),
        tuple(_discrepancy(row) for row in discrepancies(connection)),
        tuple(_change(row) for row in latest_requests(connection, CHANGES_SHOWN)),
    )


def published_rows(connection: Connection, code: str) -> tuple[Resource, list[PublishedCells]]:
    """Descriptor and rows of a published table; no rows where the data set has none."""
    return descriptors(connection).get(code, {}), table_rows(connection, code)


def _data_set(row: DataSetRow) -> DataSetValue:
    return DataSetValue(
        row.code,
        row.title,
        row.description or "",
        row.theme,
        Trust.of(row.trust),
        row.as_of,
        row.licence or "",
        row.attribution or "",
        row.rows,
    )


def _discrepancy(row: DiscrepancyRow) -> DiscrepancyValue:
    figures = (Decimal(row.stated), Decimal(row.computed), Decimal(row.difference))
    return DiscrepancyValue(
        row.data_set_title,
        row.check_code,
        row.place,
        row.title,
        *figures,
        row.unit,
        row.explained_by_rounding,
        row.note or "",
    )


def _change(row: RequestRow) -> ChangeValue:
    return ChangeValue(
        datetime.fromisoformat(row.at), row.author, row.reason, row.added, row.changed, row.removed
    )
