"""A table as it is shown and as it leaves.

The same cells, with their units, on screen, in CSV and in XLSX.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import Term
from udp_core.render.stems import refuse_label


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that wears its own unit, where the rows of a column do not share one.

    «38,3 %», «51,00 € per giornata».

    `value` is in the unit as it is said: 38.3 for 38,3 %. A difference is `signed`.
    """

    value: Fraction | Decimal | int
    unit: str = ""
    decimals: int = 0
    signed: bool = False
    said: str = ""
    """The same in a sentence, where that is how it is shown: «87.183,60 € in più»."""

    @property
    def words(self) -> str:
        """The number and its unit, as shown on screen."""
        if self.said:
            return self.said
        digits = italian.number(self.value, self.decimals)
        return f"{italian.signed(digits) if self.signed else digits} {self.unit}".strip()


def decimals_of(step: Fraction) -> int:
    """How many decimals a number needs that moves by so much; two at most."""
    return next((number for number in range(2) if (step * 10**number).denominator == 1), 2)


Cell = str | int | Decimal | Fraction | Money | Quantity | date | Term | None
"""A missing value is None: shown «n.d.», left empty in files.

Text that starts with «<» is a suppressed count.
"""


class ColumnKind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    MONEY = "money"
    WHOLE = "whole"
    DECIMAL = "decimal"
    PERCENT = "percent"
    POINTS = "points"
    """A difference of shares: 0.012 is «+1,2 punti», never «1,2 %»."""
    QUANTITY = "quantity"
    """Numbers that do not share a unit: in text files the unit has a column of its own."""
    DAY = "day"


NAME = re.compile(r"[a-z0-9_]+")
"""Of a column in files and in code."""
TEXTS = frozenset({ColumnKind.TEXT, ColumnKind.DAY})


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Stable English name for files and code, Italian label, how cells are written, decimals, unit.
    """

    name: str
    label: str
    kind: ColumnKind = ColumnKind.TEXT
    decimals: int = 0
    unit: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError where the name is a label: files would have it as their heading."""
        if not NAME.fullmatch(self.name):
            raise ValueError(self.name)

    @property
    def is_number(self) -> bool:
        """True where cells are aligned and written as numbers."""
        return self.kind not in TEXTS

    @property
    def heading(self) -> str:
        """The label with its unit: «Posti (posti)»."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def words(self, cell: Cell) -> str:
        """The cell as shown on screen."""
        if isinstance(cell, Money):
            return italian.euro(cell)
        if isinstance(cell, Quantity):
            return cell.words
        if isinstance(cell, Term):
            return cell.label
        if cell is None or isinstance(cell, date):
            return italian.day(cell)
        if isinstance(cell, str):
            return cell
        if self.kind is ColumnKind.POINTS:
            return italian.points(Fraction(cell), self.decimals)
        if self.kind is ColumnKind.PERCENT:
            return italian.percent(Fraction(cell), self.decimals)
        return italian.number(cell, self.decimals)


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of cells in their order.

    `name` is the stem of the files made from it.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Raise ValueError where the name is a label, or a row is not as wide as the columns."""
        refuse_label(self.name)
        if any(len(row) != len(self.columns) for row in self.rows):
            message = f"table {self.name}: a row does not have {len(self.columns)} cells"
            raise ValueError(message)

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Every cell as shown on screen."""
        return tuple(
            tuple(column.words(cell) for column, cell in zip(self.columns, row, strict=True))
            for row in self.rows
        )


def table(
    name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> Table:
    """A table from any sequences."""
    return Table(name, title, tuple(columns), tuple(tuple(row) for row in rows))
