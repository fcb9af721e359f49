"""What the chain of history does not cover.

Rows that stand alone, sessions and passwords, prints on dossiers.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_SESSIONS = """
SELECT officer_id, since FROM signed_in
WHERE NOT EXISTS (SELECT 1 FROM officer WHERE officer.id = signed_in.officer_id)
OR NOT (
  EXISTS (
    SELECT 1 FROM attempt
    WHERE attempt.officer = signed_in.officer_id AND attempt.at = signed_in.since
      AND attempt.outcome = 'right'
  )
  OR EXISTS (
    SELECT 1 FROM credential
    WHERE credential.officer_id = signed_in.officer_id AND credential.changed_at = signed_in.since
  )
)
"""
"""Sessions that no right try and no new password began."""
_CREDENTIALS = """
SELECT officer_id FROM credential
WHERE NOT EXISTS (SELECT 1 FROM officer WHERE officer.id = credential.officer_id)
"""
_ORPHANS = """
SELECT id FROM request
WHERE NOT EXISTS (SELECT 1 FROM history WHERE history.request_id = request.id)
"""
_DOSSIERS = "SELECT id, head FROM dossier ORDER BY id"


def orphan_requests(connection: Connection) -> tuple[str, ...]:
    """Requests of which history has no row."""
    return tuple(map(str, connection.execute(text(_ORPHANS)).scalars()))


def sessions_of_no_entry(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Officer and beginning of the sessions that nobody began at the door."""
    return tuple((str(row[0]), str(row[1])) for row in connection.execute(text(_SESSIONS)))


def passwords_of_nobody(connection: Connection) -> tuple[str, ...]:
    """The names under which there is a password and no officer."""
    return tuple(map(str, connection.execute(text(_CREDENTIALS)).scalars()))


def prints_of_dossiers(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Code of each dossier, and the print of history that it carries."""
    return tuple((str(row[0]), str(row[1])) for row in connection.execute(text(_DOSSIERS)))
