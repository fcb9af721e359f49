"""The picture of the sources."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from udp_core.domain.pictures.sources import (
    ChangeValue,
    DataSetValue,
    DiscrepancyValue,
    SourcesPicture,
)
from udp_core.store.published import PublishedCells, descriptors, table_rows
from udp_core.store.queries.sources import (
    DataSetRow,
    DiscrepancyRow,
    RequestRow,
    data_sets,
    discrepancies,
    latest_requests,
)
from udp_core.vocabulary import Trust

Resource = dict[str, Any]

CHANGES_SHOWN = 50


def sources_picture(connection: Connection) -> SourcesPicture:
    """Data sets, discrepancies and the latest changes."""
    return SourcesPicture(
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
