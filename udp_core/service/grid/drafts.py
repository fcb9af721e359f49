"""What is typed in a grid, kept as the draft of who types it: a reload, the end of a session, a restart lose none of it.

It stands with the other drafts, in as many pieces as its length asks for, written together.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine

from udp_core.service.grid.sheet import EMPTY, Sheet, Touched
from udp_core.service.unsaved import LASTING, LONGEST_WORDS
from udp_core.store import unsaved as store
from udp_core.store.engine import writing
from udp_core.store.unsaved import UnsavedRow

_PLACE = "griglia-{}-"


class Draft(NamedTuple):
    """What had been typed, and when it was last typed in."""

    sheet: Sheet
    at: datetime


def keep_sheet(engine: Engine, officer_id: str, key: str, sheet: Sheet, now: datetime) -> None:
    """This, and nothing else, is what an officer has typed in a grid and not saved; of an empty one nothing is kept."""
    place = _PLACE.format(key)
    words = json.dumps(_plain(sheet), ensure_ascii=False) if len(sheet) else ""
    pieces = [words[first : first + LONGEST_WORDS] for first in range(0, len(words), LONGEST_WORDS)]
    at = now.astimezone(UTC).isoformat(timespec="microseconds")
    rows = [UnsavedRow(f"{place}{number}", piece, at, 0) for number, piece in enumerate(pieces)]
    with writing(engine) as connection:
        before = [one.place for one in store.of_officer(connection, officer_id) if _is_of(place, one)]
        store.drop(connection, officer_id, before)
        store.put(connection, officer_id, rows)


def kept_sheet(connection: Connection, officer_id: str, key: str, now: datetime) -> Draft | None:
    """What an officer had typed in a grid and not saved."""
    place, oldest = _PLACE.format(key), (now - LASTING).astimezone(UTC).isoformat()
    rows = [
        one for one in store.of_officer(connection, officer_id) if _is_of(place, one) and one.at >= oldest
    ]
    rows.sort(key=lambda one: int(one.place.removeprefix(place)))
    if not rows:
        return None
    sheet = _sheet("".join(one.words for one in rows))
    return Draft(sheet, datetime.fromisoformat(rows[0].at)) if len(sheet) else None


def kept_keys(connection: Connection, officer_id: str) -> tuple[str, ...]:
    """The grids in which an officer has typed something and not saved it."""
    begin = _PLACE.partition("{}")[0]
    places = [one.place for one in store.of_officer(connection, officer_id) if not one.settled]
    keys = [place.removeprefix(begin).rpartition("-")[0] for place in places if place.startswith(begin)]
    return tuple(sorted(set(keys)))


def _is_of(place: str, row: UnsavedRow) -> bool:
    return not row.settled and row.place.startswith(place) and row.place.removeprefix(place).isdigit()


def _plain(sheet: Sheet) -> dict[str, Any]:
    changed = {row_id: [one.seen, dict(one.key), dict(one.cells)] for row_id, one in sheet.changed.items()}
    added = [[number, dict(cells)] for number, cells in sheet.added.items()]
    return {"changed": changed, "added": added, "removed": dict(sheet.removed)}


def _sheet(words: str) -> Sheet:
    """What was kept; nothing of what does not read: a piece of it went when it was too old."""
    try:
        found = json.loads(words)
        changed = {row_id: Touched(*one) for row_id, one in found["changed"].items()}
        return Sheet(changed, dict(found["added"]), found["removed"])
    except (ValueError, KeyError, TypeError):
        return EMPTY
