"""Reads `data/demo` with plain csv and whole cents, so that its tests lean on nothing they test."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from udp_core.archive.registry import BY_NAME

DATA = Path(__file__).parents[2] / "data"
DEMO = DATA / "demo"
LEDGER: dict[str, Any] = json.loads((DEMO / "ledger.json").read_text(encoding="utf-8"))
TABLES: list[str] = LEDGER["files"]
TODAY = date(2026, 11, 10)
YEARS = ("2024", "2025", "2026")
COMUNI = {"039014", "039007", "039016"}
AREAS = {
    "famiglie",
    "giovani",
    "immigrazione",
    "poverta",
    "reinserimento",
    "anziani",
    "disabili",
    "sistema",
}
GIVEN = {"district": {"ravenna"}, "municipality": COMUNI}
"""Loaded from the reference data, not from files of the ledger."""
FUNDS = ("frna", "fna", "dopo-di-noi", "vita-indipendente", "caregiver")
FUND_YEARS = [f"ravenna:{fund}:{year}" for fund in FUNDS for year in YEARS]
PROGRAMME = "ravenna:pdz-2024-2026:{}:1"
STOCKS = {"posts", "beneficiaries", "projects"}
FUND_YEAR = pytest.mark.parametrize("fund_year", FUND_YEARS)

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    folder = DEMO if (DEMO / f"{table}.csv").exists() else DATA / "rules"
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def ids(table: str) -> frozenset[str]:
    return frozenset(GIVEN[table] if table in GIVEN else map(id_of(table), rows(table)))


def id_of(table: str) -> Any:
    """The key of a row as its id says it: amounts in cents."""
    return lambda row: ":".join(_key_part(row, name) for name in BY_NAME[table].key)


def _key_part(row: Row, name: str) -> str:
    if name.endswith("_cents"):
        return str(cents(row[f"{name.removesuffix('_cents')}_eur"]))
    return row[name] or "-"


def cents(text: str) -> int:
    euro, _, rest = text.removeprefix("-").partition(".")
    return (int(euro) * 100 + int(rest)) * (-1 if text.startswith("-") else 1)


def total(table: str, **wanted: str) -> int:
    return sum(
        cents(row["amount_eur"])
        for row in rows(table)
        if all(row[name] == word for name, word in wanted.items())
    )
