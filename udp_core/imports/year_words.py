"""The years that cells, titles and the names of sheets and files speak of."""

from __future__ import annotations

import re

from udp_core.imports.periods import span_of


def year_in_cell(text: str) -> int | None:
    """The year that a cell writes: «2026», «2026.0», «26», «'26», a day of it.

    None where it is none that figures may be of.
    """
    bare = text.strip().removesuffix(".0").lstrip("'’")
    if re.fullmatch(r"(?:19[6-9]|20[0-4])\d", bare, re.ASCII):
        return int(bare)
    if re.fullmatch(r"[1-4]\d", bare, re.ASCII):
        return 2000 + int(bare)
    found = None if bare.isdigit() else span_of(bare)
    return found.year if found else None


_CITED = re.compile(
    r"\b(?:n|nr|num|dgr|del\w{0,12}|det\w{0,12}|legge|l|r|lr|d|m|dm|lgs|dlgs|dpcm|pg|prot\w{0,8}|ue)"
    r"[.°\s]{0,3}\d{1,7}\s?(?:/|\sdel\s(?:\d{1,2}[/.]\d{1,2}[/.])?)\s?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""An act by its number and year («DGR n. 1206/2007», «legge 112/2016»): no year of figures."""
_PRINTED = re.compile(
    r"\b(?:stampa\w{0,3}|elabora\w{0,6}|estra[tz]\w{0,5}|generat[oaie])\s(?:il |del |in data )?"
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d\b",
    re.IGNORECASE,
)
"""The day on which a program printed a page: no year of figures."""
_PLAN = re.compile(r"(20[0-4]\d)\s?[-–/]\s?(20[0-4]\d)")
_SHORT = re.compile(
    r"(?:\b(?:frna|fna|fsl|fnps|anno|esercizio|e\.?\s?f\.?|consuntivo|preventivo|bilancio|monitoraggio"
    r"|rendiconto)[\s_.'’-]{0,3}|['’]|\b\d{1,2}[/.]\d{1,2}[/.])(19|[23]\d)(?!\d|[/.,]\d)",
    re.IGNORECASE,
)


def years_titled(texts: tuple[str, ...]) -> tuple[int, ...]:
    """The years that titles and names of sheets and files speak of, of four digits or of two.

    Not those of acts, nor those of a plan of three years or more.
    """
    found: set[int] = set()
    for text in texts:
        words = _PRINTED.sub(" ", _CITED.sub(" ", text.replace("_", " ")))
        plans = [one for one in _PLAN.finditer(words) if int(one[2]) - int(one[1]) > 1]
        for one in plans:
            words = words.replace(one[0], " ")
        found |= set(years_in((words,)))
        found |= {2000 + int(word) for word in _SHORT.findall(words)}
    return tuple(sorted(found))


def years_in(texts: tuple[str, ...]) -> tuple[int, ...]:
    """The years named in titles, names of sheets and of files, each once."""
    return tuple(
        sorted(
            {int(word) for text in texts for word in re.findall(r"(?<!\d)20[0-4]\d(?!\d)", text)}
        )
    )
