"""The chain of history.

Each row's hash covers the row, its request, and the hash of the row before.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.archive.entities import History
from udp_core.archive.images import canonical

GENESIS = "0" * 64


class Head(NamedTuple):
    """The end of the chain: the highest sequence (the database's revision) and its hash."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class RequestHeader:
    """Who asked for a change, when (UTC, ISO), in which role, with which command, and why."""

    id: str
    at: str
    author: str
    role: str
    command: str
    reason: str
    session: str = field(default="", compare=False, repr=False)
    """By which sign-in it was asked (the hash that is kept of it); no part of history."""

    @property
    def kept(self) -> dict[str, str]:
        """What history keeps of the request."""
        return {name: value for name, value in asdict(self).items() if name != "session"}

    @property
    def digest(self) -> str:
        """The hash by which each history row covers its request."""
        return hashlib.sha256(canonical(self.kept).encode()).hexdigest()


def head(connection: Connection) -> Head:
    """The last link, or the start of an empty chain."""
    links = History.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
    last = connection.execute(
        select(links.sequence, links.hash).order_by(links.sequence.desc()).limit(1)
    ).first()
    return Head(last.sequence, last.hash) if last else Head(0, GENESIS)


def sequence_of(connection: Connection, found: str) -> int | None:
    """The link with that hash; None where the chain has no such link."""
    if found == GENESIS:
        return 0
    links = History.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
    return connection.execute(select(links.sequence).where(links.hash == found)).scalar()


def hash_at(connection: Connection, sequence: int) -> str:
    """The hash of the link with that number; empty where there is none."""
    links = History.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
    return str(
        connection.execute(select(links.hash).where(links.sequence == sequence)).scalar() or ""
    )


def link(
    previous: str,
    sequence: int,
    request_digest: str,
    row: tuple[str, str, int],
    images: tuple[str | None, str | None],
) -> str:
    """The hash of one history row: `row` is entity, id and version; `images` before and after."""
    name, entity_id, version = row
    words = (
        previous,
        str(sequence),
        request_digest,
        name,
        entity_id,
        str(version),
        images[0] or "",
        images[1] or "",
    )
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()
