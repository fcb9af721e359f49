"""From what a hand typed in the cells of a figure to the edit that saves it, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.domain.pictures.desk import DueField, DueFigure
from udp_core.model.entity import Entity, specs
from udp_core.model.field import Spec
from udp_core.model.registry import BY_NAME
from udp_core.model.storage import MILLI
from udp_core.problem import Place, Problem
from udp_core.service.files.cell import Stored, Style, reader
from udp_core.service.registers import words_of
from udp_core.service.saving import Edit

_TOGETHER = "Manca «{}»: i due termini si danno insieme."


@dataclass(frozen=True, slots=True)
class Typed:
    """The cells of a figure as typed, and why a value out of the usual is right."""

    cells: Mapping[str, str]
    reason: str = ""


def edit_of(figure: DueFigure, typed: Typed, actor: Actor, last_day: date, seen: int | None = None) -> Edit | tuple[Problem, ...] | None:
    """The edit; the problems of what does not read; None where nothing was typed. `seen` overrides the version seen."""
    entity = BY_NAME[figure.entity]
    given = {one.name: typed.cells.get(one.name, "").strip() for one in figure.fields}
    if not any(given.values()):
        return None
    read = {one.name: read_cell(entity, one, given[one.name], percent=figure.percent) for one in figure.fields}
    problems = tuple(value for value in read.values() if isinstance(value, Problem))
    if problems:
        return problems
    version = figure.seen if seen is None else seen
    values: dict[str, Stored] = {**dict(figure.values), **_beside(entity, actor, last_day), **{name: value for name, value in read.items() if not isinstance(value, Problem)}}
    if "numerator" in read:
        values["value"] = None
    new = not version
    return Edit(entity, _complete(entity, values) if new else _changeable(entity, values), None if new else figure.entity_id, version, typed.reason)


def read_cell(entity: type[Entity], one: DueField, text: str, *, percent: bool = False) -> Stored | Problem:
    """A typed cell as it is stored; a percentage is typed as a number from 0 to 100."""
    spec = specs(entity)[one.name]
    if not text:
        return Problem("C01", _TOGETHER.format(one.label), "Completare la cella.", Place(column=one.label))
    value = _percent(spec, text) if percent else reader(spec, Style.ITALIAN)(text)
    return value.at(Place(column=one.label)) if isinstance(value, Problem) else value


def _percent(spec: Spec, text: str) -> Stored | Problem:
    value = italian.read_number(text.removesuffix("%"), decimals=1)
    if isinstance(value, Problem):
        return value
    if not 0 <= value <= 100:  # noqa: PLR2004 - a percentage
        return Problem("C05", f"«{spec.label}» vale {text.strip()}: va da 0 a 100.", "Controllare la cifra.", value=text)
    return int(value * MILLI / 100)


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
    return {name: value for name, value in values.items() if name not in entity.key and name != "origin"}


def cell_words(entity: str, one: DueField, value: Stored, *, percent: bool = False) -> str:
    """A stored value as it is typed: «1.234,56», «62», «31/10/2026»; empty where there is none."""
    spec = specs(BY_NAME[entity])[one.name]
    if value is None:
        return ""
    if percent and isinstance(value, int):
        return italian.number(Decimal(value) * 100 / MILLI, 0 if value % 10 == 0 else 1)
    return words_of(spec, value)
