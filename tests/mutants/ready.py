"""A process that has others' libraries loaded and runs pytest in a child of its own each time it is
asked.

Asked by a line of JSON, `[arguments, seconds]`; answers with `[code, output]`, code None where the
time ran out. Our own
modules are loaded by the child: what was changed in them is seen.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import tempfile
import time
from typing import TextIO

LIBRARIES = (
    "pytest",
    "pytest_cov.plugin",
    "hypothesis",
    "sqlalchemy.dialects.sqlite",
    "sqlmodel",
    "alembic.command",
    "pandas",
    "plotly.graph_objects",
    "scipy.optimize",
    "streamlit.testing.v1",
    "openpyxl",
    "argon2",
    "icalendar",
    "typer.testing",
    "starlette.testclient",
    "pptx",
    "docx",
    "xlsxwriter",
)
_A_MOMENT = 0.05


def main(asked: TextIO, answered: TextIO) -> None:
    """Until nobody asks any more."""
    for name in LIBRARIES:
        importlib.import_module(name)
    for line in asked:
        arguments, seconds = json.loads(line)
        print(json.dumps(_run(arguments, seconds)), file=answered, flush=True)


def _run(arguments: list[str], seconds: float) -> tuple[int | None, str]:
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        child = os.fork()
        if child == 0:
            _be_the_child(arguments, said)
        code = _ended(child, time.monotonic() + seconds)
        said.seek(0)
        return code, said.read()


def _be_the_child(arguments: list[str], said: TextIO) -> None:
    code = 1
    try:
        os.setsid()
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        code = int(importlib.import_module("pytest").main(arguments))
        sys.stdout.flush()
    finally:
        os._exit(code)


def _ended(child: int, until: float) -> int | None:
    while time.monotonic() < until:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(_A_MOMENT)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
