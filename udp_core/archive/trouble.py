"""What a database or a disk says when it cannot work, turned into a problem that a person can act
on.

Only what a person can act on: a statement that is wrong, or a broken constraint, is a fault of the
program and passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from udp_core.kernel.problem import Problem, RefusedError

Told = tuple[str, str, str]
"""Code, sentence, remedy."""
_READ_ONLY: Told = (
    "D01",
    "L’archivio è in sola lettura.",
    "Dare al programma il permesso di scrivere sul file e sulla sua cartella.",
)
_FULL: Told = (
    "D02",
    "Il disco è pieno: niente è stato scritto e niente è andato perduto.",
    "Liberare spazio e ripetere.",
)
_NO_DATABASE: Told = (
    "D03",
    "Il file indicato non è un archivio del cruscotto.",
    "Controllare l’indirizzo in UDP_DATABASE_URL o ripristinare una copia.",
)
_DAMAGED: Told = (
    "D04",
    "L’archivio è danneggiato.",
    "Non scriverci: ripristinare l’ultima copia di sicurezza verificata.",
)
_NO_DISK: Told = (
    "D05",
    "Il disco non risponde.",
    "Controllare il disco e lo spazio libero, poi ripetere.",
)
_CLOSED: Told = (
    "D06",
    "L’archivio non si apre.",
    "Controllare che la cartella esista e che il programma possa leggerla e scriverla.",
)
_BUSY: Told = (
    "D07",
    "L’archivio è occupato da un’altra scrittura.",
    "Attendere qualche secondo e ripetere.",
)
_CROWDED: Told = (
    "D07",
    "L’archivio è occupato da troppe richieste insieme.",
    "Attendere qualche secondo e ripetere.",
)
_NO_TABLES: Told = (
    "D08",
    "L’archivio non ha ancora le tabelle del cruscotto.",
    "Eseguire «udp init».",
)
_NO_SERVER: Told = (
    "D09",
    "Il server dell’archivio non risponde.",
    "Controllare che PostgreSQL sia acceso e l’indirizzo in UDP_DATABASE_URL.",
)
_NOT_ALLOWED: Told = (
    "D16",
    "Il file non si può leggere o scrivere.",
    "Dare al programma il permesso sul file e sulla sua cartella, o indicarne un’altra.",
)
_BY_SIGN: dict[str, Told] = {
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_NOTADB": _NO_DATABASE,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR": _NO_DISK,
    "SQLITE_CANTOPEN": _CLOSED,
    "SQLITE_PERM": _NOT_ALLOWED,
    "SQLITE_AUTH": _NOT_ALLOWED,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "25006": _READ_ONLY,
    "53100": _FULL,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "58030": _NO_DISK,
    "42501": _NOT_ALLOWED,
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "53200": _CROWDED,
    "53300": _CROWDED,
    "3D000": _NO_TABLES,
    "42P01": _NO_TABLES,
    "57P01": _NO_SERVER,
    "57P02": _NO_SERVER,
    "57P03": _NO_SERVER,
    "25P03": _NO_SERVER,
}
"""By the name of SQLite's result, or by PostgreSQL's five characters (of a class, its two
first)."""
_BY_CLASS: dict[str, Told] = {"08": _NO_SERVER, "28": _NO_SERVER, "53": _CROWDED, "58": _NO_DISK}
_BY_WORDS: tuple[tuple[str, Told], ...] = (
    ("no space", _FULL),
    ("disk is full", _FULL),
    ("database is locked", _BUSY),
    ("no such table", _NO_TABLES),
    ("malformed", _DAMAGED),
    ("could not decode", _DAMAGED),
    ("permission denied", _NOT_ALLOWED),
    ("not permitted", _NOT_ALLOWED),
    ("read-only file system", _NOT_ALLOWED),
    ("does not exist", _NO_TABLES),
    ("connect", _NO_SERVER),
    ("server closed", _NO_SERVER),
)
"""What a driver or a system says without a sign of its own."""


def problem_of(error: BaseException) -> Problem | None:
    """What an error of a disk, a database or its driver tells of.

    None where it is a fault of the program.

    The technical words are kept as the problem's value, for the log.
    """
    found = _told_of(getattr(error, "orig", None) or error)
    return None if found is None else _problem(found, error)


def of_disk(error: OSError) -> Problem:
    """What a disk, a folder, a file that refuses tells of."""
    return _problem(_told_of(error) or _NO_DISK, error)


_NO_COLUMN = ("no such column", "42703")


def of_schema(error: DBAPIError) -> Problem | None:
    """What a table that is not as its class says tells of, where a statement is made by the class.

    A column that is not there is a damaged schema, and not a statement that is wrong.
    """
    signs = (str(error.orig), str(getattr(error.orig, "sqlstate", "")))
    missing = any(sign in said for sign in _NO_COLUMN for said in signs)
    return _problem(_DAMAGED, error) if missing else None


def busy(error: BaseException) -> Problem:
    """Who waits for the turn to write waited long enough."""
    return _problem(_BUSY, error)


def _problem(found: Told, error: BaseException) -> Problem:
    code, sentence, remedy = found
    return Problem(code, sentence, remedy, value=str(getattr(error, "orig", None) or error))


def _told_of(error: BaseException) -> Told | None:
    if isinstance(error, PoolTimeoutError):
        return _CROWDED
    sign = _sign(error)
    if sign and sign != "SQLITE_ERROR":
        return _BY_SIGN.get(sign) or _BY_CLASS.get(sign[:2])
    words = str(error).lower()
    if sign:
        return _NO_TABLES if words.startswith("no such table") else None
    return next((told for said, told in _BY_WORDS if said in words), None)


def _sign(error: BaseException) -> str:
    """«SQLITE_IOERR» of «SQLITE_IOERR_WRITE»; «42P01» of PostgreSQL.

    Nothing where there is none.
    """
    name = "_".join(str(getattr(error, "sqlite_errorname", None) or "").split("_")[:2])
    return name or str(getattr(error, "sqlstate", None) or "")


@contextmanager
def told_plainly(*also: type[Exception]) -> Iterator[None]:
    """Inside, a failing database raises RefusedError with a plain problem.

    Faults of the program pass.

    `also` are errors of a driver that is used without SQLAlchemy.
    """
    caught: tuple[type[Exception], ...] = (DBAPIError, PoolTimeoutError, *also)
    try:
        yield
    except caught as error:
        if found := problem_of(error):
            raise RefusedError([found]) from error
        raise


@contextmanager
def told_in_words() -> Iterator[None]:
    """Inside, a disk that refuses raises RefusedError with what to do."""
    try:
        yield
    except OSError as error:
        raise RefusedError([of_disk(error)]) from error
