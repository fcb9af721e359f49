"""One change, tried: the tests that reach it run in a copy of the tree, until one fails."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Mutant
from tests.mutants.reach import NOT_THESE, ROOT

SECONDS = (60.0, 360.0)
"""Of a line that nearly every test runs, the nearest are tried, as many as were measured to take
so long; where none notices, some more: a sample must end."""
PATIENCE_SECONDS = 300
"""A change that makes its tests hang is noticed too; a busy machine is no hang."""
OUT_OF_TIME = "out of time"
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
        self._moments = itertools.count(1_000_000_000, 10)
        self._sound: dict[str, bool] = {}
        self._runner: subprocess.Popen[str] | None = None
        names = subprocess.run(
            ["git", "ls-files", "-coz", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        for name in filter(None, names.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)

    def tried(self, mutant: Mutant, tests: list[str], seconds: Callable[[str], float]) -> Outcome:
        """What the tests say of the change; one that fails without it too says nothing.

        Nor do tests that take too long without it too: half of them, the nearest, are asked again.
        """
        began, judged, left = time.monotonic(), 0, tests
        for most in SECONDS:
            chosen = [*_within(left, seconds, most)]
            left = left[len(chosen) :]
            failed, why, heard = self._noticed(mutant, chosen)
            judged += heard
            if failed is not None or not left:
                break
        return Outcome(
            mutant,
            killed=failed is not None,
            tests=judged,
            seconds=time.monotonic() - began,
            why=why if judged else "no test runs it",
        )

    def _noticed(self, mutant: Mutant, chosen: list[str]) -> tuple[str | None, str, int]:
        """The first of these that fails with the change and not without, how, of how many heard."""
        while chosen:
            failed, why = self._with(mutant, chosen)
            if why == OUT_OF_TIME and self._judged(chosen)[1] == OUT_OF_TIME:
                chosen = chosen[: len(chosen) // 2]
            elif failed is None or self._is_sound(failed):
                return failed, why, len(chosen)
            else:
                chosen = [one for one in chosen if one != failed]
        return None, "", 0

    def _with(self, mutant: Mutant, tests: list[str]) -> tuple[str | None, str]:
        place = self.root / mutant.path.relative_to(ROOT)
        source = place.read_text(encoding="utf-8")
        self._write(place, mutant.written(source))
        try:
            return self._judged(tests)
        finally:
            self._write(place, source)

    def _write(self, place: Path, text: str) -> None:
        """At a moment of its own.

        What Python compiled of the text before is never taken for this one.
        """
        place.write_text(text, encoding="utf-8")
        moment = next(self._moments)
        os.utime(place, (moment, moment))

    def _is_sound(self, test: str) -> bool:
        if test not in self._sound:
            self._sound[test] = not test or self._judged([test])[0] is None
        return self._sound[test]

    def _judged(self, tests: list[str]) -> tuple[str | None, str]:
        """The test that failed ('' where none could even begin), or None; and the reason."""
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
            listed.write("\n".join(tests))
            listed.flush()
            marks = ["-m", NOT_THESE] if "::" in tests[0] else []
            code, output = self._asked(
                ["-q", "-x", "-p", "no:cacheprovider", "-rfE", "--tb=no", *marks, f"@{listed.name}"]
            )
        if code is None:
            return "", OUT_OF_TIME
        if code in (0, NO_TESTS_LEFT):
            return None, "" if not code else "no test runs it"
        said = [
            line.partition(" ")[2]
            for line in output.splitlines()
            if line.startswith(("FAILED ", "ERROR "))
        ]
        failed = max(
            (test for test in tests for line in said if line.startswith(test)), key=len, default=""
        )
        return failed, said[0][:120] if said else output[-120:]

    def _asked(self, arguments: list[str]) -> tuple[int | None, str]:
        if self._runner is None or self._runner.poll() is not None:
            self._runner = subprocess.Popen(
                [sys.executable, "-m", "tests.mutants.ready"],
                cwd=self.root,
                text=True,
                env={**os.environ, "PYTHONPATH": str(self.root)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        asked, answered = self._runner.stdin, self._runner.stdout
        if asked is None or answered is None:
            raise BrokenPipeError
        print(json.dumps((arguments, PATIENCE_SECONDS)), file=asked, flush=True)
        code, output = json.loads(answered.readline())
        return code, output


def _within(tests: list[str], seconds: Callable[[str], float], most: float) -> Iterator[str]:
    left = most
    for test in tests:
        if left <= 0:
            return
        left -= seconds(test)
        yield test
