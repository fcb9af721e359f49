"""Leases of premises: who gives them, who takes them, until when, in which state they are."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Right, Term


class LeaseState(Term):
    """Where a lease is."""

    PROPOSED = "proposed", "in proposta"
    SIGNED = "signed", "firmato"
    ENDED = "ended", "cessato"


LIFE: Steps = {
    (LeaseState.PROPOSED, LeaseState.SIGNED): Step(Right.ARRANGE),
    (LeaseState.SIGNED, LeaseState.ENDED): Step(Right.ARRANGE, needs_reason=True),
}


class Lease(Entity, table=True):
    """Premises that a body gives to another for its services."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "locazione"
    labels: ClassVar = "locazioni"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.BODIES
    life: ClassVar = LIFE

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    title: str = field.text("Oggetto")
    first_party: str = field.text("Prima parte")
    second_party: str = field.text("Seconda parte")
    signed_on: date | None = field.day("Firmato il", required=False)
    valid_to: date | None = field.expires("Scade il")
    state: LeaseState = field.choice(LeaseState, "Stato")
    source: str = field.source()
