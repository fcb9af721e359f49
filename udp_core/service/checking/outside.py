"""What the chain of history does not cover by itself: the bans on the tables, sessions and passwords, prints kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from udp_core import italian
from udp_core.service.caretaking import copies_folder, stem_of
from udp_core.service.daily_copies import copies
from udp_core.store.backup import ends_of_file
from udp_core.store.chain import Head, hash_at, head, sequence_of
from udp_core.store.guards import guards_amiss

_SESSIONS = """
SELECT officer_id, since FROM signed_in
WHERE NOT EXISTS (SELECT 1 FROM officer WHERE officer.id = signed_in.officer_id)
OR NOT (
  EXISTS (
    SELECT 1 FROM attempt
    WHERE attempt.officer = signed_in.officer_id AND attempt.at = signed_in.since AND attempt.outcome = 'right'
  )
  OR EXISTS (
    SELECT 1 FROM credential
    WHERE credential.officer_id = signed_in.officer_id AND credential.changed_at = signed_in.since
  )
)
"""
"""Sessions that no right try and no new password began."""
_CREDENTIALS = """
SELECT officer_id FROM credential WHERE NOT EXISTS (SELECT 1 FROM officer WHERE officer.id = credential.officer_id)
"""
_ORPHANS = """
SELECT id FROM request WHERE NOT EXISTS (SELECT 1 FROM history WHERE history.request_id = request.id)
"""
_DOSSIERS = "SELECT id, head FROM dossier ORDER BY id"


def outside_the_chain(engine: Engine, connection: Connection) -> Iterator[str]:
    """Everything that does not agree, in Italian, each with what to do."""
    remedy = "Confrontare con l’ultima copia verificata."
    for words in guards_amiss(connection):
        yield f"Nell’archivio {words}. {remedy}"
    for (request,) in connection.execute(text(_ORPHANS)):
        yield f"La richiesta {request} non ha cambiato niente: la storia non ne ha righe. {remedy}"
    for officer, since in connection.execute(text(_SESSIONS)):
        yield f"La sessione di {officer} dal {since} non comincia da nessun ingresso. Farla finire con «udp password» e cambiare la password."
    for (officer,) in connection.execute(text(_CREDENTIALS)):
        yield f"C’è una password di {officer}, che non è un utente. {remedy}"
    yield from _of_dossiers(connection)
    yield from _of_copies(copies(copies_folder(engine), stem_of(engine)), connection)


def _of_dossiers(connection: Connection) -> Iterator[str]:
    for code, printed in connection.execute(text(_DOSSIERS)):
        if sequence_of(connection, printed) is None:
            yield f"Il fascicolo {code} porta un’impronta che non è di questa storia. Confrontarlo con quello stampato."


def _of_copies(found: Mapping[date, Path], connection: Connection) -> Iterator[str]:
    """A copy of the same archive ends at a link that is still here.

    Beside a file are its own copies; those of a server may lie with another's, which begin otherwise.
    """
    reached = head(connection)
    for day, path in sorted(found.items()):
        ends = ends_of_file(path)
        if ends is None:
            continue
        first, last = ends
        is_ours = connection.dialect.name == "sqlite" or hash_at(connection, first.sequence) == first.hash
        if is_ours and sequence_of(connection, last.hash) != last.sequence:
            yield _not_ours(day, last, reached)


def _not_ours(day: date, kept: Head, reached: Head) -> str:
    ends = f"La copia del {italian.day(day)} arriva alla riga {italian.number(kept.sequence)} della storia, con un’impronta che qui non c’è"
    short = (
        f" (l’archivio arriva alla {italian.number(reached.sequence)})"
        if kept.sequence > reached.sequence
        else ""
    )
    return f"{ends}{short}: la storia è stata riscritta o accorciata. Se fu ripristinata una copia di prima, spostare da quella cartella le copie venute dopo."
