"""Passwords: how long, how kept, how compared."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from udp_core.problem import Problem

SHORTEST, LONGEST = 12, 200


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash to compare with where there is no officer: a wrong name takes as long as a wrong password."""
    return _hasher().hash("nessuno ha questa parola")


def hashed(password: str) -> str:
    """The argon2 hash that is kept."""
    return _hasher().hash(password)


def matches(kept: str | None, password: str) -> bool:
    """True where the password is the one kept; takes the same time where none is kept."""
    try:
        return _hasher().verify(kept or _nobody(), password[:LONGEST]) and kept is not None
    except (VerifyMismatchError, VerificationError, InvalidHashError, UnicodeError):
        return False


def weak(password: str, officer_id: str) -> Problem | None:
    """Why a password cannot be used."""
    if not SHORTEST <= len(password) <= LONGEST:
        return Problem("A20", f"La password ha {len(password)} caratteri.", f"Usarne da {SHORTEST} a {LONGEST}: anche una frase, con gli spazi.")
    if officer_id.casefold() in password.casefold() or len(set(password)) < SHORTEST // 3:
        return Problem("A21", "La password contiene il nome utente o ripete pochi caratteri.", "Sceglierne una che non si indovina.")
    return None
