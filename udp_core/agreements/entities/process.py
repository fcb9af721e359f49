"""Processes that social and health bodies run together: who answers, with which tools."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.agreements.terms import ProcessState, Responsibility, ToolKind
from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin, Right

PROCESS: Steps = {
    (ProcessState.PLANNED, ProcessState.ACTIVE): Step(Right.ARRANGE),
    (ProcessState.ACTIVE, ProcessState.REVISION): Step(Right.ARRANGE),
    (ProcessState.REVISION, ProcessState.ACTIVE): Step(Right.ARRANGE),
    (ProcessState.ACTIVE, ProcessState.STOPPED): Step(Right.ARRANGE, needs_reason=True),
    (ProcessState.STOPPED, ProcessState.ACTIVE): Step(Right.ARRANGE, needs_reason=True),
}
"""A process is begun, reviewed, stopped and begun again: none is over."""


class IntegrationProcess(Entity, table=True):
    """A process of the government system: its social and its health owner.

    Its protocol is the agreement that names it.
    """

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "processo di integrazione"
    labels: ClassVar = "processi di integrazione"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.REGULATIONS
    life: ClassVar = PROCESS

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    name: str = field.text("Nome")
    area_id: str | None = field.reference("intervention_area", "Ambito", required=False)
    social_owner_id: str | None = field.reference(
        "organisation", "Titolare sociale", required=False
    )
    health_owner_id: str | None = field.reference(
        "organisation", "Titolare sanitario", required=False
    )
    state: ProcessState = field.choice(ProcessState, "Stato")
    reviewed_on: date | None = field.verified_within("Riguardato il", days=365)
    note: str | None = field.text("Nota", required=False, longest=field.LONGEST_TEXT)
    source: str = field.source()
    origin: Origin = field.origin()


class SharedTool(Entity, table=True):
    """A tool that the Comuni and the Distretto della Salute use together."""

    key: ClassVar = ("process_id", "code")
    label: ClassVar = "strumento condiviso"
    labels: ClassVar = "strumenti condivisi"
    belongs_to: ClassVar = ("process_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    process_id: str = field.reference("integration_process", "Processo")
    code: str = field.code("Codice")
    name: str = field.text("Nome")
    kind: ToolKind = field.choice(ToolKind, "Tipo")
    used_by: str | None = field.text("Chi lo usa", required=False)
    used_from: date | None = field.day("In uso dal", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class ProcessResponsibility(Entity, table=True):
    """What a body is in a process."""

    key: ClassVar = ("process_id", "organisation_id", "responsibility")
    label: ClassVar = "responsabilità"
    labels: ClassVar = "responsabilità"
    belongs_to: ClassVar = ("process_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    process_id: str = field.reference("integration_process", "Processo")
    organisation_id: str = field.reference("organisation", "Ente")
    responsibility: Responsibility = field.choice(Responsibility, "Ruolo")
    note: str | None = field.text("Nota", required=False)
    origin: Origin = field.origin()


class SubArea(Entity, table=True):
    """A part of the district with programmes of its own."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "articolazione territoriale"
    labels: ClassVar = "articolazioni territoriali"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.TERRITORY

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    name: str = field.text("Nome")
    purpose: str | None = field.text("A che cosa serve", required=False)
    starts_on: date | None = field.day("Dal", required=False)
    ends_on: date | None = field.expires("Al")
    source: str = field.source()
    origin: Origin = field.origin()


class SubAreaMunicipality(Entity, table=True):
    """A Comune of a part of the district."""

    key: ClassVar = ("sub_area_id", "municipality_id")
    label: ClassVar = "Comune dell’articolazione"
    labels: ClassVar = "Comuni delle articolazioni"
    belongs_to: ClassVar = ("sub_area_id",)
    shelf: ClassVar = Shelf.TERRITORY

    sub_area_id: str = field.reference("sub_area", "Articolazione")
    municipality_id: str = field.reference("municipality", "Comune")
