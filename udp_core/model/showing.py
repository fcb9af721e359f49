"""What the walls of a sitting show: a place in a deck, no history, where every server sees it."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from udp_core.model.storage import WHOLE


class Showing(SQLModel, table=True):
    """The slide that is on every wall of a sitting, since when its point is dealt with.

    `number` grows at every gesture, `recalled` at every call back of the walls that went their way.
    """

    __tablename__ = "showing"
    __table_args__ = {"sqlite_strict": True}

    sitting_id: str = Field(primary_key=True, sa_type=Text)
    slide: str = Field(sa_type=Text)
    item: int = Field(sa_type=WHOLE)
    dark: int = Field(sa_type=WHOLE)
    number: int = Field(sa_type=WHOLE)
    recalled: int = Field(sa_type=WHOLE)
    officer_id: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text)
    since: str = Field(sa_type=Text)
