"""Questions on the territory: which district, which Comuni, how many residents."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from udp_core.model.territory import District, Municipality, Population
from udp_core.vocabulary import AgeBand

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


def district_name(connection: Connection, district: str) -> str | None:
    """The district's name; None where it is not registered."""
    return connection.execute(select(_DISTRICT.name).where(_DISTRICT.id == district)).scalar()


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
            select(_MUNICIPALITY.c.id, _MUNICIPALITY.c.name).where(
                _MUNICIPALITY.c.district_id == district
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
