"""The form of the code: lengths, and what is never written."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    *sorted(ROOT.glob("udp_core/**/*.py")),
    *sorted(ROOT.glob("pages/**/*.py")),
    ROOT / "dashboard.py",
]
WRITTEN = [path for path in CODE if "migrations/versions" not in path.as_posix()]
TESTS = sorted(ROOT.glob("tests/**/*.py"))
LONGEST_FILE = 400
LONGEST_PAGE = 120
LONGEST_FUNCTION = 60


def _functions(paths: list[Path]) -> Iterator[tuple[str, int]]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = [part for part in node.body if not _is_docstring(part)] or node.body
                yield (
                    f"{path.relative_to(ROOT)}:{node.name}",
                    (body[-1].end_lineno or 0) - body[0].lineno + 1,
                )


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_a_room() -> None:
    assert {
        str(path): _lines(path) for path in [*WRITTEN, *TESTS] if _lines(path) > LONGEST_FILE
    } == {}


def test_the_formatter_has_nothing_to_change() -> None:
    asked = [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


def test_screens_read_like_a_table_of_contents() -> None:
    screens = [path for path in ROOT.glob("pages/*/*.py") if path.parent.name != "components"]
    assert {str(path): _lines(path) for path in screens if _lines(path) > LONGEST_PAGE} == {}


def test_functions_are_short() -> None:
    lengths = dict(_functions(WRITTEN))
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    ordered = sorted(lengths.values())
    assert statistics.median(ordered) <= 8
    assert ordered[int(len(ordered) * 0.95)] <= 30


@pytest.mark.parametrize(
    "pattern",
    [r"unsafe_allow_html", r"#\s*TODO", r"except Exception(?!.*#)", r"except:\s*$"],
    ids=["html", "todo", "broad except without a reason", "bare except"],
)
def test_what_is_never_written(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


def test_no_room_is_called_miscellaneous() -> None:
    assert [str(path) for path in CODE if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_no_class_name_has_two_meanings() -> None:
    where: dict[str, list[str]] = {}
    for path in sorted(ROOT.glob("udp_core/**/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert len(where) > 500
    assert {name: places for name, places in where.items() if len(places) > 1} == {}


def test_only_pages_and_the_server_know_streamlit() -> None:
    knowing = [
        path
        for path in ROOT.glob("udp_core/**/*.py")
        if re.search(r"^\s*(import|from) streamlit", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert knowing == []


def test_nothing_names_a_package_index_or_a_machine() -> None:
    names = (
        subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
        .stdout.decode()
        .split("\0")
    )
    texts = {
        name: (ROOT / name).read_bytes()
        for name in names
        if name and (ROOT / name).is_file() and name != "tests/architecture/test_form.py"
    }
    forbidden = re.compile(rb"(--|extra-)index-url|find-links|/root/|/home/[a-z]")
    assert [name for name, text in texts.items() if forbidden.search(text)] == []
