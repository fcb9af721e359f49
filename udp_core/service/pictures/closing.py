"""What closing a year would do, from the same figures as the screen of the fund."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from udp_core.domain.allocation import CarryOverRow, carried_in
from udp_core.domain.pictures.closing import ClosingPicture
from udp_core.money import Money
from udp_core.service.checking.funds import fund_facts
from udp_core.service.expecting import missing_months
from udp_core.service.pictures.fund import fund_picture
from udp_core.store.queries.waiting import unvalidated


def following(fund_year: str) -> str:
    """The id of the same fund in the year after."""
    district, source, year = fund_year.split(":")
    return f"{district}:{source}:{int(year) + 1}"


def closing_picture(connection: Connection, fund_year: str, today: date) -> ClosingPicture | None:
    """The year as it would be closed; None where there is no such fund year."""
    after = following(fund_year)
    facts = fund_facts(connection, {fund_year, after})
    if fund_year not in facts:
        return None
    position = facts[fund_year].position
    district, source, year = fund_year.split(":")
    picture = fund_picture(connection, district, int(year), today, source)
    return ClosingPicture(
        fund_year,
        int(year),
        position.available,
        position.used,
        position.returned,
        picture.position.residue if picture else None,
        _held(facts[after].carry_overs, int(year)) if after in facts else None,
        missing_months(connection, fund_year),
        unvalidated(connection, fund_year),
    )


def _held(rows: Sequence[CarryOverRow], year: int) -> Money | None:
    own = [one for one in rows if one.from_year == year]
    return carried_in(own) if own else None
