"""The files of the demonstration ledger: headers, cells, references, no row twice."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tests.known_answers.demo_ledger import (
    DEMO,
    LEDGER,
    TABLES,
    TODAY,
    cents,
    id_of,
    ids,
    rows,
)
from udp_core.archive.entity import specs
from udp_core.archive.field import CODE_PATTERN, Kind, Spec
from udp_core.archive.registry import BY_NAME

TABLE = pytest.mark.parametrize("table", TABLES)


def expected_header(table: str) -> list[str]:
    fields = specs(BY_NAME[table]).items()
    return [
        name.removesuffix("_cents") + "_eur" if spec.kind is Kind.CENTS else name
        for name, spec in fields
    ]


def fits(spec: Spec, cell: str) -> bool:
    if cell == "":
        return not spec.required
    if spec.kind is Kind.CHOICE:
        assert spec.terms is not None
        return cell in {term.value for term in spec.terms}
    if spec.kind is Kind.DAY:
        return date.fromisoformat(cell).isoformat() == cell
    if spec.kind in {Kind.TEXT, Kind.REFERENCE}:
        return cell == cell.strip() and len(cell) <= spec.longest
    return re.fullmatch(PATTERNS[spec.kind], cell) is not None and inside(spec, cell)


PATTERNS = {
    Kind.CODE: CODE_PATTERN,
    Kind.WHOLE: r"-?\d+",
    Kind.CENTS: r"-?\d+\.\d\d",
    Kind.DECIMAL: r"-?\d+(\.\d{1,3})?",
    Kind.FLAG: r"true|false",
}


def inside(spec: Spec, cell: str) -> bool:
    if spec.kind in {Kind.CODE, Kind.FLAG}:
        return True
    value = Decimal(cents(cell)) if spec.kind is Kind.CENTS else Decimal(cell)
    return (spec.least is None or value >= spec.least) and (spec.most is None or value <= spec.most)


def test_the_ledger_names_its_files_in_load_order() -> None:
    assert {path.stem for path in DEMO.glob("*.csv")} == set(TABLES)
    assert sorted(TABLES, key=[*BY_NAME].index) == TABLES
    assert (LEDGER["district"], LEDGER["today"], LEDGER["origin"]) == (
        "ravenna",
        "2026-11-10",
        "demo",
    )


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < 3_000_000


@TABLE
def test_the_header_is_the_entity(table: str) -> None:
    with (DEMO / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == expected_header(table)


@TABLE
def test_every_cell_is_what_its_field_asks_for(table: str) -> None:
    fields = list(zip(expected_header(table), specs(BY_NAME[table]).values(), strict=True))
    wrong = [
        (id_of(table)(row), name, row[name])
        for row in rows(table)
        for name, spec in fields
        if not fits(spec, row[name])
    ]
    assert wrong == []


@TABLE
def test_no_row_is_written_twice(table: str) -> None:
    assert [
        key for key, times in Counter(map(id_of(table), rows(table))).items() if times > 1
    ] == []


@TABLE
def test_every_reference_exists(table: str) -> None:
    references = {
        name: spec.refers_to for name, spec in specs(BY_NAME[table]).items() if spec.refers_to
    }
    lost = [
        (name, row[name])
        for row in rows(table)
        for name, to in references.items()
        if row[name] and row[name] not in ids(to)
    ]
    assert lost == []


@TABLE
def test_every_row_says_it_is_a_demonstration(table: str) -> None:
    if "origin" in specs(BY_NAME[table]):
        assert {row["origin"] for row in rows(table)} == {"demo"}


@TABLE
def test_nothing_speaks_of_days_to_come(table: str) -> None:
    if "as_of" in specs(BY_NAME[table]):
        assert max(row["as_of"] for row in rows(table)) <= TODAY.isoformat()
