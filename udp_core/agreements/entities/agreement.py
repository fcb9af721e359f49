"""Agreements, who signs them; the associated service and how its cost is split."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.agreements.terms import AgreementKind, AgreementState, Renewal
from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin, Right

AGREEMENT: Steps = {
    (AgreementState.DRAFT, AgreementState.SIGNING): Step(Right.ARRANGE),
    (AgreementState.SIGNING, AgreementState.DRAFT): Step(Right.ARRANGE, needs_reason=True),
    (AgreementState.SIGNING, AgreementState.IN_FORCE): Step(Right.ARRANGE, guard="signed_by_all"),
    (AgreementState.IN_FORCE, AgreementState.ENDED): Step(Right.ARRANGE, needs_reason=True),
}
"""Written, given to be signed, in force once everybody signed, ended."""


class Agreement(Entity, table=True):
    """A convention, an agreement of programme, a protocol between bodies."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "accordo"
    labels: ClassVar = "accordi"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.REGULATIONS
    life: ClassVar = AGREEMENT

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    title: str = field.text("Oggetto")
    kind: AgreementKind = field.choice(AgreementKind, "Tipo")
    state: AgreementState = field.choice(AgreementState, "Stato")
    process_id: str | None = field.reference("integration_process", "Processo", required=False)
    social_owner_id: str | None = field.reference(
        "organisation", "Titolare sociale", required=False
    )
    health_owner_id: str | None = field.reference(
        "organisation", "Titolare sanitario", required=False
    )
    act_id: str | None = field.reference("act", "Atto", required=False)
    starts_on: date | None = field.day("Vale dal", required=False)
    ends_on: date | None = field.expires("Vale fino al")
    renewal: Renewal | None = field.choice(Renewal, "Rinnovo", required=False)
    clauses: str | None = field.text("Clausole", required=False, longest=field.LONGEST_TEXT)
    source: str = field.source()
    origin: Origin = field.origin()


class AgreementParty(Entity, table=True):
    """A body that signs an agreement, and when it did."""

    key: ClassVar = ("agreement_id", "organisation_id")
    label: ClassVar = "firmatario"
    labels: ClassVar = "firmatari"
    belongs_to: ClassVar = ("agreement_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    agreement_id: str = field.reference("agreement", "Accordo")
    organisation_id: str = field.reference("organisation", "Ente")
    signatory: str | None = field.text(
        "Firma", required=False, help="La carica, per esempio Sindaco"
    )
    sign_by: date | None = field.due("Da firmare entro", closed_by="signed_on", required=False)
    signed_on: date | None = field.day("Firmato il", required=False)
    origin: Origin = field.origin()


class AssociatedService(Entity, table=True):
    """A service that the Comuni run together: who runs it, by which criterion they pay."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "servizio associato"
    labels: ClassVar = "servizi associati"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    name: str = field.text("Nome")
    manager_id: str | None = field.reference("organisation", "Ente gestore", required=False)
    agreement_id: str | None = field.reference("agreement", "Convenzione", required=False)
    regulation_id: str | None = field.reference("regulation", "Regolamento", required=False)
    criterion: str = field.text("Criterio di riparto", help="Che cosa sono i pesi")
    source: str = field.source()
    origin: Origin = field.origin()


class AssociatedCost(Entity, table=True):
    """What an associated service costs in a year."""

    key: ClassVar = ("associated_service_id", "year")
    label: ClassVar = "costo del servizio associato"
    labels: ClassVar = "costi dei servizi associati"
    belongs_to: ClassVar = ("associated_service_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    associated_service_id: str = field.reference("associated_service", "Servizio associato")
    year: int = field.whole("Anno", least=1990, most=2200)
    amount_cents: int = field.cents("Costo da ripartire")
    source: str = field.source()
    origin: Origin = field.origin()


class CostShare(Entity, table=True):
    """How much a Comune weighs in the cost of a year, by the criterion of the service."""

    key: ClassVar = ("associated_cost_id", "municipality_id")
    label: ClassVar = "quota di un Comune"
    labels: ClassVar = "quote dei Comuni"
    belongs_to: ClassVar = ("associated_cost_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    associated_cost_id: str = field.reference("associated_cost", "Costo")
    municipality_id: str = field.reference("municipality", "Comune")
    weight: Decimal = field.decimal("Peso", help="Per esempio i residenti")
    origin: Origin = field.origin()
