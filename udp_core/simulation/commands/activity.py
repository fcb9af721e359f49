"""The activity that a variation carries.

What its scenario asks of posts, days and hours, by voce, unit and Comune.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.archive.entity import Image, id_of
from udp_core.archive.storage import MILLI
from udp_core.archive.writer import Change, Writer
from udp_core.fund.entities.frna import ActivityMeasure
from udp_core.fund.queries.monthly import done_activity
from udp_core.kernel import italian
from udp_core.kernel.money import round_half_up, split_whole
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import ActivityUnit, DataState, Origin, Payer, PeriodKind, Phase
from udp_core.simulation.commands.scenarios import Kept
from udp_core.simulation.queries.simulation import (
    ActivityPlaceRow,
    TermRow,
    lever_rows,
    programmed_activity,
    term_rows,
)
from udp_core.simulation.rules.activity import IN_PLACE, year_change
from udp_core.simulation.rules.model import ZERO
from udp_core.simulation.terms import TermCalendar

DAILY = frozenset({TermCalendar.DAYS, TermCalendar.OPENING})


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """By how much the programmed activity of a voce moves, in whole units.

    In a Comune, or in the whole district.
    """

    voce: str
    unit: ActivityUnit
    municipality: str | None
    change: int


def activity_lines(connection: Connection, kept: Kept, fund_year: str) -> tuple[ActivityLine, ...]:
    """What a scenario asks of the programmed activity.

    Shared among the Comuni as the activity there is.
    """
    programmed = programmed_activity(connection, fund_year)
    terms = term_rows(connection)
    found: list[ActivityLine] = []
    for row in lever_rows(connection):
        place = next(
            (at for at, lever in enumerate(kept.model.levers) if lever.code == row.code), None
        )
        if place is None or row.voce is None or row.activity_unit is None:
            continue
        changes = {
            row.activity_unit: year_change(kept.model, kept.position, place, row.activity_unit)
        }
        if row.activity_unit is ActivityUnit.POSTS:
            changes[ActivityUnit.DAYS] = _days(kept, place, terms)
        for unit, change in changes.items():
            own = [one for one in programmed if (one.voce, one.unit) == (row.voce, unit)]
            if own or unit is row.activity_unit:
                found += _shared(row.voce, unit, round_half_up(change), own)
    return tuple(one for one in found if one.change)


def _days(kept: Kept, place: int, terms: Sequence[TermRow]) -> Fraction:
    """The days of the posts added, as their money is reckoned.

    The days that remain, at the usual occupation.
    """
    lever = kept.model.levers[place]
    for term in terms:
        if (
            term.lever == lever.code
            and term.by_lever is None
            and term.payer is Payer.FRNA
            and term.calendar in DAILY
        ):
            calendar = kept.model.calendars[list(TermCalendar).index(term.calendar)]
            days = sum(calendar[kept.position.months[place] - 1 :], ZERO)
            return (kept.position.values[place] - lever.start) * days * Fraction(term.factor)
    return ZERO


def _shared(
    voce: str, unit: ActivityUnit, change: int, own: Sequence[ActivityPlaceRow]
) -> list[ActivityLine]:
    weights = [Fraction(one.value) for one in own]
    if not any(weights):
        return [ActivityLine(voce, unit, None, change)]
    parts = split_whole(change, weights)
    return [
        ActivityLine(voce, unit, one.municipality, part)
        for one, part in zip(own, parts, strict=True)
    ]


def activity_changes(
    writer: Writer, fund_year: str, lines: Sequence[ActivityLine], today: date
) -> list[Change]:
    """The programmed activity after the lines; one not programmed before begins from nothing."""
    keys = [_key(fund_year, line) for line in lines]
    stored = (
        writer.stored(ActivityMeasure, [id_of(ActivityMeasure, key) for key in keys])
        if keys
        else {}
    )
    changes = []
    for key, line in zip(keys, lines, strict=True):
        row_id = id_of(ActivityMeasure, key)
        present = stored.get(row_id)
        base: Image = present.image if present else _nothing(key, today)
        value = int(str(base["value"])) + line.change * MILLI
        after: Image = {**base, "value": value, "state": DataState.CONFIRMED.value}
        version = (present.version if present else 0) + 1
        changes.append(
            Change(ActivityMeasure, row_id, version, present.image if present else None, after)
        )
    return changes


def _nothing(key: Image, today: date) -> Image:
    return {
        **key,
        "value": 0,
        "as_of": today.isoformat(),
        "source": "Variazione del programma",
        "origin": Origin.REAL.value,
    }


def _key(fund_year: str, line: ActivityLine) -> Image:
    return {
        "fund_year_id": fund_year,
        "voce_id": line.voce,
        "municipality_id": line.municipality,
        "unit": line.unit.value,
        "phase": Phase.BUDGET.value,
        "period": PeriodKind.YEAR.value,
        "period_no": None,
    }


def activity_problems(
    connection: Connection, fund_year: str, changes: Sequence[Change]
) -> Iterator[Problem]:
    """Activity that would be programmed below zero, or below what is already done."""
    done = done_activity(connection, fund_year)
    for change in changes:
        image = change.after or {}
        unit, value = ActivityUnit.of(str(image["unit"])), Decimal(str(image["value"])) / MILLI
        place = image["municipality_id"]
        made = done.get(
            (str(image["voce_id"]), unit, None if place is None else str(place)), Decimal(0)
        )
        least = Decimal(0) if unit in IN_PLACE else made
        if value < least:
            sentence = (
                f"L’attività programmata scenderebbe a {italian.number(value)} {unit.label}, ma ne"
                f" risultano già fatte {italian.number(least)}."
            )
            yield Problem(
                "L36",
                sentence,
                f"Ridurre il taglio di {italian.number(least - value)} {unit.label}, o rifare lo"
                " scenario.",
                Place(entity="dato di attività", entity_id=change.entity_id),
            )
