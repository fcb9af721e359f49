"""A slide: one message, at most three figures, one chart or one small table (UX.md).

Everything in final words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Cell, Column, Table

MOST_FIGURES = 3
MOST_ROWS = 7
MOST_LISTED = 10
"""Of a chart, and of a list."""
MOST_COLUMNS = 5
MOST_WORDS = 14
"""Of a title: the message in one breath."""
Part = tuple[int, list[Sequence[Cell]]]
"""The number of its first row in the whole, and its rows."""


class Look(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    """Each row a bar.

    The first series as outline (what was planned), the second filled (what is).
    """
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

    def written(self, value: float) -> str:
        """A number of the chart, with its decimals."""
        return italian.number(Decimal(str(value)), self.decimals)

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Of a bridge: from where to where each bar goes.

        First and last are whole; each part hangs where the one before it ended.
        """
        found: list[tuple[float, float]] = []
        reached = 0.0
        values = [value or 0.0 for value in self.series[0].values]
        for place, value in enumerate(values):
            start = 0.0 if place in {0, len(values) - 1} else reached
            reached = start + value
            found.append((min(start, reached), max(start, reached)))
        return tuple(found)

    @property
    def description(self) -> str:
        """What the picture says, for who listens."""
        said = [f"{row}: {label}" for row, label in zip(self.rows, self.labels, strict=False)]
        return (
            f"{', '.join(one.name for one in self.series)}, {self.unit}. {'; '.join(said)}".strip()
        )


Ring = tuple[tuple[float, float], ...]
"""A closed line, from the top left of a map."""


@dataclass(frozen=True, slots=True)
class PlaceShape:
    """A place on a map, in its pieces; `chosen` where the slide speaks of it."""

    rings: tuple[Ring, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Where the place is that a slide speaks of; `words` are its legend, and who listens has
    them.
    """

    words: str
    width: float
    height: float
    shapes: tuple[PlaceShape, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen of the room and one page of the briefing book.

    `screen` is the live screen that it opens.
    """

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
    reason: str = ""
    """Why the light of the slide is what it is."""
    first: int = 1
    of: int = 0
    """The table's first row in the whole list, and how long that is.

    0 where the table is the whole list.

    How many of its rows a wall has room for is decided, and said, where it is drawn.
    """
    paper: Table | None = None
    """What a page has room for, in place of the table of the wall."""
    place: PlaceMap | None = None
    """Beside the chart."""
    data: tuple[Table, ...] = ()
    """The whole tables under what is shown: what leaves as a workbook."""

    @property
    def rows_in_all(self) -> int:
        """Of the list that the table is, or is a part of."""
        return self.of or (len(self.table.rows) if self.table else 0)

    @property
    def printed(self) -> Table | None:
        """The table of the page."""
        return self.paper or self.table

    def of_item(self, number: int) -> Slide:
        """The same under a point of the agenda."""
        return replace(self, item=number, name=f"{number}-{self.name}")

    @property
    def digest(self) -> str:
        """The print of everything that it says: the same words and figures, the same print.

        The pictures in its figures repeat what these say, and had no place in books of before.
        """
        said = asdict(replace(self, data=(), table=None, paper=None, item=None))
        for one in said["figures"]:
            del one["picture"]
        # what no slide had when the first books were handed out is said only where there is one
        said = {name: value for name, value in said.items() if name != "place" or value}
        tables = [
            ([column.heading for column in one.columns], one.words)
            for one in (self.table, self.paper)
            if one
        ]
        return sha256(
            json.dumps([said, tables], ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()


def some(shown: int, whole: int, one: str, many: str) -> str:
    """«7 voci di 22»; «7 voci» where they are all."""
    counted = italian.plural(shown, one, many)
    return counted if shown == whole else f"{counted} di {italian.number(whole)}"


def named(words: Sequence[str], most: int, one: str, many: str) -> str:
    """«Anziani, Disabili e altre 3»: the first ones by name, and how many more there are."""
    rest = len(words) - most
    others = [italian.plural(rest, one, many)] if rest > 0 else []
    return italian.listing([*words[:most], *others])


def listed(slide: Slide, whole: Table | None) -> Slide:
    """The slide with a list: on the wall its first rows, of how many; all of them on paper."""
    if whole is None:
        return slide
    shown = replace(whole, rows=whole.rows[:MOST_LISTED])
    cut = len(whole.rows) > MOST_LISTED
    return replace(
        slide,
        table=shown,
        of=slide.of or len(whole.rows),
        paper=slide.paper or (whole if cut else None),
    )


def parted(rows: Sequence[Sequence[Cell]], letters: Sequence[int], lines: int) -> list[Part]:
    """Rows in parts of so many lines on the wall, where a column takes so many letters a line.

    With the first row of each.
    """
    parts: list[Part] = [(1, [])]
    used = 0
    for number, row in enumerate(rows, start=1):
        takes = max(
            1, *(-(-len(str(cell)) // most) for cell, most in zip(row, letters, strict=True))
        )
        if parts[-1][1] and used + takes > lines:
            parts.append((number, []))
            used = 0
        parts[-1][1].append(row)
        used += takes
    return parts


def narrow(found: Table, names: tuple[str, ...]) -> Table:
    """Some columns of a table: what a room, or a page, can read."""
    places = [
        next(place for place, column in enumerate(found.columns) if column.name == name)
        for name in names
    ]
    columns: tuple[Column, ...] = tuple(found.columns[place] for place in places)
    return Table(
        found.name,
        found.title,
        columns,
        tuple(tuple(row[place] for place in places) for row in found.rows),
    )


def millions(amount: Money | None) -> float | None:
    """An amount to draw, in millions of euro."""
    return None if amount is None else amount.cents / 100_000_000
