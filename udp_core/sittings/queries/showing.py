"""SQL on what the walls show. None of it is history, and none of it is exported."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from udp_core.sittings.entities import Showing

_SHOWING: Any = Showing.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy


class OnTheWall(NamedTuple):
    """A slide on every wall of a sitting; `item` zero where it is of no point; moments ISO UTC."""

    sitting_id: str
    slide: str
    item: int
    dark: int
    number: int
    recalled: int
    officer_id: str
    at: str
    since: str
    question: str | None = None
    """The simulation on the wall and where its levers stand, as JSON; None where there is none."""


def shown(connection: Connection, sitting: str) -> OnTheWall | None:
    """What is on the walls; None until somebody shows something."""
    found = select(*(_SHOWING.c[name] for name in OnTheWall._fields))
    row = connection.execute(found.where(_SHOWING.c.sitting_id == sitting)).first()
    return OnTheWall(*row) if row else None


def put(connection: Connection, one: OnTheWall) -> None:
    """This is on the walls, and nothing else."""
    connection.execute(delete(_SHOWING).where(_SHOWING.c.sitting_id == one.sitting_id))
    connection.execute(insert(_SHOWING), [one._asdict()])
