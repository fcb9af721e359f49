"""The annual programme as the screens and the Panorama need it: judged, not yet in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from udp_core.kernel.money import Money, total
from udp_core.kernel.status import Status
from udp_core.kernel.vocabulary import (
    DataState,
    InterventionState,
    Origin,
    PlanState,
    StatusLevel,
    Territory,
)
from udp_core.programme.rules.area_status import LightPart, weighted_progress


@dataclass(frozen=True, slots=True)
class ActionValue:
    """A step of a scheda; `weight` is its share of the scheda's work.

    `late` on the day of the report.
    """

    number: int
    title: str
    due_date: date
    done_date: date | None
    weight: Fraction
    late: bool


@dataclass(frozen=True, slots=True)
class AmountValue:
    """Programmed and spent to date of one source or of one Comune.

    None where nobody wrote a figure.

    `key` is the id of the source or of the Comune; the empty key is the part of the whole district.
    """

    key: str
    name: str
    programmed: Money | None
    spent: Money | None


@dataclass(frozen=True, slots=True)
class SchedaValue:
    """A scheda with its judgement.

    Shares are from 0 to 1 of its own work; `gap` is done minus planned to date.
    """

    id: str
    code: str
    title: str
    area_id: str
    area: str
    state: InterventionState
    start_date: date
    end_date: date
    lead: str | None
    territory: Territory
    municipality_id: str | None
    critical_points: str | None
    data_state: DataState
    as_of: date
    source: str
    origin: Origin
    declared: Fraction
    done: Fraction
    planned: Fraction
    programmed: Money | None
    spent: Money | None
    money_as_of: date | None
    actions: tuple[ActionValue, ...]
    by_source: tuple[AmountValue, ...]
    by_municipality: tuple[AmountValue, ...]
    status: Status

    @property
    def reason(self) -> str:
        """Why its light of today is so."""
        return self.status.now.reason

    @property
    def gap(self) -> Fraction:
        """Done minus planned to date; negative where the scheda is late."""
        return self.done - self.planned

    @property
    def is_late(self) -> bool:
        """Less is done than was planned by the day of the report."""
        return self.gap < 0

    @property
    def is_over_budget(self) -> bool:
        """More is spent than is programmed for the whole year."""
        return bool(self.over_budget)

    @property
    def over_budget(self) -> Money | None:
        """What is spent beyond what is programmed for the whole year; None where it is not."""
        if self.spent is None or self.programmed is None or self.spent <= self.programmed:
            return None
        return self.spent - self.programmed

    @property
    def late_actions(self) -> tuple[ActionValue, ...]:
        """The actions past their due date and not done."""
        return tuple(action for action in self.actions if action.late)

    @property
    def next_due(self) -> date | None:
        """The earliest due date to come among the actions still to do; None where there is none."""
        return min(
            (
                action.due_date
                for action in self.actions
                if action.done_date is None and not action.late
            ),
            default=None,
        )

    def concerns(self, municipality_id: str) -> bool:
        """The scheda acts in that Comune only, or money is programmed or spent there."""
        return self.municipality_id == municipality_id or any(
            amount.key == municipality_id for amount in self.by_municipality
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """Done and planned to date, averaged over schede by their budget.

    None where no scheda has a budget.
    """

    done: Fraction | None
    planned: Fraction | None

    @property
    def gap(self) -> Fraction | None:
        """How far ahead of what was planned; below zero where behind."""
        return None if self.done is None or self.planned is None else self.done - self.planned


@dataclass(frozen=True, slots=True)
class AreaValue:
    """An area with all the parts of its light: nothing is merged that is not also shown.

    `parts` and `parts_at_year_end` are what its two lights are made of; `in_force` is False of an
    area closed before the year, which still has schede in it.
    """

    id: str
    name: str
    short_name: str
    schede: tuple[SchedaValue, ...]
    progress: Progress
    programmed: Money | None
    spent: Money | None
    by_municipality: tuple[AmountValue, ...]
    indicators: tuple[StatusLevel, ...]
    status: Status | None
    parts: tuple[LightPart, ...] = ()
    parts_at_year_end: tuple[LightPart, ...] = ()
    in_force: bool = True

    @property
    def reason(self) -> str:
        """Why the light of today is so; empty without schede."""
        return self.status.now.reason if self.status else ""

    @property
    def by_state(self) -> Counter[InterventionState]:
        """How many schede in each state."""
        return Counter(scheda.state for scheda in self.schede)

    @property
    def by_level(self) -> Counter[StatusLevel]:
        """How many schede under each light, today."""
        return levels_now(self.schede)

    @property
    def indicators_by_level(self) -> Counter[StatusLevel]:
        """How many indicators under each light."""
        return Counter(self.indicators)

    @property
    def alarms(self) -> tuple[SchedaValue, ...]:
        """The schede that call for attention by themselves.

        Critical, today or at year end, or over their budget.
        """
        return tuple(one for one in self.schede if is_critical(one.status) or one.is_over_budget)


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """The programme of a district's year on a day.

    `day` is the day of judgement: today, or 31 December of a year gone by. `municipalities` is id
    to name, the lead
    first.
    """

    id: str
    title: str
    plan_title: str
    year: int
    day: date
    state: PlanState
    edition: int
    approved_on: date | None
    act_title: str | None
    source: str
    origin: Origin
    municipalities: tuple[tuple[str, str], ...]
    areas: tuple[AreaValue, ...]
    progress: Progress
    programmed: Money | None
    spent: Money | None

    @property
    def schede(self) -> tuple[SchedaValue, ...]:
        """Every scheda, by area and code."""
        return tuple(scheda for area in self.areas for scheda in area.schede)

    @property
    def needs_decision(self) -> tuple[SchedaValue, ...]:
        """The schede that are critical, today or at year end, the furthest behind first."""
        return tuple(
            sorted(
                (one for one in self.schede if is_critical(one.status)),
                key=lambda one: (one.gap, one.code),
            )
        )

    @property
    def by_level(self) -> Counter[StatusLevel]:
        """How many schede under each light, today."""
        return levels_now(self.schede)


def progress_of(schede: Iterable[SchedaValue]) -> Progress:
    """Done and planned to date of some schede, averaged by their budget."""
    found = weighted_progress([(one.done, one.planned, one.programmed) for one in schede])
    return Progress(found.done, found.planned) if found else Progress(None, None)


def levels_now(schede: Iterable[SchedaValue]) -> Counter[StatusLevel]:
    """How many schede under each light, today."""
    return Counter(scheda.status.now.level for scheda in schede)


def is_critical(status: Status) -> bool:
    """Critical today or at year end."""
    return StatusLevel.CRITICAL in {status.now.level, status.at_year_end.level}


def known_total(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of the amounts that are there; None where none is (missing is not zero)."""
    known = [amount for amount in amounts if amount is not None]
    return total(known) if known else None


def reasons_of(status: Status) -> tuple[str, ...]:
    """The reasons today, then those at year end that say something more."""
    return tuple(dict.fromkeys((*status.now.reasons, *status.at_year_end.reasons)))
