"""How much an archive has of what an office begins with."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, ScalarSelect, distinct, func, select

from udp_core.archive.entity import Entity
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.entities.fund import Allocation, FundYear
from udp_core.indicators.entities import Indicator, Measurement
from udp_core.kernel.vocabulary import DataState, Phase
from udp_core.people.entities import Mandate
from udp_core.plan.entities.governance import GoverningBody, Organisation
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.territory.entities import UNTOLD, District, Municipality, Population

FUND = "frna"
"""The fund that an office begins with."""


class Counts(NamedTuple):
    """Rows of a district in a year; of the territory, the people and the plans, whatever the year.

    `peopled` are the Comuni of which the residents are known, `officers` the users that have a
    mandate.
    """

    districts: int
    municipalities: int
    peopled: int
    bodies: int
    organisations: int
    officers: int
    plans: int
    programmes: int
    fund_years: int
    allocations: int
    budget: int
    confirmed: int
    schede: int
    funded: int
    indicators: int
    measurements: int


def counts(connection: Connection, district: str, year: int) -> Counts:
    """All of them, with one question."""
    found = select(
        *_territory_and_people(district),
        *_plan_and_fund(district, year),
        *_schede_and_indicators(district, year),
    )
    return Counts(*map(int, connection.execute(found).one()))


def _c(entity: type[Entity]) -> Any:
    return entity.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


def _many(entity: type[Entity], *where: ColumnElement[bool]) -> ScalarSelect[Any]:
    return select(func.count()).select_from(entity).where(*where).scalar_subquery()


def _territory_and_people(district: str) -> tuple[ScalarSelect[Any], ...]:
    town, people, mandate = _c(Municipality), _c(Population), _c(Mandate)
    own = select(town.id).where(town.district_id == district)
    peopled = select(func.count(distinct(people.municipality_id))).where(
        people.municipality_id.in_(own)
    )
    officers = select(func.count(distinct(mandate.officer_id))).where(
        mandate.district_id == district
    )
    return (
        _many(District, _c(District).id == district, _c(District).region != UNTOLD),
        _many(Municipality, town.district_id == district),
        peopled.scalar_subquery(),
        _many(GoverningBody, _c(GoverningBody).district_id == district),
        _many(Organisation),
        officers.scalar_subquery(),
    )


def _plan_and_fund(district: str, year: int) -> tuple[ScalarSelect[Any], ...]:
    plan, fund, entry = _c(Plan), _c(FundYear), _c(FrnaEntry)
    funds = (fund.district_id == district, fund.year == year, fund.source_id == FUND)
    own = select(fund.id).where(*funds)
    budget = (entry.fund_year_id.in_(own), entry.phase == Phase.BUDGET)
    return (
        _many(Plan, plan.district_id == district, plan.year_from <= year, plan.year_to >= year),
        _many(AnnualProgramme, _c(AnnualProgramme).id.in_(_programmes(district, year))),
        _many(FundYear, *funds),
        _many(Allocation, _c(Allocation).fund_year_id.in_(own)),
        _many(FrnaEntry, *budget),
        _many(FrnaEntry, *budget, entry.state != DataState.DRAFT),
    )


def _schede_and_indicators(district: str, year: int) -> tuple[ScalarSelect[Any], ...]:
    scheda, money = _c(Intervention), _c(InterventionFunding)
    own = select(scheda.id).where(scheda.programme_id.in_(_programmes(district, year)))
    funded = select(func.count(distinct(money.intervention_id)))
    funded = funded.where(money.intervention_id.in_(own), money.phase == Phase.BUDGET)
    return (
        _many(Intervention, scheda.id.in_(own)),
        funded.scalar_subquery(),
        _many(Indicator),
        _many(Measurement, _c(Measurement).district_id == district),
    )


def _programmes(district: str, year: int) -> Any:
    """The programmes of a year of a district."""
    plan, programme = _c(Plan), _c(AnnualProgramme)
    found = select(programme.id).join(Plan, plan.id == programme.plan_id)
    return found.where(plan.district_id == district, programme.year == year)
