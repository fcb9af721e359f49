"""`python -m tests.bench [NAME…] [--json]`: take the measures named, or all of them.

Ends with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measure import Measure, table

NAMES = ("load", "memory", "queries", "pages", "desk", "whatif", "sitting", "walls", "plan")
Measuring = Callable[[Path], Iterator[Measure]]


def measures(names: list[str], folder: Path) -> Iterator[Measure]:
    """Every measure of the families named, as soon as it is taken."""
    for name in names:
        measure: Measuring = importlib.import_module(f"tests.bench.{name}").measures
        place = folder / name
        place.mkdir()
        yield from measure(place)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Velocità e memoria, accanto a un riferimento nudo.",
    )
    parser.add_argument(
        "name", nargs="*", metavar="NOME", help=f"una o più tra: {', '.join(NAMES)}; senza, tutte"
    )
    parser.add_argument("--json", action="store_true", help="una riga JSON per misura")
    chosen = parser.parse_args(arguments)
    if unknown := sorted({*chosen.name} - {*NAMES}):
        parser.error(f"misure sconosciute: {', '.join(unknown)}")
    taken = []
    with tempfile.TemporaryDirectory(prefix="udp-bench-") as folder:
        for measure in measures(chosen.name or list(NAMES), Path(folder)):
            taken.append(measure)
            print(
                measure.as_json() if chosen.json else f"{measure.name}: {measure.verdict}",
                flush=True,
                file=sys.stdout if chosen.json else sys.stderr,
            )
    if not chosen.json:
        print(table(taken))
    return 0 if all(measure.holds for measure in taken) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
