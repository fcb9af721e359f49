"""A database that does not follow from its history is only read, and says why; a copy a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.http.served import client
from tests.made_desk import entry, made_desk, save
from udp_core.archive.engine import freeze, open_engine, writing
from udp_core.archive.writer import head
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.running import maintenance
from udp_core.running.backups import trouble
from udp_core.running.maintenance import copies_folder, copy_of_the_day, examine, frozen, no_copy

TODAY = date(2026, 11, 10)


def alter(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE frna_entry SET amount_cents = 1")


def test_an_altered_database_is_only_read_and_says_which_record(engine: Engine) -> None:
    made_desk(engine)
    save(engine, "carlo", entry(1, 1000))
    assert examine(engine) == ()
    alter(engine)
    [problem] = examine(engine)
    assert (problem.code, problem.place.entity_id) == ("D13", "a:a:2026:A1:a:c:final:month:1")
    assert "della storia)" not in problem.sentence
    assert frozen(engine) == (problem,)
    with pytest.raises(RefusedError) as caught:
        save(engine, "carlo", entry(2, 1000))
    assert [one.code for one in caught.value.problems] == ["D14", "D13"]


def test_an_altered_history_says_which_of_its_rows(empty_engine: Engine) -> None:
    made_desk(empty_engine)
    save(empty_engine, "carlo", entry(1, 1000))
    with writing(empty_engine) as connection:
        last = head(connection).sequence
        connection.exec_driver_sql("DROP TRIGGER history_no_update")
        connection.exec_driver_sql(
            f"UPDATE history SET after = replace(after, '1000', '2000') WHERE sequence = {last}"
        )
    [problem] = trouble(empty_engine)
    assert (problem.code, problem.sentence.endswith(f" (riga {last} della storia).")) == (
        "D13",
        True,
    )


def test_no_engine_opened_later_forgets_that_a_database_is_only_read(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever empties the caches gets a new engine, by this address or by another spelling of
    it."""
    made_desk(empty_engine)
    save(empty_engine, "carlo", entry(1, 1000))
    alter(empty_engine)
    found = examine(empty_engine)
    path = str(empty_engine.url.database)
    monkeypatch.chdir(tmp_path)
    for address in (
        path,
        str(Path(path).parent / "." / ".." / Path(path).parent.name / Path(path).name),
        Path(path).name,
    ):
        again = open_engine(f"sqlite:///{address}")
        assert frozen(again) == found
        with pytest.raises(RefusedError):
            save(again, "carlo", entry(2, 1000))
        again.dispose()
    with pytest.raises(RefusedError), writing(empty_engine):
        pass
    freeze(empty_engine, ())
    with writing(empty_engine) as connection:
        connection.exec_driver_sql("UPDATE frna_entry SET amount_cents = 100000")
    assert examine(empty_engine) == ()
    other = open_engine(f"sqlite:///{tmp_path / 'altro.sqlite'}")
    assert frozen(other) == ()
    other.dispose()


def test_a_copy_a_day_beside_the_file_and_none_of_an_altered_one(empty_engine: Engine) -> None:
    made_desk(empty_engine)
    made = copy_of_the_day(empty_engine, TODAY)
    assert made is not None
    assert made.parent == copies_folder(empty_engine)
    assert copy_of_the_day(empty_engine, TODAY) is None
    save(empty_engine, "carlo", entry(1, 1000))
    alter(empty_engine)
    assert copy_of_the_day(empty_engine, date(2026, 11, 11)) is None
    examine(empty_engine)
    assert copy_of_the_day(empty_engine, date(2026, 11, 12)) is None
    assert [one.name for one in copies_folder(empty_engine).iterdir()] == [
        f"{Path(str(empty_engine.url.database)).stem}-2026-11-10.sqlite"
    ]


def test_an_archive_altered_under_a_running_dashboard_stops_being_written(
    empty_engine: Engine,
) -> None:
    made_desk(empty_engine)
    save(empty_engine, "carlo", entry(1, 1000))
    assert examine(empty_engine) == ()
    alter(empty_engine)
    assert copy_of_the_day(empty_engine, TODAY) is None
    assert [one.code for one in frozen(empty_engine)] == ["D13"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        ValueError("uno sbaglio nostro"),
        RefusedError([Problem("D02", "Il disco è pieno.", "Liberare spazio.")]),
    ],
)
def test_a_copy_that_fails_is_told_and_tried_again(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Whatever it was; the first time stays, and goes when a copy succeeds."""
    made_desk(empty_engine)

    def failing(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(maintenance, "daily_copy", failing)
        assert copy_of_the_day(empty_engine, TODAY) is None
        first = no_copy(empty_engine)
        assert copy_of_the_day(empty_engine, TODAY) is None
        again = no_copy(empty_engine)
    assert first is not None
    assert again is not None
    assert again.since == first.since
    with client(lambda: empty_engine) as door:
        found = door.get("/health").json()
    assert (found["ok"], found["no_copy_because"]) == (True, first.why.code)
    assert copy_of_the_day(empty_engine, TODAY) is not None
    assert no_copy(empty_engine) is None
