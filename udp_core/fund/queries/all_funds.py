"""Questions on all the funds of a district together: which there are, and their money by Comune."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, func, select

from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.entities.fund import FundingSource, FundYear
from udp_core.fund.queries.budgets import LIFE, OF_ITS_ACT, with_life
from udp_core.fund.rules.budgets import BudgetLife
from udp_core.kernel.vocabulary import AccountingRegime, DataState, Phase
from udp_core.plan.entities.governance import Act
from udp_core.territory.entities import Municipality

_ENTRY: Any = FrnaEntry
_FUND: Any = FundYear
_SOURCE: Any = FundingSource
_PLACE: Any = Municipality


class NamedSource(NamedTuple):
    """A source by its code, and its whole name."""

    code: str
    name: str


class YearOfFund(NamedTuple):
    """A year of one of the funds: its id, of which source, how it is accounted for, how far its
    preventivo has come.
    """

    id: str
    source: str
    year: int
    regime: AccountingRegime
    budget: BudgetLife


class PlacedAmountRow(NamedTuple):
    """Money of a fund year by voce, source, Comune (None: whole district) and phase.

    `cents` leaves drafts out (None where all are drafts), as `as_of`, the latest day, does.
    """

    fund_year_id: str
    voce: str
    source: str
    municipality_id: str | None
    municipality: str | None
    phase: Phase
    cents: int | None
    draft_cents: int
    as_of: date | None


def funds_in(connection: Connection, district: str, year: int) -> tuple[NamedSource, ...]:
    """The sources that the district programmes as a fund in a year, in their order."""
    found = select(_SOURCE.code, _SOURCE.name).join(FundYear, _FUND.source_id == _SOURCE.id)
    own = found.where(_FUND.district_id == district, _FUND.year == year)
    rows = connection.execute(own.order_by(_SOURCE.sort, _SOURCE.code))
    return tuple(NamedSource(*row) for row in rows)


def sources(connection: Connection) -> tuple[NamedSource, ...]:
    """Every source, in order."""
    found = select(_SOURCE.code, _SOURCE.name).order_by(_SOURCE.sort, _SOURCE.code)
    return tuple(NamedSource(*row) for row in connection.execute(found))


def years_until(connection: Connection, district: str, year: int) -> tuple[YearOfFund, ...]:
    """The years of every fund of a district, this one and those before, by fund and year."""
    keys = (_FUND.id, _FUND.source_id, _FUND.year, _FUND.accounting_regime)
    found = select(*keys, *LIFE).select_from(FundYear).outerjoin(Act, OF_ITS_ACT)
    own = found.where(_FUND.district_id == district, _FUND.year <= year)
    rows = connection.execute(own.order_by(_FUND.source_id, _FUND.year))
    return tuple(YearOfFund(*with_life(row)) for row in rows)


def placed_amounts(
    connection: Connection, fund_years: Sequence[str]
) -> tuple[PlacedAmountRow, ...]:
    """Everything written of some fund years, by voce, source, Comune and phase."""
    drafted = _ENTRY.state == DataState.DRAFT
    keys = (
        _ENTRY.fund_year_id,
        _ENTRY.voce_id,
        _ENTRY.source_id,
        _ENTRY.municipality_id,
        _PLACE.name,
        _ENTRY.phase,
    )
    found = select(
        *keys,
        func.sum(case((drafted, None), else_=_ENTRY.amount_cents)),
        func.sum(case((drafted, _ENTRY.amount_cents), else_=0)),
        func.max(case((drafted, None), else_=_ENTRY.as_of)),
    ).outerjoin(Municipality, _PLACE.id == _ENTRY.municipality_id)
    rows = connection.execute(found.where(_ENTRY.fund_year_id.in_(fund_years)).group_by(*keys))
    return tuple(
        PlacedAmountRow(*row[:6], None if row[6] is None else int(row[6]), int(row[7]), row[8])
        for row in rows  # int: PostgreSQL sums 64-bit numbers into decimals
    )
