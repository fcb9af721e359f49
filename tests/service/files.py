"""Small CSV files written by tests, and what reading them gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess

from udp_core.archive.field import Kind, Spec
from udp_core.files import child
from udp_core.files.cell import Style
from udp_core.files.table import FileColumn, Values, open_table, rows
from udp_core.files.unpacked import Sheet
from udp_core.imports.layout import Layout, tables
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Origin

COLUMNS = (
    FileColumn("code", "code", Spec("Codice", Kind.CODE, longest=60)),
    FileColumn("amount_eur", "amount_cents", Spec("Importo", Kind.CENTS, least=0, most=10**12)),
    FileColumn("share", "share", Spec("Quota", Kind.DECIMAL, required=False, least=0, most=10**6)),
    FileColumn(
        "people", "people", Spec("Persone", Kind.WHOLE, required=False, least=0, most=10**9)
    ),
    FileColumn("day", "day", Spec("Giorno", Kind.DAY, required=False)),
    FileColumn("lead", "lead", Spec("Capofila", Kind.FLAG, required=False)),
    FileColumn(
        "origin", "origin", Spec("Natura del dato", Kind.CHOICE, required=False, terms=Origin)
    ),
    FileColumn("note", "note", Spec("Nota", Kind.TEXT, required=False, longest=300)),
)
HEADER = "code,amount_eur"


def written(folder: Path, content: str | bytes, name: str = "prova.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(
    path: Path, columns: Sequence[FileColumn] = COLUMNS, style: Style | None = None
) -> tuple[list[Values], list[Problem]]:
    """The rows and the problems, wherever they were raised."""
    problems: list[Problem] = []
    found: list[Values] = []
    try:
        found.extend(values for _, values in rows(open_table(path, columns, style), problems))
    except RefusedError as refused:
        return found, list(refused.problems)
    return found, problems


def codes(problems: Sequence[Problem]) -> list[str]:
    assert all(
        problem.code and problem.remedy and problem.sentence and str(problem.place)
        for problem in problems
    )
    return [problem.code for problem in problems]


def in_this_process(content: bytes, *asked: str) -> CompletedProcess[bytes]:
    """What the child answers, without a child: for hundreds of small files."""
    code, words = child.answer(content, asked)
    return CompletedProcess(asked, code, words.encode(), b"")


def laid_out(*sheets: Sheet) -> Layout:
    """The only table in sight."""
    [found] = (one for one in tables(sheets) if not one.sheet.hidden)
    return found
