"""Questions for the indicators that are counted.

Where the voci stand, spending by Comune, positions of the office.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, func, select

from udp_core.fund.entities.frna import FrnaEntry, FrnaVoce
from udp_core.fund.entities.fund import CrossCuttingShare
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import DataState, FrnaArea, MacroSection, Phase
from udp_core.people.entities import StaffPosition

_ENTRY: Any = FrnaEntry
_VOCE: Any = FrnaVoce
_SHARE: Any = CrossCuttingShare
_STAFF: Any = StaffPosition


def voce_places(connection: Connection) -> dict[str, tuple[FrnaArea, MacroSection]]:
    """Area and macro-section of every voce."""
    rows = connection.execute(select(_VOCE.code, _VOCE.area, _VOCE.macro))
    return {str(code): (area, macro) for code, area, macro in rows}


def cross_cutting_share(connection: Connection, fund_year: str, area: FrnaArea) -> Fraction:
    """The part of the cross-cutting spending that an area bears; nothing where nobody said."""
    found = select(_SHARE.share).where(_SHARE.fund_year_id == fund_year, _SHARE.area == area)
    share = connection.execute(found).scalar()
    return Fraction(share) if share is not None else Fraction(0)


def spent_by_municipality(
    connection: Connection, fund_year: str, area: FrnaArea
) -> tuple[tuple[str, Money], ...]:
    """Confirmed spending of an area in each Comune; what belongs to no Comune is left out."""
    found = (
        select(_ENTRY.municipality_id, func.sum(_ENTRY.amount_cents))
        .join(FrnaVoce, _VOCE.id == _ENTRY.voce_id)
        .where(
            _ENTRY.fund_year_id == fund_year,
            _ENTRY.phase == Phase.FINAL,
            _ENTRY.state != DataState.DRAFT,
        )
        .where(_VOCE.area == area, _ENTRY.municipality_id.is_not(None))
        .group_by(_ENTRY.municipality_id)
        .order_by(_ENTRY.municipality_id)
    )
    return tuple((str(place), Money(int(cents))) for place, cents in connection.execute(found))


def positions(connection: Connection, district: str) -> tuple[Fraction, Fraction]:
    """Full-time equivalents filled (none beyond what its position asks) and required."""
    rows = connection.execute(
        select(_STAFF.filled_fte, _STAFF.required_fte).where(_STAFF.district_id == district)
    ).all()
    filled = sum((Fraction(min(one, required)) for one, required in rows), Fraction(0))
    return filled, sum((Fraction(required) for _, required in rows), Fraction(0))
