"""Questions on what a sitting decides: the decisions, the votes by name, what was not chosen."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from udp_core.kernel.vocabulary import ActKind, ActState
from udp_core.plan.entities.governance import Act, GoverningBody
from udp_core.sittings.entities import Decision, DecisionAct, Member, RefusedOption, Sitting, Vote
from udp_core.sittings.terms import DecisionOutcome, VoteChoice

_SITTING = Sitting.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_BODY = GoverningBody.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MEMBER = Member.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_DECISION = Decision.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MADE = DecisionAct.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACT = Act.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
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


class MadeAct(NamedTuple):
    """The act made from a decision."""

    id: str
    title: str
    kind: ActKind
    number: str | None
    day: date | None
    state: ActState


class VoteRow(NamedTuple):
    """How a member voted."""

    member: str
    choice: VoteChoice
    reason: str | None


_OWN = (
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


def _of_sittings() -> Select[Any]:
    return (
        select(*_OWN)
        .join(Sitting, _SITTING.id == _DECISION.sitting_id)
        .join(GoverningBody, _BODY.id == _SITTING.body_id)
    )


def decisions(
    connection: Connection, district: str, sitting_id: str = ""
) -> tuple[DecisionRow, ...]:
    """The decisions of a district, or of one sitting, the latest first."""
    found = _of_sittings().where(_SITTING.district_id == district)
    found = found.where(_SITTING.id == sitting_id) if sitting_id else found
    return tuple(
        DecisionRow(*tuple(row))
        for row in connection.execute(
            found.order_by(_SITTING.held_on.desc(), _SITTING.id, _DECISION.number.desc())
        )
    )


def decision(connection: Connection, decision_id: str) -> DecisionRow | None:
    """One decision; None where there is none."""
    row = connection.execute(_of_sittings().where(_DECISION.id == decision_id)).first()
    return None if row is None else DecisionRow(*tuple(row))


def acts_made(connection: Connection, district: str) -> dict[str, MadeAct]:
    """The acts made from the decisions of a district, by the id of the decision.

    Where one was repealed and another made, the latter.
    """
    own = (_ACT.id, _ACT.title, _ACT.kind, _ACT.number, _ACT.act_date, _ACT.state)
    found = (
        select(_MADE.decision_id, *own)
        .join(DecisionAct, _MADE.act_id == _ACT.id)
        .join(Decision, _DECISION.id == _MADE.decision_id)
        .join(Sitting, _SITTING.id == _DECISION.sitting_id)
        .where(_SITTING.district_id == district)
    )
    rows = connection.execute(found.order_by(_ACT.state != ActState.REPEALED, _ACT.id))
    return {row[0]: MadeAct(*row[1:]) for row in rows}


def how_many_acts(connection: Connection, decision_id: str) -> int:
    """The acts made from a decision, those repealed since too."""
    found = select(func.count()).where(_MADE.decision_id == decision_id)
    return int(connection.execute(found).scalar_one())


def votes(connection: Connection, decision: str) -> tuple[VoteRow, ...]:
    """The votes by name on a decision; empty where nobody asked for the names."""
    found = (
        select(_MEMBER.name, _VOTE.choice, _VOTE.reason)
        .join(Member, _MEMBER.id == _VOTE.member_id)
        .where(_VOTE.decision_id == decision)
    )
    return tuple(VoteRow(*row) for row in connection.execute(found.order_by(_MEMBER.code)))


def votes_of_sitting(connection: Connection, sitting_id: str) -> dict[str, tuple[VoteRow, ...]]:
    """The votes by name of a sitting, by decision; only those where somebody asked for names."""
    found = (
        select(_VOTE.decision_id, _MEMBER.name, _VOTE.choice, _VOTE.reason)
        .join(Member, _MEMBER.id == _VOTE.member_id)
        .join(Decision, _DECISION.id == _VOTE.decision_id)
        .where(_DECISION.sitting_id == sitting_id)
        .order_by(_VOTE.decision_id, _MEMBER.code)
    )
    rows = connection.execute(found).all()
    return {
        decision: tuple(VoteRow(*row[1:]) for row in own)
        for decision, own in groupby(rows, key=itemgetter(0))
    }


def refused(connection: Connection, decision: str) -> tuple[tuple[str, str], ...]:
    """The scenarios that were not chosen, each with what was expected of it."""
    found = select(_REFUSED.scenario_id, _REFUSED.expectation).where(
        _REFUSED.decision_id == decision
    )
    return tuple(
        (str(row[0]), str(row[1]))
        for row in connection.execute(found.order_by(_REFUSED.scenario_id))
    )
