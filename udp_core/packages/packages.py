"""What can be loaded from disk: the reference package, folders of entity files, single files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from udp_core.archive.entity import Entity
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.files.cell import Style
from udp_core.files.columns import entity_columns
from udp_core.files.descriptor import judge_ledger, judge_package, read_json
from udp_core.files.table import open_table, rows
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.kernel.settings import DATA
from udp_core.packages.published import data_set_batch, derived_from_published, table_batch
from udp_core.sources.entities import DataSet, PublishedDiscrepancy, PublishedRow
from udp_core.writing.loading import Batch, Derived, nothing_derived

Batches = tuple[Sequence[Batch], Derived]

REFERENCE = DATA / "reference" / "datapackage.json"
RULES = DATA / "rules"
DEMO = DATA / "demo"
DERIVED_TABLES = frozenset({DataSet, PublishedRow, PublishedDiscrepancy})
"""Written by the loading of published tables, never by a file of their own."""


def entity_batch(entity: type[Entity], path: Path, style: Style | None = None) -> Batch:
    """The rows of an entity's file. `style` is given where the file's number style is known."""
    problems: list[Problem] = []
    table = open_table(path, entity_columns(entity), style)
    return Batch(entity, rows(table, problems), path.name, problems)


def ledger(folder: Path) -> Batches:
    """A folder of entity files with its `ledger.json`.

    What the files are, where they come from, their day.
    """
    descriptor = folder / "ledger.json"
    about = read_json(descriptor)
    judge_ledger(about, descriptor)
    files = [
        entity_batch(entity, folder / f"{name}.csv", Style.PLAIN)
        for name, entity in _loadable().items()
        if (folder / f"{name}.csv").exists()
    ]
    return [_about(about), *files], nothing_derived


def _loadable() -> dict[str, type[Entity]]:
    return {name: entity for name, entity in BY_NAME.items() if entity not in DERIVED_TABLES}


def _about(about: Mapping[str, Any]) -> Batch:
    resource = {
        "name": about["code"],
        "title": about["title"],
        "description": about.get("description"),
        "udp": about["udp"],
    }
    return data_set_batch([resource])


def published_package(descriptor: Path) -> Batches:
    """A data package of published tables, and of entity files where its resources say so."""
    package = read_json(descriptor)
    judge_package(package, descriptor, _loadable().keys())
    resources = package["resources"]
    _refuse_other_columns(resources, descriptor)
    published = [resource for resource in resources if "table" not in resource.get("udp", {})]
    tables = [
        table_batch(resource, descriptor.parent / resource["path"], Style.PLAIN)
        for resource in published
        if "schema" in resource
    ]
    entities = {
        resource["udp"]["table"]: resource["path"]
        for resource in resources
        if "table" in resource.get("udp", {})
    }
    files = [
        entity_batch(entity, descriptor.parent / entities[name], Style.PLAIN)
        for name, entity in _loadable().items()
        if name in entities
    ]
    return [data_set_batch(published), *tables, *files], _derived()


def _refuse_other_columns(resources: Sequence[Mapping[str, Any]], descriptor: Path) -> None:
    """Tables known by name have the columns that the checks and the territory are computed from."""
    known = {name: _shape(resource) for name, resource in _shipped().items()}
    wrong = [
        resource["name"]
        for resource in resources
        if "schema" in resource
        and known.get(resource["name"], _shape(resource)) != _shape(resource)
    ]
    if wrong:
        remedy = "Usare le colonne della descrizione di riferimento, o un altro nome."
        raise RefusedError(
            [
                Problem(
                    "F15",
                    f"La tabella «{name}» non ha le colonne con cui è conosciuta.",
                    remedy,
                    Place(file=descriptor.name),
                )
                for name in wrong
            ]
        )


def _shape(resource: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(item["name"], item["type"]) for item in resource["schema"]["fields"]]


def _shipped() -> dict[str, Mapping[str, Any]]:
    return {
        resource["name"]: resource
        for resource in read_json(REFERENCE)["resources"]
        if "schema" in resource
    }


def _derived() -> Derived:
    return partial(derived_from_published, read_json(REFERENCE))


def single_file(path: Path, table: str = "") -> Batches:
    """One CSV: of an entity or of a published table, by `table` or by the file's name."""
    name = table or path.stem
    if name in _loadable():
        return [entity_batch(_loadable()[name], path)], nothing_derived
    resources = _shipped()
    if name in resources:
        return [
            data_set_batch([resources[name]]),
            table_batch(resources[name], path, None),
        ], _derived()
    known = ", ".join(sorted([*resources, *_loadable()]))
    raise RefusedError(
        [
            Problem(
                "F12",
                f"«{name}» non è una tabella conosciuta.",
                f"Indicare con --as una tra: {known}.",
                Place(file=path.name),
            )
        ]
    )


def anything(path: Path, table: str = "") -> Batches:
    """What a person names: a folder, a `datapackage.json`, or one file."""
    if path.is_dir():
        return (
            ledger(path)
            if (path / "ledger.json").exists()
            else published_package(path / "datapackage.json")
        )
    return published_package(path) if path.name == "datapackage.json" else single_file(path, table)


def in_order(entities: Sequence[type[Entity]]) -> list[type[Entity]]:
    """Entities in the order in which they can be loaded."""
    return sorted(entities, key=ENTITIES.index)
