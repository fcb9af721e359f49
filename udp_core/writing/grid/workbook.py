"""A register as a workbook: taken away, filled offline, brought back into its grid.

Each row by its id and the version it was made from: a cell that was not touched changes nothing,
however old the file is. What comes back is as if it had been typed in the grid: judged there, saved
there, and nothing before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from udp_core.archive.entity import table_name
from udp_core.archive.field import Kind, Spec
from udp_core.archive.queries import RegisterRow
from udp_core.archive.storage import MILLI
from udp_core.files.as_typed import as_typed, cell_at, unknown_value, version_at
from udp_core.files.cell import Stored
from udp_core.files.unpacked import Sheet
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.kernel.formulas import guarded, unguarded
from udp_core.kernel.money import CENTS_PER_EURO
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.render.export import LONGEST_SHEET_NAME, OPTIONS
from udp_core.writing.grid.cells import GridColumns
from udp_core.writing.grid.sheet import Cells, GridSheet, Touched

MARK = "udp-registro"
"""The hidden sheet by which a workbook of ours is known."""
TITLE, HOW, HEADS, FIRST_ROW = 0, 1, 2, 3
ID, VERSION, FIRST_CELL = 0, 1, 2
MOST_BROUGHT = 2_000
"""Rows that one file may change or add: the grid shows all of them before they are saved."""
FREE_ROWS = 200
"""Rows after the last one in which the lists of words are offered too."""
_LONGEST_LIST = 255
_WORDS = re.compile(r"\w+")
_STEPS = (
    "Si correggono le celle e si aggiungono righe in fondo; le celle non toccate non cambiano"
    " nulla. Una riga tolta da qui resta nel registro: si toglie dalla griglia."
)
_FORMATS = {Kind.CENTS: "#,##0.00", Kind.DAY: "dd/mm/yyyy"}
_SHARE = "0.0##%"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a workbook says of itself: the register, the district, when it was made, on what."""

    table: str
    district: str
    made_at: datetime
    revision: int

    @property
    def words(self) -> tuple[str, ...]:
        """One a line of the hidden sheet."""
        return (self.table, self.district, self.made_at.isoformat(), str(self.revision))


def workbook_name(columns: GridColumns, taken: Taken) -> str:
    """«registro-movimenti-frna-2026-11-10.xlsx»."""
    label = "-".join(_WORDS.findall(columns.entity.labels.casefold()))
    return f"registro-{label}-{taken.made_at.astimezone(ROME):%Y-%m-%d}.xlsx"


# Out


def register_workbook(columns: GridColumns, rows: Sequence[RegisterRow], taken: Taken) -> bytes:
    """The bytes of the workbook (.xlsx): these rows, and room for new ones."""
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        sheet = book.add_worksheet(
            italian.sentence_case(columns.entity.labels)[:LONGEST_SHEET_NAME]
        )
        _Written(book, sheet, columns).write(rows, taken)
        mark = book.add_worksheet(MARK)
        for line, word in enumerate(taken.words):
            mark.write_string(line, 0, word)
        mark.very_hidden()
    return stream.getvalue()


class _Written:
    """A sheet as it is written."""

    def __init__(self, book: Any, sheet: Any, columns: GridColumns) -> None:
        self._sheet, self._columns = sheet, columns
        self._bold = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._text = book.add_format({"num_format": "@"})
        shown = {*_FORMATS.values(), _SHARE}
        self._numbers = {one: book.add_format({"num_format": one}) for one in shown}

    def write(self, rows: Sequence[RegisterRow], taken: Taken) -> None:
        """Title, headings, rows; the columns of ids out of sight."""
        labels = italian.sentence_case(self._columns.entity.labels)
        day = italian.day(taken.made_at.astimezone(ROME).date())
        self._sheet.write_string(TITLE, FIRST_CELL, f"{labels}, al {day}", self._bold)
        self._sheet.write_string(HOW, FIRST_CELL, _STEPS)
        for place, head in enumerate(("id", "versione", *headings(self._columns))):
            self._sheet.write_string(HEADS, place, head, self._head)
        for line, row in enumerate(rows, FIRST_ROW):
            self._row(line, row)
        self._look(FIRST_ROW + len(rows) + FREE_ROWS)

    def _row(self, line: int, row: RegisterRow) -> None:
        self._sheet.write_string(line, ID, row.id)
        self._sheet.write_number(line, VERSION, row.version)
        for place, name in enumerate(self._columns.names, FIRST_CELL):
            self._cell((line, place), name, row.image[name])

    def _cell(self, at: tuple[int, int], name: str, value: Stored) -> None:
        spec = self._columns.spec(name)
        number = _number(self._columns, name, value)
        if value is None:
            return
        if number is not None:
            self._sheet.write_number(*at, number, self._numbers.get(_shown_as(spec)))
        elif spec.kind is Kind.DAY:
            day = datetime.fromisoformat(str(value))
            self._sheet.write_datetime(*at, day, self._numbers[_FORMATS[Kind.DAY]])
        else:
            self._sheet.write_string(*at, guarded(self._columns.shown(name, value)), self._text)

    def _look(self, last: int) -> None:
        """Widths, what stays in sight, the words of a closed list offered in its cells."""
        self._sheet.set_column(ID, VERSION, None, None, {"hidden": True})
        for place, name in enumerate(self._columns.names, FIRST_CELL):
            self._sheet.set_column(place, place, min(48, max(14, len(self._heading(name)) + 2)))
            if words := self._list(name):
                self._sheet.data_validation(
                    FIRST_ROW, place, last, place, {"validate": "list", "source": words}
                )
        self._sheet.freeze_panes(FIRST_ROW, FIRST_CELL + len(self._columns.keys))

    def _heading(self, name: str) -> str:
        return self._columns.spec(name).heading

    def _list(self, name: str) -> list[str]:
        spec = self._columns.spec(name)
        words = [term.label for term in spec.terms] if spec.terms else []
        return words if len(",".join(words)) <= _LONGEST_LIST else []


def headings(columns: GridColumns) -> tuple[str, ...]:
    """The headings of the columns, as the grid has them."""
    return tuple(columns.spec(name).heading for name in columns.names)


def _shown_as(spec: Spec) -> str:
    return _SHARE if spec.is_share else _FORMATS.get(spec.kind, "")


def _number(columns: GridColumns, name: str, value: Stored) -> float | None:
    """For a spreadsheet only: what comes back is read as exact decimal text."""
    spec = columns.spec(name)
    if not isinstance(value, int) or name in columns.known or spec.called:
        return None
    scales = {Kind.CENTS: CENTS_PER_EURO, Kind.DECIMAL: MILLI, Kind.WHOLE: 1}
    scale = scales.get(spec.kind)
    return None if scale is None else float(Decimal(value) / scale)


# Back


@dataclass(frozen=True, slots=True)
class BroughtRows:
    """What a workbook would type in the grid; what could not be read of it."""

    sheet: GridSheet
    problems: tuple[Problem, ...]
    untouched: int


def taken_of(sheets: Sequence[Sheet], columns: GridColumns, district: str) -> Sheet:
    """The sheet of the rows. Raises RefusedError where the workbook is not of this register."""
    mark = next((one for one in sheets if one.name == MARK), None)
    words = [row[0] if row else "" for row in mark.rows] if mark else []
    expected = (table_name(columns.entity), district)
    if tuple(words[:2]) != expected:
        raise RefusedError([_not_ours(words, columns)])
    sheet = next(one for one in sheets if one.name != MARK)
    heads = tuple(cell.strip() for cell in sheet.rows[HEADS]) if len(sheet.rows) > HEADS else ()
    if heads != ("id", "versione", *headings(columns)):
        sentence = f"Il foglio «{sheet.name}» non ha più le colonne che aveva."
        remedy = "Scaricare di nuovo il registro e scrivere senza spostare righe e colonne."
        raise RefusedError([Problem("X23", sentence, remedy, Place(sheet=sheet.name))])
    return sheet


def _not_ours(words: Sequence[str], columns: GridColumns) -> Problem:
    labels = italian.sentence_case(columns.entity.labels)
    if not words:
        sentence = "Il file non è un registro scaricato da qui."
        return Problem("X22", sentence, "Scaricare il registro, riempirlo, riportarlo.")
    sentence = f"Il file non è del registro «{labels}» di questo distretto."
    return Problem("X26", sentence, "Aprire il registro da cui è stato scaricato.", value=words[0])


Known = Mapping[str, RegisterRow]
"""Rows by id: as they are now, or as they were when the workbook was made."""


def seen_in(sheet: Sheet) -> dict[str, int]:
    """The rows of the sheet: their ids, each with the version it was made from."""
    rows = sheet.rows[FIRST_ROW:]
    return {cell_at(row, ID): version_at(row, VERSION) for row in rows if cell_at(row, ID)}


def brought_rows(sheet: Sheet, columns: GridColumns, then: Known) -> BroughtRows:
    """What differs from the rows as they were when the workbook was made; lines without an id are
    new rows. Raises RefusedError where they are too many.
    """
    changed: dict[str, Touched] = {}
    added: dict[int, Cells] = {}
    problems: list[Problem] = []
    untouched = 0
    for line, row_id in _lines(sheet):
        problems += _unknown(sheet, line, columns)
        cells = _words(sheet, line, columns)
        if not row_id:
            added[len(added) + 1] = cells
        elif row_id not in then:
            problems.append(_unheard_of(sheet, line, row_id))
        elif own := _differing(columns, then[row_id], cells):
            row = then[row_id]
            key = {name: columns.shown(name, row.image[name]) for name in columns.keys}
            changed[row_id] = Touched(row.version, key, own)
        else:
            untouched += 1
    _refuse_too_many(len(changed) + len(added))
    return BroughtRows(GridSheet(changed, added), tuple(problems), untouched)


def _lines(sheet: Sheet) -> Iterator[tuple[int, str]]:
    for line, cells in enumerate(sheet.rows):
        if line >= FIRST_ROW and any(cell.strip() for cell in cells):
            yield line, cell_at(cells, ID)


def _words(sheet: Sheet, line: int, columns: GridColumns) -> dict[str, str]:
    found = {}
    for place, name in enumerate(columns.names, FIRST_CELL):
        is_day = columns.spec(name).kind is Kind.DAY
        found[name] = unguarded(as_typed(sheet, (line, place), is_day=is_day))
    return found


def _differing(columns: GridColumns, row: RegisterRow, cells: Cells) -> dict[str, str]:
    """The cells that do not mean what was stored."""
    return {
        name: text
        for name, text in cells.items()
        if text != columns.shown(name, row.image[name])
        and columns.read(name, text) != row.image[name]
    }


def _unknown(sheet: Sheet, line: int, columns: GridColumns) -> Iterator[Problem]:
    for place, name in enumerate(columns.names, FIRST_CELL):
        if problem := unknown_value(sheet, (line, place)):
            where = Place(sheet=sheet.name, row=line + 1, column=columns.spec(name).label)
            yield problem.at(where)


def _unheard_of(sheet: Sheet, line: int, row_id: str) -> Problem:
    sentence = f"La riga {line + 1} ha un codice che il registro non ha mai avuto."
    remedy = "Per aggiungere una riga, scriverla in fondo senza il codice nascosto."
    return Problem("X20", sentence, remedy, Place(sheet=sheet.name, row=line + 1), row_id)


def _refuse_too_many(rows: int) -> None:
    if rows > MOST_BROUGHT:
        sentence = f"Il file cambia {italian.number(rows)} righe: al massimo"
        remedy = "Dividere il file, o caricare la tabella con il comando «udp load»."
        raise RefusedError([Problem("X27", f"{sentence} {italian.number(MOST_BROUGHT)}.", remedy)])
