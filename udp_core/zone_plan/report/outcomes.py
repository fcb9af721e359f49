"""What became of the objectives of a plan, and of those of the plan before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.plan.terms import FollowUp, OutcomeResult
from udp_core.zone_plan.queries.objectives import ObjectiveRow, OutcomeRow, objectives, outcomes
from udp_core.zone_plan.report.plan import ObjectiveValue, PlanReport
from udp_core.zone_plan.report.reading import plan_report
from udp_core.zone_plan.rules import code_order

HANDED_ON = frozenset({FollowUp.KEEP, FollowUp.DEVELOP})
"""What the plan that follows takes up."""


@dataclass(frozen=True, slots=True)
class JudgedObjective:
    """An objective to be carried out, with its outcome (None: nobody has judged it yet)."""

    value: ObjectiveValue
    outcome: OutcomeRow | None


@dataclass(frozen=True, slots=True)
class PastObjective:
    """An objective of the plan before: its outcome, and those of this plan that take it up."""

    row: ObjectiveRow
    outcome: OutcomeRow | None
    taken_up_by: tuple[str, ...]


@dataclass(frozen=True)
class OutcomesReport:
    """The outcome of a plan, objective by objective, beside the one before."""

    plan: PlanReport
    objectives: tuple[JudgedObjective, ...]
    past: tuple[PastObjective, ...]

    @property
    def counts(self) -> Counter[OutcomeResult | None]:
        """How many objectives had each outcome; under None, those that wait for it."""
        return Counter(one.outcome.result if one.outcome else None for one in self.objectives)

    @property
    def past_counts(self) -> Counter[OutcomeResult | None]:
        """The same of the plan before."""
        return Counter(one.outcome.result if one.outcome else None for one in self.past)

    @property
    def forgotten(self) -> tuple[PastObjective, ...]:
        """What the plan before handed on, to be kept or developed, and nobody takes up."""
        return tuple(
            one
            for one in self.past
            if one.outcome and one.outcome.follow_up in HANDED_ON and not one.taken_up_by
        )


def outcomes_report(
    connection: Connection, district: str, plan_id: str, year: int, today: date
) -> OutcomesReport | None:
    """The outcome of each objective of the plan; None without such a plan."""
    plan = plan_report(connection, district, plan_id, year, today)
    return outcomes_of(connection, plan) if plan else None


def outcomes_of(connection: Connection, plan: PlanReport) -> OutcomesReport:
    """The same of a plan that is already read."""
    before = plan.plan.previous_id
    known = [one for one in (plan.plan.id, before) if one]
    found = {one.objective_id: one for one in outcomes(connection, known)}
    past = objectives(connection, before) if before else ()
    above = {one.parent_id for one in past}
    return OutcomesReport(
        plan,
        tuple(
            JudgedObjective(one, found.get(one.row.id)) for one in plan.objectives if one.is_last
        ),
        tuple(
            PastObjective(one, found.get(one.id), _taking(plan, one.id))
            for one in sorted(past, key=lambda row: code_order(row.code))
            if one.id not in above
        ),
    )


def _taking(plan: PlanReport, objective_id: str) -> tuple[str, ...]:
    return tuple(
        f"{one.row.code} {one.row.title}"
        for one in plan.objectives
        if one.row.previous_id == objective_id
    )
