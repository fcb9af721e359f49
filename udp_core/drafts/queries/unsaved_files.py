"""SQL on the files brought to a screen and not saved yet.

None of it is history, and none of it is exported.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from udp_core.archive.sessions import UnsavedFile

_FILE: Any = UnsavedFile.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy


class FileRow(NamedTuple):
    """A file: its name, its bytes, the moment it was chosen (ISO UTC)."""

    name: str
    content: bytes
    at: str


def file_of(connection: Connection, officer_id: str, screen: str) -> FileRow | None:
    """The file that an officer brought to a screen."""
    columns = (_FILE.c.name, _FILE.c.content, _FILE.c.at)
    found = connection.execute(
        select(*columns).where(_FILE.c.officer_id == officer_id, _FILE.c.screen == screen)
    ).first()
    return None if found is None else FileRow(found[0], bytes(found[1]), found[2])


def put_file(connection: Connection, officer_id: str, screen: str, row: FileRow) -> None:
    """The screen holds this file, and no other."""
    drop_file(connection, officer_id, screen)
    connection.execute(
        insert(_FILE), [{"officer_id": officer_id, "screen": screen, **row._asdict()}]
    )


def drop_file(connection: Connection, officer_id: str, screen: str) -> None:
    """Used, or no longer wanted."""
    connection.execute(
        delete(_FILE).where(_FILE.c.officer_id == officer_id, _FILE.c.screen == screen)
    )


def drop_files_before(connection: Connection, moment: str) -> None:
    """Forget, of everybody, what is older."""
    connection.execute(delete(_FILE).where(_FILE.c.at < moment))
