"""The cells of a table as they stand in its rows, and where each is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from udp_core.imports.layout import Layout, Reason, cell_of
from udp_core.imports.numbers import is_missing
from udp_core.kernel.problem import Place

Row = tuple[str, ...]


class Cells:
    """The rows of one table, by their number in the file."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._merged = _covered(layout)
        self._shared: dict[tuple[int, int], tuple[int, int]] = {}
        """Where more figures are one cell: the first of them."""

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

    def share_figures(self, columns: Collection[int]) -> None:
        """Note the merged cells that stand for more than one of the figures under `columns`."""
        rows = {number - 1 for number, _ in self.rows()}
        for top, left, bottom, right in self._layout.sheet.merged:
            covered = [
                (row, column)
                for row in range(top, bottom + 1)
                if row in rows
                for column in range(left, right + 1)
                if column in columns
            ]
            text = cell_of(self._layout.sheet.rows[top], left) if covered else ""
            if len(covered) > 1 and not is_missing(text):
                self._shared |= dict.fromkeys(covered, covered[0])

    @property
    def share_any(self) -> bool:
        """True where some figures are one cell."""
        return bool(self._shared)

    def is_shared(self, number: int, column: int) -> bool:
        """True of a cell that is merged over more than one figure, and says one."""
        return (number - 1, column) in self._shared

    def begins(self, number: int, column: int) -> bool:
        """True of the first of the figures that are one cell."""
        return self._shared.get((number - 1, column)) == (number - 1, column)

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
