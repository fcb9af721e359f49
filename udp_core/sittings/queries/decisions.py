"""Questions on what a sitting decides: the decisions, the votes by name, what was not chosen."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.plan.entities.governance import GoverningBody
from udp_core.sittings.entities import Decision, Member, RefusedOption, Sitting, Vote
from udp_core.sittings.terms import DecisionOutcome, VoteChoice

_SITTING = Sitting.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_BODY = GoverningBody.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MEMBER = Member.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_DECISION = Decision.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VOTE = Vote.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_REFUSED = RefusedOption.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


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
