"""Questions on the sittings: which there are, their agenda, who sits, by which rules."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.archive.entity import Entity, Image, id_of, table_name
from udp_core.archive.images import HISTORY, REQUEST, read_back, read_where
from udp_core.archive.queries import images_then
from udp_core.kernel.vocabulary import Origin, Trust
from udp_core.plan.entities.governance import GoverningBody
from udp_core.sittings.entities import (
    AgendaAlternative,
    AgendaItem,
    Attendance,
    BodyRule,
    Member,
    Sitting,
    SittingMoment,
)
from udp_core.sittings.rules import Occurrence, Seat, moved
from udp_core.sittings.terms import (
    ItemKind,
    MajorityRule,
    MemberRole,
    Presence,
    QuorumRule,
    SittingState,
)

_SITTING = Sitting.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_BODY = GoverningBody.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MEMBER = Member.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ITEM = AgendaItem.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MOMENT = SittingMoment.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_HAPPENED = ("number", "kind", "at", "item", "member_id")
_ALTERNATIVE = AgendaAlternative.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class SittingRow(NamedTuple):
    """A sitting; `revision` and `known_on` are None until it opens."""

    id: str
    version: int
    body_id: str
    body: str
    district: str
    year: int
    held_on: date
    starts_at: str
    place: str
    state: SittingState
    revision: int | None
    known_on: date | None
    note: str | None
    origin: Origin


class ItemRow(NamedTuple):
    """A point of an agenda."""

    id: str
    version: int
    number: int
    title: str
    kind: ItemKind
    rapporteur: str | None
    screen: str | None
    scenario_id: str | None
    document: str | None
    proposal: str | None
    note: str | None


class BodyRuleRow(NamedTuple):
    """By which rules a body decides."""

    quorum: QuorumRule
    majority: MajorityRule
    casting_vote: bool
    trust: Trust
    source: str


_SITTING_COLUMNS = (
    _SITTING.id,
    _SITTING.version,
    _SITTING.body_id,
    _BODY.name,
    _SITTING.district_id,
    _SITTING.year,
    _SITTING.held_on,
    _SITTING.starts_at,
    _SITTING.place,
    _SITTING.state,
    _SITTING.revision,
    _SITTING.known_on,
    _SITTING.note,
    _SITTING.origin,
)


def sittings(connection: Connection, district: str) -> tuple[SittingRow, ...]:
    """The sittings of a district, the latest first."""
    found = (
        select(*_SITTING_COLUMNS)
        .join(GoverningBody, _BODY.id == _SITTING.body_id)
        .where(_SITTING.district_id == district)
    )
    return tuple(
        SittingRow(*tuple(row))
        for row in connection.execute(found.order_by(_SITTING.held_on.desc(), _SITTING.id))
    )


def sitting(connection: Connection, code: str) -> SittingRow | None:
    """One sitting; None where there is none."""
    found = (
        select(*_SITTING_COLUMNS)
        .join(GoverningBody, _BODY.id == _SITTING.body_id)
        .where(_SITTING.id == code)
    )
    row = connection.execute(found).first()
    return None if row is None else SittingRow(*tuple(row))


def moved_at(connection: Connection, sitting_id: str) -> dict[SittingState, datetime]:
    """When a sitting reached each state beyond the first, the last time."""
    own = (HISTORY.c.entity == table_name(Sitting), HISTORY.c.entity_id == sitting_id)
    of_request = REQUEST.c.id == HISTORY.c.request_id
    found = select(REQUEST.c.at, HISTORY.c.after).join(REQUEST, of_request).where(*own)
    when: dict[SittingState, datetime] = {}
    now = None
    for at, text in connection.execute(found.order_by(HISTORY.c.sequence)):
        after = read_back(Sitting, text) if text else {}
        state = SittingState.of(str(after["state"])) if after else None
        if state not in {None, now, SittingState.PLANNED}:
            when[state] = datetime.fromisoformat(at)
        now = state
    return when


def free_code(connection: Connection, body: str, day: date) -> str:
    """A code for a new sitting: «seduta-comitato-ravenna-2026-11-18», with «-2» where a body sits
    twice on a day.
    """
    first = f"seduta-{body}-{day:%Y-%m-%d}"
    taken = frozenset(connection.scalars(select(_SITTING.code).where(_SITTING.body_id == body)))
    again = (f"{first}-{number}" for number in count(2))
    return first if first not in taken else next(one for one in again if one not in taken)


def agenda(connection: Connection, sitting_id: str) -> tuple[ItemRow, ...]:
    """The points of an agenda, in order."""
    own = (
        _ITEM.id,
        _ITEM.version,
        _ITEM.number,
        _ITEM.title,
        _ITEM.kind,
        _ITEM.rapporteur,
        _ITEM.screen,
        _ITEM.scenario_id,
        _ITEM.document,
        _ITEM.proposal,
        _ITEM.note,
    )
    return tuple(
        ItemRow(*tuple(row))
        for row in connection.execute(
            select(*own).where(_ITEM.sitting_id == sitting_id).order_by(_ITEM.number)
        )
    )


def alternatives(connection: Connection, sitting_id: str) -> dict[str, tuple[str, ...]]:
    """Of each point that has any, the scenarios to be looked at beside its own."""
    found: dict[str, tuple[str, ...]] = {}
    own = select(_ALTERNATIVE.item_id, _ALTERNATIVE.scenario_id).join(
        AgendaItem, _ITEM.id == _ALTERNATIVE.item_id
    )
    for item, scenario in connection.execute(
        own.where(_ITEM.sitting_id == sitting_id).order_by(_ALTERNATIVE.id)
    ):
        found[item] = (*found.get(item, ()), scenario)
    return found


def sitting_of_item(connection: Connection, item: str) -> SittingRow | None:
    """The sitting of a point; None where there is no such point."""
    code = connection.execute(select(_ITEM.sitting_id).where(_ITEM.id == item)).scalar()
    return None if code is None else sitting(connection, code)


def _of_body(connection: Connection, entity: type[Entity], row: SittingRow) -> list[Image]:
    """The members, or the rules, of a body as they hold for a sitting.

    Once it has opened, those of when it did.

    What is changed of them while it sits holds for the next one.
    """
    if row.revision is None:
        return list(read_where(connection, entity, "body_id", row.body_id))
    then = images_then(connection, entity, row.revision).values()
    return [image for image in then if image["body_id"] == row.body_id]


def seats(connection: Connection, row: SittingRow) -> tuple[Seat, ...]:
    """Who sits in the body on that day, the chair first, with what is known of their presence."""
    there = {
        str(one["member_id"]): one
        for one in read_where(connection, Attendance, "sitting_id", row.id)
    }
    members = sorted(_of_body(connection, Member, row), key=lambda one: str(one["code"]))
    found = [
        _seat(one, there.get(id_of(Member, one)))
        for one in members
        if _is_in_office(one, row.held_on)
    ]
    order = list(MemberRole)
    found.sort(key=lambda seat: order.index(seat.role))
    return moved(found, moments(connection, row.id))


def moments(connection: Connection, sitting_id: str) -> tuple[Occurrence, ...]:
    """What happened while a sitting was open, in order."""
    found = (
        select(*(_MOMENT[name] for name in _HAPPENED), _MEMBER.name)
        .outerjoin(Member, _MEMBER.id == _MOMENT.member_id)
        .where(_MOMENT.sitting_id == sitting_id)
        .order_by(_MOMENT.number)
    )
    return tuple(
        Occurrence(*row[:4], row[4] or "", row[5] or "") for row in connection.execute(found)
    )


def _is_in_office(member: Image, day: date) -> bool:
    until = member["valid_to"]
    return str(member["valid_from"]) <= day.isoformat() and (
        until is None or str(until) >= day.isoformat()
    )


def _seat(member: Image, there: Image | None) -> Seat:
    presence = Presence.of(str(there["presence"])) if there else None
    delegate, since, until = (
        there[name] if there else None for name in ("delegate", "from_item", "to_item")
    )
    return Seat(
        id_of(Member, member),
        str(member["name"]),
        str(member["office"]),
        MemberRole.of(str(member["role"])),
        bool(member["votes"]),
        presence,
        None if delegate is None else str(delegate),
        _whole(since),
        _whole(until),
    )


def _whole(value: int | str | None) -> int | None:
    return None if value is None else int(value)


def rule_of(connection: Connection, row: SittingRow) -> BodyRuleRow | None:
    """The rules by which a body decides in a sitting; None where nobody wrote them."""
    known = [
        one
        for one in _of_body(connection, BodyRule, row)
        if str(one["valid_from"]) <= row.held_on.isoformat()
    ]
    if not known:
        return None
    last = max(known, key=lambda one: str(one["valid_from"]))
    quorum, majority, trust = (str(last[name]) for name in ("quorum", "majority", "trust"))
    return BodyRuleRow(
        QuorumRule.of(quorum),
        MajorityRule.of(majority),
        bool(last["casting_vote"]),
        Trust.of(trust),
        str(last["source"]),
    )
