"""Rows as they are stored, without type conversion: what history keeps and what is compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TableClause,
    collate,
    column,
    select,
    table,
)

from udp_core.archive.entity import Entity, Image, specs, table_name

CHUNK = 2000
"""Rows handled together: enough to be fast, few enough to stay small."""
HISTORY = table(
    "history",
    *(
        column(name)
        for name in (
            "sequence",
            "request_id",
            "entity",
            "entity_id",
            "version",
            "before",
            "after",
            "previous_hash",
            "hash",
        )
    ),
)
REQUEST = table(
    "request", *(column(name) for name in ("id", "at", "author", "role", "command", "reason"))
)


@cache
def raw_table(entity: type[Entity]) -> TableClause:
    """The entity's table with untyped columns: id, version, then the fields in order."""
    return table(
        table_name(entity),
        column("id"),
        column("version"),
        *(column(name) for name in fields(entity)),
    )


@cache
def fields(entity: type[Entity]) -> tuple[str, ...]:
    """Names of the fields, in alphabetical order, so that images are canonical as they are
    built.
    """
    return tuple(sorted(specs(entity)))


def canonical(image: Mapping[str, Any]) -> str:
    """The one JSON text of an image: keys in order, no blanks, true characters."""
    return _JSON.encode(image)


def kept_image(entity: type[Entity], image: Mapping[str, Any]) -> str:
    """The text that history keeps of a row: fields added later are left out while they are empty.

    So rows written before those fields were there have the same text, and the same codes, as then.
    """
    if not entity.later:
        return canonical(image)
    left_out = {name for name in entity.later if image[name] is None}
    return canonical({name: value for name, value in image.items() if name not in left_out})


def read_back(entity: type[Entity], text: str) -> Image:
    """The image that history kept, with the fields that it left out."""
    return {**dict.fromkeys(entity.later), **json.loads(text)}


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_by_id(
    connection: Connection, entity: type[Entity], ids: Sequence[str]
) -> dict[str, tuple[int, Image]]:
    """Stored version and image of the rows that exist among `ids`."""
    raw = raw_table(entity)
    return {
        row_id: (version, image)
        for row_id, version, image in _images(
            connection, entity, select(raw).where(raw.c.id.in_(ids))
        )
    }


def read_where(
    connection: Connection, entity: type[Entity], name: str, value: str
) -> Iterator[Image]:
    """The rows that have a value in a field."""
    raw = raw_table(entity)
    rows = _images(connection, entity, select(raw).where(raw.c[name] == value))
    return (image for _, _, image in rows)


def read_all(connection: Connection, entity: type[Entity]) -> Iterator[tuple[str, int, Image]]:
    """Id, version and image of every row, in order of id."""
    raw = raw_table(entity)
    return _images(connection, entity, select(raw).order_by(in_code_order(raw.c.id, connection)))


def in_code_order(text: ColumnElement[str], connection: Connection) -> ColumnElement[str]:
    """A text column in order of code points, whatever the language of the database.

    Digests must agree.
    """
    return collate(text, "C") if connection.dialect.name == "postgresql" else text


def _images(
    connection: Connection, entity: type[Entity], statement: Select[Any]
) -> Iterator[tuple[str, int, Image]]:
    names = fields(entity)
    result = connection.execute(statement, execution_options={"yield_per": CHUNK})
    for row in result:
        _all = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
        yield _all["id"], _all["version"], {name: _all[name] for name in names}


def digest(rows: Iterable[tuple[str, str, str]]) -> str:
    """One hash of the content.

    Entity name, id and canonical image of every row, in a fixed order.
    """
    whole = hashlib.sha256()
    for name, row_id, image in rows:
        whole.update(f"{name}\x1f{row_id}\x1f{image}\x1e".encode())
    return whole.hexdigest()
