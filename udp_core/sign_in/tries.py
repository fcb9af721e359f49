"""What is tried at the door: counted before a password is compared, by who is named and from where.

Wrong passwords slow down the place they come from, not the person they name: whoever tries somebody
else's name waits,
and the owner, elsewhere or in a browser that already signed in well, does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from secrets import token_urlsafe

from sqlalchemy import Connection, Engine

from udp_core.archive import sessions as store
from udp_core.archive.engine import writing
from udp_core.kernel.italian import plural
from udp_core.kernel.problem import Problem, RefusedError

WINDOW = timedelta(minutes=15)
MOST_WRONG, MOST_WRONG_FROM = 5, 20
"""Wrong passwords without waiting.

For one name from one place, and in a quarter of an hour from one place for any name.
"""
FIRST_WAIT, LONGEST_WAIT, WRONG_FOR = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)
"""The wait doubles at each further wrong password, and the wrong ones of a day ago are
forgotten."""
REMEMBERED, BAD_REMEMBERED = timedelta(days=365), timedelta(days=30)
MOST_BAD, MOST_NOTED = 10_000, 5
"""As many tries that went wrong as are kept, and as many refused or forged ones as are noted of
a place in a WINDOW."""
SECRET_BYTES = 32
WRONG, TRYING, RIGHT, REFUSED = "wrong", "trying", "right", "refused"
FORGED, OUT, KNOWN, ANSWERED = "forged", "out", "known", "answered"
_BAD = (WRONG, TRYING, REFUSED, FORGED, ANSWERED)
LINKS = "collegamento di una richiesta"
"""The name under which links that open nothing are counted: no officer has it."""
MOST_ANSWERS = 60
"""As many times as one answers by a link in a WINDOW."""
_NETWORK = 64


@dataclass(frozen=True, slots=True)
class Visit:
    """From which address, when (UTC), and by which browser.

    The hash of what it keeps of an earlier sign-in, if any.
    """

    address: str
    at: datetime
    browser: str = ""


def digest(secret: str) -> str:
    """What is kept of a secret: who reads the database cannot sign in with it."""
    return sha256(secret.encode()).hexdigest()


def begin_try(engine: Engine, name: str, visit: Visit) -> int:
    """Count one more try of that name from there, wrong until `end_try` says otherwise; its number.

    Counted and judged in one transaction, before anything is compared: of many that come together
    no more pass than of
    those that come one by one. Raises RefusedError where it has to wait.
    """
    with writing(engine) as connection:
        place = _place(connection, name, visit)
        problem = _wait(connection, name, place, visit)
        if problem:
            _note(connection, name, place, visit, REFUSED)
        else:
            number = store.add_attempt(connection, visit.at.isoformat(), name, place, TRYING)
            forget(connection, visit.at)
    if problem:
        raise RefusedError([problem])
    return number


def end_try(engine: Engine, number: int, outcome: str) -> None:
    """How a try ended."""
    with writing(engine) as connection:
        store.tell_attempt(connection, number, outcome)


def note(engine: Engine, name: str, visit: Visit, outcome: str) -> None:
    """Something that was refused, noted as long as the same place is not noted again and again."""
    with writing(engine) as connection:
        _note(connection, name, network_of(visit.address), visit, outcome)
        forget(connection, visit.at)


def unknown_link(engine: Engine, visit: Visit) -> None:
    """A link that opens nothing was shown: counted as a wrong password is.

    Raises RefusedError where the place that it comes from has to wait.
    """
    end_try(engine, begin_try(engine, LINKS, visit), WRONG)


def count_answer(engine: Engine, link: str, visit: Visit) -> None:
    """One more answer by a link (the hash of its secret). Raises RefusedError beyond the most."""
    with writing(engine) as connection:
        since = (visit.at - WINDOW).isoformat()
        many = store.tries(connection, since, (ANSWERED,), address=link).times
        if many < MOST_ANSWERS:
            place = network_of(visit.address)
            store.add_attempt(connection, visit.at.isoformat(), place, link, ANSWERED)
            forget(connection, visit.at)
    if many >= MOST_ANSWERS:
        remedy = "Aspettare un quarto d’ora e mandarle di nuovo: ciò che è scritto resta qui."
        raise RefusedError([Problem("A40", "Troppi invii da questo collegamento.", remedy)])


def forget(connection: Connection, at: datetime) -> None:
    """What is old is forgotten, and of what went wrong whatever is beyond a number that no
    trying exceeds.
    """
    store.drop_attempts(connection, _BAD, (at - BAD_REMEMBERED).isoformat(), MOST_BAD)
    since = (at - REMEMBERED).isoformat()
    store.drop_attempts(connection, (RIGHT, OUT, KNOWN), since, MOST_BAD**2)


def keep_browser(engine: Engine, officer_id: str, token: str, visit: Visit) -> str:
    """Remember that an officer signed in well in a browser; what the browser keeps for that.

    What it shows, if it is ours.

    Raises RefusedError where the database is only read.
    """
    with writing(engine) as connection:
        if not (token and store.was_here(connection, None, digest(token), KNOWN)):
            token = token_urlsafe(SECRET_BYTES)
        at, browser = visit.at.isoformat(), digest(token)
        store.forget_attempt(connection, officer_id, browser, KNOWN)
        store.add_attempt(connection, at, officer_id, browser, KNOWN)
    return token


def network_of(address: str) -> str:
    """The place that an address is of.

    Of IPv6 the network of 64 bits, which one visitor has whole.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address[:60]
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), _NETWORK), strict=False))


def _place(connection: Connection, name: str, visit: Visit) -> str:
    """Where a try is counted: in the browser, where that officer signed in well in it.

    Else where it comes from.
    """
    known = visit.browser and store.was_here(connection, name, visit.browser, KNOWN)
    return visit.browser if known else network_of(visit.address)


def _wait(connection: Connection, name: str, place: str, visit: Visit) -> Problem | None:
    since = (visit.at - WRONG_FOR).isoformat()
    well = store.tries(connection, since, (RIGHT,), address=place, officer_id=name)
    wrong = store.tries(
        connection, max(since, well.last), (WRONG, TRYING), address=place, officer_id=name
    )
    if wrong.times >= MOST_WRONG:
        until = datetime.fromisoformat(wrong.last) + wait_after(wrong.times)
        if until > visit.at:
            return _told(until - visit.at)
    if place == visit.browser:
        return None
    recent = (visit.at - WINDOW).isoformat()
    from_there = store.tries(connection, recent, (WRONG, TRYING), address=place)
    return _told(WINDOW) if from_there.times >= MOST_WRONG_FROM else None


def wait_after(wrong: int) -> timedelta:
    """How long the next try waits after so many wrong ones."""
    doublings = min(max(wrong - MOST_WRONG, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _told(wait: timedelta) -> Problem:
    minutes = plural(-(-int(wait.total_seconds()) // 60), "minuto", "minuti")
    remedy = f"Aspettare {minutes} e riprovare, o entrare da un altro dispositivo già usato."
    return Problem("A24", "Troppi tentativi sbagliati da qui.", remedy)


def _note(connection: Connection, name: str, place: str, visit: Visit, outcome: str) -> None:
    since = (visit.at - WINDOW).isoformat()
    if store.tries(connection, since, (outcome,), address=place).times < MOST_NOTED:
        store.add_attempt(connection, visit.at.isoformat(), name, place, outcome)
