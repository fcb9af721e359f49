"""Questions on fees: the services of a district, their rules, their users."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from udp_core.agreements.entities.rules import BINDING, Regulation
from udp_core.agreements.terms import RegulationState
from udp_core.fees.entities import FeeRule, FeeUsers, RegulatedService
from udp_core.fees.terms import FeeUnit
from udp_core.kernel.vocabulary import Origin, Payer

_SERVICE: Any = RegulatedService
_RULE: Any = FeeRule
_USERS: Any = FeeUsers
_REGULATION: Any = Regulation


class ServiceRow(NamedTuple):
    """A service: its usual use, who pays what the user does not, its voce of the fund if any."""

    id: str
    code: str
    name: str
    unit: FeeUnit
    usual_units: Decimal
    usual_months: int
    payer: Payer
    voce_id: str | None
    origin: Origin


class FeeRuleRow(NamedTuple):
    """A band of a rule, of a Comune or of the whole district; its regulation where it has one."""

    service_id: str
    municipality_id: str | None
    valid_from: date
    valid_to: date | None
    isee_from_cents: int
    isee_to_cents: int | None
    fee_cents: int | None
    fee_to_cents: int | None
    share: Decimal | None
    unit_cost_cents: int | None
    unit: FeeUnit
    month_cap_cents: int | None
    year_cap_cents: int | None
    regulation: str | None
    regulation_state: RegulationState | None
    source: str
    origin: Origin


class FeeUsersRow(NamedTuple):
    """Users of a service in a Comune, in a band of ISEE."""

    service_id: str
    municipality_id: str
    year: int
    isee_from_cents: int
    isee_to_cents: int | None
    isee_mean_cents: int
    users: int
    units: Decimal
    months: int
    origin: Origin


def fee_services(connection: Connection, district: str) -> tuple[ServiceRow, ...]:
    """The services of a district for which users pay, by name."""
    found = select(*(getattr(_SERVICE, name) for name in ServiceRow._fields))
    own = found.where(_SERVICE.district_id == district).order_by(_SERVICE.name, _SERVICE.code)
    return tuple(ServiceRow(*row) for row in connection.execute(own))


_OWN = FeeRuleRow._fields[:13]


def fee_rules(connection: Connection, district: str, day: date) -> tuple[FeeRuleRow, ...]:
    """The bands valid on a day by a regulation that bound then, or by none; then those proposed.

    One repealed since bound until its last day. Proposed are those of a regulation that is not in
    force yet, whatever their first day.
    """
    columns = (
        *(getattr(_RULE, name) for name in _OWN),
        _REGULATION.title,
        _REGULATION.state,
        _RULE.source,
        _RULE.origin,
    )
    lasts = or_(_RULE.valid_to.is_(None), _RULE.valid_to >= day)
    until = func.coalesce(_RULE.valid_to, _REGULATION.ends_on)
    binds = or_(
        _RULE.regulation_id.is_(None),
        _REGULATION.state.in_(BINDING),
        and_(_REGULATION.state == RegulationState.REPEALED, until >= day),
    )
    coming = _REGULATION.state.not_in([*BINDING, RegulationState.REPEALED])
    found = (
        select(*columns)
        .join(RegulatedService, _SERVICE.id == _RULE.service_id)
        .outerjoin(Regulation, _REGULATION.id == _RULE.regulation_id)
        .where(_SERVICE.district_id == district, lasts)
        .where(or_(and_(_RULE.valid_from <= day, binds), coming))
        .order_by(_RULE.service_id, _RULE.municipality_id, _RULE.valid_from, _RULE.isee_from_cents)
    )
    return tuple(FeeRuleRow(*row) for row in connection.execute(found))


def fee_users(connection: Connection, district: str, year: int) -> tuple[FeeUsersRow, ...]:
    """The users of each service in the latest year not after this one."""
    latest = (
        select(_USERS.service_id, func.max(_USERS.year).label("year"))
        .where(_USERS.year <= year)
        .group_by(_USERS.service_id)
        .subquery()
    )
    same = and_(_USERS.service_id == latest.c.service_id, _USERS.year == latest.c.year)
    found = (
        select(*(getattr(_USERS, name) for name in FeeUsersRow._fields))
        .join(latest, same)
        .join(RegulatedService, _SERVICE.id == _USERS.service_id)
        .where(_SERVICE.district_id == district)
        .order_by(_USERS.service_id, _USERS.municipality_id, _USERS.isee_from_cents)
    )
    return tuple(FeeUsersRow(*row) for row in connection.execute(found))
