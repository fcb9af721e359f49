"""The agenda of a sitting begun from that of another: what is left of it, or all of it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from udp_core.archive.entity import Entity
from udp_core.archive.queries import register_rows
from udp_core.sittings.entities import AgendaAlternative, AgendaItem, Attendance, Sitting
from udp_core.sittings.queries.decisions import decisions
from udp_core.sittings.queries.sittings import ItemRow, SittingRow, agenda, alternatives, sittings
from udp_core.sittings.rules import is_left
from udp_core.writing.saving import Edit, Value


def last_with_agenda(connection: Connection, district: str, body: str) -> SittingRow | None:
    """The last sitting of a body that has points; None where there is none."""
    own = (one for one in sittings(connection, district) if one.body_id == body)
    return next((one for one in own if agenda(connection, one.id)), None)


def left_of(connection: Connection, row: SittingRow) -> tuple[ItemRow, ...]:
    """The points of a sitting that it did not close."""
    last = {
        one.item_id: one.outcome for one in reversed(decisions(connection, row.district, row.id))
    }
    return tuple(
        one for one in agenda(connection, row.id) if is_left(one.kind, last.get(one.id), row.state)
    )


def agenda_edits(
    connection: Connection, row: SittingRow, code: str, *, whole: bool
) -> Iterator[Edit]:
    """What writes those points, or all of them, in the sitting of that code.

    Numbered from one, with what they propose, open and compare; nothing of what was noted.
    """
    beside = alternatives(connection, row.id)
    points = agenda(connection, row.id) if whole else left_of(connection, row)
    for number, one in enumerate(points, start=1):
        values: dict[str, Value] = {
            "sitting_id": code,
            "number": number,
            "title": one.title,
            "kind": one.kind.value,
            "rapporteur": one.rapporteur,
            "screen": one.screen,
            "scenario_id": one.scenario_id,
            "document": one.document,
            "proposal": one.proposal,
            "note": None,
        }
        yield Edit(AgendaItem, values)
        for scenario in beside.get(one.id, ()):
            yield Edit(AgendaAlternative, {"item_id": f"{code}:{number}", "scenario_id": scenario})


def removal_edits(connection: Connection, row: SittingRow) -> Iterator[Edit]:
    """What takes away a sitting that was not convened, with all that was prepared for it."""
    points = [one.id for one in agenda(connection, row.id)]
    yield from _gone(connection, AgendaAlternative, "item_id", points)
    yield from _gone(connection, AgendaItem, "sitting_id", [row.id])
    yield from _gone(connection, Attendance, "sitting_id", [row.id])
    yield Edit(Sitting, {}, row.id, row.version, remove=True)


def _gone(
    connection: Connection, entity: type[Entity], field: str, values: list[str]
) -> Iterator[Edit]:
    for value in values:
        for one in register_rows(connection, entity, {field: value}):
            yield Edit(entity, {}, one.id, one.version, remove=True)
