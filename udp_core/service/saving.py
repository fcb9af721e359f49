"""The command by which the desk writes: some fields of some rows, each with the version its writer saw.

All or nothing: rights, rules, references, locks, what somebody else changed meanwhile and values out of the usual are
judged together, inside the transaction, and told together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.model.entity import Entity, Image, id_of, specs
from udp_core.model.registry import ENTITIES
from udp_core.problem import NOWHERE, Place, Problem, RefusedError
from udp_core.service.actors import require
from udp_core.service.administered import administered
from udp_core.service.asking import LONGEST_REASON, Asked
from udp_core.service.conflicts import Conflict, ConflictsError, conflicts_of, still_asked
from udp_core.service.edit_rules import EditJudge, Judged
from udp_core.service.proposed import Proposed
from udp_core.store.engine import writing
from udp_core.store.writer import Change, Stored, Writer, was_asked

Value = int | str | None
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Edit:
    """Some fields of a row, as stored (cents, thousandths, ISO days, words of the lists).

    `entity_id` None adds a row; else `seen` is the version that the writer was looking at. `reason`, given beside this
    row, says why its value out of the usual is right: it excuses no other row and no sum. With `remove` the row goes.
    `place` is told with what is wrong.
    """

    entity: type[Entity]
    values: Mapping[str, Value] = field(default_factory=dict)
    entity_id: str | None = None
    seen: int = 0
    reason: str = ""
    remove: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class SaveRows:
    """Who writes what, when, why. With `dry_run` everything is judged and nothing kept.

    `excused` are the keys (`Problem.key`) of what the writer was shown and said to be right, in the request's reason.
    """

    asked: Asked
    officer_id: str
    edits: Sequence[Edit]
    today: date
    dry_run: bool = False
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SavedRow:
    """What became of an edit: «added», «changed», «unchanged» or «removed», and the version reached."""

    entity: type[Entity]
    entity_id: str
    version: int
    change: str


@dataclass(frozen=True, slots=True)
class Saved:
    """One row an edit, in their order; `repeated` where the request had already been carried out."""

    rows: tuple[SavedRow, ...]
    revision: int
    repeated: bool = False

    @property
    def touched(self) -> int:
        """How many rows are no longer as they were: none of a request that had already been carried out."""
        return sum(row.change != UNCHANGED for row in self.rows)


def save_rows(engine: Engine, command: SaveRows) -> Saved:
    """Carry out the command in one transaction.

    Raises ConflictsError where somebody else changed the same fields meanwhile, RefusedError on any other problem:
    nothing is changed then.
    """
    with writing(engine, keep=not command.dry_run) as connection:
        actor = require(connection, command.officer_id, command.today)
        asked = replace(command.asked, author=actor.officer_id, role=actor.role_words, reason=_whole_reason(command))
        writer = Writer(connection, asked.header("save_rows"), recorded=not command.dry_run)
        if was_asked(connection, command.asked.request_id):
            return Saved((), writer.revision, repeated=True)
        judge = EditJudge(connection, actor, command.today, command.excused)
        proposed = _proposed(connection, writer, command.edits)
        judged = judge.judge(proposed)
        if judged.problems:
            raise RefusedError(judged.problems)
        with administered(connection, command.today):
            _apply(writer, judged)
        judge.refuse_broken(judged)
        return Saved(tuple(_saved(one) for one in judged.rows), writer.revision)


def _whole_reason(command: SaveRows) -> str:
    """The reason of the request, with those of the single values: history keeps them together."""
    own = dict.fromkeys(edit.reason.strip() for edit in command.edits if edit.reason.strip())
    return "; ".join([command.asked.reason.strip(), *own])[:LONGEST_REASON]


def _proposed(connection: Connection, writer: Writer, edits: Sequence[Edit]) -> list[Proposed]:
    """Each edit beside the row as it stands. Raises on conflicts, and where a row is gone or a key would change."""
    ids = [_id(edit) for edit in edits]
    stored = _stored(writer, edits, ids)
    problems: list[Problem] = []
    conflicts: list[Conflict] = []
    rows = []
    for edit, row_id in zip(edits, ids, strict=True):
        present = stored.get((edit.entity, row_id))
        problem = _impossible(edit, row_id, present)
        if problem:
            problems.append(problem.at(edit.place if str(edit.place) else Place(entity=edit.entity.label, entity_id=row_id)))
            continue
        key = (edit.entity, row_id)
        conflicts.extend(conflicts_of(connection, key, edit.values, edit.seen, present))
        own = edit
        if edit.entity_id:
            own = replace(edit, values=still_asked(connection, key, edit.values, edit.seen, present))
        rows.append(Proposed(edit.entity, row_id, present, _after(own, present), edit.reason.strip(), edit.place))
    if problems:
        raise RefusedError(problems)
    if conflicts:
        raise ConflictsError(conflicts)
    return rows


def _stored(writer: Writer, edits: Sequence[Edit], ids: Sequence[str]) -> dict[tuple[type[Entity], str], Stored]:
    by_entity: defaultdict[type[Entity], list[str]] = defaultdict(list)
    for edit, row_id in zip(edits, ids, strict=True):
        by_entity[edit.entity].append(row_id)
    return {(entity, row_id): found for entity, asked in by_entity.items() for row_id, found in writer.stored(entity, asked).items()}


def _id(edit: Edit) -> str:
    return edit.entity_id or id_of(edit.entity, {name: edit.values.get(name) for name in edit.entity.key})


def _impossible(edit: Edit, row_id: str, present: Stored | None) -> Problem | None:
    if unknown := [name for name in edit.values if name not in specs(edit.entity)]:
        return Problem("W09", f"Il campo «{unknown[0]}» non esiste.", "Togliere la colonna.", value=unknown[0])
    if edit.entity_id and present is None:
        return Problem("W07", "La riga non c’è più: qualcuno l’ha tolta.", "Ricaricare la pagina; se serve, aggiungerla di nuovo.", value=row_id)
    if edit.remove and present and present.version != edit.seen:
        sentence = "Qualcuno ha cambiato la riga dopo che era stata guardata."
        return Problem("W18", sentence, "Ricaricare, guardare il valore nuovo, poi ripetere.", value=row_id)
    if present and any(name in edit.values and edit.values[name] != present.image[name] for name in edit.entity.key):
        return Problem("W08", "Ciò che identifica la riga non si cambia.", "Aggiungere una riga nuova e togliere questa.", value=row_id)
    return None


def _after(edit: Edit, present: Stored | None) -> Image | None:
    if edit.remove:
        return None
    before: Image = present.image if present else dict.fromkeys(specs(edit.entity))
    return {**before, **edit.values}


def _apply(writer: Writer, judged: Judged) -> None:
    """Rows that others refer to are added first, and removed last."""
    kept = [row for row in judged.rows if row.after is not None and row.changes]
    gone = [row for row in judged.rows if row.after is None]
    for entity in ENTITIES:
        writer.apply([_change(row) for row in kept if row.entity is entity])
    for entity in reversed(ENTITIES):
        writer.apply([_change(row) for row in gone if row.entity is entity])


def _change(row: Proposed) -> Change:
    before = row.present.image if row.present else None
    return Change(row.entity, row.entity_id, row.version, before, row.after)


def _saved(row: Proposed) -> SavedRow:
    change = "removed" if row.after is None else "unchanged" if not row.changes else "changed" if row.present else "added"
    return SavedRow(row.entity, row.entity_id, row.version if row.changes else row.present.version if row.present else 0, change)
