"""A copy of the archive, checked before it gets its name; and what is wrong with an archive."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from udp_core.archive.backup import copy_file, copy_rows, is_sound_file, new_sqlite
from udp_core.archive.engine import open_file, reading, told_plainly_about_folder
from udp_core.archive.guards import guards_amiss
from udp_core.archive.migrate import latest_step, step_reached
from udp_core.archive.passing_files import BESIDE, made_for
from udp_core.archive.replay import Alteration, alterations
from udp_core.archive.writer import Head, head
from udp_core.kernel.problem import Place, Problem, RefusedError


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
    with made_for(path) as passing:
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
    if is_same or path.resolve() in {own.with_name(own.name + suffix) for suffix in BESIDE}:
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
            raise RefusedError([not_ours(path)])
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
            found = _first_trouble(connection)
    except RefusedError as refused:
        return refused.problems
    return (found,) if found else ()


def _first_trouble(connection: Connection) -> Problem | None:
    """Of a file with damaged pages nothing else is read."""
    pages = is_sound_file(connection)
    if pages != "ok":
        return Problem(
            "D04",
            "L’archivio è danneggiato.",
            "Non scriverci: ripristinare l’ultima copia di sicurezza verificata.",
            value=pages,
        )
    if first := next(alterations(connection), None):
        return _altered(first)
    amiss = next(guards_amiss(connection), "")
    return _unguarded(amiss) if amiss else None


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


def not_ours(path: Path) -> Problem:
    """A file that this release cannot read."""
    return Problem(
        "B02",
        f"Il file {path.name} non è un archivio di questa versione del programma.",
        "Controllare il percorso, o usare la versione con cui fu fatto.",
        value=path.name,
    )
