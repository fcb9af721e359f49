"""Laws, regulations, appointments: what binds, since when, by which act."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.agreements.terms import NormKind, RegulationKind, RegulationState
from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin, Right

REGULATION: Steps = {
    (RegulationState.PROPOSED, RegulationState.ADOPTED): Step(
        Right.ARRANGE, needs_act=True, guard="committee_before"
    ),
    (RegulationState.ADOPTED, RegulationState.PROPOSED): Step(Right.ARRANGE, needs_reason=True),
    (RegulationState.ADOPTED, RegulationState.PUBLISHED): Step(Right.ARRANGE),
    (RegulationState.PUBLISHED, RegulationState.IN_FORCE): Step(Right.ARRANGE, guard="has_act"),
    (RegulationState.IN_FORCE, RegulationState.AMENDED): Step(Right.ARRANGE, needs_act=True),
    (RegulationState.IN_FORCE, RegulationState.REPEALED): Step(
        Right.ARRANGE, needs_reason=True, needs_act=True
    ),
    (RegulationState.AMENDED, RegulationState.REPEALED): Step(
        Right.ARRANGE, needs_reason=True, needs_act=True
    ),
}
"""Proposed by the office, adopted with an act of the lead, published, in force, then changed."""
BINDING = frozenset({RegulationState.IN_FORCE, RegulationState.AMENDED})
"""States in which a regulation holds."""


class LegalReference(Entity, table=True):
    """A law or a regional resolution on which a process rests, and what it changes."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "norma"
    labels: ClassVar = "norme"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    kind: NormKind = field.choice(NormKind, "Tipo")
    title: str = field.text("Estremi e oggetto")
    act_id: str | None = field.reference("act", "Atto registrato", required=False)
    process_id: str | None = field.reference("integration_process", "Processo", required=False)
    starts_on: date | None = field.day("In vigore dal", required=False)
    ends_on: date | None = field.expires("In vigore fino al")
    replaced_by_id: str | None = field.reference("legal_reference", "Sostituita da", required=False)
    changes: str | None = field.text(
        "Che cosa prevede o cambia", required=False, longest=field.LONGEST_TEXT
    )
    impact: str | None = field.text(
        "Che cosa comporta per il distretto", required=False, longest=field.LONGEST_TEXT
    )
    source: str = field.source()
    origin: Origin = field.origin()


class Regulation(Entity, table=True):
    """A regulation of a Comune, or (without one) of the whole district."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "regolamento"
    labels: ClassVar = "regolamenti"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.REGULATIONS
    life: ClassVar = REGULATION

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    title: str = field.text("Titolo")
    kind: RegulationKind = field.choice(RegulationKind, "Tipo")
    municipality_id: str | None = field.reference("municipality", "Comune", required=False)
    service_id: str | None = field.reference("regulated_service", "Servizio", required=False)
    state: RegulationState = field.choice(RegulationState, "Stato")
    act_id: str | None = field.reference("act", "Atto di adozione", required=False)
    published_on: date | None = field.day("Pubblicato il", required=False)
    starts_on: date | None = field.day("In vigore dal", required=False)
    ends_on: date | None = field.expires("In vigore fino al")
    criteria: str | None = field.text("Criteri", required=False, longest=field.LONGEST_TEXT)
    template: str | None = field.text("Schema regionale di riferimento", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class Appointment(Entity, table=True):
    """Who was appointed to what, by which body and act, until when."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "nomina"
    labels: ClassVar = "nomine"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    title: str = field.text("Incarico")
    holder: str | None = field.text("Titolare", required=False)
    body_id: str | None = field.reference("governing_body", "Organo che nomina", required=False)
    act_id: str | None = field.reference("act", "Atto di nomina", required=False)
    starts_on: date | None = field.day("Dal", required=False)
    ends_on: date | None = field.expires("Al")
    source: str = field.source()
    origin: Origin = field.origin()
