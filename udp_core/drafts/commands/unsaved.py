"""What an officer typed and has not saved.

Kept keystroke by keystroke, offered again in the same place, then forgotten.

It is nobody else's, it is no figure, and it leaves no history: it goes when its value is saved,
when who typed it throws
it away, and after `LASTING`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading, writing
from udp_core.drafts.queries import unsaved as store
from udp_core.drafts.queries.unsaved import UnsavedRow
from udp_core.kernel.problem import Problem, RefusedError

LASTING = timedelta(days=90)
LATE = timedelta(minutes=1)
"""Within how long the same words, arriving after they were settled, are no news."""
MOST_PLACES = 1000
LONGEST_PLACE, LONGEST_WORDS = 400, 60_000
GRIDS = "griglia-"
"""How the places begin where a grid keeps all that is typed in it (`service.grid.drafts`).

A whole, in pieces that may be
large, read by that grid and never one piece without the others."""
TOO_LONG = "B30"
_NO_LETTER = re.compile(r"[^a-zA-Z0-9_-]")


@dataclass(frozen=True, slots=True)
class TypedText:
    """Words in a place, and the moment they were typed."""

    place: str
    words: str
    at: datetime


def place_of(key: str) -> str:
    """The place of a field, by its key on the screen, as the browser knows it: with a dash for
    whatever is no letter, digit, dash or underscore.
    """
    return _NO_LETTER.sub("-", key)


def keep(engine: Engine, officer_id: str, written: Sequence[TypedText], now: datetime) -> None:
    """Keep what was typed; raises RefusedError where it is longer than a text ever is.

    What arrives after it was settled is no news, and what was typed before what is kept is not
    either. Beyond
    `MOST_PLACES` the oldest goes.
    """
    if any(len(one.words) > LONGEST_WORDS or len(one.place) > LONGEST_PLACE for one in written):
        raise RefusedError([_too_long()])
    with writing(engine) as connection:
        store.drop_before(connection, (now - LASTING).isoformat())
        latest = {one.place: one for one in sorted(written, key=lambda one: one.at)}
        there = {row.place: row for row in store.of_places(connection, officer_id, latest)}
        news = [one for one in latest.values() if _is_news(one, there.get(one.place))]
        moments = [UnsavedRow(one.place, one.words, _moment(min(one.at, now)), 0) for one in news]
        store.put(connection, officer_id, moments)
        beyond = store.beyond(connection, officer_id, MOST_PLACES, but=GRIDS)
        store.drop(connection, officer_id, beyond)


def _is_news(one: TypedText, there: UnsavedRow | None) -> bool:
    if there is None:
        return True
    before = datetime.fromisoformat(there.at)
    same = there.settled and there.words == _hash(one.words)
    return one.at > (before + LATE if same else before)


def settle(
    engine: Engine, officer_id: str, done: Collection[tuple[str, str]], now: datetime
) -> None:
    """These words (by place) were saved, or thrown away.

    They are offered no more, and not kept either.
    """
    if not done:
        return
    rows = [UnsavedRow(place, _hash(words), _moment(now), 1) for place, words in done]
    with writing(engine) as connection:
        store.put(connection, officer_id, rows)


def forget(engine: Engine, officer_id: str, starts: Collection[str]) -> None:
    """Whatever waits in the places that start so is wanted no more."""
    with writing(engine) as connection:
        places = [row.place for row in store.of_officer(connection, officer_id, but=GRIDS)]
        store.drop(connection, officer_id, [one for one in places if one.startswith(tuple(starts))])


def waiting(connection: Connection, officer_id: str, now: datetime) -> dict[str, TypedText]:
    """What was typed and not saved, by place."""
    oldest = _moment(now - LASTING)
    return {
        row.place: TypedText(row.place, row.words, datetime.fromisoformat(row.at))
        for row in store.of_officer(connection, officer_id, but=GRIDS)
        if not row.settled and row.at >= oldest
    }


def waiting_for(engine: Engine, officer_id: str, now: datetime) -> dict[str, TypedText]:
    """The same, asked of the archive."""
    with reading(engine) as connection:
        return waiting(connection, officer_id, now)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _hash(words: str) -> str:
    return sha256(words.strip().encode()).hexdigest()


def _too_long() -> Problem:
    sentence = "Il testo è troppo lungo per essere tenuto da parte."
    return Problem(TOO_LONG, sentence, "Accorciarlo, o allegarlo come documento.")
