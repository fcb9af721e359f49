"""What the chain of history does not cover by itself.

The bans on the tables, sessions and passwords, prints kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine

from udp_core.archive.backup import ends_of_file
from udp_core.archive.guards import guards_amiss
from udp_core.archive.migrate import latest_step, misplaced, step_of
from udp_core.archive.queries import (
    orphan_requests,
    passwords_of_nobody,
    prints_of_dossiers,
    sessions_of_no_entry,
)
from udp_core.archive.writer import Head, hash_at, head, sequence_of
from udp_core.kernel import italian
from udp_core.running.daily_copies import copies
from udp_core.running.maintenance import copies_folder, stem_of


def outside_the_chain(engine: Engine, connection: Connection) -> Iterator[str]:
    """Everything that does not agree, in Italian, each with what to do."""
    remedy = "Confrontare con l’ultima copia verificata."
    for words in guards_amiss(connection):
        yield f"Nell’archivio {words}. {remedy}"
    if (step := step_of(connection)) != latest_step():
        yield f"{misplaced(step or '')} {remedy}"
    for request in orphan_requests(connection):
        yield f"La richiesta {request} non ha cambiato niente: la storia non ne ha righe. {remedy}"
    for officer, since in sessions_of_no_entry(connection):
        yield (
            f"La sessione di {officer} dal {since} non comincia da nessun ingresso. Dare a"
            f" {officer} una password nuova («udp password»): le sue sessioni finiscono."
        )
    for officer in passwords_of_nobody(connection):
        yield f"C’è una password di {officer}, che non è un utente. {remedy}"
    yield from _of_dossiers(connection)
    yield from _of_copies(copies(copies_folder(engine), stem_of(engine)), connection)


def _of_dossiers(connection: Connection) -> Iterator[str]:
    for code, printed in prints_of_dossiers(connection):
        if sequence_of(connection, printed) is None:
            yield (
                f"Il fascicolo {code} porta un’impronta che non è di questa storia. Confrontarlo"
                " con quello stampato."
            )


def _of_copies(found: Mapping[date, Path], connection: Connection) -> Iterator[str]:
    """A copy of the same archive ends at a link that is still here.

    Beside a file are its own copies; those of a server may lie with another's, which begin
    otherwise.
    """
    reached = head(connection)
    for day, path in sorted(found.items()):
        ends = ends_of_file(path)
        if ends is None:
            continue
        first, last = ends
        is_ours = (
            connection.dialect.name == "sqlite" or hash_at(connection, first.sequence) == first.hash
        )
        if is_ours and sequence_of(connection, last.hash) != last.sequence:
            yield _not_ours(day, last, reached)


def _not_ours(day: date, kept: Head, reached: Head) -> str:
    ends = (
        f"La copia del {italian.day(day)} arriva alla riga {italian.number(kept.sequence)} della"
        " storia, con un’impronta che qui non c’è"
    )
    short = (
        f" (l’archivio arriva alla {italian.number(reached.sequence)})"
        if kept.sequence > reached.sequence
        else ""
    )
    return (
        f"{ends}{short}: la storia è stata riscritta o accorciata. Se fu ripristinata una copia di"
        " prima, spostare da quella cartella le copie venute dopo."
    )
