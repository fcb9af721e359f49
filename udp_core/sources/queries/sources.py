"""Questions on where figures come from: data sets, discrepancies, requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, case, func, select

from udp_core.archive.entities import History, Request
from udp_core.kernel.vocabulary import Trust
from udp_core.sources.entities import DataSet, PublishedDiscrepancy, PublishedRow

_SET = DataSet.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ROW = PublishedRow.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_DISCREPANCY = PublishedDiscrepancy.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_REQUEST = Request.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_HISTORY = History.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


@dataclass(frozen=True, slots=True)
class DataSetValue:
    """A data set.

    What it is, how far it is trusted, the day it speaks of as its source writes it.
    """

    code: str
    title: str
    description: str
    theme: str
    trust: Trust
    as_of: str
    licence: str
    attribution: str
    rows: int


@dataclass(frozen=True, slots=True)
class DiscrepancyValue:
    """Both figures of a published total that does not add up.

    The difference is computed minus stated.
    """

    data_set_id: str
    data_set: str
    check: str
    place: str
    title: str
    stated: Decimal
    computed: Decimal
    difference: Decimal
    unit: str
    explained_by_rounding: bool
    note: str


@dataclass(frozen=True, slots=True)
class ChangeValue:
    """A request carried out: when (with its zone), by whom, why, and how many rows it touched."""

    at: datetime
    author: str
    reason: str
    added: int
    changed: int
    removed: int


def data_sets(connection: Connection) -> tuple[DataSetValue, ...]:
    """Every data set, by theme and title."""
    counts = (
        select(_ROW.data_set_id, func.count().label("rows")).group_by(_ROW.data_set_id).subquery()
    )
    about = (
        _SET.code,
        _SET.title,
        _SET.description,
        _SET.theme,
        _SET.trust,
        _SET.as_of,
        _SET.licence,
        _SET.attribution,
    )
    found = select(*about, func.coalesce(counts.c.rows, 0)).outerjoin(
        counts, counts.c.data_set_id == _SET.id
    )
    rows = connection.execute(found.order_by(_SET.theme, _SET.title))
    return tuple(
        DataSetValue(
            code,
            title,
            description or "",
            theme,
            Trust.of(trust),
            as_of,
            licence or "",
            attribution or "",
            count,
        )
        for code, title, description, theme, trust, as_of, licence, attribution, count in rows
    )


def discrepancies(connection: Connection) -> tuple[DiscrepancyValue, ...]:
    """Every discrepancy: first those that rounding does not explain, then by check and place."""
    own = (
        _DISCREPANCY.check_code,
        _DISCREPANCY.place,
        _DISCREPANCY.title,
        _DISCREPANCY.stated,
        _DISCREPANCY.computed,
        _DISCREPANCY.difference,
        _DISCREPANCY.unit,
        _DISCREPANCY.explained_by_rounding,
        _DISCREPANCY.note,
    )
    found = select(_DISCREPANCY.data_set_id, _SET.title, *own).join(
        DataSet, _SET.id == _DISCREPANCY.data_set_id
    )
    ordered = found.order_by(
        _DISCREPANCY.explained_by_rounding, _DISCREPANCY.check_code, _DISCREPANCY.place
    )
    return tuple(_discrepancy(*row) for row in connection.execute(ordered))


def _discrepancy(*row: Any) -> DiscrepancyValue:
    *what, stated, computed, difference, unit, rounding, note = row
    figures = (Decimal(stated), Decimal(computed), Decimal(difference))
    return DiscrepancyValue(*(*what, *figures, unit, rounding, note or ""))


def latest_requests(connection: Connection, most: int) -> tuple[ChangeValue, ...]:
    """The last `most` requests, newest first, with what each did."""
    added = func.sum(case((_HISTORY.before.is_(None), 1), else_=0))
    removed = func.sum(case((_HISTORY.after.is_(None), 1), else_=0))
    per_request = (
        select(
            _HISTORY.request_id,
            added.label("added"),
            removed.label("removed"),
            func.count().label("rows"),
            func.max(_HISTORY.sequence).label("last"),
        )
        .group_by(_HISTORY.request_id)
        .subquery()
    )
    changed = per_request.c.rows - per_request.c.added - per_request.c.removed
    found = (
        select(
            _REQUEST.at,
            _REQUEST.author,
            _REQUEST.reason,
            per_request.c.added,
            changed,
            per_request.c.removed,
        )
        .join(per_request, per_request.c.request_id == _REQUEST.id)
        .order_by(per_request.c.last.desc())
        .limit(most)
    )
    rows = connection.execute(found)
    return tuple(ChangeValue(datetime.fromisoformat(at), *others) for at, *others in rows)
