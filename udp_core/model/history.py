"""How we came to know: every request, and every row it changed, chained by hashes.

Both tables only grow.
"""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from udp_core.model.storage import WHOLE


class Request(SQLModel, table=True):
    """One accepted command: when (UTC), who, in which role, why.

    Its id comes from whoever asked, once.
    """

    __tablename__ = "request"
    __table_args__ = {"sqlite_strict": True}

    id: str = Field(primary_key=True, sa_type=Text)
    at: str = Field(sa_type=Text)
    author: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    command: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)


class History(SQLModel, table=True):
    """One row changed: images before and after as JSON text, hash of the one before, own hash."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_row", "entity", "entity_id"), {"sqlite_strict": True})

    sequence: int = Field(
        primary_key=True, sa_type=WHOLE, sa_column_kwargs={"autoincrement": False}
    )
    request_id: str = Field(sa_type=Text, foreign_key="request.id")
    entity: str = Field(sa_type=Text)
    entity_id: str = Field(sa_type=Text)
    version: int = Field(sa_type=WHOLE)
    before: str | None = Field(default=None, sa_type=Text, nullable=True)
    after: str | None = Field(default=None, sa_type=Text, nullable=True)
    previous_hash: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)
