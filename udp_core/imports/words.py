"""Words of others, to compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

FIRST_WORDS = 3
"""Where a row says that it is a total: in one of its first cells, in few characters."""
_LONGEST_TOTAL = 60
_TOTAL = re.compile(
    r"[-–—•·*>\s]{0,5}(?:(sub)?\s*tot(ale|ali|\.)?\b|somma\b|di cui\b)", re.IGNORECASE
)

MISSING = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "−",
        "n.d.",
        "nd",
        "n.d",
        "n/a",
        "na",
        "n.a.",
        "n.p.",
        "n.r.",
        "…",
        "..",
        "...",
        "....",
        ":",
        "- €",
        "€ -",
        "-€",
        "€-",
        "non disponibile",
        "non pervenuto",
        "non rilevato",
        "s.d.",
        "s.d",
        "sd",
        "n.c.",
        "n.c",
        "nc",
        "null",
        "none",
        "nan",
        "=",
        "==",
        "//",
        "///",
        "***",
        "( )",
        "()",
        "dato non disponibile",
        "dati non disponibili",
        "dato mancante",
        "non comunicato",
        "non fornito",
        "in attesa",
        "in attesa di dati",
    }
)
"""How people write that a figure is not there («..» is Istat's, «:» Eurostat's): not zero."""


def plain(text: str) -> str:
    """Words to compare: no case, no accents, no signs."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def is_total(first: Iterable[str]) -> bool:
    """True where one of the first words of a row says that it adds up others."""
    return any(_TOTAL.match(word) for word in first if len(word) <= _LONGEST_TOTAL)


def begins_as_total(cells: Sequence[str]) -> bool:
    """True of a row whose first word says that it adds up others."""
    return is_total([next((cell.strip() for cell in cells if cell.strip()), "")])
