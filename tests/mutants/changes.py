"""Small wrong changes that a line of code could have: one at a time, as a slip of the hand would make them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*",
}  # fmt: skip
_OPPOSITE_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_JOINS = frozenset({"where", "and_", "or_", "filter"})
"""Calls whose arguments are conditions: each may be forgotten."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """`path`, first and last line of the statement, the code changed and what stands in its place."""

    path: Path
    first: int
    last: int
    start: int
    end: int
    instead: str
    what: str

    def written(self, source: str) -> str:
        """The whole file with the change."""
        return source[: self.start] + self.instead + source[self.end :]

    def told(self, source: str) -> str:
        """`before → after`, on one line."""
        before = " ".join(source[self.start : self.end].split())
        return f"{before[:90]} → {self.instead[:90] or '(nothing)'}"


def changes(path: Path, source: str) -> Iterator[Mutant]:
    """Every change that this module knows for a file, Python or JavaScript."""
    if path.suffix == ".js":
        yield from _of_script(path, source)
        return
    text = _Text(source)
    tree = ast.parse(source)
    silent = {id(node) for node in _without_effect(tree)}
    for node, statement in _walked(tree, None):
        if id(node) in silent or not isinstance(node, ast.expr | ast.stmt):
            continue
        for piece, instead, what in _of_node(node, text):
            start, end = piece
            lines = (statement.lineno, statement.end_lineno or statement.lineno)
            yield Mutant(path, *lines, start, end, instead, what)


class _Text:
    """A source by line and column, as `ast` counts (bytes of UTF-8), and by character, as it is cut."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self.source = source

    def at(self, line: int, column: int) -> int:
        text = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(text)

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        end = self.at(node.end_lineno or node.lineno, node.end_col_offset or 0)
        return self.at(node.lineno, node.col_offset), end

    def sign_between(self, left: ast.expr, right: ast.expr) -> tuple[int, int]:
        """Where the operator stands, without the brackets and blanks around it."""
        start, end = self.span(left)[1], self.span(right)[0]
        found = re.search(r"[^\s()\\]+( (not|in))?", self.source[start:end])
        return (start + found.start(), start + found.end()) if found else (start, end)

    def code(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.span(node)
        return self.source[start:end]


Piece = tuple[tuple[int, int], str, str]


def _walked(node: ast.AST, inside: ast.stmt | None) -> Iterator[tuple[ast.AST, ast.stmt]]:
    for child in ast.iter_child_nodes(node):
        statement = child if isinstance(child, ast.stmt) else inside
        if statement is not None:
            yield child, statement
        yield from _walked(child, statement)


def _without_effect(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, annotations, imports, names of modules: a change there changes nothing that runs."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parts = [node.returns, *(one.annotation for one in ast.walk(node.args) if isinstance(one, ast.arg))]
        elif isinstance(node, ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.ClassDef):
            parts = [*node.decorator_list]
        elif _says_only(node):
            parts = [node]
        for part in parts:
            if part is not None:
                yield from ast.walk(part)


def _says_only(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Import | ast.ImportFrom)


def _of_node(node: ast.expr | ast.stmt, text: _Text) -> Iterator[Piece]:
    match node:
        case ast.Compare(ops=[operator]):
            yield from _compared(node, operator, text)
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC:
            sign = _ARITHMETIC[type(operator)]
            yield text.sign_between(node.left, node.right), sign, "arithmetic"
        case ast.BoolOp(values=values):
            word = "or" if isinstance(node.op, ast.And) else "and"
            yield text.span(node), f" {word} ".join(f"({text.code(one)})" for one in values), "and/or"
            for left in range(len(values)):
                rest = [one for place, one in enumerate(values) if place != left]
                joined = " and " if isinstance(node.op, ast.And) else " or "
                yield text.span(node), f"({joined.join(map(text.code, rest))})", "a condition less"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield text.span(node), text.code(operand), "not"
        case ast.IfExp() | ast.If():
            yield text.span(node.test), "False", "never"
            yield text.span(node.test), "True", "always"
        case ast.Call():
            yield from _called(node, text)
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            yield text.span(node), str(value + 1), "one more"
        case ast.Constant(value=bool() as value):
            yield text.span(node), str(not value), "yes/no"
        case ast.Expr(value=ast.Call()) | ast.Expr(value=ast.YieldFrom()) | ast.AugAssign():
            yield text.span(node), "pass", "nothing done"


def _compared(node: ast.Compare, operator: ast.cmpop, text: _Text) -> Iterator[Piece]:
    between = text.sign_between(node.left, node.comparators[0])
    yield between, _COMPARISONS[type(operator)], "comparison"


def _called(node: ast.Call, text: _Text) -> Iterator[Piece]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _JOINS and isinstance(node.func, ast.Attribute | ast.Name):
        for left in range(len(node.args)):
            rest = [text.code(one) for place, one in enumerate(node.args) if place != left]
            after_name = text.span(node.func)[1], text.span(node)[1]
            yield after_name, f"({', '.join(rest)})", "a condition less"
    if name in _OPPOSITE_NAMES and isinstance(node.func, ast.Name):
        yield text.span(node.func), _OPPOSITE_NAMES[name], "least/greatest"


_SCRIPT: tuple[tuple[str, str], ...] = (
    (r" <= ", " < "), (r" >= ", " > "), (r" < ", " <= "), (r" > ", " >= "), (r" === ", " !== "),
    (r" !== ", " === "), (r" && ", " || "), (r" \|\| ", " && "), (r" \+ ", " - "), (r" - ", " + "),
    (r" \* ", " / "), (r"Math\.min", "Math.max"), (r"Math\.max", "Math.min"),
)  # fmt: skip


def _of_script(path: Path, source: str) -> Iterator[Mutant]:
    """Signs of a script, outside comments."""
    at = 0
    for number, line in enumerate(source.splitlines(keepends=True), 1):
        code = "" if line.lstrip().startswith(("//", "*", "/*")) else line.split(" // ")[0]
        for sign, instead in _SCRIPT:
            for found in re.finditer(sign, code):
                start, end = at + found.start(), at + found.end()
                yield Mutant(path, number, number, start, end, instead, "sign")
        at += len(line)
