"""Questions on where figures come from: data sets, discrepancies, requests."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, case, func, select

from udp_core.archive.entities import History, Request
from udp_core.sources.entities import DataSet, PublishedDiscrepancy, PublishedRow

_SET = DataSet.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ROW = PublishedRow.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_DISCREPANCY = PublishedDiscrepancy.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_REQUEST = Request.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_HISTORY = History.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class DataSetRow(NamedTuple):
    """A loaded data set; `rows` counts published rows, 0 for a ledger or a set of boundaries."""

    code: str
    title: str
    description: str | None
    theme: str
    trust: str
    as_of: str
    licence: str | None
    attribution: str | None
    rows: int


class DiscrepancyRow(NamedTuple):
    """A published total that its parts do not reach; figures as decimal text in `unit`."""

    data_set_id: str
    data_set_title: str
    check_code: str
    place: str
    title: str
    stated: str
    computed: str
    difference: str
    unit: str
    explained_by_rounding: bool
    note: str | None


class RequestRow(NamedTuple):
    """An accepted request.

    Moment (UTC, ISO), author, role, reason, and how many rows it added, changed, removed.
    """

    at: str
    author: str
    role: str
    reason: str
    added: int
    changed: int
    removed: int


def data_sets(connection: Connection) -> tuple[DataSetRow, ...]:
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
    return tuple(
        DataSetRow(*row) for row in connection.execute(found.order_by(_SET.theme, _SET.title))
    )


def discrepancies(connection: Connection) -> tuple[DiscrepancyRow, ...]:
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
    return tuple(DiscrepancyRow(*row) for row in connection.execute(ordered))


def latest_requests(connection: Connection, most: int) -> tuple[RequestRow, ...]:
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
            _REQUEST.role,
            _REQUEST.reason,
            per_request.c.added,
            changed,
            per_request.c.removed,
        )
        .join(per_request, per_request.c.request_id == _REQUEST.id)
        .order_by(per_request.c.last.desc())
        .limit(most)
    )
    return tuple(RequestRow(*row) for row in connection.execute(found))
