"""Backup and restore: checked, comparable, back to a moment, and nothing is ever lost."""

from __future__ import annotations

import lzma
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from tests.made_desk import TODAY, E, entry, made_desk, save
from tests.made_rows import MOMENT, content, sound_history
from tests.store.test_release_archive import RELEASE
from udp_core.__main__ import app
from udp_core.archive import backup as copying
from udp_core.archive import engine as engine_module
from udp_core.archive import passing_files
from udp_core.archive.asking import Asked
from udp_core.archive.engine import open_engine, open_file, reading, sqlite_module, writing
from udp_core.archive.images import digest
from udp_core.archive.writer import head
from udp_core.kernel.problem import RefusedError
from udp_core.running.backups import backup, checked, trouble
from udp_core.running.restoring import TableDifference, compared, restore, swapped
from udp_core.sign_in.sessions import Visit, accept, invite, sign_in, signed_in
from udp_core.writing.loading import Batch, LoadRows, load_rows
from udp_core.writing.saving import Edit

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


def test_restoring_gives_what_was_copied_and_says_what_differs(
    desk: Engine, tmp_path: Path
) -> None:
    copy, target = tmp_path / "copia.sqlite", tmp_path / "nuovo.sqlite"
    backup(desk, copy)
    before = rows(desk)
    save(desk, "carlo", entry(2, 2000))
    restore(copy, target)
    assert rows_of(target) == before
    assert list(compared(desk, target)) == [TableDifference("frna_entry", 0, 0, 1)]
    assert [*tmp_path.glob("nuovo.sqlite-*")] == []
    with pytest.raises(RefusedError) as caught:
        restore(copy, target)
    assert code(caught) == "B03"
    with pytest.raises(RefusedError) as caught:
        restore(tmp_path / "manca.sqlite", tmp_path / "x.sqlite")
    assert code(caught) == "B04"


def test_back_to_a_moment_is_what_was_known_then(desk: Engine, tmp_path: Path) -> None:
    """January changed later; February, given and taken back before, does not come back to life."""
    save(desk, "carlo", entry(2, 700))
    save(desk, "carlo", Edit(ENTRY, {}, "a:a:2026:A1:a:c:final:month:2", 1, remove=True))
    before = rows(desk)
    later = MOMENT + timedelta(hours=2)
    load_rows(
        desk,
        LoadRows(
            Asked("più tardi", "Ada Rossi", "Ufficio di Piano", "Rettifica", later),
            [Batch(ENTRY, [(None, {**entry(1, 9).values})])],
        ),
    )
    copy, target = tmp_path / "copia.sqlite", tmp_path / "allora.sqlite"
    backup(desk, copy)
    reached = restore(copy, target, MOMENT + timedelta(hours=1))
    assert rows_of(target) == before
    with reading(desk) as connection:
        assert reached.head.sequence == head(connection).sequence - 1
    assert (
        restore(copy, tmp_path / "ora.sqlite", MOMENT + timedelta(days=1)).head.sequence
        == reached.head.sequence + 1
    )


def test_a_damaged_or_altered_copy_is_refused_and_named(desk: Engine, tmp_path: Path) -> None:
    copy = tmp_path / "copia.sqlite"
    backup(desk, copy)
    altered = open_engine(f"sqlite:///{copy}")
    with altered.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA query_only=OFF")  # type: ignore[union-attr]  # SQLite's own
        # SQLite's own
        raw.execute("UPDATE frna_entry SET amount_cents = 1")  # type: ignore[union-attr]
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
    copy, target, present = (
        tmp_path / "copia.sqlite",
        tmp_path / "nuovo.sqlite",
        tmp_path / "presente.sqlite",
    )
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
    assert kept is not None
    assert kept.name == "presente.prima-del-20261110-090000.sqlite"
    assert (rows_of(kept), rows_of(present)) == (last, rows_of(copy))


def test_the_commands_say_where_and_what(
    desk: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_a_copy_over_the_archive_itself_is_refused(empty_engine: Engine, tmp_path: Path) -> None:
    """By its name, by another name of the same file, over what SQLite keeps beside it."""
    own, other = Path(str(empty_engine.url.database)), tmp_path / "altro nome.sqlite"
    other.hardlink_to(own)
    for path in (own, tmp_path / "." / own.name, other, own.with_name(f"{own.name}-wal")):
        with pytest.raises(RefusedError) as caught:
            backup(empty_engine, path, replace=True)
        assert code(caught) == "B08"
    assert trouble(empty_engine) == ()


@pytest.mark.parametrize("name", ["copia?.sqlite", "50% fatto.sqlite", "perché no #1.sqlite"])
def test_a_copy_may_have_any_name(empty_engine: Engine, tmp_path: Path, name: str) -> None:
    made_desk(empty_engine)
    folder = tmp_path / "copie"
    backup(empty_engine, folder / name)
    restore(folder / name, folder / f"r {name}")
    assert sorted(one.name for one in folder.iterdir()) == sorted([name, f"r {name}"])


def test_archive_and_copies_are_of_their_owner_alone(empty_engine: Engine, tmp_path: Path) -> None:
    copy, target, old = (
        tmp_path / "copia.sqlite",
        tmp_path / "nuovo.sqlite",
        tmp_path / "vecchio.sqlite",
    )
    backup(empty_engine, copy)
    restore(copy, target)
    old.write_bytes(copy.read_bytes())
    old.chmod(0o644)
    checked(old)
    own = Path(str(empty_engine.url.database))
    assert [one.stat().st_mode & 0o777 for one in (own, copy, target, old)] == [0o600] * 4


def test_a_full_disk_is_told_and_leaves_nothing(
    desk: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the driver while it copies, by the system while the copy gets its name."""
    folder = tmp_path / "copie"

    class Full:
        Error = sqlite_module().Error

        def connect(self, _path: str) -> None:
            raise sqlite_module().OperationalError("database or disk is full")

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    places: list[tuple[object, str, object]] = [(Path, "replace", no_room)]
    if desk.dialect.name == "sqlite":
        places.append((copying, "sqlite_module", Full))
    for place, name, failing in places:
        with monkeypatch.context() as patch:
            patch.setattr(place, name, failing)
            with pytest.raises(RefusedError) as caught:
                backup(desk, folder / "a.sqlite")
        assert code(caught) == "D02"
        assert list(folder.iterdir()) == []


def test_a_copy_lies_on_another_machine_and_comes_back(
    desk: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive may not be there, its copies may; what does not arrive whole is no copy."""
    share = tmp_path / "rete"
    mounts = f"nas:/copie {share} nfs4 rw 0 0\n/dev/sda / ext4 rw 0 0\n"
    monkeypatch.setattr(engine_module, "_mounts", lambda: mounts)
    backup(desk, share / "copia.sqlite")
    with pytest.raises(RefusedError):
        open_file(share / "copia.sqlite")
    restore(share / "copia.sqlite", tmp_path / "nuovo.sqlite")
    assert rows_of(tmp_path / "nuovo.sqlite") == rows(desk)
    monkeypatch.setattr(
        passing_files, "copyfile", lambda here, there: there.write_bytes(here.read_bytes()[:-1])
    )
    with pytest.raises(RefusedError) as caught:
        backup(desk, share / "altra.sqlite")
    assert code(caught) == "B10"
    assert [one.name for one in share.iterdir()] == ["copia.sqlite"]


def test_nothing_of_signing_in_comes_back(desk: Engine, tmp_path: Path) -> None:
    """Copied with an old password, a session and an invitation.

    Since then carlo has another password, and dina has left.
    """
    now = datetime(2026, 11, 10, 9, tzinfo=UTC)
    visit = Visit("", now)
    for name in ("carlo", "dina"):
        accept(desk, invite(desk, name, now), "quattro parole messe in fila", visit)
    cookie, link = (
        sign_in(desk, "carlo", "quattro parole messe in fila", visit),
        invite(desk, "anna", now),
    )
    copy = tmp_path / "copia.sqlite"
    backup(desk, copy)
    accept(desk, invite(desk, "carlo", now), "tutta un’altra frase lunga", visit)
    with writing(desk) as connection:
        connection.exec_driver_sql("DELETE FROM credential WHERE officer_id = 'dina'")
    back, alone = tmp_path / "nuovo.sqlite", tmp_path / "solo.sqlite"
    assert restore(copy, back, present=desk).officers == 1
    assert restore(copy, alone).officers == 0
    engine = open_file(back)
    assert signed_in(engine, cookie, visit) is None
    for officer, password, is_in in (
        ("carlo", "quattro parole messe in fila", False),
        ("dina", "quattro parole messe in fila", False),
        ("carlo", "tutta un’altra frase lunga", True),
    ):
        assert comes_in(engine, officer, password, visit) is is_in
    with pytest.raises(RefusedError):
        accept(engine, link, "una frase mai usata prima", visit)
    engine.dispose()


def comes_in(engine: Engine, officer: str, password: str, visit: Visit) -> bool:
    try:
        return bool(sign_in(engine, officer, password, visit))
    except RefusedError:
        return False


def test_a_copy_of_the_last_release_is_restored_and_brought_to_this_one(tmp_path: Path) -> None:
    copy, now, then = (
        tmp_path / "di prima.sqlite",
        tmp_path / "ora.sqlite",
        tmp_path / "allora.sqlite",
    )
    copy.write_bytes(lzma.decompress((RELEASE / "archivio.sqlite.xz").read_bytes()))
    whole = restore(copy, now)
    assert restore(copy, then, datetime(2027, 1, 1, tzinfo=UTC)).head == whole.head
    assert rows_of(now) == rows_of(then)
    with pytest.raises(RefusedError) as caught:
        restore(foreign(tmp_path), tmp_path / "x.sqlite")
    assert code(caught) == "B02"


def foreign(folder: Path) -> Path:
    """A SQLite file that is no archive."""
    path = folder / "rubrica.sqlite"
    with closing(sqlite_module().connect(str(path))) as raw:
        raw.execute("CREATE TABLE rubrica (nome TEXT)")
        raw.commit()
    return path


@pytest.mark.parametrize("step", ["hardlink_to", "replace"])
def test_a_swap_killed_at_any_step_leaves_a_whole_archive_in_place(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    made_desk(empty_engine)
    present, target = tmp_path / "presente.sqlite", tmp_path / "nuovo.sqlite"
    backup(empty_engine, present)
    backup(empty_engine, target)
    before = rows_of(present)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, step, killed)
    with pytest.raises(KeyboardInterrupt):
        swapped(present, target, datetime(2026, 11, 10, 9, tzinfo=UTC))
    monkeypatch.undo()
    assert rows_of(present) == before
    assert swapped(present, target, datetime(2026, 11, 10, 10, tzinfo=UTC)) is not None


def test_a_whole_database_has_no_trouble(desk: Engine) -> None:
    assert trouble(desk) == ()
