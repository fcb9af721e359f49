"""Archives of then, kept for whoever looks at them.

Few at a time, and each let go when nobody reads it.

They are outside every cache of the framework: what drops one closes its database, which is all in
memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, Engine

from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import place_of, reading

Key = tuple[str, int]
"""Where the archive of now is, and the revision."""


@dataclass(slots=True)
class _Kept:
    """One archive of then: rebuilt under its own lock, by the first of many who ask at once."""

    rebuilding: Lock = field(default_factory=Lock)
    engine: Engine | None = None
    readers: int = 0
    dropped: bool = False


class PastArchives:
    """At most `most` archives of then stay.

    Beyond, the one asked longest ago goes, once nobody reads it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._lock = Lock()

    def holds(self, engine: Engine, revision: int) -> bool:
        """True where nothing has to be rebuilt."""
        found = self._kept.get((place_of(engine), revision))
        return found is not None and found.engine is not None

    @contextmanager
    def reading(self, engine: Engine, revision: int) -> Iterator[Connection]:
        """A reading of the archive as it was after the change number `revision`.

        Raises RefusedError.
        """
        kept = self._taken((place_of(engine), revision))
        try:
            with reading(_rebuilt(kept, engine, revision)) as connection:
                yield connection
        finally:
            self._given_back(kept)

    def let_go(self) -> None:
        """All of them: the next who asks finds them rebuilt."""
        self._drop_beyond(0)

    def _taken(self, key: Key) -> _Kept:
        with self._lock:
            kept = self._kept.setdefault(key, _Kept())
            kept.readers += 1
            self._kept.move_to_end(key)
        self._drop_beyond(self._most)
        return kept

    def _given_back(self, kept: _Kept) -> None:
        with self._lock:
            kept.readers -= 1
            left = kept.dropped and not kept.readers
        if left:
            _close(kept)

    def _drop_beyond(self, most: int) -> None:
        with self._lock:
            beyond = [self._kept.popitem(last=False)[1] for _ in range(len(self._kept) - most)]
            for kept in beyond:
                kept.dropped = True
            idle = [kept for kept in beyond if not kept.readers]
        for kept in idle:
            _close(kept)


def _rebuilt(kept: _Kept, engine: Engine, revision: int) -> Engine:
    with kept.rebuilding:
        if kept.engine is None:
            kept.engine = known_at(engine, revision)
        return kept.engine


def _close(kept: _Kept) -> None:
    if kept.engine is not None:
        let_go(kept.engine)
        kept.engine = None
