"""Where every figure comes from: data sets, discrepancies of the sources, latest changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from udp_core.sources.queries.published import PublishedCells, descriptors, table_rows
from udp_core.sources.queries.sources import (
    ChangeValue,
    DataSetValue,
    DiscrepancyValue,
    data_sets,
    discrepancies,
    latest_requests,
)


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
        data_sets(connection),
        discrepancies(connection),
        latest_requests(connection, CHANGES_SHOWN),
    )


def published_rows(connection: Connection, code: str) -> tuple[Resource, list[PublishedCells]]:
    """Descriptor and rows of a published table; no rows where the data set has none."""
    return descriptors(connection).get(code, {}), table_rows(connection, code)
