"""Where an office is in its first day: what is there, what is missing."""

from __future__ import annotations

from sqlalchemy import Connection

from udp_core.domain.pictures.first_day import STEPS, FirstDay, Present, Thing
from udp_core.store.queries.first_day import counts


def first_day(connection: Connection, district: str, year: int) -> FirstDay:
    """Every step with its counts.

    One thing of each kind is enough, but every Comune has its residents, every row of the budget is
    confirmed, every
    scheda has its money.
    """
    found = counts(connection, district, year)
    there = dict(zip(Thing, found, strict=True))
    wanted = {
        Thing.POPULATION: max(found.municipalities, 1),
        Thing.CONFIRMED: max(found.budget, 1),
        Thing.FUNDING: max(found.schede, 1),
    }
    steps = (
        (step, tuple(Present(one, there[one], wanted.get(one, 1)) for one in things))
        for step, things in STEPS.items()
    )
    return FirstDay(year, tuple(steps))
