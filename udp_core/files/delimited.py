"""A text file of others as rows of cells: every record whole, or the file refused with its row."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO
from typing import Any

from udp_core.files import limits
from udp_core.files.packed import MOST_BYTES
from udp_core.files.sheets import is_error
from udp_core.files.text import encoding_in
from udp_core.kernel.problem import Place, Problem, RefusedError

Rows = tuple[tuple[str, ...], ...]
SIGNS = (";", "\t", "|", ",")
"""What may stand between cells; commas last, as decimals have them."""
_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
FIRST_LINES, HEAD_BYTES = 200, 1 << 17


def decoded(content: bytes, name: str) -> str:
    """The text of a file. Raises RefusedError where it is empty, too large, or no encoding fits."""
    place = Place(file=name)
    if not content:
        raise RefusedError(
            [
                Problem(
                    "X01", "Il file è vuoto.", "Controllare che il salvataggio sia riuscito.", place
                )
            ]
        )
    if len(content) > MOST_BYTES:
        raise RefusedError(
            [Problem("X02", "Il file è oltre i 10 MB.", "Controllarlo, o dividerlo.", place)]
        )
    encoding = encoding_in(content, name)
    if isinstance(encoding, Problem):
        raise RefusedError([encoding])
    text = content.decode(encoding)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise RefusedError(
            [
                Problem(
                    "F05",
                    "La codifica dei caratteri non è leggibile.",
                    "Salvare il file come CSV UTF-8.",
                    Place(file=name, row=row),
                )
            ]
        )
    return text


def said_sign(text: str) -> tuple[str, str]:
    """The sign that the first line names («sep=;»), if it does, and the text without that line."""
    first, end, rest = text.partition("\n")
    found = _SAID.fullmatch(first + end)
    return (found[1], rest) if found else ("", text)


def as_sheet(content: bytes, name: str, sign: str) -> dict[str, Any]:
    """A text file as the child says a sheet.

    The names of errors that a spreadsheet wrote are known here too.

    Raises RefusedError.
    """
    said, text = said_sign(decoded(content, name))
    rows = strictly(text, sign, name)
    if said:
        rows = ((f"sep={said}",), *rows)
    errors = [(*place, words) for place, words in errors_in(rows).items()]
    return {"name": name, "rows": rows, "errors": errors, "is_text": True}


def errors_in(rows: Rows) -> dict[tuple[int, int], str]:
    """The cells, by row and column, that hold the name of an error."""
    return {
        (row, column): cell
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if is_error(cell)
    }


def head_of(content: bytes) -> str:
    """As much of a file as is needed to see what stands between its cells: never to be kept.

    It is bounded, so it is read here and not by the child.
    """
    start = content[:HEAD_BYTES]
    if len(content) > HEAD_BYTES:
        start = start[: start.rfind(b"\n") + 1 or None]
    return "".join(_somehow(start).splitlines(keepends=True)[:FIRST_LINES])


def _somehow(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    return content.decode("cp1252", "replace")


def loosely(text: str, sign: str) -> Rows:
    """The records as far as they can be read: to weigh a sign, never to keep."""
    csv.field_size_limit(
        MOST_BYTES
    )  # the module's limit is everybody's: another reader may have lowered it
    return tuple(_cells(row) for row in csv.reader(StringIO(text, newline=""), delimiter=sign))


def strictly(text: str, sign: str, name: str) -> Rows:
    """Every record. Raises RefusedError where quotes may be left open, and beyond the limits."""
    csv.field_size_limit(MOST_BYTES)
    rows: list[tuple[str, ...]] = []
    broken: list[tuple[int, list[str]]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for row in reader:
            rows.append(_cells(row))
            if any("\n" in cell or "\r" in cell for cell in row):
                broken.append((len(rows), row))
    except csv.Error as error:
        raise RefusedError([_open_quote(name, len(rows) + 1)]) from error
    _whole(rows, broken, sign, name)
    _within_limits(rows, name)
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)


def _cells(row: list[str]) -> tuple[str, ...]:
    """The cells without blanks around, and without the empty ones at the end."""
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _whole(
    rows: list[tuple[str, ...]], broken: list[tuple[int, list[str]]], sign: str, name: str
) -> None:
    """Raises RefusedError where a line inside a cell looks like a record: a quote opened there."""
    usual = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    for number, row in broken:
        if holds_a_record(row, sign, usual[0][0] if usual else 1):
            raise RefusedError([_open_quote(name, number)])


def holds_a_record(row: Sequence[str], sign: str, width: int) -> bool:
    """True where a line inside a cell has as many signs as a record of `width` cells, or one less.

    A sign with a blank after it is a comma of prose.
    """
    tight = re.compile(re.escape(sign) + r"(?! )")
    lines = [line for cell in row for line in re.split(r"\r\n|\r|\n", cell)[1:]]
    return any(len(tight.findall(line)) >= max(1, width - 2) for line in lines)


def _open_quote(name: str, row: int) -> Problem:
    remedy = "Chiudere o togliere le virgolette; una cella che va a capo si scrive su una riga."
    return Problem(
        "F10",
        "La riga non si legge: virgolette non chiuse, o una cella che ne contiene altre.",
        remedy,
        Place(file=name, row=row),
    )


def _within_limits(rows: list[tuple[str, ...]], name: str) -> None:
    try:
        _measure(rows)
    except limits.TooLargeError as error:
        raise RefusedError(
            [Problem(error.code, error.sentence, error.remedy, Place(file=name, row=error.row))]
        ) from error


def _measure(rows: list[tuple[str, ...]]) -> None:
    """Raises TooLargeError."""
    if len(rows) > limits.MOST_ROWS:
        raise limits.too_many_rows("", len(rows))
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if len(row) > limits.MOST_COLUMNS:
            raise limits.too_many_columns("", number, len(row))
        if row and (longest := max(map(len, row))) > limits.LONGEST_CELL:
            raise limits.too_long_cell("", number, longest)
        if cells > limits.MOST_CELLS:
            raise limits.too_many_cells("", number)
