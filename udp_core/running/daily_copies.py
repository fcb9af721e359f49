"""A copy a day: made once, kept for a time, and never taken away because a clock was wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine

from udp_core.running.backups import backup

DAYS_KEPT, MONTHS_KEPT = 14, 12
"""Of days and of months that have a copy: the latest, however long ago they were."""
FOLDER = "copie"
"""Of the copies, beside the archive."""
LONGEST_GAP = timedelta(days=7)
"""Between two copies: beyond it the clock may have jumped, and nothing is taken away."""
MAGIC = b"SQLite format 3\x00"


def daily_copy(engine: Engine, folder: Path, today: date, stem: str = "udp") -> Path | None:
    """The copy of the day, where it is not there yet; those that are no longer kept go.

    None where it was there.
    """
    path = folder / f"{stem}-{today:%Y-%m-%d}.sqlite"
    if _is_a_copy(path):
        return None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    backup(engine, path, replace=path.exists())
    made = copies(folder, stem)
    for day in surplus([one for one in made if one <= today]):
        made[day].unlink()
    return path


def copies(folder: Path, stem: str) -> Mapping[date, Path]:
    """The daily copies of an archive, by their day."""
    found = {}
    for path in folder.glob(f"{stem}-????-??-??.sqlite"):
        try:
            found[date.fromisoformat(path.stem.removeprefix(f"{stem}-"))] = path
        except ValueError:
            continue
    return found


def surplus(days: Sequence[date]) -> list[date]:
    """The days whose copies go.

    Not the latest fortnight of them, nor the first of each of the latest twelve months.
    """
    latest_first = sorted(days, reverse=True)
    if len(latest_first) > 1 and latest_first[0] - latest_first[1] > LONGEST_GAP:
        return []
    first = {(day.year, day.month): day for day in latest_first}
    kept = {*latest_first[:DAYS_KEPT], *list(first.values())[: MONTHS_KEPT + 1]}
    return [day for day in latest_first if day not in kept]


def _is_a_copy(path: Path) -> bool:
    """A file of this name that is empty, or something else, is no copy."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
