"""The first account, invitations by who administers, and who may read without signing in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from ipaddress import ip_address
from secrets import token_hex

from sqlalchemy import Engine

from udp_core.archive import sessions as store
from udp_core.archive.asking import PROGRAMME, Asked, AskedRow, answered_before, something_else
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import Reading, settings
from udp_core.kernel.vocabulary import Right, Role
from udp_core.people.entities import Mandate, Officer
from udp_core.people.queries import districts_of, officer
from udp_core.people.rights import require
from udp_core.people.rules import RowSubject
from udp_core.sign_in.recorded import record
from udp_core.sign_in.sessions import invite
from udp_core.territory.day import clock_of
from udp_core.territory.entities import UNTOLD, District
from udp_core.territory.queries import district_codes
from udp_core.writing.loading import Batch, LoadRows, load_rows

FIRST = "coordinatore"
MISTYPED = 0.8
"""How much alike (0 to 1) a code must be to another one to be that one with a slip of the hand."""
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = frozenset(
    {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"}
)
"""By these a proxy says that it speaks for somebody else."""


def listens_locally(address: object, hosts: Iterable[object] | None) -> bool:
    """True of a server that only this machine is meant to reach.

    By where it listens, and by every name it answers to.
    """
    return str(address or "") in LOCAL_HOSTS and all(str(one) in LOCAL_HOSTS for one in hosts or ())


def is_from_here(address: str, headers: Iterable[str], proxies: Collection[str]) -> bool:
    """True of a connection that comes from this machine, through nobody.

    `address` is of the other end (empty: this machine), `proxies` the stated list of those that
    speak for others: what
    one of them brings, or what says by a header that it was forwarded, comes from elsewhere.
    """
    brought = _FORWARDED.intersection(name.lower() for name in headers)
    other_end = address or "127.0.0.1"
    return (
        not brought and other_end not in proxies and "*" not in proxies and _is_loopback(other_end)
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def may_read(setting: Reading, *, known: bool, local: bool, host: str) -> bool:
    """True where the figures may be shown.

    To who has a mandate, to everybody, or on this machine only.

    `local`: the server is of this machine alone, and so is the connection; `host` is the name by
    which it was called.
    """
    if known or setting is Reading.EVERYBODY:
        return True
    name = (
        # an IPv6 address
        host.rsplit(":", 1)[0].strip("[]") if host.count(":") < 2 or host.startswith("[") else host  # noqa: PLR2004
    )
    return setting is Reading.LOCAL and local and name in LOCAL_HOSTS


def first_invitation(engine: Engine, district: str, at: datetime) -> str | None:
    """The secret of the first link, where nobody can sign in yet.

    The first officer coordinates and administers.

    The mandates are in force on the day at which rights are judged: that of the demonstration,
    where there is one.
    A district that the product does not ship begins with its code alone: who comes in writes its
    name and region.
    Raises RefusedError where the code is that of no district, but nearly that of one.
    """
    with reading(engine) as connection:
        if store.has_credentials(connection):
            return None
        today = clock_of(connection, settings(), at).today
        codes = district_codes(connection)
    known = district in codes
    if not known:
        _refuse_mistyped(district, codes)
    officer: Image = {"code": FIRST, "name": "Ufficio di Piano", "active": 1}
    mandates = [
        (None, _mandate(role, district, today)) for role in (Role.COORDINATOR, Role.ADMINISTRATOR)
    ]
    asked = Asked(
        f"primo accesso {at.isoformat()}",
        PROGRAMME,
        "programma",
        "Primo utente dell’installazione",
        at,
    )
    place = [] if known else [Batch(District, [(None, _begun(district))])]
    people = [Batch(Officer, [(None, officer)]), Batch(Mandate, mandates)]
    load_rows(engine, LoadRows(asked, [*place, *people]))
    return invite(engine, FIRST, at)


def _refuse_mistyped(district: str, codes: Iterable[str]) -> None:
    alike = get_close_matches(district.casefold(), codes, n=3, cutoff=MISTYPED)
    if alike:
        sentence = (
            f"«{district}» non è il codice di un distretto, e somiglia a quello di:"
            f" {', '.join(alike)}."
        )
        remedy = (
            "Correggere UDP_DISTRICT e riavviare; per un distretto nuovo, scegliere un codice che"
            " non si confonda."
        )
        raise RefusedError([Problem("S01", sentence, remedy, value=district)])


def _begun(code: str) -> Image:
    """A district of which only the code is known."""
    name = code.replace("-", " ").title()
    return {
        "code": code,
        "name": name,
        "province_code": UNTOLD,
        "region": UNTOLD,
        "source": "Primo avvio",
    }


def _mandate(role: Role, district: str, today: date) -> Image:
    return {
        "officer_id": FIRST,
        "role": role.value,
        "district_id": district,
        "area_id": None,
        "municipality_id": None,
        "valid_from": date(today.year, 1, 1).isoformat(),
        "valid_to": None,
    }


def invite_by(
    engine: Engine,
    administrator: str,
    officer_id: str,
    at: datetime,
    *,
    session: str = "",
    request_id: str = "",
) -> str:
    """The secret of a link for another officer, asked by who administers, from a sign-in that
    holds.

    Asked again with the same request it is refused: of a secret only its hash is kept. Raises
    RefusedError.
    """
    asked = _allowed(engine, administrator, officer_id, at, session, "Invito", request_id)
    return invite(engine, officer_id, at, asked)


def invite_from_console(engine: Engine, officer_id: str, at: datetime) -> str:
    """The secret of a link for who is locked out, asked by who runs the machine.

    Raises RefusedError.
    """
    return invite(engine, officer_id, at, from_console(f"Invito per l’utente {officer_id}", at))


def from_console(reason: str, at: datetime) -> Asked:
    """A request of who runs the machine."""
    return Asked(token_hex(16), "riga di comando", "amministratore", reason, at)


def identify_by(
    engine: Engine,
    administrator: str,
    officer_id: str,
    identity: str,
    at: datetime,
    *,
    session: str = "",
    request_id: str = "",
) -> None:
    """Which identity of a provider an officer has («nome@comune.it»); none where it is empty.

    Raises RefusedError.
    """
    address = _address(identity)
    asked = _allowed(
        engine, administrator, officer_id, at, session, "Identità dell’ente collegata", request_id
    )
    with writing(engine) as connection:
        taken = store.officer_of_identity(connection, address) if address else None
        if answered_before(connection, asked.request_id, [AskedRow(Officer, officer_id, {})]):
            if taken == officer_id:
                return
            raise RefusedError([something_else(asked.request_id)])
        if taken not in {None, officer_id}:
            raise RefusedError(
                [
                    Problem(
                        "A27",
                        f"L’identità è già dell’utente «{taken}».",
                        "Usarne un’altra, o toglierla prima a quell’utente.",
                        value=identity,
                    )
                ]
            )
        record(connection, asked, "identify", officer_id)
        store.keep_credential(connection, officer_id, at.isoformat(), identity=address or None)


def _address(identity: str) -> str:
    """The address without regard to capitals.

    Letters that only look like plain ones make another address, and no address.
    """
    address = identity.strip()
    if not address.isascii():
        raise RefusedError(
            [
                Problem(
                    "A35",
                    "L’indirizzo contiene lettere che non sono quelle semplici.",
                    "Riscriverlo a mano, senza copiarlo.",
                    value=identity,
                )
            ]
        )
    return address.lower()


def _allowed(  # noqa: PLR0917 - who asks, of whom, when
    engine: Engine,
    administrator: str,
    officer_id: str,
    at: datetime,
    session: str,
    what: str,
    request_id: str,
) -> Asked:
    """The request of who administers every district in which that officer has a mandate.

    Raises RefusedError.
    """
    with reading(engine) as connection:
        store.require_session(connection, session, administrator, at)
        actor = require(connection, administrator, clock_of(connection, settings(), at).today)
        districts = districts_of(connection, officer_id)
        known = officer(connection, officer_id)
    if not actor.may(Right.ADMINISTER, RowSubject()):
        raise RefusedError(
            [
                Problem(
                    "A11",
                    f"Solo chi amministra può farlo: {what}.",
                    "Chiederlo a un amministratore.",
                    value=administrator,
                )
            ]
        )
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
    if not all(actor.may(Right.ADMINISTER, RowSubject(district_id=one)) for one in districts):
        raise RefusedError(
            [
                Problem(
                    "A11",
                    f"L’utente «{officer_id}» ha incarichi in un altro distretto.",
                    "Chiederlo a chi amministra quel distretto.",
                    value=officer_id,
                )
            ]
        )
    reason = f"{what}: utente {officer_id}"
    return Asked(
        request_id or token_hex(16), actor.officer_id, actor.role_words, reason, at, session
    )
