"""No gesture of a screen goes round the one place that asks who is there."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "udp_core"
BELOW = {"archive", "__pycache__"}
ROOMS = sorted(one.name for one in CORE.iterdir() if one.is_dir() and one.name not in BELOW)
WHO = "pages/components/who.py"
GESTURE = "pages/components/gesture.py"
DOWNLOAD = "pages/components/download.py"
OF_THE_DOOR = {
    "accounts.py",
    "sessions.py",
    "tries.py",
    "unsaved.py",
    "unsaved_files.py",
    "drafts.py",
}
"""Signing in is what makes a session: it cannot ask for one.

What waits unsaved is no figure and leaves no history: its
address asks for the session itself (`tests/http/test_unsaved.py`), and what is typed in a grid is
kept, also after the
session has ended, for who opened that grid and nobody else."""


def screens() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.glob("pages/**/*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and names(node.func, name)


def names(node: ast.AST, name: str) -> bool:
    """A name, or one inside another («st.fragment»)."""
    if isinstance(node, ast.Attribute):
        return node.attr == name.rpartition(".")[2] and ast.unparse(node) == name
    return isinstance(node, ast.Name) and node.id == name


def imports(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.ImportFrom) and name in {each.name for each in node.names}


@pytest.mark.parametrize(
    ("found", "only_in"),
    [
        (lambda node: calls(node, "Asked"), {WHO}),
        (lambda node: names(node, "st.fragment"), {GESTURE}),
        (lambda node: names(node, "st.download_button"), {DOWNLOAD}),
        (lambda node: imports(node, "writing") or imports(node, "Writer"), set()),
        (
            lambda node: (
                imports(node, "fragment") and ast.unparse(node).startswith("from streamlit")
            ),
            set(),
        ),
    ],
    ids=["a request", "a fragment", "a file", "a transaction", "a fragment by another name"],
)
def test_only_one_module_of_the_screens_makes(
    found: Callable[[ast.AST], bool], only_in: set[str]
) -> None:
    places = {path for path, tree in screens() if any(map(found, ast.walk(tree)))}
    assert places == only_in


def _writers() -> Iterator[tuple[str, ast.FunctionDef]]:
    for room in ROOMS:
        for path in sorted((CORE / room).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(source)) if "writing(" in source else ():
                if isinstance(node, ast.FunctionDef) and any(
                    calls(part, "writing") for part in ast.walk(node)
                ):
                    yield path.relative_to(ROOT).as_posix(), node


def test_every_command_takes_the_request_that_carries_the_session() -> None:
    """Either the request itself, or a command that holds it.

    Then the writer of history asks for the session again.
    """
    without = [
        f"{path}:{node.name}"
        for path, node in _writers()
        if Path(path).name not in OF_THE_DOOR
        and not {"asked", "command"} & {each.arg for each in node.args.args}
    ]
    assert without == []
    assert len(list(_writers())) > 12
