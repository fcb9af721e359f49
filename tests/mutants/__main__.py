"""`python -m tests.mutants [N] [--seed S] [--in FOLDER…]`: would a test notice?

Survivors are listed with file and line.

A seeded sample of N single-line changes over rules, commands, queries, views, words and the two
JavaScript models; each
runs against the tests that reach its line, in a copy of the tree, on two workers. Ends with 1 where
more than one in ten
is alive. The first run measures which tests reach which line (a run of the suite); later ones
measure what changed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from queue import Queue

from tests.mutants.changes import A_WORD_LESS, ONE_MORE, Mutant, changes
from tests.mutants.reach import ROOT, Reach, reach
from tests.mutants.trial import Bench, Outcome

WHERE = ("udp_core",)
WRITTEN_ONCE = "udp_core/archive/migrations/versions"
"""Steps that archives have gone through.

They are no longer changed, `tests/store` goes through them whole.
"""
READERS = {
    A_WORD_LESS: "tests/architecture/test_sentences.py::test_every_sentence_is_as_it_was_read",
    ONE_MORE: "tests/architecture/test_measures.py::test_every_measure_is_as_it_was_decided",
}
"""They read the code as text: no measure of lines knows that they look at every sentence and at
every named measure."""
SCRIPTS = ("udp_core/http/assets/components/model.js", "udp_core/http/assets/components/sala.js")


def files(chosen: list[str]) -> Iterator[Path]:
    """The code under trial, in a steady order."""
    for name in chosen or [*WHERE, *SCRIPTS]:
        place = ROOT / name
        found = (
            sorted(place.rglob("*.py")) if place.is_dir() else ([place] if place.exists() else [])
        )
        yield from (one for one in found if not _is_declared(one))


def _is_declared(path: Path) -> bool:
    """A class of rows, proved by the generic tests of the spine, or a step of long ago."""
    return "entities" in path.as_posix() or path.is_relative_to(ROOT / WRITTEN_ONCE)


def sample(number: int, seed: int, chosen: list[str]) -> list[Mutant]:
    """`number` changes, of as many statements: the same for the same code and seed."""
    lines = _by_statement(tuple(files(chosen)))
    pick = random.Random(seed)  # noqa: S311 - a sample, no secret
    places = pick.sample(sorted(lines), min(number, len(lines)))
    return [_one_of(lines[place], pick) for place in places]


@lru_cache(maxsize=2)
def _by_statement(paths: tuple[Path, ...]) -> Mapping[tuple[Path, int], list[Mutant]]:
    lines: dict[tuple[Path, int], list[Mutant]] = {}
    for path in paths:
        for mutant in changes(path, path.read_text(encoding="utf-8")):
            lines.setdefault((path, mutant.first), []).append(mutant)
    return lines


def _one_of(mutants: list[Mutant], pick: random.Random) -> Mutant:
    """A kind of slip first, then one of its kind: a line has many names and one condition."""
    kind = pick.choice(sorted({one.what for one in mutants}))
    return pick.choice([one for one in mutants if one.what == kind])


def tried(mutants: list[Mutant], known: Reach, folder: Path, workers: int) -> Iterator[Outcome]:
    """Each outcome, as it comes."""
    benches: Queue[Bench] = Queue()
    for number in range(workers):
        benches.put(Bench(folder / str(number)))

    def one(mutant: Mutant) -> Outcome:
        bench = benches.get()
        is_script = mutant.path.suffix == ".js"
        readers = [one for what, one in READERS.items() if what == mutant.what and not is_script]
        try:
            tests = known.of(mutant.path, range(mutant.first, mutant.last + 1))
            return bench.tried(mutant, [*readers, *tests], known.seconds)
        finally:
            benches.put(bench)

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(one, mutants)


def line(outcome: Outcome) -> str:
    """A change, to go and look at."""
    mutant = outcome.mutant
    source = mutant.path.read_text(encoding="utf-8")
    number = source.count("\n", 0, mutant.start) + 1
    told = f"{mutant.path.relative_to(ROOT)}:{number}  {mutant.told(source)}"
    return (
        f"{told}  [{mutant.what}; {outcome.why or f'{outcome.tests} tests'};"
        f" {outcome.seconds:.0f} s]"
    )


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants", description="Una prova se ne accorgerebbe?"
    )
    parser.add_argument(
        "number", nargs="?", type=int, default=100, help="quanti cambiamenti provare"
    )
    parser.add_argument("--seed", type=int, default=1, help="quale campione")
    parser.add_argument(
        "--in",
        dest="where",
        action="append",
        default=[],
        metavar="LUOGO",
        help="solo questi file o cartelle",
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="quante prove insieme")
    measure = parser.add_mutually_exclusive_group()
    measure.add_argument(
        "--again", action="store_true", help="misura di nuovo quali prove toccano quali righe"
    )
    measure.add_argument(
        "--as-kept", action="store_true", help="non misura nulla: vale ciò che fu misurato"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="elenca anche i cambiamenti scoperti, con la prova che li ha visti",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    asked = _asked(arguments)
    mutants = sample(asked.number, asked.seed, asked.where)
    known, began, alive = reach(again=asked.again, as_kept=asked.as_kept), time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="udp-mutants-") as folder:
        for number, outcome in enumerate(tried(mutants, known, Path(folder), asked.workers), 1):
            alive += not outcome.killed
            if asked.all or not outcome.killed:
                print(f"{'killed' if outcome.killed else 'alive'} {line(outcome)}", flush=True)
            if number % 10 == 0:
                print(f"{number} of {len(mutants)}, {alive} alive", file=sys.stderr, flush=True)
    minutes = (time.monotonic() - began) / 60
    print(
        f"{len(mutants) - alive} of {len(mutants)} killed, {alive} alive (seed {asked.seed},"
        f" {minutes:.0f} minutes)"
    )
    return 0 if alive * 10 <= len(mutants) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
