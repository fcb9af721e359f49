"""What somebody told about a file.

Its columns, the words of it that are ours, what is the same for all of it, the answers given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from udp_core.archive.entity import specs
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.layout import plain
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import ImportKind

ALIASES: dict[str, str] = {
    "comune": "municipality_id",
    "voce": "voce_id",
    "fonte": "source_id",
    "anno": "year",
    "mese": "period_no",
    "fase": "phase",
    "unita": "unit",
    "fascia": "age_band",
    "indicatore": "indicator_id",
    "situazione": "as_of",
    "ambito": "area_id",
    "intervento": "intervention_id",
    "capofila": "lead_organisation_id",
    "scheda": "code",
    "importo": "amount_cents",
    "valore": "value",
    "residenti": "residents",
    "numeratore": "numerator",
    "stato": "state",
    "territorio": "territory",
    "erogazione": "delivery_type",
    "destinatari": "recipient_type",
    "titolo": "title",
    "avanzamento": "progress",
    "denominatore": "denominator",
}
"""The Italian word by which a field is told."""
WORD_OF = {name: word for word, name in ALIASES.items()}
COLUMN = "colonna."
"""Before the word of a field: which column of the file gives it, by letter or by heading."""
ANSWERS = frozenset(
    [
        "foglio",
        "periodo",
        "cifre",
        "colonna",
        "misura",
        "anno",
        "decimali",
        "formule",
        "errori",
        "barrate",
        "righe-dubbie",
        "centesimi",
        "minuti",
        "valuta",
        "invisibili",
        "mesi-a-venire",
        "ritirate",
        "avanzamento",
        "altra-tabella",
        "altre-colonne",
        "distretto",
        "totali",
        "natura",
        "comune-del-titolo",
        "ore",
        "quota",
        "termini",
        "giorni",
        "rettifiche",
        "schede-diverse",
        "somme",
    ]
)
"""Keys of the questions that a file may raise, beside those on its own words («voce:…») and on
its blanks («comune-vuoto»)."""
WHOLE_FILE = frozenset({"comune", "fase", "fonte", "unita", "situazione"})
"""Questions whose answer is the value of a field for the whole file.

The same as telling the field.
"""
REMEMBERED_ANSWERS = frozenset({"periodo", "colonna", "unita", "decimali", "avanzamento"})
"""Those that speak of the make of a file, and not of this file.

Its year, its months, its Comune are asked each time.
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """Field to column; field to the word for the whole file.

    Field to words of theirs and our codes; question to its answer.
    """

    columns: Mapping[str, int] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        """The text that is remembered."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def lasting(self) -> Choices:
        """What holds for the sender's next file too.

        Never a year, a Comune, nor an answer on this file's own content.
        """
        kept = {
            key: said
            for key, said in self.answers.items()
            if key in REMEMBERED_ANSWERS and not _of_one_file(key, said)
        }
        return Choices(self.columns, {}, self.words, kept)

    def settled(self) -> Choices:
        """With the answers that are values for the whole file among those values."""
        whole = {ALIASES[key]: said for key, said in self.answers.items() if key in WHOLE_FILE}
        return replace(self, fixed={**whole, **self.fixed})

    def over(self, other: Choices) -> Choices:
        """These choices, and the other ones where these say nothing."""
        words = {
            name: {**other.words.get(name, {}), **self.words.get(name, {})}
            for name in {**other.words, **self.words}
        }
        return Choices(
            {**other.columns, **self.columns},
            {**other.fixed, **self.fixed},
            words,
            {**other.answers, **self.answers},
        )


def _of_one_file(key: str, said: str) -> bool:
    """A year among the words, or the month of the whole file."""
    return bool(re.search(r"20\d\d", said)) or (
        key == "periodo" and said not in {"mese", "trimestre"}
    )


def from_json(text: str) -> Choices:
    """What was remembered, by this release or by an earlier one: only what lasts."""
    found = json.loads(text)
    return Choices(
        found.get("columns", {}), {}, found.get("words", {}), found.get("answers", {})
    ).lasting()


def told(words: Iterable[str], kind: ImportKind) -> Choices:
    """The choices written as «key=answer».

    Raises RefusedError on a key that means nothing for a file of this kind.
    """
    found, problems = Choices(), []
    for text in words:
        last = ":" in text.partition("=")[0]
        key, equals, said = (
            part.strip() for part in (text.rpartition("=") if last else text.partition("="))
        )
        placed = _placed(key, said, kind) if equals and said else None
        if placed is None:
            problems.append(_unknown(text, kind))
        else:
            found = placed.over(found)
    if problems:
        raise RefusedError(problems)
    return found


def _placed(key: str, said: str, kind: ImportKind) -> Choices | None:
    known = specs(ENTITY[kind])
    start, colon, word = key.partition(":")
    name = _field(start.removeprefix(COLUMN), kind)
    if key.startswith(COLUMN):
        return Choices(answers={f"{COLUMN}{WORD_OF.get(name, name)}": said}) if name else None
    if colon:
        return Choices(words={name: {word: said}}) if name and word else None
    if key in ANSWERS | WHOLE_FILE or key.endswith(("-vuoto", "-vuota")):
        return Choices(answers={key: said})
    return Choices(fixed={name: said}) if name in known else None


def _field(word: str, kind: ImportKind) -> str:
    """The field of ours that a word means, by its alias, its name or its label."""
    known = specs(ENTITY[kind])
    by_label = {plain(spec.label): name for name, spec in known.items()}
    name = ALIASES.get(word, word)
    return name if name in known else by_label.get(plain(word), "")


def _unknown(text: str, kind: ImportKind) -> Problem:
    known = specs(ENTITY[kind])
    keys = sorted(
        {*ANSWERS, *WHOLE_FILE, *(word for word, name in ALIASES.items() if name in known)}
    )
    return Problem(
        "X38",
        f"«{text[:60]}» non dice nulla che riguardi questo file.",
        f"Scrivere chiave=valore, con una chiave tra: {', '.join(keys)}.",
        value=text,
    )


def usual_fixed(kind: ImportKind, district: str, year: int, programme: str = "") -> dict[str, str]:
    """What is the same for a whole file of each kind.

    The fund of a monitoring, the district of the indicators.
    """
    return {
        ImportKind.FRNA_MONITORING: {"fund_year_id": f"{district}:frna:{year}"},
        ImportKind.ACTIVITY: {"fund_year_id": f"{district}:frna:{year}"},
        ImportKind.INDICATORS: {"district_id": district},
        ImportKind.SCHEDE: {"programme_id": programme} if programme else {},
        ImportKind.POPULATION: {},
        ImportKind.SCHEDA_SPENDING: {},
    }[kind]


def with_words(choices: Choices, words: Mapping[str, Mapping[str, str]]) -> Choices:
    """The choices, with more words told."""
    return replace(choices, words=Choices(words=words).over(choices).words)
