"""The JSON beside the tables: a data package or a ledger, judged before it is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from udp_core.archive.field import CODE_PATTERN
from udp_core.kernel.problem import Place, Problem, RefusedError

_CODE = re.compile(CODE_PATTERN)


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file.

    Raises RefusedError where the file cannot be opened or is something else.
    """
    place = Place(file=path.name)
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        json.dumps(content, ensure_ascii=False).encode()
    except OSError as error:
        raise RefusedError(
            [
                Problem(
                    "F01",
                    "Il file non si apre.",
                    "Controllare che esista e che si possa leggere.",
                    place,
                    str(error),
                )
            ]
        ) from error
    except (ValueError, RecursionError) as error:
        raise RefusedError([_not_json(place, str(error))]) from error
    if not isinstance(content, dict):
        raise RefusedError([_not_json(place, type(content).__name__)])
    return content


def _not_json(place: Place, words: str) -> Problem:
    return Problem(
        "F13",
        "Il file non è una descrizione JSON leggibile.",
        "Riscriverlo come oggetto JSON in UTF-8.",
        place,
        words,
    )


def judge_ledger(about: Mapping[str, Any], path: Path) -> None:
    """Raise RefusedError where a `ledger.json` lacks what is stored of it."""
    _refuse(_lacks(about, {"code": str, "title": str, "udp": dict}), path, "")


def judge_package(package: Mapping[str, Any], path: Path, tables: Collection[str]) -> None:
    """Raise RefusedError where a `datapackage.json` does not describe its tables.

    `tables` are the entities' names.
    """
    resources = package.get("resources")
    listed = isinstance(resources, list) and all(
        isinstance(resource, dict) for resource in resources
    )
    _refuse([] if listed else ["«resources» non è un elenco di oggetti"], path, "")
    for resource in resources or ():
        _refuse(_of_resource(resource, tables), path, str(resource.get("name", "")))


def _refuse(found: Iterator[str] | list[str], path: Path, name: str) -> None:
    place = Place(file=path.name, column=name)
    problems = [
        Problem(
            "F14", f"La descrizione non si può usare: {words}.", "Correggere la descrizione.", place
        )
        for words in found
    ]
    if problems:
        raise RefusedError(problems)


def _lacks(content: Mapping[str, Any], wanted: Mapping[str, type]) -> Iterator[str]:
    for name, kind in wanted.items():
        if not isinstance(content.get(name), kind) or not content[name]:
            yield f"«{name}» manca o non è del tipo atteso"


def _of_resource(resource: Mapping[str, Any], tables: Collection[str]) -> Iterator[str]:
    ours = resource.get("udp", {})
    if not isinstance(ours, dict):
        yield "«udp» non è un oggetto"
    elif "table" in ours:
        if ours["table"] not in tables:
            yield f"«{ours['table']}» non è una tabella conosciuta"
        yield from _of_path(resource)
    else:
        yield from _of_published(resource)


def _of_path(resource: Mapping[str, Any]) -> Iterator[str]:
    path = resource.get("path")
    if (
        not isinstance(path, str)
        or PurePosixPath(path).is_absolute()
        or ".." in PurePosixPath(path).parts
    ):
        yield "«path» deve indicare un file dentro la cartella della descrizione"


def _of_published(resource: Mapping[str, Any]) -> Iterator[str]:
    yield from _lacks(resource, {"name": str, "title": str})
    if not _CODE.fullmatch(str(resource.get("name"))):
        yield "«name» non è un codice"
    if "schema" in resource:
        yield from _of_path(resource)
        yield from _of_schema(resource["schema"])


def _of_schema(schema: object) -> Iterator[str]:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if (
        not isinstance(schema, dict)
        or not isinstance(fields, list)
        or not all(isinstance(one, dict) for one in fields)
    ):
        yield "«schema» non ha l’elenco dei campi"
        return
    names = [one.get("name") for one in fields]
    key = schema.get("primaryKey")
    if not isinstance(key, list) or not key or not all(part in names for part in key):
        yield "«primaryKey» non è un elenco di campi della tabella"
    for one in fields:
        yield from _lacks(one, {"name": str, "type": str})
        yield from _of_constraints(one.get("constraints", {}))


def _of_constraints(limits: object) -> Iterator[str]:
    if not isinstance(limits, dict):
        yield "«constraints» non è un oggetto"
        return
    for name in ("minimum", "maximum"):
        if not isinstance(limits.get(name, 0), int | float):
            yield f"«{name}» non è un numero"
    if not isinstance(limits.get("enum", []), list):
        yield "«enum» non è un elenco"
    try:
        re.compile(str(limits.get("pattern", "")))
    except re.error:
        yield "«pattern» non è un’espressione valida"
