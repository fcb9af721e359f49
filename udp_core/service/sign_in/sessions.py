"""Signing in and out: a secret in a cookie, its hash in the database, every attempt remembered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Connection, Engine

from udp_core.problem import Problem, RefusedError
from udp_core.service.sign_in.passwords import hashed, matches, weak
from udp_core.store import sign_in as store
from udp_core.store.engine import reading, writing
from udp_core.store.queries.officers import officer

LASTING = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
INVITED_FOR = timedelta(hours=24)
WINDOW = timedelta(minutes=15)
REMEMBERED = timedelta(days=365)
MOST_WRONG, MOST_WRONG_FROM = 5, 20
"""Wrong passwords in a quarter of an hour: for one user, from one address."""
SECRET_BYTES = 32
WRONG, RIGHT, REFUSED, FORGED, OUT = "wrong", "right", "refused", "forged", "out"


@dataclass(frozen=True, slots=True)
class Visit:
    """From which address, when (UTC)."""

    address: str
    at: datetime


def sign_in(engine: Engine, officer_id: str, password: str, visit: Visit) -> str:
    """The secret of a new session. Raises RefusedError, the same for a wrong name and a wrong password."""
    name = officer_id.strip()[:60]
    with reading(engine) as connection:
        busy = _too_many(connection, name, visit)
        known = officer(connection, name)
        kept = store.password_hash(connection, name) if known and known.active else None
    if busy:
        _remember(engine, name, visit, REFUSED)
        raise RefusedError([busy])
    if not matches(kept, password):
        _remember(engine, name, visit, WRONG)
        raise RefusedError([Problem("A22", "Nome utente o password non corretti.", "Riprovare, o chiedere un nuovo invito a chi amministra il cruscotto.")])
    return _begin(engine, name, visit)


def begin_for_identity(engine: Engine, identity: str, vouched_at: datetime, visit: Visit) -> str | None:
    """The secret of a new session for who a provider vouched for at that moment (UTC).

    None where the word of the provider is older than a session lasts, or than the officer's last sign-out:
    the browser keeps it for a month. Raises RefusedError where nobody here has that identity.
    """
    with reading(engine) as connection:
        name = store.officer_of_identity(connection, identity)
        known = officer(connection, name) if name else None
        left = store.last_attempt(connection, known.id, OUT) if known else None
    if known is None or not known.active:
        _remember(engine, identity[:60], visit, REFUSED)
        raise RefusedError([Problem("A23", "L'identità è riconosciuta dall'ente ma qui non ha un utente.", "Chiedere l'accesso a chi amministra il cruscotto.")])
    if vouched_at <= visit.at - LASTING or (left is not None and vouched_at <= datetime.fromisoformat(left)):
        return None
    return _begin(engine, known.id, visit)


def _too_many(connection: Connection, name: str, visit: Visit) -> Problem | None:
    since = (visit.at - WINDOW).isoformat()
    wrong = store.how_many_wrong(connection, since, WRONG, officer_id=name)
    wrong_from = store.how_many_wrong(connection, since, WRONG, address=visit.address)
    if wrong < MOST_WRONG and wrong_from < MOST_WRONG_FROM:
        return None
    return Problem("A24", "Troppi tentativi sbagliati.", f"Aspettare {WINDOW.seconds // 60} minuti e riprovare.")


def _remember(engine: Engine, name: str, visit: Visit, outcome: str) -> None:
    with writing(engine) as connection:
        store.add_attempt(connection, visit.at.isoformat(), name, visit.address, outcome)
        store.drop_attempts(connection, (visit.at - REMEMBERED).isoformat())


def _begin(engine: Engine, officer_id: str, visit: Visit) -> str:
    secret = token_urlsafe(SECRET_BYTES)
    with writing(engine) as connection:
        store.add_session(connection, digest(secret), officer_id, visit.at.isoformat(), (visit.at + LASTING).isoformat())
        store.add_attempt(connection, visit.at.isoformat(), officer_id, visit.address, RIGHT)
    return secret


def digest(secret: str) -> str:
    """What is kept of a secret: who reads the database cannot sign in with it."""
    return sha256(secret.encode()).hexdigest()


def signed_in(engine: Engine, secret: str, visit: Visit) -> str | None:
    """The officer of a cookie; None where it is unknown, expired, idle too long or revoked. A forged one is remembered."""
    with reading(engine) as connection:
        found = store.session(connection, digest(secret))
    now = visit.at.isoformat()
    if found is None:
        return None
    if not found.holds(visit.at):
        with suppress(RefusedError):  # of a database that is only read: the session is over all the same
            sign_out(engine, secret, visit)
        return None
    if found.last_seen <= (visit.at - SEEN_EVERY).isoformat():
        with suppress(RefusedError), writing(engine) as connection:
            store.touch_session(connection, digest(secret), now)
    return found.officer_id


def note_forged(engine: Engine, visit: Visit) -> None:
    """A cookie that no session has was shown."""
    _remember(engine, "", visit, FORGED)


def sign_out(engine: Engine, secret: str, visit: Visit) -> None:
    """End this session."""
    with writing(engine) as connection:
        found = store.session(connection, digest(secret))
        store.drop_session(connection, digest(secret))
        if found:
            store.add_attempt(connection, visit.at.isoformat(), found.officer_id, visit.address, OUT)


def sign_out_everywhere(engine: Engine, officer_id: str, visit: Visit) -> int:
    """End every session of an officer; how many there were."""
    with writing(engine) as connection:
        store.add_attempt(connection, visit.at.isoformat(), officer_id, visit.address, OUT)
        return store.drop_sessions(connection, officer_id)


def end(engine: Engine, secret: str, visit: Visit, *, everywhere: bool) -> None:
    """End this session, or every session of its officer."""
    name = signed_in(engine, secret, visit) if everywhere else None
    if name:
        sign_out_everywhere(engine, name, visit)
    else:
        sign_out(engine, secret, visit)


def invite(engine: Engine, officer_id: str, at: datetime) -> str:
    """The secret of a link that is good once, for a day. Whether it may be asked for is judged by the caller."""
    secret = token_urlsafe(SECRET_BYTES)
    with writing(engine) as connection:
        if officer(connection, officer_id) is None:
            raise RefusedError([Problem("A25", f"L'utente «{officer_id}» non esiste.", "Aggiungerlo prima agli utenti.", value=officer_id)])
        store.add_invitation(connection, digest(secret), officer_id, (at + INVITED_FOR).isoformat())
    return secret


def invited(engine: Engine, secret: str, at: datetime) -> str | None:
    """Who an invitation is for; None where it is no longer good."""
    with reading(engine) as connection:
        return store.invited(connection, digest(secret), at.isoformat())


def accept(engine: Engine, secret: str, password: str, visit: Visit) -> str:
    """Set the password of who was invited, end their other sessions, begin one. Raises RefusedError."""
    name = invited(engine, secret, visit.at)
    if name is None:
        _remember(engine, "", visit, FORGED)
        raise RefusedError([Problem("A26", "Il collegamento è scaduto o è già stato usato.", "Chiederne un altro a chi amministra il cruscotto.")])
    if problem := weak(password, name):
        raise RefusedError([problem])
    kept = hashed(password)
    with writing(engine) as connection:
        store.keep_credential(connection, name, visit.at.isoformat(), password_hash=kept)
        store.drop_invitation(connection, digest(secret))
        store.drop_sessions(connection, name)
    return _begin(engine, name, visit)
