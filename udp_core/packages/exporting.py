"""The whole content as a data package: loaded into an empty database it gives the same digest."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading, told_plainly_about_folder
from udp_core.archive.entity import Entity, Image, specs, table_name
from udp_core.archive.field import Kind, Spec
from udp_core.archive.images import kept_image, read_all
from udp_core.archive.registry import BY_NAME
from udp_core.files.columns import header_of
from udp_core.files.row_order import parents_first
from udp_core.files.writing import cell_text
from udp_core.kernel.formulas import guarded
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.packages.packages import DERIVED_TABLES
from udp_core.sources.queries.published import descriptors, tables

_TYPES = {
    Kind.WHOLE: "integer",
    Kind.CENTS: "number",
    Kind.DECIMAL: "number",
    Kind.DAY: "date",
    Kind.FLAG: "boolean",
}


def export_package(engine: Engine, folder: Path) -> list[str]:
    """Write `datapackage.json` and one CSV a table into an empty folder.

    The names of the files written.
    """
    _make(folder)
    with reading(engine) as connection:
        resources = [*_published(connection, folder), *_entities(connection, folder)]
    package = {
        "name": "udp-distretto",
        "title": "Contenuto del cruscotto",
        "profile": "data-package",
        "resources": resources,
    }
    _write_json(folder / "datapackage.json", package)
    return [str(resource["path"]) for resource in resources if "path" in resource]


def _make(folder: Path) -> None:
    with told_plainly_about_folder(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise RefusedError(
            [
                Problem(
                    "E01",
                    f"La cartella {folder} non è vuota.",
                    "Indicare una cartella nuova: l’esportazione non sovrascrive.",
                )
            ]
        )


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _published(connection: Connection, folder: Path) -> Iterator[dict[str, Any]]:
    loaded = tables(connection)
    for name, descriptor in descriptors(connection).items():
        if name in loaded:
            names = [item["name"] for item in descriptor["schema"]["fields"]]
            _write_csv(
                folder / f"{name}.csv",
                names,
                ([_published_text(row[cell]) for cell in names] for row in loaded[name]),
            )
            yield {**descriptor, "path": f"{name}.csv"}
        else:
            yield {**descriptor, "data": []}


def _published_text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else guarded(value) if isinstance(value, str) else str(value)


def _entities(connection: Connection, folder: Path) -> Iterator[dict[str, Any]]:
    for name, entity in BY_NAME.items():
        if entity in DERIVED_TABLES:
            continue
        fields = specs(entity)
        images = _parents_first(
            entity, [(row_id, image) for row_id, _, image in read_all(connection, entity)]
        )
        headers = [header_of(field, spec) for field, spec in fields.items()]
        _write_csv(
            folder / f"{name}.csv",
            headers,
            ([cell_text(spec, image[field]) for field, spec in fields.items()] for image in images),
        )
        yield _resource(name, entity, fields)


def _write_csv(path: Path, headers: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(
            stream, lineterminator="\r\n"
        )  # with another end a lone CR would go unquoted
        writer.writerow(headers)
        writer.writerows(rows)


def _parents_first(entity: type[Entity], rows: list[tuple[str, Image]]) -> list[Image]:
    """Rows that refer to rows of their own table come after them."""
    own = [field for field, spec in specs(entity).items() if spec.refers_to == table_name(entity)]
    by_id = dict(rows)
    ordered, circle = parents_first(own, rows) if own else (list(by_id), [])
    return [by_id[row_id] for row_id in (*ordered, *circle)]


def _resource(name: str, entity: type[Entity], fields: Mapping[str, Spec]) -> dict[str, Any]:
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "title": entity.labels.capitalize(),
        "schema": {
            "fields": [_field(field, spec) for field, spec in fields.items()],
            "primaryKey": [header_of(part, fields[part]) for part in entity.key],
        },
        "udp": {"table": name},
    }


_SHARE = "da 0 a 1"
"""How a package writes what screens show in percent: 0.35 is 35 %."""


def _field(name: str, spec: Spec) -> dict[str, Any]:
    """One field of a descriptor, with what its spec knows."""
    about: dict[str, Any] = {
        "name": header_of(name, spec),
        "type": _TYPES.get(spec.kind, "string"),
        "title": spec.label,
    }
    if spec.unit:
        about["unit"] = "EUR" if spec.kind is Kind.CENTS else spec.unit
    said = [spec.help, _SHARE if spec.is_share else ""]
    if any(said):
        about["description"] = ", ".join(words for words in said if words)
    constraints: dict[str, Any] = {"required": True} if spec.required else {}
    if spec.terms is not None:
        constraints["enum"] = [term.value for term in spec.terms]
    return {**about, "constraints": constraints} if constraints else about


def content_rows(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Entity, id and canonical image of every row, in a fixed order: what the digest is made of."""
    for name, entity in BY_NAME.items():
        for row_id, _version, image in read_all(connection, entity):
            yield name, row_id, kept_image(entity, image)
