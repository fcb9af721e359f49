"""Undoing one's own last change: the images of before, written as a new change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.domain.access import Actor
from udp_core.model.fund import FundYear
from udp_core.model.registry import BY_NAME, ENTITIES
from udp_core.problem import Place, Problem, RefusedError
from udp_core.service.actors import refuse_unless, require
from udp_core.service.administered import administered
from udp_core.service.asking import Asked
from udp_core.service.edit_rules import NEVER_HERE
from udp_core.service.in_force import Gone, held
from udp_core.service.stored_rules import StoredRules
from udp_core.service.subjects import deed_of, subject_of
from udp_core.store.engine import writing
from udp_core.store.queries.changes import (
    UNDO,
    ChangedRow,
    Wanted,
    changed_again,
    changes,
    undo_of,
)
from udp_core.store.queries.closures import closed_years
from udp_core.store.writer import Change, Writer, was_asked
from udp_core.vocabulary import DataState

MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Undo:
    """Which request is undone, by whom, when."""

    asked: Asked
    officer_id: str
    request_id: str
    today: date


def undo(engine: Engine, command: Undo) -> int:
    """Undo a request of one's own whose rows nobody changed since, once; answers how many rows. Raises RefusedError.

    What was changed since and then undone does not stand in the way: one goes back step by step.
    """
    with writing(engine) as connection:
        actor = require(connection, command.officer_id, command.today)
        own = undo_of(command.request_id)
        asked = replace(command.asked, request_id=own, author=actor.officer_id, role=actor.role_words)
        writer = Writer(connection, asked.header(UNDO))
        if was_asked(connection, own):
            return 0
        rows = changes(connection, Wanted(request_id=command.request_id), MOST_ROWS)
        problems = _problems(connection, writer, actor, rows)
        if problems:
            raise RefusedError(problems)
        back = {row.entity: [] for row in rows}  # type: dict[str, list[Change]]
        for row in rows:
            entity = BY_NAME[row.entity]
            present = writer.stored(entity, [row.entity_id]).get(row.entity_id)
            version = (present.version if present else row.version) + 1
            back[row.entity].append(Change(entity, row.entity_id, version, row.after, row.before))
        with administered(connection, command.today):
            _write(writer, back)
        return len(rows)


def _write(writer: Writer, back: dict[str, list[Change]]) -> None:
    """Rows that were added leave from the last entity to the first, the others come back from the first."""
    names = [name for name, entity in BY_NAME.items() if entity in ENTITIES and name in back]
    for name in reversed(names):
        writer.apply([change for change in back[name] if change.after is None])
    for name in names:
        writer.apply([change for change in back[name] if change.after is not None])


def _problems(connection: Connection, writer: Writer, actor: Actor, rows: tuple[ChangedRow, ...]) -> list[Problem]:
    if not rows:
        return [Problem("U10", "La modifica da annullare non c’è.", "Ricaricare la storia.")]
    if rows[0].author != actor.officer_id:
        return [Problem("U11", f"La modifica è di {rows[0].author}.", "Ciascuno annulla le proprie; per le altre, scrivere il valore giusto.")]
    closed = closed_years(connection)
    rules = StoredRules(connection)
    gone = frozenset((BY_NAME[row.entity], row.entity_id) for row in rows if row.before is None)
    found = []
    for row in rows:
        place = Place(entity=BY_NAME[row.entity].label, entity_id=row.entity_id)
        refused = _problem(connection, writer, actor, row, closed)
        wrong = [refused] if refused else _no_longer(connection, rules, row, gone)
        found += [problem.at(place) for problem in wrong]
    return found


def _no_longer(connection: Connection, rules: StoredRules, row: ChangedRow, gone: Gone) -> list[Problem]:
    """What stands in the way since then: rows that refer to what was added, voci that became groups."""
    entity = BY_NAME[row.entity]
    wrong = list(rules.wrong(entity, row.before)) if row.before is not None else []
    if row.after is not None:
        wrong += held(connection, entity, row.entity_id, (row.after, row.before), gone)
    return wrong


def _problem(connection: Connection, writer: Writer, actor: Actor, row: ChangedRow, closed: frozenset[str]) -> Problem | None:
    entity = BY_NAME[row.entity]
    image = row.after or row.before or {}
    present = writer.stored(entity, [row.entity_id]).get(row.entity_id)
    if (present.image if present else None) != row.after or changed_again(connection, row):
        return Problem("U12", "Qualcuno ha cambiato la riga dopo.", "Scrivere il valore giusto, invece di annullare.")
    if DataState.VALIDATED.value in {image.get("state"), image.get("data_state")}:
        return Problem("W03", "Il dato è validato e non si modifica.", "Chiedere una correzione, con il suo motivo.")
    if closed & {image.get("fund_year_id"), row.entity_id if entity is FundYear else ""}:
        return Problem("W10", "L’anno del fondo è chiuso.", "Riaprirlo con un motivo.")
    changed = [name for name in image if (row.before or {}).get(name) != (row.after or {}).get(name)]
    deed = deed_of(entity, image, changed, exists=row.before is not None and row.after is not None)
    return refuse_unless(actor, deed, subject_of(connection, entity, image), f"«{entity.label}»") if deed else NEVER_HERE
