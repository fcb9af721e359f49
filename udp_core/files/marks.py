"""What a sheet shows and its values do not say, by position, for every kind of workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from udp_core.files.number_format import ShownFormat

Cell = tuple[int, int]


@dataclass(slots=True)
class Marks:
    """What is known of a sheet. Columns are hidden from one to another, both included."""

    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    percents: list[Cell] = field(default_factory=list)
    scaled: list[tuple[int, int, int]] = field(default_factory=list)
    units: list[tuple[int, int, str]] = field(default_factory=list)
    struck: list[Cell] = field(default_factory=list)
    unseen: list[Cell] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    unsolved: dict[Cell, str] = field(default_factory=dict)
    errors: dict[Cell, str] = field(default_factory=dict)

    def show(self, row: int, column: int, shown: ShownFormat) -> None:
        """Note how a number is shown."""
        self.look(row, column, shown)
        if shown.percent:
            self.percents.append((row, column))
        if shown.scale > 1:
            self.scaled.append((row, column, shown.scale))
        if shown.words:
            self.units.append((row, column, shown.words))

    def look(self, row: int, column: int, shown: ShownFormat) -> None:
        """Note how any cell looks, words too."""
        if shown.struck:
            self.struck.append((row, column))
        if shown.unseen:
            self.unseen.append((row, column))

    def over(self) -> dict[int, dict[int, str]]:
        """By row and column, the texts that a reader of values does not give."""
        found: dict[int, dict[int, str]] = {}
        for (row, column), text in chain(self.unsolved.items(), self.errors.items()):
            found.setdefault(row, {})[column] = text
        return found

    def said(self, height: int, width: int) -> dict[str, Any]:
        """As JSON, of the part of the sheet in use."""
        return {
            "hidden": self.hidden,
            "hidden_rows": sorted(row for row in self.hidden_rows if row < height),
            "hidden_columns": sorted(
                {
                    column
                    for first, last in self.hidden_columns
                    for column in range(first, min(last + 1, width))
                }
            ),
            "merged": [one for one in self.merged if one[0] < height and one[1] < width],
            "percents": self.percents,
            "scaled": self.scaled,
            "units": self.units,
            "struck": self.struck,
            "unseen": self.unseen,
            "notes": self.notes,
            "printed": self.printed,
            "unsolved": list(self.unsolved),
            "errors": [(row, column, word) for (row, column), word in self.errors.items()],
        }
