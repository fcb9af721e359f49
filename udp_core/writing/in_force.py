"""What holds a thing in force, and the same money given twice.

Money never vanishes: who is closed or removed while schede, figures and seats stand on it would
take them off the screens without a word. And it is not counted twice: by month and by quarter, or
by year besides, every row is added up, a longer period spread over its months.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from udp_core.archive.entity import Entity, Image, specs
from udp_core.archive.fitting import stored_words
from udp_core.archive.images import fields, raw_table, read_by_id
from udp_core.archive.registry import BY_NAME, referring
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry, FrnaVoce
from udp_core.kernel import italian
from udp_core.kernel.calendar import Period
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import PeriodKind, Phase
from udp_core.programme.entities.intervention import Intervention
from udp_core.programme.entities.project import Project
from udp_core.territory.entities import Municipality
from udp_core.writing.naming import Names

FOREVER = date.max
_ABOVE: dict[str, type[Entity]] = {"intervention_id": Intervention, "project_id": Project}
"""Rows that last as long as what they are part of."""
Gone = Collection[tuple[type[Entity], str]]
"""Rows that go with the same command."""


def can_end(entity: type[Entity]) -> bool:
    """True of what has a last day of its own, and to which others refer."""
    return "valid_to" in specs(entity) and bool(referring(entity))


def last_day_of(connection: Connection, image: Mapping[str, Any]) -> date:
    """Until when a row stands; for ever where nothing says otherwise."""
    for name in ("valid_to", "end_date"):
        if image.get(name):
            return date.fromisoformat(str(image[name]))
    for name, above in _ABOVE.items():
        if image.get(name):
            found = read_by_id(connection, above, [str(image[name])]).get(str(image[name]))
            return last_day_of(connection, found[1]) if found else FOREVER
    year = image.get("year") or str(image.get("fund_year_id") or "").rpartition(":")[2]
    return date(int(year), 12, 31) if str(year).isdigit() and "valid_from" not in image else FOREVER


def standing_after(
    connection: Connection, entity: type[Entity], entity_id: str, day: date, gone: Gone
) -> list[str]:
    """«7 schede del 2026», «2 incarichi»: what refers to the row and stands after the day."""
    found: Counter[tuple[type[Entity], str]] = Counter()
    for other, field in referring(entity):
        raw = raw_table(other)
        for row in connection.execute(select(raw).where(raw.c[field] == entity_id)):
            image: Image = {name: getattr(row, name) for name in fields(other)}
            last = last_day_of(connection, image)
            if last > day and (other, row.id) not in gone:
                found[other, "" if last == FOREVER else f" del {last.year}"] += 1
    return [
        f"{italian.plural(count, one.label, one.labels)}{when}"
        for (one, when), count in found.items()
    ]


def users_of(
    connection: Connection, entity: type[Entity], entity_id: str, gone: Gone = ()
) -> list[str]:
    """«543 movimenti FRNA».

    Every row that refers to this one, whenever, but those that go with it.
    """
    found: Counter[type[Entity]] = Counter()
    for other, field in referring(entity):
        raw = raw_table(other)
        ids = [row_id for one, row_id in gone if one is other]
        where = [raw.c[field] == entity_id, *([raw.c.id.not_in(ids)] if ids else [])]
        found[other] += connection.execute(
            select(func.count()).select_from(raw).where(*where)
        ).scalar_one()
    return [italian.plural(count, one.label, one.labels) for one, count in found.items() if count]


def held(
    connection: Connection,
    entity: type[Entity],
    entity_id: str,
    change: tuple[Image, Image | None],
    gone: Gone = (),
) -> Iterator[Problem]:
    """Why a row, from what it was to what it would be (None: removed), cannot go or end on that
    day.
    """
    before, after = change
    if after is None:
        if users := users_of(connection, entity, entity_id, gone):
            name = _name(connection, entity, entity_id, before)
            sentence = f"«{name}» non si toglie: vi si riferiscono {italian.listing(users)}."
            yield Problem("W15", sentence, _instead(entity), value=entity_id)
        return
    if not can_end(entity) or not after["valid_to"] or after["valid_to"] == before.get("valid_to"):
        return
    day = date.fromisoformat(str(after["valid_to"]))
    if left := standing_after(connection, entity, entity_id, day, gone):
        name = _name(connection, entity, entity_id, before)
        sentence = (
            f"«{name}» non si chiude al {italian.day(day)}: dopo quel giorno vi stanno dentro"
            f" {italian.listing(left)}."
        )
        yield Problem(
            "W16", sentence, "Spostarli prima altrove, o chiuderla più tardi.", value=entity_id
        )


def _instead(entity: type[Entity]) -> str:
    """What to do instead of removing: closing it, where it has a last day."""
    if not can_end(entity):
        return "Spostarli prima su un’altra riga, o lasciarla com’è."
    last = specs(entity)["valid_to"].label
    return f"Per non usarla più scrivere «{last}»: la riga resta per ciò che vi si riferisce."


@cache
def _ending(entity: type[Entity]) -> tuple[tuple[str, type[Entity]], ...]:
    """The fields of an entity that refer to what can end."""
    named = ((name, spec.refers_to) for name, spec in specs(entity).items() if spec.refers_to)
    return tuple((name, BY_NAME[table]) for name, table in named if can_end(BY_NAME[table]))


def ended(
    connection: Connection, entity: type[Entity], image: Image, changed: Collection[str]
) -> Iterator[Problem]:
    """References to what will no longer be in force on the last day of the row."""
    dated = {"valid_to", "end_date", "year"} & set(changed)
    for name, parent in _ending(entity):
        if image[name] is None or not (dated or name in changed):
            continue
        found = read_by_id(connection, parent, [str(image[name])]).get(str(image[name]))
        if found is None or not (until := found[1]["valid_to"]):
            continue
        if date.fromisoformat(str(until)) < last_day_of(connection, image):
            sentence = (
                f"«{_name(connection, parent, str(image[name]), found[1])}» in"
                f" «{specs(entity)[name].label}» è in vigore fino al"
                f" {italian.day(date.fromisoformat(str(until)))}."
            )
            yield Problem(
                "W17",
                sentence,
                "Scegliere ciò che è in vigore, o correggere le date.",
                value=str(image[name]),
            )


def _name(connection: Connection, entity: type[Entity], row_id: str, image: Image) -> str:
    own = next((image[one] for one in ("short_name", "name", "title") if image.get(one)), "")
    return str(own) or Names(connection).of(entity, row_id, image)


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
    beyond = len(others) - MOST_NAMED
    many = "un altro periodo" if beyond == 1 else f"altri {beyond} periodi"
    more = [many] if beyond > 0 else []
    whose = _row_name(connection, Municipality, image["municipality_id"]) or "tutto il distretto"
    sentence = (
        f"«{_row_name(connection, FrnaVoce, image['voce_id'])}» di {whose}, "
        f"{Phase.of(str(image['phase'])).label}: {_period(image)} "
        f"({stored_words(spec, image[value])}) ha mesi che sono già in "
        f"{italian.listing([*named, *more])}: si conterebbero due volte."
    )
    remedy = "Tenere i mesi o il periodo più lungo: togliere prima ciò che si sostituisce."
    return Problem("R26", sentence, remedy, one.place)


def _period(row: Mapping[str, Any] | RowMapping) -> str:
    return italian.period(PeriodKind.of(str(row["period"])), row["period_no"], "tutto l’anno")


def _row_name(connection: Connection, entity: type[Entity], code: object) -> str:
    raw = raw_table(entity)
    label = raw.c.short_name if "short_name" in raw.c else raw.c.name
    return str(connection.execute(select(label).where(raw.c.id == code)).scalar() or "")
