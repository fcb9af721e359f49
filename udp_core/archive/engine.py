"""Opening the database, SQLite or PostgreSQL by address, and the two kinds of transaction.

Reading and writing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import Pool, QueuePool

from udp_core.archive.trouble import busy, told_plainly
from udp_core.kernel.problem import Problem, RefusedError

_OCTAL = re.compile(r"\\([0-7]{3})")
"""How a mount table writes a blank in a path."""
WRITING = "udp_writing"
LONGEST_WAIT_SECONDS = 30
"""For the write lock; then the writer is told that somebody else is writing."""
_FROZEN: dict[str, tuple[Problem, ...]] = {}
"""Of each database that this process only reads, why.

By address, so that an engine opened later does not forget it.
"""
WRITE_LOCK = 7_305_001
"""Number of the advisory lock that orders the writers on PostgreSQL.

The chain of history has one end.
"""
NETWORK_FILESYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "davfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "fuse.sshfs",
        "fuse.davfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.glusterfs",
        "fuse.ceph",
    }
)
POSTGRESQL_LIMITS = (
    "-c statement_timeout=60s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
)


def sqlite_module() -> ModuleType:
    """The SQLite in use: the packaged one where it is installed, else the standard library's."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    module: ModuleType = dbapi2
    return module


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """True where this SQLite lacks the WAL-reset defect (fixed in 3.44.6, 3.50.7, 3.51.3)."""
    return (
        (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51) or version >= (3, 51, 3)
    )


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except (ArgumentError, ValueError) as error:  # a port that is no number is the second
        raise RefusedError(
            [
                Problem(
                    "D10",
                    "L’indirizzo dell’archivio non si legge.",
                    "Usare sqlite:///percorso oppure postgresql://…",
                )
            ]
        ) from error


def file_of(address: str) -> Path | None:
    """The file of a database that is one; None of a server's, or of one in memory.

    Raises RefusedError.
    """
    url = _url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return None if _in_memory(url) else Path(url.database)


def open_engine(address: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`.

    Raises RefusedError where the address cannot serve.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    if url.get_backend_name() == "postgresql":
        return _open_postgresql(url)
    raise RefusedError(
        [
            Problem(
                "D10",
                f"L’indirizzo comincia con «{url.drivername}».",
                "Usare sqlite:///percorso oppure postgresql://…",
            )
        ]
    )


def open_file(path: Path) -> Engine:
    """An engine for a SQLite file by its path, whatever characters its name has.

    Raises RefusedError as `open_engine`.
    """
    return _open_sqlite(URL.create("sqlite", database=str(path)))


def _open_postgresql(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        connect_args={"options": POSTGRESQL_LIMITS},
    )


def _open_sqlite(url: URL) -> Engine:
    place = (
        Path(url.database)
        if url.database and url.database != ":memory:" and not _in_memory(url)
        else None
    )
    if place:
        _prepare_place(place)
    module = sqlite_module()
    shared: dict[str, Any] = (
        {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}
        if _in_memory(url)
        else {}
    )
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), module=module, **shared)
    journal = "WAL" if wal_is_safe(module.sqlite_version_info) else "TRUNCATE"

    @event.listens_for(engine, "connect")
    def _settle(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        if place:
            keep_private(place)
        for setting in (
            f"busy_timeout={LONGEST_WAIT_SECONDS * 1000}",
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "recursive_triggers=ON",
            "trusted_schema=OFF",
            "cell_size_check=ON",
        ):
            _set(raw, setting)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _in_memory(url: URL) -> bool:
    """A named database in memory: every connection that knows the name sees the same one."""
    return url.query.get("mode") == "memory"


def _set(raw: Any, setting: str) -> None:
    module = sqlite_module()
    try:
        raw.execute(f"PRAGMA {setting}")
    except (module.OperationalError, sqlite3.OperationalError) as error:
        if "readonly" not in str(error) or not setting.startswith("journal_mode"):
            raise
    except UnicodeDecodeError as error:  # the driver cannot even say what is wrong with the schema
        raise module.DatabaseError("malformed database schema") from error


def _prepare_place(path: Path) -> None:
    """The folder of an archive, made where only it is missing.

    A path mistyped higher up is told, not built.
    """
    folder = path.resolve().parent
    with told_plainly_about_folder(folder):
        folder.mkdir(exist_ok=True)
    if is_on_network(folder):
        raise RefusedError(
            [
                Problem(
                    "D11",
                    f"La cartella {folder} è su un disco di rete, dove SQLite può perdere dati.",
                    "Usare un disco locale, oppure PostgreSQL.",
                )
            ]
        )


@contextmanager
def told_plainly_about_folder(folder: Path) -> Iterator[None]:
    """Inside, a folder that cannot be made raises RefusedError."""
    try:
        yield
    except OSError as error:
        raise RefusedError(
            [
                Problem(
                    "D06",
                    f"La cartella {folder} non si può creare.",
                    "Controllare i permessi o scegliere un’altra cartella.",
                    value=str(error),
                )
            ]
        ) from error


def is_on_network(folder: Path) -> bool:
    """True of a folder of another machine, where SQLite may lose data.

    A finished copy may well lie there.
    """
    return filesystem_of(folder.resolve(), _mounts()) in NETWORK_FILESYSTEMS


def keep_private(path: Path) -> None:
    """The file is of its owner and of nobody else.

    It holds password hashes and figures not yet published.
    """
    with suppress(OSError):  # another's file, or a file system without permissions
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


def filesystem_of(folder: Path, mounts: str) -> str:
    """Kind of the file system that holds a folder, from the text of a mount table.

    Empty where unknown.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        _device, escaped, found, *_ = [*line.split(), "", "", ""]
        mounted_at = _OCTAL.sub(lambda code: chr(int(code[1], 8)), escaped)
        inside = folder == Path(mounted_at) or Path(mounted_at) in folder.parents
        if mounted_at and inside and len(mounted_at) >= len(best):
            best, kind = mounted_at, found
    return kind


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent report of the database, through which nothing can be written.

    The database refuses.
    """
    with (
        told_plainly(),
        engine.connect().execution_options(postgresql_readonly=True) as connection,
        connection.begin(),
    ):
        yield connection


_TURNS: WeakKeyDictionary[Pool, Lock] = WeakKeyDictionary()
"""Of each open database: the writers of this process wait in line here.

SQLite's own waiting is by polling, and starves some.
"""


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    lock = _TURNS.setdefault(engine.pool, Lock())
    if not lock.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise RefusedError([busy(TimeoutError("locked by this process"))])
    try:
        yield
    finally:
        lock.release()


@contextmanager
def writing(engine: Engine, *, keep: bool = True) -> Iterator[Connection]:
    """The write lock first, then everything or nothing.

    With `keep=False` all is undone at the end (dry run).
    """
    if found := frozen(engine):
        remedy = (
            "Avvisare chi amministra il cruscotto; le cifre dette non si perdono, si scrivono dopo"
            " il ripristino."
        )
        told = Problem("D14", "L’archivio si legge soltanto: è stato trovato un guasto.", remedy)
        raise RefusedError([told, *found])
    with (
        told_plainly(),
        _turn(engine),
        engine.connect().execution_options(**{WRITING: True}, **_order(engine)) as connection,
    ):
        transaction = connection.begin()
        with transaction:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
            yield connection
            if not keep:
                transaction.rollback()


def freeze(engine: Engine, problems: tuple[Problem, ...]) -> None:
    """From now on, until this process ends, the database is only read.

    Without problems it is written again.
    """
    if problems:
        _FROZEN[place_of(engine)] = problems
    else:
        _FROZEN.pop(place_of(engine), None)


def frozen(engine: Engine) -> tuple[Problem, ...]:
    """Why the database is only read; nothing where it is whole."""
    return _FROZEN.get(place_of(engine), ())


def place_of(engine: Engine) -> str:
    """Where the database is, however its address was written."""
    url = engine.url
    if engine.dialect.name == "sqlite" and url.database and not _in_memory(url):
        return str(Path(url.database).resolve())
    return f"{url.host}:{url.port}/{url.database}"


def _order(engine: Engine) -> dict[str, str]:
    """Writers on PostgreSQL wait for the lock first and must then see what was committed
    meanwhile.
    """
    return {"isolation_level": "READ COMMITTED"} if engine.dialect.name == "postgresql" else {}
