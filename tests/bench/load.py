"""Loading entries from a CSV, with checks and history, beside a bare `executemany` of the same
rows and the same history."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.made import Row, address, connected, entries_file, insert, region, shipped
from tests.bench.measure import Measure, seconds
from udp_core.archive.asking import Asked
from udp_core.archive.engine import open_engine
from udp_core.packages.packages import single_file
from udp_core.writing.loading import LoadRows, load_rows

MOST_RATIO = 3
SIZES = ((50_000, 5), (400_000, 3))
"""Rows, and how many times each side loads them."""
MOMENT = datetime(2026, 11, 7, 9, 0, tzinfo=UTC)


def measures(folder: Path) -> Iterator[Measure]:
    """Loading 50.000 and 400.000 entries."""
    funds = region(folder / "funds.sqlite", shipped(folder / "demo.sqlite"), entries=False)
    for rows, times in SIZES:
        yield _loading(folder, funds, rows, times)


def _loading(folder: Path, funds: Path, rows: int, times: int) -> Measure:
    file = folder / f"entries-{rows}.csv"
    written = entries_file(file, funds, rows)
    ours, bare = [], []
    for _ in range(times):
        loaded = Path(shutil.copy(funds, folder / "ours.sqlite"))
        ours.append(seconds(partial(load, loaded, file)))
        bare.append(_bare_seconds(funds, loaded, folder / "bare.sqlite"))
        loaded.unlink()
    return Measure(f"load.{written}", "s", ours, bare, most_ratio=MOST_RATIO)


def load(database: Path, file: Path) -> None:
    """What `udp load` does with a file of entries."""
    engine = open_engine(address(database))
    asked = Asked("banco", "banco di prova", "programma", "Misura del caricamento", MOMENT)
    load_rows(engine, LoadRows(asked, single_file(file, "frna_entry")[0]))
    engine.dispose()


def _bare_seconds(funds: Path, loaded: Path, path: Path) -> float:
    """The rows that `loaded` has beyond `funds`, written by the bare library into a copy of
    `funds`."""
    shutil.copy(funds, path)
    added = _added(funds, loaded)
    with connected(path) as raw:
        taken = seconds(lambda: _write(raw, added))
    path.unlink()
    return taken


def _added(funds: Path, loaded: Path) -> dict[str, list[Row]]:
    with connected(loaded) as raw:
        raw.execute("ATTACH DATABASE ? AS before", (str(funds),))
        own = {"request": "id", "frna_entry": "id", "history": "sequence"}
        return {
            table: (
                raw.execute(
                    f"SELECT * FROM {table} WHERE {key} NOT IN (SELECT {key} FROM before.{table})"
                ).fetchall()
            )
            for table, key in own.items()
        }


def _write(raw: Any, added: dict[str, list[Row]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for table, rows in added.items():
        insert(raw, table, rows)
    raw.execute("COMMIT")
