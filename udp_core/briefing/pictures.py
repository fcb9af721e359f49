"""What the slides of a day are made from, each read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.briefing.agenda import RedLine
from udp_core.briefing.reds import red_lines, reds_of
from udp_core.deadlines.report import DeadlinesPicture, deadlines_picture
from udp_core.fund.report.fund import FundPicture
from udp_core.fund.report.reading import fund_picture
from udp_core.indicators.report.indicators import IndicatorsPicture
from udp_core.indicators.report.reading import indicators_picture
from udp_core.municipalities.report import MunicipalitiesPicture, municipalities_picture
from udp_core.overview.report.overview import OverviewPicture, overview_picture
from udp_core.sittings.queries.plans import plans
from udp_core.years.report.compared import ComparedYears, compared_years


@dataclass(frozen=True, slots=True)
class Moment:
    """Of which district and year, and the day at which everything is judged."""

    district: str
    year: int
    today: date


@dataclass(frozen=True, slots=True)
class Pictures:
    """A district's year on a day; None where there is nothing of the kind.

    `reds` by their subject.
    """

    year: int
    overview: OverviewPicture
    fund: FundPicture | None
    indicators: IndicatorsPicture
    municipalities: MunicipalitiesPicture | None
    reds: dict[str, RedLine]
    deadlines: DeadlinesPicture
    compared: ComparedYears | None


def pictures_of(connection: Connection, moment: Moment) -> Pictures:
    """Everything, judged."""
    district, year, today = moment.district, moment.year, moment.today
    overview, fund = (
        overview_picture(connection, district, year, today),
        fund_picture(connection, district, year, today),
    )
    indicators = indicators_picture(connection, district, year, today)
    found = red_lines(reds_of(overview, fund, indicators), plans(connection, district, year))
    return Pictures(
        year,
        overview,
        fund,
        indicators,
        municipalities_picture(connection, district, year),
        found,
        deadlines_picture(connection, district, today, None),
        compared_years(connection, district, year),
    )
