"""What nobody does to a sitting.

Change its rules while it sits, rewrite what it knew, take back what happened in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_rows import load
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
)
from udp_core.archive.changes import last_request_of
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.kernel.problem import RefusedError
from udp_core.sittings.commands.conducting import move_sitting, room_of
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.entities import BodyRule, Member, Sitting
from udp_core.sittings.queries.sittings import SittingRow, sitting
from udp_core.sittings.rules import Quorum, VoteTally
from udp_core.sittings.terms import DecisionOutcome, Presence, SittingState
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo


@pytest.fixture
def archive(demo_copy: Engine) -> Engine:
    return demo_copy


def choose(engine: Engine, **values: Any) -> DecisionOutcome:
    return decide(engine, asked(), "anna", SITTING, resolution(**values), TODAY)


def codes(work: Callable[[], object]) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        work()
    return {problem.code for problem in caught.value.problems}


def test_where_the_vote_of_the_chair_does_not_prevail_a_tie_is_a_no(archive: Engine) -> None:
    rule_changes(archive, casting_vote=0)
    opened(archive)
    assert (
        choose(archive, tally=VoteTally(2, 2, 0), chair_in_favour=True) is DecisionOutcome.REJECTED
    )


def rule_changes(engine: Engine, **values: int | str) -> None:
    with writing(engine) as connection:
        rule = connection.exec_driver_sql("SELECT id FROM body_rule").scalar_one()
        image = read_by_id(connection, BodyRule, [rule])[rule][1]
    load(engine, Batch(BodyRule, [(None, {**image, **values})]))


def test_what_changes_of_a_body_while_it_sits_does_not_hold_for_that_sitting(
    archive: Engine,
) -> None:
    """One of four is there.

    Neither a gentler rule, nor three votes taken away, makes one a quorum.
    """
    opened(archive, russi=Presence.ABSENT, cervia=Presence.EXCUSED, distretto=Presence.ABSENT)
    held_on = sitting_now(archive).held_on
    rule: Image = {
        "body_id": "comitato-ravenna",
        "valid_from": f"{held_on}",
        "quorum": "one_third",
        "majority": "votes",
        "casting_vote": 1,
    }
    edit(
        archive, Edit(BodyRule, {**rule, "trust": "official", "source": "Prova", "origin": "real"})
    )
    edit(archive, *(Edit(Member, {"votes": 0}, member, 1) for member in MEMBERS[1:]))
    with reading(archive) as connection:
        room = room_of(connection, SITTING)
        assert room is not None
        assert room.quorum(connection, 2) == Quorum(entitled=4, present=1, needed=3)
    assert codes(lambda: choose(archive, tally=VoteTally(1, 0, 0))) == {"D40"}


def test_a_member_or_a_rule_of_before_the_opening_holds(archive: Engine) -> None:
    rule_changes(archive, quorum="one_third")
    opened(archive, russi=Presence.ABSENT, cervia=Presence.EXCUSED)
    assert choose(archive, tally=VoteTally(2, 0, 0)) is DecisionOutcome.APPROVED


def test_a_point_is_put_off_without_the_quorum(archive: Engine) -> None:
    """It is what the refusal of a decision says to do."""
    opened(archive, russi=Presence.ABSENT, cervia=Presence.EXCUSED)
    assert choose(archive, postponed=True, tally=VoteTally(0, 0, 0)) is DecisionOutcome.POSTPONED


def sitting_now(engine: Engine) -> SittingRow:
    with reading(engine) as connection:
        found = sitting(connection, SITTING)
    assert found is not None
    return found


def test_what_a_sitting_knew_is_not_rewritten_nor_taken_back(archive: Engine) -> None:
    opened(archive)
    row = sitting_now(archive)
    changes: tuple[Image, ...] = (
        {"known_on": "2026-01-01"},
        {"revision": 1},
        {"held_on": "2026-01-01"},
        {"year": 2025},
    )
    for values in changes:
        assert codes(partial(edit, archive, Edit(Sitting, values, SITTING, row.version))) == {"D62"}
    edit(archive, Edit(Sitting, {"note": "Si comincia in ritardo."}, SITTING, row.version))
    closing = asked("chiusura")
    move_sitting(archive, closing, "anna", (SITTING, row.version + 1), TODAY)
    assert codes(lambda: undo(archive, Undo(asked(), "anna", "chiusura", TODAY))) == {"U13"}
    assert sitting_now(archive).state is SittingState.CLOSED


def test_presences_of_a_closed_sitting_are_not_undone(archive: Engine) -> None:
    officers(archive)
    move(archive)
    attend(archive)
    with reading(archive) as connection:
        presences = last_request_of(connection, "anna")
    move(archive)
    move(archive)
    assert presences
    assert codes(lambda: undo(archive, Undo(asked(), "anna", presences, TODAY))) == {"D47"}
