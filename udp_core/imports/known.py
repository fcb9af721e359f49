"""Which of ours a word of theirs is: by code, by name, by a maintained alias.

Never by likeness, which only orders the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from sqlalchemy import Connection, select

from udp_core.archive.images import raw_table
from udp_core.archive.registry import BY_NAME
from udp_core.fund.entities.frna import FrnaVoce
from udp_core.fund.entities.fund import FundingSource
from udp_core.imports.heading_words import UNITS
from udp_core.imports.layout import plain
from udp_core.imports.usual_names import USUAL_SOURCES, USUAL_VOCI
from udp_core.kernel.vocabulary import ActivityUnit, AgeBand, Phase, Term
from udp_core.territory.entities import Municipality
from udp_core.territory.provinces import provinces_of

WHOLE_DISTRICT = "distretto"
"""The answer, and the word, by which a figure belongs to no Comune."""
EVERYONE = "tutto il distretto"
"""Whose such a figure is, in words."""
_DISTRICT = frozenset(
    {
        "distretto",
        "intero distretto",
        "tutto il distretto",
        "district",
        "tutti i comuni",
        "ambito distrettuale",
    }
)
_OF_A_COMUNE = re.compile(r"^(?:il )?(?:comune|citta|comunita) (?:di |della |dell |d )?")
_PROVINCE = re.compile(r"\(\s?([A-Za-z]{2})\s?\)$|[\s,–-]([A-Z]{2})$")
"""«(RA)», «, RA», «RA» at the end of the name of a Comune."""
MOST_COMPARED = 200
"""Letters of a word that are compared with names: no name of ours is so long."""
_STEM = 6
"""Letters by which two words begin alike: «domicilio» and «domiciliare»."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_FIRST_WORD = re.compile(r"\s*+(\S++)(?:\s++[-–:]?+\s*+|$)(.*)", re.DOTALL)
_AFTER_A_CODE = ".:)-–"


def _first_code(word: str) -> tuple[str, str]:
    """What a word begins with where that may be a code, and what follows it: «D2.7» of «D2.7 –
    Assegno».
    """
    found = _FIRST_WORD.match(word)
    code = found[1].rstrip(_AFTER_A_CODE) if found else ""
    return (code, found[2]) if found and _CODE.fullmatch(code) else ("", "")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What may be meant: codes with the name shown; plain words with the codes that they mean.

    Leaves of each group.
    """

    names: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    long_names: Mapping[str, str] = field(default_factory=dict)
    is_comune: bool = False
    provinces: Mapping[str, str] = field(default_factory=dict)
    """Of Comuni, the letters of the province of each: «RA»."""

    def only(self, codes: Iterable[str]) -> KnownNames:
        """Those of some codes."""
        kept = frozenset(codes)
        words = {
            word: found
            for word, meant in self.words.items()
            if (found := tuple(code for code in meant if code in kept))
        }
        return replace(
            self,
            names={code: name for code, name in self.names.items() if code in kept},
            words=words,
        )

    def code_of(self, word: str) -> str | None:
        """The one code that a word means; «» for the whole district.

        None where it means none, or more than one, or a group.
        """
        said = self.said(word)
        if self.is_comune and said in _DISTRICT:
            return ""
        found = tuple(code for code in self.leaves(said) if self._is_there(word, code))
        if len(found) == 1:
            return found[0]
        return None if found else self._begun(word)

    def _is_there(self, word: str, code: str) -> bool:
        """False of a Comune that is said to be in another province: it has the name of ours."""
        said = _PROVINCE.search(word.strip()) if self.is_comune else None
        letters = (said[1] or said[2]).upper() if said else ""
        return not letters or self.provinces.get(code, letters) == letters

    def leaves(self, said: str) -> tuple[str, ...]:
        """The codes that the words mean and that may carry figures."""
        return tuple(code for code in self.words.get(said, ()) if code not in self.groups)

    def said(self, word: str) -> str:
        """The word as it is compared."""
        if not self.is_comune:
            return plain(word)
        number = word.strip().removesuffix(".0")
        if number.isdigit():
            return number.lstrip("0")
        return _OF_A_COMUNE.sub("", plain(_PROVINCE.sub("", word.strip())))

    def _begun(self, word: str) -> str | None:
        """The code that a word begins with, where what follows is its name or part of it."""
        code, after = _first_code(word)
        if not code or self.is_comune:
            return None
        codes = self.leaves(plain(code))
        if len(codes) != 1 or codes[0] not in self.names:
            return None
        names = plain(f"{self.names[codes[0]]} {self.long_names.get(codes[0], '')}")
        is_its_name = set(plain(after).split()) <= set(names.split())
        return codes[0] if is_its_name or self.leaves(plain(after)) == codes else None

    def offered(self, word: str) -> tuple[str, ...]:
        """Codes to choose among, those that the word may mean first.

        The leaves of the group it names, then the nearest names.
        """
        said = self.said(word)
        rest = [code for code in self.names if code not in self.groups]
        rest.sort(key=lambda code: self._likeness(said, code), reverse=True)
        return tuple(dict.fromkeys([*self.meant(word), *rest]))

    def meant(self, word: str) -> tuple[str, ...]:
        """The leaves that a word speaks of, being the name or the code of their group, or
        beginning with their code.
        """
        named = self.words.get(self.said(word), ())
        code, _ = _first_code(word)
        if not named and any(map(str.isdigit, code)):
            named = self.words.get(plain(code), ())
        return tuple(
            dict.fromkeys(leaf for code in named for leaf in self.groups.get(code, (code,)))
        )

    def _likeness(self, said: str, code: str) -> tuple[int, float]:
        """How near the names of a code are: words that begin alike, then letters."""
        names = [plain(name) for name in (self.names[code], self.long_names.get(code, ""))]
        names += [word for word, codes in self.words.items() if codes == (code,)]
        said = said[:MOST_COMPARED]
        stems = {word[:_STEM] for word in said.split() if len(word) >= _STEM}
        alike = max(len(stems & {word[:_STEM] for word in name.split()}) for name in names)
        return alike, max(SequenceMatcher(None, said, name).ratio() for name in names)

    def is_group(self, word: str) -> bool:
        """True where the word names a group of ours."""
        return any(code in self.groups for code in self.words.get(self.said(word), ()))

    def resembles(self, word: str) -> bool:
        """True where the word is one of our codes but for its blanks and signs."""
        bare = self.said(word).replace(" ", "")
        return any(said.replace(" ", "") == bare for said in self.words)


def known_of(connection: Connection, table: str) -> KnownNames:
    """What a reference to a table may be."""
    entity = BY_NAME[table]
    raw = raw_table(entity)
    labels = [name for name in ("short_name", "name", "title") if name in raw.c]
    # SQLAlchemy's public name for a row as a mapping
    rows = [dict(row._mapping) for row in connection.execute(select(raw).order_by(raw.c.id))]  # noqa: SLF001
    names = {str(row["id"]): str(row[labels[0]] if labels else row["id"]) for row in rows}
    said: list[tuple[str, str]] = [(plain(code), code) for code in names]
    said += [
        (plain(str(row[name])), str(row["id"])) for row in rows for name in labels if row[name]
    ]
    if entity is Municipality:
        said += [(code.lstrip("0"), code) for code in names if code.isdigit()]
        return KnownNames(names, _gathered(said), is_comune=True, provinces=provinces_of(names))
    if entity is FrnaVoce:
        said += [
            (plain(word), code)
            for code, words in USUAL_VOCI.items()
            if code in names
            for word in words
        ]
        return KnownNames(
            names,
            _gathered(said),
            _groups(rows),
            {str(row["id"]): str(row["name"]) for row in rows},
        )
    if entity is FundingSource:
        said += [
            (word, code) for code, words in USUAL_SOURCES.items() if code in names for word in words
        ]
    long_names = {str(row["id"]): str(row[labels[-1]]) for row in rows} if labels else {}
    return KnownNames(names, _gathered(said), {}, long_names)


def _gathered(said: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for word, code in said:
        found.setdefault(word, {})[code] = None
    return {word: tuple(codes) for word, codes in found.items()}


def _groups(rows: Iterable[Mapping[str, object]]) -> dict[str, tuple[str, ...]]:
    """Each voce that others stand under, with the leaves below it."""
    below: dict[str, list[str]] = {}
    for row in rows:
        if row["parent_id"]:
            below.setdefault(str(row["parent_id"]), []).append(str(row["id"]))

    def leaves(code: str) -> list[str]:
        return [
            leaf for child in below[code] for leaf in (leaves(child) if child in below else [child])
        ]

    return {code: tuple(leaves(code)) for code in below}


_TERM_WORDS: dict[type[Term], dict[str, str]] = {
    Phase: {
        "spesa": "final",
        "spese": "final",
        "speso": "final",
        "consuntivi": "final",
        "previsione": "budget",
        "bilancio": "budget",
        "budget": "budget",
        "previsto": "budget",
        "assestato": "budget",
        "proiezione": "forecast",
    },
    ActivityUnit: {word: unit.value for word, unit in UNITS.items()},
}


def term_of(terms: type[Term], word: str) -> str | None:
    """The member that a word names, by its Italian label, its stored word or a usual writing of it.

    None where none.
    """
    said = plain(word)
    for term in terms:
        if said in {plain(term.label), plain(term.value)}:
            return term.value
    if found := _TERM_WORDS.get(terms, {}).get(said):
        return found
    return _band_of(word) if terms is AgeBand else None


def _band_of(word: str) -> str | None:
    """«75+», «75 anni e più», «over 75», «0-17 anni», «totale»."""
    said = plain(word.replace("+", " piu "))
    numbers = re.findall(r"\d+", said)
    if not numbers:
        return (
            AgeBand.TOTAL.value
            if said in {"totale", "tutti", "tutte le eta", "popolazione"}
            else None
        )
    upward = len(numbers) == 1 and re.search(r"piu|oltre|over|ultra|plus", said)
    code = f"{numbers[0]}_plus" if upward else "_".join(numbers)
    idle = {
        "residenti",
        "di",
        "da",
        "a",
        "anni",
        "e",
        "piu",
        "oltre",
        "over",
        "ultra",
        "plus",
        "in",
        "eta",
        "popolazione",
        "cui",
        "minori",
        "giovani",
        "adulti",
        "anziani",
        "persone",
        "abitanti",
    }
    plainly = "%" not in word and all(
        one.isdigit() or one in idle or re.fullmatch(r"(ultra|over)\d+", one)
        for one in said.split()
    )
    return code if plainly and code in {term.value for term in AgeBand} else None
