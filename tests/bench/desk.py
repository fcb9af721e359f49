"""The desk.

A workbook of 20,000 rows previewed, a grid of 500 rows saved, sixteen people who save at once for a
minute.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from secrets import token_hex

from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine

from tests.bench import month
from tests.bench.made import DISTRICT, address, shipped
from tests.bench.measure import Measure, seconds
from udp_core.archive.asking import Asked
from udp_core.archive.engine import open_engine, reading, writing
from udp_core.archive.entity import Image
from udp_core.archive.queries import MOST_ROWS, RegisterRow, register_rows
from udp_core.archive.registry import BY_NAME
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.imports.choices import Choices
from udp_core.imports.layout import read_any
from udp_core.imports.receiving import Received, judged_file, worked
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ImportKind
from udp_core.people.entities import Mandate, Officer
from udp_core.running.memory import settle
from udp_core.writing.grid.cells import GridColumns
from udp_core.writing.grid.judging import Bench, judged
from udp_core.writing.grid.sheet import EMPTY, GridFrame, absorb
from udp_core.writing.grid.words import known_rows
from udp_core.writing.loading import Batch, LoadRows, load_rows
from udp_core.writing.registers import RegisterGrid
from udp_core.writing.saving import Edit, SaveRows, save_rows

PEOPLE = 16
LASTING_SECONDS = 60
TODAY = date(2026, 12, 31)
AFTER_ALL = date(2200, 1, 1)
"""A day on which every year of the large workbook has ended: no figure is of a period to come."""
WHO = "coordinatore"
MOST_SAVE_MILLISECONDS = 300
MOST_GRID_MILLISECONDS = 1000
MOST_PREVIEW_MILLISECONDS = 3000
MOST_READING_RATIO = 1.3
LARGE = 20_000


def measures(folder: Path) -> Iterator[Measure]:
    """Grid, then people."""
    database = shipped(folder / "desk.sqlite")
    engine = open_engine(address(database))
    _appoint(engine)
    bare = _bare(folder / "bare.sqlite")
    settle()  # as the server does
    yield _workbook(engine)
    yield _reading_sheet(engine)
    yield _grid(engine, bare)
    yield _people(engine, bare)
    engine.dispose()
    yield from month.measures(folder)


def _asked() -> Asked:
    return Asked(token_hex(16), WHO, "", "Misura del banco", datetime.now(UTC))


def _appoint(engine: Engine) -> None:
    mandate: Image = {
        "officer_id": WHO,
        "role": "coordinator",
        "district_id": DISTRICT,
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    officer = Batch(Officer, [(None, {"code": WHO, "name": "Ufficio di Piano", "active": 1})])
    load_rows(engine, LoadRows(_asked(), [officer, Batch(Mandate, [(None, mandate)])]))


def _bare(path: Path) -> Path:
    """A database of its own: two SQLite libraries in one process must not share a file."""
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE counted (id INTEGER PRIMARY KEY, number INTEGER)")
        raw.executemany(
            "INSERT INTO counted VALUES (?, 0)", [(number,) for number in range(MOST_ROWS)]
        )
    return path


def _workbook(engine: Engine) -> Measure:
    """A file of others with 20,000 rows, from its bytes to what it would change, beside openpyxl
    reading the same bytes."""
    content = _large_workbook(engine)
    about = Received("misure.xlsx", ImportKind.INDICATORS, "banco", WHO, DISTRICT, 2026, AFTER_ALL)

    def ours() -> None:
        judged = judged_file(engine, content, about, {}, "Misura")
        if judged.refused or judged.count("added") != LARGE:
            message = f"{judged.count('added')} of {LARGE} rows previewed: {judged.refused[:1]}"
            raise AssertionError(message)

    def bare() -> None:
        sheet = load_workbook(BytesIO(content), read_only=True).active
        assert sum(1 for _ in sheet.iter_rows(values_only=True)) == LARGE + 1

    return Measure(
        "desk.workbook_preview",
        "ms",
        [seconds(ours) * 1000 for _ in range(5)],
        [seconds(bare) * 1000 for _ in range(5)],
        most=MOST_PREVIEW_MILLISECONDS,
    )


def _reading_sheet(engine: Engine) -> Measure:
    """The reading sheet of the same file, from its bytes to its questions, beside openpyxl
    reading the same bytes."""
    content = _large_workbook(engine)
    about = Received("misure.xlsx", ImportKind.INDICATORS, "banco", WHO, DISTRICT, 2026, AFTER_ALL)

    def ours() -> None:
        with reading(engine) as connection:
            found, *_ = worked(connection, read_any(content, about.name), about, Choices())
        lines = dict(found.reading.lines)
        assert lines["Righe lette"] == italian.number(LARGE), lines

    def bare() -> None:
        sheet = load_workbook(BytesIO(content), read_only=True).active
        assert sum(1 for _ in sheet.iter_rows(values_only=True)) == LARGE + 1

    return Measure(
        "desk.reading_sheet",
        "ms",
        [seconds(ours) * 1000 for _ in range(5)],
        [seconds(bare) * 1000 for _ in range(5)],
        most_ratio=MOST_READING_RATIO,
    )


def _large_workbook(engine: Engine) -> bytes:
    with reading(engine) as connection:
        indicators, comuni = (
            list(connection.exec_driver_sql(f"SELECT id FROM {name}").scalars())
            for name in ("indicator", "municipality WHERE district_id = 'ravenna'")
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Indicatore", "Comune", "Anno", "Mese", "Numeratore", "Denominatore"])
    keys = (
        (indicator, comune, year, month)
        for year in range(2030, 2050)
        for month in range(1, 13)
        for indicator in indicators
        for comune in comuni
    )
    for number, key in enumerate(islice(keys, LARGE)):
        sheet.append([*key, number + 1, 1000.5])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _grid(engine: Engine, bare: Path) -> Measure:
    """500 rows of a grid read, typed in, judged, and all saved at once, beside 500 bare updates."""
    _open_the_months(engine)
    bare_columns = GridColumns(FrnaEntry)

    def ours() -> None:
        with reading(engine) as connection:
            rows = register_rows(
                connection, FrnaEntry, {"phase": "final", "fund_year_id": f"{DISTRICT}:frna:2026"}
            )
            referred = {name: bare_columns.spec(name).refers_to for name in bare_columns.names}
            known = {
                name: known_rows(connection, BY_NAME[table], DISTRICT)
                for name, table in referred.items()
                if table
            }
        frame = GridFrame(
            GridColumns(FrnaEntry, known),
            EMPTY,
            {row.id: row for row in rows},
            tuple(row.id for row in rows),
        )
        found = judged(
            Bench(frame.columns, TODAY, {}), absorb(frame, _one_more(frame.columns, rows))
        )
        assert len(found.edits) == len(rows)
        edits = [replace(edit, reason="Misura") for edit in found.edits]
        save_rows(engine, SaveRows(_asked(), WHO, edits, TODAY))

    times = [seconds(ours) * 1000 for _ in range(5)]
    return Measure(
        "desk.grid_save",
        "ms",
        times,
        [seconds(lambda: _bare_updates(bare)) * 1000 for _ in range(5)],
        most=MOST_GRID_MILLISECONDS,
    )


def _open_the_months(engine: Engine) -> None:
    """The demonstration's validated months become drafts, so that 500 rows can be written."""
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE frna_entry SET state = 'draft'")


def _one_more(columns: GridColumns, rows: Sequence[RegisterRow]) -> RegisterGrid:
    """A cent more in every row, as it is typed."""
    amounts = [int(row.image["amount_cents"] or 0) + 1 for row in rows]
    return RegisterGrid(
        {
            place: {"amount_cents": columns.shown("amount_cents", one)}
            for place, one in enumerate(amounts)
        }
    )


def _bare_updates(bare: Path) -> None:
    with sqlite3.connect(bare) as raw:
        raw.executemany(
            "UPDATE counted SET number = number + 1 WHERE id = ?",
            [(number,) for number in range(MOST_ROWS)],
        )


def _people(engine: Engine, bare: Path) -> Measure:
    """Each saves a figure of their own, again and again; beside as many who write bare rows."""
    with reading(engine) as connection:
        rows = register_rows(
            connection, FrnaEntry, {"phase": "forecast", "fund_year_id": f"{DISTRICT}:frna:2026"}
        )
    saved = _at_once([_saving(engine, row) for row in rows[:PEOPLE]], LASTING_SECONDS)
    _nothing_lost(engine, rows[:PEOPLE], saved)
    baseline = _at_once([_counting(bare, number) for number in range(PEOPLE)], 5)
    flat, flat_baseline = ([each for one in found for each in one] for found in (saved, baseline))
    return Measure("desk.sixteen_people", "ms", flat, flat_baseline, most=MOST_SAVE_MILLISECONDS)


def _at_once(works: list[Callable[[], None]], lasting: float) -> list[list[float]]:
    """How long each repetition of each work took, all of them at work together."""
    taken: list[list[float]] = [[] for _ in works]
    errors: list[BaseException] = []
    end = time.monotonic() + lasting

    def person(place: int) -> None:
        try:
            while time.monotonic() < end:
                started = time.perf_counter()
                works[place]()
                taken[place].append((time.perf_counter() - started) * 1000)
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=person, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return taken


def _saving(engine: Engine, row: RegisterRow) -> Callable[[], None]:
    version, amount = row.version, int(row.image["amount_cents"] or 0)

    def save() -> None:
        nonlocal version, amount
        amount += 1
        edit = Edit(FrnaEntry, {"amount_cents": amount}, row.id, version, "Misura")
        version = save_rows(engine, SaveRows(_asked(), WHO, [edit], TODAY)).rows[0].version

    return save


def _counting(path: Path, number: int) -> Callable[[], None]:
    def count() -> None:
        with sqlite3.connect(path, timeout=30, isolation_level=None) as raw:
            raw.execute("PRAGMA synchronous=FULL")
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE counted SET number = number + 1 WHERE id = ?", (number,))
            raw.execute("COMMIT")

    return count


def _nothing_lost(engine: Engine, rows: Sequence[RegisterRow], taken: list[list[float]]) -> None:
    """Every save that was answered is there, once."""
    with reading(engine) as connection:
        stored = {
            row.id: int(row.image["amount_cents"] or 0)
            for row in register_rows(connection, FrnaEntry, {"phase": "forecast"})
        }
    for row, own in zip(rows, taken, strict=True):
        lost = int(row.image["amount_cents"] or 0) + len(own) - stored[row.id]
        if lost:
            message = f"{lost} saves of {row.id} were lost"
            raise AssertionError(message)
