"""Questions on how a plan is made: phases, tasks, who took part, chapters, remarks, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from udp_core.kernel.vocabulary import Origin, Trust
from udp_core.plan.entities.governance import Organisation
from udp_core.plan.entities.plan import AnnualProgramme
from udp_core.plan.entities.process import (
    PhaseParticipant,
    PlanChapter,
    PlanPhase,
    PlanPhaseModel,
    PlanRemark,
    PlanSignature,
    PlanTask,
)
from udp_core.plan.terms import CycleStage, RemarkState
from udp_core.programme.entities.intervention import Intervention
from udp_core.territory.entities import District
from udp_core.thresholds.entities import RuleSet

_PHASE: Any = PlanPhase
_MODEL: Any = PlanPhaseModel
_TASK: Any = PlanTask
_WHO: Any = PhaseParticipant
_CHAPTER: Any = PlanChapter
_REMARK: Any = PlanRemark
_SIGNATURE: Any = PlanSignature
_ORGANISATION: Any = Organisation
_PROGRAMME: Any = AnnualProgramme
_SCHEDA: Any = Intervention
_RULES: Any = RuleSet
_DISTRICT: Any = District


class PhaseRow(NamedTuple):
    """A phase of the cycle of a plan."""

    id: str
    number: int
    title: str
    stage: CycleStage
    model_id: str | None
    start_date: date
    due_date: date
    done_date: date | None
    owner: str | None
    product: str | None
    origin: Origin


class ModelRow(NamedTuple):
    """A phase of the Region's model."""

    id: str
    number: int
    title: str
    stage: CycleStage
    product: str
    days_from_start: int
    trust: Trust
    source: str


class TaskRow(NamedTuple):
    """A piece of work of a phase."""

    phase_id: str
    title: str
    assigned_to: str
    delegated_by: str | None
    due_date: date
    done_date: date | None


class ParticipantRow(NamedTuple):
    """Who took part in a phase."""

    phase_id: str
    organisation: str
    office: str | None
    social_services: bool
    contribution: str | None


class ChapterRow(NamedTuple):
    """A chapter in one of its drafts, of a plan or of the programme of a year."""

    id: str
    plan_id: str
    programme_id: str | None
    year: int | None
    code: str
    draft: int
    number: int
    title: str
    text: str | None
    owner: str | None
    due_date: date | None
    delivered_on: date | None
    origin: Origin


class RemarkRow(NamedTuple):
    """A remark on a draft, on which chapter or scheda, and the answer."""

    id: str
    by_whom: str
    received_on: date
    chapter: str | None
    scheda: str | None
    text: str
    state: RemarkState
    answer: str | None
    answered_on: date | None


class SignatureRow(NamedTuple):
    """A body that signs the plan."""

    organisation: str
    signer: str
    due_date: date | None
    signed_on: date | None


def phases(connection: Connection, plan: str) -> tuple[PhaseRow, ...]:
    """The phases of a plan, in their order."""
    found = select(*(getattr(_PHASE, name) for name in PhaseRow._fields))
    own = found.where(_PHASE.plan_id == plan).order_by(_PHASE.number, _PHASE.start_date, _PHASE.id)
    return tuple(PhaseRow._make(row) for row in connection.execute(own))


def model_phases(connection: Connection, district: str) -> tuple[ModelRow, ...]:
    """The phases that the Region of a district asks of every plan, in their order."""
    found = (
        select(*(getattr(_MODEL, name) for name in ModelRow._fields))
        .join(_RULES, _RULES.id == _MODEL.rule_set_id)
        .join(_DISTRICT, _DISTRICT.region == _RULES.region)
        .where(_DISTRICT.id == district)
        .order_by(_MODEL.number, _MODEL.id)
    )
    return tuple(ModelRow._make(row) for row in connection.execute(found))


def tasks(connection: Connection, plan: str) -> tuple[TaskRow, ...]:
    """The pieces of work of a plan's phases, by phase and number."""
    found = (
        select(*(getattr(_TASK, name) for name in TaskRow._fields))
        .join(_PHASE, _PHASE.id == _TASK.phase_id)
        .where(_PHASE.plan_id == plan)
        .order_by(_PHASE.number, _TASK.number)
    )
    return tuple(TaskRow._make(row) for row in connection.execute(found))


def participants(connection: Connection, plan: str) -> tuple[ParticipantRow, ...]:
    """Who took part in a plan's phases, by phase."""
    found = (
        select(
            _WHO.phase_id,
            _ORGANISATION.name,
            _WHO.office,
            _WHO.social_services,
            _WHO.contribution,
        )
        .join(_PHASE, _PHASE.id == _WHO.phase_id)
        .join(_ORGANISATION, _ORGANISATION.id == _WHO.organisation_id)
        .where(_PHASE.plan_id == plan)
        .order_by(_PHASE.number, _WHO.number)
    )
    return tuple(ParticipantRow._make(row) for row in connection.execute(found))


def chapters(connection: Connection, plans: Sequence[str]) -> tuple[ChapterRow, ...]:
    """Every draft of the chapters of some plans and of their programmes, in their order."""
    own = (
        _CHAPTER.id,
        _CHAPTER.plan_id,
        _CHAPTER.programme_id,
        _PROGRAMME.year,
        _CHAPTER.code,
        _CHAPTER.draft,
        _CHAPTER.number,
        _CHAPTER.title,
        _CHAPTER.text,
        _CHAPTER.owner,
        _CHAPTER.due_date,
        _CHAPTER.delivered_on,
        _CHAPTER.origin,
    )
    found = (
        select(*own)
        .outerjoin(_PROGRAMME, _PROGRAMME.id == _CHAPTER.programme_id)
        .where(_CHAPTER.plan_id.in_(plans))
        .order_by(_CHAPTER.plan_id, _PROGRAMME.year, _CHAPTER.number, _CHAPTER.draft)
    )
    return tuple(ChapterRow._make(row) for row in connection.execute(found))


def remarks(connection: Connection, plan: str) -> tuple[RemarkRow, ...]:
    """The remarks on the drafts of a plan, the ones without an answer first."""
    found = (
        select(
            _REMARK.id,
            _REMARK.by_whom,
            _REMARK.received_on,
            _CHAPTER.title,
            _SCHEDA.code,
            _REMARK.text,
            _REMARK.state,
            _REMARK.answer,
            _REMARK.answered_on,
        )
        .outerjoin(_CHAPTER, _CHAPTER.id == _REMARK.chapter_id)
        .outerjoin(_SCHEDA, _SCHEDA.id == _REMARK.intervention_id)
        .where(_REMARK.plan_id == plan)
        .order_by(_REMARK.answered_on.is_not(None), _REMARK.received_on, _REMARK.id)
    )
    return tuple(RemarkRow._make(row) for row in connection.execute(found))


def signatures(connection: Connection, plan: str) -> tuple[SignatureRow, ...]:
    """The bodies that sign a plan, those that have not first."""
    found = (
        select(_ORGANISATION.name, _SIGNATURE.signer, _SIGNATURE.due_date, _SIGNATURE.signed_on)
        .join(_ORGANISATION, _ORGANISATION.id == _SIGNATURE.organisation_id)
        .where(_SIGNATURE.plan_id == plan)
        .order_by(_SIGNATURE.signed_on.is_not(None), _ORGANISATION.name)
    )
    return tuple(SignatureRow._make(row) for row in connection.execute(found))
