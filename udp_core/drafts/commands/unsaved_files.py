"""A file brought to a screen and not saved yet.

Its officer finds it there after reloading, signing in again, a restart.

It is nobody else's and no figure, and it leaves no history: it goes when it is saved or taken away,
and after `LASTING`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from udp_core.archive.engine import reading, writing
from udp_core.drafts.queries import unsaved_files as store
from udp_core.drafts.queries.unsaved_files import FileRow

LASTING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file as it was chosen, and when."""

    name: str
    content: bytes
    at: datetime


def keep_file(engine: Engine, officer_id: str, screen: str, file: BroughtFile) -> None:
    """Keep it in the place of the one before."""
    with writing(engine) as connection:
        store.drop_files_before(connection, _moment(file.at - LASTING))
        store.put_file(
            connection, officer_id, screen, FileRow(file.name, file.content, _moment(file.at))
        )


def kept_file(engine: Engine, officer_id: str, screen: str, now: datetime) -> BroughtFile | None:
    """The file that this officer left on a screen; None where there is none, or it is too old."""
    with reading(engine) as connection:
        found = store.file_of(connection, officer_id, screen)
    if found is None or found.at < _moment(now - LASTING):
        return None
    return BroughtFile(found.name, found.content, datetime.fromisoformat(found.at))


def drop_file(engine: Engine, officer_id: str, screen: str) -> None:
    """It was saved, or is no longer wanted."""
    with writing(engine) as connection:
        store.drop_file(connection, officer_id, screen)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
