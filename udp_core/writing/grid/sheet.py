"""What is typed in a grid and not saved.

By row and column, whatever order and part of the rows is being looked at.

A browser says what was done to the rows that it was shown, by their number; here it becomes what
was done to rows by
their identifier, so that another order, a filter, a page or a reload changes nothing of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from udp_core.archive.queries import RegisterRow
from udp_core.writing.grid.cells import GridColumns, unmarked
from udp_core.writing.registers import RegisterGrid

Cells = Mapping[str, str]
Line = str | int
"""A stored row by its identifier, a new one by its number among the new."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A stored row that was typed in.

    The version seen, the words of its key, and the cells that differ.
    """

    seen: int
    key: Cells
    cells: Cells


@dataclass(frozen=True, slots=True)
class GridSheet:
    """Everything typed and not saved, cells as typed.

    `removed` are rows to be taken away, with the version seen.
    """

    changed: Mapping[str, Touched] = field(default_factory=dict)
    added: Mapping[int, Cells] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many rows are not as they are stored."""
        return len(self.changed.keys() | self.removed.keys()) + len(self.added)

    @property
    def next_number(self) -> int:
        """Of the next new row."""
        return max(self.added, default=0) + 1


EMPTY = GridSheet()


@dataclass(frozen=True, slots=True)
class GridFrame:
    """What a browser was given to write in: the lines in their order, and what each cell said.

    `base` is what had been typed before; `rows` are the stored rows among the lines.
    """

    columns: GridColumns
    base: GridSheet
    rows: Mapping[str, RegisterRow]
    lines: tuple[Line, ...]
    given: Mapping[str, str] = field(default_factory=dict)
    """What the browser itself writes in a new row, by column."""
    marks: frozenset[tuple[Line, str]] = frozenset()
    """The cells shown as not understood."""
    hidden: frozenset[str] = frozenset()
    """Columns that say in every line what is `given`: they are not shown, and a new line has it."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that are seen, in their order."""
        return tuple(name for name in self.columns.names if name not in self.hidden)

    def words(self, line: Line) -> dict[str, str]:
        """The cells of a line as typed so far."""
        return words_of_line(self.columns, self.base, self.rows, line)


def words_of_line(
    columns: GridColumns, sheet: GridSheet, rows: Mapping[str, RegisterRow], line: Line
) -> dict[str, str]:
    """The cells of a line, as typed over what is stored."""
    if isinstance(line, int):
        return {name: sheet.added[line].get(name, "") for name in columns.names}
    touched = sheet.changed.get(line)
    return stored_words(columns, rows[line]) | dict(touched.cells if touched else {})


def stored_words(columns: GridColumns, row: RegisterRow) -> dict[str, str]:
    """The cells of a stored row, as they are stored."""
    return {name: columns.shown(name, row.image[name]) for name in columns.names}


def absorb(frame: GridFrame, said: RegisterGrid) -> GridSheet:
    """What was typed before, with what the browser says was done to its lines."""
    changed, removed = dict(frame.base.changed), dict(frame.base.removed)
    added: dict[int, Cells] = dict(frame.base.added)
    for place, cells in said.changed.items():
        if 0 <= place < len(frame.lines):
            _change(frame, frame.lines[place], _texts(cells), changed, added)
    for place in said.removed:
        line = frame.lines[place] if 0 <= place < len(frame.lines) else None
        if isinstance(line, int):
            added.pop(line, None)
        elif line is not None:
            removed[line] = frame.rows[line].version
            changed.pop(line, None)
    numbers = count(frame.base.next_number)
    unseen = {name: frame.given[name] for name in frame.hidden}
    for cells in said.added:
        number, texts = next(numbers), _texts(cells)
        if any(text.strip() and text != frame.given.get(name) for name, text in texts.items()):
            added[number] = {**texts, **unseen}
    return GridSheet(changed, added, removed)


def _texts(cells: Mapping[str, str | None]) -> dict[str, str]:
    return {name: unmarked(text or "") for name, text in cells.items()}


def _change(
    frame: GridFrame, line: Line, texts: Cells, changed: dict[str, Touched], added: dict[int, Cells]
) -> None:
    """What was typed in a line; what is typed back as it was stored is no change."""
    if isinstance(line, int):
        added[line] = {**added[line], **texts}
        return
    row = frame.rows[line]
    stored, before = stored_words(frame.columns, row), changed.get(line)
    cells = {**(before.cells if before else {}), **texts}
    own = {name: text for name, text in cells.items() if text != stored[name]}
    if own:
        key = {name: stored[name] for name in frame.columns.keys}
        changed[line] = Touched(before.seen if before else row.version, key, own)
    else:
        changed.pop(line, None)


def spread(frame: GridFrame, sheet: GridSheet) -> GridSheet:
    """A block pasted into one open cell goes, line by line, into the cells where it would have
    gone.

    Whoever opens a cell and pastes a whole table has it all in that cell. A block wider than the
    columns that follow
    stays as it is, and is refused there: nothing of it is dropped.
    """
    for line, name, block in list(_blocks(frame, sheet)):
        sheet = _laid_out(frame, sheet, (line, name), block)
    return sheet


def _blocks(frame: GridFrame, sheet: GridSheet) -> Iterator[tuple[Line, str, list[list[str]]]]:
    lines: list[tuple[Line, Cells]] = [
        (line, touched.cells) for line, touched in sheet.changed.items()
    ]
    lines += list(sheet.added.items())
    for line, cells in lines:
        for name, text in cells.items():
            if (
                name in frame.shown
                and is_block(frame.columns, name, text)
                and (block := block_of(text))
            ):
                room = len(frame.shown) - frame.shown.index(name)
                if max(map(len, block)) <= room:
                    yield line, name, block


def is_block(columns: GridColumns, name: str, text: str) -> bool:
    """True of cells of a spreadsheet pasted together into one."""
    return "\t" in text or (columns.is_line(name) and "\n" in text.strip())


def block_of(text: str) -> list[list[str]]:
    """The cells of a piece of a spreadsheet, as it puts them on the clipboard.

    Tabs, lines, quotes around lines.
    """
    return list(csv.reader(text.strip("\r\n").splitlines(keepends=True), delimiter="\t"))


def _laid_out(
    frame: GridFrame, sheet: GridSheet, at: tuple[Line, str], block: Sequence[Sequence[str]]
) -> GridSheet:
    first, name = at
    names = frame.shown
    begin = names.index(name)
    changed = dict(sheet.changed)
    added: dict[int, Cells] = dict(sheet.added)
    for line, cells in zip(_from(frame, sheet, first), block, strict=False):
        texts = dict(zip(names[begin:], (cell.strip() for cell in cells), strict=False))
        if isinstance(line, int) and line not in added:
            added[line] = {**frame.given, **texts}
        else:
            _change(frame, line, texts, changed, added)
    return replace(sheet, changed=changed, added=added)


def _from(frame: GridFrame, sheet: GridSheet, first: Line) -> Iterator[Line]:
    """A line and those that follow it; then new ones, without end."""
    lines = [*frame.lines, *(number for number in sheet.added if number not in frame.lines)]
    kept = [line for line in lines if line not in sheet.removed]
    yield from kept[kept.index(first) :]
    yield from count(sheet.next_number)


def merged(sheet: GridSheet, before: GridSheet, late: GridSheet) -> GridSheet:
    """What arrives late of lines no longer shown.

    What `late` has more than `before`, added to what stands now.
    """
    changed: dict[str, Touched] = dict(sheet.changed)
    added: dict[int, Cells] = dict(sheet.added)
    for row_id, touched in late.changed.items():
        known = before.changed.get(row_id)
        news = {
            name: text
            for name, text in touched.cells.items()
            if not known or known.cells.get(name) != text
        }
        if news:
            now = changed.get(row_id)
            cells = {**(now.cells if now else {}), **news}
            changed[row_id] = replace(now or touched, cells=cells)
    for number, words in late.added.items():
        if number in added and number in before.added:
            added[number] = {**added[number], **_news(before.added[number], words)}
        elif number not in before.added:
            added[max([*added, *late.added]) + 1 if number in added else number] = words
    gone = {row_id: seen for row_id, seen in late.removed.items() if row_id not in before.removed}
    return GridSheet(changed, added, {**sheet.removed, **gone})


def _news(before: Cells, late: Cells) -> dict[str, str]:
    return {name: text for name, text in late.items() if before.get(name) != text}


def without_gone(sheet: GridSheet, present: Mapping[str, int]) -> GridSheet:
    """What was typed in rows that are no longer there becomes new rows.

    Those to be taken away are already.
    """
    gone = [row_id for row_id in sheet.changed if row_id not in present]
    numbers = count(sheet.next_number)
    added = {
        **sheet.added,
        **{next(numbers): {**sheet.changed[one].key, **sheet.changed[one].cells} for one in gone},
    }
    changed = {row_id: touched for row_id, touched in sheet.changed.items() if row_id in present}
    removed = {row_id: seen for row_id, seen in sheet.removed.items() if row_id in present}
    return GridSheet(changed, added, removed)
