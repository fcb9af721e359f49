"""The plan that follows one: what its outcomes hand on, and the phases that the Region asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.kernel.vocabulary import PlanState
from udp_core.plan.entities.objectives import Objective
from udp_core.plan.entities.plan import Plan
from udp_core.plan.entities.process import PlanPhase
from udp_core.writing.saving import Edit
from udp_core.zone_plan.queries.plans import PlanHead, plans
from udp_core.zone_plan.queries.process import ModelRow, model_phases
from udp_core.zone_plan.report.outcomes import HANDED_ON, OutcomesReport, outcomes_report

SOURCE = "Preparato dagli esiti del piano precedente"
PHASE_DAYS = 60
"""From the beginning of a phase to its last day, until somebody writes otherwise."""


@dataclass(frozen=True, slots=True)
class NextPlan:
    """What preparing the next plan would write; `follower` is the one that is there already."""

    first: int
    last: int
    objectives: int
    phases: int
    waiting: int
    follower: str
    edits: tuple[Edit, ...]


def next_plan(connection: Connection, district: str, plan_id: str, today: date) -> NextPlan | None:
    """The plan after one, with its objectives to be kept or developed; None without such a plan.

    Objectives to be closed, or not judged yet, are left where they are.
    """
    known = plans(connection, district)
    report = outcomes_report(connection, district, plan_id, today.year, today)
    if report is None:
        return None
    plan = report.plan.plan
    _, image = read_by_id(connection, Plan, [plan_id])[plan_id]
    long = plan.year_to - plan.year_from + 1
    first, last = plan.year_to + 1, plan.year_to + long
    made = _plan(plan, image, first, last)
    new_id = f"{district}:{made['code']}"
    objectives = tuple(_objectives(connection, report, new_id))
    models = model_phases(connection, district)
    phases = tuple(_phase(one, new_id, date(first, 1, 1), made) for one in models)
    return NextPlan(
        first,
        last,
        len(objectives),
        len(phases),
        report.counts[None],
        next((one.title for one in known if one.previous_id == plan_id), ""),
        (Edit(Plan, made), *objectives, *phases),
    )


def _plan(plan: PlanHead, image: Image, first: int, last: int) -> Image:
    """The same plan of the years after: its code and title with the new years, or with a mark."""
    years = {str(plan.year_from): str(first), str(plan.year_to): str(last)}
    code, title = (_renamed(str(image[name]), years) for name in ("code", "title"))
    return {
        **image,
        "code": code if code != image["code"] else f"{code}-{first}",
        "title": title if title != image["title"] else f"{title} {first}-{last}",
        "year_from": first,
        "year_to": last,
        "state": PlanState.DRAFT.value,
        "previous_plan_id": plan.id,
        "review_notes": None,
        "transmit_by": None,
        "transmitted_on": None,
        "source": SOURCE,
    }


def _renamed(words: str, years: Mapping[str, str]) -> str:
    """The words with one year in the place of another, all at once."""
    for number, old in enumerate(years):
        words = words.replace(old, f"\0{number}\0")
    for number, new in enumerate(years.values()):
        words = words.replace(f"\0{number}\0", new)
    return words


def _objectives(connection: Connection, report: OutcomesReport, new_id: str) -> Iterator[Edit]:
    """What is handed on and what stands above it, in the order of the tree."""
    above = {one.row.id: one.row.parent_id for one in report.plan.objectives}
    kept: set[str] = set()
    for one in report.objectives:
        if one.outcome and one.outcome.follow_up in HANDED_ON:
            step: str | None = one.value.row.id
            while step and step not in kept:
                kept.add(step)
                step = above.get(step)
    images = read_by_id(connection, Objective, sorted(kept))
    codes = {row_id: str(image["code"]) for row_id, (_, image) in images.items()}
    for value in report.plan.objectives:
        if value.row.id not in kept:
            continue
        _, image = images[value.row.id]
        parent = codes.get(str(image["parent_objective_id"]))
        yield Edit(
            Objective,
            {
                **image,
                "plan_id": new_id,
                "parent_objective_id": f"{new_id}:{parent}" if parent else None,
                "guideline_id": None,
                "previous_objective_id": value.row.id,
                "source": SOURCE,
            },
        )


def _phase(model: ModelRow, new_id: str, first_day: date, made: Image) -> Edit:
    due = first_day + timedelta(days=model.days_from_start)
    return Edit(
        PlanPhase,
        {
            "plan_id": new_id,
            "code": model.id.rpartition(":")[2],
            "number": model.number,
            "title": model.title,
            "stage": model.stage.value,
            "model_id": model.id,
            "start_date": (due - timedelta(days=PHASE_DAYS)).isoformat(),
            "due_date": due.isoformat(),
            "done_date": None,
            "owner": None,
            "product": model.product,
            "source": SOURCE,
            "origin": made["origin"],
        },
    )
