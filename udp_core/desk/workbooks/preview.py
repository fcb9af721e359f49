"""What a file would do, before it does it.

Added, changed, left as they are, refused with why, in conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from secrets import token_hex

from sqlalchemy import Engine

from udp_core.archive.asking import Asked
from udp_core.archive.entity import Entity, id_of
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.writing.conflicts import Conflict, ConflictsError
from udp_core.writing.saving import Agree, Edit, SavedRow, SaveRows, tried_rows


@dataclass(frozen=True, slots=True)
class Preview:
    """The edits of a file and what each would become.

    `refused` are all the problems, `conflicts` what others changed.

    `excused` is what was shown and agreed to.
    """

    edits: tuple[Edit, ...]
    rows: tuple[SavedRow, ...]
    refused: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...] = ()
    excused: tuple[Problem, ...] = ()

    @property
    def agreed(self) -> frozenset[str]:
        """The keys of what was agreed to: they go with the edits to the command that saves them."""
        return frozenset(one.key for one in self.excused)

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
        """The same for the same change asked of the same rows.

        Pressed twice it is one request, on newer rows another.
        """
        reached = [(row.entity_id, row.version, row.change) for row in self.rows]
        asked = [
            (row_of(edit), edit.seen, sorted(edit.values.items()), edit.remove)
            for edit in self.edits
        ]
        return sha256(repr((words, reached, asked)).encode()).hexdigest()


def nothing(_problems: Sequence[Problem]) -> frozenset[str]:
    """What is agreed to by who was shown nothing yet."""
    return frozenset()


def preview(  # noqa: PLR0917 - a request, who makes it, when, and what they agree to
    engine: Engine,
    officer_id: str,
    edits: Sequence[Edit],
    unread: Sequence[Problem],
    today: date,
    agree: Agree = nothing,
) -> Preview:
    """Judge the edits without keeping anything.

    The good ones are told even where others are refused.
    """
    if not edits:
        return Preview((), (), tuple(unread))
    if twice := repeated(edits):
        return Preview(tuple(edits), (), (*unread, *twice))
    asked = Asked(token_hex(16), officer_id, "", "Prova di caricamento", datetime.now(UTC))
    try:
        tried = tried_rows(engine, SaveRows(asked, officer_id, edits, today), agree)
    except ConflictsError as clash:
        return Preview(tuple(edits), (), tuple(unread), clash.conflicts)
    except RefusedError as refused:
        return Preview(tuple(edits), (), (*unread, *refused.problems))
    return Preview(tuple(edits), tried.rows, (*unread, *tried.problems), excused=tried.excused)


def row_of(edit: Edit) -> str:
    """The id of the row that an edit writes."""
    return edit.entity_id or id_of(
        edit.entity, {name: edit.values.get(name) for name in edit.entity.key}
    )


def repeated(edits: Sequence[Edit]) -> tuple[Problem, ...]:
    """A problem for each row that an earlier one of the file gives too.

    Which of the two is right, the file does not say.
    """
    met: dict[tuple[type[Entity], str], Edit] = {}
    found = []
    for edit in edits:
        first = met.setdefault((edit.entity, row_of(edit)), edit)
        if first is not edit:
            found.append(_twice(first, edit))
    return tuple(found)


def _twice(first: Edit, again: Edit) -> Problem:
    where = f" della riga {first.place.row}" if first.place.row else ""
    return Problem(
        "W01",
        f"La riga dà di nuovo la cifra{where}.",
        "Lasciarne una sola; se sono parti della stessa cifra, sommarle in una riga.",
        again.place,
        row_of(again),
    )
