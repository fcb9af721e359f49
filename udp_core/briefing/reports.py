"""What the slides of a day are made from, each read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.agreements.report.reading import rules_report
from udp_core.agreements.report.values import RulesReport
from udp_core.briefing.agenda import CorrectiveLine
from udp_core.briefing.corrective import red_lines, reds_of
from udp_core.deadlines.report import DeadlinesReport, deadlines_report
from udp_core.fees.report import FeesReport, fees_report
from udp_core.fund.report.all_funds import AllFunds, all_funds
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report
from udp_core.indicators.report.indicators import IndicatorsReport
from udp_core.indicators.report.reading import indicators_report
from udp_core.municipalities.report import MunicipalitiesReport, municipalities_report
from udp_core.overview.report.overview import OverviewReport, overview_with
from udp_core.sittings.queries.plans import plans
from udp_core.years.report.compared import ComparedYears, compared_years
from udp_core.zone_plan.report.outcomes import OutcomesReport, outcomes_of
from udp_core.zone_plan.report.plan import PlanReport
from udp_core.zone_plan.report.reading import plan_report


@dataclass(frozen=True, slots=True)
class Moment:
    """Of which district and year, and the day at which everything is judged."""

    district: str
    year: int
    today: date


@dataclass(frozen=True, slots=True)
class Judged:
    """What of a district's year has a light; None where there is nothing of the kind.

    `corrective` is every red or amber thing, by its subject.
    """

    year: int
    overview: OverviewReport
    fund: FundReport | None
    indicators: IndicatorsReport
    municipalities: MunicipalitiesReport | None
    corrective: dict[str, CorrectiveLine]


def judged_of(connection: Connection, moment: Moment) -> Judged:
    """All that is judged on a day."""
    district, year, today = moment.district, moment.year, moment.today
    fund = fund_report(connection, district, year, today)
    overview = overview_with(connection, district, year, today, fund)
    indicators = indicators_report(connection, district, year, today)
    reds = reds_of(overview, fund, indicators)
    return Judged(
        year,
        overview,
        fund,
        indicators,
        municipalities_report(connection, district, year),
        red_lines(reds, plans(connection, district, year)),
    )


@dataclass(frozen=True, slots=True)
class Reports(Judged):
    """A district's year on a day, all of it; None where there is nothing of the kind."""

    deadlines: DeadlinesReport
    compared: ComparedYears | None
    all_funds: AllFunds | None
    fees: FeesReport
    plan: PlanReport | None
    outcomes: OutcomesReport | None
    rules: RulesReport


def reports_of(connection: Connection, moment: Moment) -> Reports:
    """Everything that slides are made from."""
    district, year, today = moment.district, moment.year, moment.today
    judged = judged_of(connection, moment)
    plan = plan_report(connection, district, "", year, today)
    return Reports(
        judged.year,
        judged.overview,
        judged.fund,
        judged.indicators,
        judged.municipalities,
        judged.corrective,
        deadlines_report(connection, district, today, None),
        compared_years(connection, district, year),
        all_funds(connection, district, year),
        fees_report(connection, district, year, today),
        plan,
        outcomes_of(connection, plan) if plan else None,
        rules_report(connection, district, year, today),
    )
