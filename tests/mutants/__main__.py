"""`python -m tests.mutants [N] [--seed S] [--in FOLDER…]`: would a test notice? Survivors are listed with file and line.

A seeded sample of N single-line changes over rules, commands, queries, views, words and the two JavaScript models; each
runs against the tests that reach its line, in a copy of the tree, on two workers. Ends with 1 where more than one in ten
is alive. The first run of a state of the code measures which tests reach which line (a run of the suite).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.mutants.changes import Mutant, changes
from tests.mutants.reach import ROOT, reach
from tests.mutants.trial import Bench, Outcome

WHERE = ("udp_core/domain", "udp_core/service", "udp_core/store/queries", "udp_core/view", "udp_core/briefing", "udp_core/italian.py", "udp_core/calendar.py", "udp_core/money.py")
SCRIPTS = ("udp_core/http/assets/whatif/model.js", "udp_core/http/assets/sala/sala.js")
WORKERS = 2


def files(chosen: list[str]) -> Iterator[Path]:
    """The code under trial, in a steady order."""
    for name in chosen or [*WHERE, *SCRIPTS]:
        place = ROOT / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else ([place] if place.exists() else [])


def sample(number: int, seed: int, chosen: list[str]) -> list[Mutant]:
    """`number` changes, of as many statements: the same for the same code and seed."""
    lines: dict[tuple[Path, int], list[Mutant]] = {}
    for path in files(chosen):
        for mutant in changes(path, path.read_text(encoding="utf-8")):
            lines.setdefault((path, mutant.first), []).append(mutant)
    pick = random.Random(seed)  # noqa: S311 - a sample, no secret
    places = pick.sample(sorted(lines), min(number, len(lines)))
    return [pick.choice(lines[place]) for place in places]


def tried(mutants: list[Mutant], folder: Path) -> Iterator[Outcome]:
    """Each outcome, as it comes."""
    known = reach()
    benches: Queue[Bench] = Queue()
    for number in range(WORKERS):
        benches.put(Bench(folder / str(number)))

    def one(mutant: Mutant) -> Outcome:
        bench = benches.get()
        try:
            return bench.tried(mutant, known.of(mutant.path, range(mutant.first, mutant.last + 1)))
        finally:
            benches.put(bench)

    with ThreadPoolExecutor(WORKERS) as pool:
        yield from pool.map(one, mutants)


def line(outcome: Outcome) -> str:
    """A survivor, to go and look at."""
    mutant = outcome.mutant
    source = mutant.path.read_text(encoding="utf-8")
    number = source.count("\n", 0, mutant.start) + 1
    told = f"{mutant.path.relative_to(ROOT)}:{number}  {mutant.told(source)}"
    return f"{told}  [{mutant.what}; {outcome.why or f'{outcome.tests} tests'}]"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Una prova se ne accorgerebbe?")
    parser.add_argument("number", nargs="?", type=int, default=100, help="quanti cambiamenti provare")
    parser.add_argument("--seed", type=int, default=1, help="quale campione")
    parser.add_argument("--in", dest="where", action="append", default=[], metavar="LUOGO", help="solo questi file o cartelle")
    chosen = parser.parse_args(arguments)
    mutants = sample(chosen.number, chosen.seed, chosen.where)
    alive = []
    with tempfile.TemporaryDirectory(prefix="udp-mutants-") as folder:
        for number, outcome in enumerate(tried(mutants, Path(folder)), 1):
            if not outcome.killed:
                alive.append(outcome)
                print(f"alive {line(outcome)}", flush=True)
            elif number % 10 == 0:
                print(f"{number} of {len(mutants)}, {len(alive)} alive", file=sys.stderr, flush=True)
    print(f"{len(mutants) - len(alive)} of {len(mutants)} killed, {len(alive)} alive (seed {chosen.seed})")
    return 0 if len(alive) * 10 <= len(mutants) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
