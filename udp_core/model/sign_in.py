"""What signing in needs and history must not keep.

Password hashes, invitations, sessions, attempts; what waits unsaved.

These tables are not entities: they are never exported, never part of the chain, and rows are
deleted when they expire.
"""

from __future__ import annotations

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, SQLModel

from udp_core.model.storage import WHOLE

_STRICT = {"sqlite_strict": True}


class Credential(SQLModel, table=True):
    """How an officer proves who they are.

    Argon2 hash of the password, or the identity given by a provider.
    """

    __tablename__ = "credential"
    __table_args__ = _STRICT

    officer_id: str = Field(primary_key=True, sa_type=Text)
    password_hash: str | None = Field(default=None, sa_type=Text, nullable=True)
    identity: str | None = Field(default=None, sa_type=Text, nullable=True, unique=True)
    changed_at: str = Field(sa_type=Text)


class Invitation(SQLModel, table=True):
    """A link that is good once, until a moment: only the hash of its secret is kept."""

    __tablename__ = "invitation"
    __table_args__ = _STRICT

    secret_hash: str = Field(primary_key=True, sa_type=Text)
    officer_id: str = Field(sa_type=Text, index=True)
    expires_at: str = Field(sa_type=Text)


class SignedIn(SQLModel, table=True):
    """A session: only the hash of the cookie's secret is kept.

    Deleted on sign-out, expiry and revocation.
    """

    __tablename__ = "signed_in"
    __table_args__ = _STRICT

    secret_hash: str = Field(primary_key=True, sa_type=Text)
    officer_id: str = Field(sa_type=Text, index=True)
    since: str = Field(sa_type=Text)
    last_seen: str = Field(sa_type=Text)
    expires_at: str = Field(sa_type=Text)


class Attempt(SQLModel, table=True):
    """Something tried at the door, good or bad: who was named, from where, with what outcome."""

    __tablename__ = "attempt"
    __table_args__ = _STRICT

    number: int | None = Field(default=None, primary_key=True, sa_type=WHOLE)
    at: str = Field(sa_type=Text, index=True)
    officer: str = Field(sa_type=Text, index=True)
    address: str = Field(sa_type=Text)
    outcome: str = Field(sa_type=Text)


class Unsaved(SQLModel, table=True):
    """What an officer typed in a place of a screen and has not saved yet, offered again there.

    `place` is the field, as the browser knows it; `at` the moment it was typed. A place that was
    `settled` (saved, or
    thrown away by choice) keeps no words, only the hash of those settled: what arrives late of them
    is no news.
    """

    __tablename__ = "unsaved"
    __table_args__ = _STRICT

    officer_id: str = Field(primary_key=True, sa_type=Text)
    place: str = Field(primary_key=True, sa_type=Text)
    words: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text, index=True)
    settled: int = Field(sa_type=WHOLE)


class UnsavedFile(SQLModel, table=True):
    """A file that an officer brought to a screen and has not saved yet.

    One a screen, as it was chosen.
    """

    __tablename__ = "unsaved_file"
    __table_args__ = _STRICT

    officer_id: str = Field(primary_key=True, sa_type=Text)
    screen: str = Field(primary_key=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    at: str = Field(sa_type=Text, index=True)
