"""From what a hand typed in the cells of a figure to the edit that saves it, or what is wrong
with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from udp_core.archive.entity import Entity, specs
from udp_core.archive.field import Kind, Spec
from udp_core.archive.registry import BY_NAME
from udp_core.archive.storage import MILLI
from udp_core.desk.report.desk import DueField, DueFigure
from udp_core.files.as_typed import PERCENT
from udp_core.files.cell import Stored, Style, reader
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.indicators.entities import Measurement
from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem
from udp_core.people.rules import Actor
from udp_core.programme.entities.intervention import InterventionFunding
from udp_core.writing.saving import Edit
from udp_core.writing.typed import WHOLE, asked_back, typed
from udp_core.writing.words import words_of

_BETWEEN_CELLS = "↵⇥\n\t"
"""What stands between cells of a spreadsheet that were pasted into one.

The first two are how the browser shows them.
"""
_TOGETHER = "Manca «{}»: i due termini si danno insieme."
_FIGURES: frozenset[type[Entity]] = frozenset(
    {FrnaEntry, ActivityMeasure, Measurement, InterventionFunding}
)
"""Rows that are one figure: emptied, they go."""


_OF_A_UNIT = frozenset({"value", "progress"})
"""Fields whose cell is labelled by the unit of measure."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The cells of a figure as typed, and why a value out of the usual is right."""

    cells: Mapping[str, str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """What was typed does not read, or cannot be: nothing is asked of the archive."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Untouched:
    """The cells are empty, and so is what they stand for: there is nothing to do."""


Given = Edit | Unread | Untouched


def edit_of(
    figure: DueFigure, typed: Typed, actor: Actor, last_day: date, seen: int | None = None
) -> Given:
    """What was typed, as the edit that it asks for.

    Emptied cells of a figure that is there take it back. `seen` overrides the version seen.
    """
    entity = BY_NAME[figure.entity]
    version = figure.seen if seen is None else seen
    given = {one.name: typed.cells.get(one.name, "").strip() for one in figure.fields}
    if not any(given.values()):
        return _taken_back(figure, entity, version, typed.reason)
    read = {
        one.name: read_cell(entity, one, given[one.name], percent=figure.percent)
        for one in figure.fields
    }
    problems = tuple(value for value in read.values() if isinstance(value, Problem))
    if problems:
        return Unread(problems)
    values: dict[str, Stored] = {
        **dict(figure.values),
        **_beside(entity, actor, figure.speaks_of or last_day),
        **{name: value for name, value in read.items() if not isinstance(value, Problem)},
    }
    if "numerator" in read:
        values["value"] = None
    if not version:
        return Edit(entity, _complete(entity, values), None, version, typed.reason)
    return Edit(entity, _changeable(entity, values), figure.entity_id, version, typed.reason)


def _taken_back(figure: DueFigure, entity: type[Entity], version: int, reason: str) -> Given:
    """The figure goes, or its value is missing again.

    What a row always has cannot be taken back.
    """
    if not version or all(one.stored is None for one in figure.fields):
        return Untouched()
    if entity in _FIGURES:
        return Edit(entity, {}, figure.entity_id, version, reason, remove=True)
    known = specs(entity)
    always = [known[one.name].label for one in figure.fields if known[one.name].required]
    if always:
        sentence = f"«{always[0]}» non si lascia vuoto: resta il valore di prima."
        place = Place(column=figure.fields[0].label)
        return Unread((Problem("C11", sentence, "Scrivere il valore giusto.", place),))
    emptied: dict[str, Stored] = {one.name: None for one in figure.fields}
    return Edit(entity, emptied, figure.entity_id, version, reason)


def read_cell(
    entity: type[Entity], one: DueField, text: str, *, percent: bool = False
) -> Stored | Problem:
    """A typed cell as it is stored; a percentage is typed as a number from 0 to 100.

    `percent`: what is stored is the share (0,62); else a field labelled «%» stores the number of
    the percentage (62).
    """
    spec = specs(entity)[one.name]
    if not text:
        return Problem(
            "C01", _TOGETHER.format(one.label), "Completare la cella.", Place(column=one.label)
        )
    if any(mark in text for mark in _BETWEEN_CELLS):
        return _many_cells(text).at(Place(column=one.label))
    points = one.label == PERCENT and not percent
    value = _points(spec, text) if points else typed(spec)(text)
    return value.at(Place(column=one.label)) if isinstance(value, Problem) else value


def _many_cells(text: str) -> Problem:
    sentence = "Nella cella ci sono più cifre insieme."
    remedy = (
        "Scriverne una sola; per una colonna intera c’è la cartella di lavoro di «Carica un file»."
    )
    return Problem("C14", sentence, remedy, value=text)


def _points(spec: Spec, text: str) -> Stored | Problem:
    """«5,2» and «5,2 %»; without the sign, what is not above 1 may be a part of the whole."""
    body = text.removesuffix(PERCENT).strip()
    value = reader(spec, Style.ITALIAN)(body)
    if isinstance(value, int) and body == text.strip() and 0 < abs(value) <= MILLI:
        exact = Decimal(value) / MILLI
        less, more = (
            italian.number(one, 3).rstrip("0").rstrip(",") for one in (exact, exact * 100)
        )
        return asked_back(text, less, more)
    return value


def _beside(entity: type[Entity], actor: Actor, last_day: date) -> dict[str, Stored]:
    """What goes with a figure: the day it speaks of and who gave it."""
    known = specs(entity)
    beside: dict[str, Stored] = {"as_of": last_day.isoformat()} if "as_of" in known else {}
    if "source" in known and "title" not in known:
        beside["source"] = f"Comunicato da {actor.name}"
    return beside


def _complete(entity: type[Entity], values: Mapping[str, Stored]) -> dict[str, Stored]:
    return {**dict.fromkeys(specs(entity)), **values}


def _changeable(entity: type[Entity], values: Mapping[str, Stored]) -> dict[str, Stored]:
    fixed = {*entity.key, "origin"}
    return {name: value for name, value in values.items() if name not in fixed}


def cell_words(entity: str, one: DueField, value: Stored, *, percent: bool = False) -> str:
    """A stored value as it is typed: «1.234,56», «62», «31/10/2026»; empty where there is none."""
    spec = specs(BY_NAME[entity])[one.name]
    if value is None:
        return ""
    words = words_of(spec, value).removesuffix(PERCENT).strip()
    return f"{words} {PERCENT}" if _may_be_a_part(one, value, percent=percent) else words


def understood(entity: str, one: DueField, *, percent: bool = False) -> str:
    """What a cell was taken for, with its unit: «158.824,26 €», «62 %», «310 ore».

    Empty where nothing stands.
    """
    words = cell_words(entity, one, one.stored, percent=percent)
    if not words:
        return ""
    kind = specs(BY_NAME[entity])[one.name].kind
    unit = "€" if kind is Kind.CENTS else one.label if one.name in _OF_A_UNIT else ""
    return f"{words.removesuffix(PERCENT).strip()} {unit}".strip()


def _may_be_a_part(one: DueField, value: Stored, *, percent: bool) -> bool:
    """True of up to 1 %, that keeps its sign: without it the cell would be asked back."""
    if not isinstance(value, int) or one.label != PERCENT:
        return False
    return 0 < abs(value) <= (MILLI // WHOLE if percent else MILLI)
