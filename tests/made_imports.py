"""What `udp import` says of a file, whole, as a story that a person reads.

Lines that begin with «|» are the file, with «$» the command and how it ended; the others are all
that it said.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.made_office import Office

FRNA = "frna_monitoring"
_MOST_LINES, _MOST_CELLS = 16, 14
_ZIPPED = b"PK"
_ENDED = "  → "


def told(office: Office, content: bytes, name: str, kind: str, *steps: str) -> list[str]:
    """The story of a file: each step is the answers given, joined by « + »."""
    lines = [*_lines(content)]
    shown = [f"| {line}".rstrip() for line in lines[:_MOST_LINES]]
    more = [f"| … {len(lines)} righe"] if len(lines) > _MOST_LINES else []
    said = [line for step in steps or ("",) for line in _step(office, content, name, kind, step)]
    return [*shown, *more, *said]


def retold(office: Office, story: Iterable[str]) -> Iterator[str]:
    """A story of texts as it goes today: the same files, the same commands."""
    content: list[str] = []
    is_over = False
    for line in story:
        if line.startswith("|"):
            content = [line[2:]] if is_over else [*content, line[2:]]
            is_over = False
            yield line
        elif line.startswith("$ "):
            is_over = True
            name, _, kind, *options = shlex.split(line[2:].partition(_ENDED)[0])
            yield from _ran(office, "\n".join([*content, ""]), name, kind, options)


def lines_of(story: Path) -> list[str]:
    """A story as it is kept."""
    return story.read_text(encoding="utf-8").splitlines()


def _lines(content: bytes) -> Iterator[str]:
    """A text as it is; of a workbook the cells of each sheet, with the bars of a table."""
    if not content.startswith(_ZIPPED):
        yield from content.decode("utf-8", "replace").splitlines()
        return
    for sheet in load_workbook(BytesIO(content)):
        yield f"[{sheet.title}]"
        for row in sheet.iter_rows(max_col=_MOST_CELLS, values_only=True):
            yield " | ".join("" if cell is None else str(cell) for cell in row).rstrip(" |")


def _step(office: Office, content: bytes, name: str, kind: str, step: str) -> Iterator[str]:
    answers = step.split(" + ") if step else []
    return _ran(office, content, name, kind, [word for one in answers for word in ("--set", one)])


def _ran(
    office: Office, content: str | bytes, name: str, kind: str, options: list[str]
) -> Iterator[str]:
    done = office.imports(content, *options, name=name, kind=kind)
    yield ""
    yield f"$ {shlex.join([name, '--as', kind, *options])}{_ENDED}{done.code}"
    yield from (line.rstrip() for line in done.said.splitlines())
