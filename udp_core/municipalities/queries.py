"""Money of a fund by Comune; drafts are left out."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from udp_core.fund.entities.frna import FrnaEntry, FrnaVoce
from udp_core.fund.entities.fund import FundYear
from udp_core.kernel.vocabulary import DataState, FrnaArea, Phase

_ENTRY = FrnaEntry.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VOCE = FrnaVoce.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class FundAmountRow(NamedTuple):
    """Money of a fund year by Comune (None: whole district), area and phase."""

    municipality_id: str | None
    area: FrnaArea
    phase: Phase
    amount_cents: int


def fund_amounts(
    connection: Connection, district: str, source: str, year: int
) -> tuple[FundAmountRow, ...]:
    """Budget and spending of a fund by Comune and area."""
    keys = (_ENTRY.municipality_id, _VOCE.area, _ENTRY.phase)
    found = (
        select(*keys, func.sum(_ENTRY.amount_cents))
        .join(FrnaVoce, _VOCE.id == _ENTRY.voce_id)
        .join(FundYear, _YEAR.id == _ENTRY.fund_year_id)
    )
    chosen = found.where(
        _YEAR.district_id == district,
        _YEAR.source_id == source,
        _YEAR.year == year,
        _ENTRY.state != DataState.DRAFT,
    )
    return tuple(
        FundAmountRow(row[0], row[1], row[2], int(row[3]))
        for row in connection.execute(chosen.group_by(*keys))
    )
