"""The command by which the desk writes.

Some fields of some rows, each with the version its writer saw.

All or nothing: rights, rules, references, locks, what somebody else changed meanwhile and values
out of the usual are
judged together, inside the transaction, and told together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Entity, Image, id_of, specs, table_name
from udp_core.archive.queries import WrittenRow, revision_of
from udp_core.archive.registry import ENTITIES
from udp_core.archive.writer import Change, StoredRow, Writer
from udp_core.kernel.problem import NOWHERE, Place, Problem, RefusedError
from udp_core.people.rights import administered, require
from udp_core.people.rules import Actor
from udp_core.writing.budgets import begin_again
from udp_core.writing.conflicts import Conflict, ConflictsError, conflicts_of, still_asked
from udp_core.writing.edit_rules import (
    EditJudge,
    JudgedEdits,
    excused_by,
    moved_by_command,
    state_field,
)
from udp_core.writing.row_rules import Proposed
from udp_core.writing.steps_taken import Walk

Value = int | str | None
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Edit:
    """Some fields of a row, as stored (cents, thousandths, ISO days, words of the lists).

    `entity_id` None adds a row; else `seen` is the version that the writer was looking at.
    `reason`, given beside this
    row, says why its value out of the usual is right: it excuses no other row and no sum. With
    `remove` the row goes.
    `place` is told with what is wrong.
    """

    entity: type[Entity]
    values: Mapping[str, Value]
    entity_id: str | None = None
    seen: int = 0
    reason: str = ""
    remove: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class SaveRows:
    """Who writes what, when, why.

    `excused` are the keys (`Problem.key`) of what the writer was shown and said to be right, in the
    request's reason. `let_in` says who writes where that is no officer, asked in the transaction;
    `then` writes what goes with the rows.
    """

    asked: Asked
    officer_id: str
    edits: Sequence[Edit]
    today: date
    excused: frozenset[str] = frozenset()
    let_in: Callable[[Connection], Actor] | None = None
    then: Callable[[Writer], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class SavedRow:
    """«added», «changed», «unchanged» or «removed», and the version reached."""

    entity: type[Entity]
    entity_id: str
    version: int
    change: str


@dataclass(frozen=True, slots=True)
class Saved:
    """One row an edit, in their order; `repeated` where it had already been carried out."""

    rows: tuple[SavedRow, ...]
    revision: int
    repeated: bool = False

    @property
    def touched(self) -> int:
        """How many rows are no longer as they were; none of what was carried out before."""
        return 0 if self.repeated else sum(row.change != UNCHANGED for row in self.rows)


Agree = Callable[[Sequence[Problem]], frozenset[str]]
"""Of all that is wrong, the keys of what is said to be right.

None where a correction is needed anyway.
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """What it would do: the rows that may stand, what is wrong with others, what was agreed to."""

    rows: tuple[SavedRow, ...]
    problems: tuple[Problem, ...]
    excused: tuple[Problem, ...]


def save_rows(engine: Engine, command: SaveRows) -> Saved:
    """Carry out the command in one transaction.

    Raises ConflictsError where somebody else changed the same fields meanwhile, RefusedError on any
    other problem:
    nothing is changed then.
    """
    with writing(engine) as connection:
        work = _Work.begun(connection, command)
        if already := _saved_before(connection, command):
            return already
        beside = work.beside()
        _refuse(beside.problems)
        work.meet(beside)
        judged = work.judge.judge(beside.rows)
        _refuse(_left(judged.problems, excused_by(command.excused, judged.problems)))
        broken = work.written(judged)
        _refuse(_left(broken, excused_by(command.excused, broken)))
        command.then(work.writer)
        return Saved(tuple(_saved(one) for one in judged.rows), work.writer.revision)


def tried_rows(engine: Engine, command: SaveRows, agree: Agree) -> Tried:
    """The command itself, judged once and rolled back.

    `agree` is asked of the rows, then of the sums that they make. Raises as `save_rows`, but of the
    rows: what is wrong with some is told beside what would become of the others.
    """
    with writing(engine, keep=False) as connection:
        work = _Work.begun(connection, command, recorded=False)
        beside = work.beside()
        if not beside.problems:
            work.meet(beside)
        judged = work.judge.judge(beside.rows)
        found = (*beside.problems, *judged.problems)
        excused = excused_by(agree(found), found)
        if not _left(found, excused):
            found += work.written(judged)
            excused = excused_by(agree(found), found)
        return _tried(judged, _left(found, excused), excused)


def _tried(judged: JudgedEdits, left: tuple[Problem, ...], excused: tuple[Problem, ...]) -> Tried:
    wrong = {problem.about for problem in left}
    good = (row for row in judged.rows if row.about not in wrong)
    return Tried(tuple(_saved(row) for row in good), left, excused)


def _left(problems: Sequence[Problem], excused: Sequence[Problem]) -> tuple[Problem, ...]:
    keys = {one.key for one in excused}
    return tuple(one for one in problems if one.key not in keys)


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise RefusedError(problems)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The edits beside the rows; what cannot be edited, what somebody else changed meanwhile."""

    rows: tuple[Proposed, ...]
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """A command in its transaction."""

    connection: Connection
    command: SaveRows
    writer: Writer
    judge: EditJudge

    @classmethod
    def begun(cls, connection: Connection, command: SaveRows, *, recorded: bool = True) -> _Work:
        """Who asks is asked for first. Raises RefusedError."""
        let_in = command.let_in or partial(
            require, officer_id=command.officer_id, today=command.today
        )
        actor = let_in(connection)
        asked = replace(
            command.asked,
            author=actor.officer_id,
            role=actor.role_words,
            beside=_beside_rows(command),
        )
        writer = Writer(connection, asked.header("save_rows"), recorded=recorded)
        own = replace(command, asked=asked)
        return cls(connection, own, writer, EditJudge(connection, actor, command.today))

    def beside(self) -> _Beside:
        return _beside(self.connection, self.writer, self.command.edits)

    def meet(self, beside: _Beside) -> None:
        """What others wrote meanwhile is shown, to who may write it.

        Raises ConflictsError, or RefusedError to who may not.
        """
        if beside.conflicts:
            _refuse(self.judge.not_allowed(beside.rows))
            raise ConflictsError(beside.conflicts)

    def written(self, judged: JudgedEdits) -> tuple[Problem, ...]:
        """Write the rows, and what begins again with them: what the sums say of it."""
        touched = [(row.entity, row.image) for row in judged.rows if row.changes]
        own = self.command
        walk = Walk(own.officer_id, own.today, own.asked.why, {}, {})
        with administered(self.connection, own.today):
            _apply(self.writer, judged)
            again = begin_again(self.writer, touched, walk)
        return (*again, *self.judge.broken(judged))


def _saved_before(connection: Connection, command: SaveRows) -> Saved | None:
    """What the same request saved; None where it was never asked.

    Raises RefusedError where it was something else.
    """
    rows = [
        AskedRow(edit.entity, _id(edit), _own_values(edit), edit.seen) for edit in command.edits
    ]
    answers = answered_before(connection, command.asked.request_id, rows)
    if answers is None:
        return None
    saved = tuple(_saved_then(one, wrote) for one, wrote in zip(rows, answers, strict=True))
    return Saved(saved, revision_of(connection, command.asked.request_id), repeated=True)


def _own_values(edit: Edit) -> Mapping[str, Value] | None:
    """What an edit asks for: the states that follow from a change are not asked for."""
    forced = {state_field(edit.entity), moved_by_command(table_name(edit.entity))}
    return (
        None
        if edit.remove
        else {name: value for name, value in edit.values.items() if name not in forced}
    )


def _saved_then(row: AskedRow, wrote: WrittenRow | None) -> SavedRow:
    if wrote is None:
        return SavedRow(row.entity, row.entity_id, row.seen, UNCHANGED)
    change = "removed" if wrote.after is None else "changed" if wrote.was_there else "added"
    return SavedRow(row.entity, row.entity_id, wrote.version, change)


def _beside_rows(command: SaveRows) -> tuple[str, ...]:
    """Why single values are right, each said once: history keeps it with the reason."""
    return tuple(dict.fromkeys(one.reason.strip() for one in command.edits if one.reason.strip()))


def _beside(connection: Connection, writer: Writer, edits: Sequence[Edit]) -> _Beside:
    """Each edit beside the row as it stands, but where a row is gone or a key would change."""
    ids = [_id(edit) for edit in edits]
    stored = writer.stored_of(zip((edit.entity for edit in edits), ids, strict=True))
    problems: list[Problem] = []
    conflicts: list[Conflict] = []
    rows = []
    for edit, row_id in zip(edits, ids, strict=True):
        present = stored.get((edit.entity, row_id))
        problem = _impossible(edit, row_id, present)
        if problem:
            problems.append(
                problem.at(
                    edit.place
                    if str(edit.place)
                    else Place(entity=edit.entity.label, entity_id=row_id)
                )
            )
            continue
        key = (edit.entity, row_id)
        conflicts.extend(conflicts_of(connection, key, edit.values, edit.seen, present))
        own = edit
        if edit.entity_id:
            own = replace(
                edit, values=still_asked(connection, key, edit.values, edit.seen, present)
            )
        rows.append(
            Proposed(
                edit.entity, row_id, present, _after(own, present), edit.reason.strip(), edit.place
            )
        )
    return _Beside(tuple(rows), tuple(problems), tuple(conflicts))


def _id(edit: Edit) -> str:
    return edit.entity_id or id_of(
        edit.entity, {name: edit.values.get(name) for name in edit.entity.key}
    )


def _impossible(edit: Edit, row_id: str, present: StoredRow | None) -> Problem | None:
    if unknown := [name for name in edit.values if name not in specs(edit.entity)]:
        return Problem(
            "W09", f"Il campo «{unknown[0]}» non esiste.", "Togliere la colonna.", value=unknown[0]
        )
    if edit.entity_id and present is None:
        return Problem(
            "W07",
            "La riga non c’è più: qualcuno l’ha tolta.",
            "Ricaricare la pagina; se serve, aggiungerla di nuovo.",
            value=row_id,
        )
    if edit.remove and present and present.version != edit.seen:
        sentence = "Qualcuno ha cambiato la riga dopo che era stata guardata."
        return Problem(
            "W18", sentence, "Ricaricare, guardare il valore nuovo, poi ripetere.", value=row_id
        )
    if present and any(
        name in edit.values and edit.values[name] != present.image[name] for name in edit.entity.key
    ):
        return Problem(
            "W08",
            "Ciò che identifica la riga non si cambia.",
            "Aggiungere una riga nuova e togliere questa.",
            value=row_id,
        )
    return None


def _after(edit: Edit, present: StoredRow | None) -> Image | None:
    if edit.remove:
        return None
    before: Image = present.image if present else dict.fromkeys(specs(edit.entity))
    return {**before, **edit.values}


def _apply(writer: Writer, judged: JudgedEdits) -> None:
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
    change = (
        "removed"
        if row.after is None
        else "unchanged"
        if not row.changes
        else "changed"
        if row.present
        else "added"
    )
    return SavedRow(
        row.entity,
        row.entity_id,
        row.version if row.changes else row.present.version if row.present else 0,
        change,
    )
