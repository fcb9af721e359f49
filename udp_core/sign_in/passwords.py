"""Passwords: how long, how kept, how compared."""

from __future__ import annotations

from functools import lru_cache
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from udp_core.kernel.italian import listing
from udp_core.kernel.problem import Problem
from udp_core.sign_in.guessing import SHORTEST_RUN, foretold

SHORTEST, LONGEST = 12, 200
_AT_ONCE = Semaphore(4)
"""Each hash takes 64 MiB on purpose.

Those that come together wait, so that they cannot take the server's memory.
"""


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash to compare with where there is no officer.

    A wrong name takes as long as a wrong password.
    """
    return _hasher().hash("nessuno ha questa parola")


def hashed(password: str) -> str:
    """The argon2 hash that is kept."""
    with _AT_ONCE:
        return _hasher().hash(password)


def matches(kept: str | None, password: str) -> bool:
    """True where the password is the one kept; takes the same time where none is kept."""
    try:
        with _AT_ONCE:
            return _hasher().verify(kept or _nobody(), password[:LONGEST]) and kept is not None
    except (VerifyMismatchError, VerificationError, InvalidHashError, UnicodeError):
        return False


def weak(password: str, officer_id: str) -> Problem | None:
    """Why a password cannot be used."""
    if not SHORTEST <= len(password) <= LONGEST:
        return Problem(
            "A20",
            f"La password ha {len(password)} caratteri.",
            f"Usarne da {SHORTEST} a {LONGEST}: anche una frase, con gli spazi.",
        )
    if _names(password, officer_id) or len(set(password)) < SHORTEST // 3:
        return Problem(
            "A21",
            "La password contiene il nome utente o ripete pochi caratteri.",
            "Sceglierne una che non si indovina.",
        )
    if kinds := foretold(password, [officer_id]):
        sentence = f"La password si indovina presto: è fatta di {listing(list(kinds))}."
        return Problem(
            "A31",
            sentence,
            "Usare, per esempio, quattro o cinque parole che non stanno insieme di solito.",
        )
    return None


def _names(password: str, officer_id: str) -> bool:
    return len(officer_id) >= SHORTEST_RUN and officer_id.casefold() in password.casefold()
