"""A sitting from its agenda to its minutes: each step with its guards.

Opening it freezes the archive as known then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Entity, Image
from udp_core.archive.queries import WrittenRow
from udp_core.archive.writer import Change, Writer
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import refuse_unless, require
from udp_core.people.rules import Actor, RowSubject
from udp_core.sittings.entities import (
    AgendaAlternative,
    AgendaItem,
    Attendance,
    DiscussionNote,
    Sitting,
    SittingMoment,
)
from udp_core.sittings.queries.sittings import (
    SittingRow,
    agenda,
    rule_of,
    seats,
    sitting,
    sitting_of_item,
)
from udp_core.sittings.rules import Quorum, Seat, next_state, quorum
from udp_core.sittings.terms import SittingState

AGENDA_FIXED = frozenset({"title", "kind", "number"})
CONVENED_FOR = frozenset({"body_id", "held_on", "starts_at", "place"})
"""What a convocation said: nobody reads it again to see whether it changed."""


@dataclass(frozen=True, slots=True)
class Room:
    """Who sits and by which rules, on the day of a sitting."""

    sitting: SittingRow
    seats: tuple[Seat, ...]
    quorum_words: str
    """The rule in words; empty where nobody wrote it."""

    def quorum(self, connection: Connection, item: int) -> Quorum | None:
        """Whether the body may decide on an item; None without a rule."""
        rule = rule_of(connection, self.sitting)
        return None if rule is None else quorum(rule.quorum, self.seats, item)


def room_of(connection: Connection, code: str) -> Room | None:
    """The room of a sitting; None where there is none."""
    row = sitting(connection, code)
    if row is None:
        return None
    rule = rule_of(connection, row)
    return Room(row, seats(connection, row), rule.quorum.label if rule else "")


def move_sitting(
    engine: Engine, asked: Asked, officer_id: str, seen: tuple[str, int], today: date
) -> SittingState:
    """Take a sitting (its id, and the version looked at) to its next state. Raises RefusedError."""
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, today, "move_sitting")
        if already := answered_before(
            connection, asked.request_id, [AskedRow(Sitting, seen[0], {})]
        ):
            return _reached(already[0])
        row = sitting(connection, seen[0])
        if row is None or row.version != seen[1]:
            raise RefusedError(
                [
                    Problem(
                        "D41",
                        "La seduta è cambiata nel frattempo.",
                        "Ricaricare la pagina.",
                        value=seen[0],
                    )
                ]
            )
        target = next_state(row.state)
        if target is None:
            raise RefusedError(
                [
                    Problem(
                        "D42", "Il verbale è già approvato.", "La seduta è conclusa.", value=row.id
                    )
                ]
            )
        problems = [*not_allowed(actor, row), *_missing(connection, row, target)]
        if problems:
            raise RefusedError(problems)
        before = writer.stored(Sitting, [row.id])[row.id].image
        frozen: Image = (
            {"revision": writer.revision, "known_on": today.isoformat()}
            if target is SittingState.OPEN
            else {}
        )
        writer.apply(
            [
                Change(
                    Sitting,
                    row.id,
                    row.version + 1,
                    before,
                    {**before, "state": target.value, **frozen},
                )
            ]
        )
        return target


def _reached(found: WrittenRow | None) -> SittingState:
    """The state to which a request took a sitting."""
    return (
        SittingState.of(str(found.after["state"]))
        if found and found.after
        else SittingState.PLANNED
    )


def begin(
    connection: Connection, asked: Asked, officer_id: str, today: date, command: str
) -> tuple[Actor, Writer]:
    """Who asks, and the writer of what they ask."""
    actor = require(connection, officer_id, today)
    return actor, Writer(
        connection, replace(asked, author=actor.officer_id, role=actor.role_words).header(command)
    )


def not_allowed(actor: Actor, row: SittingRow) -> list[Problem]:
    """Why somebody may not run a sitting; empty where they may."""
    refused = refuse_unless(
        actor, Right.ARRANGE, RowSubject(row.district), f"la seduta del {row.held_on:%d/%m/%Y}"
    )
    return [refused] if refused else []


def _missing(connection: Connection, row: SittingRow, target: SittingState) -> list[Problem]:
    """What a step still needs."""
    items, found = agenda(connection, row.id), seats(connection, row)
    if target is SittingState.CONVENED and not items:
        return [Problem("D43", "L’ordine del giorno è vuoto.", "Scrivere almeno un punto.")]
    if target is not SittingState.OPEN:
        return []
    problems = []
    if rule_of(connection, row) is None:
        problems.append(
            Problem(
                "D44",
                "Non si sa quando l’organo può decidere.",
                "Scrivere numero legale e maggioranza nel registro «Regole degli organi».",
            )
        )
    if not any(seat.votes for seat in found):
        problems.append(
            Problem(
                "D45",
                "Nessun componente con voto è in carica in quella data.",
                "Completare il registro «Componenti degli organi».",
            )
        )
    if unsaid := [seat.name for seat in found if seat.votes and seat.presence is None]:
        problems.append(
            Problem(
                "D46",
                f"Manca la presenza di {', '.join(unsaid)}.",
                "Dire di ciascuno se è presente, assente o per delega.",
            )
        )
    return problems


def settled(
    connection: Connection, entity: type[Entity], image: Image, changed: tuple[str, ...]
) -> Problem | None:
    """Why a row of a sitting no longer changes.

    When and where are fixed when it is convened, the agenda when it opens, everything when it
    closes.
    """
    row = _sitting_of(connection, entity, image)
    if row and row.state is SittingState.CONVENED and entity is Sitting:
        return _convened_for(row, changed)
    if row is None or row.state in {SittingState.PLANNED, SittingState.CONVENED}:
        return None
    if row.state is not SittingState.OPEN:
        return Problem(
            "D47",
            "La seduta è chiusa: ciò che vi è accaduto non si cambia.",
            "Una correzione si decide in una seduta successiva.",
            value=row.id,
        )
    if entity is Sitting and set(changed) - {"note"}:
        return Problem(
            "D62",
            "La seduta è aperta: giorno, organo e cifre conosciute non cambiano più.",
            "Scrivere una nota, o chiuderla e convocarne un’altra.",
            value=row.id,
        )
    if entity is AgendaItem and AGENDA_FIXED.intersection(changed):
        return Problem(
            "D48",
            "La seduta è aperta: l’ordine del giorno non cambia più.",
            "Aggiungere una nota al punto, o rinviarlo.",
            value=row.id,
        )
    return None


def _convened_for(row: SittingRow, changed: tuple[str, ...]) -> Problem | None:
    if not CONVENED_FOR.intersection(changed):
        return None
    return Problem(
        "D81",
        "La seduta è già convocata: organo, giorno, ora e luogo non si correggono più.",
        "Rinviarla, con il motivo: torna prevista, e si convoca di nuovo.",
        value=row.id,
    )


def _sitting_of(connection: Connection, entity: type[Entity], image: Image) -> SittingRow | None:
    """The sitting that a row is part of; None of every other row."""
    if entity in {AgendaAlternative, DiscussionNote}:
        return sitting_of_item(connection, str(image["item_id"]))
    if entity is Sitting:
        return sitting(connection, str(image["code"]))
    return (
        sitting(connection, str(image["sitting_id"]))
        if entity in {AgendaItem, Attendance, SittingMoment}
        else None
    )
