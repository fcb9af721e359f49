"""A plan of several years as the screens read it: its tree, its money, what is not covered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from udp_core.kernel.money import Money, of_cents
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import PlanKind, PlanState, StatusLevel
from udp_core.plan.terms import ObjectiveLevel
from udp_core.programme.report.programme import (
    Progress,
    SchedaValue,
    known_total,
)
from udp_core.zone_plan.queries.objectives import (
    GuidelineRow,
    ObjectiveRow,
    RegionalRow,
)
from udp_core.zone_plan.queries.plans import (
    EditionRow,
    PlanHead,
    PlanSchedaRow,
)

_LIVING = (PlanState.IN_FORCE, PlanState.TRANSMITTED, PlanState.SIGNED, PlanState.AGREED)


@dataclass(frozen=True, slots=True)
class PlanScheda:
    """A scheda of one of the plan's years; `judged` only in the year that is looked at."""

    row: PlanSchedaRow
    year: int
    own: bool
    judged: SchedaValue | None

    @property
    def id(self) -> str:
        """The scheda's id."""
        return self.row.id

    @property
    def programmed(self) -> Money | None:
        """What is programmed, of every source."""
        return of_cents(self.row.programmed_cents)

    @property
    def spent(self) -> Money | None:
        """What was spent so far, of every source."""
        return of_cents(self.row.spent_cents)


@dataclass(frozen=True, slots=True)
class Standing:
    """How some schede of the year stand: light with its reasons, work done and planned to date.

    The rule is the one of the ambiti. None where no scheda of the year says it.
    """

    light: Judgement | None
    progress: Progress

    @property
    def level(self) -> StatusLevel | None:
        """The light alone."""
        return self.light.level if self.light else None

    @property
    def reason(self) -> str:
        """Why the light is so, in one line; empty where there is none."""
        return self.light.reason if self.light else ""


@dataclass(frozen=True, slots=True)
class ObjectiveValue:
    """An objective in its tree.

    `depth` counts those above it. `own` are its schede, `schede` also those of what stands under
    it, each once. `standing` is of the year's schede, the money of all the years of the plan.
    """

    row: ObjectiveRow
    depth: int
    own: tuple[PlanScheda, ...]
    schede: tuple[PlanScheda, ...]
    below: int
    standing: Standing
    programmed: Money | None
    spent: Money | None
    indicators: tuple[str, ...]
    guideline_id: str | None

    @property
    def is_empty(self) -> bool:
        """Nothing is done for it: no scheda, in any year, and nothing under it that has one."""
        return not self.schede

    @property
    def is_last(self) -> bool:
        """Nothing stands under it."""
        return not self.below


@dataclass(frozen=True)
class PlanReport:
    """A plan, looked at in one of its years on a day.

    `objectives` in the order of the tree, each after the one above it. `schede` are those of every
    year of the plan, and those of other plans that an objective of this one leans on.
    """

    plan: PlanHead
    year: int
    day: date
    programmes: tuple[EditionRow, ...]
    guidelines: tuple[GuidelineRow, ...]
    objectives: tuple[ObjectiveValue, ...]
    schede: tuple[PlanScheda, ...]
    regional: tuple[RegionalRow, ...]
    standing: Standing

    @cached_property
    def of_year(self) -> tuple[PlanScheda, ...]:
        """The schede of the year that is looked at."""
        return tuple(one for one in self.schede if one.year == self.year)

    @property
    def programmed(self) -> Money | None:
        """What all the years of the plan programme, each scheda once."""
        return known_total(one.programmed for one in self.schede)

    @property
    def spent(self) -> Money | None:
        """What all the years of the plan have spent, each scheda once."""
        return known_total(one.spent for one in self.schede)

    @cached_property
    def tied(self) -> frozenset[str]:
        """The schede that some objective has."""
        return frozenset(one.id for objective in self.objectives for one in objective.own)

    @property
    def without_objective(self) -> tuple[PlanScheda, ...]:
        """The plan's own schede of the year that serve no objective."""
        return tuple(one for one in self.of_year if one.own and one.id not in self.tied)

    @property
    def without_scheda(self) -> tuple[ObjectiveValue, ...]:
        """The objectives, with nothing under them, for which there is no scheda."""
        return tuple(one for one in self.objectives if one.is_last and one.is_empty)

    @property
    def uncovered(self) -> tuple[RegionalRow, ...]:
        """The objectives of the Region that none of the plan takes up."""
        taken = {one.row.regional_id for one in self.objectives}
        return tuple(one for one in self.regional if one.id not in taken)

    @property
    def years(self) -> range:
        """The years of the plan."""
        return range(self.plan.year_from, self.plan.year_to + 1)

    def objective(self, objective_id: str) -> ObjectiveValue | None:
        """One of the objectives, by its id."""
        return next((one for one in self.objectives if one.row.id == objective_id), None)

    def under(self, objective_id: str) -> tuple[ObjectiveValue, ...]:
        """The objectives that stand under one, at any depth, in the order of the tree."""
        found: list[ObjectiveValue] = []
        depth = None
        for one in self.objectives:
            if one.row.id == objective_id:
                depth = one.depth
            elif depth is not None and one.depth <= depth:
                break
            elif depth is not None:
                found.append(one)
        return tuple(found)


def usual_plan(found: Sequence[PlanHead], year: int) -> PlanHead | None:
    """The zone plan of the year, one that is decided before a draft; else the latest; else none."""
    if not found:
        return None
    covers = [one for one in found if one.year_from <= year <= one.year_to]
    ranked = sorted(
        covers or found,
        key=lambda one: (one.kind is not PlanKind.ZONE, one.state not in _LIVING, -one.year_from),
    )
    return ranked[0]


def year_of(plan: PlanHead, year: int) -> int:
    """The year of the plan that is looked at: the one asked for, or the nearest that it has."""
    return min(max(year, plan.year_from), plan.year_to)


@dataclass(frozen=True, slots=True)
class PriorityMoney:
    """The money of a priority (None: the objectives without one, and what none of them has).

    A scheda of two objectives is of the more urgent one, so that the sums add up to the plan's.
    """

    priority: int | None
    objectives: int
    programmed: Money | None
    spent: Money | None


def by_priority(report: PlanReport) -> tuple[PriorityMoney, ...]:
    """The plan's money by the priority of what it is for, the most urgent first."""
    last = [one for one in report.objectives if one.is_last]
    ranks: dict[str, int] = {}
    for one in last:
        if one.row.priority is not None:
            for scheda in one.own:
                ranks[scheda.id] = min(ranks.get(scheda.id, one.row.priority), one.row.priority)
    found = []
    for rank in (1, 2, 3, 4, 5, None):
        schede = [one for one in report.schede if ranks.get(one.id) == rank]
        many = sum(1 for one in last if one.row.priority == rank)
        if schede or many:
            found.append(
                PriorityMoney(
                    rank,
                    many,
                    known_total(one.programmed for one in schede),
                    known_total(one.spent for one in schede),
                )
            )
    return tuple(found)


def narrowed(
    report: PlanReport, areas: Collection[str], scope: str, priority: int | None
) -> tuple[ObjectiveValue, ...]:
    """The objectives that are of these ambiti, scope and priority, under those that hold them."""
    kept: list[ObjectiveValue] = []
    for one in reversed(report.objectives):
        holds = bool(kept) and kept[-1].depth > one.depth
        fits = (
            (not areas or one.row.area_id in areas)
            and (not scope or one.row.scope.value == scope)
            and (priority is None or one.row.priority == priority)
        )
        if holds or fits:
            kept.append(one)
    return tuple(reversed(kept))


def levels(report: PlanReport) -> dict[ObjectiveLevel, int]:
    """How many objectives of each level."""
    found = dict.fromkeys(ObjectiveLevel, 0)
    for one in report.objectives:
        found[one.row.level] += 1
    return found
