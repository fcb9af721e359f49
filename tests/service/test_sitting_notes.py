"""Several notes of a point, each with its time and author, on the walls where asked.

ROOM B3, B7.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import Engine

from tests.made_rows import sound_history
from tests.made_sitting import SITTING, TODAY, asked, attend, move, note, officers, opened
from tests.service.test_sitting import archive
from udp_core.archive.engine import reading
from udp_core.briefing.agenda import point_slide
from udp_core.briefing.deck import points_of
from udp_core.briefing.docx import minutes_bytes
from udp_core.briefing.minutes import sheet_of
from udp_core.kernel.problem import RefusedError
from udp_core.sittings.commands.noting import NewNote, add_note, show_note
from udp_core.sittings.entities import LONGEST_NOTE
from udp_core.sittings.queries.notes import notes_of
from udp_core.sittings.terms import Presence

__all__ = ["archive"]
SECOND, THIRD = f"{SITTING}:2", f"{SITTING}:3"
FIRST = NewNote(SECOND, "Il direttore illustra.", "18:42", 0)


def add(engine: Engine, new: NewNote, request: str = "", officer: str = "anna") -> str:
    told = replace(asked(request), author=officer)
    return add_note(engine, told, officer, new, TODAY)


def codes(work: Callable[[], object]) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        work()
    return {one.code for one in caught.value.problems}


def noted(engine: Engine, item: str) -> list[tuple[int, str, str, str, bool]]:
    with reading(engine) as connection:
        return [one[3:] for one in notes_of(connection, item)]


def wall(engine: Engine, number: int) -> tuple[str, ...]:
    with reading(engine) as connection:
        points = points_of(connection, SITTING, "ravenna")
    return point_slide(points[number - 1].point).lines


def test_each_note_has_its_time_and_author_and_stays_at_its_point(archive: Engine) -> None:
    opened(archive)
    add(archive, FIRST)
    add(archive, NewNote(SECOND, "  Il Sindaco di Russi chiede i tempi. ", "18:50", 1))
    add(archive, NewNote(THIRD, "Il direttore illustra.", "19:02", 0))
    author = "Ufficio di anna"
    assert noted(archive, SECOND) == [
        (1, "18:42", author, "Il direttore illustra.", False),
        (2, "18:50", author, "Il Sindaco di Russi chiede i tempi.", False),
    ]
    assert noted(archive, THIRD) == [(1, "19:02", author, "Il direttore illustra.", False)]
    assert noted(archive, f"{SITTING}:1") == []
    assert sound_history(archive) == []


def test_pressed_twice_it_is_one_note_and_the_same_words_later_are_another(archive: Engine) -> None:
    opened(archive)
    first = add(archive, FIRST, "nota")
    assert add(archive, replace(FIRST, at="18:43"), "nota") == first  # the minute went by
    assert codes(lambda: add(archive, replace(FIRST, words="Altro."), "nota")) == {"A20"}
    add(archive, replace(FIRST, at="19:10", after=1))
    assert [one[:2] for one in noted(archive, SECOND)] == [(1, "18:42"), (2, "19:10")]


def test_what_is_no_note_is_refused_with_nothing_written(archive: Engine) -> None:
    officers(archive)
    assert codes(lambda: add(archive, FIRST)) == {"D85"}
    opened_once(archive)
    assert codes(lambda: add(archive, FIRST, officer="ugo")) == {"A11"}
    assert codes(lambda: add(archive, replace(FIRST, words=" ", at="24:00"))) == {"D86", "D64"}
    assert codes(lambda: add(archive, replace(FIRST, words="x" * (LONGEST_NOTE + 1)))) == {"D86"}
    assert codes(lambda: add(archive, replace(FIRST, item_id="altrove:1"))) == {"D85"}
    add(archive, replace(FIRST, words="x" * LONGEST_NOTE))
    move(archive)
    assert codes(lambda: add(archive, replace(FIRST, after=1))) == {"D85"}
    assert len(noted(archive, SECOND)) == 1


def opened_once(engine: Engine) -> None:
    move(engine)
    attend(engine)
    move(engine)


@pytest.mark.parametrize("words", ["x", "x" * LONGEST_NOTE], ids=["shortest", "longest"])
def test_a_note_is_from_one_letter_to_the_longest(archive: Engine, words: str) -> None:
    opened(archive)
    add(archive, replace(FIRST, words=words))
    assert [one[3] for one in noted(archive, SECOND)] == [words]


def test_a_note_is_on_the_walls_only_where_it_was_asked(archive: Engine) -> None:
    """The clerk's line of before, without a time, is never there."""
    opened(archive)
    note(archive, 2, "Il direttore dichiara un conflitto.")
    silent = add(archive, FIRST)
    add(archive, NewNote(SECOND, "Si chiede un rinvio.", "18:50", 1, shown=True))
    assert [one for one in wall(archive, 2) if one.startswith("Nota")] == [
        "Nota: Si chiede un rinvio."
    ]
    show_note(archive, asked("mostra"), "anna", (silent, 1), TODAY, shown=True)
    show_note(archive, asked("mostra"), "anna", (silent, 1), TODAY, shown=True)
    assert [one for one in wall(archive, 2) if one.startswith("Nota")] == [
        "Nota: Il direttore illustra.",
        "Nota: Si chiede un rinvio.",
    ]
    stale = lambda: show_note(archive, asked(), "anna", (silent, 1), TODAY, shown=False)  # noqa: E731
    assert codes(stale) == {"D87"}
    show_note(archive, asked(), "anna", (silent, 2), TODAY, shown=False)
    assert noted(archive, SECOND)[0][-1] is False


def test_the_minutes_name_who_of_the_voters_was_away(archive: Engine) -> None:
    """Russi is not there; who is invited without a vote is no absent."""
    opened(archive, russi=Presence.ABSENT)
    with reading(archive) as connection:
        sheet = sheet_of(connection, SITTING)
    assert sheet is not None
    assert {words.partition("Assenti: ")[2] for words in sheet.attendance.values()} == {
        "Sindaco di Russi."
    }


def test_the_minutes_have_them_all_in_order(archive: Engine) -> None:
    opened(archive)
    note(archive, 2, "Scritta com’era.")
    add(archive, FIRST)
    add(archive, NewNote(SECOND, "Si chiede un rinvio.", "18:50", 1, shown=True))
    with reading(archive) as connection:
        sheet = sheet_of(connection, SITTING)
    assert sheet is not None
    said = [one.text for one in Document(BytesIO(minutes_bytes(sheet))).paragraphs]
    start = said.index("Scritta com’era.")
    assert said[start : start + 3] == [
        "Scritta com’era.",
        "18:42, Ufficio di anna: Il direttore illustra.",
        "18:50, Ufficio di anna: Si chiede un rinvio.",
    ]
