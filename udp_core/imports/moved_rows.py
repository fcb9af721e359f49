"""Rows of a text file whose cells are moved, for a sign too few."""

from __future__ import annotations

from collections.abc import Collection

from udp_core.imports.cells import Cells, Row
from udp_core.imports.heading_rows import is_figure
from udp_core.imports.layout import cell_of
from udp_core.imports.periods import span_under
from udp_core.imports.questions import quoted
from udp_core.imports.table import GivenTable
from udp_core.kernel.problem import Problem


class MovedRows:
    """Looks at the rows that give no figure: it may be under another heading.

    `columns` are those that say what a row is of.
    """

    def __init__(self, table: GivenTable, cells: Cells, columns: Collection[int]) -> None:
        self._table = table
        self._cells = cells
        self._columns = (*columns, table.plan.columns.get("period_no", -1))
        self._figures = [one.column for one in table.plan.figures]

    def problem(self, number: int, row: Row) -> Problem | None:
        """What is wrong with a row that has a figure where there should be none; None where
        nothing is.
        """
        if not self._table.layout.sheet.is_text:
            return None
        column = self._instead_of_a_word(number, row)
        if column is None:
            column = self._before_the_end(number, row)
        if column is None:
            return None
        heading, text = self._table.layout.headings[column], cell_of(row, column)
        return Problem(
            "F11",
            f"La riga non ha la sua cifra, e sotto {quoted(heading)} c’è {quoted(text)}:"
            " le celle sono spostate.",
            "Controllare i separatori della riga.",
            self._cells.place(number, column),
            text,
        )

    def _instead_of_a_word(self, number: int, row: Row) -> int | None:
        for column in self._columns:
            text = cell_of(row, column) if column >= 0 else ""
            is_one = is_figure(self._table.layout.sheet, number - 1, column, text)
            if is_one and not self._reads(column, text):
                return column
        return None

    def _before_the_end(self, number: int, row: Row) -> int | None:
        """The last cell of a row that ends before its figure, where it is a figure of something
        that is not read.
        """
        last = max((one for one, cell in enumerate(row) if cell.strip()), default=0)
        is_short = len(row) <= min(self._figures, default=0)
        if not is_short or last in self._table.plan.used():
            return None
        text = cell_of(row, last)
        is_one = is_figure(self._table.layout.sheet, number - 1, last, text)
        return last if is_one and not self._reads(last, text) else None

    def _reads(self, column: int, text: str) -> bool:
        """True of a number that is a period, a code, or a day of ours."""
        heading = self._table.layout.headings[column]
        codes = (known.code_of(text) for known in self._table.known.values())
        return span_under(heading, text) is not None or any(code is not None for code in codes)
