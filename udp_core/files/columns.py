"""The columns that a file must have: of an entity, from its fields.

Of a published table, from its descriptor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from udp_core.archive.entity import Entity, specs
from udp_core.archive.field import LONGEST_TEXT, Kind, Spec
from udp_core.files.table import FileColumn

_KINDS = {"integer": Kind.WHOLE, "year": Kind.WHOLE, "number": Kind.FIGURE, "date": Kind.DAY}


def header_of(name: str, spec: Spec) -> str:
    """The header under which a field is written.

    Amounts are in euro in files, in cents in the database.
    """
    return f"{name.removesuffix('_cents')}_eur" if spec.kind is Kind.CENTS else name


def entity_columns(entity: type[Entity]) -> tuple[FileColumn, ...]:
    """The columns of an entity's file."""
    return tuple(
        FileColumn(header_of(name, spec), name, spec) for name, spec in specs(entity).items()
    )


def published_columns(resource: Mapping[str, Any]) -> tuple[FileColumn, ...]:
    """The columns of a published table, from its resource in the data package."""
    fields: Sequence[Mapping[str, Any]] = resource["schema"]["fields"]
    return tuple(FileColumn(item["name"], item["name"], _spec(item)) for item in fields)


def _spec(item: Mapping[str, Any]) -> Spec:
    limits = item.get("constraints", {})
    return Spec(
        item.get("title", item["name"]),
        _KINDS.get(item["type"], Kind.TEXT),
        bool(limits.get("required")),
        item.get("unit", ""),
        longest=LONGEST_TEXT,
        least=limits.get("minimum"),
        most=limits.get("maximum"),
        allowed=tuple(str(word) for word in limits.get("enum", ())),
        pattern=str(limits.get("pattern", "")),
    )
