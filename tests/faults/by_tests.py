"""Lines that are tests already.

Run on their own kind of database, at their whole size where it is asked.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.faults.line import POSTGRESQL, Ground, Run, Skipped

ROOT = Path(__file__).resolve().parents[2]
_COUNT = re.compile(r"(\d+) (passed|failed|error|skipped)")
_REASON = re.compile(r"^SKIPPED \[\d+\] \S+ (.*)$", re.MULTILINE)


def by_tests(nodes: Sequence[str], words: str = "") -> Run:
    """A line that holds where these tests do; `words` choose among them, as pytest's `-k` does."""

    def run(ground: Ground) -> str:
        chosen = f"{words} and {_kind(ground)}" if words else _kind(ground)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-k",
            chosen,
            *nodes,
        ]
        environment = {**os.environ, **({"UDP_SLOW": "1"} if ground.whole else {})}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        counts = {what: int(number) for number, what in _COUNT.findall(done.stdout)}
        assert done.returncode in {0, 5}, f"{_failures(done.stdout)} (codice {done.returncode})"
        if not counts.get("passed"):
            raise Skipped("; ".join(dict.fromkeys(_REASON.findall(done.stdout))) or "nessuna prova")
        return f"{counts['passed']} prove"

    return run


def _kind(ground: Ground) -> str:
    return "postgresql" if ground.kind == POSTGRESQL else "not postgresql"


def _failures(said: str) -> str:
    return " ".join(
        line for line in said.splitlines() if line.startswith(("FAILED", "ERROR", "E  "))
    )[:300]
