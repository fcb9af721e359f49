"""The years of funds that are closed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from udp_core.model.decided import FundClosure

_CLOSURE: Any = FundClosure


def closed_years(connection: Connection) -> frozenset[str]:
    """Ids of the fund years in which nothing changes any more."""
    return frozenset(connection.execute(select(_CLOSURE.fund_year_id)).scalars())
