"""Signing in and out: a secret in a cookie, its hash in the database, every attempt remembered."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from secrets import token_hex, token_urlsafe

from sqlalchemy import Connection, Engine

from udp_core.archive import sessions as store
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading, writing
from udp_core.archive.writer import was_asked
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.people.queries import officer, officer_named
from udp_core.sign_in.passwords import hashed, matches, weak
from udp_core.sign_in.recorded import record
from udp_core.sign_in.tries import (
    FORGED,
    MOST_WRONG,
    MOST_WRONG_FROM,
    OUT,
    REFUSED,
    RIGHT,
    SECRET_BYTES,
    WRONG,
    Visit,
    begin_try,
    digest,
    end_try,
    note,
)

__all__ = [
    "INVITED_FOR",
    "LASTING",
    "MOST_WRONG",
    "MOST_WRONG_FROM",
    "Visit",
    "accept",
    "begin_for_identity",
    "change_password",
    "digest",
    "end",
    "invite",
    "invited",
    "note_forged",
    "set_password",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "signed_in",
]
LASTING = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
INVITED_FOR = timedelta(days=3)
"""An invitation of a Friday evening is still good on Monday."""
LONGEST_NAME = 60


def sign_in(engine: Engine, officer_id: str, password: str, visit: Visit) -> str:
    """The secret of a new session.

    Raises RefusedError, the same for a wrong name and a wrong password.

    Capitals of the name do not count. A name that nobody has takes the same steps, and the same
    time, as one that is.
    """
    with reading(engine) as connection:
        name, kept = _account(connection, officer_id.strip()[:LONGEST_NAME])
    number = begin_try(engine, name, visit)
    if not matches(kept, password):
        end_try(engine, number, WRONG)
        raise RefusedError(
            [
                Problem(
                    "A22",
                    "Nome utente o password non corretti.",
                    "Riprovare, o chiedere un nuovo invito a chi amministra il cruscotto.",
                )
            ]
        )
    return _begin(engine, name, visit, number)


def _account(connection: Connection, word: str) -> tuple[str, str | None]:
    """The name under which a try is counted, and the hash to compare with.

    None where nobody can sign in with it.
    """
    known = officer_named(connection, word)
    if known is None:
        return word.lower(), None
    return known.id, store.password_hash(connection, known.id) if known.active else None


def begin_for_identity(
    engine: Engine, identity: str, vouched_at: datetime, visit: Visit
) -> str | None:
    """The secret of a new session for who a provider vouched for at that moment (UTC).

    None where the word of the provider is older than a session lasts, or than the officer's last
    sign-out:
    the browser keeps it for a month. Raises RefusedError where nobody here has that identity.
    """
    with reading(engine) as connection:
        name = store.officer_of_identity(connection, identity)
        known = officer(connection, name) if name else None
        left = store.last_attempt(connection, known.id, OUT) if known else None
    if known is None or not known.active:
        note(engine, identity[:LONGEST_NAME], visit, REFUSED)
        raise RefusedError(
            [
                Problem(
                    "A23",
                    "L’identità è riconosciuta dall’ente ma qui non ha un utente.",
                    "Chiedere l’accesso a chi amministra il cruscotto.",
                )
            ]
        )
    if vouched_at <= visit.at - LASTING or (
        left is not None and vouched_at <= datetime.fromisoformat(left)
    ):
        return None
    return _begin(engine, known.id, visit)


def _begin(engine: Engine, officer_id: str, visit: Visit, number: int | None = None) -> str:
    """The secret of a new session; `number` is that of the try that was right."""
    with writing(engine) as connection:
        if number is None:
            moment = visit.at.isoformat()
            store.add_attempt(connection, moment, officer_id, visit.address, RIGHT)
        else:
            store.tell_attempt(connection, number, RIGHT)
        return _open(connection, officer_id, visit)


def _open(connection: Connection, officer_id: str, visit: Visit) -> str:
    secret = token_urlsafe(SECRET_BYTES)
    since, until = visit.at.isoformat(), (visit.at + LASTING).isoformat()
    store.add_session(connection, digest(secret), officer_id, since, until)
    return secret


def signed_in(engine: Engine, secret: str, visit: Visit) -> str | None:
    """The officer of a cookie; None where it is unknown, expired, idle too long or revoked.

    A forged one is remembered.
    """
    with reading(engine) as connection:
        found = store.session(connection, digest(secret))
    now = visit.at.isoformat()
    if found is None:
        return None
    if not found.holds(visit.at):
        with suppress(
            RefusedError
        ):  # of a database that is only read: the session is over all the same
            sign_out(engine, secret, visit)
        return None
    if found.last_seen <= (visit.at - SEEN_EVERY).isoformat():
        with suppress(RefusedError), writing(engine) as connection:
            store.touch_session(connection, digest(secret), now)
    return found.officer_id


def note_forged(engine: Engine, visit: Visit) -> None:
    """A cookie that no session has was shown."""
    note(engine, "", visit, FORGED)


def sign_out(engine: Engine, secret: str, visit: Visit) -> None:
    """End this session."""
    with writing(engine) as connection:
        found = store.session(connection, digest(secret))
        store.drop_session(connection, digest(secret))
        if found:
            store.add_attempt(
                connection, visit.at.isoformat(), found.officer_id, visit.address, OUT
            )


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


def invite(engine: Engine, officer_id: str, at: datetime, asked: Asked | None = None) -> str:
    """The secret of a link that is good once, for three days.

    The link that was there before is no longer good.

    Whether it may be asked for is judged by the caller; `asked` says in history who invited whom.
    """
    secret = token_urlsafe(SECRET_BYTES)
    with writing(engine) as connection:
        known = officer_named(connection, officer_id)
        if known is None:
            raise RefusedError(
                [
                    Problem(
                        "A25",
                        f"L’utente «{officer_id}» non esiste.",
                        "Aggiungerlo prima agli utenti.",
                        value=officer_id,
                    )
                ]
            )
        if not known.active:
            raise RefusedError(
                [
                    Problem(
                        "A32",
                        f"L’utente «{known.id}» non è attivo.",
                        "Riattivarlo prima tra gli utenti.",
                        value=known.id,
                    )
                ]
            )
        if asked and was_asked(connection, asked.request_id):
            raise RefusedError([_shown_already()])
        if asked:
            record(connection, asked, "invite", known.id)
        until = (at + INVITED_FOR).isoformat()
        store.add_invitation(connection, digest(secret), known.id, until)
    return secret


def _shown_already() -> Problem:
    sentence = "Questo invito è già stato preparato, e il suo collegamento non si può rivedere."
    return Problem("A39", sentence, "Prepararne un altro: il primo non varrà più.")


def invited(engine: Engine, secret: str, at: datetime) -> str | None:
    """Who an invitation is for; None where it is no longer good."""
    with reading(engine) as connection:
        return store.invited(connection, digest(secret), at.isoformat())


def accept(engine: Engine, secret: str, password: str, visit: Visit) -> str:
    """Set the password of who was invited, end their other sessions, begin one.

    Raises RefusedError.

    The invitation is taken in the transaction that keeps the password: of two that accept together
    one is refused.
    """
    name = invited(engine, secret, visit.at)
    if name is None:
        note(engine, "", visit, FORGED)
        raise RefusedError([_used()])
    if problem := weak(password, name):
        raise RefusedError([problem])
    kept = hashed(password)
    with writing(engine) as connection:
        if store.take_invitation(connection, digest(secret), visit.at.isoformat()) != name:
            raise RefusedError([_used()])
        _keep(connection, name, kept, _own(name, visit.at, "Password scelta con un invito"))
    return _begin(engine, name, visit)


def _used() -> Problem:
    return Problem(
        "A26",
        "Il collegamento è scaduto o è già stato usato.",
        "Chiederne un altro a chi amministra il cruscotto.",
    )


def change_password(engine: Engine, secret: str, old: str, new: str, visit: Visit) -> str:
    """A new password of who is signed in, who says the old one.

    Every session ends, and another begins here.

    Raises RefusedError. The old one is tried as at the door: who finds a browser open does not
    guess it at leisure.
    """
    name = signed_in(engine, secret, visit)
    if name is None:
        raise RefusedError([store.ended()])
    with reading(engine) as connection:
        kept = store.password_hash(connection, name)
    number = begin_try(engine, name, visit)
    if not matches(kept, old):
        end_try(engine, number, WRONG)
        raise RefusedError(
            [
                Problem(
                    "A33",
                    "La password di prima non è corretta.",
                    "Riprovare, o chiedere un nuovo invito a chi amministra il cruscotto.",
                )
            ]
        )
    end_try(engine, number, RIGHT)
    if problem := _unfit(old, new, name):
        raise RefusedError([problem])
    fresh = hashed(new)
    with writing(engine) as connection:
        store.require_session(connection, digest(secret), name, visit.at)
        _keep(connection, name, fresh, _own(name, visit.at, "Password cambiata"))
        return _open(connection, name, visit)


def _unfit(old: str, new: str, name: str) -> Problem | None:
    if new == old:
        return Problem("A34", "La password nuova è quella di prima.", "Sceglierne un’altra.")
    return weak(new, name)


def set_password(engine: Engine, officer_id: str, password: str, asked: Asked) -> str:
    """A password set from the console for who is locked out; the officer's name.

    Raises RefusedError.
    """
    with reading(engine) as connection:
        known = officer_named(connection, officer_id)
    if known is None:
        raise RefusedError(
            [
                Problem(
                    "A25",
                    f"L’utente «{officer_id}» non esiste.",
                    "Aggiungerlo prima agli utenti.",
                    value=officer_id,
                )
            ]
        )
    if problem := weak(password, known.id):
        raise RefusedError([problem])
    kept = hashed(password)
    with writing(engine) as connection:
        _keep(connection, known.id, kept, asked)
    return known.id


def _own(name: str, at: datetime, reason: str) -> Asked:
    """What somebody does about the own account, as history keeps it."""
    return Asked(token_hex(16), name, "", reason, at)


def _keep(connection: Connection, name: str, kept: str, asked: Asked) -> None:
    """The hash of a new password: sessions, invitations and wrong tries of before are over."""
    record(connection, asked, "password", name)
    moment = asked.at.isoformat()
    store.keep_credential(connection, name, moment, password_hash=kept)
    store.drop_invitations(connection, name)
    store.drop_sessions(connection, name)
