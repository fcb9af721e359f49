"""The links by which bodies outside answer requests, and the SQL on them.

Outside history, as what signing in needs: never exported, gone when they are no longer good.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from udp_core.archive.sessions import RequestLink

_LINK: Any = RequestLink.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy


class KeptLink(NamedTuple):
    """Of which request, and until when (ISO UTC)."""

    request_id: str
    expires_at: str


def add_link(connection: Connection, secret_hash: str, link: KeptLink) -> None:
    """The one link of a request: the one before is no longer good."""
    drop_link(connection, link.request_id)
    connection.execute(insert(_LINK).values(secret_hash=secret_hash, **link._asdict()))


def link_of(connection: Connection, secret_hash: str) -> KeptLink | None:
    """What a secret opens; None where it opens nothing, or no longer does."""
    found = connection.execute(
        select(_LINK.c.request_id, _LINK.c.expires_at).where(_LINK.c.secret_hash == secret_hash)
    ).first()
    return None if found is None else KeptLink(*tuple(found))


def links_of(connection: Connection, requests: Collection[str]) -> dict[str, str]:
    """Until when the links of these requests are good; those without one are left out."""
    found = select(_LINK.c.request_id, _LINK.c.expires_at)
    rows = connection.execute(found.where(_LINK.c.request_id.in_(sorted(requests))))
    return {str(row[0]): str(row[1]) for row in rows}


def drop_link(connection: Connection, request_id: str) -> None:
    """No link of a request is good any more."""
    connection.execute(delete(_LINK).where(_LINK.c.request_id == request_id))
