"""The indicators that others published about the territory, as they were published."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.domain.pictures.indicators import PublishedValue
from udp_core.store.published import PublishedCells, table_rows
from udp_core.store.queries.indicator import IndicatorRow

TABLE = "wellbeing_indicators"


def published_indicators(
    connection: Connection, catalogue: Iterable[IndicatorRow]
) -> tuple[PublishedValue, ...]:
    """Every row of the published table that the catalogue knows, in the catalogue's order.

    Empty where it is not loaded.

    A code of the catalogue is that of the table after the mark of its publisher («BES-», «ISTAT-»).
    """
    found = table_rows(connection, TABLE)
    return tuple(
        _published(row, cells)
        for row in catalogue
        for cells in found
        if row.code.partition("-")[2] == cells.get("indicator_code")
    )


def _published(row: IndicatorRow, cells: PublishedCells) -> PublishedValue:
    value = cells.get("value")
    exact = Fraction(value) if isinstance(value, Decimal | int) else None
    return PublishedValue(
        row.name,
        _text(cells, "area_name"),
        _text(cells, "period"),
        exact,
        row.unit,
        row.decimals,
        _source(cells),
    )


def _source(cells: PublishedCells) -> str:
    title = _text(cells, "source_title")
    parts = (_text(cells, "source_body"), title and f"«{title}»", _text(cells, "source_year"))
    return ", ".join(part for part in parts if part)


def _text(cells: PublishedCells, name: str) -> str:
    value = cells.get(name)
    return "" if value is None else str(value)
