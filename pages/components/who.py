"""Who is looking, asked of the database at every run: who was signed out or lost a mandate is out at the next gesture."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.components.context import database
from udp_core.domain.access import Actor
from udp_core.http.sign_in import COOKIE
from udp_core.service.actors import actor_of
from udp_core.service.settings import settings
from udp_core.service.sign_in import accounts
from udp_core.service.sign_in.sessions import Visit, begin_for_identity, end, note_forged, signed_in
from udp_core.store.engine import reading

_FORGED = "forged-cookie-noted"
_PROVIDER = "provider-session"


def who() -> Actor | None:
    """The officer signed in, with the mandates in force; None for anybody else."""
    engine = database()
    shown = st.context.cookies.get(COOKIE)
    secret = shown if isinstance(shown, str) and shown else _of_the_provider()
    if not secret:
        return None
    visit = _visit()
    name = signed_in(engine, secret, visit)
    if name is None:
        if not st.session_state.get(_FORGED):
            st.session_state[_FORGED] = True
            note_forged(engine, visit)
        return None
    with reading(engine) as connection:
        return actor_of(connection, name, visit.at.date())


def _visit() -> Visit:
    return Visit(str(st.context.ip_address or ""), datetime.now(UTC))


def _of_the_provider() -> str | None:
    """The session of who signed in with the provider of their Comune; refused, in words, where nobody has that identity."""
    if not vouched():
        return None
    if _PROVIDER not in st.session_state:
        identity = str(st.user.get("email") or "").casefold() if st.user.get("email_verified") else ""
        vouched_at = datetime.fromtimestamp(int(str(st.user.get("iat") or 0)), UTC)
        st.session_state[_PROVIDER] = begin_for_identity(database(), identity, vouched_at, _visit())
    return st.session_state[_PROVIDER] or None


def has_provider() -> bool:
    """True where this installation has a provider of identities."""
    return "is_logged_in" in st.user


def vouched() -> bool:
    """True where the browser carries the word of the provider, whoever it is about."""
    return getattr(st.user, "is_logged_in", False) is True


def leave_provider(*, everywhere: bool) -> None:
    """End the session that the provider's word began, or all of that officer, and forget that word."""
    if secret := st.session_state.get(_PROVIDER):
        end(database(), secret, _visit(), everywhere=everywhere)
    st.logout()


def may_read(actor: Actor | None) -> bool:
    """True where the figures may be shown to who is looking."""
    listens_locally = str(st.get_option("server.address") or "") in accounts.LOCAL_HOSTS
    host = str(st.context.headers.get("Host") or "")
    return accounts.may_read(settings().reading, known=actor is not None, listens_locally=listens_locally, host=host)
