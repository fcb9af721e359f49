"""Every fund of a year as its own screen says it, one after the other."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from udp_core.fund.queries.all_funds import funds_in
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report


def each_fund(
    connection: Connection, district: str, year: int, today: date
) -> tuple[FundReport, ...]:
    """The report of each fund that the district has in the year, in the order of the sources."""
    found = (
        fund_report(connection, district, year, today, one.code)
        for one in funds_in(connection, district, year)
    )
    return tuple(one for one in found if one is not None)
