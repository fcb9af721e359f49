"""History as it is read: requests, and the rows that each of them changed, the latest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select

from udp_core.archive.entity import Entity, Image, table_name
from udp_core.archive.images import HISTORY, REQUEST, read_back
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import Head
from udp_core.kernel.grouping import grouped

MOST_CHANGES = 300
LEAST_PRINTED = 16
"""Of a hash, as the foot of a page shows it: of so many links, two never begin alike."""


class ChangedRow(NamedTuple):
    """One row changed by a request: images before and after (None: it was not there)."""

    sequence: int
    request_id: str
    at: str
    author: str
    role: str
    command: str
    reason: str
    entity: str
    entity_id: str
    version: int
    before: Image | None
    after: Image | None


class WantedChanges(NamedTuple):
    """What is asked of history; an empty word asks for everything.

    `text` is part of a row's id, or one of `also` is.
    """

    since: str = ""
    author: str = ""
    entity: str = ""
    text: str = ""
    request_id: str = ""
    also: tuple[str, ...] = ()


def changes(
    connection: Connection, wanted: WantedChanges, most: int = MOST_CHANGES
) -> tuple[ChangedRow, ...]:
    """At most so many changes, the latest first."""
    columns = (
        HISTORY.c.sequence,
        HISTORY.c.request_id,
        *(REQUEST.c[name] for name in ("at", "author", "role", "command", "reason")),
        *(HISTORY.c[name] for name in ("entity", "entity_id", "version", "before", "after")),
    )
    found = select(*columns).join(REQUEST, REQUEST.c.id == HISTORY.c.request_id)
    conditions = {
        REQUEST.c.at >= wanted.since: wanted.since,
        REQUEST.c.author == wanted.author: wanted.author,
        HISTORY.c.entity == wanted.entity: wanted.entity,
        _about(wanted): wanted.text,
        HISTORY.c.request_id == wanted.request_id: wanted.request_id,
    }
    for condition, word in conditions.items():
        found = found.where(condition) if word else found
    rows = connection.execute(found.order_by(HISTORY.c.sequence.desc()).limit(most))
    return tuple(
        ChangedRow._make([*row[:10], *(_image(row.entity, one) for one in row[10:12])])
        for row in rows
    )


def _about(wanted: WantedChanges) -> ColumnElement[bool]:
    words = (wanted.text, *wanted.also)
    return or_(*(HISTORY.c.entity_id.contains(word, autoescape=True) for word in words))


def _image(table: str, text: Any) -> Image | None:
    return None if text is None else read_back(BY_NAME[table], text)


def author_of(connection: Connection, entity: type[Entity], entity_id: str) -> str | None:
    """Who first wrote a row, as far as history tells."""
    found = (
        select(REQUEST.c.author)
        .join(HISTORY, HISTORY.c.request_id == REQUEST.c.id)
        .where(HISTORY.c.entity == table_name(entity), HISTORY.c.entity_id == entity_id)
        .order_by(HISTORY.c.sequence)
        .limit(1)
    )
    author = connection.execute(found).scalar()
    return None if author is None else str(author)


def last_authors(
    connection: Connection, entity: type[Entity], ids: Collection[str], but: Collection[str]
) -> dict[str, str]:
    """Who last wrote each row, otherwise than by these commands, as far as history tells."""
    found = (
        select(HISTORY.c.entity_id, REQUEST.c.author)
        .join(REQUEST, REQUEST.c.id == HISTORY.c.request_id)
        .where(HISTORY.c.entity == table_name(entity), HISTORY.c.entity_id.in_(ids))
        .where(REQUEST.c.command.not_in(but))
        .order_by(HISTORY.c.sequence)
    )
    return {str(row[0]): str(row[1]) for row in connection.execute(found)}


def reasons_of(
    connection: Connection, entity: type[Entity], command: str
) -> dict[str, tuple[str, int]]:
    """Of each row of an entity, the reason of the last such request, and the version that it
    made.
    """
    found = (
        select(HISTORY.c.entity_id, REQUEST.c.reason, HISTORY.c.version)
        .join(REQUEST, REQUEST.c.id == HISTORY.c.request_id)
        .where(HISTORY.c.entity == table_name(entity), REQUEST.c.command == command)
        .order_by(HISTORY.c.sequence)
    )
    return {str(row[0]): (str(row[1]), int(row[2])) for row in connection.execute(found)}


def written_with(connection: Connection, command: str) -> tuple[tuple[str, str, int, str], ...]:
    """Entity, id, version and reason of every row that such a command wrote, in order."""
    found = (
        select(HISTORY.c.entity, HISTORY.c.entity_id, HISTORY.c.version, REQUEST.c.reason)
        .join(REQUEST, REQUEST.c.id == HISTORY.c.request_id)
        .where(REQUEST.c.command == command)
        .order_by(HISTORY.c.sequence)
    )
    return tuple(
        (str(one[0]), str(one[1]), int(one[2]), str(one[3])) for one in connection.execute(found)
    )


def image_before(
    connection: Connection, entity: type[Entity], entity_id: str, command: str
) -> Image | None:
    """A row as it was before a command last wrote it; None where it was not there."""
    found = (
        select(HISTORY.c.before)
        .join(REQUEST, REQUEST.c.id == HISTORY.c.request_id)
        .where(HISTORY.c.entity == table_name(entity), HISTORY.c.entity_id == entity_id)
        .where(REQUEST.c.command == command)
        .order_by(HISTORY.c.sequence.desc())
        .limit(1)
    )
    return _image(table_name(entity), connection.execute(found).scalar())


def authors(connection: Connection) -> tuple[str, ...]:
    """Who ever changed something."""
    return tuple(
        connection.execute(select(REQUEST.c.author).distinct().order_by(REQUEST.c.author)).scalars()
    )


UNDO = "undo"
_ACCOUNT = ("invite", "identify", "password")
"""Commands that change no row: there is nothing to put back."""


def undo_of(request_id: str) -> str:
    """The id of the request that undoes a request.

    A change is undone once, however often it is asked.
    """
    return f"{UNDO}:{request_id}"


def last_request_of(connection: Connection, author: str) -> str | None:
    """The last request of somebody that is not an undoing itself, and was not undone.

    Each undoing goes one further back.
    """
    undone = select(REQUEST.c.id).where(REQUEST.c.author == author, REQUEST.c.command == UNDO)
    gone = {str(one).removeprefix(f"{UNDO}:") for one in connection.execute(undone).scalars()}
    found = (
        select(REQUEST.c.id)
        .join(HISTORY, HISTORY.c.request_id == REQUEST.c.id)
        .where(REQUEST.c.author == author, REQUEST.c.command.not_in((UNDO, *_ACCOUNT)))
        .group_by(REQUEST.c.id)
        .order_by(func.max(HISTORY.c.sequence).desc())
        .limit(len(gone) + 1)
    )
    return next((str(one) for one in connection.execute(found).scalars() if one not in gone), None)


def changed_again(connection: Connection, rows: Sequence[ChangedRow]) -> frozenset[int]:
    """The changes, by their place in history, whose row somebody changed after, and did not undo.

    All `rows` are of one request; what followed is asked once an entity.
    """
    first = min((row.sequence for row in rows), default=0)
    later: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for entity, own in grouped(rows, lambda row: row.entity).items():
        found = (
            select(HISTORY.c.entity_id, HISTORY.c.sequence, HISTORY.c.request_id)
            .where(
                HISTORY.c.entity == entity,
                HISTORY.c.entity_id.in_([row.entity_id for row in own]),
                HISTORY.c.sequence > first,
            )
            .order_by(HISTORY.c.sequence)
        )
        for entity_id, sequence, request_id in connection.execute(found):
            later[entity, entity_id].append((int(sequence), str(request_id)))
    return frozenset(
        row.sequence
        for row in rows
        if _stands([one for at, one in later[row.entity, row.entity_id] if at > row.sequence])
    )


def _stands(requests: Iterable[str]) -> bool:
    """True where one of these requests, in their order, was not undone."""
    open_changes: list[str] = []
    for one in requests:
        undone = one.removeprefix(f"{UNDO}:")
        if open_changes and open_changes[-1] == undone != one:
            open_changes.pop()
        else:
            open_changes.append(one)
    return bool(open_changes)


def link_with(connection: Connection, hash_text: str) -> Head | None:
    """The place in the chain of a hash that was printed, whole or its first sixteen signs.

    None where it is none of its links.
    """
    if len(hash_text) < LEAST_PRINTED:
        return None
    begins = HISTORY.c.hash.startswith(hash_text, autoescape=True)
    found = connection.execute(select(HISTORY.c.sequence, HISTORY.c.hash).where(begins)).first()
    return None if found is None else Head(int(found.sequence), str(found.hash))


class SinceRow(NamedTuple):
    """A request made after a revision, and how many rows it changed."""

    at: str
    author: str
    reason: str
    rows: int


def changed_since(connection: Connection, revision: int) -> tuple[SinceRow, ...]:
    """The requests after a revision, the latest first."""
    found = (
        select(REQUEST.c.at, REQUEST.c.author, REQUEST.c.reason, func.count())
        .join(HISTORY, HISTORY.c.request_id == REQUEST.c.id)
        .where(HISTORY.c.sequence > revision)
        .group_by(REQUEST.c.id, REQUEST.c.at, REQUEST.c.author, REQUEST.c.reason)
        .order_by(func.max(HISTORY.c.sequence).desc())
    )
    return tuple(SinceRow(*row) for row in connection.execute(found))
