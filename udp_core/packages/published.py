"""Published tables on their way in: the descriptor says the columns; each row keeps its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from udp_core.archive.entity import Image
from udp_core.archive.images import canonical
from udp_core.files.cell import Style
from udp_core.files.columns import published_columns
from udp_core.files.table import NumberedRow, open_table, rows
from udp_core.kernel.italian import number
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.packages.projection import territory
from udp_core.sources.entities import DataSet, PublishedDiscrepancy, PublishedRow
from udp_core.sources.queries.published import tables
from udp_core.sources.rules import Discrepancy, evaluate, parse_checks
from udp_core.writing.loading import Batch, Numbered

Resource = Mapping[str, Any]
_LOCATION = ("path", "data", "scheme", "hash", "bytes")
"""What a resource says of its file rather than of its content: not stored."""
MOST_ROWS = 50_000
MOST_CHARACTERS = 10_000_000
"""Of one table: the checks of stated totals hold it in memory whole.

The largest shipped has 2.153 rows.
"""


def data_set_batch(resources: Iterable[Resource]) -> Batch:
    """The rows of `data_set` for the resources."""
    return Batch(
        DataSet,
        [(None, _data_set(resource)) for resource in resources],
        file="datapackage.json",
        computed=True,
    )


def _data_set(resource: Resource) -> Image:
    ours = resource.get("udp", {})
    licences = [str(licence.get("name", "")) for licence in resource.get("licenses", ())]
    kept = {key: value for key, value in resource.items() if key not in _LOCATION}
    return {
        "code": resource["name"],
        "title": resource["title"],
        "description": resource.get("description"),
        "theme": str(ours.get("theme") or "Altro"),
        "trust": str(ours.get("trust") or "unverified"),
        "as_of": str(ours.get("asOf", "")) or "non dichiarata",
        "licence": ", ".join(licences) or None,
        "attribution": ours.get("attribution"),
        "descriptor": canonical(kept),
    }


def table_batch(resource: Resource, path: Path, style: Style | None) -> Batch:
    """The rows of one published table. `style` is given where the file comes with its package."""
    problems: list[Problem] = []
    table = open_table(path, published_columns(resource), style)
    return Batch(
        PublishedRow,
        _published(resource, _few(rows(table, problems), path.name)),
        path.name,
        problems,
        computed=True,
    )


def _few(numbered: Iterable[NumberedRow], file: str) -> Iterator[NumberedRow]:
    """The rows, as long as they are few enough to be held in memory together.

    Raises RefusedError beyond.
    """
    characters = 0
    for count, (row, cells) in enumerate(numbered, start=1):
        characters += sum(len(cell) for cell in cells.values() if isinstance(cell, str))
        if count > MOST_ROWS or characters > MOST_CHARACTERS:
            sentence = (
                f"Una tabella pubblicata non può superare {number(MOST_ROWS)} righe e"
                f" {number(MOST_CHARACTERS)} caratteri."
            )
            raise RefusedError(
                [
                    Problem(
                        "F16",
                        sentence,
                        "Togliere ciò che non serve, per esempio gli anni più vecchi.",
                        Place(file=file, row=row),
                    )
                ]
            )
        yield row, cells


def _published(resource: Resource, numbered: Iterable[NumberedRow]) -> Iterator[Numbered]:
    name, key = resource["name"], resource["schema"]["primaryKey"]
    for row, cells in numbered:
        year = cells.get("source_year")
        image: Image = {
            "data_set_id": name,
            "code": "|".join("" if cells[part] is None else str(cells[part]) for part in key),
            "content": canonical(cells),
            "source_title": str(cells.get("source_title") or ""),
            "source_body": str(cells.get("source_body") or ""),
            "source_year": year if isinstance(year, int) else None,
        }
        yield row, image


def derived_from_published(package: Mapping[str, Any], connection: Connection) -> Iterator[Batch]:
    """Territory and discrepancies, computed anew from every published table loaded so far."""
    loaded = tables(connection)
    yield from territory(loaded)
    found = evaluate(parse_checks(package), loaded) if loaded else ()
    yield Batch(
        PublishedDiscrepancy,
        [(None, _discrepancy(one)) for one in found if one.dataset in loaded],
        whole=True,
        computed=True,
    )


def _discrepancy(found: Discrepancy) -> Image:
    note = " ".join(
        part
        for part in (
            found.note,
            "Fonti: " + "; ".join(found.sources) + "." if found.sources else "",
        )
        if part
    )
    return {
        "data_set_id": found.dataset,
        "check_code": found.code,
        "place": found.place,
        "title": found.title,
        "stated": _figure(found.stated),
        "computed": _figure(found.computed),
        "difference": _figure(found.difference),
        "unit": found.unit,
        "explained_by_rounding": int(found.explained_by_rounding),
        "note": note or None,
    }


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
