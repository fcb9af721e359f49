"""The projects of several years: the whole sheet, the time that is over, who pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.kernel.calendar import elapsed_share
from udp_core.kernel.grouping import grouped
from udp_core.kernel.money import Money, of_cents
from udp_core.kernel.problem import Problem
from udp_core.programme.rules.project import Annuality, funded, outlasts, phase_problems
from udp_core.zone_plan.queries.projects import (
    AnnualityRow,
    FunderRow,
    ProjectRow,
    annualities,
    funders,
    projects,
)


@dataclass(frozen=True, slots=True)
class AnnualityValue:
    """One or more years of a project, with the days that they cover."""

    row: AnnualityRow
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ProjectValue:
    """A project with its annualità and funders.

    `total` is None where a funder has not said how much; `stated` is what the others give.
    """

    row: ProjectRow
    annualities: tuple[AnnualityValue, ...]
    funders: tuple[FunderRow, ...]
    elapsed: Fraction
    total: Money | None
    stated: Money
    outlasts: bool
    problems: tuple[Problem, ...]


def projects_report(connection: Connection, district: str, today: date) -> tuple[ProjectValue, ...]:
    """Every project of a district."""
    years = grouped(annualities(connection, district), lambda row: row.project_id)
    payers = grouped(funders(connection, district), lambda row: row.project_id)
    return tuple(
        _project(one, years[one.id], payers[one.id], today)
        for one in projects(connection, district)
    )


def _project(
    row: ProjectRow, years: list[AnnualityRow], payers: list[FunderRow], today: date
) -> ProjectValue:
    amounts = [of_cents(one.amount_cents) for one in payers]
    known = [one for one in amounts if one is not None]
    of_plan = (row.plan_from, row.plan_to)
    return ProjectValue(
        row,
        tuple(
            AnnualityValue(
                one,
                _anniversary(row.start_date, one.year_from - 1),
                min(row.end_date, _anniversary(row.start_date, one.year_to) - timedelta(days=1)),
            )
            for one in years
        ),
        tuple(payers),
        elapsed_share(row.start_date, row.end_date, today),
        funded(amounts) if amounts else None,
        sum(known, Money(0)),
        None not in of_plan
        and outlasts(row.start_date, row.end_date, [one for one in of_plan if one is not None]),
        phase_problems(Annuality(one.year_from, one.year_to) for one in years),
    )


def _anniversary(day: date, years: int) -> date:
    """The same day so many years later; 1 March where a 29 February has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
