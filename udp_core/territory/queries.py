"""Questions on the territory: districts, Comuni, residents, and what the database covers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select, union

from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.entities.fund import FundYear
from udp_core.kernel.vocabulary import AgeBand
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.sources.entities import DataSet
from udp_core.territory.entities import District, Municipality, Population

_DISTRICT = District.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_MUNICIPALITY = Municipality.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_POPULATION = Population.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class MunicipalityRow(NamedTuple):
    """A Comune of a district."""

    id: str
    name: str
    is_lead: bool


class ResidentsRow(NamedTuple):
    """Residents of a Comune in a band, on 1 January of the latest year known."""

    municipality_id: str
    residents: int
    as_of: date
    source: str


def district_name(connection: Connection, district: str) -> str:
    """The district's name; its code where it is not registered."""
    named = select(_DISTRICT.name).where(_DISTRICT.id == district)
    return connection.execute(named).scalar() or district


def district_codes(connection: Connection) -> tuple[str, ...]:
    """The codes of all the districts, in order."""
    return tuple(connection.execute(select(_DISTRICT.id).order_by(_DISTRICT.id)).scalars())


def municipalities(connection: Connection, district: str) -> tuple[MunicipalityRow, ...]:
    """The Comuni of a district, the lead first, then by name."""
    found = select(_MUNICIPALITY.id, _MUNICIPALITY.name, _MUNICIPALITY.is_lead).where(
        _MUNICIPALITY.district_id == district
    )
    rows = connection.execute(found.order_by(_MUNICIPALITY.is_lead.desc(), _MUNICIPALITY.name))
    return tuple(MunicipalityRow(*row) for row in rows)


def municipality_names(connection: Connection, district: str) -> dict[str, str]:
    """Names of the Comuni of a district, by id."""
    return {
        row.id: row.name
        for row in connection.execute(
            select(_MUNICIPALITY.id, _MUNICIPALITY.name).where(
                _MUNICIPALITY.district_id == district
            )
        )
    }


def residents(
    connection: Connection, district: str, band: AgeBand, year: int
) -> tuple[ResidentsRow, ...]:
    """Residents of each Comune in a band, as of the latest year not after `year`.

    Comuni without data are not there.
    """
    latest = (
        select(_POPULATION.municipality_id, func.max(_POPULATION.year).label("year"))
        .where(_POPULATION.age_band == band, _POPULATION.year <= year)
        .group_by(_POPULATION.municipality_id)
        .subquery()
    )
    chosen = and_(
        _POPULATION.municipality_id == latest.c.municipality_id,
        _POPULATION.year == latest.c.year,
        _POPULATION.age_band == band,
    )
    found = (
        select(
            _POPULATION.municipality_id,
            _POPULATION.residents,
            _POPULATION.as_of,
            _POPULATION.source,
        )
        .join(latest, chosen)
        .join(Municipality, _POPULATION.municipality_id == _MUNICIPALITY.id)
        .where(_MUNICIPALITY.district_id == district)
        .order_by(_POPULATION.municipality_id)
    )
    return tuple(ResidentsRow(*row) for row in connection.execute(found))


DEMO_TRUST = "demo"
_DATA_SET = DataSet.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FUND_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ENTRY = FrnaEntry.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PLAN = Plan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PROGRAMME = AnnualProgramme.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


def is_demonstration(connection: Connection) -> bool:
    """True where a demonstration ledger was loaded."""
    return (
        connection.execute(
            select(_DATA_SET.id).where(_DATA_SET.trust == DEMO_TRUST).limit(1)
        ).first()
        is not None
    )


def demonstration_day(connection: Connection) -> date | None:
    """The day that the demonstration stands at.

    None where there is none, or it does not name a whole day.
    """
    stated = connection.execute(
        select(func.max(_DATA_SET.as_of)).where(_DATA_SET.trust == DEMO_TRUST)
    ).scalar()
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        return None


def years(connection: Connection, district: str) -> tuple[int, ...]:
    """The years of which the district has a fund or a programme, the latest first."""
    funds = select(_FUND_YEAR.year).where(_FUND_YEAR.district_id == district)
    programmes = (
        select(_PROGRAMME.year)
        .join(Plan, _PROGRAMME.plan_id == _PLAN.id)
        .where(_PLAN.district_id == district)
    )
    return tuple(sorted(connection.execute(union(funds, programmes)).scalars(), reverse=True))


def latest_day(connection: Connection, district: str, year: int, today: date) -> date | None:
    """The last day, not after today, of which the district's funds of a year have an entry.

    None where there is none.
    """
    funds = select(_FUND_YEAR.id).where(_FUND_YEAR.district_id == district, _FUND_YEAR.year == year)
    found = select(func.max(_ENTRY.as_of)).where(
        _ENTRY.fund_year_id.in_(funds), _ENTRY.as_of <= today
    )
    return connection.execute(found).scalar()
