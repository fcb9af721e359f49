"""Where the table is in somebody's sheet: headings on one or more rows, totals, notes and blank rows left out."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import StringIO

from udp_core.italian import listing, plural
from udp_core.problem import Place, Problem, RefusedError
from udp_core.service.files.packed import MOST_BYTES, OLE
from udp_core.service.files.unpacked import Sheet, read_workbook
from udp_core.vocabulary import Term

MISSING = frozenset({"", "-", "–", "—", "n.d.", "nd", "n.d", "n/a", "na", "n.a.", "…", "...", "non disponibile", "non pervenuto"})
"""How people write that a figure is not there. It is not zero."""
_TOTAL = re.compile(r"(sub)?\s*tot(ale|ali|\.)?\b|somma\b|di cui\b", re.IGNORECASE)
MOST_HEADING_ROWS = 40
LEAST_HEADINGS = 2
FIRST_WORDS, LONGEST_TOTAL = 3, 60
"""Where a row says that it is a total: in one of its first cells, in few characters."""


class Reason(Term):
    """Why a row of a sheet is not among the data."""

    TITLE = "title", "sopra la tabella"
    HEADING = "heading", "intestazione"
    UNITS = "units", "unità di misura sotto le intestazioni"
    AGAIN = "again", "intestazione ripetuta"
    TOTAL = "total", "totale"
    CONTINUED = "continued", "una sola cella, seguito della riga sopra"
    LONE = "lone", "una sola cella"
    NOTE = "note", "nota sotto la tabella"
    BLANK = "blank", "riga vuota"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not data: its number in the file (from 1), why, its cells as they stand."""

    number: int
    reason: Reason
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """The words over a column, where headings stand on several rows.

    `upper` are those above, from the top («Consuntivo», «2026»), each spread over the columns that
    it covers; `lower` is the lowest («Gen»).
    """

    upper: tuple[str, ...]
    lower: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A table inside a sheet: its headings by column, its rows with their number in the file (from 1).

    Every other row of the sheet is in `left_out`: none is in neither, none in both.
    `heading_blocks` are the headings' words row by row. `above` and `below` are the words of titles
    and notes, one for each filled cell («valori in migliaia di euro», «Comune di Russi»).
    """

    sheet: Sheet
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    left_out: tuple[LeftOut, ...] = ()
    heading_blocks: tuple[HeadingBlock, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for every file of the same make."""
        return sha256("|".join(map(plain, self.headings)).encode()).hexdigest()[:16]

    @property
    def totals(self) -> tuple[int, ...]:
        """The numbers of the rows that are totals."""
        return tuple(one.number for one in self.left_out if one.reason is Reason.TOTAL)

    @property
    def above(self) -> tuple[str, ...]:
        """The words over the table."""
        return self._words(Reason.TITLE)

    @property
    def below(self) -> tuple[str, ...]:
        """The words under the table."""
        return self._words(Reason.NOTE)

    def _words(self, reason: Reason) -> tuple[str, ...]:
        return tuple(cell.strip() for one in self.left_out if one.reason is reason for cell in one.cells if cell.strip())


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


def tables(sheets: Sequence[Sheet]) -> tuple[Layout, ...]:
    """A table for each sheet that has one: those that are seen first, as they stand in the file."""
    found = [layout for sheet in sheets if (layout := _of_sheet(sheet))]
    return tuple(sorted(found, key=lambda one: one.sheet.hidden))


def laid_out(sheets: Sequence[Sheet], name: str, chosen: str = "") -> Layout:
    """The table of the sheet `chosen`, or the only one in sight; a hidden sheet is only taken by name.

    Raises RefusedError where there is none, or more than one to choose among.
    """
    found = tables(sheets)
    if chosen:
        found = tuple(one for one in found if one.sheet.name == chosen)
    elif seen := tuple(one for one in found if not one.sheet.hidden):
        found = seen
    if len(found) == 1 and (chosen or not found[0].sheet.hidden):
        return found[0]
    raise RefusedError([_which_sheet(found, name, chosen)])


def _which_sheet(found: Sequence[Layout], name: str, chosen: str) -> Problem:
    place = Place(file=name)
    if not found:
        where = f"Nel foglio «{chosen}»" if chosen else "Nel file"
        return Problem("X30", f"{where} non si trova una tabella con le intestazioni.", "Mettere le intestazioni su una riga, sopra le cifre.", place)
    words = listing([f"«{one.sheet.name}»{' (nascosto)' if one.sheet.hidden else ''}, {plural(len(one.rows), 'riga', 'righe')}" for one in found])
    if all(one.sheet.hidden for one in found):
        return Problem("X33", f"Nel file ci sono tabelle solo in fogli nascosti: {words}.", "Mostrare il foglio, o dire che è quello da leggere.", place)
    return Problem("X33", f"Nel file ci sono più tabelle: {words}.", "Dire quale foglio leggere.", place)


def _of_sheet(sheet: Sheet) -> Layout | None:
    place = _heading_row(sheet)
    if place is None:
        return None
    blocks = _blocks(sheet, place)
    headings = tuple(" ".join(filter(None, (*block.upper, block.lower))) for block in blocks)
    high = place - (1 if blocks and any(block.upper for block in blocks) else 0)
    left_out = [LeftOut(number + 1, Reason.TITLE if any(map(str.strip, row)) else Reason.BLANK, row) for number, row in enumerate(sheet.rows[:high])]
    left_out += [LeftOut(number + 1, Reason.HEADING, sheet.rows[number]) for number in range(high, place + 1)]
    rows = []
    for number, row in enumerate(sheet.rows[place + 1 :], start=place + 2):
        reason = _why_out(row)
        if reason is None:
            rows.append((number, row))
        else:
            left_out.append(LeftOut(number, reason, row))
    return Layout(sheet, headings, tuple(rows), _settled(left_out, rows), blocks) if rows else None


def _why_out(row: Sequence[str]) -> Reason | None:
    filled = sum(bool(cell.strip()) for cell in row)
    if not filled:
        return Reason.BLANK
    if _is_total(row):
        return Reason.TOTAL
    return Reason.LONE if filled < LEAST_HEADINGS else None


def _settled(left_out: Sequence[LeftOut], rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[LeftOut, ...]:
    """Rows of one cell told apart: a note under the table, or what a row above goes on with."""
    last = rows[-1][0] if rows else 0

    def settled(one: LeftOut) -> LeftOut:
        if one.reason is not Reason.LONE:
            return one
        figure = any(re.fullmatch(r"[€\s]*[+-]?\d[\d.,\s]*[€%]?", cell.strip()) for cell in one.cells)
        return replace(one, reason=Reason.CONTINUED if figure else Reason.NOTE if one.number > last else Reason.LONE)

    return tuple(sorted(map(settled, left_out), key=lambda one: one.number))


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


def _blocks(sheet: Sheet, place: int) -> tuple[HeadingBlock, ...]:
    """The words over each column; where they stand on two rows, the upper one spread over the columns it covers."""
    low = sheet.rows[place]
    high = sheet.rows[place - 1] if place else ()
    width = len(low)
    two = sum(bool(cell.strip()) for cell in high) >= LEAST_HEADINGS
    spread = list(_spread(high, width)) if two else [""] * width
    return tuple(HeadingBlock(tuple(filter(None, [above])), below.strip()) for above, below in zip(spread, low, strict=True))


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
