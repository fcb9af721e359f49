"""What the heading of a column says: which of our fields, which unit, which phase.

Whole words only: likeness decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from udp_core.archive.entity import specs
from udp_core.imports.file_kinds import ENTITY, OF_MONEY, YEAR
from udp_core.imports.heading_words import (
    ANY_ACTIVITY,
    DAYS,
    EURO,
    FIELDS,
    MONEY,
    PHASES,
    SHORT_PHASES,
    SMALL,
    UNITS,
    WHEN,
)
from udp_core.imports.layout import plain
from udp_core.imports.periods import length_said
from udp_core.kernel.vocabulary import ActivityUnit, ImportKind, Phase

_DATED = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY})
_NOT_OURS = frozenset(
    {"state", "data_state", "origin", "district_id", "fund_year_id", "programme_id", "period"}
)
"""Fields that a file of others does not decide by a heading that happens to have their name.

A period is read by its number.
"""
_YEAR = re.compile(r"20\d\d")
_OFFICES = frozenset({"ufficio", "servizio", "settore", "area", "unita"})
"""«Servizio programmazione sociale» is who writes, and says no phase."""
_BEFORE_FINAL = re.compile(r"\bpre (?=cons)")


def fields_named(kind: ImportKind, words: tuple[str, ...]) -> tuple[str, ...]:
    """Our fields that a heading may be, from its whole words and from the words of each of its
    rows; the first that names one decides.
    """
    known = _fields_of(kind)
    for said in dict.fromkeys(filter(None, map(plain, words))):
        if found := known.get(said) or _of_a_year(known, said):
            return found
    return ()


def _of_a_year(known: Mapping[str, tuple[str, ...]], said: str) -> tuple[str, ...]:
    """«Trimestre 2026» says when, as «Trimestre» does.

    A figure of a year is not the figure of another.
    """
    found = known.get(" ".join(word for word in said.split() if not _YEAR.fullmatch(word)), ())
    return found if found == ("period_no",) else ()


@cache
def _fields_of(kind: ImportKind) -> Mapping[str, tuple[str, ...]]:
    known = specs(ENTITY[kind])
    found: dict[str, tuple[str, ...]] = {}
    own = FIELDS[kind]
    when = [one for one in WHEN if one in known or (one == YEAR and "fund_year_id" in known)]
    for name, words in [*own.items(), *((one, WHEN[one]) for one in when)]:
        for word in words:
            found[word] = (*found.get(word, ()), name)
    for name, spec in known.items():
        if name not in _NOT_OURS and plain(spec.label) not in found:
            found[plain(spec.label)] = (name,)
    for name in known:
        if name not in _NOT_OURS:
            found.setdefault(plain(name), (name,))
    if kind in _DATED:
        found |= dict.fromkeys(DAYS, ("period_no",))
    if kind is ImportKind.SCHEDE:
        found["stato"] = ("state",)
    return found


def is_money(heading: str) -> bool:
    """True where a heading says euro, whatever the kind of its file."""
    return bool(set(plain(heading.replace("€", " euro ")).split()) & MONEY)


def is_amount(kind: ImportKind, heading: str) -> bool:
    """True where a heading speaks of the figure of the kind.

    Euro of a monitoring, a measure of the activity.
    """
    words = set(plain(heading.replace("€", " euro ")).split())
    if kind in OF_MONEY:
        return bool(words & EURO)
    return kind is ImportKind.ACTIVITY and bool(words & (ANY_ACTIVITY | set(UNITS)))


def source_in(heading: str) -> str:
    """The words of a column of euro that are left to say the source: «FSL» of «Speso FSL».

    Nothing where it says only euro.
    """
    idle = EURO | PHASES.keys() | SHORT_PHASES.keys() | SMALL
    return " ".join(
        word
        for word in heading.replace("€", " ").split()
        if plain(word) and not set(plain(word).split()) <= idle
    )


def unit_in(heading: str) -> ActivityUnit | None:
    """The unit of activity that a heading names."""
    return next((UNITS[word] for word in plain(heading).split() if word in UNITS), None)


def phase_in(heading: str, *, cut_short: bool = False) -> Phase | None:
    """The phase that a title names, or the heading of a column, where words may be `cut_short`
    («Cons.»).
    """
    known = PHASES | SHORT_PHASES if cut_short else PHASES
    words = _BEFORE_FINAL.sub("pre", plain(heading)).split()
    if not _OFFICES.isdisjoint(words):
        words = [word for word in words if word != "programmazione"]
    return next((known[word] for word in words if word in known), None)


def nearness(heading: str) -> int:
    """How near a column that says when is to the period of a figure.

    Its month, then a longer period, then a mere day.
    """
    said = plain(heading)
    if said in DAYS:
        return 2
    return 1 if (length_said(said) or 1) > 1 else 0
