"""The small tables of the reading sheet: sums to check against the file, the first rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from udp_core.archive.entity import Image, specs
from udp_core.archive.fitting import stored_words
from udp_core.imports.applying import period_of
from udp_core.imports.file_kinds import ENTITY, MAIN_VALUE, SUMMED
from udp_core.imports.known import EVERYONE
from udp_core.imports.sheet_facts import SheetFacts, names_of, periods_in_order
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActivityUnit, ImportKind

MOST_FIRST_ROWS = 5
_TOLD = (
    "voce_id",
    "indicator_id",
    "intervention_id",
    "code",
    "title",
    "municipality_id",
    "age_band",
    "source_id",
    "unit",
    "phase",
)
"""What the first rows are of, in this order."""
_OF_A_SCHEDA = ("code", "title", "progress")
_FIGURES = ("amount_cents", "numerator", "denominator", "value", "residents")
_CONSTANTS = frozenset({"municipality_id", "source_id", "phase", "unit"})
"""Fields that are said once, of the whole file, where all its rows have the same."""


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """A small table of the sheet, in words."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def control_totals(facts: SheetFacts) -> SheetGrid:
    """A control total for each period and for each Comune."""
    if facts.kind not in SUMMED:
        return SheetGrid("", (), ())
    rows = [image for _, image in facts.done.rows]
    name = MAIN_VALUE[facts.kind]
    sums: Counter[tuple[str, str]] = Counter()
    for image in rows:
        unit, amount = _unit(facts, image), int(image[name] or 0)
        if when := period_of(image):
            sums[when, unit] += amount
        sums[names_of(facts, [image], "municipality_id", "Tutto il distretto"), unit] += amount
    spec = specs(ENTITY[facts.kind])[name]
    shown = [
        (label, stored_words(spec, total) + (f" {unit}" if unit else ""))
        for (label, unit), total in sums.items()
    ]
    periods = periods_in_order(rows)
    shown.sort(key=lambda one: periods.index(one[0]) if one[0] in periods else len(periods))
    if rows and facts.kind is not ImportKind.ACTIVITY:
        whole = Money(sum(int(image[name] or 0) for image in rows))
        shown.append(("Totale", italian.euro(whole)))
    return SheetGrid("Somma di controllo", ("Periodo o Comune", "Somma"), tuple(shown))


def _unit(facts: SheetFacts, image: Image) -> str:
    """In what an activity is counted: hours and users are not added up together."""
    if facts.kind is not ImportKind.ACTIVITY or not image.get("unit"):
        return ""
    return ActivityUnit.of(str(image["unit"])).label


def first_rows(facts: SheetFacts) -> SheetGrid:
    """The first rows as they would be stored, in words."""
    names = specs(ENTITY[facts.kind])
    fields = _telling(facts)
    has_period = "period" in names
    values = [name for name in _FIGURES if name in names]
    headings = [names[name].label for name in fields]
    if has_period:
        headings.append("Periodo")
    headings += [*(names[name].label for name in values), "Situazione al"]
    rows = []
    for _, image in facts.done.rows[:MOST_FIRST_ROWS]:
        row = [_shown(facts, image, name) for name in fields]
        if has_period:
            row.append(_when(image))
        row += [*(_shown(facts, image, name) for name in values), _day_words(image)]
        rows.append(tuple(row))
    return SheetGrid("Le prime righe come saranno registrate", tuple(headings), tuple(rows))


def _telling(facts: SheetFacts) -> list[str]:
    """The fields that tell one row from another."""
    known = specs(ENTITY[facts.kind])
    asked = _OF_A_SCHEDA if facts.kind is ImportKind.SCHEDE else _TOLD
    return [
        name
        for name in asked
        if name in known
        and (name not in _CONSTANTS or len({image[name] for _, image in facts.done.rows}) > 1)
    ]


def _when(image: Image) -> str:
    year = str(image.get("year") or str(image.get("fund_year_id") or "").rpartition(":")[2])
    return f"{period_of(image)} {year}"


def _day_words(image: Image) -> str:
    year, month, day = str(image["as_of"]).split("-")
    return f"{day}/{month}/{year}"


def _shown(facts: SheetFacts, image: Image, name: str) -> str:
    spec, value = specs(ENTITY[facts.kind])[name], image[name]
    if value is None:
        return EVERYONE if name == "municipality_id" else ""
    if name in facts.known and name != "code":
        return facts.known[name].names.get(str(value), str(value))
    if spec.terms is not None:
        return spec.terms.of(str(value)).label
    return stored_words(spec, value) if isinstance(value, int) else str(value)
