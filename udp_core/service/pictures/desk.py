"""«I miei aggiornamenti».

The figures that are an officer's to give for a month, with what stood there before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from udp_core import italian
from udp_core.calendar import MONTHS_PER_YEAR, month_end
from udp_core.domain.access import Actor
from udp_core.domain.counted import COUNTED
from udp_core.domain.pictures.desk import DeskPicture, DueField, DueFigure, DueGroup, Value
from udp_core.domain.usual import MOST_VALUES, UsualRange, usual_range
from udp_core.model.entity import Entity, Image, id_of, specs, table_name
from udp_core.model.frna import ActivityMeasure, FrnaEntry
from udp_core.model.indicator import Measurement
from udp_core.model.intervention import Action, Intervention, InterventionFunding
from udp_core.model.registry import BY_NAME
from udp_core.service.expecting import given_months, month_of
from udp_core.service.growing import GROWING, expected_growth, grows, known_before
from udp_core.service.time_rules import day_of, period_of
from udp_core.store.images import read_by_id
from udp_core.store.queries import desk
from udp_core.store.queries.lateness import given, programmed
from udp_core.store.queries.series import Past, followed, past_values
from udp_core.vocabulary import ActivityUnit, DataState, Frequency, Origin, PeriodKind, Phase, Role

Before = Mapping[str, tuple[int, UsualRange | None]]
"""Of each field the last value before the month, and where the new one is no surprise."""
Stored = Mapping[str, tuple[int, Image]]
MONTHS_OF: dict[Frequency, int] = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}
"""How many months a measurement of each frequency covers."""
WHOLE_DISTRICT = "intero distretto"
OWN, WHOLE = "", "distretto"
"""Whose figures are looked at: of one's own Comuni, or of the whole district.

Else of a Comune, by its code.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, of which month, as of which day: the key of what is kept."""

    district: str
    year: int
    month: int
    today: date

    @property
    def last_day(self) -> date:
        """The day that a figure of the month speaks of.

        Its end, or today where it has not ended.
        """
        return min(month_end(self.year, self.month), self.today)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is expected, before it is looked up."""

    entity: type[Entity]
    image: Image
    label: str
    detail: str
    fields: tuple[tuple[str, str], ...]
    always: bool = False
    percent: bool = False


def scope_of(actor: Actor) -> tuple[str | None, ...]:
    """The Comuni of an officer; a coordinator gives what belongs to the whole district."""
    own: tuple[str | None, ...] = tuple(
        grant.municipality_id for grant in actor.scopes(Role.MUNICIPALITY_EDITOR)
    )
    return (*own, None) if Role.COORDINATOR in actor.roles else own


def scope_at(actor: Actor, place: str) -> tuple[str | None, ...]:
    """The Comuni of a place; a place that is not of an officer is none.

    Only a coordinator gives figures of any.
    """
    if place == OWN:
        return scope_of(actor)
    municipality = None if place == WHOLE else place
    may = Role.COORDINATOR in actor.roles or municipality in scope_of(actor)
    return (municipality,) if may else ()


def areas_of(actor: Actor) -> tuple[str, ...]:
    """The ambiti of an officer."""
    return tuple(grant.area_id for grant in actor.scopes(Role.AREA_EDITOR) if grant.area_id)


def desk_picture(  # noqa: PLR0917 - what a picture depends on
    connection: Connection,
    actor: Actor,
    district: str,
    year: int,
    month: int,
    today: date,
    scope: tuple[str | None, ...] | None = None,
) -> DeskPicture:
    """Everything that is the officer's to give for the month.

    `scope` are the Comuni chosen, else the officer's own.
    """
    asked, areas = Asked(district, year, month, today), areas_of(actor)
    scope = scope_of(actor) if scope is None else scope
    names = desk.municipality_names(connection, district)
    schede = desk.followed_schede(connection, district, year, scope, areas)
    groups = (
        (
            "spesa",
            "Spesa FRNA del mese",
            _spending(desk.expected_spending(connection, district, year, scope), asked, names),
        ),
        (
            "attivita",
            "Attività del mese",
            _activity(desk.expected_activity(connection, district, year, scope), asked, names),
        ),
        (
            "indicatori",
            "Indicatori",
            _measures(
                _typed(desk.expected_measures(connection, district, scope, areas)), asked, names
            ),
        ),
        (
            "schede",
            "Schede: spesa da inizio anno",
            _funding(desk.expected_funding(connection, district, year, scope), asked, names),
        ),
        ("avanzamento", "Schede: avanzamento dichiarato", _progress(schede)),
        (
            "azioni",
            "Azioni in scadenza",
            _actions(
                desk.open_actions(
                    connection, [one.id for one in schede], asked.last_day.isoformat()
                )
            ),
        ),
    )
    made = (
        DueGroup(code, title, tuple(_looked_up(connection, list(rows), asked)))
        for code, title, rows in groups
    )
    return DeskPicture(year, month, tuple(group for group in made if group.figures))


def desk_again(
    connection: Connection,
    picture: DeskPicture,
    district: str,
    today: date,
    figures: Collection[str],
) -> DeskPicture:
    """A picture with only some figures, by their ids, looked up anew.

    Nothing else changed since it was made.
    """
    asked = Asked(district, picture.year, picture.month, today)

    def again(group: DueGroup) -> DueGroup:
        rows = [_row_of(one) for one in group.figures if one.entity_id in figures]
        fresh = {one.entity_id: one for one in _looked_up(connection, rows, asked)}
        return replace(group, figures=tuple(fresh.get(one.entity_id, one) for one in group.figures))

    return replace(picture, groups=tuple(map(again, picture.groups)))


def _row_of(figure: DueFigure) -> Row:
    fields = tuple((one.name, one.label) for one in figure.fields)
    return Row(
        BY_NAME[figure.entity],
        dict(figure.values),
        figure.label,
        figure.detail,
        fields,
        figure.always,
        figure.percent,
    )


def usual_month(  # noqa: PLR0917 - what it depends on
    connection: Connection,
    actor: Actor,
    district: str,
    year: int,
    today: date,
    scope: tuple[str | None, ...] | None = None,
) -> int:
    """The month to be given, never one to come.

    The first that is over and of which nothing is there.

    Where each has something, the latest that lacks something: a figure that nobody ever gave does
    not hold back the
    months after it. Where all is there, the month that runs.
    """
    scope = scope_of(actor) if scope is None else scope
    last = today.month if today.year == year else MONTHS_PER_YEAR
    over = [month for month in range(1, last + 1) if month_end(year, month) <= today]
    expected = [
        one for one in programmed(connection, district, year) if one.municipality_id in scope
    ]
    there = given_months(given(connection, district, year))
    lacking = {month: sum(month_of(one, month) not in there for one in expected) for month in over}
    untouched = [month for month, missing in lacking.items() if missing == len(expected) > 0]
    partly = [month for month, missing in lacking.items() if missing]
    return untouched[0] if untouched else partly[-1] if partly else last


def _typed(rows: Iterable[desk.ExpectedMeasure]) -> Iterator[desk.ExpectedMeasure]:
    """Only what somebody has to type: what the archive counts is asked of nobody."""
    return (one for one in rows if one.indicator_id not in COUNTED)


def _place(names: dict[str, str], municipality: str | None) -> str:
    return WHOLE_DISTRICT if municipality is None else names.get(municipality, municipality)


def _spending(
    rows: Iterable[desk.ExpectedSpending], asked: Asked, names: dict[str, str]
) -> Iterator[Row]:
    for one in rows:
        image = {
            "fund_year_id": one.fund_year_id,
            "voce_id": one.voce_id,
            "source_id": one.source_id,
            "municipality_id": one.municipality_id,
            **_month(asked),
            "origin": one.origin,
        }
        yield Row(
            FrnaEntry,
            image,
            f"{one.voce_id} {one.voce}",
            f"{one.source} · {_place(names, one.municipality_id)}",
            (("amount_cents", "€"),),
        )


def _activity(
    rows: Iterable[desk.ExpectedActivity], asked: Asked, names: dict[str, str]
) -> Iterator[Row]:
    for one in rows:
        image = {
            "fund_year_id": one.fund_year_id,
            "voce_id": one.voce_id,
            "municipality_id": one.municipality_id,
            "unit": one.unit,
            **_month(asked),
            "origin": one.origin,
        }
        yield Row(
            ActivityMeasure,
            image,
            f"{one.voce_id} {one.voce}",
            _place(names, one.municipality_id),
            (("value", ActivityUnit.of(one.unit).label),),
        )


def _month(asked: Asked) -> Image:
    return {"phase": Phase.FINAL.value, "period": PeriodKind.MONTH.value, "period_no": asked.month}


def _measures(
    rows: Iterable[desk.ExpectedMeasure], asked: Asked, names: dict[str, str]
) -> Iterator[Row]:
    for one in rows:
        months = MONTHS_OF[one.frequency]
        number = {PeriodKind.MONTH: asked.month, PeriodKind.QUARTER: -(-asked.month // 3)}.get(
            PeriodKind.of(one.period)
        )
        if one.frequency is not Frequency.YEARLY and asked.month % months:
            continue
        image: Image = {
            "indicator_id": one.indicator_id,
            "district_id": asked.district,
            "municipality_id": one.municipality_id,
            "year": asked.year,
            "period": one.period,
            "period_no": number,
            "origin": Origin.REAL.value,
        }
        fields = (
            (("numerator", one.numerator), ("denominator", one.denominator))
            if one.denominator
            else (("value", one.unit),)
        )
        yield Row(
            Measurement,
            image,
            f"{one.indicator_id} {one.name}",
            f"{one.frequency.label} · {_place(names, one.municipality_id)}",
            fields,
        )


def _funding(
    rows: Iterable[desk.ExpectedFunding], asked: Asked, names: dict[str, str]
) -> Iterator[Row]:
    del asked
    for one in rows:
        image: Image = {
            "intervention_id": one.intervention_id,
            "source_id": one.source_id,
            "municipality_id": one.municipality_id,
            "phase": Phase.FINAL.value,
            "origin": one.origin,
        }
        yield Row(
            InterventionFunding,
            image,
            f"{one.code} {one.title}",
            f"{one.source} · {_place(names, one.municipality_id)}",
            (("amount_cents", "€ da inizio anno"),),
            always=True,
        )


def _progress(rows: Iterable[desk.SchedaRow]) -> Iterator[Row]:
    for one in rows:
        programme, _, code = one.id.rpartition(":")
        yield Row(
            Intervention,
            {"programme_id": programme, "code": code},
            f"{one.code} {one.title}",
            "quota del lavoro fatta",
            (("progress", "%"),),
            always=True,
            percent=True,
        )


def _actions(rows: Iterable[desk.ActionRow]) -> Iterator[Row]:
    for one in rows:
        scheda, _, number = one.id.rpartition(":")
        due = italian.day(date.fromisoformat(one.due_date))
        yield Row(
            Action,
            {"intervention_id": scheda, "number": int(number)},
            f"{one.code} {one.title}",
            f"scadenza {due}",
            (("done_date", "conclusa il"),),
        )


def _looked_up(connection: Connection, rows: Sequence[Row], asked: Asked) -> Iterator[DueFigure]:
    """Each row with what is stored of it and what was before."""
    by_entity: dict[type[Entity], list[tuple[str, Row]]] = {}
    for row in rows:
        by_entity.setdefault(row.entity, []).append((id_of(row.entity, row.image), row))
    for entity, found in by_entity.items():
        stored = read_by_id(connection, entity, [row_id for row_id, _ in found])
        past = past_values(connection, entity, [row.image for _, row in found])
        grown = _grown(connection, entity, stored, asked)
        for row_id, row in found:
            version, image = stored.get(row_id, (0, {}))
            before = grown.get(row_id) or _before(row, past)
            yield _figure(row, (row_id, version), image, before, asked)


def _before(row: Row, past: Past) -> Before:
    """Of each field of a row what it was in the periods before, and what is expected of it."""
    found = (
        {name: past.before(row.image, name, MOST_VALUES) for name, _ in row.fields}
        if followed(row.entity)
        else {}
    )
    return {name: (values[0], usual_range(values)) for name, values in found.items() if values}


def _grown(
    connection: Connection, entity: type[Entity], stored: Stored, asked: Asked
) -> dict[str, Before]:
    """The same of rows that are written over: what they said before this month."""
    day = asked.last_day.isoformat()
    written = {
        row_id: {**image, "as_of": day}
        for row_id, (_, image) in stored.items()
        if grows(entity, image)
    }
    last = known_before(connection, entity, written)
    name = GROWING.get(entity, "")
    return {
        row_id: {name: (int(one[name] or 0), expected_growth(entity, written[row_id], one))}
        for row_id, one in last.items()
    }


def _figure(
    row: Row, key: tuple[str, int], image: Image, before: Before, asked: Asked
) -> DueFigure:
    row_id, version = key
    state, as_of = _state(row.entity, image), image.get("as_of")
    given = all(image.get(name) is not None for name, _ in row.fields)
    old = row.always and (as_of is None or str(as_of) < asked.last_day.isoformat())
    values: tuple[tuple[str, Value], ...] = tuple(row.image.items())
    period = period_of(table_name(row.entity), row.image) if "period" in row.image else None
    fields = tuple(_field(name, label, image, before) for name, label in row.fields)
    return DueFigure(
        table_name(row.entity),
        row_id,
        version,
        row.label,
        row.detail,
        fields,
        values,
        state,
        date.fromisoformat(str(as_of)) if as_of else None,
        row.percent,
        is_due=not given or old,
        speaks_of=day_of(period, asked.today) if period else None,
        always=row.always,
    )


def _field(name: str, label: str, image: Image, before: Before) -> DueField:
    last, usual = before.get(name, (None, None))
    return DueField(name, label, image.get(name), last, usual)


def _state(entity: type[Entity], image: Image) -> DataState | None:
    name = next((name for name, spec in specs(entity).items() if spec.terms is DataState), None)
    return DataState.of(str(image[name])) if name and image else None
