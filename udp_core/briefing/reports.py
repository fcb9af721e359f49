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
from udp_core.overview.report.overview import OverviewReport, overview_report
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
class Reports:
    """A district's year on a day; None where there is nothing of the kind.

    `corrective` by their subject.
    """

    year: int
    overview: OverviewReport
    fund: FundReport | None
    indicators: IndicatorsReport
    municipalities: MunicipalitiesReport | None
    corrective: dict[str, CorrectiveLine]
    deadlines: DeadlinesReport
    compared: ComparedYears | None
    all_funds: AllFunds | None
    fees: FeesReport
    plan: PlanReport | None
    outcomes: OutcomesReport | None
    rules: RulesReport


def reports_of(connection: Connection, moment: Moment) -> Reports:
    """Everything, judged."""
    district, year, today = moment.district, moment.year, moment.today
    overview, fund = (
        overview_report(connection, district, year, today),
        fund_report(connection, district, year, today),
    )
    indicators = indicators_report(connection, district, year, today)
    plan = plan_report(connection, district, "", year, today)
    found = red_lines(reds_of(overview, fund, indicators), plans(connection, district, year))
    return Reports(
        year,
        overview,
        fund,
        indicators,
        municipalities_report(connection, district, year),
        found,
        deadlines_report(connection, district, today, None),
        compared_years(connection, district, year),
        all_funds(connection, district, year),
        fees_report(connection, district, year, today),
        plan,
        outcomes_of(connection, plan) if plan else None,
        rules_report(connection, district, year, today),
    )
