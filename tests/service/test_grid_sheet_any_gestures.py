"""Whatever is done in a grid, in any order, its sheet is what was typed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.service.test_grid_sheet import COLUMNS, ROWS
from udp_core.writing.grid.sheet import (
    EMPTY,
    GridFrame,
    GridSheet,
    Line,
    absorb,
    merged,
    spread,
    stored_words,
    words_of_line,
)
from udp_core.writing.registers import RegisterGrid

COLUMN = st.sampled_from(("amount_cents", "source", "as_of", "municipality_id"))
WORDS = st.sampled_from(("1", "2,50", "n.d.", "", "Cervia", "100,00", "07/11/2026"))
TYPE = st.tuples(st.just("type"), st.integers(0, 9), COLUMN, WORDS)
ADD = st.tuples(st.just("add"), COLUMN, WORDS)
REMOVE = st.tuples(st.just("remove"), st.integers(0, 9))
OTHERS = st.sampled_from([("turn",), ("back",), ("late",)])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(TYPE, ADD, REMOVE, OTHERS), max_size=25))
def test_whatever_is_done_the_sheet_is_what_was_typed(gestures: list[tuple[Any, ...]]) -> None:
    """Typing, adding and removing through any number of new frames, steps back and late
    messages, against a plain model."""
    browser = Browser()
    for gesture in gestures:
        getattr(browser, gesture[0])(*gesture[1:])
        assert browser.seen() == browser.model, gesture


class Browser:
    """A browser that says all it did to its frame at every gesture, and the plain table that it
    believes to see."""

    def __init__(self) -> None:
        self.model: dict[Line, dict[str, str]] = {
            row_id: stored_words(COLUMNS, row) for row_id, row in ROWS.items()
        }
        self.past: list[tuple[dict[Line, dict[str, str]], GridSheet]] = []
        self.sheet = EMPTY
        self.old: tuple[GridFrame, RegisterGrid, GridSheet] | None = None
        self._begin()

    def _begin(self) -> None:
        lines: list[Line] = [line for line in ROWS if line not in self.sheet.removed]
        self.frame = GridFrame(COLUMNS, self.sheet, ROWS, (*lines, *self.sheet.added))
        self.changed: dict[int, dict[str, str | None]] = {}
        self.added: list[dict[str, str | None]] = []
        self.gone: list[int] = []

    def _lines(self) -> list[Line]:
        """The lines in sight, then those added in this frame, by their numbers on the sheet."""
        kept = [line for place, line in enumerate(self.frame.lines) if place not in self.gone]
        first = self.frame.base.next_number
        return [*kept, *range(first, first + len(self.added))]

    def _say(self) -> None:
        grid = RegisterGrid(self.changed, self.added, self.gone)
        self.past.append(({line: dict(cells) for line, cells in self.model.items()}, self.sheet))
        self.sheet = spread(self.frame, absorb(self.frame, grid))

    def type(self, place: int, name: str, words: str) -> None:
        lines = self._lines()
        if not lines:
            return
        line = lines[place % len(lines)]
        if line in self.frame.lines:
            self.changed.setdefault(self.frame.lines.index(line), {})[name] = words
        else:
            self.added[int(line) - self.frame.base.next_number][name] = words
        self._say()
        self.model.setdefault(line, dict.fromkeys(COLUMNS.names, ""))[name] = words
        self._drop_empty()

    def add(self, name: str, words: str) -> None:
        self.added.append({name: words})
        self._say()
        self.model[self._lines()[-1]] = {**dict.fromkeys(COLUMNS.names, ""), name: words}
        self._drop_empty()

    def _drop_empty(self) -> None:
        """A new row in which nothing is written is no row, in the frame in which it was added."""
        for number in range(
            self.frame.base.next_number, self.frame.base.next_number + len(self.added)
        ):
            if not any(self.model.get(number, {}).values()):
                self.model.pop(number, None)

    def remove(self, place: int) -> None:
        kept = [line for place, line in enumerate(self.frame.lines) if place not in self.gone]
        if kept:
            line = kept[place % len(kept)]
            self.gone.append(self.frame.lines.index(line))
            self._say()
            del self.model[line]

    def turn(self) -> None:
        self.old = (
            self.frame,
            RegisterGrid(dict(self.changed), list(self.added), list(self.gone)),
            self.sheet,
        )
        self._begin()

    def back(self) -> None:
        if self.past:
            self.model, self.sheet = self.past.pop()
            self.old = None
            self._begin()

    def late(self) -> None:
        """One more cell of the frame before, of a row that is still there."""
        if self.old is None:
            return
        frame, said, known = self.old
        line: Line | None = next(
            (line for line in frame.lines if line in self.model and isinstance(line, str)), None
        )
        if line is None:
            return
        changed = {
            **said.changed,
            frame.lines.index(line): {
                **said.changed.get(frame.lines.index(line), {}),
                "origin": "tardi",
            },
        }
        late = spread(frame, absorb(frame, RegisterGrid(changed, said.added, said.removed)))
        self.past.append(({one: dict(cells) for one, cells in self.model.items()}, self.sheet))
        self.sheet = merged(self.sheet, known, late)
        self.model[line]["origin"] = "tardi"
        self.old = None
        self._begin()

    def seen(self) -> dict[Line, dict[str, str]]:
        """What the sheet says of every row that is not to be taken away."""
        lines: list[Line] = [line for line in ROWS if line not in self.sheet.removed]
        return {
            line: words_of_line(COLUMNS, self.sheet, ROWS, line)
            for line in [*lines, *self.sheet.added]
        }
