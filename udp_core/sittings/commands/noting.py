"""The commands that write what is noted of a point, and put a note on the walls or take it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before, stored_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Change
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.sittings.commands.conducting import begin, not_allowed
from udp_core.sittings.entities import LONGEST_NOTE, DiscussionNote
from udp_core.sittings.queries.notes import notes_of
from udp_core.sittings.queries.sittings import SittingRow, sitting_of_item
from udp_core.sittings.rules import wrong_hour
from udp_core.sittings.terms import SittingState


@dataclass(frozen=True, slots=True)
class NewNote:
    """What is noted of a point, at what time («18:42»), whether every wall shows it.

    `after` is the line that was written: pressed twice it is one note, and the same words said
    later are another.
    """

    item_id: str
    words: str
    at: str
    after: int
    shown: bool = False


def add_note(engine: Engine, asked: Asked, officer_id: str, new: NewNote, today: date) -> str:
    """Write it with the name of who asks; answers the identifier of its row.

    Raises RefusedError.
    """
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, today, "add_note")
        image: Image = {
            "item_id": new.item_id,
            "at": new.at.strip(),
            "author": actor.name,
            "words": new.words.strip(),
            "shown": int(new.shown),
        }
        same = {name: value for name, value in image.items() if name != "at"}
        if already := stored_before(connection, asked.request_id, DiscussionNote, same):
            return already
        row = _open(connection, new.item_id)
        if problems := [*not_allowed(actor, row), *_wrong(new)]:
            raise RefusedError(problems)
        known = notes_of(connection, new.item_id)
        image["number"] = max((one.number for one in known), default=0) + 1
        row_id = id_of(DiscussionNote, image)
        writer.apply([Change(DiscussionNote, row_id, 1, None, image)])
        return row_id


def show_note(
    engine: Engine,
    asked: Asked,
    officer_id: str,
    seen: tuple[str, int],
    today: date,
    *,
    shown: bool,
) -> None:
    """Put a note (its id, and the version looked at) on the walls, or take it away.

    Raises RefusedError.
    """
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, today, "show_note")
        wanted = AskedRow(DiscussionNote, seen[0], {"shown": int(shown)})
        if answered_before(connection, asked.request_id, [wanted]):
            return
        version, before = read_by_id(connection, DiscussionNote, [seen[0]]).get(seen[0], (0, {}))
        if not before or version != seen[1]:
            said = "La nota è cambiata nel frattempo."
            raise RefusedError([Problem("D87", said, "Ricaricare la pagina.", value=seen[0])])
        row = _open(connection, str(before["item_id"]))
        if problems := not_allowed(actor, row):
            raise RefusedError(problems)
        after = {**before, "shown": int(shown)}
        writer.apply([Change(DiscussionNote, seen[0], version + 1, before, after)])


def _open(connection: Connection, item_id: str) -> SittingRow:
    row = sitting_of_item(connection, item_id)
    if row is None or row.state is not SittingState.OPEN:
        problem = Problem(
            "D85",
            "Si annota solo a seduta aperta.",
            "Aprire la seduta; se è chiusa, scriverlo in una nota della prossima.",
            value=item_id,
        )
        raise RefusedError([problem])
    return row


def _wrong(new: NewNote) -> Iterator[Problem]:
    if not 0 < len(new.words.strip()) <= LONGEST_NOTE:
        said = f"La nota è vuota, o ha più di {LONGEST_NOTE} caratteri."
        yield Problem("D86", said, "Scrivere che cosa è stato detto, in una riga.")
    if (wrong := wrong_hour(new.at.strip())) is not None:
        yield wrong
