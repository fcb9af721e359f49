"""Opening: settings of every connection, two kinds of transaction, places refused."""

from __future__ import annotations

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from tests.made_rows import family, fingerprint, load, load_family, sound
from udp_core.archive import engine as engine_module
from udp_core.archive.engine import (
    filesystem_of,
    open_engine,
    reading,
    sqlite_module,
    wal_is_safe,
    writing,
)
from udp_core.archive.images import read_all
from udp_core.archive.registry import BY_NAME
from udp_core.archive.trouble import problem_of, told_plainly
from udp_core.archive.writer import head
from udp_core.kernel.problem import RefusedError
from udp_core.writing.loading import Batch

DISTRICT = BY_NAME["district"]
SETTINGS = {
    "busy_timeout": 30000,
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}
MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
server:/dati /mnt/dati nfs4 rw 0 0
/dev/sdb1 /mnt/dati/locale xfs rw 0 0
//nas/ufficio /mnt/Disco\040condiviso cifs rw 0 0
overlay /mnt/dati/locale overlay rw 0 0
short
"""


def test_every_pooled_connection_has_the_settings(empty_engine: Engine) -> None:
    with (
        empty_engine.connect() as one,
        empty_engine.connect() as two,
        empty_engine.connect() as three,
    ):
        for connection in (one, two, three):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in SETTINGS
            }
            assert found == SETTINGS
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            assert journal == (
                "wal" if wal_is_safe(sqlite_module().sqlite_version_info) else "truncate"
            )


def test_an_older_sqlite_does_without_wal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "wal_is_safe", lambda _version: False)
    engine = open_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "truncate"
    engine.dispose()


def test_without_the_packaged_sqlite_the_standard_one_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    assert sqlite_module() is sqlite3
    engine = open_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    with reading(engine) as connection:
        assert (
            connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
            == sqlite3.sqlite_version
        )
    engine.dispose()


def test_a_setting_refused_by_a_read_only_file_is_not_the_end() -> None:
    """Only the journal is written into the file by a setting: all other refusals are real."""

    class _Raw:
        def execute(self, statement: str) -> None:
            raise sqlite3.OperationalError(f"attempt to write a readonly database: {statement}")

    engine_module._set(_Raw(), "journal_mode=WAL")
    with pytest.raises(sqlite3.OperationalError):
        engine_module._set(_Raw(), "foreign_keys=ON")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 44, 9), True),
        ((3, 45, 0), False),
        ((3, 49, 2), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_which_sqlite_may_use_wal(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv", "ext4"),
        ("/", "ext4"),
        ("/run/a/b", "tmpfs"),
        ("/runfoo", "ext4"),
        ("/mnt/dati", "nfs4"),
        ("/mnt/dati/udp", "nfs4"),
        ("/mnt/dati/locale/udp", "overlay"),
        ("/mnt/Disco condiviso/udp", "cifs"),
        ("/mnt/Disco", "ext4"),
    ],
)
def test_the_file_system_of_a_folder(folder: str, kind: str) -> None:
    assert filesystem_of(Path(folder), MOUNTS) == kind


def test_an_unknown_file_system_has_no_name() -> None:
    assert filesystem_of(Path("/srv"), "") == ""


def test_a_database_on_a_network_share_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_mounts", lambda: f"nas:/x {tmp_path} nfs rw 0 0")
    link = tmp_path.parent / f"{tmp_path.name}-link"
    link.symlink_to(tmp_path)
    for folder in (tmp_path, link):
        with pytest.raises(RefusedError) as refused:
            open_engine(f"sqlite:///{folder / 'a.sqlite'}")
        assert refused.value.problems[0].code == "D11"


@pytest.mark.parametrize(
    "address",
    ["mysql://x/y", "oracle://x", "archivio", "", "sqlite", "://", "postgresql://chi@qui:porta/x"],
)
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedError) as refused:
        open_engine(address)
    assert refused.value.problems[0].code == "D10"


def test_a_path_mistyped_higher_up_makes_no_folders_and_no_archive(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        open_engine(f"sqlite:///{tmp_path / 'archvio' / 'dati' / 'a.sqlite'}")
    assert refused.value.problems[0].code == "D06"
    assert list(tmp_path.iterdir()) == []
    open_engine(f"sqlite:///{tmp_path / 'dati' / 'a.sqlite'}").dispose()
    assert (tmp_path / "dati").is_dir()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RefusedError) as refused:
        open_engine(f"sqlite:///{tmp_path / 'file' / 'below' / 'a.sqlite'}")
    assert refused.value.problems[0].code == "D06"


def test_a_database_in_memory_needs_no_folder() -> None:
    with reading(open_engine("sqlite:///:memory:")) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_reading_writes_nothing(engine: Engine) -> None:
    load_family(engine, "district")
    with pytest.raises(RefusedError) as refused, reading(engine) as connection:
        connection.execute(text("DELETE FROM district"))
    assert refused.value.problems[0].code == "D01"
    load_family(engine, "fund_year")


def test_reading_sees_one_moment(engine: Engine) -> None:
    load_family(engine, "district")
    with reading(engine) as connection:
        before = (list(read_all(connection, DISTRICT)), head(connection))
        load(
            engine,
            Batch(
                DISTRICT,
                [(None, sound(DISTRICT, name="Cambiato")), (None, sound(DISTRICT, code="b"))],
            ),
        )
        assert (list(read_all(connection, DISTRICT)), head(connection)) == before
    with reading(engine) as connection:
        assert head(connection).sequence == before[1].sequence + 2


def test_a_writing_that_raises_leaves_nothing(engine: Engine) -> None:
    load_family(engine, "district")
    before = fingerprint(engine)
    with (  # noqa: PT012 - the error comes after a write
        pytest.raises(ZeroDivisionError),
        writing(engine) as connection,
    ):
        connection.execute(text("UPDATE district SET name = 'x'"))
        raise ZeroDivisionError
    assert fingerprint(engine) == before


def test_a_writing_not_kept_leaves_nothing(engine: Engine) -> None:
    load_family(engine, "district")
    before = fingerprint(engine)
    with writing(engine, keep=False) as connection:
        connection.execute(text("UPDATE district SET name = 'x'"))
    assert fingerprint(engine) == before


def test_a_second_writer_waits_and_then_is_told(empty_engine: Engine) -> None:
    other = open_engine(str(empty_engine.url))

    @event.listens_for(other, "connect")
    def _hurry(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA busy_timeout=50")

    with writing(empty_engine), pytest.raises(RefusedError) as refused, writing(other):
        pass
    assert refused.value.problems[0].code == "D07"
    with writing(other) as connection:
        assert connection.in_transaction()
    other.dispose()


def _add_one(engine: Engine, times: int) -> None:
    """Read a figure and write it one higher, under the lock, as a handler does."""
    from tests.made_rows import asked
    from udp_core.archive.writer import Change, Writer

    entity = BY_NAME["population"]
    for _ in range(times):
        with writing(engine) as connection:
            [(row_id, version, image)] = list(read_all(connection, entity))
            raised = {**image, "residents": int(image["residents"] or 0) + 1}
            Writer(connection, asked().header("add")).apply(
                [Change(entity, row_id, version + 1, image, raised)]
            )


def test_no_increment_is_lost_among_16_writers(engine: Engine) -> None:
    load_family(engine, "population", residents=0)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: _add_one(engine, 5), range(16)))
    with reading(engine) as connection:
        [(_, version, image)] = list(read_all(connection, BY_NAME["population"]))
        assert (image["residents"], version) == (80, 81)
        assert head(connection).sequence == len(family(BY_NAME["population"])) + 80


class DriverError(Exception):
    """As drivers raise them.

    With a name of SQLite's results, or the five characters of PostgreSQL.
    """

    def __init__(self, sign: str, words: str = "in the driver's words") -> None:
        super().__init__(words)
        self.sqlite_errorname = sign if sign.startswith("SQLITE") else None
        self.sqlstate = None if sign.startswith("SQLITE") else sign or None


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DriverError("SQLITE_READONLY_DBMOVED"), "D01"),
        (DriverError("25006"), "D01"),
        (DriverError("SQLITE_FULL"), "D02"),
        (DriverError("53100"), "D02"),
        (OSError(28, "No space left on device"), "D02"),
        (DriverError("SQLITE_NOTADB"), "D03"),
        (DriverError("SQLITE_CORRUPT_INDEX"), "D04"),
        (DriverError("XX001"), "D04"),
        (DriverError("", "Could not decode to UTF-8 column"), "D04"),
        (DriverError("SQLITE_IOERR_WRITE"), "D05"),
        (DriverError("58030"), "D05"),
        (DriverError("SQLITE_CANTOPEN_ISDIR"), "D06"),
        (DriverError("SQLITE_BUSY_SNAPSHOT"), "D07"),
        (DriverError("55P03"), "D07"),
        (DriverError("40P01"), "D07"),
        (DriverError("57014"), "D07"),
        (DriverError("SQLITE_ERROR", "no such table: history"), "D08"),
        (DriverError("42P01"), "D08"),
        (DriverError("08006"), "D09"),
        (DriverError("57P01"), "D09"),
        (DriverError("", "connection refused"), "D09"),
        (PoolTimeoutError("QueuePool limit of size 5"), "D07"),
        (PermissionError(13, "Permission denied"), "D16"),
    ],
)
def test_every_trouble_has_its_remedy(error: Exception, code: str) -> None:
    problem = problem_of(error)
    assert problem
    assert problem.code == code
    assert problem.remedy
    assert problem.value == str(error)
    assert str(error) not in str(problem)


@pytest.mark.parametrize(
    "error",
    [
        DriverError("SQLITE_ERROR", "no such column: full_name"),
        DriverError("SQLITE_ERROR", 'near "connect": syntax error'),
        DriverError("SQLITE_CONSTRAINT_FOREIGNKEY", "FOREIGN KEY constraint failed"),
        DriverError("SQLITE_MISUSE", "locked"),
        DriverError("42703", 'column "readonly" does not exist'),
        DriverError("42601", "syntax error at or near full"),
        DriverError("", "something never seen"),
    ],
)
def test_a_fault_of_the_program_is_no_trouble_of_the_archive(error: Exception) -> None:
    """It is not told in the words of a disk or a server because a name in it sounds like them."""
    assert problem_of(error) is None


@pytest.mark.parametrize(
    "statement", ["SELECT full_name FROM district", "SELECT connect FROM", "SELEKT 1"]
)
def test_a_wrong_statement_is_a_bug_and_passes(engine: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError), reading(engine) as connection:
        connection.execute(text(statement))


def test_a_query_that_cannot_be_made_is_a_bug_and_passes(engine: Engine) -> None:
    with pytest.raises(ArgumentError), reading(engine) as connection:
        connection.execute(3)  # type: ignore[call-overload]  # on purpose


@pytest.mark.postgresql
def test_tables_that_are_not_there_are_said(tmp_path: Path, bare_postgresql_address: str) -> None:
    for address in (f"sqlite:///{tmp_path / 'bare.sqlite'}", bare_postgresql_address):
        with pytest.raises(RefusedError) as refused, reading(open_engine(address)) as connection:
            connection.execute(text("SELECT 1 FROM district"))
        assert refused.value.problems[0].code == "D08"


def test_a_broken_constraint_is_a_bug_and_passes(empty_engine: Engine) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), told_plainly(), writing(empty_engine) as connection:
        connection.execute(
            text("INSERT INTO municipality SELECT 'a', 1, 'a', 'nobody', 'A', 1, 'f'")
        )


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(RefusedError) as refused,
        reading(open_engine(f"postgresql://u@/x?host={tmp_path}")),
    ):
        pass
    assert refused.value.problems[0].code == "D09"
