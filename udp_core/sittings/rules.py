"""A sitting: who is counted, whether it may decide, whether a proposal passed.

The rules are data, the sums are here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from udp_core.kernel.italian import plural
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import ActKind, BodyKind
from udp_core.sittings.terms import (
    DecisionOutcome,
    ItemKind,
    MajorityRule,
    MemberRole,
    MomentKind,
    Presence,
    QuorumRule,
    SittingState,
    VoteChoice,
)

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
HALF, THIRD, TWO_THIRDS = Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)
PAUSES = frozenset({MomentKind.SUSPENDED, MomentKind.RESUMED})
COUNTED = frozenset({Presence.PRESENT, Presence.DELEGATED})
ACTS_OF_BODIES: Mapping[BodyKind, tuple[ActKind, ...]] = {
    BodyKind.DISTRICT_COMMITTEE: (
        ActKind.COMMITTEE_DECISION,
        ActKind.AGREEMENT,
        ActKind.OTHER,
    ),
    BodyKind.CTSS: (ActKind.CTSS_RESOLUTION, ActKind.AGREEMENT, ActKind.OTHER),
    BodyKind.REGIONAL_GOVERNMENT: (
        ActKind.REGIONAL_RESOLUTION,
        ActKind.AGREEMENT,
        ActKind.OTHER,
    ),
    BodyKind.MUNICIPAL_COUNCIL: (ActKind.OTHER, ActKind.AGREEMENT),
    BodyKind.MUNICIPAL_GOVERNMENT: (
        ActKind.MUNICIPAL_RESOLUTION,
        ActKind.AGREEMENT,
        ActKind.OTHER,
    ),
}
"""The kinds of act that a body adopts in a sitting of its own, the usual one first."""
_NEXT: Mapping[SittingState, SittingState] = {
    SittingState.PLANNED: SittingState.CONVENED,
    SittingState.CONVENED: SittingState.OPEN,
    SittingState.OPEN: SittingState.CLOSED,
    SittingState.CLOSED: SittingState.APPROVED,
}


def is_left(kind: ItemKind, last: DecisionOutcome | None, state: SittingState) -> bool:
    """Whether a point is still to be dealt with; `last` is what was decided last on it.

    All those of a sitting that never opened; then what was put off, or asked a decision and has
    none.
    """
    if state in {SittingState.PLANNED, SittingState.CONVENED}:
        return True
    if last is None:
        return kind is ItemKind.DECISION
    return last is DecisionOutcome.POSTPONED


def wrong_hour(said: str) -> Problem | None:
    """Why it is not a time of the day, written as «18:42»; None where it is."""
    if _HOUR.fullmatch(said):
        return None
    return Problem("D64", f"«{said}» non è un’ora.", "Scrivere ore e minuti: 18:42.", value=said)


@dataclass(frozen=True, slots=True)
class Seat:
    """A member on the day of the sitting, and whether they are there (None: nobody said)."""

    member_id: str
    name: str
    office: str
    role: MemberRole
    votes: bool
    presence: Presence | None
    delegate: str | None
    from_item: int | None
    to_item: int | None
    moves: tuple[tuple[int, bool], ...] = ()
    """At which item they came in (true) or left, one after the other."""

    def is_here(self, item: int) -> bool:
        """Counted while an item is discussed: who leaves during it is not, who comes in is."""
        here = (
            self.presence in COUNTED
            and (self.from_item or 1) <= item
            and (self.to_item is None or item <= self.to_item)
        )
        for at, enters in self.moves:
            if at <= item:
                here = enters
        return here


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened while a sitting was open; `member` is empty where it is of the whole body."""

    number: int
    kind: MomentKind
    at: str
    item: int
    member_id: str = ""
    member: str = ""

    @property
    def words(self) -> str:
        """«Alle 18:42, al punto 3: esce Sindaco di Russi.»."""
        said = f"{self.kind.label} {self.member}".strip()
        return f"Alle {self.at}, al punto {self.item}: {said}."


def moved(seats: Iterable[Seat], moments: Sequence[Occurrence]) -> tuple[Seat, ...]:
    """The seats after what happened."""
    return tuple(
        replace(
            seat,
            moves=tuple(
                (one.item, one.kind is MomentKind.RETURNED)
                for one in moments
                if one.member_id == seat.member_id
            ),
        )
        for seat in seats
    )


def suspended_since(moments: Sequence[Occurrence]) -> str:
    """The time at which the sitting was suspended; empty where it goes on."""
    pauses = [one for one in moments if one.kind in PAUSES]
    return pauses[-1].at if pauses and pauses[-1].kind is MomentKind.SUSPENDED else ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many with a vote there are, how many are here, how many are needed."""

    entitled: int
    present: int
    needed: int

    @property
    def holds(self) -> bool:
        """Whether the body may decide."""
        return self.entitled > 0 and self.present >= self.needed

    @property
    def words(self) -> str:
        """«Numero legale: sì, 3 presenti su 4, ne servono 3.»."""
        return f"Numero legale: {'sì' if self.holds else 'no'}, {self.counted}"

    @property
    def counted(self) -> str:
        """«3 presenti su 4, ne servono 3.»."""
        here = plural(self.present, "presente", "presenti")
        return f"{here} su {self.entitled}, ne servono {self.needed}."


@dataclass(frozen=True, slots=True)
class VoteTally:
    """Votes; who is in a conflict of interest does not vote."""

    in_favour: int
    against: int
    abstained: int
    conflict: int = 0

    @property
    def words(self) -> str:
        """«3 favorevoli, nessun contrario, 1 astenuto»."""
        counts = [
            _count(self.in_favour, "favorevole", "favorevoli"),
            _count(self.against, "contrario", "contrari"),
            _count(self.abstained, "astenuto", "astenuti"),
        ]
        return ", ".join(
            [*counts, f"{self.conflict} in conflitto di interessi"] if self.conflict else counts
        )


def _count(number: int, one: str, many: str) -> str:
    return f"nessun {one}" if number == 0 else plural(number, one, many)


def quorum(rule: QuorumRule, seats: Iterable[Seat], item: int) -> Quorum:
    """Whether the body may decide on an item."""
    voting = [seat for seat in seats if seat.votes]
    return Quorum(
        len(voting), sum(seat.is_here(item) for seat in voting), needed_for(rule, len(voting))
    )


_AT_LEAST = {
    QuorumRule.AT_LEAST_HALF: HALF,
    QuorumRule.ONE_THIRD: THIRD,
    QuorumRule.TWO_THIRDS: TWO_THIRDS,
}


def needed_for(rule: QuorumRule, entitled: int) -> int:
    """Members with a vote who must be there."""
    if rule is QuorumRule.MORE_THAN_HALF:
        return floor(entitled * HALF) + 1
    return ceil(entitled * _AT_LEAST[rule])


def tally_of(votes: Iterable[VoteChoice]) -> VoteTally:
    """Votes by name, counted."""
    found = list(votes)
    return VoteTally(
        *(
            found.count(choice)
            for choice in (
                VoteChoice.FOR,
                VoteChoice.AGAINST,
                VoteChoice.ABSTAINED,
                VoteChoice.CONFLICT,
            )
        )
    )


def passes(
    rule: MajorityRule, tally: VoteTally, here: Quorum, *, chair_in_favour: bool | None = None
) -> bool:
    """Whether a proposal passed.

    `chair_in_favour` decides a tie where the chair's vote prevails; None: a tie is a no.
    """
    if (
        tally.in_favour == tally.against
        and tally.in_favour > 0
        and chair_in_favour is not None
        and rule is MajorityRule.VOTES
    ):
        return chair_in_favour
    return tally.in_favour >= favour_needed(rule, tally, here)


def favour_needed(rule: MajorityRule, tally: VoteTally, here: Quorum) -> int:
    """Votes in favour that are enough."""
    voting = here.present - tally.conflict
    return {
        MajorityRule.VOTES: tally.against + 1,
        MajorityRule.PRESENT: floor(voting * HALF) + 1,
        MajorityRule.MEMBERS: floor(here.entitled * HALF) + 1,
        MajorityRule.TWO_THIRDS_PRESENT: ceil(voting * TWO_THIRDS),
    }[rule]


def outcome_of(*, passed: bool) -> DecisionOutcome:
    """What became of a proposal that was voted."""
    return DecisionOutcome.APPROVED if passed else DecisionOutcome.REJECTED


def next_state(state: SittingState) -> SittingState | None:
    """Where a sitting goes next; None where it has ended."""
    return _NEXT.get(state)


def chair_of(seats: Sequence[Seat]) -> Seat | None:
    """Who presides."""
    return next((seat for seat in seats if seat.role is MemberRole.CHAIR), None)
