"""The indicators that others published about the territory, as they were published."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.domain.pictures.indicators import PublishedValue
from udp_core.store.published import PublishedCells, table_rows

TABLE = "wellbeing_indicators"


def published_indicators(connection: Connection) -> tuple[PublishedValue, ...]:
    """Every row of the published table, in its order; empty where it is not loaded."""
    return tuple(_published(cells) for cells in table_rows(connection, TABLE))


def _published(cells: PublishedCells) -> PublishedValue:
    value = cells.get("value")
    source = [_text(cells, "source_body"), f"«{_text(cells, 'source_title')}»", _text(cells, "source_year")]
    return PublishedValue(
        _text(cells, "indicator_name"), _text(cells, "definition"), _text(cells, "area_name"), _text(cells, "period"),
        Fraction(value) if isinstance(value, Decimal | int) else None, _text(cells, "unit"), ", ".join(part for part in source if part), _text(cells, "note"),
    )  # fmt: skip


def _text(cells: PublishedCells, name: str) -> str:
    value = cells.get(name)
    return "" if value is None else str(value)
