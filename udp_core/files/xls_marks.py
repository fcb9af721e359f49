"""What an .xls shows beside its values, from its records ([MS-XLS], [MS-CFB])."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import IntEnum
from struct import calcsize, unpack_from

from udp_core.files.limits import LockedError
from udp_core.files.marks import Marks
from udp_core.files.number_format import PERCENT_FORMATS, ShownFormat, shown_by
from udp_core.files.printed import printed_words
from udp_core.files.xls_notes import XlsNotes

_FREE = 0xFFFFFFFA
"""Sector numbers from here on are not sectors."""
_ENTRY = 128
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class _Record(IntEnum):
    """The kinds of records that are looked at."""

    FORMULA = 0x0006
    FONT = 0x0031
    END = 0x000A
    PASSWORD = 0x002F
    COLUMNS = 0x007D
    SHEET = 0x0085
    MANY_RK = 0x00BD
    STYLE = 0x00E0
    WORDS = 0x00FD
    NUMBER = 0x0203
    ERROR = 0x0205
    ROW = 0x0208
    RK = 0x027E
    FORMAT = 0x041E
    BEGIN = 0x0809
    HEADER = 0x0014
    FOOTER = 0x0015


_BIFF8 = 0x0600
_WHITES = frozenset({1, 9})
"""The numbers of white in the palette that every workbook has."""
_NO_FONT = 4
"""The number that no font has ([MS-XLS] 2.5.129)."""
_ZERO_HEIGHT = 0x20
LEAST_TWIPS = 40
"""The twentieths of a point of the lowest row that anybody reads."""


def of_xls(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet, by its name.

    Raises LockedError where there is a password, ValueError or struct.error where it is no .xls of
    Excel 97-2003.
    """
    stream = _Compound(content).stream("Workbook")
    if unpack_from("<HHH", stream)[::2] != (_Record.BEGIN, _BIFF8):
        message = "not BIFF8"
        raise ValueError(message)
    sheets, styles = _globals(stream)
    return {name: _of_sheet(stream, start, styles, hidden=hidden) for name, start, hidden in sheets}


class _Compound:
    """The file system inside an old file.

    Streams are cut in sectors, the short ones in small sectors inside a stream of their own.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small = unpack_from("<HH", content, 0x1E)
        self._size, self._small_size = 1 << shift, 1 << small
        directory, _, self._least, small_table, _, more, count = unpack_from(
            "<IIIIIII", content, 0x30
        )
        sectors = list(unpack_from("<109I", content, 0x4C))
        for _ in range(min(count, len(content) // self._size)):
            *found, more = self._numbers(self._sector(more))
            sectors += found
        self._table = [
            number
            for sector in sectors
            if sector < _FREE
            for number in self._numbers(self._sector(sector))
        ]
        self._entries = self._chained(directory)
        self._small_table = self._numbers(self._chained(small_table))
        self._root = self._chained(self._entry(0)[1])

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises ValueError where there is none of this name."""
        for number in range(len(self._entries) // _ENTRY):
            found, start, size = self._entry(number)
            if found == name:
                short = size < self._least
                return (self._chained_small(start) if short else self._chained(start))[:size]
        message = f"no stream {name}"
        raise ValueError(message)

    def _entry(self, number: int) -> tuple[str, int, int]:
        at = number * _ENTRY
        length = unpack_from("<H", self._entries, at + 64)[0]
        start, size = unpack_from("<II", self._entries, at + 116)
        return (
            self._entries[at : at + max(0, length - 2)].decode("utf-16-le", "replace"),
            start,
            size,
        )

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    @staticmethod
    def _numbers(sector: bytes) -> list[int]:
        return list(unpack_from(f"<{len(sector) // 4}I", sector))

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(self._table, start)))

    def _chained_small(self, start: int) -> bytes:
        return b"".join(
            self._root[number * self._small_size : (number + 1) * self._small_size]
            for number in _chain(self._small_table, start)
        )


def _chain(table: list[int], start: int) -> Iterator[int]:
    """The sectors of a stream; one that comes back on itself ends."""
    for _ in range(len(table)):
        if start >= min(_FREE, len(table)):
            return
        yield start
        start = table[start]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record, from a position to the end of that part."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _Record.BEGIN) - (kind == _Record.END)
        if depth <= 0:
            return


def _globals(stream: bytes) -> tuple[list[tuple[str, int, bool]], dict[int, ShownFormat]]:
    """Name, position and whether it is hidden, of each sheet; the styles that show more."""
    sheets: list[tuple[str, int, bool]] = []
    codes: dict[int, str] = {}
    used: list[bytes] = []
    fonts: list[tuple[bool, bool]] = []
    for kind, data in _records(stream, 0):
        if kind == _Record.PASSWORD:
            raise LockedError
        if kind == _Record.SHEET:
            start, hidden, _, length, wide = unpack_from("<IBBBB", data)
            sheets.append((_text(data[8:], length, wide), start, bool(hidden & 3)))
        elif kind == _Record.FORMAT:
            number, length, wide = unpack_from("<HHB", data)
            codes[number] = _text(data[5:], length, wide)
        elif kind == _Record.STYLE:
            used.append(data)
        elif kind == _Record.FONT:
            _, options, color = unpack_from("<HHH", data)
            fonts.append((bool(options & 8), color in _WHITES))
    shown = {style: _shown(data, codes, fonts) for style, data in enumerate(used)}
    return sheets, {style: one for style, one in shown.items() if one}


def _shown(style: bytes, codes: dict[int, str], fonts: list[tuple[bool, bool]]) -> ShownFormat:
    """What a style shows: its number format, its letters, white where nothing is painted."""
    font, number = unpack_from("<HH", style)
    place = font - (font > _NO_FONT)
    struck, white = fonts[place] if place < len(fonts) else (False, False)
    shown = (
        shown_by(codes[number])
        if number in codes
        else ShownFormat(percent=number in PERCENT_FORMATS)
    )
    is_plain = not unpack_from("<I", style, 14)[0] >> 26
    return replace(shown, struck=struck, unseen=shown.unseen or (white and is_plain))


def _text(data: bytes, length: int, wide: int) -> str:
    return (
        data[: length * 2].decode("utf-16-le", "replace")
        if wide & 1
        else data[:length].decode("latin-1")
    )


def _of_sheet(stream: bytes, start: int, styles: dict[int, ShownFormat], *, hidden: bool) -> Marks:
    marks, notes = Marks(hidden=hidden), XlsNotes()
    for kind, data in _records(stream, start):
        notes.look(kind, data)
        match kind:
            case _Record.ROW | _Record.COLUMNS:
                _hide(marks, kind, data)
            case _Record.NUMBER | _Record.RK | _Record.MANY_RK:
                _numbers(marks, kind, data, styles)
            case _Record.WORDS:
                row, column, style = unpack_from("<HHH", data)
                if shown := styles.get(style):
                    marks.look(row, column, shown)
            case _Record.ERROR:
                row, column, _, value, is_error = unpack_from("<HHHBB", data)
                if is_error:
                    marks.errors[row, column] = _ERRORS.get(value, "#ERRORE")
            case _Record.FORMULA:
                _formula(marks, data, styles)
            case _Record.HEADER | _Record.FOOTER if data:
                length, wide = unpack_from("<HB", data)
                marks.printed.extend(printed_words(_text(data[3:], length, wide)))
    marks.notes.extend(notes.found())
    return marks


def _hide(marks: Marks, kind: int, data: bytes) -> None:
    """Rows hidden or too low to be read, columns hidden."""
    if kind == _Record.COLUMNS:
        first, last, _, _, options = unpack_from("<HHHHH", data)
        if options & 1:
            marks.hidden_columns.append((first, last))
        return
    row, _, _, height, _, _, options = unpack_from("<HHHHHHI", data)
    if options & _ZERO_HEIGHT or height < LEAST_TWIPS:
        marks.hidden_rows.add(row)


def _numbers(marks: Marks, kind: int, data: bytes, styles: dict[int, ShownFormat]) -> None:
    """How the numbers of a record are shown; one kind holds many, side by side."""
    row, column = unpack_from("<HH", data)
    many = (len(data) - 6) // calcsize("<HI") if kind == _Record.MANY_RK else 1
    for place in range(many):
        if shown := styles.get(unpack_from("<H", data, 4 + 6 * place)[0]):
            marks.show(row, column + place, shown)


def _formula(marks: Marks, data: bytes, styles: dict[int, ShownFormat]) -> None:
    """What a formula's result is: an error, a number computed, or the zero of who only wrote it."""
    row, column, style = unpack_from("<HHH", data)
    result, options = data[6:14], unpack_from("<H", data, 14)[0]
    if result[6:] == b"\xff\xff":
        if result[0] == 2:  # noqa: PLR2004 - the kind of an error
            marks.errors[row, column] = _ERRORS.get(result[2], "#ERRORE")
    elif options & 3 and not any(result):
        marks.unsolved[row, column] = "=…"
    elif shown := styles.get(style):
        marks.show(row, column, shown)
