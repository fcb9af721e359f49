"""The command that moves every wall of a sitting: to a slide, to dark, back to the moderator."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from math import isfinite

from sqlalchemy import Engine

from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading, writing
from udp_core.archive.sessions import require_session
from udp_core.kernel.calendar import MONTHS_PER_YEAR
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.people.rights import require
from udp_core.sittings.commands.conducting import not_allowed
from udp_core.sittings.queries.showing import OnTheWall, put
from udp_core.sittings.queries.showing import shown as stored
from udp_core.sittings.queries.sittings import sitting

LONGEST_NAME = 200
MOST_LEVERS = 3
MONTHS = range(1, MONTHS_PER_YEAR + 1)


@dataclass(frozen=True, slots=True)
class Posed:
    """The question on the wall: a simulation by its name, at most three levers.

    Each with its code, its value and the month it begins in.
    """

    name: str
    levers: tuple[tuple[str, float, int], ...]

    def __post_init__(self) -> None:
        """Raise ValueError where it is more than a wall shows, or is no number."""
        whole = all(isfinite(value) and month in MONTHS for _, value, month in self.levers)
        if len(self.levers) > MOST_LEVERS or not whole:
            raise ValueError(self.levers)


@dataclass(frozen=True, slots=True)
class Show:
    """A slide by its name, the point that it is of (0: none), whether the walls are dark.

    `recall` calls back the walls that went their own way.
    """

    sitting: str
    slide: str
    item: int = 0
    dark: bool = False
    recall: bool = False
    question: Posed | None = None


def show(engine: Engine, asked: Asked, wanted: Show, today: date) -> OnTheWall:
    """Put it on every wall. Raises RefusedError where who asks may not run that sitting."""
    with writing(engine) as connection:
        require_session(connection, asked.session, asked.author, asked.at)
        actor = require(connection, asked.author, today)
        row = sitting(connection, wanted.sitting)
        if row is None or len(wanted.slide) > LONGEST_NAME:
            problem = Problem("D60", "La seduta non c’è.", "Ricaricare.", value=wanted.sitting)
            raise RefusedError([problem])
        if problems := not_allowed(actor, row):
            raise RefusedError(problems)
        before = stored(connection, wanted.sitting)
        moment = asked.at.isoformat()
        same_item = before is not None and before.item == wanted.item
        made = OnTheWall(
            wanted.sitting,
            wanted.slide,
            wanted.item,
            int(wanted.dark),
            (before.number if before else 0) + 1,
            (before.recalled if before else 0) + int(wanted.recall),
            actor.officer_id,
            moment,
            before.since if before and same_item else moment,
            json.dumps(asdict(wanted.question)) if wanted.question else None,
        )
        put(connection, made)
        return made


def on_the_walls(engine: Engine, code: str) -> OnTheWall | None:
    """What is on the walls of a sitting now."""
    with reading(engine) as connection:
        return stored(connection, code)
