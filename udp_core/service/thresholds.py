"""The thresholds of the lights, from the rules of the district's region (Registri, Regole)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from udp_core.domain.thresholds import CODES, Thresholds, thresholds_of
from udp_core.store.queries.thresholds import rule_values


def thresholds(connection: Connection, district: str, day: date) -> Thresholds:
    """Those in force on a day; where no rule speaks, those shipped."""
    return thresholds_of(rule_values(connection, district, day, CODES))
