"""A slide: one message, at most three figures, one chart or one small table (UX.md). Everything in final words."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from hashlib import sha256

from udp_core.money import Money
from udp_core.view.key_figure import KeyFigure
from udp_core.view.table import Column, Table
from udp_core.vocabulary import StatusLevel

MOST_FIGURES = 3
MOST_ROWS = 7
MOST_COLUMNS = 5
MOST_LINES = 3
MOST_WORDS = 14
"""Of a title: the message in one breath."""


class Look(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    """Each row a bar: the first series as outline (what was planned), the second filled (what is)."""
    LINES = "lines"
    STEPS = "steps"
    """A bridge: first and last whole, between them what was added and taken away."""


@dataclass(frozen=True, slots=True)
class Series:
    """Named numbers, one for each row of a chart (None: missing), in the chart's unit."""

    name: str
    values: tuple[float | None, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class SlideChart:
    """Numbers to draw, with the words of each row's figure."""

    look: Look
    unit: str
    rows: tuple[str, ...]
    series: tuple[Series, ...]
    labels: tuple[str, ...] = ()
    decimals: int = 0

    @property
    def description(self) -> str:
        """What the picture says, for who listens."""
        said = [f"{row}: {label}" for row, label in zip(self.rows, self.labels, strict=False)]
        return f"{', '.join(one.name for one in self.series)}, {self.unit}. {'; '.join(said)}".strip()


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen of the room and one page of the briefing book. `screen` is the live screen that it opens."""

    name: str
    title: str
    subtitle: str = ""
    figures: tuple[KeyFigure, ...] = ()
    chart: SlideChart | None = None
    table: Table | None = None
    lines: tuple[str, ...] = ()
    level: StatusLevel | None = None
    screen: str = ""
    asks: str = ""
    """What the live screen is asked besides the year."""
    item: int | None = None
    paper: Table | None = None
    """What a page has room for, in place of the table of the wall."""
    data: tuple[Table, ...] = ()
    """The whole tables under what is shown: what leaves as a workbook."""

    @property
    def printed(self) -> Table | None:
        """The table of the page."""
        return self.paper or self.table

    def of_item(self, number: int) -> Slide:
        """The same under a point of the agenda."""
        return replace(self, item=number, name=f"{number}-{self.name}")

    @property
    def digest(self) -> str:
        """The print of everything that it says: the same words and figures, the same print."""
        said = asdict(replace(self, data=(), table=None, paper=None, item=None))
        tables = [([column.heading for column in one.columns], one.words) for one in (self.table, self.paper) if one]
        return sha256(json.dumps([said, tables], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def narrow(found: Table, names: tuple[str, ...], most: int = MOST_ROWS) -> Table:
    """Some columns and the first rows of a table: what a room can read."""
    places = [next(place for place, column in enumerate(found.columns) if column.name == name) for name in names]
    columns: tuple[Column, ...] = tuple(found.columns[place] for place in places)
    return Table(found.name, found.title, columns, tuple(tuple(row[place] for place in places) for row in found.rows[:most]))


def millions(amount: Money | None) -> float | None:
    """An amount to draw, in millions of euro."""
    return None if amount is None else amount.cents / 100_000_000
