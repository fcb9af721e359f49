"""`python -m tests.bench.one_load DATABASE [FILE]`.

Load a file, named as its table, in a process of its own; how it ended, and its peak in MB.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.load import MOMENT
from tests.bench.made import address
from udp_core.archive.asking import Asked
from udp_core.archive.engine import open_engine
from udp_core.kernel.problem import RefusedError
from udp_core.packages.packages import single_file
from udp_core.writing.loading import LoadRows, load_rows

MEGABYTE = 1_000_000


def outcome(database: Path, file: Path) -> str:
    """How many rows were added, or the code of the first problem."""
    engine = open_engine(address(database))
    asked = Asked("banco", "banco di prova", "programma", "Misura della memoria", MOMENT)
    try:
        batches, derived = single_file(file)
        tallies = load_rows(engine, LoadRows(asked, batches, derived=derived)).tallies
    except RefusedError as refused:
        return refused.problems[0].code
    return str(max(tally.added for tally in tallies.values()))


def peak_megabytes() -> float:
    """The most memory that this process ever held, as the kernel counts it (that of its parent
    left out)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    kibibytes = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return kibibytes * 1024 / MEGABYTE


if __name__ == "__main__":
    database, *files = map(Path, sys.argv[1:])
    print(outcome(database, files[0]) if files else "-", peak_megabytes())
