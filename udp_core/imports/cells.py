"""The cells of a table as they stand in its rows, and where each is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from udp_core.imports.layout import Layout, Reason, cell_of
from udp_core.kernel.problem import Place

Row = tuple[str, ...]


class Cells:
    """The rows of one table, by their number in the file."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._merged = _covered(layout)

    @property
    def are_merged(self) -> bool:
        """True where some cell stands over more than one row."""
        return bool(self._merged)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows of the table, and those that go on with the row above."""
        continued = (
            (one.number, one.cells)
            for one in self._layout.left_out
            if one.reason is Reason.CONTINUED
        )
        return chain(self._layout.rows, continued)

    def text(self, number: int, row: Row, column: int) -> str:
        """The words of a cell; of a row under a merged cell, those of the merged cell."""
        return cell_of(row, column) or self._merged.get((number - 1, column), "")

    def is_merged(self, number: int, column: int) -> bool:
        """True of a cell that more rows share."""
        return (number - 1, column) in self._merged

    def place(self, number: int, column: int) -> Place:
        """Where a cell is, as a problem says it."""
        return Place(self._layout.where, number, self._layout.headings[column])


def _covered(layout: Layout) -> dict[tuple[int, int], str]:
    """The words of merged cells at every position that they cover, first column of them only.

    What a reader sees beside each row.
    """
    found = {}
    rows = layout.sheet.rows
    for top, left, bottom, _right in layout.sheet.merged:
        text = rows[top][left].strip() if top < len(rows) and left < len(rows[top]) else ""
        if text and bottom > top:
            found.update({(number, left): text for number in range(top + 1, bottom + 1)})
    return found
