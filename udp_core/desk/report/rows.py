"""The rows that are expected of an officer for a month, before they are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image
from udp_core.desk.queries import desk
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.fund.report.closing import MONTHS
from udp_core.indicators.entities import Measurement
from udp_core.indicators.rules.counted import COUNTED
from udp_core.kernel import italian
from udp_core.kernel.calendar import month_end
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.vocabulary import ActivityUnit, Frequency, Origin, PeriodKind, Phase
from udp_core.programme.entities.intervention import Action, Intervention, InterventionFunding
from udp_core.territory.queries import municipality_names

MONTHS_OF: dict[Frequency, int] = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}
"""How many months a measurement of each frequency covers."""


@dataclass(frozen=True, slots=True)
class AskedMonth:
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
class FigureRow:
    """A row that is expected, before it is looked up."""

    entity: type[Entity]
    image: Image
    label: str
    detail: str
    fields: tuple[tuple[str, str], ...]
    always: bool = False
    percent: bool = False


def expected_rows(
    connection: Connection, asked: AskedMonth, scope: tuple[str | None, ...], areas: tuple[str, ...]
) -> Iterator[tuple[str, str, Iterator[FigureRow]]]:
    """The rows of the month by what they are of: code and title of each group, its rows."""
    district, year = asked.district, asked.year
    names = municipality_names(connection, district)
    schede = desk.followed_schede(connection, district, year, scope, areas)
    spending = desk.expected_spending(connection, district, year, scope)
    activity = desk.expected_activity(connection, district, year, scope)
    measures = desk.expected_measures(connection, district, scope, areas)
    funding = desk.expected_funding(connection, district, year, scope)
    actions = desk.open_actions(connection, [one.id for one in schede], asked.last_day.isoformat())
    yield "spesa", "Spesa FRNA del mese", _spending(spending, asked, names)
    yield "attivita", "Attività del mese", _activity(activity, asked, names)
    yield "indicatori", "Indicatori", _measures(_typed(measures), asked, names)
    yield "schede", "Schede: spesa da inizio anno", _funding(funding, names)
    yield "avanzamento", "Schede: avanzamento dichiarato", _progress(schede)
    yield "azioni", "Azioni in scadenza", _actions(actions)


def activity_and_measures(
    connection: Connection, district: str, year: int, today: date, scope: tuple[str | None, ...]
) -> Iterator[FigureRow]:
    """The activity and the indicators of every month of a year: asked once, in its months."""
    names = municipality_names(connection, district)
    activity = desk.expected_activity(connection, district, year, scope)
    measures = tuple(_typed(desk.expected_measures(connection, district, scope, ())))
    for month in MONTHS:
        asked = AskedMonth(district, year, month, today)
        yield from _activity(activity, asked, names)
        yield from _measures(measures, asked, names)


def _typed(rows: Iterable[desk.ExpectedMeasure]) -> Iterator[desk.ExpectedMeasure]:
    """Only what somebody has to type: what the archive counts is asked of nobody."""
    return (one for one in rows if one.indicator_id not in COUNTED)


def _place(names: dict[str, str], municipality: str | None) -> str:
    return OF_WHOLE_DISTRICT if municipality is None else names.get(municipality, municipality)


def _spending(
    rows: Iterable[desk.ExpectedSpending], asked: AskedMonth, names: dict[str, str]
) -> Iterator[FigureRow]:
    for one in rows:
        image = {
            "fund_year_id": one.fund_year_id,
            "voce_id": one.voce_id,
            "source_id": one.source_id,
            "municipality_id": one.municipality_id,
            **_month(asked),
            "origin": one.origin,
        }
        yield FigureRow(
            FrnaEntry,
            image,
            f"{one.voce_id} {one.voce}",
            f"{one.source} · {_place(names, one.municipality_id)}",
            (("amount_cents", "€"),),
        )


def _activity(
    rows: Iterable[desk.ExpectedActivity], asked: AskedMonth, names: dict[str, str]
) -> Iterator[FigureRow]:
    for one in rows:
        image = {
            "fund_year_id": one.fund_year_id,
            "voce_id": one.voce_id,
            "municipality_id": one.municipality_id,
            "unit": one.unit,
            **_month(asked),
            "origin": one.origin,
        }
        yield FigureRow(
            ActivityMeasure,
            image,
            f"{one.voce_id} {one.voce}",
            _place(names, one.municipality_id),
            (("value", ActivityUnit.of(one.unit).label),),
        )


def _month(asked: AskedMonth) -> Image:
    return {"phase": Phase.FINAL.value, "period": PeriodKind.MONTH.value, "period_no": asked.month}


def _measures(
    rows: Iterable[desk.ExpectedMeasure], asked: AskedMonth, names: dict[str, str]
) -> Iterator[FigureRow]:
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
        yield FigureRow(
            Measurement,
            image,
            f"{one.indicator_id} {one.name}",
            f"{_of_when(one, number, asked)} · {_place(names, one.municipality_id)}",
            fields,
        )


def _of_when(one: desk.ExpectedMeasure, number: int | None, asked: AskedMonth) -> str:
    """The period that the figure is of: an indicator may be given by month and by year."""
    return italian.period(PeriodKind.of(one.period), number, f"tutto l’anno {asked.year}")


def _funding(rows: Iterable[desk.ExpectedFunding], names: dict[str, str]) -> Iterator[FigureRow]:
    for one in rows:
        image: Image = {
            "intervention_id": one.intervention_id,
            "source_id": one.source_id,
            "municipality_id": one.municipality_id,
            "phase": Phase.FINAL.value,
            "origin": one.origin,
        }
        yield FigureRow(
            InterventionFunding,
            image,
            f"{one.code} {one.title}",
            f"{one.source} · {_place(names, one.municipality_id)}",
            (("amount_cents", "€ da inizio anno"),),
            always=True,
        )


def _progress(rows: Iterable[desk.SchedaTitleRow]) -> Iterator[FigureRow]:
    for one in rows:
        programme, _, code = one.id.rpartition(":")
        yield FigureRow(
            Intervention,
            {"programme_id": programme, "code": code},
            f"{one.code} {one.title}",
            "quota del lavoro fatta",
            (("progress", "%"),),
            always=True,
            percent=True,
        )


def _actions(rows: Iterable[desk.ActionToUpdateRow]) -> Iterator[FigureRow]:
    for one in rows:
        scheda, _, number = one.id.rpartition(":")
        due = italian.day(date.fromisoformat(one.due_date))
        yield FigureRow(
            Action,
            {"intervention_id": scheda, "number": int(number)},
            f"{one.code} {one.title}",
            f"scadenza {due}",
            (("done_date", "conclusa il"),),
        )
