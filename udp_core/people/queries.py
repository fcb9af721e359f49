"""Officers and their mandates."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select

from udp_core.kernel.vocabulary import Role
from udp_core.people.entities import Mandate, Officer
from udp_core.people.rules import Grant

_OFFICER: Any = Officer
_MANDATE: Any = Mandate


class OfficerRow(NamedTuple):
    """An officer as registered."""

    id: str
    name: str
    active: bool


def officer(connection: Connection, officer_id: str) -> OfficerRow | None:
    """One officer; None where there is none with this id."""
    found = connection.execute(
        select(_OFFICER.id, _OFFICER.name, _OFFICER.active).where(_OFFICER.id == officer_id)
    ).first()
    return None if found is None else OfficerRow(*tuple(found))


def officer_named(connection: Connection, word: str) -> OfficerRow | None:
    """The officer with that name, whatever its capitals.

    None where there is none, or more than one and none so written.

    Only the capitals of plain letters are the same: other signs that look alike are other names.
    """
    found = select(_OFFICER.id, _OFFICER.name, _OFFICER.active)
    same = _OFFICER.id == word
    if word.isascii():
        same = or_(same, func.lower(_OFFICER.id) == word.lower())
    rows = [OfficerRow(*tuple(row)) for row in connection.execute(found.where(same))]
    exact = [row for row in rows if row.id == word] or rows
    return exact[0] if len(exact) == 1 else None


def officers(connection: Connection) -> tuple[OfficerRow, ...]:
    """Every officer, by code."""
    return tuple(
        OfficerRow(*tuple(row))
        for row in connection.execute(
            select(_OFFICER.id, _OFFICER.name, _OFFICER.active).order_by(_OFFICER.id)
        )
    )


def grants(connection: Connection, officer_id: str, today: date) -> tuple[Grant, ...]:
    """The mandates of an officer in force on a day."""
    in_force = (
        _MANDATE.valid_from <= today,
        or_(_MANDATE.valid_to.is_(None), _MANDATE.valid_to >= today),
    )
    found = select(
        _MANDATE.role, _MANDATE.district_id, _MANDATE.area_id, _MANDATE.municipality_id
    ).where(_MANDATE.officer_id == officer_id, *in_force)
    return tuple(Grant(*tuple(row)) for row in connection.execute(found.order_by(_MANDATE.id)))


def districts_of(connection: Connection, officer_id: str) -> frozenset[str]:
    """The districts in which an officer has, had or will have a mandate."""
    found = select(_MANDATE.district_id).where(_MANDATE.officer_id == officer_id).distinct()
    return frozenset(connection.execute(found).scalars())


def districts_at_work(connection: Connection, today: date) -> frozenset[str]:
    """The districts in which somebody active coordinates or administers, or will."""
    ends = or_(_MANDATE.valid_to.is_(None), _MANDATE.valid_to >= today)
    found = select(_MANDATE.district_id, _OFFICER.active).join(
        Officer, _OFFICER.id == _MANDATE.officer_id
    )
    rows = connection.execute(
        found.where(ends, _MANDATE.role.in_((Role.COORDINATOR, Role.ADMINISTRATOR)))
    )
    return frozenset(row.district_id for row in rows if row.active)


class AdministratorRow(NamedTuple):
    """A mandate to administer of an officer who is active."""

    district_id: str
    valid_from: date
    valid_to: date | None


def administrators(connection: Connection) -> tuple[AdministratorRow, ...]:
    """The mandates, past and to come, of active officers who administer."""
    columns = (_OFFICER.active, _MANDATE.district_id, _MANDATE.valid_from, _MANDATE.valid_to)
    found = select(*columns).join(Officer, _OFFICER.id == _MANDATE.officer_id)
    rows = connection.execute(found.where(_MANDATE.role == Role.ADMINISTRATOR))
    return tuple(AdministratorRow(*tuple(row)[1:]) for row in rows if row.active)
