"""A sitting from its agenda to its minutes.

What each step wants, what is frozen, who is in the room.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_rows import sound_history
from tests.made_sitting import (
    MEMBERS,
    SITTING,
    TODAY,
    asked,
    attend,
    edit,
    move,
    note,
    officers,
    opened,
    resolution,
    ten_posts,
)
from udp_core.archive.engine import reading
from udp_core.kernel.problem import RefusedError
from udp_core.sittings.commands.conducting import move_sitting, room_of
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.entities import (
    AgendaAlternative,
    AgendaItem,
    Attendance,
    BodyRule,
    Member,
    Sitting,
)
from udp_core.sittings.queries.sittings import agenda, alternatives, free_code, sitting, sittings
from udp_core.sittings.terms import DecisionOutcome, Presence, SittingState
from udp_core.writing.saving import Edit, Value


@pytest.fixture
def archive(demo_copy: Engine) -> Engine:
    return demo_copy


def codes(right: Callable[[], object]) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        right()
    assert all(one.sentence and one.remedy for one in caught.value.problems)
    return {one.code for one in caught.value.problems}


def choose(engine: Engine, **values: object) -> DecisionOutcome:
    # the fields of a resolution
    return decide(engine, asked(), "anna", SITTING, resolution(**values), TODAY)  # type: ignore[arg-type]


def test_a_sitting_goes_one_step_at_a_time(archive: Engine) -> None:
    officers(archive)
    assert move(archive) is SittingState.CONVENED
    assert codes(lambda: move(archive)) == {"D46"}
    attend(archive)
    assert move(archive) is SittingState.OPEN
    assert move(archive) is SittingState.CLOSED
    assert move(archive) is SittingState.APPROVED
    assert codes(lambda: move(archive)) == {"D42"}
    assert sound_history(archive) == []


def test_opening_freezes_the_archive_as_known_then(archive: Engine) -> None:
    officers(archive)
    move(archive)
    attend(archive)
    with reading(archive) as connection:
        reached = connection.exec_driver_sql("SELECT max(sequence) FROM history").scalar_one()
    move(archive)
    with reading(archive) as connection:
        row = sitting(connection, SITTING)
    assert row is not None
    assert (row.revision, row.known_on) == (reached, TODAY)


def test_who_may_not_run_it_and_who_looks_at_an_old_one_are_refused(archive: Engine) -> None:
    officers(archive)
    assert codes(lambda: move(archive, "ugo")) == {"A11"}
    assert codes(lambda: move(archive, version=9)) == {"D41"}
    assert codes(lambda: move_sitting(archive, asked(), "anna", ("altra", 1), TODAY)) == {"D41"}


def test_what_a_step_still_needs_is_said_all_together(archive: Engine) -> None:
    officers(archive)
    with reading(archive) as connection:
        items = agenda(connection, SITTING)
    edit(archive, *(Edit(AgendaItem, {}, one.id, one.version, remove=True) for one in items))
    assert codes(lambda: move(archive)) == {"D43"}
    edit(
        archive,
        Edit(
            AgendaItem,
            {
                "sitting_id": SITTING,
                "number": 1,
                "title": "Varie",
                "kind": "information",
                "rapporteur": None,
                "screen": None,
                "scenario_id": None,
                "document": None,
                "proposal": None,
                "note": None,
            },
        ),
    )
    move(archive)
    with reading(archive) as connection:
        rule = connection.exec_driver_sql("SELECT id FROM body_rule").scalar_one()
        members = [
            (str(row[0]), int(row[1]))
            for row in connection.exec_driver_sql("SELECT id, version FROM member WHERE votes = 1")
        ]
    edit(
        archive,
        Edit(BodyRule, {}, rule, 1, remove=True),
        *(Edit(Member, {"valid_to": "2026-01-31"}, member, version) for member, version in members),
    )
    assert codes(lambda: move(archive)) == {"D44", "D45"}


def test_the_agenda_is_fixed_when_it_opens_and_everything_when_it_closes(archive: Engine) -> None:
    opened(archive)
    note(archive, 2, "Il direttore illustra la previsione.")
    assert codes(
        lambda: edit(archive, Edit(AgendaItem, {"title": "Altro"}, f"{SITTING}:1", 1))
    ) == {"D48"}
    present = f"{SITTING}:{MEMBERS[1]}"
    edit(archive, Edit(Attendance, {"to_item": 3}, present, 1))
    move(archive)
    assert codes(lambda: note(archive, 2, "Troppo tardi.", 2)) == {"D47"}
    assert codes(lambda: edit(archive, Edit(Attendance, {"to_item": 4}, present, 2))) == {"D47"}
    assert codes(lambda: edit(archive, Edit(Sitting, {"state": "planned"}, SITTING, 4))) == {
        "D47",
        "R14",
        "W11",
    }


def test_alternatives_come_and_go_until_the_sitting_is_closed(archive: Engine) -> None:
    opened(archive)
    chosen = ten_posts(archive)
    beside = {"item_id": f"{SITTING}:2", "scenario_id": chosen}
    edit(archive, Edit(AgendaAlternative, beside))
    with reading(archive) as connection:
        assert alternatives(connection, SITTING) == {f"{SITTING}:2": (chosen,)}
    edit(archive, Edit(AgendaAlternative, {}, f"{SITTING}:2:{chosen}", 1, remove=True))
    move(archive)
    assert codes(lambda: edit(archive, Edit(AgendaAlternative, beside))) == {"D47"}
    assert (
        codes(lambda: edit(archive, Edit(AgendaAlternative, {**beside, "item_id": "altrove:1"})))
        != set()
    )


def test_who_is_in_the_room(archive: Engine) -> None:
    opened(archive, russi=Presence.EXCUSED)
    with reading(archive) as connection:
        room = room_of(connection, SITTING)
        assert room is not None
        here = room.quorum(connection, 1)
        assert room_of(connection, "altra") is None
    assert [seat.name for seat in room.seats][:2] == ["Sindaco di Ravenna", "Sindaco di Cervia"]
    assert here is not None
    assert here.words == "Numero legale: sì, 3 presenti su 4, ne servono 3."
    assert room.quorum_words == "più della metà dei componenti"


def test_a_body_without_rules_has_no_quorum(archive: Engine) -> None:
    officers(archive)
    with reading(archive) as connection:
        rule = connection.exec_driver_sql("SELECT id FROM body_rule").scalar_one()
    edit(archive, Edit(BodyRule, {}, rule, 1, remove=True))
    with reading(archive) as connection:
        room = room_of(connection, SITTING)
        assert room is not None
        assert (room.quorum_words, room.quorum(connection, 1)) == ("", None)


def test_the_sittings_are_listed_latest_first(archive: Engine) -> None:
    with reading(archive) as connection:
        assert [one.id for one in sittings(connection, "ravenna")] == [SITTING]
        assert sittings(connection, "altrove") == ()
        assert sitting(connection, "altra") is None


def test_two_sittings_of_a_day_have_each_its_code(demo_copy: Engine) -> None:
    """Of two bodies, of two districts, or twice of one: nobody finds the code taken."""
    officers(demo_copy)
    day = date(2026, 12, 2)
    codes = []
    for _ in range(3):
        with reading(demo_copy) as connection:
            code = free_code(connection, "comitato-ravenna", day)
        codes.append(code)
        values: dict[str, Value] = {
            "code": code,
            "body_id": "comitato-ravenna",
            "district_id": "ravenna",
            "year": 2026,
            "held_on": day.isoformat(),
            "starts_at": "17:30",
            "place": "Sala",
            "state": "planned",
            "origin": "real",
        }
        edit(demo_copy, Edit(Sitting, values))
    with reading(demo_copy) as connection:
        other = free_code(connection, "comitato-faenza", day)
    first = "seduta-comitato-ravenna-2026-12-02"
    assert codes == [first, f"{first}-2", f"{first}-3"]
    assert other == "seduta-comitato-faenza-2026-12-02"
