"""What signing in needs and history must not keep, and the SQL on it.

Password hashes, invitations, sessions, attempts; what waits unsaved. These tables are not entities:
they are never exported, never part of the chain, and rows are deleted when they expire.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Text, delete, func, insert, or_, select, update
from sqlmodel import Field, SQLModel

from udp_core.archive.storage import WHOLE
from udp_core.kernel.problem import Problem, RefusedError

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


class RequestLink(SQLModel, table=True):
    """A link by which a body outside answers a request: only the hash of its secret is kept."""

    __tablename__ = "request_link"
    __table_args__ = _STRICT

    secret_hash: str = Field(primary_key=True, sa_type=Text)
    request_id: str = Field(sa_type=Text, index=True)
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


_CREDENTIAL: Any = Credential.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
_INVITATION: Any = Invitation.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
_SESSION: Any = SignedIn.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
_ATTEMPT: Any = Attempt.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy


IDLE = timedelta(hours=2)
"""A session in which nobody did anything for so long has ended."""


class SessionRow(NamedTuple):
    """A session, moments in ISO UTC."""

    officer_id: str
    last_seen: str
    expires_at: str

    def holds(self, at: datetime) -> bool:
        """True where it has neither expired nor been idle for too long."""
        return self.expires_at > at.isoformat() and self.last_seen > (at - IDLE).isoformat()


def ended() -> Problem:
    """What is told to who was signed in when the page was drawn, and is no more."""
    remedy = (
        "Usare «Entra», in alto, e ripetere. Niente è stato salvato: ciò che è scritto resta nella"
        " cella."
    )
    return Problem("A30", "La sessione è finita: rientrare.", remedy)


def require_session(
    connection: Connection, secret_hash: str, officer_id: str, at: datetime
) -> None:
    """Raises RefusedError where a request was asked by a sign-in that does not hold at that moment.

    Read inside the transaction that writes: whoever signed out an instant before writes nothing. A
    request without
    a session comes from no browser: from the command line or from the program itself.
    """
    if not secret_hash:
        return
    found = session(connection, secret_hash)
    if found is None or found.officer_id != officer_id or not found.holds(at):
        raise RefusedError([ended()])


def password_hash(connection: Connection, officer_id: str) -> str | None:
    """The hash of an officer's password; None where none was ever set."""
    found = connection.execute(
        select(_CREDENTIAL.c.password_hash).where(_CREDENTIAL.c.officer_id == officer_id)
    ).scalar()
    return None if found is None else str(found)


def officer_of_identity(connection: Connection, identity: str) -> str | None:
    """Whose identity a provider vouches for."""
    found = connection.execute(
        select(_CREDENTIAL.c.officer_id).where(_CREDENTIAL.c.identity == identity)
    ).scalar()
    return None if found is None else str(found)


def addresses_of(connection: Connection) -> dict[str, str]:
    """The mail addresses by which a provider knows the officers."""
    found = select(_CREDENTIAL.c.officer_id, _CREDENTIAL.c.identity)
    rows = connection.execute(found.where(_CREDENTIAL.c.identity.contains("@")))
    return {str(row[0]): str(row[1]) for row in rows}


def has_credentials(connection: Connection) -> bool:
    """True where somebody can sign in."""
    return connection.execute(select(_CREDENTIAL.c.officer_id).limit(1)).first() is not None


def keep_credential(connection: Connection, officer_id: str, at: str, **values: str | None) -> None:
    """Set the password hash or the identity of an officer."""
    changed = connection.execute(
        update(_CREDENTIAL)
        .where(_CREDENTIAL.c.officer_id == officer_id)
        .values(changed_at=at, **values)
    )
    if not changed.rowcount:
        connection.execute(
            insert(_CREDENTIAL).values(officer_id=officer_id, changed_at=at, **values)
        )


def forget(connection: Connection, officer_id: str) -> None:
    """An officer who is no longer there proves nothing, is invited nowhere, is signed in
    nowhere.
    """
    for table in (_CREDENTIAL, _INVITATION, _SESSION):
        connection.execute(delete(table).where(table.c.officer_id == officer_id))


def add_invitation(
    connection: Connection, secret_hash: str, officer_id: str, expires_at: str
) -> None:
    """The one invitation of an officer: earlier ones are no longer good."""
    connection.execute(delete(_INVITATION).where(_INVITATION.c.officer_id == officer_id))
    connection.execute(
        insert(_INVITATION).values(
            secret_hash=secret_hash, officer_id=officer_id, expires_at=expires_at
        )
    )


def invited(connection: Connection, secret_hash: str, now: str) -> str | None:
    """Who is invited by a secret that is still good."""
    found = connection.execute(
        select(_INVITATION.c.officer_id).where(
            _INVITATION.c.secret_hash == secret_hash, _INVITATION.c.expires_at > now
        )
    ).scalar()
    return None if found is None else str(found)


def take_invitation(connection: Connection, secret_hash: str, now: str) -> str | None:
    """Who is invited by a secret that is still good, and no longer from now on.

    An invitation is good once.
    """
    name = invited(connection, secret_hash, now)
    connection.execute(delete(_INVITATION).where(_INVITATION.c.secret_hash == secret_hash))
    return name


def drop_invitations(connection: Connection, officer_id: str) -> None:
    """No invitation of an officer is good any more."""
    connection.execute(delete(_INVITATION).where(_INVITATION.c.officer_id == officer_id))


def add_session(
    connection: Connection, secret_hash: str, officer_id: str, now: str, expires_at: str
) -> None:
    """A session begins; those that have expired are forgotten."""
    connection.execute(delete(_SESSION).where(_SESSION.c.expires_at <= now))
    connection.execute(
        insert(_SESSION).values(
            secret_hash=secret_hash,
            officer_id=officer_id,
            since=now,
            last_seen=now,
            expires_at=expires_at,
        )
    )


def session(connection: Connection, secret_hash: str) -> SessionRow | None:
    """The session of a cookie; None where there is none."""
    found = connection.execute(
        select(_SESSION.c.officer_id, _SESSION.c.last_seen, _SESSION.c.expires_at).where(
            _SESSION.c.secret_hash == secret_hash
        )
    ).first()
    return None if found is None else SessionRow(*tuple(found))


def touch_session(connection: Connection, secret_hash: str, now: str) -> None:
    """Somebody was here."""
    connection.execute(
        update(_SESSION).where(_SESSION.c.secret_hash == secret_hash).values(last_seen=now)
    )


def drop_session(connection: Connection, secret_hash: str) -> None:
    """Sign out here."""
    connection.execute(delete(_SESSION).where(_SESSION.c.secret_hash == secret_hash))


def drop_sessions(connection: Connection, officer_id: str) -> int:
    """Sign out everywhere; how many sessions ended."""
    return int(
        connection.execute(delete(_SESSION).where(_SESSION.c.officer_id == officer_id)).rowcount
    )


def add_attempt(
    connection: Connection, at: str, officer_id: str, address: str, outcome: str
) -> int:
    """Remember what was tried; the number by which its outcome is told later."""
    values = {"at": at, "officer": officer_id, "address": address, "outcome": outcome}
    found = connection.execute(insert(_ATTEMPT).values(values).returning(_ATTEMPT.c.number))
    return int(found.scalar_one())


def tell_attempt(connection: Connection, number: int, outcome: str) -> None:
    """How something that was tried ended."""
    connection.execute(update(_ATTEMPT).where(_ATTEMPT.c.number == number).values(outcome=outcome))


def drop_attempts(
    connection: Connection, outcomes: Collection[str], before: str, most: int
) -> None:
    """Forget what ended so and is old, or is beyond the `most` latest things tried.

    Nobody fills the archive by trying.
    """
    latest = select(func.max(_ATTEMPT.c.number)).scalar_subquery()
    old = or_(_ATTEMPT.c.at < before, _ATTEMPT.c.number <= latest - most)
    connection.execute(delete(_ATTEMPT).where(_ATTEMPT.c.outcome.in_(outcomes), old))


def last_attempt(connection: Connection, officer_id: str, outcome: str) -> str | None:
    """The last moment with that outcome for an officer; None where there is none."""
    found = connection.execute(
        select(func.max(_ATTEMPT.c.at)).where(
            _ATTEMPT.c.officer == officer_id, _ATTEMPT.c.outcome == outcome
        )
    ).scalar_one()
    return None if found is None else str(found)


class Tries(NamedTuple):
    """How often something was tried, and the last moment (ISO UTC; empty: never)."""

    times: int
    last: str


def tries(
    connection: Connection,
    since: str,
    outcomes: Collection[str],
    *,
    address: str,
    officer_id: str | None = None,
) -> Tries:
    """What ended so since a moment from an address, of one officer where one is given."""
    found = select(func.count(), func.max(_ATTEMPT.c.at)).where(
        _ATTEMPT.c.at >= since, _ATTEMPT.c.outcome.in_(outcomes), _ATTEMPT.c.address == address
    )
    if officer_id is not None:
        found = found.where(_ATTEMPT.c.officer == officer_id)
    count, last = connection.execute(found).one()
    return Tries(int(count), str(last or ""))


def was_here(connection: Connection, officer_id: str | None, address: str, outcome: str) -> bool:
    """True where something of that officer (None: of anybody) ended so from that very place."""
    found = select(_ATTEMPT.c.number).where(
        _ATTEMPT.c.address == address, _ATTEMPT.c.outcome == outcome
    )
    if officer_id is not None:
        found = found.where(_ATTEMPT.c.officer == officer_id)
    return connection.execute(found.limit(1)).first() is not None


def forget_attempt(connection: Connection, officer_id: str, address: str, outcome: str) -> None:
    """Forget what ended so, of an officer in that very place."""
    same = (_ATTEMPT.c.officer == officer_id, _ATTEMPT.c.address == address)
    connection.execute(delete(_ATTEMPT).where(*same, _ATTEMPT.c.outcome == outcome))
