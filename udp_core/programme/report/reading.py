"""The report on the annual programme: queries, whole cents, rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.kernel.grouping import grouped
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import DataState, Phase, PlanKind, StatusLevel
from udp_core.programme.queries.programme import (
    ActionRow,
    AreaRow,
    MunicipalityAmountRow,
    ProgrammeRow,
    SchedaRow,
    SourceAmountRow,
    actions,
    amounts_by_municipality,
    amounts_by_source,
    areas,
    programme,
    schede,
)
from udp_core.programme.report.programme import (
    ActionValue,
    AmountValue,
    AreaValue,
    ProgrammeReport,
    Progress,
    SchedaValue,
    known_total,
)
from udp_core.programme.rules import progress
from udp_core.programme.rules.area_status import SchedaInArea, area_light, weighted_progress
from udp_core.territory.queries import municipalities
from udp_core.thresholds.report import thresholds
from udp_core.thresholds.rules import Thresholds

Amount = tuple[str, str, Phase, Money]
"""Key and name of a source or of a Comune, phase, amount."""
IndicatorLevels = Mapping[str, tuple[StatusLevel, ...]]
"""Area id to the lights of its indicators."""
Places = Mapping[str, str]
"""Id and name of the Comuni, the lead first, then the whole district under an empty id."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The rows of a programme, by scheda."""

    schede: tuple[SchedaRow, ...]
    actions: Mapping[str, list[ActionRow]]
    places: Mapping[str, list[MunicipalityAmountRow]]
    sources: Mapping[str, list[SourceAmountRow]]


@dataclass(frozen=True, slots=True)
class _Look:
    """The day of judgement, where lights change, the names of the Comuni."""

    day: date
    limits: Thresholds
    places: Places


def programme_report(
    connection: Connection,
    district: str,
    year: int,
    today: date,
    indicators: IndicatorLevels | None = None,
    *,
    kind: PlanKind = PlanKind.ZONE,
) -> ProgrammeReport | None:
    """The programme of the year of a kind of plan, judged on a day; None where there is none.

    `indicators` are the lights of each area's indicators, which count among the parts of its light.
    """
    row = programme(connection, district, year, kind)
    if row is None:
        return None
    places = {one.id: one.name for one in municipalities(connection, district)} | {
        "": WHOLE_DISTRICT
    }
    known, day = areas(connection, year, row.id), min(today, date(year, 12, 31))
    look = _Look(day, thresholds(connection, district, day), places)
    values = _schede(_read(connection, row.id), {area.id: area.short_name for area in known}, look)
    lights = indicators or {}
    found = tuple(
        _area(
            area, [one for one in values if one.area_id == area.id], lights.get(area.id, ()), look
        )
        for area in known
    )
    return _report(row, year, day, places, found)


def scheda_values(
    connection: Connection, district: str, programme_id: str, day: date
) -> tuple[SchedaValue, ...]:
    """The schede of one programme, judged on a day, by code."""
    places = {one.id: one.name for one in municipalities(connection, district)} | {
        "": WHOLE_DISTRICT
    }
    look = _Look(day, thresholds(connection, district, day), places)
    names = {one.id: one.short_name for one in areas(connection, day.year, programme_id)}
    return tuple(_schede(_read(connection, programme_id), names, look))


def judged_schede(
    connection: Connection, programme_id: str
) -> tuple[progress.InterventionValue, ...]:
    """The schede of a programme as the rules read them."""
    read = _read(connection, programme_id)
    return tuple(
        _judged(row, read.actions.get(row.id, []), read.places.get(row.id, []))
        for row in read.schede
    )


def _read(connection: Connection, programme_id: str) -> _Read:
    return _Read(
        schede(connection, programme_id),
        grouped(actions(connection, programme_id), lambda row: row.intervention_id),
        grouped(amounts_by_municipality(connection, programme_id), lambda row: row.intervention_id),
        grouped(amounts_by_source(connection, programme_id), lambda row: row.intervention_id),
    )


# A scheda


def _schede(read: _Read, names: Mapping[str, str], look: _Look) -> list[SchedaValue]:
    return [_scheda(row, names.get(row.area_id, row.area_id), read, look) for row in read.schede]


def _scheda(row: SchedaRow, area: str, read: _Read, look: _Look) -> SchedaValue:
    places = look.places
    money = read.places.get(row.id, [])
    by_municipality = _amounts(
        (
            one.municipality_id or "",
            places.get(one.municipality_id or "", one.municipality_id or ""),
            one.phase,
            Money(one.amount_cents),
        )
        for one in money
    )
    by_source = _amounts(
        (one.source_id, one.source_name, one.phase, Money(one.amount_cents))
        for one in read.sources.get(row.id, [])
    )
    judged = _judged(row, read.actions.get(row.id, []), money)
    return SchedaValue(
        **{name: getattr(row, name) for name in _SAME},
        area=area,
        declared=Fraction(row.progress),
        done=progress.done_share(judged),
        planned=progress.planned_share(judged, look.day),
        programmed=judged.budget,
        spent=judged.spent,
        money_as_of=_money_day(money),
        actions=tuple(_action(action, look.day) for action in read.actions.get(row.id, [])),
        by_source=by_source,
        by_municipality=_in_order(by_municipality, places),
        status=progress.intervention_status(judged, look.day, look.limits.progress),
    )


_SAME = (
    "id",
    "code",
    "title",
    "area_id",
    "state",
    "start_date",
    "end_date",
    "lead",
    "territory",
    "municipality_id",
    "critical_points",
    "data_state",
    "as_of",
    "source",
    "origin",
)
"""Fields that the report takes from the row as they are."""


def _judged(
    row: SchedaRow, steps: Sequence[ActionRow], money: Sequence[MunicipalityAmountRow]
) -> progress.InterventionValue:
    """What the rules read.

    Data as old as their oldest part, a draft where any part of the spending is one.
    """
    drafts = any(one.drafts for one in money if one.phase is Phase.FINAL)
    return progress.InterventionValue(
        code=row.code,
        title=row.title,
        area=row.area_id,
        state=row.state,
        start=row.start_date,
        end=row.end_date,
        progress=Fraction(row.progress),
        actions=tuple(
            progress.ActionStanding(
                step.title, step.due_date, step.done_date, Fraction(step.weight)
            )
            for step in steps
        ),
        budget=_phase_total(money, Phase.BUDGET),
        spent=_phase_total(money, Phase.FINAL),
        as_of=row.as_of,
        data_state=DataState.DRAFT if drafts else row.data_state,
        has_lead=row.lead is not None,
        reason=row.critical_points,
        money_as_of=_money_day(money),
    )


def _money_day(money: Sequence[MunicipalityAmountRow]) -> date | None:
    return min((one.as_of for one in money if one.phase is Phase.FINAL), default=None)


def _phase_total(money: Sequence[MunicipalityAmountRow], phase: Phase) -> Money | None:
    return known_total(Money(one.amount_cents) for one in money if one.phase is phase)


def _action(row: ActionRow, on: date) -> ActionValue:
    late = row.done_date is None and row.due_date < on
    return ActionValue(
        row.number, row.title, row.due_date, row.done_date, Fraction(row.weight), late
    )


def _amounts(found: Iterable[Amount]) -> tuple[AmountValue, ...]:
    """Programmed and spent side by side, in the order met."""
    names: dict[str, str] = {}
    amounts: defaultdict[tuple[str, Phase], list[Money]] = defaultdict(list)
    for key, name, phase, amount in found:
        names[key] = name
        amounts[key, phase].append(amount)
    return tuple(
        AmountValue(
            key,
            name,
            known_total(amounts[key, Phase.BUDGET]),
            known_total(amounts[key, Phase.FINAL]),
        )
        for key, name in names.items()
    )


def _in_order(amounts: Iterable[AmountValue], places: Places) -> tuple[AmountValue, ...]:
    order = {key: index for index, key in enumerate(places)}
    return tuple(sorted(amounts, key=lambda amount: order.get(amount.key, len(order))))


# Areas and the whole


def _area(
    row: AreaRow, values: Sequence[SchedaValue], indicators: tuple[StatusLevel, ...], look: _Look
) -> AreaValue:
    parts = [
        SchedaInArea(one.code, one.status, one.programmed, one.is_over_budget) for one in values
    ]
    done = weighted_progress([(one.done, one.planned, one.programmed) for one in values])
    by_municipality = _amounts(
        found for one in values for amount in one.by_municipality for found in _phases(amount)
    )
    light = area_light(parts, indicators, done, look.limits.area)
    return AreaValue(
        row.id,
        row.name,
        row.short_name,
        tuple(values),
        _progress(values),
        known_total(one.programmed for one in values),
        known_total(one.spent for one in values),
        _in_order(by_municipality, look.places),
        indicators,
        light.status if light else None,
        light.parts_now if light else (),
        light.parts_at_year_end if light else (),
        row.in_force,
    )


def _phases(amount: AmountValue) -> Iterable[Amount]:
    for phase, money in ((Phase.BUDGET, amount.programmed), (Phase.FINAL, amount.spent)):
        if money is not None:
            yield amount.key, amount.name, phase, money


def _progress(values: Iterable[SchedaValue]) -> Progress:
    found = weighted_progress([(one.done, one.planned, one.programmed) for one in values])
    return Progress(found.done, found.planned) if found else Progress(None, None)


def _report(
    row: ProgrammeRow, year: int, day: date, places: Places, found: tuple[AreaValue, ...]
) -> ProgrammeReport:
    return ProgrammeReport(
        id=row.id,
        title=row.title,
        plan_title=row.plan_title,
        year=year,
        day=day,
        state=row.state,
        edition=row.edition,
        approved_on=row.approved_on,
        act_title=row.act_title,
        source=row.source,
        origin=row.origin,
        municipalities=tuple((key, name) for key, name in places.items() if key),
        areas=found,
        progress=_progress(scheda for area in found for scheda in area.schede),
        programmed=known_total(area.programmed for area in found),
        spent=known_total(area.spent for area in found),
    )
