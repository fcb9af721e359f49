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
    if step_reached(engine) == latest_step():
        return
    with writing(engine) as connection:
        _refuse_newer(MigrationContext.configure(connection).get_current_revision())
        command.upgrade(_config(connection), "head")


def _refuse_newer(step: str | None) -> None:
    known = {script.revision for script in ScriptDirectory(str(PLACE)).walk_revisions()}
    if step is not None and step not in known:
        raise RefusedError(
            [
                Problem(
                    "D12",
                    "L’archivio è di una versione più recente del programma.",
                    "Aggiornare il programma prima di aprirlo.",
                    value=step,
                )
            ]
        )


def step_reached(engine: Engine) -> str | None:
    """The last step taken; None in an empty database."""
    with reading(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()


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
