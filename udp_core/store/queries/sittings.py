"""Questions on the sittings.

Which there are, their agenda, who sits, what was decided, what is planned about what is red.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.model.entity import Entity, Image, id_of
from udp_core.model.governance import GoverningBody
from udp_core.model.sitting import (
    AgendaAlternative,
    AgendaItem,
    Attendance,
    BodyRule,
    CorrectivePlan,
    Decision,
    Dossier,
    DossierPage,
    Member,
    RefusedOption,
    Sitting,
    Vote,
)
from udp_core.sitting_vocabulary import (
    DecisionOutcome,
    ItemKind,
    MajorityRule,
    MemberRole,
    PlanSubject,
    Presence,
    QuorumRule,
    SittingState,
    VoteChoice,
)
from udp_core.store.images import read_where
from udp_core.store.queries.requests import images_then
from udp_core.vocabulary import Origin, Trust

_SITTING = Sitting.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_BODY = GoverningBody.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MEMBER = Member.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ITEM = AgendaItem.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ALTERNATIVE = AgendaAlternative.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_DECISION = Decision.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VOTE = Vote.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_REFUSED = RefusedOption.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PLAN = CorrectivePlan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_DOSSIER = Dossier.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PAGE = DossierPage.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


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


class SeatRow(NamedTuple):
    """Somebody who sits in the body on the day, with what is known of their presence (None.

    Nobody said).
    """

    member_id: str
    name: str
    office: str
    role: MemberRole
    votes: bool
    presence: Presence | None
    delegate: str | None
    from_item: int | None
    to_item: int | None


class RuleRow(NamedTuple):
    """By which rules a body decides."""

    quorum: QuorumRule
    majority: MajorityRule
    casting_vote: bool
    trust: Trust
    source: str


class DecisionRow(NamedTuple):
    """A decision, with the day and the body of its sitting."""

    id: str
    sitting_id: str
    held_on: date
    body: str
    year: int
    number: int
    item_id: str
    subject: str
    text: str
    outcome: DecisionOutcome
    entitled: int
    present: int
    in_favour: int
    against: int
    abstained: int
    scenario_id: str | None
    expectation: str | None
    review_on: date | None
    replaces_id: str | None


class VoteRow(NamedTuple):
    """How a member voted."""

    member: str
    choice: VoteChoice
    reason: str | None


class PlanRow(NamedTuple):
    """What is done about something red or amber."""

    id: str
    version: int
    kind: PlanSubject
    subject: str
    cause: str
    action: str
    owner: str
    due_on: date


class DossierRow(NamedTuple):
    """A briefing book that was made."""

    id: str
    district: str
    sitting_id: str | None
    year: int
    revision: int
    known_on: date
    made_at: str
    head: str
    pdf: str
    pptx: str
    xlsx: str


class PageRow(NamedTuple):
    """A page of a briefing book."""

    number: int
    name: str
    title: str
    digest: str


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


def seats(connection: Connection, row: SittingRow) -> tuple[SeatRow, ...]:
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
    return tuple(sorted(found, key=lambda seat: order.index(seat.role)))


def _is_in_office(member: Image, day: date) -> bool:
    until = member["valid_to"]
    return str(member["valid_from"]) <= day.isoformat() and (
        until is None or str(until) >= day.isoformat()
    )


def _seat(member: Image, there: Image | None) -> SeatRow:
    presence = Presence.of(str(there["presence"])) if there else None
    delegate, since, until = (
        there[name] if there else None for name in ("delegate", "from_item", "to_item")
    )
    return SeatRow(
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


def rule_of(connection: Connection, row: SittingRow) -> RuleRow | None:
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
    return RuleRow(
        QuorumRule.of(quorum),
        MajorityRule.of(majority),
        bool(last["casting_vote"]),
        Trust.of(trust),
        str(last["source"]),
    )


def decisions(
    connection: Connection, district: str, sitting_id: str = ""
) -> tuple[DecisionRow, ...]:
    """The decisions of a district, or of one sitting, the latest first."""
    own = (
        _DECISION.id,
        _DECISION.sitting_id,
        _SITTING.held_on,
        _BODY.name,
        _SITTING.year,
        _DECISION.number,
        _DECISION.item_id,
        _DECISION.subject,
        _DECISION.text,
        _DECISION.outcome,
        _DECISION.entitled,
        _DECISION.present,
        _DECISION.in_favour,
        _DECISION.against,
        _DECISION.abstained,
        _DECISION.scenario_id,
        _DECISION.expectation,
        _DECISION.review_on,
        _DECISION.replaces_id,
    )
    found = (
        select(*own)
        .join(Sitting, _SITTING.id == _DECISION.sitting_id)
        .join(GoverningBody, _BODY.id == _SITTING.body_id)
        .where(_SITTING.district_id == district)
    )
    found = found.where(_SITTING.id == sitting_id) if sitting_id else found
    return tuple(
        DecisionRow(*tuple(row))
        for row in connection.execute(
            found.order_by(_SITTING.held_on.desc(), _SITTING.id, _DECISION.number.desc())
        )
    )


def votes(connection: Connection, decision: str) -> tuple[VoteRow, ...]:
    """The votes by name on a decision; empty where nobody asked for the names."""
    found = (
        select(_MEMBER.name, _VOTE.choice, _VOTE.reason)
        .join(Member, _MEMBER.id == _VOTE.member_id)
        .where(_VOTE.decision_id == decision)
    )
    return tuple(VoteRow(*row) for row in connection.execute(found.order_by(_MEMBER.code)))


def refused(connection: Connection, decision: str) -> tuple[tuple[str, str], ...]:
    """The scenarios that were not chosen, each with what was expected of it."""
    found = select(_REFUSED.scenario_id, _REFUSED.expectation).where(
        _REFUSED.decision_id == decision
    )
    return tuple(
        (str(row[0]), str(row[1]))
        for row in connection.execute(found.order_by(_REFUSED.scenario_id))
    )


def plans(connection: Connection, district: str, year: int) -> tuple[PlanRow, ...]:
    """What is done about what is red or amber in a year."""
    own = (
        _PLAN.id,
        _PLAN.version,
        _PLAN.kind,
        _PLAN.subject,
        _PLAN.cause,
        _PLAN.action,
        _PLAN.owner,
        _PLAN.due_on,
    )
    return tuple(
        PlanRow(*row)
        for row in connection.execute(
            select(*own).where(_PLAN.district_id == district, _PLAN.year == year).order_by(_PLAN.id)
        )
    )


def dossiers(connection: Connection, district: str) -> tuple[DossierRow, ...]:
    """The briefing books made in a district, the latest first."""
    found = select(*_DOSSIER_COLUMNS).where(_DOSSIER.district_id == district)
    return tuple(
        DossierRow(*tuple(row))
        for row in connection.execute(found.order_by(_DOSSIER.made_at.desc(), _DOSSIER.id))
    )


def dossier(connection: Connection, code: str) -> DossierRow | None:
    """One briefing book; None where there is none."""
    row = connection.execute(select(*_DOSSIER_COLUMNS).where(_DOSSIER.id == code)).first()
    return None if row is None else DossierRow(*tuple(row))


_DOSSIER_COLUMNS = (
    _DOSSIER.id,
    _DOSSIER.district_id,
    _DOSSIER.sitting_id,
    _DOSSIER.year,
    _DOSSIER.revision,
    _DOSSIER.known_on,
    _DOSSIER.made_at,
    _DOSSIER.head,
    _DOSSIER.pdf,
    _DOSSIER.pptx,
    _DOSSIER.xlsx,
)


def pages(connection: Connection, code: str) -> tuple[PageRow, ...]:
    """The pages of a briefing book, in order."""
    found = select(_PAGE.number, _PAGE.name, _PAGE.title, _PAGE.digest).where(
        _PAGE.dossier_id == code
    )
    return tuple(PageRow(*row) for row in connection.execute(found.order_by(_PAGE.number)))
