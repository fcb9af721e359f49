"""What comes out of the rows of a table.

The figures with all that identifies them, and the count of what gave none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from udp_core.imports.periods import Span
from udp_core.kernel.problem import Place

STRUCK, UNSEEN = "barrate", "invisibili"
"""The questions on figures that the file crosses out, or does not show."""
Values = dict[str, "int | str | None"]


@dataclass(frozen=True, slots=True)
class Found:
    """A figure, or a row of schede.

    Where it stands, the values of its fields, its period and its year.
    """

    place: Place
    values: Values
    span: Span | None = None
    year: int | None = None


@dataclass(slots=True)
class ReadTally:
    """What was read and what was not: numbers of rows, places of cells."""

    read: set[int] = field(default_factory=set)
    waiting: set[int] = field(default_factory=set)
    left_out: dict[str, set[int]] = field(default_factory=dict)
    missing: list[Found] = field(default_factory=list)
    blank: list[Found] = field(default_factory=list)
    """The figures of whole rows left blank: each is missing as one said to be."""
    errors: list[Place] = field(default_factory=list)
    struck: list[Place] = field(default_factory=list)
    """Figures crossed out, or on a row of which a word is."""
    unseen: list[Place] = field(default_factory=list)
    unsolved: list[Place] = field(default_factory=list)
    amounts: dict[tuple[int, int], int] = field(default_factory=dict)
    across: list[tuple[int, int, int]] = field(default_factory=list)
    """Rows with a total of their own.

    Their number, the total written, what their figures add up to.
    """

    def leave(self, why: str, number: int) -> None:
        """A row left out, with why."""
        self.left_out.setdefault(why, set()).add(number)
