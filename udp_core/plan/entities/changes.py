"""Proposals of change, documents that were looked at, the health programme beside the plan."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin, Right
from udp_core.plan.terms import ChangeState, Relevance

CHANGE_LIFE: Steps = {
    (ChangeState.PROPOSED, ChangeState.APPROVED): Step(Right.ARRANGE, needs_act=True),
    (ChangeState.PROPOSED, ChangeState.REJECTED): Step(Right.ARRANGE, needs_reason=True),
    (ChangeState.APPROVED, ChangeState.CARRIED_OUT): Step(Right.ARRANGE),
}


class PlanChange(Entity, table=True):
    """A proposal to change the plan, one of its objectives or schede, with the act that decides."""

    key: ClassVar = ("plan_id", "code")
    label: ClassVar = "proposta di rimodulazione"
    labels: ClassVar = "proposte di rimodulazione"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN
    life: ClassVar = CHANGE_LIFE
    summary: ClassVar = ("code", "title", "proposed_by", "proposed_on", "state", "act_id")

    plan_id: str = field.reference("plan", "Piano")
    code: str = field.code("Codice")
    title: str = field.text("Oggetto")
    objective_id: str | None = field.reference("objective", "Obiettivo", required=False)
    intervention_id: str | None = field.reference("intervention", "Scheda", required=False)
    proposal: str = field.text("Che cosa si propone", longest=field.LONGEST_TEXT)
    reason: str = field.text("Perché", longest=field.LONGEST_TEXT)
    proposed_by: str = field.text("Proposta da")
    proposed_on: date = field.day("Proposta il")
    decide_by: date | None = field.due("Da decidere entro", closed_by="approved_on", required=False)
    state: ChangeState = field.choice(ChangeState, "Stato")
    act_id: str | None = field.reference("act", "Atto", required=False)
    approved_on: date | None = field.day("Decisa il", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class ReviewedDocument(Entity, table=True):
    """A plan, programme or study that existed before: what it is worth, what is taken from it."""

    key: ClassVar = ("plan_id", "code")
    label: ClassVar = "documento esaminato"
    labels: ClassVar = "documenti esaminati"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN

    plan_id: str = field.reference("plan", "Piano")
    code: str = field.code("Codice")
    title: str = field.text("Documento")
    author: str = field.text("Di chi è")
    dated_on: date | None = field.day("Del", required=False)
    relevance: Relevance = field.choice(Relevance, "Rilevanza")
    reuse: str = field.text("Che cosa se ne riusa", longest=field.LONGEST_TEXT)
    source: str = field.source()
    origin: Origin = field.origin()


class HealthProgrammeItem(Entity, table=True):
    """A line of the health programme of the district, with who answers for it."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "voce della programmazione sanitaria"
    labels: ClassVar = "voci della programmazione sanitaria"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.PLAN

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    title: str = field.text("Titolo")
    programme: str = field.text("Programma sanitario")
    organisation_id: str = field.reference("organisation", "Azienda")
    owner: str = field.text("Titolare sanitario (ruolo)")
    year_from: int = field.whole("Dal", least=1990, most=2200)
    year_to: int = field.whole("Al", least=1990, most=2200)
    source: str = field.source()
    origin: Origin = field.origin()


class InterventionHealthItem(Entity, table=True):
    """A scheda and the line of the health programme that it is integrated with."""

    key: ClassVar = ("intervention_id", "item_id")
    label: ClassVar = "integrazione con la programmazione sanitaria"
    labels: ClassVar = "integrazioni con la programmazione sanitaria"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.PLAN

    intervention_id: str = field.reference("intervention", "Scheda")
    item_id: str = field.reference("health_programme_item", "Voce sanitaria")
    social_owner: str = field.text("Titolare sociale (ruolo)")
