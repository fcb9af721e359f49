"""What is typed in each grid and not saved, kept on the server at every gesture, whatever page
is being looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from pages.components import windows
from pages.components.context import database, read
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import RefusedError
from udp_core.people.rules import Actor
from udp_core.writing.grid.drafts import keep_sheet, kept_places, take_over
from udp_core.writing.grid.sheet import EMPTY, GridFrame, GridSheet, absorb, merged, spread
from udp_core.writing.registers import RegisterGrid

_GRIDS = "griglie"
MOST_STEPS = 50
"""Steps that can be taken back."""


@dataclass
class Work:
    """A grid of one officer in a window.

    What is typed, what was typed before each step, and what the browser is showing.

    A browser speaks of the frame that it was given: a new frame is a new `turn`, with a new key.
    What still arrives of
    the frame before (a cell left while the new one was on its way) is taken in too.
    """

    key: str
    officer_id: str
    sheet: GridSheet = EMPTY
    past: list[GridSheet] = field(default_factory=list)
    turn: int = 0
    frame: GridFrame | None = None
    sight: tuple[object, ...] = ()
    ids: Sequence[str] = ()
    is_tried: bool = False
    found_at: datetime | None = None
    """When what was found again, from another session, was last typed in."""
    before: tuple[tuple[str, GridFrame, GridSheet], ...] = ()
    said: GridSheet = EMPTY
    table: Any = None
    """The frame as it was given to the browser."""
    is_kept: bool = False
    """The archive has what is typed, in the name of this window."""
    elsewhere: tuple[str, ...] = ()
    """The other windows, still open, in which something is typed in this grid."""
    has_gone: bool = False
    """What was typed here was brought to another window."""

    @property
    def own(self) -> str:
        """The key of the frame shown."""
        return f"{self.key}-foglio-{self.turn}"

    def listen(self) -> None:
        """Take in what the browser says, of the frame shown and of those before."""
        if self.frame is not None and (said := st.session_state.get(self.own)) is not None:
            typed = absorb(self.frame, _grid(self.frame, said))
            self.said = spread(self.frame, typed)
            self._becomes(self.said)
            if self.said != typed:
                self.restart()
        for own, frame, known in self.before:
            if own != self.own and (said := st.session_state.get(own)) is not None:
                self._listen_late(own, frame, known, said)

    def _listen_late(
        self, own: str, frame: GridFrame, known: GridSheet, said: Mapping[str, Any]
    ) -> None:
        late = spread(frame, absorb(frame, _grid(frame, said)))
        if late != known:
            self._becomes(merged(self.sheet, known, late))
            self.restart()
            self.before = tuple(
                (key, one, late if key == own else sheet) for key, one, sheet in self.before
            )

    def _becomes(self, sheet: GridSheet) -> None:
        if sheet != self.sheet:
            self.past = [*self.past, self.sheet][-MOST_STEPS:]
            self.put(sheet)

    def put(self, sheet: GridSheet) -> None:
        """This is what is typed now: kept for who types it."""
        self.sheet, self.is_kept, self.has_gone = sheet, False, False
        window, now = windows.this_window(), datetime.now(UTC)
        with suppress(RefusedError):  # an archive that cannot be written is told by saving
            keep_sheet(database(), self.officer_id, self.key, sheet, now, window=window)
            self.is_kept = bool(len(sheet))

    def look_around(self) -> None:
        """What was typed in windows that are closed is of this one.

        What is typed in others stays there, and is told.
        """
        found = read(kept_places, self.officer_id)
        own = windows.this_window()
        others = [window for key, window in sorted(found) if key == self.key and window != own]
        self.elsewhere = tuple(window for window in others if windows.is_open(window))
        if self.is_kept and (self.key, own) not in found:
            self._is_gone()
        left = [window for window in others if window not in self.elsewhere]
        if left or (self.turn == 0 and self.frame is None and (self.key, own) in found):
            self._take(left)

    def bring_here(self) -> None:
        """What is typed in the other windows is of this one: they find nothing more of it."""
        self.listen()
        self._take(self.elsewhere)

    def _take(self, others: Sequence[str]) -> None:
        window, now = windows.this_window(), datetime.now(UTC)
        with suppress(RefusedError):  # it stays where it is, in an archive that cannot be written
            draft = take_over(database(), self.officer_id, self.key, window, others=others, now=now)
            if draft and draft.sheet != self.sheet:
                self.past = [*self.past, self.sheet][-MOST_STEPS:]
                self.sheet, self.found_at, self.is_kept = draft.sheet, draft.at, True
                self.restart()

    def _is_gone(self) -> None:
        """Somebody asked for it in another window."""
        self.past, self.sheet, self.found_at = [], EMPTY, None
        self.is_kept, self.has_gone = False, True
        self.restart()
        self.before = ()

    def restart(self) -> None:
        """The next frame is drawn from what is typed by now."""
        if self.frame is not None:
            self.before = (*self.before[-1:], (self.own, self.frame, self.said))
        self.turn += 1
        self.frame, self.table, self.said = None, None, EMPTY

    def step_back(self) -> None:
        """As it was before the last gesture."""
        self.listen()
        self.put(self.past.pop())
        self.restart()

    def throw_away(self) -> None:
        """Nothing of it; the step can be taken back."""
        self.listen()
        self.past = [*self.past, self.sheet][-MOST_STEPS:]
        self.found_at = None
        self.put(EMPTY)
        self.restart()

    def saved(self) -> None:
        """Everything is stored: nothing is left to keep, or to take back here."""
        self.past, self.is_tried, self.found_at = [], False, None
        self.put(EMPTY)
        self.restart()


def _grid(frame: GridFrame, said: Mapping[str, Any]) -> RegisterGrid:
    """What the browser says, with the columns that there are and no other."""
    names = {frame.columns.spec(name).label: name for name in frame.columns.names}

    def cells(found: Mapping[str, Any]) -> dict[str, str | None]:
        return {
            names[label]: None if text is None else str(text)
            for label, text in found.items()
            if label in names
        }

    changed = {int(number): cells(found) for number, found in said["edited_rows"].items()}
    added = [cells(found) for found in said["added_rows"]]
    return RegisterGrid(changed, added, [int(number) for number in said["deleted_rows"]])


def _works() -> dict[str, Work]:
    found: dict[str, Work] = st.session_state.setdefault(_GRIDS, {})
    return found


def work_of(actor: Actor, key: str) -> Work:
    """The grid of this officer in this window."""
    works = _works()
    if key not in works or works[key].officer_id != actor.officer_id:
        works[key] = Work(key, actor.officer_id)
    return works[key]


def listen_to_grids(actor: Actor | None) -> None:
    """At every gesture, on every page.

    What was typed in a grid that is not drawn any more is kept all the same.
    """
    for work in _works().values():
        if actor is None or actor.officer_id == work.officer_id:
            work.listen()
    if actor is None and (rows := sum(len(work.sheet) for work in _works().values())):
        words = (
            "La riga scritta e non salvata è tenuta"
            if rows == 1
            else f"Le {rows} righe scritte e non salvate sono tenute"
        )
        st.info(f"{words} come bozza: dopo essere rientrati si ritrovano nella stessa griglia.")


def unsaved_elsewhere(actor: Actor, key: str) -> list[str]:
    """The other grids in which this officer has left something unsaved.

    «organizzazioni», «azioni di una scheda».
    """
    kept = read(kept_places, actor.officer_id)
    return sorted({_title(one) for one, _ in kept if one != key})


def _title(key: str) -> str:
    """What a grid is called, by its key: a register, a part of a scheda, or one of the others."""
    register = {f"grid-{entity.__name__}": entity.labels for entity in BY_NAME.values()}
    part = next(
        (entity.labels for name, entity in BY_NAME.items() if key.startswith(f"parte-{name}-")), ""
    )
    return register.get(key) or (
        f"{part} di una scheda" if part else _OTHERS.get(key.partition("-")[0], key)
    )


_OTHERS = {"utenti": "utenti", "incarichi": "incarichi", "agenda": "ordine del giorno"}
