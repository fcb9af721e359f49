"""Monthly figures expected and given, by Comune.

Schede in course with the day their figures speak of.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from udp_core.model.frna import FrnaEntry, FrnaVoce
from udp_core.model.fund import FundYear
from udp_core.model.intervention import Intervention
from udp_core.model.plan import AnnualProgramme, InterventionArea, Plan
from udp_core.vocabulary import DataState, InterventionState, PeriodKind, Phase

_ENTRY: Any = FrnaEntry
_VOCE: Any = FrnaVoce
_FUND: Any = FundYear
_SCHEDA: Any = Intervention
_PROGRAMME: Any = AnnualProgramme
_PLAN: Any = Plan
_AREA: Any = InterventionArea


class GivenRow(NamedTuple):
    """A final figure that is there, of a month or of a longer period."""

    fund_year_id: str
    municipality_id: str | None
    voce_id: str
    source_id: str
    period: PeriodKind
    period_no: int | None
    as_of: date
    state: DataState


class ProgrammedRow(NamedTuple):
    """A voce programmed from a source in a Comune: expected every month."""

    fund_year_id: str
    municipality_id: str | None
    voce_id: str
    voce: str
    source_id: str


class FollowedRow(NamedTuple):
    """A scheda in course."""

    area_id: str
    area: str
    code: str
    title: str
    as_of: date


def programmed(connection: Connection, district: str, year: int) -> tuple[ProgrammedRow, ...]:
    """What the programme of the year expects, each once."""
    found = (
        select(
            _ENTRY.fund_year_id,
            _ENTRY.municipality_id,
            _ENTRY.voce_id,
            _VOCE.short_name,
            _ENTRY.source_id,
        )
        .distinct()
        .join(FrnaVoce, _VOCE.id == _ENTRY.voce_id)
        .join(FundYear, _FUND.id == _ENTRY.fund_year_id)
        .where(_FUND.district_id == district, _FUND.year == year, _ENTRY.phase == Phase.BUDGET)
    )
    return tuple(ProgrammedRow(*row) for row in connection.execute(found))


def given(connection: Connection, district: str, year: int) -> tuple[GivenRow, ...]:
    """The final figures of the year."""
    found = (
        select(
            _ENTRY.fund_year_id,
            _ENTRY.municipality_id,
            _ENTRY.voce_id,
            _ENTRY.source_id,
            _ENTRY.period,
            _ENTRY.period_no,
            _ENTRY.as_of,
            _ENTRY.state,
        )
        .join(FundYear, _FUND.id == _ENTRY.fund_year_id)
        .where(_FUND.district_id == district, _FUND.year == year, _ENTRY.phase == Phase.FINAL)
    )
    return tuple(GivenRow(*row) for row in connection.execute(found))


def followed(connection: Connection, district: str, year: int) -> tuple[FollowedRow, ...]:
    """The schede in course of the year."""
    found = (
        select(_SCHEDA.area_id, _AREA.short_name, _SCHEDA.code, _SCHEDA.title, _SCHEDA.as_of)
        .join(AnnualProgramme, _PROGRAMME.id == _SCHEDA.programme_id)
        .join(Plan, _PLAN.id == _PROGRAMME.plan_id)
        .join(InterventionArea, _AREA.id == _SCHEDA.area_id)
        .where(
            _PLAN.district_id == district,
            _PROGRAMME.year == year,
            _SCHEDA.state == InterventionState.ACTIVE,
        )
        .order_by(_SCHEDA.code)
    )
    return tuple(FollowedRow(*row) for row in connection.execute(found))
