"""Backup and restore: checked, comparable, back to a moment, and nothing is ever lost."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from tests.made_desk import TODAY, E, entry, made_desk, save
from tests.made_rows import MOMENT, content, sound_history
from udp_core.__main__ import app
from udp_core.problem import RefusedError
from udp_core.service.asking import Asked
from udp_core.service.backups import (
    TableDifference,
    backup,
    checked,
    compared,
    daily_copy,
    restore,
    swapped,
    trouble,
)
from udp_core.service.loading import Batch, LoadRows, load_rows
from udp_core.store.chain import head
from udp_core.store.engine import open_engine, reading
from udp_core.store.images import digest

ENTRY = E["frna_entry"]
RUN = CliRunner()


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    save(engine, "carlo", entry(1, 1000))
    return engine


def rows(engine: Engine) -> str:
    with reading(engine) as connection:
        return digest(content(connection))


def rows_of(path: Path) -> str:
    engine = open_engine(f"sqlite:///{path}")
    try:
        return rows(engine)
    finally:
        engine.dispose()


def code(caught: pytest.ExceptionInfo[RefusedError]) -> str:
    return caught.value.problems[0].code


def test_a_copy_has_the_same_rows_and_the_same_head(desk: Engine, tmp_path: Path) -> None:
    path = tmp_path / "copie" / "copia.sqlite"
    reached = backup(desk, path)
    with reading(desk) as connection:
        assert head(connection) == reached
    assert rows_of(path) == rows(desk)
    assert [one.name for one in path.parent.iterdir()] == ["copia.sqlite"]


def test_a_copy_is_not_overwritten_unless_asked(desk: Engine, tmp_path: Path) -> None:
    path = tmp_path / "copia.sqlite"
    backup(desk, path)
    with pytest.raises(RefusedError) as caught:
        backup(desk, path)
    assert code(caught) == "B01"
    save(desk, "carlo", entry(2, 1000))
    assert backup(desk, path, replace=True).sequence > 0
    assert rows_of(path) == rows(desk)


def test_a_copy_made_while_people_save_is_whole(desk: Engine, tmp_path: Path) -> None:
    stop = threading.Event()

    def working() -> None:
        for month in range(1, TODAY.month + 1):
            if not stop.is_set():
                save(desk, "carlo", entry(month, 1000, voce_id="A2"))

    person = threading.Thread(target=working)
    person.start()
    copies = [tmp_path / f"{number}.sqlite" for number in range(3)]
    heads = [backup(desk, copy).sequence for copy in copies]
    stop.set()
    person.join()
    assert heads == sorted(heads)
    for copy in copies:
        engine = open_engine(f"sqlite:///{copy}")
        assert sound_history(engine) == []
        engine.dispose()


def test_restoring_gives_what_was_copied_and_says_what_differs(desk: Engine, tmp_path: Path) -> None:
    copy, target = tmp_path / "copia.sqlite", tmp_path / "nuovo.sqlite"
    backup(desk, copy)
    before = rows(desk)
    save(desk, "carlo", entry(2, 2000))
    restore(copy, target)
    assert rows_of(target) == before
    assert list(compared(desk, target)) == [TableDifference("frna_entry", 0, 0, 1)]
    with pytest.raises(RefusedError) as caught:
        restore(copy, target)
    assert code(caught) == "B03"
    with pytest.raises(RefusedError) as caught:
        restore(tmp_path / "manca.sqlite", tmp_path / "x.sqlite")
    assert code(caught) == "B04"


def test_back_to_a_moment_is_what_was_known_then(desk: Engine, tmp_path: Path) -> None:
    before = rows(desk)
    later = MOMENT + timedelta(hours=2)
    load_rows(desk, LoadRows(Asked("più tardi", "Ada Rossi", "Ufficio di Piano", "Rettifica", later), [Batch(ENTRY, [(None, {**entry(1, 9).values})])]))
    copy, target = tmp_path / "copia.sqlite", tmp_path / "allora.sqlite"
    backup(desk, copy)
    reached = restore(copy, target, MOMENT + timedelta(hours=1))
    assert rows_of(target) == before
    with reading(desk) as connection:
        assert reached.sequence == head(connection).sequence - 1
    assert restore(copy, tmp_path / "ora.sqlite", MOMENT + timedelta(days=1)).sequence == reached.sequence + 1


def test_a_damaged_or_altered_copy_is_refused_and_named(desk: Engine, tmp_path: Path) -> None:
    copy = tmp_path / "copia.sqlite"
    backup(desk, copy)
    altered = open_engine(f"sqlite:///{copy}")
    with altered.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA query_only=OFF")  # type: ignore[union-attr]  # SQLite's own
        raw.execute("UPDATE frna_entry SET amount_cents = 1")  # type: ignore[union-attr]  # SQLite's own
    [problem] = trouble(altered)
    assert problem.code == "D13"
    assert problem.place.entity_id == "a:a:2026:A1:a:c:final:month:1"
    altered.dispose()
    with pytest.raises(RefusedError) as caught:
        restore(copy, tmp_path / "nuovo.sqlite")
    assert code(caught) == "D13"
    assert not (tmp_path / "nuovo.sqlite").exists()
    broken = tmp_path / "rotta.sqlite"
    broken.write_bytes(b"non sono un archivio" * 100)
    with pytest.raises(RefusedError) as caught:
        checked(broken)
    assert code(caught) == "D03"


def test_a_swap_keeps_the_one_before(empty_engine: Engine, tmp_path: Path) -> None:
    made_desk(empty_engine)
    copy, target, present = tmp_path / "copia.sqlite", tmp_path / "nuovo.sqlite", tmp_path / "presente.sqlite"
    backup(empty_engine, copy)
    save(empty_engine, "carlo", entry(1, 5))
    backup(empty_engine, present)
    last = rows_of(present)
    restore(copy, target)
    busy = open_engine(f"sqlite:///{present}")
    with reading(busy), pytest.raises(RefusedError) as caught:
        swapped(present, target, datetime(2026, 11, 10, 9, tzinfo=UTC))
    assert code(caught) == "B07"
    busy.dispose()
    kept = swapped(present, target, datetime(2026, 11, 10, 9, tzinfo=UTC))
    assert kept.name == "presente.prima-del-20261110-090000.sqlite"
    assert (rows_of(kept), rows_of(present)) == (last, rows_of(copy))


def test_one_copy_a_day_two_weeks_of_days_and_a_year_of_months(desk: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "copie"
    folder.mkdir()
    for number in range(1, 400, 5):
        (folder / f"udp-{date(2026, 1, 1) + timedelta(days=number):%Y-%m-%d}.sqlite").touch()
    for month in range(1, 13):
        (folder / f"udp-2026-{month:02}-01.sqlite").touch()
    today = date(2027, 2, 5)
    made = daily_copy(desk, folder, today)
    assert made is not None
    assert daily_copy(desk, folder, today) is None
    months = [f"udp-2026-{month:02}-01.sqlite" for month in range(2, 13)]
    assert sorted(one.name for one in folder.iterdir()) == [*months, "udp-2027-01-27.sqlite", "udp-2027-02-01.sqlite", "udp-2027-02-05.sqlite"]


def test_the_commands_say_where_and_what(desk: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    present = tmp_path / "presente.sqlite"
    backup(desk, present)
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{present}")
    copy = tmp_path / "copia.sqlite"
    told = RUN.invoke(app, ["backup", str(copy)])
    assert told.exit_code == 0, told.output
    printed = told.output.rsplit(maxsplit=1)[-1]
    assert len(printed) == 64
    assert RUN.invoke(app, ["backup", str(copy)]).exit_code == 2
    proven = RUN.invoke(app, ["check", "--head", printed])
    assert "L’impronta stampata è quella della revisione" in proven.output
    assert RUN.invoke(app, ["check", "--head", "0" * 64]).exit_code == 2
    restored = RUN.invoke(app, ["restore", str(copy), "--swap"])
    assert restored.exit_code == 0, restored.output
    assert "L’archivio di prima è in" in restored.output
    assert RUN.invoke(app, ["restore", str(copy), "--at", "ieri"]).exit_code == 2


def test_a_whole_database_has_no_trouble(desk: Engine) -> None:
    assert trouble(desk) == ()
