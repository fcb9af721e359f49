"""A table in a CSV file.

Its columns found, its numbers' style judged, its rows read one at a time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from udp_core.archive.field import Kind, Spec
from udp_core.files.cell import Reader, Stored, Style, reader
from udp_core.files.delimited import holds_a_record
from udp_core.files.style import Evidence, in_one_hand
from udp_core.files.text import LONGEST_LINE, encoding_of
from udp_core.kernel.problem import MOST_LISTED, Place, Problem, RefusedError

DELIMITERS = (",", ";", "\t")
NUMERIC = frozenset({Kind.WHOLE, Kind.CENTS, Kind.DECIMAL, Kind.FIGURE})
HEADER_ROW = 1
LONGEST_CELL = 1 << 17
"""Characters. A longer cell is an unclosed quote, not a text."""
LONGEST_SHOWN = 60

Values = dict[str, Stored]
NumberedRow = tuple[int, Values]


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column expected in a file.

    The header it wears, the field it fills, how its cells are read.
    """

    header: str
    name: str
    spec: Spec


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file whose form is known.

    Encoding, separator, position of each column found, how to read each expected one.
    """

    path: Path
    encoding: str
    delimiter: str
    width: int
    positions: tuple[tuple[str, int, FileColumn], ...]
    readers: Mapping[str, Reader]


def open_table(path: Path, columns: Sequence[FileColumn], style: Style | None) -> TableFile:
    """Look at a file's form. `style` is given where the file comes with a description.

    Else it is judged.

    Raises RefusedError with every problem of form found.
    """
    encoding = encoding_of(path)
    if isinstance(encoding, Problem):
        raise RefusedError([encoding])
    delimiter, header = _header(path, encoding, columns)
    positions = tuple(
        (column.name, _position(header, column), column)
        for column in columns
        if _position(header, column) >= 0
    )
    plain = TableFile(path, encoding, delimiter, len(header), positions, {})
    styles = {column.name: style for column in columns} if style else _judge(plain)
    readers = {
        column.name: reader(column.spec, styles.get(column.name) or Style.PLAIN)
        for column in columns
    }
    return TableFile(path, encoding, delimiter, len(header), positions, readers)


@contextmanager
def _lines(path: Path, encoding: str, delimiter: str) -> Iterator[Iterator[list[str]]]:
    csv.field_size_limit(
        LONGEST_CELL
    )  # the module's limit is everybody's: another library may have raised it
    with path.open(encoding=encoding, newline="") as stream:
        record = _Record(stream, delimiter)
        yield record.counted(csv.reader(record, delimiter=delimiter, strict=True))


class _Record:
    """The lines of a file, refused where one row takes too many of them, or those of other rows.

    Quotes left open would fill the memory, or take rows away without a word.
    """

    def __init__(self, stream: Iterator[str], delimiter: str) -> None:
        self._stream = stream
        self._delimiter = delimiter
        self._length = self._lines = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self._length += len(line)
            self._lines += 1
            if self._length > LONGEST_LINE:
                raise csv.Error("row too long")
            yield line

    def counted(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        """The rows, each measured from its own beginning."""
        for row in rows:
            if self._lines > 1 and holds_a_record(row, self._delimiter, len(row)):
                raise csv.Error("a record inside a cell")
            self._length = self._lines = 0
            yield row


def _header(path: Path, encoding: str, columns: Sequence[FileColumn]) -> tuple[str, list[str]]:
    """The separator under which most expected columns are found, and the header so read."""
    headers = {delimiter: _first_line(path, encoding, delimiter) for delimiter in DELIMITERS}
    found = {
        delimiter: sum(_position(header, column) >= 0 for column in columns)
        for delimiter, header in headers.items()
    }
    best = max(DELIMITERS, key=lambda delimiter: found[delimiter])
    if problems := _header_problems(path, headers[best], columns):
        raise RefusedError(problems)
    return best, headers[best]


def _first_line(path: Path, encoding: str, delimiter: str) -> list[str]:
    with _lines(path, encoding, delimiter) as lines:
        try:
            return [cell.strip() for cell in next(lines, [])]
        except csv.Error:
            return []


def _position(header: list[str], column: FileColumn) -> int:
    lowered = [cell.lower() for cell in header]
    # an amount's field is in cents, its column in euro: the name of the one never stands for the
    # other
    name = column.header if column.spec.kind is Kind.CENTS else column.name
    for word in (column.header.lower(), name.lower(), column.spec.label.lower()):
        if word in lowered:
            return lowered.index(word)
    return -1


def _header_problems(path: Path, header: list[str], columns: Sequence[FileColumn]) -> list[Problem]:
    place = Place(file=path.name, row=HEADER_ROW)
    missing = [
        column.header
        for column in columns
        if column.spec.required and _position(header, column) < 0
    ]
    taken = {_position(header, column) for column in columns}
    unknown = [
        cell[:LONGEST_SHOWN] or "(senza nome)"
        for index, cell in enumerate(header)
        if index not in taken
    ]
    expected = ", ".join(column.header for column in columns)
    problems = []
    if missing:
        problems.append(
            Problem(
                "F06",
                f"Mancano le colonne: {', '.join(missing)}.",
                f"Le colonne attese sono: {expected}.",
                place,
            )
        )
    if unknown:
        problems.append(
            Problem(
                "F07",
                f"Colonne sconosciute o ripetute: {', '.join(unknown[:10])}.",
                f"Toglierle o rinominarle; le colonne attese sono: {expected}.",
                place,
            )
        )
    return problems


def _judge(table: TableFile) -> dict[str, Style]:
    evidence = {
        name: Evidence() for name, _, column in table.positions if column.spec.kind in NUMERIC
    }
    watched = [
        (evidence[name], position) for name, position, _ in table.positions if name in evidence
    ]
    for _, cells in _cells(table, []):
        for seen, position in watched:
            seen.add(cells[position])
    settled = in_one_hand(evidence.values())
    verdicts = {
        name: (
            column.header,
            evidence[name].verdict(
                column.header, thousands=settled or column.spec.kind is Kind.WHOLE
            ),
        )
        for name, _, column in table.positions
        if name in evidence
    }
    problems = [
        verdict.at(Place(file=table.path.name, column=header))
        for header, verdict in verdicts.values()
        if isinstance(verdict, Problem)
    ]
    if problems:
        raise RefusedError(problems)
    return {name: verdict for name, (_, verdict) in verdicts.items() if isinstance(verdict, Style)}


def _cells(table: TableFile, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of every row that is not blank and has the right width.

    The others go to `problems`.

    Rows are counted as a spreadsheet counts them: one that spans several lines is one.
    """
    with _lines(table.path, table.encoding, table.delimiter) as lines:
        numbered = _numbered(table, lines)
        next(numbered, None)
        for row, cells in numbered:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) == table.width:
                yield row, cells
            else:
                _note(problems, _wrong_width(table, row, len(cells)))


def _numbered(table: TableFile, lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    row = HEADER_ROW
    try:
        for row, cells in enumerate(lines, start=HEADER_ROW):
            yield row, cells
    except csv.Error as error:
        place = Place(file=table.path.name, row=row + 1)
        raise RefusedError(
            [
                Problem(
                    "F10",
                    "La riga non si legge: virgolette non chiuse o caratteri non ammessi.",
                    "Riaprire il file e salvarlo di nuovo come CSV.",
                    place,
                    str(error),
                )
            ]
        ) from error


def _wrong_width(table: TableFile, row: int, width: int) -> Problem:
    return Problem(
        "F11",
        f"La riga ha {width} celle invece di {table.width}.",
        "Controllare separatori e virgolette.",
        Place(file=table.path.name, row=row),
    )


def rows(table: TableFile, problems: list[Problem]) -> Iterator[NumberedRow]:
    """The rows that can be read, with their number.

    What cannot is added to `problems`, at most MOST_LISTED of them.
    """
    steps = [(position, table.readers[name]) for name, position, _ in table.positions]
    names = [name for name, _, _ in table.positions]
    absent: Values = dict.fromkeys(sorted(table.readers))
    for row, cells in _cells(table, problems):
        found = [read(cells[position]) for position, read in steps]
        if Problem in map(type, found):
            _note_all(table, row, found, problems)
        else:
            yield row, absent | cast("Values", dict(zip(names, found, strict=True)))


def _note_all(
    table: TableFile, row: int, found: Sequence[Stored | Problem], problems: list[Problem]
) -> None:
    for (_, _, column), value in zip(table.positions, found, strict=True):
        if isinstance(value, Problem):
            _note(problems, value.at(Place(file=table.path.name, row=row, column=column.header)))


def _note(problems: list[Problem], problem: Problem) -> None:
    problems.append(problem)
    if len(problems) >= MOST_LISTED:
        raise RefusedError(problems, not_listed=1)
