"""Questions on a fund of a district: its years, what came in, under which acts."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.model.fund import (
    Allocation,
    CarryOver,
    Cofinancing,
    FundYear,
    ReturnedFund,
    Variation,
)
from udp_core.model.governance import Act, Organisation
from udp_core.vocabulary import AccountingRegime, AllocationLine, AmountStatus, Origin

_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ALLOCATION = Allocation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_CARRY = CarryOver.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VARIATION = Variation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_COFINANCING = Cofinancing.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_RETURNED = ReturnedFund.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ACT = Act.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ORGANISATION = Organisation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class FundYearRow(NamedTuple):
    """A year of a fund, with who manages it."""

    id: str
    year: int
    manager: str | None
    regime: AccountingRegime
    origin: Origin


class AllocationRow(NamedTuple):
    """A statement of a line of a fund year."""

    fund_year_id: str
    line: AllocationLine
    status: AmountStatus
    amount_cents: int
    act: str | None
    as_of: date
    source: str


class CarryOverRow(NamedTuple):
    """A statement of a residue brought into a fund year."""

    fund_year_id: str
    from_year: int
    status: AmountStatus
    amount_cents: int
    as_of: date
    source: str


class MovementRow(NamedTuple):
    """A variation, a co-financing or a return.

    Signed cents as stored, day where it has one, and why or by whom.
    """

    fund_year_id: str
    amount_cents: int
    day: date | None
    what: str
    source: str


def fund_years(connection: Connection, district: str, source: str) -> tuple[FundYearRow, ...]:
    """The years of a fund of a district, the earliest first."""
    found = select(
        _YEAR.id, _YEAR.year, _ORGANISATION.name, _YEAR.accounting_regime, _YEAR.origin
    ).outerjoin(Organisation, _ORGANISATION.id == _YEAR.manager_id)
    rows = connection.execute(
        found.where(_YEAR.district_id == district, _YEAR.source_id == source).order_by(_YEAR.year)
    )
    return tuple(FundYearRow(*row) for row in rows)


def allocations(connection: Connection, fund_years: tuple[str, ...]) -> tuple[AllocationRow, ...]:
    """Every statement of every line of some fund years, in order of day."""
    own = (_ALLOCATION.fund_year_id, _ALLOCATION.line, _ALLOCATION.status, _ALLOCATION.amount_cents)
    found = select(*own, _ACT.title, _ALLOCATION.as_of, _ALLOCATION.source).outerjoin(
        Act, _ACT.id == _ALLOCATION.act_id
    )
    rows = connection.execute(
        found.where(_ALLOCATION.fund_year_id.in_(fund_years)).order_by(
            _ALLOCATION.as_of, _ALLOCATION.id
        )
    )
    return tuple(AllocationRow(*row) for row in rows)


def carry_overs(connection: Connection, fund_years: tuple[str, ...]) -> tuple[CarryOverRow, ...]:
    """Every statement of every residue brought into some fund years, in order of day."""
    found = select(
        _CARRY.fund_year_id,
        _CARRY.from_year,
        _CARRY.status,
        _CARRY.amount_cents,
        _CARRY.as_of,
        _CARRY.source,
    )
    rows = connection.execute(
        found.where(_CARRY.fund_year_id.in_(fund_years)).order_by(_CARRY.as_of, _CARRY.id)
    )
    return tuple(CarryOverRow(*row) for row in rows)


def variations(connection: Connection, fund_years: tuple[str, ...]) -> tuple[MovementRow, ...]:
    """The variations of some fund years, in order of day."""
    found = select(
        _VARIATION.fund_year_id,
        _VARIATION.amount_cents,
        _VARIATION.variation_date,
        _VARIATION.reason,
        _VARIATION.source,
    )
    rows = connection.execute(
        found.where(_VARIATION.fund_year_id.in_(fund_years)).order_by(
            _VARIATION.variation_date, _VARIATION.id
        )
    )
    return tuple(MovementRow(*row) for row in rows)


def cofinancings(connection: Connection, fund_years: tuple[str, ...]) -> tuple[MovementRow, ...]:
    """What other bodies add to some fund years."""
    own = (_COFINANCING.fund_year_id, _COFINANCING.amount_cents, _COFINANCING.as_of)
    found = select(*own, _ORGANISATION.name, _COFINANCING.source).join(
        Organisation, _ORGANISATION.id == _COFINANCING.organisation_id
    )
    rows = connection.execute(
        found.where(_COFINANCING.fund_year_id.in_(fund_years)).order_by(_COFINANCING.id)
    )
    return tuple(MovementRow(*row) for row in rows)


def returns(connection: Connection, fund_years: tuple[str, ...]) -> tuple[MovementRow, ...]:
    """What some fund years gave back."""
    found = select(
        _RETURNED.fund_year_id,
        _RETURNED.amount_cents,
        _RETURNED.return_date,
        _RETURNED.source,
        _RETURNED.source,
    )
    rows = connection.execute(
        found.where(_RETURNED.fund_year_id.in_(fund_years)).order_by(_RETURNED.id)
    )
    return tuple(MovementRow(*row) for row in rows)
