"""How we came to know: requests and rows chained by hashes, and the steps that rows took.

The first two tables only grow.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from udp_core.archive import field
from udp_core.archive.entity import USERS, Entity
from udp_core.archive.register import Shelf
from udp_core.archive.storage import WHOLE


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


class StateStep(Entity, table=True):
    """A step of a row from a state to another, as it was carried out.

    Of one that sends the row to somebody also to whom, under which protocol, and what was sent.
    """

    key: ClassVar = ("of_table", "number", "row_id")
    label: ClassVar = "passaggio di stato"
    labels: ClassVar = "passaggi di stato"
    belongs_to: ClassVar = ("district_id", USERS)
    shelf: ClassVar = Shelf.BODIES
    typed: ClassVar = False
    later: ClassVar = ("recipient", "protocol", "content")
    summary: ClassVar = ("row_title", "from_state", "to_state", "done_on", "act_id", "officer_id")

    of_table: str = field.code("Registro")
    row_id: str = field.text("Riga")
    number: int = field.whole("Numero", least=1, most=999)
    row_title: str = field.text("Oggetto", longest=field.LONGEST_TEXT)
    district_id: str | None = field.reference("district", "Distretto", required=False)
    from_state: str = field.text("Da", longest=60)
    to_state: str = field.text("A", longest=60)
    done_on: date = field.day("Il")
    act_id: str | None = field.reference("act", "Atto", required=False)
    officer_id: str = field.reference("officer", "Di chi")
    reason: str | None = field.text("Perché", required=False)
    recipient: str | None = field.text("Trasmesso a", required=False)
    protocol: str | None = field.text("Protocollo", required=False, longest=60)
    content: str | None = field.text("Che cosa si trasmette", required=False)
