"""Backup, restore, swap.

Every copy is checked before it gets its name, and at no moment is there no archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from filecmp import cmp
from pathlib import Path
from secrets import token_hex
from shutil import copyfile
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from udp_core.problem import Place, Problem, RefusedError
from udp_core.store.backup import (
    copy_file,
    copy_rows,
    is_sound_file,
    new_sqlite,
    rebuild,
    renew_door,
    rows_by_table,
)
from udp_core.store.chain import Head, head
from udp_core.store.engine import (
    is_on_network,
    keep_private,
    open_file,
    reading,
    sqlite_module,
    told_plainly_about_folder,
)
from udp_core.store.guards import guards_amiss
from udp_core.store.migrate import latest_step, migrate, step_reached
from udp_core.store.replay import Alteration, alterations
from udp_core.store.trouble import told_in_words

_BESIDE = ("", "-wal", "-shm", "-journal")
"""The file of a SQLite database and those that it may have beside it."""
PASSING = ".{}.{}.in-corso"
"""A file being made beside its destination: its name, and a word that tells two makers apart."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored database has reached, and how many officers can come in there with their
    password of today.
    """

    head: Head
    officers: int


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How many rows of a table a copy has more, other and less than the present database."""

    table: str
    added: int
    changed: int
    removed: int


def backup(engine: Engine, path: Path, *, replace: bool = False) -> Head:
    """A checked copy in one SQLite file, whatever the kind of the database; its head.

    Raises RefusedError, leaving nothing behind.
    """
    _refuse_itself(engine, path)
    if path.exists() and not replace:
        raise RefusedError(
            [
                Problem(
                    "B01",
                    f"Il file {path.name} c’è già.",
                    "Scegliere un altro nome, o chiedere di sostituirlo.",
                    value=str(path),
                )
            ]
        )
    with told_plainly_about_folder(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with _made_for(path) as passing:
        if engine.dialect.name == "sqlite":
            copy_file(engine, passing)
        else:
            _from_rows(engine, passing)
        return checked(passing)


def _refuse_itself(engine: Engine, path: Path) -> None:
    """A copy over the archive itself would take away what is being written there."""
    if engine.dialect.name != "sqlite":
        return
    own = Path(str(engine.url.database)).resolve()
    is_same = own.exists() and path.exists() and own.samefile(path)
    if is_same or path.resolve() in {own.with_name(own.name + suffix) for suffix in _BESIDE}:
        raise RefusedError(
            [
                Problem(
                    "B08",
                    f"{path} è l’archivio stesso, non una copia.",
                    "Indicare un altro file.",
                    value=str(path),
                )
            ]
        )


@contextmanager
def _made_for(path: Path) -> Iterator[Path]:
    """A file to be made inside, which gets its name at the end, whole.

    Nothing of it is left otherwise.

    It is made beside its destination; where that is on another machine, in a folder of this one,
    and then brought.
    """
    with ExitStack() as stack, told_in_words():
        passing = path.with_name(PASSING.format(path.name, token_hex(4)))
        stack.callback(_away, passing)
        if not is_on_network(path.parent):
            yield passing
        else:
            here = Path(stack.enter_context(TemporaryDirectory(prefix="udp-"))) / "copia.sqlite"
            yield here
            _bring(here, passing)
        passing.replace(path)


def _bring(here: Path, there: Path) -> None:
    """A file taken to another machine, and read again there.

    What does not arrive whole is no copy.
    """
    copyfile(here, there)
    keep_private(there)
    if not cmp(here, there, shallow=False):
        raise RefusedError(
            [
                Problem(
                    "B10",
                    f"La copia in {there.parent} non è arrivata intera.",
                    "Controllare il disco di rete e lo spazio libero, poi ripetere.",
                )
            ]
        )


def _from_rows(engine: Engine, path: Path) -> None:
    target = new_sqlite(path)
    with reading(engine) as source:
        copy_rows(source, target)
    settled(target)


def settled(engine: Engine) -> None:
    """Everything into the one file, so that the file alone is the database.

    Nobody holds it open any more.
    """
    with engine.connect() as connection:
        # SQLite's own
        connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
    engine.dispose()


def checked(path: Path) -> Head:
    """The head of a copy that is whole: its pages, its chain, its rows against its history.

    Raises RefusedError.
    """
    engine = open_file(path)
    try:
        if step_reached(engine) != latest_step():
            raise RefusedError([_not_ours(path)])
        if wrong := trouble(engine):
            raise RefusedError(wrong)
        with reading(engine) as connection:
            reached = head(connection)
        settled(engine)
    finally:
        engine.dispose()
    return reached


def trouble(engine: Engine) -> tuple[Problem, ...]:
    """What is wrong with a database.

    Its pages, or the first record that does not follow from its history; nothing where it is whole.
    """
    try:
        with reading(engine) as connection:
            pages = is_sound_file(connection)
            first = next(alterations(connection), None) if pages == "ok" else None
            amiss = next(guards_amiss(connection), "") if pages == "ok" else ""
    except RefusedError as refused:
        return refused.problems
    if pages != "ok":
        return (
            Problem(
                "D04",
                "L’archivio è danneggiato.",
                "Non scriverci: ripristinare l’ultima copia di sicurezza verificata.",
                value=pages,
            ),
        )
    if first:
        return (_altered(first),)
    return (_unguarded(amiss),) if amiss else ()


def _unguarded(words: str) -> Problem:
    return Problem(
        "D17",
        f"L’archivio è stato toccato da fuori: {words}.",
        "Non scrivere: confrontare con l’ultima copia di sicurezza, e dire chi vi è entrato.",
    )


def _altered(found: Alteration) -> Problem:
    where = Place(entity=found.entity, entity_id=found.entity_id)
    number = f" (riga {found.sequence} della storia)" if found.sequence else ""
    return Problem(
        "D13",
        f"I dati non corrispondono alla loro storia: {found.what}{number}.",
        "Non scrivere: confrontare con l’ultima copia di sicurezza e con l’impronta stampata.",
        where,
    )


def _not_ours(path: Path) -> Problem:
    return Problem(
        "B02",
        f"Il file {path.name} non è un archivio di questa versione del programma.",
        "Controllare il percorso, o usare la versione con cui fu fatto.",
        value=path.name,
    )


def restore(
    copy: Path, target: Path, at: datetime | None = None, present: Engine | None = None
) -> Restored:
    """The copy, or what it knew at a moment, as a new checked database.

    Raises RefusedError where the target is there.

    A copy of an earlier release is brought to this one. Of signing in nothing comes back: passwords
    are those of the
    `present` database, sessions and invitations are none.
    """
    if target.exists():
        raise RefusedError(
            [
                Problem(
                    "B03",
                    f"Il file {target.name} c’è già.",
                    "Ripristinare in un posto nuovo; poi si confronta e si scambia.",
                    value=str(target),
                )
            ]
        )
    if not copy.is_file():
        raise RefusedError(
            [
                Problem(
                    "B04",
                    f"La copia {copy.name} non c’è.",
                    "Controllare il percorso.",
                    value=str(copy),
                )
            ]
        )
    with _made_for(target) as made:
        whole = made.with_name(f"{made.name}.tutta") if at else made
        _taken(copy, whole)
        if at:
            _known_at(whole, made, at)
            _away(whole)
        officers = _with_todays_door(made, present)
        return Restored(checked(made), officers)


def _taken(copy: Path, path: Path) -> None:
    """A copy, wherever it lies, brought to the step of this release."""
    with TemporaryDirectory(prefix="udp-") as folder:
        here = copy
        if is_on_network(copy.parent):
            here = Path(folder) / "copia.sqlite"
            copyfile(copy, here)
        source, taken = open_file(here), open_file(path)
        try:
            copy_file(source, path)
            if step_reached(taken) is None:
                raise RefusedError([_not_ours(copy)])
            migrate(taken)
            settled(taken)
        finally:
            source.dispose()
            taken.dispose()


def _known_at(whole: Path, target: Path, at: datetime) -> None:
    source, made = open_file(whole), new_sqlite(target)
    try:
        with reading(source) as connection:
            rebuild(connection, made, at.astimezone(UTC).isoformat(timespec="milliseconds"))
        settled(made)
    finally:
        source.dispose()


def _with_todays_door(path: Path, present: Engine | None) -> int:
    """How many officers can come in with the password of today."""
    made = open_file(path)
    try:
        with ExitStack() as stack:
            here = (
                stack.enter_context(reading(present))
                if present is not None and is_usable(present)
                else None
            )
            officers = renew_door(made, here)
        settled(made)
    finally:
        made.dispose()
    return officers


def is_usable(engine: Engine) -> bool:
    """True of a database that opens, and is at the step of this release."""
    try:
        return step_reached(engine) == latest_step()
    except RefusedError:
        return False


def compared(present: Engine, copy: Path) -> Iterator[TableDifference]:
    """What would change by taking the copy in place of the present database."""
    other = open_file(copy)
    now, then = rows_by_table(present), rows_by_table(other)
    settled(other)
    for name, rows in now.items():
        found = then[name]
        changed = sum(
            found[row_id] != version for row_id, version in rows.items() if row_id in found
        )
        difference = TableDifference(
            name, len(found.keys() - rows.keys()), changed, len(rows.keys() - found.keys())
        )
        if difference.added or difference.changed or difference.removed:
            yield difference


def swapped(present: Path, restored: Path, now: datetime) -> Path | None:
    """Take the restored database in place of the present one, which is kept aside.

    Where it is kept (None: there was none).

    The dashboard must be stopped: whoever has the present file open would go on writing to it.
    Stopped at any point,
    one of the two is in place, whole: the present one gets a second name, and its first passes in
    one step.
    """
    with told_in_words(), _beside(restored, present) as ready:
        if not present.exists():
            ready.replace(present)
            return None
        kept = present.with_name(f"{present.stem}.prima-del-{now:%Y%m%d-%H%M%S}{present.suffix}")
        _refuse_in_use(present)
        _second_name(present, kept)
        ready.replace(present)
    return kept


@contextmanager
def _beside(restored: Path, present: Path) -> Iterator[Path]:
    """The restored file on the disk of the present one, where a file changes its name in one
    step.
    """
    if restored.parent.stat().st_dev == present.parent.stat().st_dev:
        yield restored
        return
    with ExitStack() as stack:
        passing = present.with_name(PASSING.format(present.name, token_hex(4)))
        stack.callback(_away, passing)
        _bring(restored, passing)
        yield passing


def _second_name(path: Path, other: Path) -> None:
    try:
        other.hardlink_to(path)
    except OSError:  # a file system without second names
        _bring(path, other)


def _refuse_in_use(path: Path) -> None:
    """Bring everything into the one file; refused where somebody else has it open."""
    engine = open_file(path)
    try:
        settled(engine)
    except sqlite_module().OperationalError as error:
        raise RefusedError(
            [
                Problem(
                    "B07",
                    "L’archivio presente è in uso.",
                    "Fermare il cruscotto e ogni altro comando, poi ripetere lo scambio.",
                )
            ]
        ) from error
    finally:
        engine.dispose()


def _away(path: Path) -> None:
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
