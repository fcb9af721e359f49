"""What is looked after while the dashboard runs: the database against its history once, a copy a day."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from udp_core.problem import Problem, RefusedError
from udp_core.service.backups import daily_copy, trouble
from udp_core.service.settings import DATA
from udp_core.store.engine import freeze, frozen

log = logging.getLogger("udp")
FOLDER = "copie"
__all__ = ["FOLDER", "copies_folder", "copy_of_the_day", "examine", "frozen"]


def examine(engine: Engine) -> tuple[Problem, ...]:
    """Prove the database against its history; where it fails it is only read from now on, and every screen says why."""
    found = trouble(engine)
    for problem in found:
        log.error("Archivio in sola lettura: %s", problem)
    freeze(engine, found)
    return found


def copies_folder(engine: Engine) -> Path:
    """Where the daily copies are: beside a SQLite file, else among the local data."""
    beside = Path(str(engine.url.database)).parent if engine.dialect.name == "sqlite" else DATA / "local"
    return beside / FOLDER


def copy_of_the_day(engine: Engine, today: date) -> Path | None:
    """The copy of the day, where it is due and the database is whole; a failure is logged, never in anybody's way."""
    if frozen(engine):
        return None
    try:
        return daily_copy(engine, copies_folder(engine), today)
    except (RefusedError, OSError) as error:
        log.error("La copia del giorno non è riuscita: %s", error)  # noqa: TRY400 - the problem says it all
        return None
