"""A line of the long runs.

What is done to an archive, on which kinds of database, and what came of it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SQLITE, POSTGRESQL = "sqlite", "postgresql"
COLUMNS = ("prova", "archivio", "esito", "secondi", "che cosa")


class Skipped(RuntimeError):  # noqa: N818 - it is what happened
    """The line cannot be run here, with the reason."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a line works.

    A folder of its own, a kind of database, and whether the whole size is asked.
    """

    folder: Path
    kind: str
    whole: bool
    server: Any = None
    """The PostgreSQL, where the kind is that."""

    def size(self, small: int, whole: int) -> int:
        """How many, in this run."""
        return whole if self.whole else small

    def address(self, name: str) -> str:
        """The address of a database that is not there yet."""
        if self.kind == SQLITE:
            return f"sqlite:///{self.folder / name}.sqlite"
        self.server.psql(f"CREATE DATABASE {name};")
        return str(self.server.get_uri(database=name))

    def copy(self, there: str, name: str) -> str:
        """The address of a copy of one of them, which nobody holds open."""
        if self.kind == SQLITE:
            shutil.copy(self.folder / f"{there}.sqlite", self.folder / f"{name}.sqlite")
            return f"sqlite:///{self.folder / name}.sqlite"
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE {there};")
        return str(self.server.get_uri(database=name))


Run = Callable[[Ground], str]
"""What is done: the words of what was seen. Raises AssertionError, or anything, where it failed."""


@dataclass(frozen=True, slots=True)
class Line:
    """`name` by which it is chosen; `title` in words; `kinds` of database; `run`."""

    name: str
    title: str
    kinds: Sequence[str]
    run: Run


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one line went on one kind of database."""

    line: Line
    kind: str
    verdict: str
    seconds: float
    words: str

    @property
    def failed(self) -> bool:
        return self.verdict == "NON REGGE"

    @property
    def cells(self) -> tuple[str, ...]:
        return self.line.name, self.kind, self.verdict, f"{self.seconds:.0f}", self.words


def outcome_of(line: Line, ground: AbstractContextManager[Ground], kind: str) -> Outcome:
    """Run a line on one kind of database; whatever it raises is told and the others go on."""
    began = time.monotonic()
    try:
        with ground as place:
            verdict, words = "regge", line.run(place)
    except Skipped as reason:
        verdict, words = "saltata", str(reason)
    # one line that fails is a row of the table, and the others are still asked
    except Exception as error:  # noqa: BLE001
        verdict, words = "NON REGGE", f"{type(error).__name__}: {error}".replace("\n", " ")[:400]
    return Outcome(line, kind, verdict, time.monotonic() - began, words)


def table(outcomes: Sequence[Outcome]) -> str:
    """The table, as plain text."""
    rows = [COLUMNS, *(one.cells for one in outcomes)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
