"""The rows that say which steps were taken: written by the command that moves, with the move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entities import StateStep
from udp_core.archive.entity import Entity, Image, id_of, life_field, life_state, table_name
from udp_core.archive.field import LONGEST_LINE
from udp_core.archive.queries import steps_of_rows
from udp_core.archive.writer import Change
from udp_core.people.rights import Subjects
from udp_core.programme.queries.guards import acts_of
from udp_core.writing.act_rules import Sending
from udp_core.writing.naming import Names


@dataclass(frozen=True, slots=True)
class Walk:
    """Who moves, on which day, why; of each row the act that it rests on, and how it is sent."""

    officer_id: str
    today: date
    reason: str | None
    acts: Mapping[tuple[type[Entity], str], str]
    sendings: Mapping[tuple[type[Entity], str], Sending]


def steps_taken(connection: Connection, changes: Sequence[Change], walk: Walk) -> Iterator[Change]:
    """One row for each change of state of what has a life; figures have their own history."""
    moved = [one for one in changes if _is_step(one)]
    names, subjects = Names(connection), Subjects(connection)
    acts = acts_of(connection, {act for act in walk.acts.values() if act})
    for one in moved:
        before, after = one.before or {}, one.after or {}
        taken = len(steps_of_rows(connection, one.entity, [one.entity_id]))
        act = acts.get(walk.acts.get((one.entity, one.entity_id), ""))
        sent = walk.sendings.get((one.entity, one.entity_id))
        day = sent.on if sent else act.day if act else None
        image: Image = {
            "of_table": table_name(one.entity),
            "row_id": one.entity_id,
            "number": taken + 1,
            "row_title": names.moved(one.entity, one.entity_id, after),
            "district_id": subjects.of(one.entity, after).district_id,
            "from_state": life_state(one.entity, before).label,
            "to_state": life_state(one.entity, after).label,
            "done_on": (day or walk.today).isoformat(),
            "act_id": act.id if act else None,
            "officer_id": walk.officer_id,
            "reason": _line(walk.reason),
            "recipient": sent.recipient.strip() if sent else None,
            "protocol": sent.protocol.strip() if sent else None,
            "content": sent.content.strip() if sent else None,
        }
        yield Change(StateStep, id_of(StateStep, image), 1, None, image)


def _line(reason: str | None) -> str | None:
    """The reason in the line that a register shows; the request keeps the whole of it."""
    if reason is None or len(reason) <= LONGEST_LINE:
        return reason
    return f"{reason[: LONGEST_LINE - 1]}…"


def _is_step(change: Change) -> bool:
    """Only of its life: a figure of a scheda that is confirmed is no step of the scheda."""
    if not change.entity.life or change.before is None or change.after is None:
        return False
    name = life_field(change.entity)
    return change.before[name] != change.after[name]
