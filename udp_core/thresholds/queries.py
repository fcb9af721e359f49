"""The rules that set the lights of a district, on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from udp_core.territory.entities import District
from udp_core.thresholds.entities import Rule, RuleSet

_RULE: Any = Rule
_SET: Any = RuleSet
_DISTRICT: Any = District


class RuleValueRow(NamedTuple):
    """A rule with a value, in its unit."""

    code: str
    parameter: str
    value: Decimal
    unit: str | None


def rule_values(
    connection: Connection, district: str, day: date, codes: Collection[str]
) -> tuple[RuleValueRow, ...]:
    """The rules in force on a day in the region of the district, the oldest first.

    Those without a value are left out.
    """
    found = (
        select(_RULE.code, _RULE.parameter, _RULE.value, _RULE.unit)
        .join(RuleSet, _RULE.rule_set_id == _SET.id)
        .join(District, _DISTRICT.region == _SET.region)
        .where(_DISTRICT.id == district, _RULE.code.in_(codes), _RULE.value.is_not(None))
        .where(_RULE.valid_from <= day, or_(_RULE.valid_to.is_(None), _RULE.valid_to >= day))
        .order_by(_RULE.valid_from, _RULE.id)
    )
    return tuple(RuleValueRow(*row) for row in connection.execute(found))
