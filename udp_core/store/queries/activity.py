"""Questions on the activity of the voci: what is done so far."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Connection, func, select

from udp_core.model.frna import ActivityMeasure
from udp_core.vocabulary import ActivityUnit, DataState, PeriodKind, Phase

_ACTIVITY = ActivityMeasure.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
Done = dict[tuple[str, ActivityUnit, str | None], Decimal]
"""Voce, unit and Comune (None: the whole district) to the sum of its months."""


def done_activity(connection: Connection, fund_year: str) -> Done:
    """What the months reported add up to, drafts left out."""
    keys = (_ACTIVITY.voce_id, _ACTIVITY.unit, _ACTIVITY.municipality_id)
    reported = (
        _ACTIVITY.fund_year_id == fund_year,
        _ACTIVITY.phase == Phase.FINAL,
        _ACTIVITY.period == PeriodKind.MONTH,
        _ACTIVITY.state != DataState.DRAFT,
    )
    rows = connection.execute(
        select(*keys, func.sum(_ACTIVITY.value)).where(*reported).group_by(*keys)
    )
    return {(str(voce), unit, place): Decimal(str(value)) for voce, unit, place, value in rows}
