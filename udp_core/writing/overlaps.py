"""The same money, or the same activity, given twice: by month and by quarter, or by year besides.

The screens add every row up, a longer period spread over its months: together they count twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from udp_core.archive.entity import Entity, specs
from udp_core.archive.images import raw_table
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry, FrnaVoce
from udp_core.kernel import italian
from udp_core.kernel.calendar import Period
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import PeriodKind, Phase
from udp_core.territory.entities import Municipality
from udp_core.writing.usual import stored_words

_AMOUNT: dict[type[Entity], tuple[str, str]] = {
    FrnaEntry: ("amount_cents", "source_id"),
    ActivityMeasure: ("value", "unit"),
}
"""The figure, and what tells apart two that may stand side by side, of rows given by period."""
BY_PERIOD = frozenset(_AMOUNT)
_WHOSE = ("fund_year_id", "voce_id", "phase", "municipality_id")
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Given:
    """A row that was added: its image, and where it came from."""

    entity: type[Entity]
    image: Mapping[str, Any]
    place: Place


def counted_twice(connection: Connection, added: Iterable[Given]) -> Iterator[Problem]:
    """After writing.

    What was added for a period of which the archive has another, longer or shorter, inside it.
    """
    by_entity: dict[type[Entity], list[Given]] = {}
    for one in added:
        if one.entity in _AMOUNT:
            by_entity.setdefault(one.entity, []).append(one)
    for entity, rows in by_entity.items():
        yield from _of(connection, entity, rows)


def _of(connection: Connection, entity: type[Entity], added: list[Given]) -> Iterator[Problem]:
    raw, name = raw_table(entity), (*_WHOSE, _AMOUNT[entity][1])
    touched = (
        raw.c[column].in_(sorted({str(one.image[column]) for one in added}))
        for column in ("fund_year_id", "voce_id")
    )
    stored: dict[tuple[object, ...], list[RowMapping]] = {}
    for row in connection.execute(select(raw).where(*touched)).mappings():
        stored.setdefault(tuple(row[column] for column in name), []).append(row)
    for one in added:
        same = stored.get(tuple(one.image[column] for column in name), [])
        inside = [row for row in same if _overlap(one.image, row)]
        if inside:
            yield _problem(connection, one, inside)


def _overlap(one: Mapping[str, Any], other: RowMapping) -> bool:
    """True where two periods of unlike length share a month."""
    if one["period"] == other["period"]:
        return False
    return not set(_months(one)).isdisjoint(_months(other))


def _months(row: Mapping[str, Any] | RowMapping) -> range:
    return Period(2000, PeriodKind.of(str(row["period"])), row["period_no"]).months


def _problem(connection: Connection, one: Given, others: list[RowMapping]) -> Problem:
    image = one.image
    value = _AMOUNT[one.entity][0]
    spec = specs(one.entity)[value]
    others.sort(key=lambda row: (_months(row).start, _months(row).stop))
    named = [f"{_period(row)} ({stored_words(spec, row[value])})" for row in others[:MOST_NAMED]]
    more = [f"altri {len(others) - MOST_NAMED} periodi"] if len(others) > MOST_NAMED else []
    whose = _name(connection, Municipality, image["municipality_id"]) or "tutto il distretto"
    sentence = (
        f"«{_name(connection, FrnaVoce, image['voce_id'])}» di {whose}, "
        f"{Phase.of(str(image['phase'])).label}: {_period(image)} "
        f"({stored_words(spec, image[value])}) ha mesi che sono già in "
        f"{italian.listing([*named, *more])}: si conterebbero due volte."
    )
    remedy = "Tenere i mesi o il periodo più lungo: togliere prima ciò che si sostituisce."
    return Problem("R26", sentence, remedy, one.place)


def _period(row: Mapping[str, Any] | RowMapping) -> str:
    return italian.period(PeriodKind.of(str(row["period"])), row["period_no"], "tutto l’anno")


def _name(connection: Connection, entity: type[Entity], code: object) -> str:
    raw = raw_table(entity)
    label = raw.c.short_name if "short_name" in raw.c else raw.c.name
    return str(connection.execute(select(label).where(raw.c.id == code)).scalar() or "")
