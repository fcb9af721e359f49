"""Officers and their mandates."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from udp_core.model.desk import Mandate, Officer
from udp_core.vocabulary import Role

_OFFICER: Any = Officer
_MANDATE: Any = Mandate


class OfficerRow(NamedTuple):
    """An officer as registered."""

    id: str
    name: str
    active: bool


class GrantRow(NamedTuple):
    """A mandate in force."""

    role: Role
    district_id: str
    area_id: str | None
    municipality_id: str | None


def officer(connection: Connection, officer_id: str) -> OfficerRow | None:
    """One officer; None where there is none with this id."""
    found = connection.execute(select(_OFFICER.id, _OFFICER.name, _OFFICER.active).where(_OFFICER.id == officer_id)).first()
    return None if found is None else OfficerRow(*tuple(found))


def officers(connection: Connection) -> tuple[OfficerRow, ...]:
    """Every officer, by code."""
    return tuple(OfficerRow(*tuple(row)) for row in connection.execute(select(_OFFICER.id, _OFFICER.name, _OFFICER.active).order_by(_OFFICER.id)))


def grants(connection: Connection, officer_id: str, today: date) -> tuple[GrantRow, ...]:
    """The mandates of an officer in force on a day."""
    in_force = (_MANDATE.valid_from <= today, or_(_MANDATE.valid_to.is_(None), _MANDATE.valid_to >= today))
    found = select(_MANDATE.role, _MANDATE.district_id, _MANDATE.area_id, _MANDATE.municipality_id).where(_MANDATE.officer_id == officer_id, *in_force)
    return tuple(GrantRow(*tuple(row)) for row in connection.execute(found.order_by(_MANDATE.id)))
