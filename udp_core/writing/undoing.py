"""Undoing one's own last change: the images of before, written as a new change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked
from udp_core.archive.changes import (
    UNDO,
    ChangedRow,
    WantedChanges,
    changed_again,
    changes,
    undo_of,
)
from udp_core.archive.engine import writing
from udp_core.archive.entity import Entity, Image, table_name
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.archive.writer import Change, StoredRow, Writer, was_asked
from udp_core.fund.queries.fund import closed_years
from udp_core.kernel import italian
from udp_core.kernel.problem import NOWHERE, Place, Problem, RefusedError
from udp_core.kernel.vocabulary import DataState
from udp_core.people.rights import Subjects, administered, require, right_of
from udp_core.people.rules import Actor
from udp_core.sittings.commands.conducting import settled
from udp_core.thresholds.report import StoredRules
from udp_core.writing.budgets import begin_again
from udp_core.writing.closed import in_closed_year
from udp_core.writing.edit_rules import NEVER_HERE, SUMS, EditJudge, JudgedEdits, moved_by_command
from udp_core.writing.in_force import ended, held
from udp_core.writing.row_rules import Proposed, rules_of
from udp_core.writing.steps_taken import Walk

MOST_ROWS = 5000
StoredRows = Mapping[tuple[type[Entity], str], StoredRow]


@dataclass(frozen=True, slots=True)
class Undo:
    """Which request is undone, by whom, when."""

    asked: Asked
    officer_id: str
    request_id: str
    today: date


def undo(engine: Engine, command: Undo) -> int:
    """Undo a request of one's own whose rows nobody changed since, once; answers how many rows.

    Raises RefusedError.

    What was changed since and then undone does not stand in the way: one goes back step by step.
    """
    with writing(engine) as connection:
        actor = require(connection, command.officer_id, command.today)
        own = undo_of(command.request_id)
        asked = replace(
            command.asked, request_id=own, author=actor.officer_id, role=actor.role_words
        )
        writer = Writer(connection, asked.header(UNDO))
        if was_asked(connection, own):
            return 0
        rows = changes(connection, WantedChanges(request_id=command.request_id), MOST_ROWS + 1)
        stored = writer.stored_of((BY_NAME[row.entity], row.entity_id) for row in rows)
        judge = EditJudge(connection, actor, command.today)
        as_before = _as_before(rows, stored)
        problems = _problems(connection, stored, actor, rows, command.today)
        _refuse(problems or judge.unknown(as_before))
        broken = judge.broken(JudgedEdits(as_before, ()))
        back = {row.entity: [] for row in rows}  # type: dict[str, list[Change]]
        for row in rows:
            entity = BY_NAME[row.entity]
            present = stored.get((entity, row.entity_id))
            version = (present.version if present else row.version) + 1
            back[row.entity].append(Change(entity, row.entity_id, version, row.after, row.before))
        with administered(connection, command.today):
            _write(writer, back)
        _refuse(_newly(broken, _after(writer, judge, as_before, command)))
        return len(rows)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise RefusedError(problems)


def _as_before(rows: tuple[ChangedRow, ...], stored: StoredRows) -> tuple[Proposed, ...]:
    """The rows as they stand, and as an undoing would leave them."""
    keys = [(BY_NAME[row.entity], row.entity_id) for row in rows]
    return tuple(
        Proposed(*key, stored.get(key), row.before, "", NOWHERE)
        for key, row in zip(keys, rows, strict=True)
        if stored.get(key) or row.before
    )


def _after(
    writer: Writer, judge: EditJudge, rows: tuple[Proposed, ...], command: Undo
) -> list[Problem]:
    """What the rows that came back no longer hold together, and the preventivi that they touch."""
    touched = [(row.entity, row.image) for row in rows]
    walk = Walk(command.officer_id, command.today, command.asked.reason, {}, {})
    again = begin_again(writer, touched, walk)
    return [*again, *judge.broken(JudgedEdits(rows, ()))]


def _newly(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    """Of what does not hold afterwards, that which held: a sum that was said to be right may
    stay.
    """
    known = {(one.code, one.about) for one in before if one.code in SUMS}
    return [
        replace(one, remedy="Non si annulla: scrivere il valore giusto, con il suo motivo.")
        for one in after
        if (one.code, one.about) not in known
    ]


def _write(writer: Writer, back: dict[str, list[Change]]) -> None:
    """Rows that were added leave from the last entity to the first, the others come back from
    the first.
    """
    names = [name for name, entity in BY_NAME.items() if entity in ENTITIES and name in back]
    for name in reversed(names):
        writer.apply([change for change in back[name] if change.after is None])
    for name in names:
        writer.apply([change for change in back[name] if change.after is not None])


def _problems(
    connection: Connection,
    stored: StoredRows,
    actor: Actor,
    rows: tuple[ChangedRow, ...],
    today: date,
) -> list[Problem]:
    if not rows:
        return [Problem("U10", "La modifica da annullare non c’è.", "Ricaricare la storia.")]
    if rows[0].author != actor.officer_id:
        return [
            Problem(
                "U11",
                f"La modifica è di {rows[0].author}.",
                "Ciascuno annulla le proprie; per le altre, scrivere il valore giusto.",
            )
        ]
    if len(rows) > MOST_ROWS:
        sentence = f"La modifica ha più di {italian.number(MOST_ROWS)} righe: non si annulla."
        return [Problem("U14", sentence, "Caricare di nuovo i valori giusti.")]
    judge = _Judge(connection, stored, actor, rows, today)
    found = []
    for row in rows:
        place = Place(entity=BY_NAME[row.entity].label, entity_id=row.entity_id)
        found += [problem.at(place) for problem in judge.wrong(row)]
    return found


class _Judge:
    """Judges the rows that an undoing would put back.

    By what holds for any other change of them.
    """

    def __init__(
        self,
        connection: Connection,
        stored: StoredRows,
        actor: Actor,
        rows: tuple[ChangedRow, ...],
        today: date,
    ) -> None:
        self._connection = connection
        self._present = stored
        self._again = changed_again(connection, rows)
        self._actor = actor
        self._closed = closed_years(connection)
        self._stored = StoredRules(connection)
        self._subjects = Subjects(connection, today)
        self._gone = frozenset(
            (BY_NAME[row.entity], row.entity_id) for row in rows if row.before is None
        )

    def wrong(self, row: ChangedRow) -> list[Problem]:
        """Why a row is not put back.

        Only the first reason, where there is one in the row itself.
        """
        return list(islice(self._own(row), 1)) or self._no_longer(row)

    def _own(self, row: ChangedRow) -> Iterator[Problem]:
        entity = BY_NAME[row.entity]
        image = row.after or row.before or {}
        present = self._present.get((entity, row.entity_id))
        if (present.image if present else None) != row.after or row.sequence in self._again:
            yield Problem(
                "U12",
                "Qualcuno ha cambiato la riga dopo.",
                "Scrivere il valore giusto, invece di annullare.",
            )
        if DataState.VALIDATED.value in {image.get("state"), image.get("data_state")}:
            yield Problem(
                "W03",
                "Il dato è validato e non si modifica.",
                "Chiedere una correzione, con il suo motivo.",
            )
        if problem := in_closed_year(entity, row.entity_id, image, self._closed):
            yield problem
        changed = tuple(
            name for name in image if (row.before or {}).get(name) != (row.after or {}).get(name)
        )
        right = right_of(
            entity, image, changed, exists=row.before is not None and row.after is not None
        )
        if right is None:
            yield NEVER_HERE
        elif refused := self._subjects.refused(self._actor, right, entity, (row.before, row.after)):
            yield refused
        if row.before and row.after and moved_by_command(row.entity) in changed:
            yield Problem(
                "U13",
                "Un passaggio di stato non si annulla: altri vi si sono già appoggiati.",
                "Usare il passaggio contrario, dove c’è, con il suo motivo.",
            )
        if fixed := settled(self._connection, entity, image, changed):
            yield fixed

    def _no_longer(self, row: ChangedRow) -> list[Problem]:
        """What stands in the way since then.

        Rows that refer to what was added, voci that became groups.
        """
        entity = BY_NAME[row.entity]
        wrong = list(self._come_back(entity, row.before, row.after or {})) if row.before else []
        if row.after is not None:
            wrong += held(
                self._connection, entity, row.entity_id, (row.after, row.before), self._gone
            )
        return wrong

    def _come_back(self, entity: type[Entity], image: Image, now: Image) -> Iterator[Problem]:
        """What a row that comes back may no longer say: the rules of today, what ended since."""
        changed = [name for name in image if image[name] != now.get(name)]
        yield from (found for rule in rules_of(table_name(entity)) if (found := rule(image)))
        yield from self._stored.wrong(entity, image)
        yield from ended(self._connection, entity, image, changed)
