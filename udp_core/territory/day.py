"""The clock of an installation: made from its settings and from what its archive stands at."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from udp_core.kernel.clock import Clock, clock
from udp_core.kernel.settings import Settings
from udp_core.territory.queries import demonstration_day


def clock_of(connection: Connection, settings: Settings, now: datetime | None = None) -> Clock:
    """The clock now, or at a moment."""
    moment = now or datetime.now(UTC)
    return clock(moment, settings.today, demonstration_day(connection))
