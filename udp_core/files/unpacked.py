"""A file of others, read where it can do no harm.

Looked into first, then opened by a child with limits and a clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from udp_core.files.child import BROKEN, FAST, MOST_SECONDS, NOT_READ, TEXT, WHOLE
from udp_core.files.packed import suspicious
from udp_core.kernel.problem import Place, Problem, RefusedError

ROOT = str(PurePosixPath(__file__).parents[2])


Cell = tuple[int, int]
"""A position in a sheet: row and column, both from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as text, and what its cells do not say but whoever opens the file sees.

    `rows` are the cells as they stand, numbers written plainly («1234.5»), days as «2026-11-07»;
    trailing blanks left out. The rest is by position:

    `numbers`: cells that are numbers or days, and not words that look like them. `days`: those of
    them that are days. `percents`: numbers shown as a percentage; their text is what is stored
    («0.9» for 90 %). `scaled`: numbers shown divided by a thousand or a million, with that factor;
    their text is what is stored. `units`: the words that a number format writes beside the figure
    («migliaia», «k€», «%» where it is only a word). `struck`: cells crossed out. `unseen`: cells
    that show nothing of what they hold, by their format or as white on white. `notes`: the words
    kept beside a cell («stima», «in migliaia»). `printed`: the words over and under every page,
    where it is printed. `unsolved`: formulas saved without a result, whose
    text is the formula («=C3*2»). `errors`: cells that hold an error («#DIV/0!»), which is their
    text too. `merged`: first row, first column, last row, last column of merged cells.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[Cell] = frozenset()
    days: frozenset[Cell] = frozenset()
    percents: frozenset[Cell] = frozenset()
    scaled: Mapping[Cell, int] = field(default_factory=dict)
    units: Mapping[Cell, str] = field(default_factory=dict)
    struck: frozenset[Cell] = frozenset()
    unseen: frozenset[Cell] = frozenset()
    notes: Mapping[Cell, str] = field(default_factory=dict)
    printed: tuple[str, ...] = ()
    unsolved: frozenset[Cell] = frozenset()
    errors: Mapping[Cell, str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_text: bool = False
    """True where it comes from a text file: a cell too many is a sign too many."""


def read_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook (.xlsx, .ods, .xls, by what it is and not by its name).

    Raises RefusedError where it is too large, not a workbook, locked, damaged or a trap.
    """
    if problem := suspicious(content):
        raise RefusedError([problem.at(Place(file=name))])
    return _sheets(content, name, (FAST,), (WHOLE,))


def read_text(content: bytes, name: str, sign: str) -> tuple[Sheet, ...]:
    """The one table of a text file, whose cells stand apart by `sign`, as a sheet.

    Raises RefusedError where it is empty, too large, in no encoding, or with quotes left open.
    """
    return _sheets(content, name, (TEXT, name, sign))


def _sheets(content: bytes, name: str, *ways: tuple[str, ...]) -> tuple[Sheet, ...]:
    """The sheets by the first way that a child survives."""
    place = Place(file=name)
    try:
        for way in ways:
            done = _child(content, *way)
            if done.returncode in {0, NOT_READ}:
                break
    except subprocess.TimeoutExpired as error:
        raise RefusedError([_too_heavy(place)]) from error
    if done.returncode == NOT_READ:
        raise RefusedError([_not_read(json.loads(done.stdout), name)])
    if done.returncode:
        raise RefusedError([(_unreadable if done.returncode == BROKEN else _too_heavy)(place)])
    return tuple(map(_sheet, json.loads(done.stdout)))


def _sheet(found: Mapping[str, Any]) -> Sheet:
    """A sheet as the child wrote it: positions are lists there."""

    def cells(name: str) -> frozenset[Cell]:
        return frozenset(map(tuple, found.get(name, ())))

    def by_column(name: str) -> frozenset[Cell]:
        columns = found.get(name, ())
        return frozenset([(row, column) for column, rows in columns for row in rows])

    def told(name: str) -> dict[Cell, Any]:
        return {(row, column): said for row, column, said in found.get(name, ())}

    return Sheet(
        found["name"],
        tuple(map(tuple, found["rows"])),
        numbers=by_column("numbers"),
        days=by_column("days"),
        percents=cells("percents"),
        scaled=told("scaled"),
        units=told("units"),
        struck=cells("struck"),
        unseen=cells("unseen"),
        notes=told("notes"),
        printed=tuple(found.get("printed", ())),
        unsolved=cells("unsolved"),
        errors=told("errors"),
        hidden=bool(found.get("hidden")),
        hidden_rows=frozenset(found.get("hidden_rows", ())),
        hidden_columns=frozenset(found.get("hidden_columns", ())),
        merged=tuple(map(tuple, found.get("merged", ()))),
        is_text=bool(found.get("is_text")),
    )


def _child(content: bytes, *asked: str) -> subprocess.CompletedProcess[bytes]:
    """The reader, apart and within limits that it sets itself: if it dies, it dies alone."""
    command = [sys.executable, "-m", "udp_core.files.child", *asked]
    return subprocess.run(  # noqa: S603 - our own program
        command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False, cwd=ROOT
    )


def _not_read(told: Mapping[str, Any], name: str) -> Problem:
    file = f"{name}, foglio «{told['sheet']}»" if told["sheet"] else name
    return Problem(
        told["code"], told["sentence"], told["remedy"], Place(file=file, row=told["row"])
    )


def _too_heavy(place: Place) -> Problem:
    return Problem(
        "X07",
        "Il file chiede troppa memoria o troppo tempo per essere letto.",
        "Togliere righe, colonne e fogli che non servono.",
        place,
    )


def _unreadable(place: Place) -> Problem:
    return Problem(
        "X08",
        "Il file è danneggiato o scritto in un modo che non si legge.",
        "Riaprirlo, controllarlo e salvarlo di nuovo come .xlsx.",
        place,
    )
