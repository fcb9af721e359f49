"""Guidelines, objectives, what each is tied to, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin, Trust
from udp_core.plan.terms import (
    CareScope,
    FollowUp,
    GuidelineKind,
    ObjectiveLevel,
    OutcomeResult,
)


class Guideline(Entity, table=True):
    """What a body asks of the plan: a direction, or guidelines for who programmes."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "indirizzo"
    labels: ClassVar = "indirizzi"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.PLAN
    summary: ClassVar = ("kind", "title", "body_id", "act_id", "valid_from", "valid_to")

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    kind: GuidelineKind = field.choice(GuidelineKind, "Tipo")
    title: str = field.text("Titolo")
    text: str = field.text("Testo", longest=field.LONGEST_TEXT)
    body_id: str | None = field.reference("governing_body", "Organo", required=False)
    act_id: str | None = field.reference("act", "Atto", required=False)
    valid_from: date = field.day("Valido dal")
    valid_to: date | None = field.expires("Valido fino al")
    source: str = field.source()
    origin: Origin = field.origin()


class GuidelineAction(Entity, table=True):
    """What is done so that a guideline is known by who has to follow it."""

    key: ClassVar = ("guideline_id", "number")
    label: ClassVar = "azione di diffusione"
    labels: ClassVar = "azioni di diffusione"
    belongs_to: ClassVar = ("guideline_id",)
    shelf: ClassVar = Shelf.PLAN

    guideline_id: str = field.reference("guideline", "Indirizzo")
    number: int = field.whole("Numero", least=1, most=99)
    title: str = field.text("Azione")
    audience: str = field.text("A chi si rivolge")
    owner: str | None = field.text("Responsabile (ruolo)", required=False)
    due_date: date = field.due("Entro", closed_by="done_date")
    done_date: date | None = field.day("Fatta il", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class RegionalObjective(Entity, table=True):
    """An objective of the regional plan, which the zone plans of the Region take up."""

    key: ClassVar = ("rule_set_id", "code")
    label: ClassVar = "obiettivo regionale"
    labels: ClassVar = "obiettivi regionali"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.PLAN

    rule_set_id: str = field.reference("rule_set", "Insieme di regole")
    code: str = field.code("Codice")
    title: str = field.text("Titolo")
    regional_plan: str = field.text("Piano regionale")
    valid_from: date = field.day("Valido dal")
    valid_to: date | None = field.day("Valido fino al", required=False)
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()


class Objective(Entity, table=True):
    """An objective of a plan, under another one of the same plan or under none."""

    key: ClassVar = ("plan_id", "code")
    label: ClassVar = "obiettivo"
    labels: ClassVar = "obiettivi"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN
    summary: ClassVar = ("code", "title", "level", "priority", "scope", "owner")

    plan_id: str = field.reference("plan", "Piano")
    code: str = field.code("Codice")
    title: str = field.text("Titolo")
    level: ObjectiveLevel = field.choice(ObjectiveLevel, "Livello")
    parent_objective_id: str | None = field.reference(
        "objective", "Sotto l’obiettivo", required=False
    )
    area_id: str | None = field.reference("intervention_area", "Ambito", required=False)
    priority: int | None = field.whole(
        "Priorità", required=False, least=1, most=5, help="1 viene prima di tutto, 5 per ultimo"
    )
    scope: CareScope = field.choice(CareScope, "Sociale o sociosanitario")
    owner: str | None = field.text("Titolare (ruolo)", required=False)
    guideline_id: str | None = field.reference("guideline", "Indirizzo", required=False)
    regional_objective_id: str | None = field.reference(
        "regional_objective", "Obiettivo regionale", required=False
    )
    previous_objective_id: str | None = field.reference(
        "objective", "Riprende l’obiettivo", required=False
    )
    expected_result: str | None = field.text(
        "Risultato atteso", required=False, longest=field.LONGEST_TEXT
    )
    source: str = field.source()
    origin: Origin = field.origin()


class ObjectiveIntervention(Entity, table=True):
    """A scheda by which an objective is pursued; one scheda may serve more than one."""

    key: ClassVar = ("objective_id", "intervention_id")
    label: ClassVar = "scheda dell’obiettivo"
    labels: ClassVar = "schede degli obiettivi"
    belongs_to: ClassVar = ("objective_id",)
    shelf: ClassVar = Shelf.PLAN

    objective_id: str = field.reference("objective", "Obiettivo")
    intervention_id: str = field.reference("intervention", "Scheda")


class ObjectiveIndicator(Entity, table=True):
    """An indicator by which an objective is measured."""

    key: ClassVar = ("objective_id", "indicator_id")
    label: ClassVar = "indicatore dell’obiettivo"
    labels: ClassVar = "indicatori degli obiettivi"
    belongs_to: ClassVar = ("objective_id",)
    shelf: ClassVar = Shelf.PLAN

    objective_id: str = field.reference("objective", "Obiettivo")
    indicator_id: str = field.reference("indicator", "Indicatore")


class ObjectiveOutcome(Entity, table=True):
    """What became of an objective when the plan ended, and what the next one does with it."""

    key: ClassVar = ("objective_id",)
    label: ClassVar = "esito dell’obiettivo"
    labels: ClassVar = "esiti degli obiettivi"
    belongs_to: ClassVar = ("objective_id",)
    shelf: ClassVar = Shelf.PLAN

    objective_id: str = field.reference("objective", "Obiettivo")
    result: OutcomeResult = field.choice(OutcomeResult, "Esito")
    reason: str = field.text("Perché", longest=field.LONGEST_TEXT)
    follow_up: FollowUp | None = field.choice(FollowUp, "Nel piano nuovo", required=False)
    judged_on: date = field.day("Valutato il")
    source: str = field.source()
    origin: Origin = field.origin()
