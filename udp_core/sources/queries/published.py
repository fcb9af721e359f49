"""Published tables read back: rows of typed cells, as their descriptor says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from udp_core.archive.images import in_code_order
from udp_core.sources.entities import DataSet, PublishedRow

Cell = str | int | Decimal | None
PublishedCells = dict[str, Cell]


def descriptors(connection: Connection) -> dict[str, dict[str, Any]]:
    """Descriptor of every loaded published table, by name."""
    sets = DataSet.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
    found = connection.execute(
        select(sets.code, sets.descriptor)
        .where(sets.descriptor.is_not(None))
        .order_by(in_code_order(sets.code, connection))
    )
    return {code: json.loads(text) for code, text in found}


def table_rows(connection: Connection, name: str) -> list[PublishedCells]:
    """All rows of one published table, in order of key; numbers are exact decimals.

    Empty where it is not loaded.
    """
    return tables(connection, name).get(name, [])


def tables(connection: Connection, *names: str) -> dict[str, list[PublishedCells]]:
    """Rows of the named published tables, or of all, by table name."""
    known = descriptors(connection)
    wanted = names or tuple(known)
    return {
        name: list(_rows(connection, name, known[name]))
        for name in wanted
        if "schema" in known.get(name, {})
    }


def _rows(
    connection: Connection, name: str, descriptor: Mapping[str, Any]
) -> Iterator[PublishedCells]:
    numbers = {item["name"] for item in descriptor["schema"]["fields"] if item["type"] == "number"}
    rows = PublishedRow.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
    for content in connection.execute(
        select(rows.content)
        .where(rows.data_set_id == name)
        .order_by(in_code_order(rows.id, connection))
    ).scalars():
        cells = json.loads(content)
        yield {
            key: Decimal(value) if key in numbers and value is not None else value
            for key, value in cells.items()
        }
