"""What is looked after while the dashboard runs: the database against its history, a copy a day.

What fails is said.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from udp_core.archive.engine import freeze, frozen, place_of
from udp_core.archive.trouble import of_disk
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import DATA
from udp_core.running.backups import trouble
from udp_core.running.daily_copies import FOLDER, daily_copy

log = logging.getLogger("udp")
DAMAGED = frozenset({"D04", "D13", "D17"})
"""A copy that is refused for one of these says that the database itself is altered."""
__all__ = ["FOLDER", "NoCopy", "copies_folder", "copy_of_the_day", "examine", "frozen", "no_copy"]


@dataclass(frozen=True, slots=True)
class NoCopy:
    """Since when the copy of the day does not succeed, and why it did not the last time."""

    since: datetime
    why: Problem


_NO_COPY: dict[str, NoCopy] = {}
"""By database, like what makes it read only: outside every cache that a browser could empty."""


def examine(engine: Engine) -> tuple[Problem, ...]:
    """Prove the database against its history.

    Where it fails it is only read from now on, and every screen says why.
    """
    found = trouble(engine)
    for problem in found:
        log.error("Archivio in sola lettura: %s", problem)
    freeze(engine, found)
    return found


def copies_folder(engine: Engine) -> Path:
    """Where the daily copies are: beside a SQLite file, else among the local data."""
    beside = (
        Path(str(engine.url.database)).parent if engine.dialect.name == "sqlite" else DATA / "local"
    )
    return beside / FOLDER


def stem_of(engine: Engine) -> str:
    """How the copies of a database begin their name.

    Two archives in one folder have each its own.
    """
    return Path(str(engine.url.database)).stem if engine.dialect.name == "sqlite" else "udp"


def no_copy(engine: Engine) -> NoCopy | None:
    """Since when there is no copy, and why; None where the last one succeeded."""
    return _NO_COPY.get(place_of(engine))


def copy_of_the_day(engine: Engine, today: date) -> Path | None:
    """The copy of the day, where it is due and the database is whole.

    Whatever goes wrong is kept, told, tried again.
    """
    if frozen(engine):
        return None
    try:
        made = daily_copy(engine, copies_folder(engine), today, stem_of(engine))
    # nothing may end the care of the archive, and nothing is in anybody's way
    except Exception as error:  # noqa: BLE001
        _failed(engine, error)
        return None
    _NO_COPY.pop(place_of(engine), None)
    return made


def _why(error: Exception) -> Problem:
    if isinstance(error, RefusedError):
        return error.problems[0]
    if isinstance(error, OSError):
        return of_disk(error)
    return Problem(
        "B11",
        "La copia del giorno si è interrotta.",
        "Leggere il registro del programma.",
        value=repr(error),
    )


def _failed(engine: Engine, error: Exception) -> None:
    why, is_ours = _why(error), not isinstance(error, RefusedError | OSError)
    log.error("La copia del giorno non è riuscita: %s", why, exc_info=error if is_ours else None)
    before = no_copy(engine)
    _NO_COPY[place_of(engine)] = NoCopy(before.since if before else datetime.now(UTC), why)
    if why.code in DAMAGED:
        examine(engine)
