"""The columns of a table: the words over each, and the cells under it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from udp_core.imports.headings import fields_named
from udp_core.imports.layout import Layout
from udp_core.imports.questions import letter, quoted
from udp_core.kernel.vocabulary import ImportKind

_OF_FIGURES = frozenset("0123456789.,-+€ ")
_ENOUGH = 200
"""The rows that are looked at to tell whether a column holds figures."""


class Columns:
    """The columns of one table, which is of a kind of file."""

    def __init__(self, layout: Layout, kind: ImportKind) -> None:
        self.layout = layout
        self.kind = kind

    @property
    def all(self) -> range:
        """Every column of the table, from the first."""
        return range(len(self.layout.headings))

    def heading(self, column: int) -> str:
        """What is written over a column."""
        return self.layout.headings[column]

    def words(self, column: int) -> tuple[str, ...]:
        """The heading whole; then its rows, from the lowest, where it stands on several."""
        blocks = self.layout.heading_blocks
        if column >= len(blocks):
            return (self.heading(column),)
        block = blocks[column]
        return (self.heading(column), block.lower, *reversed(block.upper))

    def fields(self, column: int) -> tuple[str, ...]:
        """Our fields that a column may be."""
        return fields_named(self.kind, self.words(column))

    def is_empty(self, column: int) -> bool:
        """True where nothing is written under the heading."""
        return not any(self.layout.written(column))

    def distinct(self, column: int) -> list[str]:
        """What is written under a heading, each once, in order."""
        return list(dict.fromkeys(text for _, text in self.layout.written(column)))

    def holds_only_figures(self, column: int) -> bool:
        """True of a column where there is nothing but figures, and not only zeros."""
        cells = self.distinct(column)
        return all(map(_OF_FIGURES.issuperset, cells)) and any(
            text.strip("0.,-+€ ") for text in cells
        )

    def has_a_figure(self, column: int) -> bool:
        """True of a column with a figure among its first cells, or with no cell at all."""
        sheet = self.layout.sheet
        cells = [(number - 1, text) for number, text in self.layout.written(column)]
        return not cells or any(
            (row, column) in sheet.unsolved or re.search(r"\d", text)
            for row, text in cells[:_ENOUGH]
        )

    def first_figure(self, column: int) -> str:
        """The first cell of a column, a number with the comma of ours."""
        for number, text in self.layout.written(column):
            is_number = (number - 1, column) in self.layout.sheet.numbers
            return text.replace(".", ",") if is_number else text
        return ""

    def listed(self, columns: Iterable[int]) -> str:
        """The columns that have a heading, as a sentence offers them."""
        return ", ".join(
            f"{letter(column)} {quoted(self.heading(column))}"
            for column in columns
            if self.heading(column)
        )
