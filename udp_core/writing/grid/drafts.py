"""What is typed in a grid, kept as the draft of who types it.

A reload, the end of a session, a restart lose none of it.

It stands with the other drafts, in as many pieces as its length asks for, written together. Each
window of a browser has
its own: what is typed in one neither appears in another nor goes over what is typed there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import writing
from udp_core.drafts.commands.unsaved import GRIDS, LASTING, LONGEST_WORDS
from udp_core.drafts.queries import unsaved as store
from udp_core.drafts.queries.unsaved import UnsavedRow
from udp_core.writing.grid.sheet import EMPTY, GridSheet, Touched, merged


class GridDraft(NamedTuple):
    """What had been typed, and when it was last typed in."""

    sheet: GridSheet
    at: datetime


class Piece(NamedTuple):
    """Of which grid and of which window a piece is, and its number in the whole."""

    key: str
    window: str
    number: int


def keep_sheet(
    engine: Engine, officer_id: str, key: str, sheet: GridSheet, now: datetime, *, window: str = ""
) -> None:
    """This, and nothing else, is what an officer has typed in a grid of a window.

    Of an empty one nothing is kept.
    """
    with writing(engine) as connection:
        _put(connection, officer_id, (key, window), GridDraft(sheet, now))


def take_over(
    engine: Engine, officer_id: str, key: str, window: str, *, others: Iterable[str], now: datetime
) -> GridDraft | None:
    """What was typed in these other windows is of this one now, after what it had.

    What it has then, if anything.
    """
    with writing(engine) as connection:
        found = kept_sheets(connection, officer_id, key, now)
        taken = [found[one] for one in others if one in found and one != window]
        own = [found[window]] if window in found else []
        whole = _together([*own, *sorted(taken, key=lambda one: one.at)])
        for other in others:
            _put(connection, officer_id, (key, other), None)
        _put(connection, officer_id, (key, window), whole)
    return whole


def _together(drafts: Iterable[GridDraft]) -> GridDraft | None:
    whole: GridDraft | None = None
    for one in drafts:
        sheet = merged(whole.sheet, EMPTY, one.sheet) if whole else one.sheet
        whole = GridDraft(sheet, max(whole.at, one.at) if whole else one.at)
    return whole


def _put(
    connection: Connection, officer_id: str, of: tuple[str, str], draft: GridDraft | None
) -> None:
    """The pieces of a grid of a window, in place of those that were there."""
    key, window = of
    before = [one.place for one, piece in _pieces(connection, officer_id) if piece[:2] == of]
    store.drop(connection, officer_id, before)
    if draft is None or not len(draft.sheet):
        return
    words = json.dumps(_plain(draft.sheet), ensure_ascii=False)
    at = draft.at.astimezone(UTC).isoformat(timespec="microseconds")
    pieces = [words[first : first + LONGEST_WORDS] for first in range(0, len(words), LONGEST_WORDS)]
    places = [f"{GRIDS}{key}~{window}~{number}" for number in range(len(pieces))]
    rows = [UnsavedRow(place, piece, at, 0) for place, piece in zip(places, pieces, strict=True)]
    store.put(connection, officer_id, rows)


def kept_sheets(
    connection: Connection, officer_id: str, key: str, now: datetime
) -> dict[str, GridDraft]:
    """What an officer had typed in a grid and not saved, by window."""
    oldest = (now - LASTING).astimezone(UTC).isoformat()
    found: dict[str, list[tuple[int, UnsavedRow]]] = {}
    for row, piece in _pieces(connection, officer_id):
        if piece.key == key and row.at >= oldest:
            found.setdefault(piece.window, []).append((piece.number, row))
    drafts = {window: _draft(sorted(rows)) for window, rows in found.items()}
    return {window: draft for window, draft in drafts.items() if len(draft.sheet)}


def _draft(rows: list[tuple[int, UnsavedRow]]) -> GridDraft:
    sheet = _sheet("".join(row.words for _, row in rows))
    return GridDraft(sheet, datetime.fromisoformat(rows[0][1].at))


def kept_sheet(
    connection: Connection, officer_id: str, key: str, now: datetime, window: str = ""
) -> GridDraft | None:
    """What an officer had typed in a grid of a window and not saved."""
    return kept_sheets(connection, officer_id, key, now).get(window)


def kept_places(connection: Connection, officer_id: str) -> frozenset[tuple[str, str]]:
    """The grids in which an officer has typed something and not saved it, each with its window."""
    return frozenset(piece[:2] for _, piece in _pieces(connection, officer_id))


def _pieces(connection: Connection, officer_id: str) -> list[tuple[UnsavedRow, Piece]]:
    rows = store.of_officer(connection, officer_id, only=GRIDS)
    read = ((row, _piece(row.place.removeprefix(GRIDS))) for row in rows if not row.settled)
    return [(row, piece) for row, piece in read if piece is not None]


def _piece(place: str) -> Piece | None:
    """What a place says; before windows were told apart there was none in it."""
    key, told, rest = place.partition("~")
    key, _, number = (key, "", rest) if told else place.rpartition("-")
    window, _, number = number.rpartition("~")
    return Piece(key, window, int(number)) if number.isdecimal() else None


def _plain(sheet: GridSheet) -> dict[str, Any]:
    changed = {
        row_id: [one.seen, dict(one.key), dict(one.cells)] for row_id, one in sheet.changed.items()
    }
    added = [[number, dict(cells)] for number, cells in sheet.added.items()]
    return {"changed": changed, "added": added, "removed": dict(sheet.removed)}


def _sheet(words: str) -> GridSheet:
    """What was kept; nothing of what does not read: a piece of it went when it was too old."""
    try:
        found = json.loads(words)
        changed = {row_id: Touched(*one) for row_id, one in found["changed"].items()}
        return GridSheet(changed, dict(found["added"]), found["removed"])
    except (ValueError, KeyError, TypeError):
        return EMPTY
