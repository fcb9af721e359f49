"""Who is late: Comuni, ambiti, and the officers who have to give what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, id_of
from udp_core.archive.queries import rows_by_id
from udp_core.archive.sessions import addresses_of
from udp_core.desk.report.desk import areas_of, scope_of
from udp_core.desk.report.rows import FigureRow, activity_and_measures
from udp_core.desk.rules import GRACE_DAYS, ExpectedFigure, Lateness, lateness
from udp_core.fund.entities.frna import ActivityMeasure
from udp_core.fund.queries import monthly as store
from udp_core.fund.report.closing import MONTHS, given_months, month_of
from udp_core.kernel import italian
from udp_core.kernel.calendar import Period, month_end
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.vocabulary import DataState, PeriodKind
from udp_core.people.queries import officers
from udp_core.people.rights import actor_of
from udp_core.territory.queries import municipality_names
from udp_core.thresholds.report import thresholds


@dataclass(frozen=True, slots=True)
class OfficerLateness:
    """What an officer has to give: the figures missing in all the mandates.

    Without an `officer_id` it is a Comune, or an ambito, that nobody has a mandate for: the letter
    goes to it.
    `address` is the mail address, where one is known.
    """

    officer_id: str
    office: str
    parts: tuple[Lateness, ...]
    address: str = ""

    @property
    def code(self) -> str:
        """What tells this one from the others."""
        return self.officer_id or self.office

    @property
    def missing(self) -> tuple[ExpectedFigure, ...]:
        """Everything missing, the oldest first."""
        return tuple(
            sorted(
                (one for part in self.parts for one in part.missing),
                key=lambda one: (one.due, one.what),
            )
        )


@dataclass(frozen=True, slots=True)
class LatenessReport:
    """How everybody stands on a day."""

    year: int
    today: date
    municipalities: tuple[Lateness, ...]
    areas: tuple[Lateness, ...]
    officers: tuple[OfficerLateness, ...]


FOLLOWED_EVERY_DAYS = 31


def lateness_report(
    connection: Connection, district: str, year: int, today: date
) -> LatenessReport:
    """Completeness and freshness by Comune and ambito, and who has to give what is missing."""
    names: dict[str | None, str] = {None: WHOLE_DISTRICT}
    names.update(municipality_names(connection, district))
    stale = thresholds(connection, district, today).stale_days
    by_place = _by_municipality(connection, district, year)
    for place, one in _asked_at_the_desk(connection, district, year, today, tuple(names)):
        by_place.setdefault(place, []).append(one)
    places = {
        place: lateness(str(names.get(place, place)), found, today, stale)
        for place, found in by_place.items()
    }
    by_area = _by_area(connection, district, year, today)
    areas = {area: lateness(name, found, today, stale) for (area, name), found in by_area.items()}
    return LatenessReport(
        year,
        today,
        _worst_first(places.values()),
        _worst_first(areas.values()),
        tuple(_officers(connection, places, areas, today)),
    )


def _worst_first(found: Iterable[Lateness]) -> tuple[Lateness, ...]:
    return tuple(sorted(found, key=lambda one: (-len(one.missing), -one.days_late, one.owner)))


def _by_municipality(
    connection: Connection, district: str, year: int
) -> dict[str | None, list[ExpectedFigure]]:
    given = given_months(store.given(connection, district, year))
    found: defaultdict[str | None, list[ExpectedFigure]] = defaultdict(list)
    for row in store.programmed(connection, district, year):
        for month in MONTHS:
            there = given.get(month_of(row, month))
            due = month_end(year, month) + timedelta(days=GRACE_DAYS)
            what = (
                f"{row.voce_id} {row.voce}, {italian.month(month)} (fonte {row.source_id.upper()})"
            )
            found[row.municipality_id].append(
                ExpectedFigure(
                    row.municipality_id or "",
                    what,
                    due,
                    there.as_of if there else None,
                    is_draft=bool(there and there.state is DataState.DRAFT),
                )
            )
    return dict(found)


def _asked_at_the_desk(
    connection: Connection, district: str, year: int, today: date, places: tuple[str | None, ...]
) -> Iterator[tuple[str | None, ExpectedFigure]]:
    """Activity and indicators, as «I miei aggiornamenti» asks for them, each once."""
    asked: dict[type[Entity], dict[str, FigureRow]] = {}
    for row in activity_and_measures(connection, district, year, today, places):
        asked.setdefault(row.entity, {}).setdefault(id_of(row.entity, row.image), row)
    for entity, rows_of_it in asked.items():
        there = {row.id: row.image for row in rows_by_id(connection, entity, list(rows_of_it))}
        for row_id, row in rows_of_it.items():
            place = row.image["municipality_id"]
            found = _asked_figure(row, year, there.get(row_id))
            yield (None if place is None else str(place)), found


def _asked_figure(row: FigureRow, year: int, there: Image | None) -> ExpectedFigure:
    """Due a while after the end of its period."""
    number = row.image["period_no"]
    kind = PeriodKind.of(str(row.image["period"]))
    period = Period(year, kind, None if number is None else int(number))
    due = month_end(year, period.last_month) + timedelta(days=GRACE_DAYS)
    return ExpectedFigure(
        str(row.image["municipality_id"] or ""),
        f"{row.label}, {italian.period(kind, period.number, f'anno {year}')}{_unit(row)}",
        due,
        date.fromisoformat(str(there["as_of"])) if there else None,
        is_draft=bool(there and there["state"] == DataState.DRAFT.value),
    )


def _unit(row: FigureRow) -> str:
    """Of an activity, that the spending of the same voce is not taken for it."""
    return f" ({row.fields[0][1]})" if row.entity is ActivityMeasure else ""


def _by_area(
    connection: Connection, district: str, year: int, today: date
) -> dict[tuple[str, str], list[ExpectedFigure]]:
    """A scheda in course is followed every month.

    Of each one update is expected, and what is older counts as missing.
    """
    found: defaultdict[tuple[str, str], list[ExpectedFigure]] = defaultdict(list)
    for row in store.followed(connection, district, year):
        due = row.as_of + timedelta(days=FOLLOWED_EVERY_DAYS + GRACE_DAYS)
        what = f"{row.code} {row.title}: ferma al {italian.day(row.as_of)}"
        one = (
            ExpectedFigure(row.area_id, what, row.as_of, row.as_of)
            if due > today
            else ExpectedFigure(row.area_id, what, due, None, known_on=row.as_of)
        )
        found[row.area_id, row.area].append(one)
    return dict(found)


def _officers(
    connection: Connection,
    places: dict[str | None, Lateness],
    areas: dict[str, Lateness],
    today: date,
) -> Iterator[OfficerLateness]:
    addresses = addresses_of(connection)
    named: set[str | None] = set()
    for row in officers(connection):
        actor = actor_of(connection, row.id, today)
        if actor is None:
            continue
        named.update(
            word for grant in actor.grants for word in (grant.municipality_id, grant.area_id)
        )
        own = [places[place] for place in scope_of(actor) if place in places] + [
            areas[area] for area in areas_of(actor) if area in areas
        ]
        if own:
            yield OfficerLateness(row.id, row.name, tuple(own), addresses.get(row.id, ""))
    yield from _of_nobody(places, areas, named)


def _of_nobody(
    places: Mapping[str | None, Lateness],
    areas: Mapping[str, Lateness],
    named: Collection[str | None],
) -> Iterator[OfficerLateness]:
    """Comuni and ambiti that are late and that no active officer has a mandate for."""
    late = [
        (f"Comune di {one.owner}", one)
        for place, one in places.items()
        if place and place not in named
    ]
    late += [(f"Ambito {one.owner}", one) for area, one in areas.items() if area not in named]
    yield from (OfficerLateness("", office, (one,)) for office, one in late if one.missing)
