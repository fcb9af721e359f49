"""One change, tried: the tests that reach it run in a copy of the tree, until one fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Mutant
from tests.mutants.reach import NOT_THESE, ROOT

MOST_SECONDS = 240
MOST_TESTS = 250
"""Of a line that nearly every test runs, those nearest by name are tried: a sample must end."""
NO_TESTS_LEFT = 5
"""How pytest ends where nothing was collected."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`killed` by a test (or by time), or alive after `tests` of them."""

    mutant: Mutant
    killed: bool
    tests: int
    seconds: float
    why: str = ""


class Bench:
    """A copy of the tree, in which files are changed and put back."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, names.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)

    def tried(self, mutant: Mutant, tests: list[str]) -> Outcome:
        """What the tests say of the change."""
        place = self.root / mutant.path.relative_to(ROOT)
        source = place.read_text(encoding="utf-8")
        began = time.monotonic()
        chosen = tests[:MOST_TESTS]
        if not chosen:
            return Outcome(mutant, killed=False, tests=0, seconds=0.0, why="no test runs it")
        place.write_text(mutant.written(source), encoding="utf-8")
        try:
            killed, why = self._judged(chosen, scripts=mutant.path.suffix == ".js")
        finally:
            place.write_text(source, encoding="utf-8")
        return Outcome(mutant, killed, len(chosen), time.monotonic() - began, why)

    def _judged(self, tests: list[str], *, scripts: bool) -> tuple[bool, str]:
        with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False, encoding="utf-8") as listed:
            listed.write("\n".join(tests))
        marks = [] if scripts else ["-m", NOT_THESE]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *marks, f"@{listed.name}"]
        try:
            done = subprocess.run(command, cwd=self.root, env=self._environment(), capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return True, "out of time"
        finally:
            Path(listed.name).unlink()
        if done.returncode == NO_TESTS_LEFT:
            return False, "no test runs it"
        said = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return done.returncode != 0, said[0][:120] if said else ""

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"}
