"""Backup, restore, the daily copy: every copy is checked before it gets its name, and nothing is ever deleted by a swap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from udp_core.problem import Place, Problem, RefusedError
from udp_core.store.backup import copy_file, copy_rows, is_sound_file, new_sqlite, rebuild, rows_by_table
from udp_core.store.chain import Head, head
from udp_core.store.engine import open_engine, reading, sqlite_module
from udp_core.store.migrate import latest_step, step_reached
from udp_core.store.replay import Alteration, alterations

DAYS_KEPT = 14
MONTHS_KEPT = 12
COPY = "udp-{:%Y-%m-%d}.sqlite"


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How many rows of a table a copy has more, other and less than the present database."""

    table: str
    added: int
    changed: int
    removed: int


def backup(engine: Engine, path: Path, *, replace: bool = False) -> Head:
    """A checked copy in one SQLite file, whatever the kind of the database; its head. Raises RefusedError, leaving nothing behind."""
    if path.exists() and not replace:
        raise RefusedError([Problem("B01", f"Il file {path.name} c’è già.", "Scegliere un altro nome, o chiedere di sostituirlo.", value=str(path))])
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f".{path.name}.in-corso")
    _away(passing)
    try:
        if engine.dialect.name == "sqlite":
            copy_file(engine, passing)
        else:
            _from_rows(engine, passing)
        reached = checked(passing)
        passing.replace(path)
    finally:
        _away(passing)
    return reached


def _from_rows(engine: Engine, path: Path) -> None:
    target = new_sqlite(path)
    with reading(engine) as source:
        copy_rows(source, target)
    _settled(target)


def _settled(engine: Engine) -> None:
    """Everything into the one file, so that the file alone is the copy."""
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]  # SQLite's own
    engine.dispose()


def checked(path: Path) -> Head:
    """The head of a copy that is whole: its pages, its chain, its rows against its history. Raises RefusedError."""
    engine = open_engine(f"sqlite:///{path}")
    try:
        if step_reached(engine) != latest_step():
            raise RefusedError([Problem("B02", "La copia è di un’altra versione del programma.", "Usare la versione con cui fu fatta, o aggiornare.", value=path.name)])
        if wrong := trouble(engine):
            raise RefusedError(wrong)
        with reading(engine) as connection:
            reached = head(connection)
        _settled(engine)
    finally:
        engine.dispose()
    return reached


def trouble(engine: Engine) -> tuple[Problem, ...]:
    """What is wrong with a database: its pages, or the first record that does not follow from its history; nothing where it is whole."""
    try:
        with reading(engine) as connection:
            pages = is_sound_file(connection)
            first = next(alterations(connection), None) if pages == "ok" else None
    except RefusedError as refused:
        return refused.problems
    if pages != "ok":
        return (Problem("D04", "L’archivio è danneggiato.", "Non scriverci: ripristinare l’ultima copia di sicurezza verificata.", value=pages),)
    return (_altered(first),) if first else ()


def _altered(found: Alteration) -> Problem:
    where = Place(entity=found.entity, entity_id=found.entity_id)
    number = f" (riga {found.sequence} della storia)" if found.sequence else ""
    return Problem("D13", f"I dati non corrispondono alla loro storia: {found.what}{number}.", "Non scrivere: confrontare con l’ultima copia di sicurezza e con l’impronta stampata.", where)


def restore(copy: Path, target: Path, at: datetime | None = None) -> Head:
    """The copy, or what it knew at a moment, as a new checked database. Raises RefusedError where the target is there."""
    if target.exists():
        raise RefusedError([Problem("B03", f"Il file {target.name} c’è già.", "Ripristinare in un posto nuovo; poi si confronta e si scambia.", value=str(target))])
    if not copy.is_file():
        raise RefusedError([Problem("B04", f"La copia {copy.name} non c’è.", "Controllare il percorso.", value=str(copy))])
    source = open_engine(f"sqlite:///{copy}")
    try:
        if at is None:
            copy_file(source, target)
        else:
            _known_at(source, target, at)
        return checked(target)
    except RefusedError:
        _away(target)
        raise
    finally:
        source.dispose()


def _known_at(source: Engine, target: Path, at: datetime) -> None:
    made = new_sqlite(target)
    with reading(source) as connection:
        rebuild(connection, made, at.astimezone(UTC).isoformat(timespec="milliseconds"))
    _settled(made)


def compared(present: Engine, copy: Path) -> Iterator[TableDifference]:
    """What would change by taking the copy in place of the present database."""
    other = open_engine(f"sqlite:///{copy}")
    now, then = rows_by_table(present), rows_by_table(other)
    _settled(other)
    for name, rows in now.items():
        found = then[name]
        changed = sum(found[row_id] != version for row_id, version in rows.items() if row_id in found)
        difference = TableDifference(name, len(found.keys() - rows.keys()), changed, len(rows.keys() - found.keys()))
        if difference.added or difference.changed or difference.removed:
            yield difference


def swapped(present: Path, restored: Path, now: datetime) -> Path:
    """Take the restored database in place of the present one, which is kept aside; where it is kept.

    The dashboard must be stopped: whoever has the present file open would go on writing to it.
    """
    kept = present.with_name(f"{present.stem}.prima-del-{now:%Y%m%d-%H%M%S}{present.suffix}")
    _refuse_in_use(present)
    present.rename(kept)
    restored.rename(present)
    return kept


def _refuse_in_use(path: Path) -> None:
    """Bring everything into the one file; refused where somebody else has it open."""
    engine = open_engine(f"sqlite:///{path}")
    try:
        _settled(engine)
    except sqlite_module().OperationalError as error:
        raise RefusedError([Problem("B07", "L’archivio presente è in uso.", "Fermare il cruscotto e ogni altro comando, poi ripetere lo scambio.")]) from error
    finally:
        engine.dispose()


def daily_copy(engine: Engine, folder: Path, today: date) -> Path | None:
    """The copy of the day, where it is not there yet; those that are no longer kept go. None where it was there."""
    path = folder / COPY.format(today)
    if path.exists():
        return None
    backup(engine, path)
    for old in sorted(folder.glob("udp-????-??-??.sqlite")):
        if not _is_kept(old, today):
            old.unlink()
    return path


def _is_kept(path: Path, today: date) -> bool:
    """Two weeks of days, and the first of each month for a year."""
    try:
        made = date.fromisoformat(path.stem.removeprefix("udp-"))
    except ValueError:
        return True
    months = (today.year - made.year) * 12 + today.month - made.month
    return (today - made).days < DAYS_KEPT or (made.day == 1 and months <= MONTHS_KEPT)


def _away(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
