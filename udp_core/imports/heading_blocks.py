"""The words over each column, where headings stand on several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from udp_core.files.unpacked import Sheet
from udp_core.imports.words import plain


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """The words over a column, where headings stand on several rows.

    `upper` are those above, from the top («Consuntivo», «2026»), each spread over the columns that
    it covers; `lower` is the lowest («Gen»); `unit` is what the row of units says under it («€»).
    """

    upper: tuple[str, ...]
    lower: str
    unit: str = ""


def blocks_of(sheet: Sheet, first: int, last: int, units: int | None) -> tuple[HeadingBlock, ...]:
    """The words over each column, of every row of headings."""
    width = max(map(len, sheet.rows[first:]))
    spread = [_spread(sheet, row, last, width) for row in range(first, last + 1)]
    under = sheet.rows[units] if units is not None else ()
    return tuple(
        _block(
            [words[column] for words in spread],
            under[column].strip() if column < len(under) else "",
        )
        for column in range(width)
    )


def _block(words: Sequence[str], unit: str) -> HeadingBlock:
    """The lowest word that there is is the column's own."""
    said = [
        word
        for place, word in enumerate(words)
        if word and plain(word) not in map(plain, words[place + 1 :])
    ]
    return HeadingBlock(tuple(said[:-1]), said[-1] if said else "", unit)


def _spread(sheet: Sheet, row: int, lowest: int, width: int) -> list[str]:
    """The words of a row of headings over each column.

    A word of an upper row goes as far as its cell is merged; else, where there are headings under
    it, to the next word.
    """
    cells = sheet.rows[row]
    words = [cells[column].strip() if column < len(cells) else "" for column in range(width)]
    if row == lowest:
        return words
    low = sheet.rows[lowest]
    merged = {left: right for top, left, _, right in sheet.merged if top == row}
    found = [""] * width
    last, until = "", -1
    for column, word in enumerate(words):
        if word:
            own = column >= len(low) or not low[column].strip()
            last, until = word, merged.get(column, column if own else width)
        found[column] = last if column <= until else ""
    return found
