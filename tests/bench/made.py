"""Databases and files of any size.

What the product ships, with Ravenna's demonstration copied to 38 districts and 10 years.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from udp_core.archive.engine import sqlite_module
from udp_core.kernel.settings import Settings
from udp_core.running.start import start

ROOT = Path(__file__).resolve().parents[2]
DISTRICT = "ravenna"
YEARS = range(2017, 2027)
OWN_YEARS = frozenset({2024, 2025, 2026})
"""The years that the demonstration has for Ravenna."""
TEMPLATE_YEAR = 2025
"""The demonstration's last full year: every other district and year is a copy of it."""
SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
"""Those of `open_engine`, so that the bare library does the same work."""
FUND_TABLES = (
    "fund_year",
    "allocation",
    "carry_over",
    "variation",
    "cofinancing",
    "returned_fund",
    "cross_cutting_share",
    "activity_measure",
)
EXTRA_COMUNE = "extra"
"""A fourth Comune of two districts in three, copied from Ravenna's.

With it the entries are 400.000.
"""
_KEPT = frozenset({"act_id", "source", "reason"})
_YEAR = re.compile(r"\b20\d\d\b")
Row = tuple[Any, ...]


def connected(path: Path) -> closing[Any]:
    """The database file by the bare library; a transaction begins only where it is asked for."""
    raw = sqlite_module().connect(str(path), isolation_level=None)
    for setting in SETTINGS:
        raw.execute(f"PRAGMA {setting}")
    return closing(raw)


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def shipped(path: Path) -> Path:
    """A database as a first start makes it, with the demonstration, in one file."""
    start(Settings(address(path), None, DISTRICT, demo=True)).dispose()
    settle(path)
    return path


def settle(path: Path) -> None:
    """Bring what lies in the write-ahead log into the file, so that the file alone can be
    copied."""
    with connected(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def region(path: Path, demo: Path, *, entries: bool) -> Path:
    """A copy of `demo` with every fund of every district and year.

    With `entries`, also what went out of them. No history.
    """
    shutil.copy(demo, path)
    with connected(path) as raw:
        raw.execute("BEGIN IMMEDIATE")
        places = _places(raw)
        insert(
            raw,
            "municipality",
            [row for place in places if place.year == YEARS[0] for row in place.comuni(raw)],
        )
        for table in (*FUND_TABLES, *(["frna_entry"] if entries else [])):
            insert(raw, table, list(_moved(raw, table, places)))
        raw.execute("COMMIT")
    settle(path)
    return path


def insert(raw: Any, table: str, rows: Sequence[Row]) -> None:
    """Bare `executemany` of whole rows."""
    if rows:
        raw.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """A district and year to which the template is moved."""

    district: str
    year: int
    has_extra: bool

    def text(self, value: str) -> str:
        """Ids, days and years of the template, in this place; Ravenna keeps its Comuni."""
        shifted = _YEAR.sub(lambda found: str(int(found[0]) + self.year - TEMPLATE_YEAR), value)
        if self.district == DISTRICT:
            return shifted
        return re.sub(r"\b(0390\d\d)\b", rf"{self.district}-\1", shifted).replace(
            f"{DISTRICT}:", f"{self.district}:"
        )

    def row(self, names: Sequence[str], row: Row) -> Row:
        """One row of the template, in this place."""
        return tuple(self._cell(name, value) for name, value in zip(names, row, strict=True))

    def _cell(self, name: str, value: object) -> object:
        if name in {"year", "from_year"} and isinstance(value, int):
            return value + self.year - TEMPLATE_YEAR
        if name == "district_id":
            return self.district
        return self.text(value) if isinstance(value, str) and name not in _KEPT else value

    def comuni(self, raw: Any) -> Iterator[Row]:
        """Comuni of this district.

        Copies of Ravenna's, one of them twice where there is an extra one.
        """
        if self.district == DISTRICT:
            return
        found = raw.execute(
            "SELECT * FROM municipality WHERE district_id = ? ORDER BY id", (DISTRICT,)
        ).fetchall()
        for index, (comune, version, _istat, _district, name, lead, source) in enumerate(found):
            own = f"{self.district}-{comune}"
            yield own, version, own, self.district, name, lead, source
            if index == 0 and self.has_extra:
                yield (
                    f"{own}{EXTRA_COMUNE}",
                    version,
                    f"{own}{EXTRA_COMUNE}",
                    self.district,
                    f"{name} 2",
                    0,
                    source,
                )


def _places(raw: Any) -> list[_Place]:
    districts = [code for (code,) in raw.execute("SELECT id FROM district ORDER BY id")]
    every = [
        _Place(code, year, index % 3 > 0 and code != DISTRICT)
        for index, code in enumerate(districts)
        for year in YEARS
    ]
    return [place for place in every if place.district != DISTRICT or place.year not in OWN_YEARS]


def _moved(raw: Any, table: str, places: Iterable[_Place]) -> Iterator[Row]:
    of_template = (
        f"SELECT * FROM {table} WHERE {'id' if table == 'fund_year' else 'fund_year_id'} LIKE"
        f" '{DISTRICT}:%:{TEMPLATE_YEAR}'"
    )
    cursor = raw.execute(of_template)
    names = [column[0] for column in cursor.description]
    template = cursor.fetchall()
    comune = raw.execute(
        "SELECT min(id) FROM municipality WHERE district_id = ?", (DISTRICT,)
    ).fetchone()[0]
    for place in places:
        for row in template:
            moved = place.row(names, row)
            yield moved
            if place.has_extra and table == "frna_entry" and comune in row:
                own = f"{place.district}-{comune}"
                yield tuple(
                    cell.replace(own, f"{own}{EXTRA_COMUNE}") if isinstance(cell, str) else cell
                    for cell in moved
                )


def entries_file(path: Path, funds: Path, rows: int) -> int:
    """A CSV of entries for the database `funds`, which has none of them.

    How many rows were written.
    """
    with connected(funds) as raw, path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        names = [column[1] for column in raw.execute("PRAGMA table_info(frna_entry)")][2:]
        writer.writerow(["amount_eur" if name == "amount_cents" else name for name in names])
        money = names.index("amount_cents")
        written = 0
        for written, row in enumerate(_moved(raw, "frna_entry", _places(raw)), start=1):
            cells = list(row[2:])
            cells[money] = f"{cells[money] // 100}.{cells[money] % 100:02}"
            writer.writerow(cells)
            if written == rows:
                break
    return written
