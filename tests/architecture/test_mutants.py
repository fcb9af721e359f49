"""The command that tries wrong changes makes changes that are wrong, valid and always the same."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.mutants.__main__ import sample
from tests.mutants.changes import Mutant, changes
from tests.mutants.reach import ROOT, Measure, Moved, Reach
from tests.mutants.trial import OUT_OF_TIME, Bench

PYTHON = Path("example.py")


def _written(source: str, path: Path = PYTHON) -> set[str]:
    return {one.written(source).strip() for one in changes(path, source)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("found = a < b", {"found = a <= b"}),
        ("found = (a) is not (b)", {"found = (a) is (b)"}),
        ("found = (a + b) * c", {"found = (a - b) * c", "found = (a + b) / c"}),
        ("found = not a", {"found = a"}),
        ("found = min(a, b)", {"found = max(a, b)"}),
        ("found = 30", {"found = 31"}),
        ("found = x.where(a, b)", {"found = x.where(b)", "found = x.where(a)"}),
        ("found = f(a, b)", {"found = f(b, a)"}),
        ("found = a <= b < c", {"found = a < b < c", "found = a <= b <= c"}),
        ("found = -a", {"found = a"}),
        ("found = sorted(a)", {"found = sorted(a)[::-1]"}),
        ("found = a.desc()", {"found = a.asc()"}),
        (
            "def f(a):\n    return a.one, a.two",
            {"def f(a):\n    return a.two, a.two", "def f(a):\n    return a.one, a.one"},
        ),
        ("found = f'Le cifre {a} congelate'", {"found = f'Le cifre {a} …'"}),
        ("raise error", {"pass"}),
        ("found = a and b", {"found = (a) or (b)", "found = (a)", "found = (b)"}),
        ("found = a if b else c", {"found = a if False else c", "found = a if True else c"}),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_each_kind_of_slip_is_made(source: str, expected: set[str]) -> None:
    assert _written(source) == expected


def test_what_does_not_run_is_left_alone() -> None:
    source = (
        '__all__ = ["B"]\nimport a\n\n\n@lru_cache(maxsize=8)\ndef b(c: int | None) -> int |'
        ' None:\n    """Is 1 < 2?"""\n    _log.info("Due di 3", 1)\n    return c\n'
    )
    assert _written(source) == set()


def test_signs_of_a_script_are_changed_outside_its_comments() -> None:
    source = "// a < b\nconst c = a < b; // a < b\n"
    assert _written(source, Path("model.js")) == {"// a < b\nconst c = a <= b; // a < b"}


HERE = ["udp_core/fund", "udp_core/http/assets/components/model.js"]


def test_a_sample_is_the_same_for_the_same_seed_and_every_change_is_python() -> None:
    first = sample(40, 7, HERE)
    assert first == sample(40, 7, HERE)
    assert first != sample(40, 8, HERE)
    assert len({(one.path, one.first) for one in first}) == 40
    for one in first:
        source = one.path.read_text(encoding="utf-8")
        assert one.written(source) != source
        assert one.path.is_relative_to(ROOT)
        if one.path.suffix == ".py":
            ast.parse(one.written(source))


def test_a_line_is_found_where_it_stood_when_it_was_measured() -> None:
    before, after = "a\nb\nc\nd\n", "a\nnew\nb\nC\nd\n"
    moved = Moved(before, after)
    assert [[*moved(line)] for line in range(1, 6)] == [[1], [1, 2], [2], [2, 3, 4], [4]]
    assert [*Moved(before, before)(3)] == [3]


ONE, TWO = "tests/a/test_one.py::test_one", "tests/b/test_two.py::test_two"
SEEN = {
    "udp_core/files/limits.py": {1: [f"{ONE}|run"]},
    "udp_core/files/unpacked.py": {1: [f"{TWO}|run"]},
    "udp_core/kernel/money.py": {1: [f"{ONE}|run"], 2: [f"{TWO}|setup"]},
}


@pytest.fixture
def known(tmp_path: Path) -> Reach:
    """A measure of two tests, as a run of them writes it."""
    told = tmp_path / "1.json"
    suites = {name.partition("::")[0]: "read" for name in (ONE, TWO)}
    sources = {name: (ROOT / name).read_text(encoding="utf-8") for name in SEEN}
    about = {"sources": sources, "suites": suites, "seconds": {ONE: 0.1, TWO: 0.2}}
    told.write_text(json.dumps(about), encoding="utf-8")
    data = CoverageData(str(told.with_suffix(".coverage")))
    for name, lines in SEEN.items():
        for line, contexts in lines.items():
            for context in contexts:
                data.set_context(context)
                data.add_lines({f"/elsewhere/{name}": [line]})
    data.write()
    return Reach([Measure(told)], suites, frozenset({ONE, TWO}))


def test_a_line_is_tried_by_who_ran_it_then_by_who_ran_its_file_while_it_was_made_ready(
    known: Reach,
) -> None:
    money = ROOT / "udp_core/kernel/money.py"
    assert [known.of(money, [line]) for line in (1, 2, 3)] == [[ONE], [TWO, ONE], [ONE, TWO]]


def test_what_runs_in_a_child_is_tried_by_who_starts_it_too(known: Reach) -> None:
    """One test runs a line in this process; the other starts the process that would run it."""
    assert known.of(ROOT / "udp_core/files/limits.py", [1]) == [ONE, TWO]
    assert known.of(ROOT / "udp_core/files/sheets.py", [1]) == [TWO]


class _Busy(Bench):
    """Where more than two tests together never end, and a wrong change fails none of them."""

    def __init__(self) -> None:
        self._sound = {}

    def _with(self, mutant: Mutant, tests: list[str]) -> tuple[str | None, str]:  # noqa: ARG002 - it is no change
        return self._judged(tests)

    def _judged(self, tests: list[str]) -> tuple[str | None, str]:
        return ("", OUT_OF_TIME) if len(tests) > 2 else (None, "")


def test_a_busy_machine_is_no_change_that_was_noticed() -> None:
    mutant = next(changes(PYTHON, "found = 30"))
    outcome = _Busy().tried(mutant, [f"{ONE}{number}" for number in range(5)], lambda _: 0.1)
    assert (outcome.killed, outcome.tests) == (False, 2)
