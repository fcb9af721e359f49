"""Quorum and majorities, on bodies that a person can count on their fingers."""

from __future__ import annotations

import pytest

from udp_core.sittings.rules import (
    Quorum,
    Seat,
    VoteTally,
    chair_of,
    needed_for,
    next_state,
    outcome_of,
    passes,
    quorum,
    tally_of,
)
from udp_core.sittings.terms import (
    DecisionOutcome,
    MajorityRule,
    MemberRole,
    Presence,
    QuorumRule,
    SittingState,
    VoteChoice,
)


def seat(
    name: str,
    presence: Presence | None = Presence.PRESENT,
    *,
    votes: bool = True,
    role: MemberRole = MemberRole.MEMBER,
    since: int | None = None,
    until: int | None = None,
) -> Seat:
    return Seat(name, name, "Sindaco", role, votes, presence, None, since, until)


@pytest.mark.parametrize(
    ("rule", "of_four", "of_five", "of_eleven"),
    [
        (QuorumRule.MORE_THAN_HALF, 3, 3, 6),
        (QuorumRule.AT_LEAST_HALF, 2, 3, 6),
        (QuorumRule.ONE_THIRD, 2, 2, 4),
        (QuorumRule.TWO_THIRDS, 3, 4, 8),
    ],
)
def test_how_many_are_needed(rule: QuorumRule, of_four: int, of_five: int, of_eleven: int) -> None:
    assert (needed_for(rule, 4), needed_for(rule, 5), needed_for(rule, 11)) == (
        of_four,
        of_five,
        of_eleven,
    )


def test_the_quorum_is_that_of_each_item() -> None:
    """Four with a vote: one comes at the third item, one leaves after it, one is away.

    A delegate counts, the secretary does not.
    """
    seats = [
        seat("a", Presence.DELEGATED),
        seat("b", since=3),
        seat("c", until=3),
        seat("d", Presence.EXCUSED),
        seat("s", votes=False),
    ]
    found = [quorum(QuorumRule.MORE_THAN_HALF, seats, item) for item in (1, 3, 4)]
    assert [(one.present, one.holds) for one in found] == [(2, False), (3, True), (2, False)]
    assert found[1].words == "Numero legale: sì, 3 presenti su 4, ne servono 3."
    assert found[0].words == "Numero legale: no, 2 presenti su 4, ne servono 3."


def test_a_body_without_members_never_decides() -> None:
    assert not quorum(QuorumRule.AT_LEAST_HALF, [seat("s", votes=False)], 1).holds
    assert not seat("a", None).is_here(1)


FOUR = Quorum(4, 4, 3)


@pytest.mark.parametrize(
    ("rule", "tally", "passed"),
    [
        (MajorityRule.VOTES, VoteTally(2, 1, 1), True),
        (MajorityRule.VOTES, VoteTally(1, 0, 3), True),
        (MajorityRule.VOTES, VoteTally(0, 0, 4), False),
        (MajorityRule.VOTES, VoteTally(2, 2, 0), False),
        (MajorityRule.PRESENT, VoteTally(2, 1, 1), False),
        (MajorityRule.PRESENT, VoteTally(3, 1, 0), True),
        (MajorityRule.PRESENT, VoteTally(2, 1, 0, 1), True),
        (MajorityRule.MEMBERS, VoteTally(3, 0, 1), True),
        (MajorityRule.MEMBERS, VoteTally(2, 0, 2), False),
        (MajorityRule.TWO_THIRDS_PRESENT, VoteTally(3, 1, 0), True),
        (MajorityRule.TWO_THIRDS_PRESENT, VoteTally(2, 1, 1), False),
        (MajorityRule.TWO_THIRDS_PRESENT, VoteTally(2, 1, 0, 1), True),
    ],
)
def test_what_passes(rule: MajorityRule, tally: VoteTally, passed: bool) -> None:
    assert passes(rule, tally, FOUR) is passed
    assert outcome_of(passed=passed) is (
        DecisionOutcome.APPROVED if passed else DecisionOutcome.REJECTED
    )


def test_the_chair_decides_a_tie_where_the_rule_says_so() -> None:
    assert passes(MajorityRule.VOTES, VoteTally(2, 2, 0), FOUR, chair_in_favour=True)
    assert not passes(MajorityRule.VOTES, VoteTally(2, 2, 0), FOUR, chair_in_favour=False)
    assert not passes(MajorityRule.VOTES, VoteTally(0, 0, 4), FOUR, chair_in_favour=True)
    assert not passes(MajorityRule.PRESENT, VoteTally(2, 2, 0), FOUR, chair_in_favour=True)


def test_votes_by_name_are_counted_and_said() -> None:
    tally = tally_of([VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.CONFLICT])
    assert tally == VoteTally(2, 1, 0, 1)
    assert tally.words == "2 favorevoli, 1 contrario, nessun astenuto, 1 in conflitto di interessi"
    assert VoteTally(1, 0, 0).words == "1 favorevole, nessun contrario, nessun astenuto"


def test_who_presides_and_what_comes_next() -> None:
    assert chair_of([seat("a"), seat("b", role=MemberRole.CHAIR)]) == seat(
        "b", role=MemberRole.CHAIR
    )
    assert chair_of([seat("a")]) is None
    assert [next_state(state) for state in SittingState] == [*list(SittingState)[1:], None]
