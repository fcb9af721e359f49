"""Which tests reach which line: measured once for a state of the code, and kept."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".pytest_cache" / "reach"
NOT_THESE = "not browser and not postgresql"
SCRIPT_TESTS = ("tests/pages", "tests/browser/test_what_if.py", "tests/browser/test_sala.py")
"""Those that run our scripts: a line of a script is reached by none that a measure of Python sees."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Line of a file (from the root) to the tests that run it."""

    tests: Mapping[tuple[str, int], frozenset[str]]
    by_file: Mapping[str, frozenset[str]]

    def of(self, path: Path, lines: Iterable[int]) -> list[str]:
        """The tests of these lines, nearest by name first; of the whole file where none is run by a test itself."""
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".js":
            return list(SCRIPT_TESTS)
        found = frozenset().union(*(self.tests.get((name, line), frozenset()) for line in lines))
        return sorted(found or self.by_file.get(name, frozenset()), key=lambda test: _distance(path, test))


def _distance(path: Path, test: str) -> tuple[int, str]:
    words = {*path.with_suffix("").relative_to(ROOT).parts}
    said = test.partition("::")[0].replace("/", "_").removesuffix(".py").split("_")
    return -len(words & {*said}), test


def reach() -> Reach:
    """As measured for this very code; measured now where it is new (a run of the suite, with a witness)."""
    data = KEPT / f"{_state()}.coverage"
    if not data.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob("*.coverage"):
            old.unlink()
        _measure(data)
    return _read(data)


def _state() -> str:
    names = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    digest = hashlib.sha256()
    for name in names.stdout.split():
        if (ROOT / name).exists():
            digest.update(name.encode() + (ROOT / name).read_bytes())
    return digest.hexdigest()[:16]


def _measure(data: Path) -> None:
    command = [
        sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-m", NOT_THESE,
        "-p", "no:cacheprovider", "--cov=udp_core", "--cov-context=test", "--cov-report=",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "COVERAGE_FILE": str(data)}, check=False)
    if done.returncode:
        data.unlink(missing_ok=True)
        message = "the tests do not pass: mutants would prove nothing"
        raise SystemExit(message)


def _read(data: Path) -> Reach:
    from coverage import CoverageData

    measured = CoverageData(str(data))
    measured.read()
    tests: dict[tuple[str, int], frozenset[str]] = {}
    by_file: dict[str, frozenset[str]] = {}
    for file in measured.measured_files():
        name = Path(file).relative_to(ROOT).as_posix()
        lines = measured.contexts_by_lineno(file)
        for line, contexts in lines.items():
            found = frozenset(one.partition("|")[0] for one in contexts if one)
            tests[name, line] = found
            by_file[name] = by_file.get(name, frozenset()) | found
    return Reach(tests, by_file)
