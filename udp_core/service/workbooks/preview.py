"""What a file would do, before it does it: added, changed, left as they are, refused with why, in conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from secrets import token_hex

from sqlalchemy import Engine

from udp_core.model.entity import Entity, id_of, table_name
from udp_core.problem import Problem, RefusedError
from udp_core.service.asking import Asked
from udp_core.service.conflicts import Conflict, ConflictsError
from udp_core.service.saving import Edit, SavedRow, SaveRows, save_rows


@dataclass(frozen=True, slots=True)
class Preview:
    """The edits of a file and what each would become; `refused` are all the problems, `conflicts` what others changed.

    `excused` are the keys of what was shown and agreed to: they go with the edits to the command that saves them.
    """

    edits: tuple[Edit, ...]
    rows: tuple[SavedRow, ...]
    refused: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...] = ()
    excused: frozenset[str] = frozenset()

    def count(self, change: str) -> int:
        """How many rows would be «added», «changed», «unchanged»."""
        return sum(row.change == change for row in self.rows)

    @property
    def changing(self) -> int:
        """How many rows would no longer be as they are."""
        return sum(self.count(change) for change in ("added", "changed", "removed"))

    @property
    def can_be_saved(self) -> bool:
        """All or nothing: only where nothing is refused and nothing is in conflict."""
        return bool(self.edits) and not self.refused and not self.conflicts

    def request_id(self, *words: str) -> str:
        """The same for the same change asked of the same rows: pressed twice it is one request, on newer rows another."""
        reached = [(row.entity_id, row.version, row.change) for row in self.rows]
        asked = [(row_of(edit), edit.seen, sorted(edit.values.items()), edit.remove) for edit in self.edits]
        return sha256(repr((words, reached, asked)).encode()).hexdigest()


def preview(  # noqa: PLR0917 - a request, who makes it, when, and what they agreed to
    engine: Engine,
    officer_id: str,
    edits: Sequence[Edit],
    unread: Sequence[Problem],
    today: date,
    excused: frozenset[str] = frozenset(),
) -> Preview:
    """Judge the edits without keeping anything; the good ones are told even where others are refused."""
    if twice := repeated(edits):
        return Preview(tuple(edits), (), (*unread, *twice))
    asked = _Trial(engine, officer_id, today, excused)
    try:
        return Preview(tuple(edits), asked.tried(edits), tuple(unread), excused=excused)
    except ConflictsError as clash:
        return Preview(tuple(edits), (), tuple(unread), clash.conflicts, excused)
    except RefusedError as refused:
        wrong = {problem.about for problem in refused.problems}
        good = [edit for edit in edits if f"{table_name(edit.entity)}:{row_of(edit)}" not in wrong]
        rows = asked.of_the_good(good) if len(good) < len(edits) else ()
        return Preview(tuple(edits), rows, (*unread, *refused.problems), excused=excused)


def row_of(edit: Edit) -> str:
    """The id of the row that an edit writes."""
    return edit.entity_id or id_of(edit.entity, {name: edit.values.get(name) for name in edit.entity.key})


def repeated(edits: Sequence[Edit]) -> tuple[Problem, ...]:
    """A problem for each row that an earlier one of the file gives too: which of the two is right, the file does not say."""
    met: dict[tuple[type[Entity], str], Edit] = {}
    found = []
    for edit in edits:
        first = met.setdefault((edit.entity, row_of(edit)), edit)
        if first is not edit:
            found.append(_twice(first, edit))
    return tuple(found)


def _twice(first: Edit, again: Edit) -> Problem:
    where = f" della riga {first.place.row}" if first.place.row else ""
    return Problem("W01", f"La riga dà di nuovo la cifra{where}.", "Lasciarne una sola.", again.place, row_of(again))


@dataclass(frozen=True, slots=True)
class _Trial:
    """The command that would save, whole, rolled back."""

    engine: Engine
    officer_id: str
    today: date
    excused: frozenset[str]

    def tried(self, edits: Sequence[Edit]) -> tuple[SavedRow, ...]:
        asked = Asked(token_hex(16), self.officer_id, "", "Prova di caricamento", datetime.now(UTC))
        if not edits:
            return ()
        command = SaveRows(asked, self.officer_id, edits, self.today, dry_run=True, excused=self.excused)
        return save_rows(self.engine, command).rows

    def of_the_good(self, good: Sequence[Edit]) -> tuple[SavedRow, ...]:
        """What the rows without a fault would become; none where they cannot stand without the others."""
        try:
            return self.tried(good)
        except RefusedError:
            return ()
