"""Small wrong changes that a line of code could have.

One at a time, as a slip of the hand would make them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
}
_OPPOSITE_NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "desc": "asc",
    "asc": "desc",
}
_JOINS = frozenset({"where", "and_", "or_", "order_by", "group_by"})
"""Calls whose arguments are conditions: each may be forgotten."""
A_WORD_LESS, ONE_MORE = "a word less", "one more"
_LOGS = frozenset({"log", "logger", "logging"})
_WORD = re.compile(r"(?<![\\\w])[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Mutant:
    """`path`, first and last line of the statement, the code changed and what stands in its
    place."""

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
    silent |= {id(node) for node in _inside_texts(tree) if not text.holds(node)}
    fields = _other_fields(tree)
    for node, statement in _walked(tree, None):
        if id(node) in silent or not isinstance(node, ast.expr | ast.stmt):
            continue
        for piece, instead, what in (*_of_node(node, text), *_of_field(node, fields, text)):
            start, end = piece
            lines = (statement.lineno, statement.end_lineno or statement.lineno)
            yield Mutant(path, *lines, start, end, instead, what)


Piece = tuple[tuple[int, int], str, str]
"""From where to where, what stands there instead, which kind of slip it is."""


class _Text:
    """A source by line and column, as `ast` counts (bytes of UTF-8), and by character, as it is
    cut."""

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

    def holds(self, node: ast.expr) -> bool:
        """Whether the node stands where `ast` says."""
        try:
            return ast.dump(ast.parse(f"({self.code(node)})", mode="eval").body) == ast.dump(node)
        except (SyntaxError, ValueError, IndexError):
            return False


def _walked(node: ast.AST, inside: ast.stmt | None) -> Iterator[tuple[ast.AST, ast.stmt]]:
    for child in ast.iter_child_nodes(node):
        statement = child if isinstance(child, ast.stmt) else inside
        if statement is not None:
            yield child, statement
        yield from _walked(child, statement)


def _without_effect(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, annotations, imports, names of modules.

    A change there changes nothing that runs.
    """
    for node in ast.walk(tree):
        for part in _silent_parts(node):
            if part is not None:
                yield from ast.walk(part)


def _inside_texts(tree: ast.Module) -> Iterator[ast.expr]:
    """What f-strings compute: before Python 3.12 `ast` does not always know where it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue):
            yield from (one for one in ast.walk(node.value) if isinstance(one, ast.expr))


def _silent_parts(node: ast.AST) -> list[ast.AST | None]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            annotated = [one.annotation for one in ast.walk(node.args) if isinstance(one, ast.arg)]
            return [
                node.returns,
                *annotated,
                *(one for one in node.decorator_list if _says_how_long(one)),
            ]
        case ast.AnnAssign():
            return [node.annotation]
        case ast.ClassDef():
            return [*node.decorator_list]
        case ast.JoinedStr():
            return [one for one in node.values if isinstance(one, ast.Constant)]
        case ast.FormattedValue():
            return [node.format_spec]
        case ast.keyword(arg="strict"):
            return [node]
        case _ if _says_only(node):
            return [node]
    return []


def _says_how_long(decorator: ast.expr) -> bool:
    """`lru_cache` and its like: what is kept changes no answer."""
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return "cache" in ast.unparse(named)


def _says_only(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
            return name.strip("_").lower() in _LOGS
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def _other_fields(tree: ast.Module) -> dict[int, str]:
    """Of each `name.field` that is read, another field that the same function reads of the same
    name."""
    found: dict[int, str] = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            found |= _others_in(function)
    return found


def _others_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[int, str]:
    called = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    read: dict[str, list[ast.Attribute]] = {}
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id=name), ctx=ast.Load()) if id(node) not in called:
                read.setdefault(name, []).append(node)
    others: dict[int, str] = {}
    for nodes in read.values():
        names = sorted({one.attr for one in nodes})
        if len(names) > 1:
            others |= {id(one): names[names.index(one.attr) - 1] for one in nodes}
    return others


def _of_field(node: ast.expr | ast.stmt, fields: dict[int, str], text: _Text) -> Iterator[Piece]:
    if isinstance(node, ast.Attribute) and id(node) in fields:
        yield text.span(node), f"{text.code(node.value)}.{fields[id(node)]}", "another field"


def _of_node(node: ast.expr | ast.stmt, text: _Text) -> Iterator[Piece]:
    match node:
        case ast.Compare():
            yield from _compared(node, text)
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC:
            sign = _ARITHMETIC[type(operator)]
            yield text.sign_between(node.left, node.right), sign, "arithmetic"
        case ast.BoolOp(values=values):
            yield from _joined(node, [text.code(one) for one in values], text)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield text.span(node), text.code(operand), "not"
        case ast.IfExp() | ast.If():
            yield text.span(node.test), "False", "never"
            yield text.span(node.test), "True", "always"
        case ast.Call():
            yield from _called(node, text)
        case ast.Constant(value=bool() as value):
            yield text.span(node), str(not value), "yes/no"
        case ast.Constant(value=int() as value):
            yield text.span(node), str(value + 1), ONE_MORE
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield from _said(node, text)
        case ast.Expr(value=ast.Call()) | ast.Expr(value=ast.YieldFrom()) | ast.AugAssign():
            yield text.span(node), "pass", "nothing done"
        case ast.Raise() | ast.Continue() | ast.Break():
            yield text.span(node), "pass", "nothing done"


def _compared(node: ast.Compare, text: _Text) -> Iterator[Piece]:
    for operator, left, right in zip(
        node.ops, [node.left, *node.comparators], node.comparators, strict=False
    ):
        yield text.sign_between(left, right), _COMPARISONS[type(operator)], "comparison"


def _joined(node: ast.BoolOp, parts: list[str], text: _Text) -> Iterator[Piece]:
    same, other = (" and ", " or ") if isinstance(node.op, ast.And) else (" or ", " and ")
    yield text.span(node), other.join(f"({one})" for one in parts), "and/or"
    for left in range(len(parts)):
        rest = [one for place, one in enumerate(parts) if place != left]
        yield text.span(node), f"({same.join(rest)})", "a condition less"


def _called(node: ast.Call, text: _Text) -> Iterator[Piece]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    after_name = text.span(node.func)[1], text.span(node)[1]
    arguments = [text.code(one) for one in node.args]
    if name in _JOINS:
        for left in range(len(node.args)):
            rest = [one for place, one in enumerate(arguments) if place != left]
            yield after_name, f"({', '.join(rest)})", "a condition less"
    elif (
        name not in {"min", "max"}
        and len(arguments) > 1
        and not any(isinstance(one, ast.Starred) for one in node.args)
        and arguments[0] != arguments[1]
    ):
        both = text.span(node.args[0])[0], text.span(node.args[1])[1]
        yield both, f"{arguments[1]}, {arguments[0]}", "swapped"
    if name in _OPPOSITE_NAMES:
        place = text.span(node.func)
        yield (place[1] - len(name), place[1]), _OPPOSITE_NAMES[name], "opposite"
    if name == "sorted":
        yield text.span(node), f"{text.code(node)}[::-1]", "order"


def _said(node: ast.expr, text: _Text) -> Iterator[Piece]:
    """A word less in a sentence, or in a label of one word."""
    code, start = text.code(node), text.span(node)[0]
    words = [
        found for found in _WORD.finditer(_without_braces(code)) if not found.group().isupper()
    ]
    if words and (" " in code or words[0].group()[0].isupper()):
        word = max(words, key=lambda found: len(found.group()))
        yield (start + word.start(), start + word.end()), "…", A_WORD_LESS


def _without_braces(code: str) -> str:
    """The text, with blanks where an f-string computes."""
    deep, shown = 0, []
    for sign in code:
        deep += (sign == "{") - (sign == "}")
        shown.append(sign if deep == 0 and sign != "}" else " ")
    return "".join(shown)


_SCRIPT: tuple[tuple[str, str], ...] = (
    (r" <= ", " < "),
    (r" >= ", " > "),
    (r" < ", " <= "),
    (r" > ", " >= "),
    (r" === ", " !== "),
    (r" !== ", " === "),
    (r" && ", " || "),
    (r" \|\| ", " && "),
    (r" \+ ", " - "),
    (r" - ", " + "),
    (r" \* ", " / "),
    (r"Math\.min", "Math.max"),
    (r"Math\.max", "Math.min"),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"(?<![\w.\"'#-])0(?![\w.])", "1"),
    (r"(?<![\w.\"'#-])1(?![\w.])", "2"),
)


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
