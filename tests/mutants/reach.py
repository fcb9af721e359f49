"""Which tests reach which line.

Measured once, kept beside the main checkout, moved along as the code changes.

A measure holds the code as it was, so that a line is found again where it stands today; only test
files that changed
since are measured anew. `--again` (or removing the folder) measures everything.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[2]
NOT_THESE = "not browser and not postgresql"
NOT_REACHING = ("tests/architecture", "tests/bench", "tests/faults")
"""They read code as text, measure time, or break files: no line is theirs."""
SCRIPT_TESTS: Mapping[str, tuple[str, ...]] = {
    "model.js": (
        "tests/browser/test_number_reader.py",
        "tests/browser/test_what_if_reckoned.py",
        "tests/browser/test_what_if.py",
    ),
    "sala.js": (
        "tests/browser/test_sala.py",
        "tests/browser/test_sala_lists.py",
        "tests/browser/test_sala_keys.py",
        "tests/browser/test_sala_elsewhere.py",
    ),
}
"""Those that run our scripts.

A line of a script is reached by none that a measure of Python sees.
"""
IN_A_CHILD = ("udp_core/files/", "udp_core/files/unpacked.py")
"""What reads foreign files runs in a process of its own, out of sight of a measure.

It is reached by who starts that process.
"""
SOME_FAILED = 1
"""How pytest ends where tests failed: a bench takes the word of none of them."""
STEM = 4
"""Letters by which a word is known in another form."""
SECONDS_UNKNOWN = 0.3
MOST_MEASURES = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What a measure says beside its lines.

    The code it saw, the test files it ran, how long each test took.
    """

    sources: Mapping[str, str]
    suites: Mapping[str, str]
    seconds: Mapping[str, float]


class Measure:
    """One run of tests with a witness, read as it is asked."""

    def __init__(self, told: Path) -> None:
        self.known = Known(**json.loads(told.read_text(encoding="utf-8")))
        self._data = CoverageData(str(told.with_suffix(".coverage")))

    @cached_property
    def _files(self) -> Mapping[str, str]:
        self._data.read()
        return {
            name: path
            for path in self._data.measured_files()
            for name in self.known.sources
            if path.endswith(f"/{name}")
        }

    def of(self, name: str, lines: Iterable[int]) -> tuple[frozenset[str], bool]:
        """The tests that ran these lines of today, and whether they ran while something shared
        was made ready."""
        then = self._then(name)
        reached = self._reached(name)
        found = [one for line in lines for old in then(line) for one in reached.get(old, ())]
        tests = frozenset(one.rpartition("|")[0] for one in found if one)
        return tests, any(one.endswith("|setup") for one in found)

    def whole(self, name: str) -> frozenset[str]:
        """Every test that ran something of the file."""
        return frozenset(
            one.rpartition("|")[0] for found in self._reached(name).values() for one in found if one
        )

    @lru_cache(maxsize=8)  # noqa: B019 - as long as the command
    def breadth(self, name: str) -> Counter[str]:
        """Of every test, how many lines of the file it ran."""
        found = ({one.rpartition("|")[0] for one in ran} for ran in self._reached(name).values())
        return Counter(test for tests in found for test in tests)

    @lru_cache(maxsize=8)  # noqa: B019 - as long as the command
    def _reached(self, name: str) -> Mapping[int, list[str]]:
        path = self._files.get(name)
        return self._data.contexts_by_lineno(path) if path else {}

    @lru_cache(maxsize=64)  # noqa: B019 - as long as the command
    def _then(self, name: str) -> Moved:
        now = ROOT / name
        return Moved(
            self.known.sources.get(name, ""),
            now.read_text(encoding="utf-8") if now.exists() else "",
        )


class Moved:
    """From a line of today to those it was; a new line was what stood around it."""

    def __init__(self, before: str, after: str) -> None:
        self._same = before == after
        old, new = before.splitlines(), after.splitlines()
        self._blocks = (
            []
            if self._same
            else difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        )

    def __call__(self, line: int) -> Iterable[int]:
        if self._same:
            return (line,)
        for what, old, old_end, new, new_end in self._blocks:
            if new < line <= new_end:
                return (old + line - new,) if what == "equal" else range(max(1, old), old_end + 2)
        return ()


class Reach:
    """Of today's code: each test file as its last measure saw it."""

    def __init__(
        self, measures: list[Measure], suites: Mapping[str, str], present: frozenset[str]
    ) -> None:
        self._measures, self._present = measures, present
        self._last = {
            suite: one for one in measures for suite in one.known.suites if suite in suites
        }

    def of(self, path: Path, lines: Iterable[int]) -> list[str]:
        """The tests of these lines, nearest by name first.

        Of those as near, in turn one that runs most of the file and one of the quickest.

        Those of the whole file come after, where the line ran while something shared was made
        ready, or never by itself.
        """
        if path.suffix == ".js":
            return list(SCRIPT_TESTS[path.name])
        name, lines = path.relative_to(ROOT).as_posix(), list(lines)
        found: set[str] = set()
        shared = False
        breadth: Counter[str] = Counter()
        for one in self._measures:
            tests, made_ready = one.of(name, lines)
            found |= self._own(one, tests)
            breadth |= one.breadth(name)
            shared = shared or made_ready
        beside = self._whole(name) if shared or not found else set()
        if name.startswith(IN_A_CHILD[0]):
            beside |= self._whole(IN_A_CHILD[1])

        def near(test: str) -> tuple[bool, int]:
            return test not in found, _distance(path, test)

        every = sorted((found | beside) & self._present)
        broad = sorted(every, key=lambda test: (*near(test), -breadth[test], test))
        quick = sorted(every, key=lambda test: (*near(test), self.seconds(test), test))
        return list(dict.fromkeys(chain.from_iterable(zip(broad, quick, strict=True))))

    def _whole(self, name: str) -> set[str]:
        return {test for one in self._measures for test in self._own(one, one.whole(name))}

    def seconds(self, test: str) -> float:
        """How long a test took where it was measured; unknown ones are not thought quick."""
        last = self._last.get(_suite(test))
        return last.known.seconds.get(test, SECONDS_UNKNOWN) if last else SECONDS_UNKNOWN

    def _own(self, measure: Measure, tests: frozenset[str]) -> set[str]:
        return {test for test in tests if self._last.get(_suite(test)) is measure}


def _suite(test: str) -> str:
    return test.partition("::")[0]


def _distance(path: Path, test: str) -> int:
    """How few words they share: «sitting_decisions» is of «sittings/deciding»."""
    said = (path.relative_to(ROOT).as_posix(), _suite(test))
    ours, theirs = ({word[:STEM] for word in re.split(r"[/_.]", one)} for one in said)
    return -len(ours & theirs)


def reach(*, again: bool = False, as_kept: bool = False) -> Reach:
    """As kept for this code.

    Test files that are new or changed are measured first, unless it is wanted as it was kept.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    suites = _suites()
    measures = [Measure(one) for one in sorted(folder.glob("*.json"))]
    seen = {suite: digest for one in measures for suite, digest in one.known.suites.items()}
    stale = [name for name, digest in suites.items() if seen.get(name) != digest]
    if again or len(measures) >= MOST_MEASURES:
        stale, measures = [*suites], []
        for old in folder.iterdir():
            old.unlink()
    if stale and not (as_kept and measures):
        measures.append(_measured(folder, {name: suites[name] for name in stale}))
    return Reach(measures, suites, frozenset(_present()))


def _folder() -> Path:
    """Beside the main checkout, so that every worktree and every later commit finds it."""
    asked = ["git", "rev-parse", "--path-format=absolute", "--git-common-dir"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return Path(told.stdout.strip()).parent / ".pytest_cache" / "reach"


def _suites() -> dict[str, str]:
    """The test files and their present text, as a digest."""
    found = {
        one.relative_to(ROOT).as_posix(): one for one in sorted((ROOT / "tests").rglob("test_*.py"))
    }
    asked = {
        name: one
        for name, one in found.items()
        if not name.startswith((*NOT_REACHING, "tests/browser"))
    }
    return {name: hashlib.sha256(one.read_bytes()).hexdigest()[:16] for name, one in asked.items()}


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "udp_core").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _measured(folder: Path, suites: Mapping[str, str]) -> Measure:
    """A run of these test files, kept under the moment it was made."""
    told = folder / f"{time.time_ns()}.json"
    timed, data = told.with_suffix(".seconds"), told.with_suffix(".coverage")
    sources = dict(_sources())
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        "-m",
        NOT_THESE,
        "-p",
        "tests.mutants.witness",
        "-p",
        "no:cacheprovider",
        "--cov=udp_core",
        "--cov-context=test",
        "--cov-report=",
        *suites,
    ]
    around = {
        **os.environ,
        "COVERAGE_FILE": str(data),
        "UDP_WITNESS": str(timed),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(command, cwd=ROOT, env=around, check=False)
    if done.returncode not in {0, SOME_FAILED}:
        data.unlink(missing_ok=True)
        message = "the tests do not run: mutants would prove nothing"
        raise SystemExit(message)
    if done.returncode:
        print("some tests fail without a change: they will say nothing", file=sys.stderr)
    known = {
        "sources": sources,
        "suites": dict(suites),
        "seconds": json.loads(timed.read_text(encoding="utf-8")),
    }
    told.write_text(json.dumps(known), encoding="utf-8")
    timed.unlink()
    return Measure(told)


def _present() -> Iterator[str]:
    """The tests there are now: a name of then that is gone would be taken for one that failed."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--collect-only",
        "-m",
        NOT_THESE,
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    yield from (line for line in done.stdout.splitlines() if "::" in line)
