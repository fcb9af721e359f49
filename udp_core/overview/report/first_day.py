"""What an archive has of what an office begins with, step by step, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from udp_core.overview.queries import counts


class FirstDayStep(StrEnum):
    """The steps of the first day, in their order: each stands on those before it."""

    TERRITORY = "territory"
    PEOPLE = "people"
    PLAN = "plan"
    FUND = "fund"
    SCHEDE = "schede"
    INDICATORS = "indicators"


class Thing(StrEnum):
    """What is written in a step: the register that it goes to, or what is done elsewhere."""

    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    POPULATION = "population"
    BODY = "governing_body"
    ORGANISATION = "organisation"
    OFFICER = "officer"
    PLAN = "plan"
    PROGRAMME = "annual_programme"
    FUND_YEAR = "fund_year"
    ALLOCATION = "allocation"
    BUDGET = "frna_entry"
    CONFIRMED = "confirmed"
    """Rows of the budget that are no longer drafts."""
    SCHEDA = "intervention"
    FUNDING = "intervention_funding"
    INDICATOR = "indicator"
    MEASUREMENT = "measurement"


STEPS: dict[FirstDayStep, tuple[Thing, ...]] = {
    FirstDayStep.TERRITORY: (Thing.DISTRICT, Thing.MUNICIPALITY, Thing.POPULATION),
    FirstDayStep.PEOPLE: (Thing.BODY, Thing.ORGANISATION, Thing.OFFICER),
    FirstDayStep.PLAN: (Thing.PLAN, Thing.PROGRAMME),
    FirstDayStep.FUND: (Thing.FUND_YEAR, Thing.ALLOCATION, Thing.BUDGET, Thing.CONFIRMED),
    FirstDayStep.SCHEDE: (Thing.SCHEDA, Thing.FUNDING),
    FirstDayStep.INDICATORS: (Thing.INDICATOR, Thing.MEASUREMENT),
}


@dataclass(frozen=True, slots=True)
class Present:
    """How many rows there are of a thing, and how many there have to be at least."""

    thing: Thing
    count: int
    wanted: int = 1

    @property
    def missing(self) -> int:
        """How many are still to be written; none where there are enough."""
        return max(self.wanted - self.count, 0)


@dataclass(frozen=True, slots=True)
class FirstDay:
    """Every step of a district in a year, with what is there."""

    year: int
    steps: tuple[tuple[FirstDayStep, tuple[Present, ...]], ...]

    @property
    def left(self) -> tuple[FirstDayStep, ...]:
        """The steps in which something is missing."""
        return tuple(step for step, things in self.steps if any(one.missing for one in things))

    @property
    def next_step(self) -> FirstDayStep | None:
        """The first of them; None where nothing is missing."""
        return next(iter(self.left), None)


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
