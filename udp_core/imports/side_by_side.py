"""Tables that stand side by side on a sheet, under the same headings: each is read alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from udp_core.files.unpacked import Sheet
from udp_core.imports.questions import letter
from udp_core.imports.words import plain

_LEAST = 2
"""Tables side by side, and headings of each."""
Columns = range


def tables_beside(sheet: Sheet, headings: Sequence[str], above: int) -> tuple[Sheet, ...]:
    """The sheet once for each of its tables, with the cells of that alone; none where it has one.

    `headings` are the words over each column, `above` the number of rows over them: a title in one
    of those is of all the tables, unless its row has one for each.
    """
    parts = _repeated([plain(heading) for heading in headings])
    return tuple(_only(sheet, one, parts, above) for one in parts)


def _repeated(headings: Sequence[str]) -> list[Columns]:
    """The columns of each table, where the same headings come again in the same order."""
    filled = [column for column, heading in enumerate(headings) if heading]
    said = [headings[column] for column in filled]
    for times in range(len(said) // _LEAST, _LEAST - 1, -1):
        length = len(said) // times
        is_whole = length * times == len(said) and len(set(said)) == length
        if is_whole and said == said[:length] * times:
            starts = filled[::length]
            return [
                range(first, after)
                for first, after in zip(starts, [*starts[1:], len(headings)], strict=True)
            ]
    return []


def _only(sheet: Sheet, part: Columns, parts: Sequence[Columns], above: int) -> Sheet:
    """The sheet with the cells of one of its tables, under a name that says which."""
    name = f"{sheet.name} (colonne da {letter(part[0])} a {letter(part[-1])})"
    rows = tuple(
        row if number < above and len(_filled(row, parts)) < _LEAST else _cells(row, part)
        for number, row in enumerate(sheet.rows)
    )
    return replace(sheet, name=name, rows=rows)


def _filled(row: Sequence[str], parts: Sequence[Columns]) -> list[Columns]:
    """The tables in whose columns a row has something."""
    return [one for one in parts if any(cell.strip() for cell in row[one.start : one.stop])]


def _cells(row: Sequence[str], part: Columns) -> tuple[str, ...]:
    """The cells of a row that stand in some columns, without blanks at the end."""
    cells = [cell if column in part else "" for column, cell in enumerate(row)]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
