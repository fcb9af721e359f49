"""What waits unsaved: whose it is, what is news of it, and when it goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from udp_core.archive.engine import reading, writing
from udp_core.drafts.commands.unsaved import (
    GRIDS,
    LASTING,
    LATE,
    LONGEST_WORDS,
    MOST_PLACES,
    TypedText,
    keep,
    place_of,
    settle,
    waiting_for,
)
from udp_core.drafts.queries import unsaved as store
from udp_core.drafts.queries.unsaved import UnsavedRow
from udp_core.kernel.problem import RefusedError
from udp_core.writing.grid.drafts import kept_places, kept_sheet

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def words(engine: Engine, officer: str = "anna", now: datetime = NOON) -> dict[str, str]:
    return {place: one.words for place, one in waiting_for(engine, officer, now).items()}


def test_what_is_typed_is_of_who_typed_it_and_the_last_keystroke_counts(
    empty_engine: Engine,
) -> None:
    keep(
        empty_engine,
        "anna",
        [
            TypedText("a", "12", NOON),
            TypedText("a", "123", NOON + SECOND),
            TypedText("b", "", NOON),
        ],
        NOON + SECOND,
    )
    keep(empty_engine, "anna", [TypedText("a", "1", NOON - SECOND)], NOON + 2 * SECOND)
    assert words(empty_engine) == {"a": "123", "b": ""}
    assert words(empty_engine, "carlo") == {}
    assert waiting_for(empty_engine, "anna", NOON)["a"].at == NOON + SECOND


def test_what_was_saved_is_not_offered_again_however_late_it_arrives(empty_engine: Engine) -> None:
    keep(empty_engine, "anna", [TypedText("a", "123", NOON)], NOON)
    settle(empty_engine, "anna", [("a", "123"), ("never-kept", "5")], NOON + SECOND)
    assert words(empty_engine) == {}
    keep(
        empty_engine,
        "anna",
        [
            TypedText("a", "12", NOON),
            TypedText("a", "123", NOON + 2 * SECOND),
            TypedText("never-kept", "5", NOON),
        ],
        NOON + 2 * SECOND,
    )
    assert words(empty_engine) == {}
    keep(empty_engine, "anna", [TypedText("a", "1234", NOON + 3 * SECOND)], NOON + 3 * SECOND)
    assert words(empty_engine) == {"a": "1234"}
    settle(empty_engine, "anna", [("a", "1234")], NOON + 4 * SECOND)
    later = NOON + 4 * SECOND + LATE + SECOND
    keep(empty_engine, "anna", [TypedText("a", "1234", later)], later)
    assert words(empty_engine) == {"a": "1234"}


def test_what_is_settled_keeps_no_words(empty_engine: Engine) -> None:
    keep(empty_engine, "anna", [TypedText("a", "Il caso di Maria", NOON)], NOON)
    settle(empty_engine, "anna", [("a", "Il caso di Maria")], NOON + SECOND)
    with reading(empty_engine) as connection:
        assert "Maria" not in str(connection.exec_driver_sql("SELECT * FROM unsaved").all())


def test_it_is_bounded_in_age_number_and_size(empty_engine: Engine) -> None:
    keep(empty_engine, "anna", [TypedText("old", "1", NOON)], NOON)
    assert words(empty_engine, now=NOON + LASTING) == {"old": "1"}
    assert words(empty_engine, now=NOON + LASTING + SECOND) == {}
    much = [
        TypedText(f"p{number}", "1", NOON + number * SECOND) for number in range(1, MOST_PLACES + 1)
    ]
    keep(empty_engine, "anna", much, NOON + MOST_PLACES * SECOND)
    found = words(empty_engine)
    assert (len(found), "old" in found, "p1" in found) == (MOST_PLACES, False, True)
    keep(empty_engine, "carlo", [TypedText("a", "x" * LONGEST_WORDS, NOON)], NOON)
    with pytest.raises(RefusedError):
        keep(empty_engine, "carlo", [TypedText("b", "x" * (LONGEST_WORDS + 1), NOON)], NOON)
    keep(empty_engine, "dina", [], NOON + LASTING + MOST_PLACES * SECOND + SECOND)
    with reading(empty_engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM unsaved").scalar_one() == 0


def test_a_grid_is_a_whole_that_no_other_draft_takes_a_piece_of(engine: Engine) -> None:
    """However many texts wait, and however large the grid is.

    It is neither offered as a text nor shortened.
    """
    rows = [
        UnsavedRow(f"griglia-registri-{number}", "x" * 9, NOON.isoformat(), 0)
        for number in range(3)
    ]
    with writing(engine) as connection:
        store.put(connection, "anna", rows)
    much = [
        TypedText(f"p{number}", "1", NOON + number * SECOND) for number in range(1, MOST_PLACES + 2)
    ]
    keep(engine, "anna", much, NOON + (MOST_PLACES + 1) * SECOND)
    assert len(words(engine)) == MOST_PLACES
    with reading(engine) as connection:
        assert sorted(
            row.place for row in store.of_officer(connection, "anna") if row.place.startswith(GRIDS)
        ) == [row.place for row in rows]


def test_a_clock_that_runs_ahead_does_not_silence_what_comes_after(empty_engine: Engine) -> None:
    keep(empty_engine, "anna", [TypedText("a", "1", NOON + timedelta(days=30))], NOON)
    keep(empty_engine, "anna", [TypedText("a", "2", NOON + SECOND)], NOON + SECOND)
    assert words(empty_engine) == {"a": "2"}


def test_a_place_is_the_field_of_a_row_as_the_browser_knows_it() -> None:
    assert place_of("scheda-a:b:S26-04-evaluation") == "scheda-a-b-S26-04-evaluation"
    assert place_of("cella-A1.1:frna-amount_cents") == "cella-A1-1-frna-amount_cents"


def test_of_a_sheet_whose_beginning_went_nothing_is_read(empty_engine: Engine) -> None:
    """Two pieces, of which the older was dropped: half a sheet is not one."""
    for words in ('{"changed": {}, "add', '{"changed": {}}', "[]", ""):
        row = UnsavedRow(f"{GRIDS}grid-FrnaEntry~~0", words, NOON.isoformat(), 0)
        with writing(empty_engine) as connection:
            store.put(connection, "anna", [row])
        with reading(empty_engine) as connection:
            assert kept_places(connection, "anna") == {("grid-FrnaEntry", "")}
            assert kept_sheet(connection, "anna", "grid-FrnaEntry", NOON) is None
