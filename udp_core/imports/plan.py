"""How a table is read: which column fills which field, and which hold the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from udp_core.imports.layout import plain
from udp_core.imports.periods import Span
from udp_core.imports.questions import Question
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import ActivityUnit, Phase


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures.

    Where, its heading, the field that it fills, and what its heading says of them.

    `block` is the heading without its period: what tells «Consuntivo» from «Preventivo» over the
    same months.
    """

    column: int
    heading: str
    name: str
    span: Span | None
    year: int | None
    municipality: str | None
    unit: ActivityUnit | None
    phase: Phase | None
    block: str
    source: str
    """The words that say of which source the money is, where the heading has any."""
    band: str | None = None
    """The band of age that a column of residents is of."""

    @property
    def same(self) -> tuple[object, ...]:
        """Two columns of which this is equal would fill the same rows."""
        span = self.span and (self.span.first, self.span.last, self.span.bare)
        of_whom = self.municipality, self.band
        return self.name, span, self.year, *of_whom, self.unit, plain(self.source)

    @property
    def is_one_of_several(self) -> bool:
        """True where the heading says a period, a Comune or a band of age: others may say the
        others.
        """
        return bool(self.span or self.municipality or self.band)

    @property
    def is_a_sum(self) -> bool:
        """True where the heading begins with «totale»."""
        return plain(self.heading).split()[:1] == ["totale"]


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """Field to column, the columns of figures, further columns that say the same field, and what
    waits for an answer.
    """

    columns: Mapping[str, int]
    figures: tuple[FigureColumn, ...]
    again: tuple[tuple[str, int], ...]
    sums: tuple[int, ...]
    likely: tuple[FigureColumn, ...]
    """The figures by the first answer, while which column is not answered.

    What else has to be asked, they say.
    """
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]

    def used(self) -> set[int]:
        """The columns that something is read from."""
        return {
            *self.columns.values(),
            *(one.column for one in self.figures),
            *(column for _, column in self.again),
            *self.sums,
        }
