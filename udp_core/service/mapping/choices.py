"""How a file of somebody's is read: which column is which of our fields, which word is which of ours; proposed, corrected, remembered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher, get_close_matches

from udp_core import italian
from udp_core.model.entity import Entity, specs
from udp_core.model.frna import ActivityMeasure, FrnaEntry
from udp_core.model.indicator import Measurement
from udp_core.model.intervention import Intervention
from udp_core.model.territory import Population
from udp_core.service.mapping.layout import Layout, plain
from udp_core.vocabulary import ImportKind

ENTITY: dict[ImportKind, type[Entity]] = {
    ImportKind.FRNA_MONITORING: FrnaEntry, ImportKind.ACTIVITY: ActivityMeasure, ImportKind.SCHEDE: Intervention,
    ImportKind.INDICATORS: Measurement, ImportKind.POPULATION: Population,
}  # fmt: skip
VALUES: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.FRNA_MONITORING: ("amount_cents",), ImportKind.ACTIVITY: ("value",), ImportKind.INDICATORS: ("numerator", "denominator", "value"),
    ImportKind.POPULATION: ("residents",), ImportKind.SCHEDE: (),
}  # fmt: skip
"""The figures that a file of each kind brings."""
_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "voce_id": ("voce", "codice voce", "voce di spesa", "descrizione voce", "servizio", "intervento"),
    "amount_cents": ("importo", "spesa", "spesa sostenuta", "costo", "consuntivo", "euro", "totale speso"),
    "municipality_id": ("comune", "territorio", "ente", "comune di residenza"),
    "period_no": ("mese", "n mese", "trimestre"), "source_id": ("fonte", "fondo"), "year": ("anno",),
    "value": ("valore", "dato", "quantita", "utenti", "giornate"), "unit": ("unita", "unita di misura"),
    "numerator": ("numeratore",), "denominator": ("denominatore",), "indicator_id": ("indicatore", "codice indicatore"),
    "residents": ("residenti", "popolazione", "abitanti"), "age_band": ("fascia", "fascia di eta", "classe di eta"),
}  # fmt: skip
_MONTHS = {plain(italian.month(number)): number for number in range(1, 13)} | {plain(italian.month_short(number)): number for number in range(1, 13)}
ALIKE = 0.82


@dataclass(frozen=True, slots=True)
class Choices:
    """Field to column; month to column, where months stand side by side; fixed values; and, by field, words to our codes."""

    columns: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[int, int] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def as_json(self) -> str:
        """The text that is remembered."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Choices:
    """What was remembered."""
    found = json.loads(text)
    return Choices(found["columns"], {int(month): column for month, column in found["months"].items()}, found["fixed"], found["words"])


def proposed(layout: Layout, kind: ImportKind, fixed: Mapping[str, str]) -> Choices:
    """Columns by what their headings say; months side by side where at least three are named."""
    months = {number: column for column, heading in enumerate(layout.headings) if (number := month_of(heading))}
    months = months if len(months) >= 3 and len(VALUES[kind]) == 1 else {}  # noqa: PLR2004 - fewer may be one period among other columns
    free = {column: heading for column, heading in enumerate(layout.headings) if heading and column not in months.values()}
    scored = sorted(((score, name, column) for name in specs(ENTITY[kind]) if name not in fixed for column, heading in free.items() if (score := _likeness(ENTITY[kind], name, heading)) >= ALIKE), reverse=True)
    columns: dict[str, int] = {}
    for _, name, column in scored:
        if name not in columns and column not in columns.values() and not (months and name in {*VALUES[kind], "period_no"}):
            columns[name] = column
    return Choices(columns, months, fixed)


def month_of(heading: str) -> int | None:
    """The month that a heading names («Gen», «Gennaio 2026», «gen-26»)."""
    words = plain(heading).split()
    return next((_MONTHS[word] for word in words if word in _MONTHS), None) if len(words) <= 3 else None  # noqa: PLR2004 - a sentence is no month


def _likeness(entity: type[Entity], name: str, heading: str) -> float:
    said = plain(heading)
    known = {plain(specs(entity)[name].label), plain(name.removesuffix("_id").replace("_", " ")), *_OTHER_WORDS.get(name, ())}
    return max(1.0 if word == said else SequenceMatcher(None, word, said).ratio() for word in known)


def code_of(word: str, names: Mapping[str, str], told: Mapping[str, str]) -> str | None:
    """Which of ours a word of theirs is: as told, by code, by name, by the code it begins with, by likeness; None where unsure."""
    said = plain(word)
    if word in told:
        return told[word]
    by_code = {plain(code): code for code in names}
    by_name = {plain(name): code for code, name in names.items()}
    if said in by_code or said in by_name:
        return by_code.get(said) or by_name[said]
    first = word.strip().split(maxsplit=1)[0].rstrip(".:-") if word.strip() else ""
    if first in names:
        return first
    alike = get_close_matches(said, by_name, n=2, cutoff=ALIKE)
    return by_name[alike[0]] if len(alike) == 1 else None


def usual_fixed(kind: ImportKind, district: str, year: int, programme: str = "") -> dict[str, str]:
    """What is the same for a whole file of each kind: fund, phase and period of a monitoring, district of the indicators."""
    of_fund = {"fund_year_id": f"{district}:frna:{year}", "phase": "final", "period": "month"}
    return {
        ImportKind.FRNA_MONITORING: of_fund,
        ImportKind.ACTIVITY: of_fund,
        ImportKind.INDICATORS: {"district_id": district},
        ImportKind.SCHEDE: {"programme_id": programme} if programme else {},
        ImportKind.POPULATION: {},
    }[kind]


_WHERE_NO_COLUMN: dict[ImportKind, dict[str, str]] = {
    ImportKind.FRNA_MONITORING: {"source_id": "frna"},
    ImportKind.INDICATORS: {"period": "year"},
}


def completed(choices: Choices, kind: ImportKind, year: int) -> Choices:
    """With what is usual of a field that no column gives."""
    usual = {**_WHERE_NO_COLUMN.get(kind, {}), **({"year": str(year)} if "year" in specs(ENTITY[kind]) else {})}
    fixed = {name: word for name, word in usual.items() if name not in choices.columns and name not in choices.fixed}
    return Choices(choices.columns, choices.months, {**choices.fixed, **fixed}, choices.words)
