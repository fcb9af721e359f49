"""Folders, packages and single files.

What is no description of tables is refused before anything is read.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_rows import asked, fingerprint, sound_history
from tests.service.files import codes, written
from udp_core.archive.engine import reading
from udp_core.archive.registry import ENTITIES
from udp_core.kernel.problem import RefusedError
from udp_core.packages.packages import REFERENCE, RULES, anything, in_order
from udp_core.packages.published import data_set_batch
from udp_core.sources.queries.published import table_rows, tables
from udp_core.writing.loading import Loaded, LoadRows, load_rows

FIELDS = [
    {"name": "place", "type": "string", "constraints": {"required": True}},
    {"name": "value", "type": "number"},
]
RESOURCE: dict[str, Any] = {
    "name": "prova",
    "title": "Prova",
    "path": "prova.csv",
    "schema": {"fields": FIELDS, "primaryKey": ["place"]},
}


def _package(folder: Path, **changed: Any) -> Path:
    written(folder, json.dumps({"resources": [RESOURCE | changed]}), "datapackage.json")
    return folder


def _load(engine: Engine, path: Path, table: str = "") -> Loaded:
    batches, derived = anything(path, table)
    return load_rows(engine, LoadRows(asked(), batches, derived=derived))


def _refused(path: Path, table: str = "") -> list[str]:
    with pytest.raises(RefusedError) as refused:
        anything(path, table)
    return codes(refused.value.problems)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", '"x"', "null", "nan", b"\xff\xfe", '{"a": "\\ud800"}', "[" * 100_000],
)
def test_what_is_no_json_object_is_refused(tmp_path: Path, content: str | bytes) -> None:
    assert _refused(written(tmp_path, content, "datapackage.json")) == ["F13"]
    written(tmp_path, content, "ledger.json")
    assert _refused(tmp_path) == ["F13"]


def test_a_folder_without_a_description_is_refused(tmp_path: Path) -> None:
    assert _refused(tmp_path) == ["F01"]


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "a b"},
        {"name": 5},
        {"title": None},
        {"path": "/etc/passwd"},
        {"path": "../x.csv"},
        {"path": ["a.csv"]},
        {"path": None},
        {"schema": []},
        {"schema": {}},
        {"schema": {"fields": {}}},
        {"schema": {"fields": ["a"]}},
        {"udp": "x"},
        {"schema": {"fields": FIELDS}},
        {"schema": {"fields": FIELDS, "primaryKey": "place"}},
        {"schema": {"fields": FIELDS, "primaryKey": ["other"]}},
        {"schema": {"fields": FIELDS, "primaryKey": []}},
        {"schema": {"fields": [{"name": "a"}], "primaryKey": ["a"]}},
        {
            "schema": {
                "fields": [{"name": "a", "type": "string", "constraints": []}],
                "primaryKey": ["a"],
            }
        },
        {
            "schema": {
                "fields": [{"name": "a", "type": "string", "constraints": {"pattern": "("}}],
                "primaryKey": ["a"],
            }
        },
        {
            "schema": {
                "fields": [{"name": "a", "type": "integer", "constraints": {"minimum": "0"}}],
                "primaryKey": ["a"],
            }
        },
        {
            "schema": {
                "fields": [{"name": "a", "type": "string", "constraints": {"enum": "x"}}],
                "primaryKey": ["a"],
            }
        },
        {"udp": {"table": "nessuna"}},
        {"udp": {"table": "district"}, "path": "/x"},
    ],
)
def test_a_package_that_does_not_describe_its_tables_is_refused(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    assert set(_refused(_package(tmp_path, **changed))) == {"F14"}


@pytest.mark.parametrize("resources", [None, {}, "x", ["x"]])
def test_a_package_without_resources_is_refused(tmp_path: Path, resources: Any) -> None:
    written(tmp_path, json.dumps({"resources": resources}), "datapackage.json")
    assert _refused(tmp_path) == ["F14"]


@pytest.mark.parametrize(
    "about", [{}, {"code": "a", "title": "A"}, {"code": "a", "title": "", "udp": {"theme": "x"}}]
)
def test_a_ledger_that_does_not_say_what_it_is_is_refused(
    tmp_path: Path, about: dict[str, Any]
) -> None:
    written(tmp_path, json.dumps(about), "ledger.json")
    assert set(_refused(tmp_path)) == {"F14"}


def test_a_known_table_keeps_its_columns(tmp_path: Path) -> None:
    assert _refused(_package(tmp_path, name="districts_emilia_romagna")) == ["F15"]


def test_an_unknown_file_names_the_tables_known(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\n", "mistero.csv")
    with pytest.raises(RefusedError) as refused:
        anything(path)
    [problem] = refused.value.problems
    assert problem.code == "F12"
    assert "frna_entry" in problem.remedy
    assert "nidi_ravenna" in problem.remedy
    assert _refused(path, "published_row") == ["F12"]


def test_a_published_table_is_loaded_with_its_figures_exact(engine: Engine, tmp_path: Path) -> None:
    written(tmp_path, "place,value\nRavenna,0.0000001\nCervia,\nRussi,-12.50\n'=x,1\n", "prova.csv")
    assert _load(engine, _package(tmp_path)).tallies["published_row"].added == 4
    with reading(engine) as connection:
        found = {row["place"]: row["value"] for row in table_rows(connection, "prova")}
        assert {place: None if value is None else str(value) for place, value in found.items()} == {
            "Ravenna": "1E-7",
            "Cervia": None,
            "Russi": "-12.50",
            "=x": "1",
        }
        assert table_rows(connection, "nessuna") == []
        assert list(tables(connection)) == ["prova"]
    assert sound_history(engine) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("place,value\n" + "x" * 301 + ",1\n", "W05"),
        ("place,value\n" + "x" * 4001 + ",1\n", "C02"),
        ("place,value\n,1\n", "C01"),
        ("place,value\na,1\na,2\n", "W01"),
        ("place,value\na,1,5\n", "F11"),
        ("place,value\na,0.0000000000001\n", "N03"),
    ],
)
def test_a_published_row_that_does_not_fit_is_refused(
    empty_engine: Engine, tmp_path: Path, content: str, code: str
) -> None:
    written(tmp_path, content, "prova.csv")
    before = fingerprint(empty_engine)
    with pytest.raises(RefusedError) as refused:
        _load(empty_engine, _package(tmp_path))
    assert codes(refused.value.problems) == [code]
    assert fingerprint(empty_engine) == before


def test_a_published_column_keeps_its_form(empty_engine: Engine, tmp_path: Path) -> None:
    schema = {
        "fields": [{"name": "place", "type": "string", "constraints": {"pattern": r"\d{6}"}}],
        "primaryKey": ["place"],
    }
    written(tmp_path, "place\n039014\n39014\n", "prova.csv")
    with pytest.raises(RefusedError) as refused:
        _load(empty_engine, _package(tmp_path, schema=schema))
    assert codes(refused.value.problems) == ["C09"]


def test_a_published_column_keeps_its_list(empty_engine: Engine, tmp_path: Path) -> None:
    schema = {
        "fields": [
            {"name": "place", "type": "string", "constraints": {"enum": ["Ravenna", "Russi"]}}
        ],
        "primaryKey": ["place"],
    }
    written(tmp_path, "place\nRavenna\nLugo\n", "prova.csv")
    with pytest.raises(RefusedError) as refused:
        _load(empty_engine, _package(tmp_path, schema=schema))
    assert codes(refused.value.problems) == ["C08"]
    assert "Ravenna, Russi" in refused.value.problems[0].remedy


def test_one_published_table_alone_is_loaded(empty_engine: Engine, tmp_path: Path) -> None:
    _load(empty_engine, RULES)
    source = REFERENCE.parent / "districts_emilia_romagna.csv"
    outcome = _load(empty_engine, source)
    assert outcome.tallies["district"].added == 38
    copied = Path(shutil.copy(source, tmp_path / "altro.csv"))
    assert (
        _load(empty_engine, copied, "districts_emilia_romagna").tallies["district"].unchanged == 38
    )


def test_a_data_set_without_its_theme_is_still_one() -> None:
    [(_, image)] = list(
        data_set_batch([{"name": "a", "title": "A", "licenses": [{"name": "CC-BY-4.0"}]}]).rows
    )
    assert (image["theme"], image["trust"], image["as_of"], image["licence"]) == (
        "Altro",
        "unverified",
        "non dichiarata",
        "CC-BY-4.0",
    )


def test_entities_are_put_in_loading_order() -> None:
    assert in_order(list(reversed(ENTITIES))) == list(ENTITIES)
