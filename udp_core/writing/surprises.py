"""Figures that may be right, and that nobody expected.

Asked about, whatever door they come through, never refused for good. Figures of one row that is
written over all year long and only grows: what was known before, what is expected now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, specs, table_name
from udp_core.archive.field import Kind, Spec
from udp_core.archive.queries import earlier_images
from udp_core.archive.storage import MILLI
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import DataState, Phase
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.programme.queries.funding import funding_of
from udp_core.writing.row_rules import Proposed
from udp_core.writing.time_rules import is_final, period_of
from udp_core.writing.usual import (
    LONGEST_STEP,
    MOST_VALUES,
    VALUES,
    UsualRange,
    beyond_funding,
    grown_range,
    past_values,
    progress_falls,
    progress_jumps,
    slipped,
    spending_falls,
    times,
    unusual,
    usual_range,
)

GROWING: dict[type[Entity], str] = {InterventionFunding: "amount_cents", Intervention: "progress"}
"""The field that grows: what was spent from the year's start, how much of the work is done."""
_MONTH = len("2026-11")


def grows(entity: type[Entity], image: Image) -> bool:
    """False of what is programmed or expected, and of every other entity."""
    return entity in GROWING and is_final(image)


def known_before(
    connection: Connection, entity: type[Entity], images: Mapping[str, Image]
) -> dict[str, Image]:
    """Of each row as it is being written (by id), the image that its figure is compared with.

    Nothing of a first one.

    It is what was known before the month written about: a draft is not the measure of its own
    correction. Else what
    was checked, else what was written first.
    """
    versions = earlier_images(connection, entity, images) if images else {}
    found = {row_id: _before(versions.get(row_id, []), image) for row_id, image in images.items()}
    return {row_id: one for row_id, one in found.items() if one is not None}


def _before(latest_first: Sequence[Image], image: Image) -> Image | None:
    month = _month(image)
    earlier = [one for one in latest_first if _month(one) < month]
    checked = [
        one for one in latest_first if one.get("data_state", one["state"]) != DataState.DRAFT.value
    ]
    return next(iter([*earlier[:1], *checked[:1], *latest_first[-1:]]), None)


def _month(image: Image) -> str:
    return str(image["as_of"])[:_MONTH]


def expected_growth(entity: type[Entity], image: Image, last: Image) -> UsualRange | None:
    """Where the figure is no surprise, from the one before; None where nothing was counted yet."""
    before = int(last[GROWING[entity]] or 0)
    if entity is Intervention:
        return UsualRange(before, min(before + LONGEST_STEP, MILLI), before)
    return grown_range(before, _days(image, last["as_of"]), _days(image, image["as_of"]))


def _days(image: Image, day: object) -> int:
    """From the start of the year of the scheda, both days included."""
    period = period_of(table_name(InterventionFunding), image)
    when = date.fromisoformat(str(day))
    start = date(period.year if period else when.year, 1, 1)
    return (when - start).days + 1


Found = Iterator[tuple[Proposed, Problem]]
AMOUNT = "amount_cents"
_TERMS = frozenset({"numerator", "denominator"})


def surprises(connection: Connection, rows: Sequence[Proposed]) -> Found:
    """Each row that stays, with what surprises in it."""
    staying = [row for row in rows if row.after is not None]
    for entity in VALUES:
        yield from _far_from_before(
            connection, entity, [row for row in staying if row.entity is entity]
        )
    for entity, name in GROWING.items():
        changed = [
            row
            for row in staying
            if row.entity is entity and name in row.changes and grows(entity, row.image)
        ]
        yield from _grown(connection, entity, changed)
    for row in staying:
        yield from ((row, problem) for problem in _slips(row))
    yield from _beyond_funding(
        connection, [row for row in rows if row.entity is InterventionFunding]
    )


# The same figure in the periods before


def _far_from_before(
    connection: Connection, entity: type[Entity], rows: Sequence[Proposed]
) -> Found:
    """Out of the usual of the periods stored.

    Where they are too few, ten times the period just before or a tenth.
    """
    changed = [row for row in rows if set(VALUES[entity]) & set(row.changes)]
    images = [row.image for row in changed]
    past = past_values(connection, entity, images)
    nearest = past.together(images)
    for row in changed:
        for name in _given(entity, row):
            expected = usual_range(past.before(row.image, name, MOST_VALUES))
            before = nearest.before(row.image, name, 1) or _checked(row, name)
            problem = _far((entity, name), int(row.image[name] or 0), expected, before)
            yield from [(row, problem)] if problem else []


def _given(entity: type[Entity], row: Proposed) -> Iterator[str]:
    return (
        name for name in VALUES[entity] if name in row.changes and isinstance(row.image[name], int)
    )


def _far(
    figure: tuple[type[Entity], str], value: int, expected: UsualRange | None, before: Sequence[int]
) -> Problem | None:
    spec, what = specs(figure[0])[figure[1]], _what(*figure)
    if expected:
        return None if expected.holds(value) else unusual(spec, value, expected, what)
    return _slipped(spec, value, before, what)


def _slipped(spec: Spec, value: int, before: Sequence[int], what: str = "") -> Problem | None:
    ratio = times(value, before[0]) if before else None
    return slipped(spec, value, before[0], ratio, what) if ratio else None


def _what(entity: type[Entity], name: str) -> str:
    """The name of a figure, where a row has several."""
    return f"«{specs(entity)[name].label}»: " if name in _TERMS else ""


def _checked(row: Proposed, name: str) -> tuple[int, ...]:
    """What stands there, unless it is a draft: that is no measure of its own correction."""
    if row.present is None or DataState.DRAFT.value in {
        row.present.image.get(one) for one in ("state", "data_state")
    }:
        return ()
    stands = row.present.image[name]
    return (stands,) if isinstance(stands, int) else ()


# What is written over, and only grows


def _grown(connection: Connection, entity: type[Entity], rows: Sequence[Proposed]) -> Found:
    name = GROWING[entity]
    last = known_before(connection, entity, {row.entity_id: row.image for row in rows})
    for row in rows:
        value, before = row.image[name], last.get(row.entity_id)
        if before is not None and isinstance(value, int):
            compare = _spending if entity is InterventionFunding else _work
            expected = expected_growth(entity, row.image, before)
            problem = compare(specs(entity)[name], value, int(before[name] or 0), expected)
            yield from [(row, problem)] if problem else []


def _spending(spec: Spec, value: int, before: int, expected: UsualRange | None) -> Problem | None:
    if value < before:
        return spending_falls(spec, value, before)
    if ratio := times(value, before):
        return slipped(spec, value, before, ratio)
    return unusual(spec, value, expected) if expected and not expected.holds(value) else None


def _work(spec: Spec, value: int, before: int, expected: UsualRange | None) -> Problem | None:
    if value < before:
        return progress_falls(spec, value, before)
    return progress_jumps(spec, value, before) if expected and not expected.holds(value) else None


# Other amounts that are corrected


def _slips(row: Proposed) -> Iterator[Problem]:
    """An amount that becomes ten times what it was, or a tenth, and is compared with nothing
    else.
    """
    if row.entity in VALUES or grows(row.entity, row.image):
        return
    for name, spec in _amounts(row.entity):
        value = row.image[name]
        if (
            name in row.changes
            and isinstance(value, int)
            and (problem := _slipped(spec, value, _checked(row, name)))
        ):
            yield problem


@cache
def _amounts(entity: type[Entity]) -> tuple[tuple[str, Spec], ...]:
    return tuple((name, spec) for name, spec in specs(entity).items() if spec.kind is Kind.CENTS)


# The money of a scheda

_Key = tuple[str, str, str | None]


def _beyond_funding(connection: Connection, rows: Sequence[Proposed]) -> Found:
    """Spending above what was programmed of the same source and Comune.

    Of the whole scheda, where that has none.
    """
    touched = [row for row in rows if row.after is not None and AMOUNT in row.changes]
    if not touched:
        return
    money = _with_changes(
        funding_of(connection, {str(row.image["intervention_id"]) for row in touched}), rows
    )
    programmed, spent = money[Phase.BUDGET.value], money[Phase.FINAL.value]
    for row in touched:
        key = _key(row.image)
        if key not in spent or row.image["phase"] not in money:
            continue
        problem = _beyond(key, programmed, spent)
        yield from [(row, problem)] if problem else []


def _beyond(key: _Key, programmed: Mapping[_Key, int], spent: Mapping[_Key, int]) -> Problem | None:
    whose = "il finanziamento della scheda da questa fonte"
    funded, used = programmed.get(key), spent[key]
    if funded is None:
        whose = "il finanziamento di tutta la scheda"
        funded, used = (_of_scheda(one, key[0]) for one in (programmed, spent))
        funded = funded or used
    return (
        beyond_funding(specs(InterventionFunding)[AMOUNT], Money(used), Money(funded), whose)
        if used > funded
        else None
    )


def _of_scheda(money: Mapping[_Key, int], scheda: str) -> int:
    return sum(cents for key, cents in money.items() if key[0] == scheda)


def _with_changes(
    stored: Iterable[tuple[_Key, str, int]], rows: Iterable[Proposed]
) -> dict[str, dict[_Key, int]]:
    """Cents programmed and spent by scheda, source and Comune, as they would be after the
    command.
    """
    money: dict[str, dict[_Key, int]] = {Phase.BUDGET.value: {}, Phase.FINAL.value: {}}
    for key, phase, cents in stored:
        if phase in money:
            money[phase][key] = cents
    for row in rows:
        of_phase = money.get(str(row.image["phase"]), {})
        of_phase.pop(_key(row.image), None)
        if row.after is not None:
            of_phase[_key(row.image)] = int(row.image[AMOUNT] or 0)
    return money


def _key(image: Image) -> _Key:
    municipality = image["municipality_id"]
    return (
        str(image["intervention_id"]),
        str(image["source_id"]),
        None if municipality is None else str(municipality),
    )
