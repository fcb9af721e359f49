"""The scheda attuativa and its parts.

Actions, partners, sectors, acts, money (DOMAIN.md 5.1, 5.2).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.life import SCHEDA
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import (
    DataState,
    DeliveryType,
    InterventionState,
    Origin,
    PartnerRole,
    Phase,
    RecipientType,
    Territory,
)
from udp_core.programme.terms import PolicySector


class Intervention(Entity, table=True):
    """A scheda of the annual programme."""

    key: ClassVar = ("programme_id", "code")
    label: ClassVar = "scheda"
    labels: ClassVar = "schede"
    belongs_to: ClassVar = ("programme_id",)
    shelf: ClassVar = Shelf.PLAN
    life: ClassVar = SCHEDA

    programme_id: str = field.reference("annual_programme", "Programma attuativo")
    code: str = field.code("Codice")
    title: str = field.text("Titolo")
    area_id: str = field.reference("intervention_area", "Ambito")
    state: InterventionState = field.choice(InterventionState, "Stato")
    start_date: date = field.day("Inizio")
    end_date: date = field.expires("Fine", notice=60, required=True)
    progress: Decimal = field.share("Avanzamento dichiarato")
    lead_organisation_id: str | None = field.reference(
        "organisation", "Soggetto capofila", required=False
    )
    contact_role: str | None = field.text("Referente (ruolo)", required=False)
    territory: Territory = field.choice(Territory, "Territorio")
    municipality_id: str | None = field.reference("municipality", "Comune", required=False)
    delivery_type: DeliveryType = field.choice(DeliveryType, "Modalità di erogazione")
    recipient_type: RecipientType = field.choice(RecipientType, "Tipo di destinatari")
    regional_sheet: str | None = field.text("Scheda regionale di riferimento", required=False)
    regional_objective: str | None = field.text("Obiettivo regionale", required=False)
    strategic_objective: str | None = field.text("Obiettivo strategico", required=False)
    need: str | None = field.text("Contesto e bisogno", required=False, longest=field.LONGEST_TEXT)
    general_objective: str | None = field.text(
        "Obiettivo generale", required=False, longest=field.LONGEST_TEXT
    )
    specific_objectives: str | None = field.text(
        "Obiettivi specifici", required=False, longest=field.LONGEST_TEXT
    )
    recipients: str | None = field.text("Destinatari", required=False, longest=field.LONGEST_TEXT)
    expected_users: int | None = field.whole("Destinatari attesi", required=False, unit="persone")
    human_resources: str | None = field.text(
        "Risorse umane", required=False, longest=field.LONGEST_TEXT
    )
    expected_results: str | None = field.text(
        "Risultati attesi", required=False, longest=field.LONGEST_TEXT
    )
    critical_points: str | None = field.text(
        "Criticità", required=False, longest=field.LONGEST_TEXT
    )
    evaluation: str | None = field.text("Valutazione", required=False, longest=field.LONGEST_TEXT)
    data_state: DataState = field.choice(DataState, "Stato del dato")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class InterventionAreaLink(Entity, table=True):
    """A further ambito that a scheda touches, beside its main one."""

    key: ClassVar = ("intervention_id", "area_id")
    label: ClassVar = "ambito collegato"
    labels: ClassVar = "ambiti collegati"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.PLAN

    intervention_id: str = field.reference("intervention", "Scheda")
    area_id: str = field.reference("intervention_area", "Ambito")


class InterventionPartner(Entity, table=True):
    """An organisation that takes part in a scheda."""

    key: ClassVar = ("intervention_id", "organisation_id", "role")
    label: ClassVar = "partner della scheda"
    labels: ClassVar = "partner delle schede"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.PLAN

    intervention_id: str = field.reference("intervention", "Scheda")
    organisation_id: str = field.reference("organisation", "Organizzazione")
    role: PartnerRole = field.choice(PartnerRole, "Ruolo")


class InterventionSector(Entity, table=True):
    """Another policy that a scheda integrates."""

    key: ClassVar = ("intervention_id", "sector")
    label: ClassVar = "politica integrata"
    labels: ClassVar = "politiche integrate"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.PLAN

    intervention_id: str = field.reference("intervention", "Scheda")
    sector: PolicySector = field.choice(PolicySector, "Politica")


class InterventionAct(Entity, table=True):
    """An act that a scheda rests on."""

    key: ClassVar = ("intervention_id", "act_id")
    label: ClassVar = "atto della scheda"
    labels: ClassVar = "atti delle schede"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.PLAN

    intervention_id: str = field.reference("intervention", "Scheda")
    act_id: str = field.reference("act", "Atto")


class Action(Entity, table=True):
    """A step of a scheda; the weights of a scheda's actions add up to 1."""

    key: ClassVar = ("intervention_id", "number")
    label: ClassVar = "azione"
    labels: ClassVar = "azioni"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.PLAN

    intervention_id: str = field.reference("intervention", "Scheda")
    number: int = field.whole("Numero", least=1, most=99)
    title: str = field.text("Azione")
    due_date: date = field.due("Scadenza", closed_by="done_date")
    done_date: date | None = field.day("Conclusa il", required=False)
    weight: Decimal = field.share("Peso", help="Parte del lavoro della scheda")


class InterventionFunding(Entity, table=True):
    """Money of a scheda, by source and Comune.

    Programmed (budget), expected (forecast), spent to date (final).
    """

    key: ClassVar = ("intervention_id", "source_id", "municipality_id", "phase")
    label: ClassVar = "finanziamento della scheda"
    labels: ClassVar = "finanziamenti delle schede"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.PLAN

    intervention_id: str = field.reference("intervention", "Scheda")
    source_id: str = field.reference("funding_source", "Fonte di finanziamento")
    municipality_id: str | None = field.reference("municipality", "Comune", required=False)
    phase: Phase = field.choice(Phase, "Fase")
    amount_cents: int = field.cents("Importo")
    state: DataState = field.choice(DataState, "Stato del dato")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()
