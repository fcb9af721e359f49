"""The figures that are somebody's to give, one by one.

What to type, what is there, what was there before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from udp_core.domain.usual import UsualRange
from udp_core.vocabulary import DataState

Value = int | str | None


@dataclass(frozen=True, slots=True)
class DueField:
    """One cell to type: the field of the entity, its words, the stored value (None: not given),
    what is expected.
    """

    name: str
    label: str
    stored: Value
    last: Value = None
    usual: UsualRange | None = None


@dataclass(frozen=True, slots=True)
class DueFigure:
    """A row to give. `values` are what identifies it and what goes with it.

    `seen` is 0 where it is not there yet.

    `speaks_of` is the day that a figure of a period is of; None where it is of the month that is
    being given.
    """

    entity: str
    entity_id: str
    seen: int
    label: str
    detail: str
    fields: tuple[DueField, ...]
    values: tuple[tuple[str, Value], ...] = ()
    state: DataState | None = None
    as_of: date | None = None
    percent: bool = False
    is_due: bool = True
    """False where the figure of the period is already there, or none is expected yet."""
    speaks_of: date | None = None
    always: bool = False
    """True where it is asked every month, even where something is there: it is written over."""

    @property
    def may_be_same(self) -> bool:
        """True where it is due and what is stored may be given again: nothing has changed in it."""
        return self.is_due and all(one.stored is not None for one in self.fields)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Figures of one kind, under one title."""

    code: str
    title: str
    figures: tuple[DueFigure, ...]

    @property
    def missing(self) -> int:
        """How many are still to be given."""
        return sum(figure.is_due for figure in self.figures)

    @property
    def drafts(self) -> tuple[DueFigure, ...]:
        """Those given and not yet confirmed."""
        return tuple(figure for figure in self.figures if figure.state is DataState.DRAFT)


@dataclass(frozen=True, slots=True)
class DeskPicture:
    """What an officer has to give for a month of a year."""

    year: int
    month: int
    groups: tuple[DueGroup, ...] = field(default_factory=tuple)

    @property
    def figures(self) -> tuple[DueFigure, ...]:
        """All of them, in order."""
        return tuple(figure for group in self.groups for figure in group.figures)

    @property
    def missing(self) -> int:
        """How many are still to be given."""
        return sum(group.missing for group in self.groups)

    @property
    def drafts(self) -> tuple[DueFigure, ...]:
        """Those given and not yet confirmed."""
        return tuple(figure for figure in self.figures if figure.state is DataState.DRAFT)
