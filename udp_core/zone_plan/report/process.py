"""How a plan is made, as the screens read it: what is late, who took part, what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from udp_core.archive.field import DAYS_TO_ANSWER
from udp_core.kernel.grouping import grouped
from udp_core.kernel.vocabulary import Term
from udp_core.zone_plan.queries.changes import ChangeRow, DocumentRow, changes, documents
from udp_core.zone_plan.queries.objectives import DiffusionRow, diffusion
from udp_core.zone_plan.queries.plans import PlanHead, plans
from udp_core.zone_plan.queries.process import (
    ChapterRow,
    ModelRow,
    ParticipantRow,
    PhaseRow,
    RemarkRow,
    SignatureRow,
    TaskRow,
    chapters,
    model_phases,
    participants,
    phases,
    remarks,
    signatures,
    tasks,
)


class WorkState(Term):
    """Where a piece of work is on a day."""

    DONE = "done", "fatta"
    DONE_LATE = "done_late", "fatta in ritardo"
    LATE = "late", "in ritardo"
    RUNNING = "running", "in corso"
    TO_COME = "to_come", "da iniziare"


def work_state(begins: date, due: date, done: date | None, today: date) -> WorkState:
    """The state of what begins and falls due on these days."""
    if done is not None:
        return WorkState.DONE if done <= due else WorkState.DONE_LATE
    if due < today:
        return WorkState.LATE
    return WorkState.RUNNING if begins <= today else WorkState.TO_COME


@dataclass(frozen=True, slots=True)
class PhaseValue:
    """A phase with its state, its tasks and who took part."""

    row: PhaseRow
    state: WorkState
    tasks: tuple[TaskRow, ...]
    who: tuple[ParticipantRow, ...]

    @property
    def social_services(self) -> tuple[ParticipantRow, ...]:
        """Who took part on behalf of the social services."""
        return tuple(one for one in self.who if one.social_services)


@dataclass(frozen=True, slots=True)
class ChapterValue:
    """A chapter in its last draft.

    `drafts` are those before it, the latest first; `before` is the same chapter of the plan or of
    the year before.
    """

    row: ChapterRow
    drafts: tuple[ChapterRow, ...]
    before: ChapterRow | None
    late: bool


@dataclass(frozen=True, slots=True)
class ProcessReport:
    """The making of a plan on a day; `missing` are the model's phases that have no date yet."""

    plan: PlanHead
    day: date
    phases: tuple[PhaseValue, ...]
    missing: tuple[ModelRow, ...]
    chapters: tuple[ChapterValue, ...]
    remarks: tuple[RemarkRow, ...]
    signatures: tuple[SignatureRow, ...]
    documents: tuple[DocumentRow, ...]
    changes: tuple[ChangeRow, ...]
    diffusion: tuple[DiffusionRow, ...]

    @property
    def late(self) -> tuple[PhaseValue, ...]:
        """The phases past their day."""
        return tuple(one for one in self.phases if one.state is WorkState.LATE)

    @property
    def unanswered(self) -> tuple[RemarkRow, ...]:
        """The remarks that nobody has answered."""
        return tuple(one for one in self.remarks if one.answered_on is None)

    @property
    def unsigned(self) -> tuple[SignatureRow, ...]:
        """The bodies that have not signed."""
        return tuple(one for one in self.signatures if one.signed_on is None)

    def answer_by(self, one: RemarkRow) -> date:
        """The day by which a remark is answered."""
        return one.received_on + timedelta(days=DAYS_TO_ANSWER)

    def day_of(self, model: ModelRow) -> date:
        """The day by which the model wants a phase of this plan."""
        return date(self.plan.year_from, 1, 1) + timedelta(days=model.days_from_start)


def process_report(
    connection: Connection, district: str, plan_id: str, today: date
) -> ProcessReport | None:
    """How the plan is made; None where the district has no such plan."""
    plan = next((one for one in plans(connection, district) if one.id == plan_id), None)
    if plan is None:
        return None
    rows = phases(connection, plan.id)
    work = grouped(tasks(connection, plan.id), lambda row: row.phase_id)
    who = grouped(participants(connection, plan.id), lambda row: row.phase_id)
    models = {one.model_id for one in rows}
    texts = chapters(connection, [one for one in (plan.id, plan.previous_id) if one])
    return ProcessReport(
        plan,
        today,
        tuple(
            PhaseValue(
                one,
                work_state(one.start_date, one.due_date, one.done_date, today),
                tuple(work[one.id]),
                tuple(who[one.id]),
            )
            for one in rows
        ),
        tuple(one for one in model_phases(connection, district) if one.id not in models),
        chapters_of(texts, plan.id, today),
        remarks(connection, plan.id),
        signatures(connection, plan.id),
        documents(connection, plan.id),
        changes(connection, plan.id),
        diffusion(connection, district),
    )


def chapters_of(rows: Sequence[ChapterRow], plan_id: str, today: date) -> tuple[ChapterValue, ...]:
    """The chapters of a plan and of its programmes, each in its last draft, in their order."""
    drafts = grouped(rows, lambda row: (row.plan_id, row.year, row.code))
    found = []
    for (plan, year, code), every in drafts.items():
        if plan != plan_id:
            continue
        last = every[-1]
        others = (
            each[-1]
            for (other, when, name), each in drafts.items()
            if name == code
            and (when == year - 1 if year is not None else when is None and other != plan)
        )
        late = last.delivered_on is None and last.due_date is not None and last.due_date < today
        found.append(ChapterValue(last, tuple(reversed(every[:-1])), next(others, None), late))
    return tuple(found)
