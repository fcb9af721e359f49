"""What a sitting decides: votes, quorum, ties, corrections; never changed afterwards."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from tests.made_rows import sound_history
from tests.made_sitting import (
    MEMBERS,
    SITTING,
    TODAY,
    asked,
    attend,
    edit,
    move,
    officers,
    opened,
    resolution,
    ten_posts,
)
from tests.service.test_sitting import archive, choose, codes
from udp_core.archive.engine import reading, writing
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.entities import Decision
from udp_core.sittings.queries.decisions import decisions, refused, votes
from udp_core.sittings.report.expectation import expectation_read, expectation_text
from udp_core.sittings.rules import VoteTally
from udp_core.sittings.terms import DecisionOutcome, Presence, VoteChoice
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

__all__ = ["archive"]


def test_a_decision_keeps_its_votes_its_expectation_and_what_was_refused(archive: Engine) -> None:
    """10 places x 214 days x 0,97 x 42 € = 87.183,60 from June.

    The option of twenty was left aside.
    """
    opened(archive)
    chosen, other = ten_posts(archive), ten_posts(archive, "Venti posti", 793)
    named = dict(
        zip(
            MEMBERS,
            (VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.CONFLICT),
            strict=True,
        )
    )
    outcome = choose(
        archive,
        by_name=named,
        reasons={MEMBERS[3]: "Amministra un gestore"},
        scenario_id=chosen,
        refused=(other,),
        review_on=date(2027, 6, 1),
    )
    assert outcome is DecisionOutcome.APPROVED
    with reading(archive) as connection:
        (kept,) = decisions(connection, "ravenna")
        assert [
            (vote.member, vote.choice.value, vote.reason) for vote in votes(connection, kept.id)
        ][3] == ("Sindaco di Russi", "conflict", "Amministra un gestore")
        ((left, _),) = refused(connection, kept.id)
    assert (kept.in_favour, kept.against, kept.abstained, kept.present, kept.entitled) == (
        2,
        1,
        0,
        4,
        4,
    )
    assert (kept.subject, kept.review_on, left) == (
        "Preconsuntivo del FRNA 2026",
        date(2027, 6, 1),
        other,
    )
    assert kept.expectation is not None
    expected = expectation_read(kept.expectation)
    assert (expected.cost_cents, expected.people_served, [one.voce for one in expected.voci]) == (
        87_183_60,
        10,
        ["A1.1"],
    )
    assert expectation_read(expectation_text(expected)) == expected
    assert sound_history(archive) == []


def test_a_decision_is_never_changed(archive: Engine) -> None:
    opened(archive)
    request = asked("decisa")
    decide(archive, request, "anna", SITTING, resolution(), TODAY)
    decide(archive, request, "anna", SITTING, resolution(), TODAY)
    with reading(archive) as connection:
        (kept,) = decisions(connection, "ravenna", SITTING)
    assert codes(lambda: edit(archive, Edit(Decision, {"text": "Altro"}, kept.id, 1))) == {"A12"}
    assert codes(lambda: undo(archive, Undo(asked(), "anna", "decisa", TODAY))) == {"A12"}
    with pytest.raises(IntegrityError, match="append-only"), writing(archive) as connection:
        connection.exec_driver_sql("UPDATE decision SET text = 'Altro'")
    replaced = resolution(replaces_id=kept.id, text="Si approva, con la modifica.")
    assert decide(archive, asked(), "anna", SITTING, replaced, TODAY) is DecisionOutcome.APPROVED


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": " "}, {"D52"}),
        ({"tally": VoteTally(3, 0, 0)}, {"D54"}),
        ({"by_name": {MEMBERS[0]: VoteChoice.FOR}}, {"D53", "D54"}),
        (
            {
                "by_name": {
                    **dict.fromkeys(MEMBERS, VoteChoice.FOR),
                    MEMBERS[2]: VoteChoice.CONFLICT,
                }
            },
            {"D55"},
        ),
        ({"item_id": f"{SITTING}:9"}, {"D51"}),
        ({"scenario_id": "nessuno"}, {"D49"}),
    ],
)
def test_what_a_decision_may_not_be(
    archive: Engine, wrong: dict[str, object], code: set[str]
) -> None:
    opened(archive)
    assert codes(lambda: choose(archive, **wrong)) == code
    with reading(archive) as connection:
        assert decisions(connection, "ravenna") == ()


def test_without_the_quorum_nothing_is_decided(archive: Engine) -> None:
    opened(archive, russi=Presence.ABSENT, cervia=Presence.EXCUSED)
    assert codes(lambda: choose(archive, tally=VoteTally(2, 0, 0))) == {"D40"}


def test_only_an_open_sitting_decides_and_only_who_runs_it_records(archive: Engine) -> None:
    officers(archive)
    assert codes(lambda: choose(archive)) == {"D50"}
    move(archive)
    attend(archive)
    move(archive)
    assert codes(lambda: decide(archive, asked(), "ugo", SITTING, resolution(), TODAY)) == {"A11"}


def test_a_tie_is_decided_by_the_chair_and_a_point_can_be_postponed(archive: Engine) -> None:
    opened(archive)
    tie = dict(
        zip(
            MEMBERS,
            (VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.AGAINST),
            strict=True,
        )
    )
    assert choose(archive, by_name=tie) is DecisionOutcome.APPROVED
    against = dict(
        zip(
            MEMBERS,
            (VoteChoice.AGAINST, VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST),
            strict=True,
        )
    )
    assert choose(archive, by_name=against) is DecisionOutcome.REJECTED
    assert (
        choose(archive, tally=VoteTally(2, 2, 0), chair_in_favour=True) is DecisionOutcome.APPROVED
    )
    assert choose(archive, postponed=True, tally=VoteTally(0, 0, 0)) is DecisionOutcome.POSTPONED


def test_the_same_decision_is_recorded_once_and_a_correction_replaces_it(archive: Engine) -> None:
    opened(archive)
    request = asked("premuto due volte")
    assert (
        decide(archive, request, "anna", SITTING, resolution(), TODAY) is DecisionOutcome.APPROVED
    )
    assert (
        decide(archive, request, "anna", SITTING, resolution(), TODAY) is DecisionOutcome.APPROVED
    )
    assert codes(
        lambda: decide(archive, request, "anna", SITTING, resolution(text="Altro."), TODAY)
    ) == {"A20"}
    assert codes(lambda: choose(archive)) == {"D56"}
    with reading(archive) as connection:
        (first,) = decisions(connection, "ravenna", SITTING)
    assert codes(lambda: choose(archive, replaces_id="altra")) == {"D57"}
    assert codes(lambda: choose(archive, replaces_id=first.id, item_id=f"{SITTING}:1")) == {"D57"}
    assert (
        choose(archive, replaces_id=first.id, text="Si approva, corretto.")
        is DecisionOutcome.APPROVED
    )
    assert codes(lambda: choose(archive, replaces_id=first.id, text="Ancora.")) == {"D58"}
    with reading(archive) as connection:
        assert [
            (one.number, one.replaces_id) for one in decisions(connection, "ravenna", SITTING)
        ] == [(2, first.id), (1, None)]
