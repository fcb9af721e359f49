"""Who is looking, asked of the database at every gesture.

Who was signed out or lost a mandate is out at the next one.

Whatever a screen asks to be written is made by `asked`, and whatever runs again alone by
`pages.components.gesture`:
no other module of the screens may make a request or a fragment (`tests/architecture` looks).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from secrets import token_hex

import streamlit as st
from sqlalchemy import Engine

from pages.components.context import database
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.sessions import ended
from udp_core.http.files import PROVIDER_COOKIE, vouch
from udp_core.http.sign_in import COOKIE
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import actor_of
from udp_core.people.rules import Actor
from udp_core.sign_in import accounts
from udp_core.sign_in.sessions import Visit, begin_for_identity, digest, end, note_forged, signed_in
from udp_core.territory.day import clock_of

_FORGED = "forged-cookie-noted"
_PROVIDER = "provider-session"


def who() -> Actor | None:
    """The officer signed in, with the mandates in force; None for anybody else."""
    engine = database()
    secret = secret_shown()
    if not secret:
        return None
    visit = _visit()
    found = _actor(engine, secret, visit)
    if found is None and not st.session_state.get(_FORGED):
        st.session_state[_FORGED] = True
        note_forged(engine, visit)
    return found


def _actor(engine: Engine, secret: str, visit: Visit) -> Actor | None:
    name = signed_in(engine, secret, visit)
    if name is None:
        return None
    with reading(engine) as connection:
        return actor_of(connection, name, clock_of(connection, settings(), visit.at).today)


def secret_shown() -> str | None:
    """The secret of the session that this browser carries, in our cookie or by the word of its
    provider.
    """
    shown = st.context.cookies.get(COOKIE)
    return shown if isinstance(shown, str) and shown else _of_the_provider()


def asked(reason: str, request_id: str = "") -> Asked:
    """A request of who is signed in at this very moment, which the command asks again while it
    writes.

    `request_id` makes of two gestures one request; without it each is one of its own. Raises
    RefusedError where the
    session has ended: nothing is written then.
    """
    actor = who()
    if actor is None:
        raise RefusedError([ended()])
    secret = secret_shown()
    session = digest(secret) if secret else ""
    return Asked(
        request_id or token_hex(16), actor.officer_id, "", reason, datetime.now(UTC), session
    )


def still_here() -> Callable[[], None]:
    """A check for a later moment, away from the page.

    It raises RefusedError where who is here now has gone by then.
    """
    secret, address = secret_shown(), _visit().address

    def check() -> None:
        visit = Visit(address, datetime.now(UTC))
        if secret and _actor(database(), secret, visit) is None:
            raise RefusedError([ended()])

    return check


def _visit() -> Visit:
    return Visit(str(st.context.ip_address or ""), datetime.now(UTC))


def _of_the_provider() -> str | None:
    """The session of who signed in with the provider of their Comune.

    Refused, in words, where nobody has that identity.
    """
    if not vouched():
        return None
    if _PROVIDER not in st.session_state:
        identity = identity_of(st.user.to_dict())
        vouched_at = datetime.fromtimestamp(int(str(st.user.get("iat") or 0)), UTC)
        begun = begin_for_identity(database(), identity, vouched_at, _visit())
        st.session_state[_PROVIDER] = begun
        if begun and (word := st.context.cookies.get(PROVIDER_COOKIE)):
            vouch(word, begun)
    return st.session_state[_PROVIDER] or None


def identity_of(claims: Mapping[str, object]) -> str:
    """The address that a provider vouches for.

    Nothing where it does not say, in so many words, that it is verified.

    A claim is untyped: the text «false» is no truth. Only plain letters: two spellings that look
    alike are two persons.
    """
    address = str(claims.get("email") or "").strip()
    is_sure = claims.get("email_verified") is True and address.isascii()
    return address.lower() if is_sure else ""


def has_provider() -> bool:
    """True where this installation has a provider of identities."""
    return "is_logged_in" in st.user


def vouched() -> bool:
    """True where the browser carries the word of the provider, whoever it is about."""
    return getattr(st.user, "is_logged_in", False) is True


def leave_provider(*, everywhere: bool) -> None:
    """End the session that the provider's word began, or all of that officer, and forget that
    word.
    """
    if secret := st.session_state.get(_PROVIDER):
        end(database(), secret, _visit(), everywhere=everywhere)
    st.logout()


def may_read(actor: Actor | None) -> bool:
    """True where the figures may be shown to who is looking: to an officer, only with a mandate."""
    chosen, headers = settings(), st.context.headers
    own = accounts.listens_locally(
        st.get_option("server.address"), st.get_option("server.allowedHosts")
    )
    local = own and accounts.is_from_here(str(st.context.ip_address or ""), headers, chosen.proxies)
    known = actor is not None and actor.ever_may(Right.READ)
    return accounts.may_read(
        chosen.reading, known=known, local=local, host=str(headers.get("Host") or "")
    )
