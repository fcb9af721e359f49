"""Writing rows with their history, and the chain that ties each entry to the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    TableClause,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from udp_core.archive.entities import History
from udp_core.archive.entity import Entity, Image, table_name
from udp_core.archive.fitting import misfit
from udp_core.archive.images import (
    HISTORY,
    REQUEST,
    canonical,
    fields,
    kept_image,
    raw_table,
    read_by_id,
)
from udp_core.archive.sessions import require_session
from udp_core.kernel.grouping import grouped
from udp_core.kernel.problem import MOST_LISTED, Place, Problem, RefusedError

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


FIRST_VERSION = 1


class Change(NamedTuple):
    """One row about to change: no `before` is an addition, no `after` a removal."""

    entity: type[Entity]
    entity_id: str
    version: int
    before: Image | None
    after: Image | None


class StoredRow(NamedTuple):
    """A row as it stands."""

    version: int
    image: Image


def was_asked(connection: Connection, request_id: str) -> bool:
    """True where this request was already carried out."""
    return (
        connection.execute(select(REQUEST.c.id).where(REQUEST.c.id == request_id)).first()
        is not None
    )


class Writer:
    """Carries the chain through one request, inside one transaction that holds the write lock."""

    def __init__(
        self, connection: Connection, request: RequestHeader, *, recorded: bool = True
    ) -> None:
        """`recorded=False` is for a transaction that will be undone.

        The rows are written, their history is not reckoned.

        Raises RefusedError where the request was asked by a sign-in that has ended meanwhile.
        """
        asked_at = datetime.fromisoformat(request.at)
        require_session(connection, request.session, request.author, asked_at)
        self.connection = connection
        self._recorded = recorded
        self._request = request
        self._digest = request.digest
        self._head = head(connection)
        self._asked = False
        self._empty: dict[type[Entity], bool] = {}

    @property
    def revision(self) -> int:
        """The sequence reached."""
        return self._head.sequence

    def stored(self, entity: type[Entity], ids: Sequence[str]) -> dict[str, StoredRow]:
        """The rows that exist among `ids`.

        An entity empty at the start of the request is not searched again.
        """
        if entity not in self._empty:
            self._empty[entity] = (
                self.connection.execute(select(raw_table(entity).c.id).limit(1)).first() is None
            )
        if self._empty[entity]:
            return {}
        return {
            row_id: StoredRow(*row)
            for row_id, row in read_by_id(self.connection, entity, ids).items()
        }

    def stored_of(
        self, keys: Iterable[tuple[type[Entity], str]]
    ) -> dict[tuple[type[Entity], str], StoredRow]:
        """The rows that exist among those of many entities, asked once an entity."""
        return {
            (entity, row_id): row
            for entity, asked in grouped(keys, lambda key: key[0]).items()
            for row_id, row in self.stored(entity, [row_id for _, row_id in asked]).items()
        }

    def apply(self, changes: Sequence[Change]) -> None:
        """Write the rows and their history. The changes are all of one entity.

        Raises RefusedError where a value does not fit its field: the third net, in words.
        """
        if not changes:
            return
        if misfits := list(_misfits(changes)):
            raise RefusedError(misfits[:MOST_LISTED], not_listed=max(0, len(misfits) - MOST_LISTED))
        self._ask_once()
        self._write_rows(changes)
        if self._recorded:
            _insert(self.connection, HISTORY, list(self._entries(changes)))
        self._empty[changes[0].entity] = False

    def _ask_once(self) -> None:
        if not self._asked:
            self.connection.execute(insert(REQUEST), [self._request.kept])
            self._asked = True

    def _write_rows(self, changes: Sequence[Change]) -> None:
        raw = raw_table(changes[0].entity)
        added = [
            _row(change, change.after)
            for change in changes
            if change.before is None and change.after is not None
        ]
        changed = [
            _row(change, change.after, "b_")
            for change in changes
            if change.before is not None and change.after is not None
        ]
        removed = [{"b_id": change.entity_id} for change in changes if change.after is None]
        if added:
            _insert(self.connection, raw, added)
        if changed:
            names = ("version", *fields(changes[0].entity))
            values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in names}
            self.connection.execute(
                update(raw).where(raw.c.id == bindparam("b_id")).values(values), changed
            )
        if removed:
            self.connection.execute(delete(raw).where(raw.c.id == bindparam("b_id")), removed)

    def _entries(self, changes: Sequence[Change]) -> Iterator[dict[str, Any]]:
        """The rows of history, each linked to the one before.

        The head of the chain moves on with them.
        """
        name = table_name(changes[0].entity)
        for sequence, change in enumerate(changes, start=self._head.sequence + 1):
            before = None if change.before is None else kept_image(change.entity, change.before)
            after = None if change.after is None else kept_image(change.entity, change.after)
            previous = self._head.hash
            own = link(
                previous,
                sequence,
                self._digest,
                (name, change.entity_id, change.version),
                (before, after),
            )
            self._head = Head(sequence, own)
            yield {
                "sequence": sequence,
                "request_id": self._request.id,
                "entity": name,
                "entity_id": change.entity_id,
                "version": change.version,
                "before": before,
                "after": after,
                "previous_hash": previous,
                "hash": own,
            }


def _misfits(changes: Iterable[Change]) -> Iterator[Problem]:
    for one in changes:
        if one.after is not None and (problem := misfit(one.entity, one.after)):
            yield problem.at(Place(entity=one.entity.label, entity_id=one.entity_id))


def _insert(connection: Connection, into: TableClause, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows given whole, straight through the driver.

    Nothing in them is left to convert, and files are long.
    """
    compiled = insert(into).compile(dialect=connection.dialect)
    by_position = compiled.positiontup
    connection.exec_driver_sql(
        compiled.string, [*map(itemgetter(*by_position), rows)] if by_position else list(rows)
    )


def _row(change: Change, image: Image, prefix: str = "") -> dict[str, Any]:
    row = {f"{prefix}{name}": value for name, value in image.items()} if prefix else image
    return {f"{prefix}id": change.entity_id, f"{prefix}version": change.version, **row}


def change_of(
    entity: type[Entity], entity_id: str, image: Image, stored: StoredRow | None
) -> Change | None:
    """What saving `image` would do: add, change, or nothing (None) where the row is already so."""
    if stored is None:
        return Change(entity, entity_id, FIRST_VERSION, None, image)
    if stored.image == image:
        return None
    return Change(entity, entity_id, stored.version + 1, stored.image, image)
