"""Counts of people as they stood at a sitting, for who can also read those of now.

Each state alone hides its small counts; the two together would tell them: with 6 of 80 then, and
«<5» of 78 now, the
others are 74 in both and 4 are left.
"""

from __future__ import annotations

from dataclasses import replace

from udp_core.domain.pictures.indicators import (
    IndicatorsPicture,
    IndicatorValue,
    PointValue,
    RowValue,
)
from udp_core.domain.small_numbers import NOT_PUBLISHABLE, Cell, Hidden
from udp_core.domain.status import Judgement

_NOT_SHOWN = Hidden(NOT_PUBLISHABLE)
_REASON = (
    "I conteggi sono cambiati dopo la seduta, e alcuni sono troppo piccoli per essere pubblicati."
)


def beside_now(then: IndicatorsPicture, now: IndicatorsPicture) -> IndicatorsPicture:
    """The picture of then, without the counts that changed since where either state hides some."""
    today = {one.text.code: one.points for one in now.indicators}
    shown = tuple(_beside(one, today.get(one.text.code, ())) for one in then.indicators)
    return replace(then, indicators=shown)


def _beside(one: IndicatorValue, today: tuple[PointValue, ...]) -> IndicatorValue:
    if not one.text.counts_people:
        return one
    same = {point.period: point for point in today}
    points = tuple(
        _without_counts(point) if _tells(point, same.get(point.period)) else point
        for point in one.points
    )
    if points == one.points:
        return one
    judged = one.judgement and Judgement(one.judgement.level, (_REASON,))
    return replace(one, points=points, judgement=judged, trend=None)


def _tells(then: PointValue, now: PointValue | None) -> bool:
    """Whether the two differ and either hides something.

    A period that is gone has only what was hidden then.
    """
    before, after = _counts(then), _counts(now) if now else {}
    return before != after and any(
        isinstance(cell, Hidden) for cell in (*before.values(), *after.values())
    )


def _counts(point: PointValue) -> dict[str, Cell | None]:
    """What is shown of each Comune and, under a key of its own, of the whole."""
    rows = {row.municipality_id: row.numerator or row.value for row in point.rows}
    return {**rows, "whole": point.numerator or point.value}


def _without_counts(point: PointValue) -> PointValue:
    rows = tuple(_row(row) for row in point.rows)
    return replace(point, numerator=_hidden(point.numerator), value=_hidden(point.value), rows=rows)


def _row(row: RowValue) -> RowValue:
    return replace(row, numerator=_hidden(row.numerator), value=_hidden(row.value))


def _hidden(cell: Cell | None) -> Cell | None:
    return None if cell is None else _NOT_SHOWN
