"""How a plan is made: phases, tasks, who took part, chapters, remarks on drafts, signatures."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin, Right, Trust
from udp_core.plan.terms import CycleStage, RemarkState

FARTHEST_DAYS = 2000
"""Before or after the first day of a plan: the years of a cycle."""
REMARK_LIFE: Steps = {
    (RemarkState.RECEIVED, answer): Step(Right.ARRANGE, guard="answered")
    for answer in (RemarkState.ACCEPTED, RemarkState.PARTLY, RemarkState.REJECTED)
}


class PlanPhaseModel(Entity, table=True):
    """A phase that every plan of the Region goes through, from the analysis to the evaluation."""

    key: ClassVar = ("rule_set_id", "code")
    label: ClassVar = "fase modello"
    labels: ClassVar = "fasi modello"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.PLAN

    rule_set_id: str = field.reference("rule_set", "Insieme di regole")
    code: str = field.code("Codice")
    number: int = field.whole("Ordine", least=1, most=99)
    title: str = field.text("Fase")
    stage: CycleStage = field.choice(CycleStage, "Parte del ciclo")
    product: str = field.text("Prodotto")
    days_from_start: int = field.whole(
        "Entro, dal primo giorno del piano",
        least=-FARTHEST_DAYS,
        most=FARTHEST_DAYS,
        unit="giorni",
    )
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()


class PlanPhase(Entity, table=True):
    """A phase of the making, the following or the evaluation of a plan."""

    key: ClassVar = ("plan_id", "code")
    label: ClassVar = "fase del percorso"
    labels: ClassVar = "fasi del percorso"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN

    plan_id: str = field.reference("plan", "Piano")
    code: str = field.code("Codice")
    number: int = field.whole("Ordine", least=1, most=99)
    title: str = field.text("Fase")
    stage: CycleStage = field.choice(CycleStage, "Parte del ciclo")
    model_id: str | None = field.reference("plan_phase_model", "Fase modello", required=False)
    start_date: date = field.day("Dal")
    due_date: date = field.due("Entro", closed_by="done_date")
    done_date: date | None = field.day("Fatta il", required=False)
    owner: str | None = field.text("Responsabile (ruolo)", required=False)
    product: str | None = field.text("Prodotto", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class PlanTask(Entity, table=True):
    """A piece of work of a phase, given to somebody: a delegation where it says by whom."""

    key: ClassVar = ("phase_id", "number")
    label: ClassVar = "compito"
    labels: ClassVar = "compiti"
    belongs_to: ClassVar = ("phase_id",)
    shelf: ClassVar = Shelf.PLAN

    phase_id: str = field.reference("plan_phase", "Fase")
    number: int = field.whole("Numero", least=1, most=99)
    title: str = field.text("Compito")
    assigned_to: str = field.text("Affidato a (ruolo)")
    delegated_by: str | None = field.text("Delegato da (ruolo)", required=False)
    due_date: date = field.due("Entro", closed_by="done_date")
    done_date: date | None = field.day("Fatto il", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class PhaseParticipant(Entity, table=True):
    """Who took part in a phase, with what; `social_services`: on behalf of the social services."""

    key: ClassVar = ("phase_id", "number")
    label: ClassVar = "partecipante alla fase"
    labels: ClassVar = "partecipanti alle fasi"
    belongs_to: ClassVar = ("phase_id",)
    shelf: ClassVar = Shelf.PLAN

    phase_id: str = field.reference("plan_phase", "Fase")
    number: int = field.whole("Numero", least=1, most=99)
    organisation_id: str = field.reference("organisation", "Organizzazione")
    office: str | None = field.text("Servizio o ufficio", required=False)
    social_services: bool = field.flag("Per i Servizi Sociali")
    contribution: str | None = field.text("Apporto", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class PlanChapter(Entity, table=True):
    """A chapter of a plan, or of one of its annual programmes, in one of its drafts."""

    key: ClassVar = ("plan_id", "programme_id", "code", "draft")
    label: ClassVar = "capitolo"
    labels: ClassVar = "capitoli"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN
    summary: ClassVar = ("code", "title", "draft", "owner", "due_date", "delivered_on")

    plan_id: str = field.reference("plan", "Piano")
    programme_id: str | None = field.reference(
        "annual_programme", "Programma attuativo", required=False
    )
    code: str = field.code("Codice")
    draft: int = field.whole("Stesura", least=1, most=99)
    number: int = field.whole("Ordine", least=1, most=99)
    title: str = field.text("Titolo")
    text: str | None = field.text("Testo", required=False, longest=field.LONGEST_TEXT)
    owner: str | None = field.text("Responsabile (ruolo)", required=False)
    due_date: date | None = field.due("Entro", closed_by="delivered_on", required=False)
    delivered_on: date | None = field.day("Consegnato il", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class PlanRemark(Entity, table=True):
    """What somebody said of a draft, of one of its chapters or schede, and the answer."""

    key: ClassVar = ("plan_id", "code")
    label: ClassVar = "osservazione"
    labels: ClassVar = "osservazioni"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN
    life: ClassVar = REMARK_LIFE
    summary: ClassVar = ("code", "by_whom", "received_on", "state", "answered_on")

    plan_id: str = field.reference("plan", "Piano")
    code: str = field.code("Codice")
    chapter_id: str | None = field.reference("plan_chapter", "Capitolo", required=False)
    intervention_id: str | None = field.reference("intervention", "Scheda", required=False)
    organisation_id: str | None = field.reference("organisation", "Organizzazione", required=False)
    by_whom: str = field.text("Di chi")
    received_on: date = field.answer_within("Ricevuta il", closed_by="answered_on")
    text: str = field.text("Osservazione", longest=field.LONGEST_TEXT)
    state: RemarkState = field.choice(RemarkState, "Esito")
    answer: str | None = field.text("Risposta", required=False, longest=field.LONGEST_TEXT)
    answered_on: date | None = field.day("Risposta il", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class PlanSignature(Entity, table=True):
    """A body that signs a plan together with the others, and when it did."""

    key: ClassVar = ("plan_id", "organisation_id")
    label: ClassVar = "firma del piano"
    labels: ClassVar = "firme dei piani"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN

    plan_id: str = field.reference("plan", "Piano")
    organisation_id: str = field.reference("organisation", "Ente")
    signer: str = field.text("Chi firma (carica)")
    due_date: date | None = field.due("Da firmare entro", closed_by="signed_on", required=False)
    signed_on: date | None = field.day("Firmato il", required=False)
    source: str = field.source()
    origin: Origin = field.origin()
