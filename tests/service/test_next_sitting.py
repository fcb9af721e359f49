"""The sitting that follows: its agenda from the last one, when and where it is (ROOM B5).

The demonstration's sitting of 18/11 has six points, two of them decisions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_rows import sound_history
from tests.made_sitting import SITTING, TODAY, asked, edit, move, officers, opened, resolution
from tests.made_sitting import ten_posts as kept
from tests.service.test_sitting import archive
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.briefing.next_agenda import agenda_edits, last_with_agenda, left_of, removal_edits
from udp_core.kernel.problem import RefusedError
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.commands.postponing import When, postpone_sitting
from udp_core.sittings.entities import AgendaAlternative, AgendaItem, Sitting
from udp_core.sittings.queries.sittings import (
    ItemRow,
    SittingRow,
    agenda,
    alternatives,
    sitting,
    sittings,
)
from udp_core.sittings.rules import VoteTally
from udp_core.sittings.terms import ItemKind, SittingState
from udp_core.writing.saving import Edit, Value

__all__ = ["archive"]
NEXT = "seduta-dicembre"
BODY = "comitato-ravenna"
POINTS = 6
WHEN = When(date(2026, 12, 2), "18:00", "Sala Giunta")


def row_of(engine: Engine, code: str = SITTING) -> SittingRow:
    with reading(engine) as connection:
        found = sitting(connection, code)
    assert found is not None
    return found


def points(engine: Engine, code: str) -> tuple[ItemRow, ...]:
    with reading(engine) as connection:
        return agenda(connection, code)


def new(code: str = NEXT, **values: Value) -> Edit:
    usual: dict[str, Value] = {
        "code": code,
        "body_id": BODY,
        "district_id": "ravenna",
        "year": 2026,
        "held_on": "2026-12-02",
        "starts_at": "17:30",
        "place": "Sala",
        "state": "planned",
        "revision": None,
        "known_on": None,
        "note": None,
        "origin": "real",
    }
    return Edit(Sitting, usual | values)


def begun(engine: Engine, *, whole: bool) -> None:
    with reading(engine) as connection:
        last = last_with_agenda(connection, "ravenna", BODY)
        assert last is not None
        assert last.id == SITTING
        copied = list(agenda_edits(connection, last, NEXT, whole=whole))
    edit(engine, new(), *copied)


def codes(work: Callable[[], object]) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        work()
    return {one.code for one in caught.value.problems}


def postpone(engine: Engine, when: When, *, officer: str = "anna", reason: str = "Neve") -> None:
    row, request = row_of(engine), asked()
    told = Asked(request.request_id, officer, "", reason, request.at)
    postpone_sitting(engine, told, officer, (SITTING, row.version), when, TODAY)


def test_the_agenda_begins_from_what_the_last_sitting_did_not_close(archive: Engine) -> None:
    """Of the decisions one was taken and one put off: what was put off or never voted is left."""
    opened(archive)
    asking = [one for one in points(archive, SITTING) if one.kind is ItemKind.DECISION]
    for number, postponed in ((asking[0].number, False), (asking[1].number, True)):
        tally = VoteTally(0, 0, 0) if postponed else VoteTally(4, 0, 0)
        made = resolution(number, tally=tally, postponed=postponed)
        decide(archive, asked(), "anna", SITTING, made, TODAY)
    with reading(archive) as connection:
        left = left_of(connection, row_of(archive))
    assert [one.title for one in left] == [one.title for one in asking[1:]]
    begun(archive, whole=False)
    assert [(one.number, one.title) for one in points(archive, NEXT)] == [
        (number, one.title) for number, one in enumerate(asking[1:], start=1)
    ]
    assert sound_history(archive) == []


def test_or_from_all_its_points_without_what_was_noted_of_them(archive: Engine) -> None:
    officers(archive)
    chosen, other = kept(archive, "Dieci posti"), kept(archive, "Venti posti", 793)
    first = points(archive, SITTING)[0]
    said = {"note": "Detto allora.", "scenario_id": chosen}
    edit(archive, Edit(AgendaItem, said, first.id, first.version))
    edit(archive, Edit(AgendaAlternative, {"item_id": first.id, "scenario_id": other}))
    begun(archive, whole=True)
    before, after = points(archive, SITTING), points(archive, NEXT)
    for then, now in zip(before, after, strict=True):
        assert now[2:10] == then[2:10]
        assert now.note is None
    with reading(archive) as connection:
        assert alternatives(connection, NEXT) == {f"{NEXT}:1": (other,)}
        assert left_of(connection, row_of(archive)) == before  # it never opened


def test_another_body_begins_from_its_own(archive: Engine) -> None:
    officers(archive)
    with reading(archive) as connection:
        assert last_with_agenda(connection, "ravenna", "ctss-romagna") is None
        assert last_with_agenda(connection, "altrove", BODY) is None


def test_when_and_where_are_corrected_until_it_is_convened(archive: Engine) -> None:
    officers(archive)
    edit(archive, Edit(Sitting, WHEN.values, SITTING, row_of(archive).version))
    assert row_of(archive)[6:9] == (WHEN.held_on, WHEN.starts_at, WHEN.place)
    wrong = {"starts_at": "25:00"}
    assert codes(lambda: edit(archive, Edit(Sitting, wrong, SITTING, 2))) == {"D64"}
    move(archive)
    for name, value in (*When(date(2027, 1, 9), "20:00", "Altrove").values.items(),):
        changed = Edit(Sitting, {name: value}, SITTING, row_of(archive).version)
        assert codes(lambda one=changed: edit(archive, one)) == {"D81"}  # type: ignore[misc]
    edit(archive, Edit(Sitting, {"note": "In diretta"}, SITTING, row_of(archive).version))
    assert row_of(archive).note == "In diretta"


def test_a_convened_sitting_is_put_off_with_a_reason_and_convened_again(archive: Engine) -> None:
    officers(archive)
    assert codes(lambda: postpone(archive, WHEN)) == {"D82"}
    move(archive)
    row = row_of(archive)
    assert codes(lambda: postpone(archive, WHEN, officer="ugo")) == {"A11"}
    assert codes(lambda: postpone(archive, WHEN, reason=" ")) == {"A01"}
    same = When(row.held_on, row.starts_at, row.place)
    assert codes(lambda: postpone(archive, same)) == {"D84"}
    nowhere = When(WHEN.held_on, "24:30", " ")
    assert codes(lambda: postpone(archive, nowhere)) == {"D64", "D83"}
    assert row_of(archive) == row
    postpone(archive, WHEN)
    put_off = row_of(archive)
    assert put_off[6:10] == (WHEN.held_on, "18:00", "Sala Giunta", SittingState.PLANNED)
    assert len(points(archive, SITTING)) == POINTS
    assert move(archive) is SittingState.CONVENED
    assert sound_history(archive) == []


def test_once_open_it_is_not_put_off(archive: Engine) -> None:
    opened(archive)
    assert codes(lambda: postpone(archive, WHEN)) == {"D82"}


def test_a_sitting_made_by_mistake_goes_with_what_was_prepared_for_it(archive: Engine) -> None:
    officers(archive)
    begun(archive, whole=True)
    with reading(archive) as connection:
        gone = list(removal_edits(connection, row_of(archive, NEXT)))
    edit(archive, *gone)
    with reading(archive) as connection:
        assert [one.id for one in sittings(connection, "ravenna")] == [SITTING]
        assert agenda(connection, NEXT) == ()
    assert len(points(archive, SITTING)) == POINTS
    move(archive)
    with reading(archive) as connection:
        convened = list(removal_edits(connection, row_of(archive)))
    assert codes(lambda: edit(archive, *convened)) == {"D81"}
    assert len(points(archive, SITTING)) == POINTS
