"""Who takes part, who decides, and the acts that they adopt."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import USERS, Entity
from udp_core.archive.life import ACT
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import ActKind, ActState, BodyKind, OrganisationKind, Origin

STANDING = frozenset({ActState.ADOPTED, ActState.APPROVED})
"""States in which an act opens what rests on it."""


class Organisation(Entity, table=True):
    """A body, company or association; a historical one is closed by its end date, never deleted."""

    key: ClassVar = ("code",)
    label: ClassVar = "organizzazione"
    labels: ClassVar = "organizzazioni"
    belongs_to: ClassVar = ("municipality_id", USERS)
    shelf: ClassVar = Shelf.BODIES

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    kind: OrganisationKind = field.choice(OrganisationKind, "Tipo")
    municipality_id: str | None = field.reference("municipality", "Comune", required=False)
    valid_from: date | None = field.day("Attiva dal", required=False)
    valid_to: date | None = field.day("Attiva fino al", required=False)
    origin: Origin = field.origin()


class GoverningBody(Entity, table=True):
    """A body that takes decisions."""

    key: ClassVar = ("code",)
    label: ClassVar = "organo"
    labels: ClassVar = "organi"
    belongs_to: ClassVar = ("district_id", USERS)
    shelf: ClassVar = Shelf.BODIES

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    kind: BodyKind = field.choice(BodyKind, "Tipo")
    district_id: str | None = field.reference("district", "Distretto", required=False)
    quorum_rule: str | None = field.text("Regola del numero legale", required=False)


class Act(Entity, table=True):
    """A dated act of a body: what a figure or a decision rests on."""

    key: ClassVar = ("code",)
    label: ClassVar = "atto"
    labels: ClassVar = "atti"
    belongs_to: ClassVar = ("body_id", USERS)
    shelf: ClassVar = Shelf.BODIES
    life: ClassVar = ACT

    code: str = field.code("Codice")
    body_id: str | None = field.reference("governing_body", "Organo", required=False)
    kind: ActKind = field.choice(ActKind, "Tipo")
    number: str | None = field.text("Numero", required=False, longest=60)
    act_date: date | None = field.day("Data", required=False)
    title: str = field.text("Oggetto")
    state: ActState = field.choice(ActState, "Stato")
    parent_act_id: str | None = field.reference("act", "Atto presupposto", required=False)
    source: str = field.source()
    origin: Origin = field.origin()
