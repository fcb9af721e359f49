"""A file of 200 MB is read in little memory, and either loaded whole or refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.slow import also

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000
MOST_MEMORY = 300 * MEGABYTE
LOADING = """
import re, sys, time
from pathlib import Path
from tests.made_rows import asked, load_family
from udp_core.kernel.problem import RefusedError
from udp_core.writing.loading import LoadRows, load_rows
from udp_core.packages.packages import single_file
from udp_core.archive.engine import open_engine
from udp_core.archive.migrate import migrate
folder = Path(sys.argv[1])
engine = open_engine(f"sqlite:///{folder / 'a.sqlite'}")
migrate(engine)
load_family(engine, "district")
started = time.monotonic()
try:
    outcome = load_rows(engine, LoadRows(asked(), single_file(folder / "municipality.csv")[0]))
    done = f"{outcome.tallies['municipality'].added} rows"
except RefusedError as refused:
    done = refused.problems[0].code
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())  # its own: ru_maxrss counts the parent that started it too
print(done, int(peak[1]) * 1024, round(time.monotonic() - started))
"""  # noqa: E501


def _write(path: Path, size: int, last: str = "") -> int:
    """A file of about `size` bytes; how many rows it has."""
    source = "Istat, popolazione residente per Comune, tavola 1 " * 2
    rows = 0
    with path.open("w", encoding="utf-8") as stream:
        stream.write("istat_code;district_id;name;is_lead;source\n")
        while stream.tell() < size:
            stream.writelines(
                f"c{number};a;Comune di prova {number};no;{source}\n"
                for number in range(rows, rows + 10_000)
            )
            rows += 10_000
        stream.write(last)
    return rows


def _load(folder: Path) -> tuple[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", LOADING, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    *words, memory, seconds = done.stdout.split()
    print(f"{' '.join(words)}: {int(memory) // MEGABYTE} MB, {seconds} s")
    return " ".join(words), int(memory)


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ("", ""),
        *also(("c0;a;Di nuovo;no;Istat\n", "W01"), ("x x;a;Rotta;no;Istat\n", "C04")),
    ],
)
@pytest.mark.parametrize(
    "size",
    [2 * MEGABYTE, *also(200 * MEGABYTE)],
)
def test_a_large_file_takes_little_memory(tmp_path: Path, size: int, last: str, code: str) -> None:
    rows = _write(tmp_path / "municipality.csv", size, last)
    words, memory = _load(tmp_path)
    assert words == (code or f"{rows} rows")
    assert memory <= MOST_MEMORY
