"""No pattern of ours takes n times n steps on a text of n signs.

Whoever sends a file does not stop the others.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pages.components
import udp_core
from tests.architecture.patterns import SEARCHES, quadratic

ROOT = Path(__file__).resolve().parents[2]
METHODS = SEARCHES | {"match", "fullmatch"}
OURS = {
    "<noscript>.*?</noscript>": "la pagina del framework, letta una volta",
    "<script>(.*?)</script>": "la pagina del framework, letta una volta",
    "[^>]*?\\br=[\"'](\\d+)": "al più mille byte, nel processo figlio",
    "CHECK \\((?P<name>\\w{1,60}) IN \\((?P<words>[^()]{1,9000})\\)\\)": "le nostre tabelle, mentre"
    " si scrive un passo",
}
"""Patterns over text that nobody sends, or that is short, with the reason."""


def _modules() -> Iterator[str]:
    """Those that use patterns; a screen runs when it is imported, and uses none: see below."""
    for package in (udp_core, pages.components):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if re.search(
                r"^import re$", _source(found.name).read_text(encoding="utf-8"), re.MULTILINE
            ):
                yield found.name


def _source(name: str) -> Path:
    place = ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py") if place.with_suffix(".py").is_file() else place / "__init__.py"


def _used(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The names of a module on which a pattern's method is asked, with the method."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in METHODS
            and isinstance(node.value, ast.Name)
        ):
            yield node.value.id, node.attr


def _inline(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Patterns written where they are used, `re.sub("…", …)`, with how."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                args=[ast.Constant(value=str(words)), *_],
            ) if method in METHODS:
                yield words, method


def _patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """By where it stands and its words, every pattern of the program and whether it is searched
    for."""
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    for name in _modules():
        tree = ast.parse(_source(name).read_text(encoding="utf-8"))
        module = importlib.import_module(name)
        for word, method in _used(tree):
            if isinstance(pattern := getattr(module, word, None), re.Pattern):
                before = found.get(f"{name} {pattern.pattern!r}", (pattern, False))[1]
                found[f"{name} {pattern.pattern!r}"] = (pattern, before or method in SEARCHES)
        for words, method in _inline(tree):
            found[f"{name} {words!r}"] = (re.compile(words), method in SEARCHES)
    return found


PATTERNS = _patterns()


def _is_ours(pattern: re.Pattern[str]) -> bool:
    words = pattern.pattern
    return (words.decode() if isinstance(words, bytes) else words) in OURS


@pytest.mark.parametrize("where", PATTERNS)
def test_a_pattern_takes_steps_as_many_as_the_signs(where: str) -> None:
    pattern, searched = PATTERNS[where]
    assert _is_ours(pattern) or not quadratic(pattern, searched=searched), where


def test_patterns_are_looked_for_where_they_are() -> None:
    assert len(PATTERNS) > 60
    screens = [path for path in (ROOT / "pages").rglob("*.py") if path.parent.name != "components"]
    assert [path for path in screens if "import re\n" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("words", "searched"),
    [
        (r"[€\s]*[+-]?[\d.,\s]+[€%]?", False),  # the one that stopped the server
        (r"[(€\s]*[+\-−]?\s*\d[\d.,'’\s]*[€%)\s]*", False),
        (r"\s*\(\s*[A-Za-z]{2}\s*\)\s*$", True),
        (r"<(?!br)[^>]+>", True),
        (r"(\w+\s?)*x", False),
        (r"(a|b)*b*c", False),
        (r"(.*)\d+x", False),
        (r"\d+\.?\d*x", False),
    ],
)
def test_a_slow_pattern_is_known(words: str, searched: bool) -> None:
    assert quadratic(re.compile(words), searched=searched)


@pytest.mark.parametrize(
    ("words", "searched"),
    [
        (r"[€\s]*+[+-]?+[\d.,\s]++[€%]?+", False),
        (r"\s*\d+[.,]\d+\s*", False),
        (r"[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?", False),
        (r"\(\s*[A-Za-z]{2}\s*\)\s*$", True),
        (r"<(?!br)[^<>]+>", True),
        (r"[a-z0-9]+", True),
        (r"\s+", True),
    ],
)
def test_a_quick_pattern_is_let_pass(words: str, searched: bool) -> None:
    assert not quadratic(re.compile(words), searched=searched)


def test_what_is_known_as_slow_is_slow() -> None:
    """The engine itself agrees.

    A run of blanks that a patient reader is not done with is one for a hurried one.
    """
    words = "'€' + ' ' * 60_000 + 'x'"
    asked = "import re; re.fullmatch(r'{}', " + words + ")"
    quick = subprocess.run(
        [sys.executable, "-c", asked.format(r"[€\s]*+[+-]?+[\d.,\s]++[€%]?+")],
        check=False,
        timeout=60,
    )
    assert quick.returncode == 0
