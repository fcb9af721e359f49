"""Who leaves and comes back, a suspension: what they change, and what the minutes say of them.

Four have a vote, three are needed: with two gone nothing is decided until one is back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.made_rows import sound_history
from tests.made_sitting import MEMBERS, SITTING, TODAY, asked, officers, opened, resolution
from tests.service.test_sitting import archive
from udp_core.archive.engine import reading
from udp_core.briefing.minutes import sheet_of
from udp_core.briefing.notice import notices_of
from udp_core.kernel.problem import RefusedError
from udp_core.sittings.commands.conducting import room_of
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.commands.moments import NewMoment, note_moment
from udp_core.sittings.queries.sittings import moments
from udp_core.sittings.rules import Occurrence, VoteTally, suspended_since
from udp_core.sittings.terms import DecisionOutcome, MomentKind
from udp_core.writing.undoing import Undo, undo

__all__ = ["archive"]
RAVENNA, CERVIA, DIRECTOR, RUSSI = MEMBERS


def happens(engine: Engine, kind: MomentKind, at: str, item: int, member: str = "") -> str:
    return note_moment(engine, asked(), "anna", NewMoment(SITTING, kind, at, item, member), TODAY)


def codes(work: Callable[[], object]) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        work()
    return {one.code for one in caught.value.problems}


def decides(engine: Engine, number: int, tally: VoteTally) -> DecisionOutcome:
    return decide(engine, asked(), "anna", SITTING, resolution(number, tally=tally), TODAY)


def present(engine: Engine, item: int) -> int:
    with reading(engine) as connection:
        room = room_of(connection, SITTING)
        assert room is not None
        here = room.quorum(connection, item)
        assert here is not None
        return here.present


def test_the_quorum_is_lost_and_regained_as_people_leave_and_come_back(archive: Engine) -> None:
    """4 are there; Cervia leaves at 2, Russi at 2: 2 of 4, 3 needed. Cervia is back at 4."""
    opened(archive)
    happens(archive, MomentKind.LEFT, "18:05", 2, CERVIA)
    assert present(archive, 1) == 4
    assert present(archive, 2) == 3
    happens(archive, MomentKind.LEFT, "18:10", 2, RUSSI)
    assert present(archive, 2) == present(archive, 3) == 2
    assert codes(lambda: decides(archive, 2, VoteTally(2, 0, 0))) == {"D40"}
    happens(archive, MomentKind.RETURNED, "18:40", 4, CERVIA)
    assert (present(archive, 3), present(archive, 4)) == (2, 3)
    assert decides(archive, 4, VoteTally(3, 0, 0)) is DecisionOutcome.APPROVED
    happens(archive, MomentKind.LEFT, "18:50", 5, CERVIA)
    happens(archive, MomentKind.RETURNED, "18:55", 6, CERVIA)
    assert [present(archive, item) for item in (4, 5, 6)] == [3, 2, 3]
    assert sound_history(archive) == []


def test_the_minutes_say_who_left_when_and_whether_the_body_could_decide(archive: Engine) -> None:
    opened(archive)
    happens(archive, MomentKind.LEFT, "18:05", 2, CERVIA)
    happens(archive, MomentKind.LEFT, "18:10", 2, RUSSI)
    happens(archive, MomentKind.SUSPENDED, "18:11", 2)
    happens(archive, MomentKind.RESUMED, "18:30", 2)
    happens(archive, MomentKind.RETURNED, "18:31", 3, RUSSI)
    with reading(archive) as connection:
        sheet = sheet_of(connection, SITTING)
    assert sheet is not None
    needed = "presenti su 4, ne servono 3."
    assert list(sheet.moments) == [
        (2, f"Alle 18:05, al punto 2: esce Sindaco di Cervia. Numero legale: sì, 3 {needed}"),
        (2, f"Alle 18:10, al punto 2: esce Sindaco di Russi. Numero legale: no, 2 {needed}"),
        (2, "Alle 18:11, al punto 2: la seduta è sospesa."),
        (2, "Alle 18:30, al punto 2: la seduta riprende."),
        (3, f"Alle 18:31, al punto 3: entra Sindaco di Russi. Numero legale: sì, 3 {needed}"),
    ]


def test_a_suspended_sitting_decides_nothing_and_the_wall_says_so(archive: Engine) -> None:
    def notices() -> dict[str, str]:
        with reading(archive) as connection:
            return notices_of(connection, SITTING)

    assert notices() == {}
    opened(archive)
    assert notices() == {}
    happens(archive, MomentKind.SUSPENDED, "18:11", 2)
    assert notices() == {"": "Seduta sospesa dalle 18:11."}
    assert codes(lambda: decides(archive, 2, VoteTally(4, 0, 0))) == {"D69"}
    assert codes(lambda: happens(archive, MomentKind.SUSPENDED, "18:12", 2)) == {"D65"}
    happens(archive, MomentKind.RESUMED, "18:30", 2)
    assert codes(lambda: happens(archive, MomentKind.RESUMED, "18:31", 2)) == {"D66"}
    assert notices() == {}
    happens(archive, MomentKind.LEFT, "18:40", 3, RUSSI)
    happens(archive, MomentKind.LEFT, "18:41", 3, CERVIA)
    happens(archive, MomentKind.RETURNED, "18:55", 5, CERVIA)
    lost = "Numero legale: no, 2 presenti su 4, ne servono 3."
    assert notices() == {"3": lost, "4": lost}


@pytest.mark.parametrize(
    ("at", "item", "member", "code"),
    [
        ("25:00", 2, CERVIA, "D64"),
        ("18.42", 2, CERVIA, "D64"),
        ("", 2, CERVIA, "D64"),
        ("18:42", 2, "altro:ente", "D67"),
        ("18:42", 2, "", "D67"),
        ("18:42", 99, CERVIA, "D88"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    archive: Engine, at: str, item: int, member: str, code: str
) -> None:
    opened(archive)
    assert codes(lambda: happens(archive, MomentKind.LEFT, at, item, member)) == {code}
    with reading(archive) as connection:
        assert moments(connection, SITTING) == ()


def test_nobody_leaves_twice_and_a_mistake_is_undone(archive: Engine) -> None:
    opened(archive)
    assert codes(lambda: happens(archive, MomentKind.RETURNED, "18:00", 1, CERVIA)) == {"D68"}
    left = NewMoment(SITTING, MomentKind.LEFT, "18:05", 2, CERVIA)
    assert note_moment(archive, asked("esce"), "anna", left, TODAY) == f"{SITTING}:1"
    assert codes(lambda: happens(archive, MomentKind.LEFT, "18:06", 2, CERVIA)) == {"D68"}
    assert undo(archive, Undo(asked("annulla"), "anna", "esce", TODAY)) == 1
    assert present(archive, 2) == 4


def test_before_it_opens_nothing_happens(archive: Engine) -> None:
    officers(archive)
    assert codes(lambda: happens(archive, MomentKind.SUSPENDED, "18:11", 1)) == {"D63"}


def test_a_pause_goes_on_until_it_is_resumed() -> None:
    paused = Occurrence(1, MomentKind.SUSPENDED, "18:11", 2)
    resumed = replace(paused, number=2, kind=MomentKind.RESUMED, at="18:30")
    left = replace(paused, number=3, kind=MomentKind.LEFT, member_id="x", member="X")
    assert suspended_since([]) == ""
    assert suspended_since([paused, left]) == "18:11"
    assert suspended_since([paused, resumed, left]) == ""
