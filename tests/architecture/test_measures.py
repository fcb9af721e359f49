"""Every limit, size and duration that the code names, as it was when somebody decided it.

A test that proves what happens at a limit reads the limit from the code: it does not notice that
the limit became another. Where one is to change, read the difference, then write it down with
`UDP_GOLDEN=1 python -m pytest tests/architecture/test_measures.py`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.goldens import compare_lines

ROOT = Path(__file__).resolve().parents[2]
STEPS = ROOT / "udp_core" / "archive" / "migrations"


def measures(source: str) -> Iterator[str]:
    """The named constants of a module that hold a number, each with what it is worth."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            names = ", ".join(ast.unparse(one) for one in node.targets)
        elif isinstance(node, ast.AnnAssign) and node.value:
            names = ast.unparse(node.target)
        else:
            continue
        if node.value and names.isupper() and _holds_a_number(node.value):
            yield f"{names} = {ast.unparse(_WithoutSentences().visit(node.value))}"


class _WithoutSentences(ast.NodeTransformer):
    """Words that somebody reads are listed elsewhere: here they stand as «…»."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        is_read = isinstance(node.value, str) and not node.value.islower()
        return ast.Constant("…") if is_read or " " in str(node.value) else node


def _holds_a_number(value: ast.expr) -> bool:
    return any(
        isinstance(one, ast.Constant) and type(one.value) in {int, float} for one in ast.walk(value)
    )


def _listed() -> Iterator[str]:
    for path in sorted(ROOT.glob("udp_core/**/*.py")):
        found = [*measures(path.read_text(encoding="utf-8"))]
        if found and not path.is_relative_to(STEPS):
            yield path.relative_to(ROOT).as_posix()
            yield from (f"    {one}" for one in found)


def test_every_measure_is_as_it_was_decided() -> None:
    compare_lines("measures", [*_listed()])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("MOST = 40", ["MOST = 40"]),
        ("WAIT: timedelta = timedelta(hours=2)", ["WAIT = timedelta(hours=2)"]),
        ("WIDE, HIGH = 13.3, 7.5", ["(WIDE, HIGH) = (13.3, 7.5)"]),
        ("KEPT = {'Un anno': 1, 'frna': 2}", ["KEPT = {'…': 1, 'frna': 2}"]),
        ("NAME = 'frna'\nIS_SURE = True\nfound = 3\ndef f():\n    MOST = 40", []),
    ],
)
def test_what_is_a_measure_is_found(source: str, expected: list[str]) -> None:
    assert [*measures(source)] == expected
