"""Words of others, to compare."""

from __future__ import annotations

import re
import unicodedata

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
