"""Bringing a database to this release, and saying whether it is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

import udp_core.archive.registry
import udp_core.archive.sessions  # noqa: F401 - registers the tables
from udp_core.archive.engine import reading, writing
from udp_core.kernel.problem import Problem, RefusedError

PLACE = Path(__file__).with_name("migrations")
"""Where the steps are written."""


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(PLACE))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Take every missing step, all in one transaction. A database already there is not touched."""
    step = step_reached(engine)
    if step == latest_step():
        return
    refuse_unknown(step)
    try:
        with writing(engine) as connection:
            command.upgrade(_config(connection), "head")
    except DBAPIError as failed:
        if differences(engine):
            raise
        raise RefusedError([_altered(step or "")]) from failed


def refuse_unknown(step: str | None) -> None:
    """RefusedError of a step that is none of this release."""
    known = {script.revision for script in ScriptDirectory(str(PLACE)).walk_revisions()}
    if step is not None and step not in known:
        raise RefusedError(
            [
                Problem(
                    "D12",
                    "L’archivio è di una versione più recente del programma.",
                    "Aggiornare il programma prima di aprirlo; se nessuna versione più recente l’ha"
                    " mai aperto, il suo passo è stato alterato: ripristinare una copia"
                    " verificata.",
                    value=step,
                )
            ]
        )


def _altered(step: str) -> Problem:
    return Problem("D18", misplaced(step), "Ripristinare una copia verificata.", value=step)


def misplaced(step: str) -> str:
    """What is said of an archive of this release that says that it is at another step."""
    said = f"«{step}»" if step else "nessuno"
    return f"L’archivio è di questa versione e il passo che dichiara ({said}) no: è stato alterato."


def step_reached(engine: Engine) -> str | None:
    """The last step taken; None in an empty database."""
    with reading(engine) as connection:
        return step_of(connection)


def step_of(connection: Connection) -> str | None:
    """The same; where somebody wrote more than one, all of them, which is none that is known."""
    return " ".join(MigrationContext.configure(connection).get_current_heads()) or None


@cache
def latest_step() -> str | None:
    """The last step of this release; its steps are read once, a long work each time."""
    return ScriptDirectory(str(PLACE)).get_current_head()


def differences(engine: Engine) -> list[object]:
    """What the database lacks or has beyond the entities, as Alembic sees it.

    Empty where they agree.
    """
    with reading(engine) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))
