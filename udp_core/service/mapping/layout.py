"""Where the table is in somebody's sheet: headings on one or more rows, totals, notes and blank rows left out."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO

from udp_core.problem import Place, Problem, RefusedError
from udp_core.service.files.unpacked import MOST_BYTES, OLE, Sheet, read_workbook

MISSING = frozenset({"", "-", "–", "—", "n.d.", "nd", "n.d", "n/a", "na", "n.a.", "…", "...", "non disponibile", "non pervenuto"})
"""How people write that a figure is not there. It is not zero."""
_TOTAL = re.compile(r"(sub)?\s*tot(ale|ali|\.)?\b|somma\b|di cui\b", re.IGNORECASE)
MOST_HEADING_ROWS = 40
LEAST_HEADINGS = 2
FIRST_WORDS, LONGEST_TOTAL = 3, 60
"""Where a row says that it is a total: in one of its first cells, in few characters."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table inside a sheet: its headings by column, its rows with their number in the file (from 1), the numbers of those that are totals."""

    sheet: Sheet
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    totals: tuple[int, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for every file of the same make."""
        return sha256("|".join(map(plain, self.headings)).encode()).hexdigest()[:16]


def read_any(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one table of a text file, whatever its name ends with. Raises RefusedError."""
    if content.startswith((b"PK", OLE)) or not name.lower().endswith((".csv", ".txt")):
        return read_workbook(content, name)
    if not content or len(content) > MOST_BYTES:
        raise RefusedError([Problem("X01" if not content else "X02", "Il file è vuoto." if not content else "Il file è oltre i 10 MB.", "Controllarlo, o dividerlo.", Place(file=name))])
    text = _decoded(content)
    try:
        delimiter = _delimiter(text)
        rows = tuple(tuple(cell.strip() for cell in row) for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RefusedError([Problem("X08", "Il file di testo non si legge come tabella.", "Salvarlo di nuovo come CSV.", Place(file=name))]) from error
    return (Sheet(name, rows),)


def _delimiter(text: str) -> str:
    """What stands between cells: the sign that gives most of the first lines the same number of cells; commas last, as decimals have them."""
    first = "\n".join(text.splitlines()[:MOST_HEADING_ROWS])

    def steady(sign: str) -> int:
        widths = Counter(len(row) for row in csv.reader(StringIO(first), delimiter=sign) if len(row) >= LEAST_HEADINGS)
        return max(widths.values(), default=0)

    return max(";\t,", key=steady)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def laid_out(sheets: Sequence[Sheet], name: str) -> Layout:
    """The largest table of the file. Raises RefusedError where there is none."""
    found = [layout for sheet in sheets if (layout := _of_sheet(sheet))]
    if not found:
        raise RefusedError([Problem("X30", "Nel file non si trova una tabella con le intestazioni.", "Mettere le intestazioni su una riga, sopra le cifre.", Place(file=name))])
    return max(found, key=lambda one: len(one.rows) * len(one.headings))


def _of_sheet(sheet: Sheet) -> Layout | None:
    place = _heading_row(sheet)
    if place is None:
        return None
    headings = _headings(sheet, place)
    body = list(enumerate(sheet.rows[place + 1 :], start=place + 2))
    totals = tuple(number for number, row in body if _is_total(row))
    left_out = frozenset(totals)
    rows = tuple((number, row) for number, row in body if number not in left_out and sum(bool(cell.strip()) for cell in row) >= LEAST_HEADINGS)
    return Layout(sheet, headings, rows, totals) if rows else None


def _heading_row(sheet: Sheet) -> int | None:
    """The last row of words before the first row with figures under it."""
    best = None
    for number, row in enumerate(sheet.rows[:MOST_HEADING_ROWS]):
        words = [cell for column, cell in enumerate(row) if cell.strip() and not _is_figure(sheet, number, column, cell)]
        figures = sum(bool(cell.strip()) and _is_figure(sheet, number, column, cell) for column, cell in enumerate(row))
        if len(words) >= LEAST_HEADINGS and figures <= len(words) // 3:
            best = number
        elif figures and best is not None:
            break
    return best


def _is_figure(sheet: Sheet, row: int, column: int, cell: str) -> bool:
    return (row, column) in sheet.numbers or bool(re.fullmatch(r"[€\s]*[+-]?[\d.,\s]+[€%]?", cell.strip()))


def _headings(sheet: Sheet, place: int) -> tuple[str, ...]:
    """The words over each column; where they stand on two rows, both, the upper one spread over the columns it covers."""
    low = sheet.rows[place]
    high = sheet.rows[place - 1] if place else ()
    spread = list(_spread(high, len(low))) if sum(bool(cell.strip()) for cell in high) >= LEAST_HEADINGS else [""] * len(low)
    return tuple(" ".join(filter(None, (above.strip(), below.strip()))) for above, below in zip(spread, low, strict=True))


def _spread(row: Sequence[str], width: int) -> Iterator[str]:
    last = ""
    for column in range(width):
        last = (row[column].strip() if column < len(row) else "") or last
        yield last


def _is_total(row: Sequence[str]) -> bool:
    """True where one of the first words of the row says that it adds up others."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return any(_TOTAL.match(cell) for cell in filled[:FIRST_WORDS] if len(cell) <= LONGEST_TOTAL)


def plain(text: str) -> str:
    """Words to compare: no case, no accents, no signs."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", bare))
