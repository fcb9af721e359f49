"""Where the table is in somebody's sheet, and why each other row is not of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from itertools import islice

from udp_core.files.delimited import SIGNS, Rows, errors_in, head_of, loosely, said_sign
from udp_core.files.other_kinds import is_text, unread_kind
from udp_core.files.packed import OLE, TEXT_SUFFIXES
from udp_core.files.unpacked import Sheet, read_text, read_workbook
from udp_core.imports.heading_blocks import HeadingBlock, blocks_of
from udp_core.imports.heading_rows import (
    DOUBT,
    LEAST_HEADINGS,
    HeadingRows,
    begins_table,
    is_figure,
)
from udp_core.imports.side_by_side import tables_beside
from udp_core.imports.words import FIRST_WORDS, MISSING, is_total, plain
from udp_core.kernel.problem import MOST_LISTED, Place, Problem, RefusedError
from udp_core.kernel.vocabulary import Term

__all__ = [
    "MISSING",
    "HeadingBlock",
    "Layout",
    "LeftOut",
    "Reason",
    "no_table",
    "plain",
    "read_any",
    "tables",
]
HALF = Fraction(1, 2)
_MOST_AROUND = 60
"""The cells of a cover that are looked at."""
_NOTED = re.compile(
    r"(?:n\.?\s?b\.?|not[ae]|avvertenz\w|attenzione|legenda)(?:\W|$)", re.IGNORECASE
)
"""How a note begins, in however many cells it stands."""
_OF_AGES = re.compile(r"(fasci[ae]|fasce|class[ei]|eta|sesso|genere|cittadinanza|stato civile)\b")
"""Headings under which «totale» is one of the bands of age, or both sexes, and adds up no rows."""


class Reason(Term):
    """Why a row of a sheet is not among the data."""

    TITLE = "title", "sopra la tabella"
    HEADING = "heading", "intestazione"
    UNITS = "units", "unità di misura sotto le intestazioni"
    AGAIN = "again", "intestazione ripetuta"
    TOTAL = "total", "totale"
    CONTINUED = "continued", "una sola cella, seguito della riga sopra"
    LONE = "lone", "una sola cella"
    SECTION = "section", "titolo che vale per le righe sotto"
    NOTE = "note", "nota sotto la tabella"
    OTHER = "other", "di un’altra tabella"
    BLANK = "blank", "riga vuota"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not data: its number in the file (from 1), why, its cells as they stand."""

    number: int
    reason: Reason
    cells: tuple[str, ...]


def cell_of(row: tuple[str, ...], column: int) -> str:
    """The words of a cell, none where the row is shorter."""
    return row[column].strip() if column < len(row) else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table inside a sheet: headings by column, rows with their number in the file (from 1).

    Every other row of the sheet is in `left_out`: none is in neither, none in both.
    `heading_blocks` are the headings' words row by row. `above` and `below` are the words of titles
    and notes, one for each filled cell («valori in migliaia di euro», «Comune di Russi»). Columns
    with figures and no heading have an empty one. `doubtful` are rows that could be the headings
    just as well.
    """

    sheet: Sheet
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    left_out: tuple[LeftOut, ...] = ()
    heading_blocks: tuple[HeadingBlock, ...] = ()
    doubtful: tuple[int, ...] = ()
    file: str = ""
    """The name of the file, where it is known: a sheet is of a file."""
    around: tuple[str, ...] = ()
    """The words of the sheets that have no table, as a cover or instructions."""

    @property
    def where(self) -> str:
        """The file, and the sheet of a workbook, as a problem says it."""
        if self.sheet.is_text or not self.file:
            return self.file or self.sheet.name
        return f"{self.file}, foglio «{self.sheet.name}»"

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
        """The words over the figures: titles, the row of units, what every page prints."""
        return (*self._words(Reason.TITLE, Reason.UNITS), *self.sheet.printed)

    @property
    def below(self) -> tuple[str, ...]:
        """The words under the table."""
        return self._words(Reason.NOTE)

    @property
    def noted(self) -> tuple[str, ...]:
        """The words kept beside cells, as notes of a spreadsheet."""
        return tuple(self.sheet.notes.values())

    @property
    def noted_over(self) -> tuple[str, ...]:
        """Those of them that are of no row of data."""
        rows = {number - 1 for number, _ in self.rows}
        return tuple(text for (row, _), text in self.sheet.notes.items() if row not in rows)

    @property
    def between(self) -> tuple[str, ...]:
        """The words that stand alone among the rows of the table."""
        return self._words(Reason.LONE)

    def written(self, column: int) -> Iterator[tuple[int, str]]:
        """What is written under a heading, with the number of its row; blank cells are none."""
        for number, row in self.rows:
            if text := cell_of(row, column):
                yield number, text

    def _words(self, *reasons: Reason) -> tuple[str, ...]:
        return tuple(
            cell.strip()
            for one in self.left_out
            if one.reason in reasons
            for cell in one.cells
            if cell.strip()
        )


def read_any(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook by what it is, whatever its name; or the one table of a text file.

    Raises RefusedError.
    """
    if problem := unread_kind(content):
        raise RefusedError([problem.at(Place(file=name))])
    named_as_text = name.lower().endswith(TEXT_SUFFIXES)
    exported = name.lower().endswith(".xls") and is_text(content)  # as management programs do
    if content.startswith((b"PK", OLE)) or not (named_as_text or exported):
        return read_workbook(content, name)
    said, head = said_sign(head_of(content))
    return read_text(content, name, said or _sign(head, name))


def _sign(head: str, name: str) -> str:
    """What stands between cells: the first sign by which most lines make a table."""
    found = {sign: _share(loosely(head, sign), name) for sign in SIGNS}
    return next(
        (sign for sign in SIGNS if found[sign] >= HALF), max(SIGNS, key=lambda sign: found[sign])
    )


def _share(rows: Rows, name: str) -> Fraction:
    """How much of what is written under the headings is a row of the table."""
    layout = _of_sheet(Sheet(name, rows, errors=errors_in(rows), is_text=True))
    if layout is None:
        return Fraction(0)
    under = [
        one for one in layout.left_out if one.reason in {Reason.LONE, Reason.CONTINUED, Reason.NOTE}
    ]
    return Fraction(len(layout.rows), len(layout.rows) + len(under))


def tables(sheets: Sequence[Sheet]) -> tuple[Layout, ...]:
    """A table for each sheet that has one: those that are seen first, as they stand in the file.

    Raises RefusedError where a row of a text file has more cells than there are headings.
    """
    of_sheets = [(sheet, _all_of(sheet)) for sheet in sheets]
    found = [layout for _, layouts in of_sheets for layout in layouts]
    if beyond := [
        problem for layout in found if layout.sheet.is_text for problem in _beyond(layout)
    ]:
        raise RefusedError(beyond[:MOST_LISTED], max(0, len(beyond) - MOST_LISTED))
    around = _words_of([one for one, layouts in of_sheets if not one.hidden and not layouts])
    found = [replace(one, around=around) for one in found] if around else found
    return tuple(sorted(found, key=lambda one: one.sheet.hidden))


def _words_of(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The first words of sheets that have no table."""
    cells = (cell.strip() for sheet in sheets for row in sheet.rows for cell in row)
    return tuple(islice(filter(None, cells), _MOST_AROUND))


def _beyond(layout: Layout) -> Iterator[Problem]:
    """Rows of a text file with a cell under no heading: a sign too many may have moved others."""
    width = max(
        (column + 1 for column, heading in enumerate(layout.headings) if heading), default=0
    )
    for number, row in layout.rows:
        if len(row) > width:
            sentence = (
                f"La riga ha {len(row)} celle, le intestazioni sono {width}: "
                f"«{row[-1][:60]}» non ha intestazione."
            )
            yield Problem(
                "F11",
                sentence,
                "Controllare separatori e virgolette, o dare un’intestazione alla colonna.",
                Place(file=layout.sheet.name, row=number),
                row[-1],
            )


def no_table(name: str) -> Problem:
    """Told of a file in which no sheet has one."""
    return Problem(
        "X30",
        "Nel file non si trova una tabella con le intestazioni.",
        "Mettere le intestazioni su una riga, sopra le cifre.",
        Place(file=name),
    )


def _all_of(sheet: Sheet) -> Sequence[Layout]:
    """The table of a sheet, or those that stand side by side in it."""
    layout = _of_sheet(sheet)
    if layout is None:
        return ()
    above = min(one.number for one in layout.left_out if one.reason is Reason.HEADING) - 1
    lowest = [block.lower for block in layout.heading_blocks]
    found = [_of_sheet(one) for one in tables_beside(sheet, lowest, above)]
    return [one for one in found if one] or [layout]


def _of_sheet(sheet: Sheet) -> Layout | None:
    weighed = HeadingRows(sheet)
    found = weighed.candidates()
    if not found:
        return None
    first, last = weighed.span(found[0].row)
    units = last + 1 if weighed.is_units(last + 1) else None
    blocks = blocks_of(sheet, first, last, units)
    body = _Body(sheet, last if units is None else units, sheet.rows[last])
    left_out = list(_above(sheet, first))
    left_out += [
        LeftOut(number + 1, Reason.HEADING, sheet.rows[number]) for number in range(first, last + 1)
    ]
    left_out += [] if units is None else [LeftOut(units + 1, Reason.UNITS, sheet.rows[units])]
    if not body.rows:
        return None
    headings = tuple(" ".join(filter(None, (*block.upper, block.lower))) for block in blocks)
    doubtful = tuple(
        one.row + 1
        for one in found[1:]
        if not first <= one.row <= last and found[0].weight - one.weight < DOUBT
    )
    return Layout(sheet, headings, tuple(body.rows), (*left_out, *body.left_out), blocks, doubtful)


def _above(sheet: Sheet, first: int) -> Iterator[LeftOut]:
    """The rows over the headings: titles, and other tables as far as a blank row."""
    inside = False
    for number, row in enumerate(sheet.rows[:first]):
        blank = not any(map(str.strip, row))
        inside = not blank and (inside or begins_table(sheet, number))
        reason = Reason.BLANK if blank else Reason.OTHER if inside else Reason.TITLE
        yield LeftOut(number + 1, reason, row)


class _Body:
    """What stands under the headings, row by row: the data, and all the rest with its reason."""

    def __init__(self, sheet: Sheet, above: int, headings: Sequence[str]) -> None:
        self._sheet = sheet
        self._headings = [cell.strip() for cell in headings]
        self._ages = {
            column
            for column, heading in enumerate(self._headings)
            if _OF_AGES.match(plain(heading))
        }
        self._covered = {
            row: column
            for top, column, bottom, _ in sheet.merged
            for row in range(max(top, above) + 1, bottom + 1)
        }
        """Rows that go on with a merged cell of the row above: by row, the column of one."""
        self._is_other = False
        """True from the headings of another table on, until ours are there again."""
        self.rows: list[tuple[int, tuple[str, ...]]] = []
        found: list[LeftOut] = []
        for number, row in enumerate(sheet.rows[above + 1 :], start=above + 2):
            if (reason := self._why_out(number - 1, row)) is None:
                self.rows.append((number, row))
            else:
                found.append(LeftOut(number, reason, row))
        last = self.rows[-1][0] if self.rows else 0
        self.left_out = [
            (
                replace(one, reason=Reason.NOTE)
                if one.reason is Reason.LONE and one.number > last
                else one
            )
            for one in found
        ]

    def _why_out(self, number: int, row: Sequence[str]) -> Reason | None:
        """Why a row is not data; None where it is."""
        cells = [cell.strip() for cell in row]
        filled = [column for column, cell in enumerate(cells) if cell]
        if not filled:
            return Reason.BLANK
        if cells == self._headings:
            self._is_other = False
            return Reason.AGAIN
        has_figure = any(
            is_figure(self._sheet, number, column, cells[column]) for column in reversed(filled)
        )
        if not has_figure and begins_table(self._sheet, number):
            self._is_other = True
        if self._is_other:
            return Reason.OTHER
        if is_total(cells[column] for column in filled[:FIRST_WORDS] if column not in self._ages):
            return Reason.TOTAL
        if not has_figure and _NOTED.match(cells[filled[0]]):
            return Reason.LONE
        if len(filled) >= LEAST_HEADINGS or (
            number in self._covered and filled != [self._covered[number]]
        ):
            return None
        return Reason.CONTINUED if filled[0] or has_figure else Reason.LONE
