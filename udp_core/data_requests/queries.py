"""The requests of a district, and the figures that they ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from udp_core.data_requests.entities import DataRequest, RequestedFigure
from udp_core.data_requests.terms import RequestState
from udp_core.people.entities import Officer
from udp_core.plan.entities.governance import Organisation

_REQUEST: Any = DataRequest.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
_FIGURE: Any = RequestedFigure.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
_BODY: Any = Organisation.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
_OFFICER: Any = Officer.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy


class RequestRow(NamedTuple):
    """A request, with the names of who asks and of who is asked."""

    id: str
    version: int
    district_id: str
    code: str
    title: str
    year: int
    month: int
    asked_on: date
    due_on: date
    answered_on: date | None
    state: RequestState
    body: str
    body_until: date | None
    asked_by: str


class AskedFigureRow(NamedTuple):
    """A figure asked: the row that it is, and when it came."""

    request_id: str
    number: int
    title: str
    of_table: str
    row_id: str
    given_on: date | None

    @property
    def key(self) -> tuple[str, str]:
        """The row that it is: register and id."""
        return self.of_table, self.row_id


def _requests() -> Select[Any]:
    own = (_REQUEST.c[name] for name in RequestRow._fields[:11])
    return (
        select(*own, _BODY.c.name, _BODY.c.valid_to, _OFFICER.c.name)
        .select_from(_REQUEST)
        .join(_BODY, _BODY.c.id == _REQUEST.c.organisation_id)
        .join(_OFFICER, _OFFICER.c.id == _REQUEST.c.officer_id)
    )


def requests_of(connection: Connection, district: str, year: int) -> tuple[RequestRow, ...]:
    """Those made for a year, the first to answer first."""
    found = _requests().where(_REQUEST.c.district_id == district, _REQUEST.c.year == year)
    rows = connection.execute(found.order_by(_REQUEST.c.due_on, _REQUEST.c.code))
    return tuple(RequestRow(*tuple(row)) for row in rows)


def request_of(connection: Connection, request_id: str) -> RequestRow | None:
    """One request; None where there is none."""
    row = connection.execute(_requests().where(_REQUEST.c.id == request_id)).first()
    return None if row is None else RequestRow(*tuple(row))


def figures_of(
    connection: Connection, requests: Collection[str]
) -> dict[str, tuple[AskedFigureRow, ...]]:
    """The figures that these requests ask, by their number."""
    own = (_FIGURE.c[name] for name in AskedFigureRow._fields)
    found = select(*own).where(_FIGURE.c.request_id.in_(sorted(requests)))
    rows = [AskedFigureRow(*tuple(row)) for row in connection.execute(found)]
    rows.sort(key=lambda one: (one.request_id, one.number))
    return {
        code: tuple(one for one in rows if one.request_id == code)
        for code in dict.fromkeys(one.request_id for one in rows)
    }


def how_many_of(connection: Connection, district: str) -> int:
    """How many requests a district ever made."""
    found = select(func.count()).select_from(_REQUEST).where(_REQUEST.c.district_id == district)
    return int(connection.execute(found).scalar_one())
