"""Every sentence and label of the product, as it was when somebody read it.

A wrong word is a wrong product.

Where words change because they are to change, read the difference, then write it down with
`UDP_GOLDEN=1 python -m pytest tests/architecture/test_sentences.py`; the same after a merge that
touches the list.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.goldens import compare_lines

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = [*sorted(ROOT.glob("udp_core/**/*.py")), *sorted(ROOT.glob("pages/**/*.py"))]
SCRIPTS = sorted(ROOT.glob("udp_core/http/assets/**/*.js"))
NOT_OURS = {"uPlot.esm.js"}
_WORD = re.compile(r"[^\W\d_]{3,}")
_QUOTED = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|`([^`]*)`")


def sentences(source: str) -> Iterator[str]:
    """The texts of a module that somebody reads, in its order.

    What is computed inside them stands as `{}`.
    """
    yield from (text for text in _texts(ast.parse(source)) if _is_read(text))


def _texts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr():
            yield _written(node)
            yield from (
                text
                for part in node.values
                if isinstance(part, ast.FormattedValue)
                for text in _texts(part.value)
            )
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _texts(child)


def _written(text: ast.JoinedStr) -> str:
    shown = []
    for part in text.values:
        if isinstance(part, ast.Constant):
            shown.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            form = _written(part.format_spec) if isinstance(part.format_spec, ast.JoinedStr) else ""
            shown.append(f"{{:{form}}}" if form else "{}")
    return "".join(shown)


def _is_read(text: str) -> bool:
    word = _WORD.search(text)
    return word is not None and (" " in text or word.group()[0].isupper())


def _of_script(source: str) -> Iterator[str]:
    code = "\n".join(
        line for line in source.splitlines() if not line.lstrip().startswith(("//", "*", "/*"))
    )
    yield from (
        text for found in _QUOTED.finditer(code) if _is_read(text := found[1] or found[2] or "")
    )


def _listed() -> Iterator[str]:
    for path in [*SPOKEN, *(one for one in SCRIPTS if one.name not in NOT_OURS)]:
        source = path.read_text(encoding="utf-8")
        said = [*(_of_script(source) if path.suffix == ".js" else sentences(source))]
        if said and "migrations/versions" not in path.as_posix():
            yield path.relative_to(ROOT).as_posix()
            yield from (f"    {text!r}" for text in said)


def test_every_sentence_is_as_it_was_read() -> None:
    compare_lines("sentences", [*_listed()])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""Not read."""\na = "Il voto è chiuso."', ["Il voto è chiuso."]),
        (
            "a = f\"Dal {day:%d/%m/%Y} mancano {n} {'schede mai viste' if n else ''}\"",
            ["Dal {:%d/%m/%Y} mancano {} {}", "schede mai viste"],
        ),
        ('a = {"fund_year_id": "Anno", "x": "frna"}', ["Anno"]),
    ],
)
def test_what_is_read_is_found(source: str, expected: list[str]) -> None:
    assert [*sentences(source)] == expected
