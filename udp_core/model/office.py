"""The Ufficio di Piano: the positions it needs and those that are filled."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from udp_core.model import field
from udp_core.model.entity import Entity
from udp_core.model.register import Shelf
from udp_core.vocabulary import Origin, StaffCategory


class StaffPosition(Entity, table=True):
    """A position of the office; people are never named."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "posizione dell’ufficio"
    labels: ClassVar = "posizioni dell’ufficio"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.OFFICE

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    profile: str = field.text("Profilo")
    category: StaffCategory = field.choice(StaffCategory, "Categoria")
    employer_id: str | None = field.reference(
        "organisation", "Ente di appartenenza", required=False
    )
    required_fte: Decimal = field.decimal(
        "Unità richieste", most=100, unit="tempo pieno equivalente"
    )
    filled_fte: Decimal = field.decimal("Unità coperte", most=100, unit="tempo pieno equivalente")
    source: str = field.source()
    origin: Origin = field.origin()
