"""A spreadsheet from outside, read where it can do no harm: looked into first, then opened by a child with limits and a clock."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from udp_core.problem import Place, Problem, RefusedError

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 200
MOST_PARTS = 500
MOST_SECONDS = 30
MOST_MEMORY = 700 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of the old kind begins; a workbook with a password too."""
ROOT = str(PurePosixPath(__file__).parents[3])


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
    («migliaia», «k€», «%» where it is only a word). `unsolved`: formulas saved without a result,
    whose text is the formula («=C3*2»). `errors`: cells that hold an error («#DIV/0!»), which is
    their text too. `merged`: first row, first column, last row, last column of merged cells.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[Cell] = frozenset()
    days: frozenset[Cell] = frozenset()
    percents: frozenset[Cell] = frozenset()
    scaled: Mapping[Cell, int] = field(default_factory=dict)
    units: Mapping[Cell, str] = field(default_factory=dict)
    unsolved: frozenset[Cell] = frozenset()
    errors: Mapping[Cell, str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook. Raises RefusedError where it is too large, not a workbook, locked, damaged or a trap."""
    place = Place(file=name)
    if problem := _suspicious(content):
        raise RefusedError([problem.at(place)])
    try:
        done = _child(content, "--fast")
        if done.returncode:
            done = _child(content)
    except subprocess.TimeoutExpired as error:
        raise RefusedError([_too_heavy(place)]) from error
    if done.returncode:
        words = done.stderr.decode(errors="replace")
        raise RefusedError([_unreadable(place) if "SHEETS:" in words else _too_heavy(place)])
    return tuple(map(_sheet, json.loads(done.stdout)))


def _sheet(found: Mapping[str, Any]) -> Sheet:
    """A sheet as the child wrote it: positions are lists there, and what a file has none of is left out."""

    def cells(name: str) -> frozenset[Cell]:
        return frozenset(map(tuple, found.get(name, ())))

    def told(name: str) -> dict[Cell, Any]:
        return {(row, column): said for row, column, said in found.get(name, ())}

    return Sheet(
        found["name"],
        tuple(map(tuple, found["rows"])),
        numbers=cells("numbers"),
        days=cells("days"),
        percents=cells("percents"),
        scaled=told("scaled"),
        units=told("units"),
        unsolved=cells("unsolved"),
        errors=told("errors"),
        hidden=bool(found.get("hidden")),
        hidden_rows=frozenset(found.get("hidden_rows", ())),
        hidden_columns=frozenset(found.get("hidden_columns", ())),
        merged=tuple(map(tuple, found.get("merged", ()))),
    )


def _child(content: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    """The reader, apart: if it dies, it dies alone."""
    command = [sys.executable, "-m", "udp_core.service.files.sheets", *options]
    return subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False, cwd=ROOT, preexec_fn=_limited)  # noqa: S603 - our own program; limits must be set in the child


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _suspicious(content: bytes) -> Problem | None:
    if not content:
        return Problem("X01", "Il file è vuoto.", "Controllare che il salvataggio sia riuscito.")
    if len(content) > MOST_BYTES:
        return Problem("X02", f"Il file è di {len(content) // 1024 // 1024} MB, oltre i {MOST_BYTES // 1024 // 1024} ammessi.", "Togliere fogli e immagini, o dividerlo.")
    if content.startswith(OLE):
        return Problem("X03", "Il file è protetto da password, o del vecchio tipo .xls.", "Salvarlo di nuovo come .xlsx, senza password.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _trap(packed.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError):
        return Problem("X04", "Il file non è una cartella di lavoro .xlsx, o è troncato.", "Riaprirlo e salvarlo di nuovo come .xlsx.")


def _trap(parts: list[zipfile.ZipInfo]) -> Problem | None:
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * packed + 1024 * 1024:
        return Problem("X05", "Il file si gonfia in modo anomalo quando si apre.", "Copiare le cifre in una cartella di lavoro nuova.")
    if "xl/workbook.xml" not in names:
        return Problem("X04", "Il file non è una cartella di lavoro .xlsx, o è troncato.", "Riaprirlo e salvarlo di nuovo come .xlsx.")
    if any(name.endswith("vbaProject.bin") for name in names):
        return Problem("X06", "La cartella di lavoro contiene macro.", "Salvarla come .xlsx, senza macro.")
    return None


def _too_heavy(place: Place) -> Problem:
    return Problem("X07", "Il file chiede troppa memoria o troppo tempo per essere letto.", "Togliere righe, colonne e fogli che non servono.", place)


def _unreadable(place: Place) -> Problem:
    return Problem("X08", "Il file è danneggiato o scritto in un modo che non si legge.", "Riaprirlo, controllarlo e salvarlo di nuovo come .xlsx.", place)
