"""The one clock.

The day at which everything is judged, and the true moment, in the zone of the Comuni.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


@dataclass(frozen=True, slots=True)
class Clock:
    """`today` is the day of rights, figures, rules and words alike.

    `now` the true moment, that history keeps.

    They differ where a day was chosen, and in a demonstration, which stands at the day of its data.
    """

    today: date
    now: datetime

    @property
    def true_day(self) -> date:
        """The day of the true moment, in Italy: of copies and of what happened since."""
        return self.now.date()


def clock(now: datetime, chosen: date | None = None, demonstration: date | None = None) -> Clock:
    """The clock at a moment.

    On the day chosen, else on that of the demonstration, else on the day that it is in Italy.

    Raises ValueError on a moment without its zone.
    """
    if now.tzinfo is None:
        raise ValueError("a moment needs its zone")
    moment = now.astimezone(ROME)
    return Clock(chosen or demonstration or moment.date(), moment)
