"""Who works at the desk: officers, their mandates, the positions of the office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import USERS, Entity
from udp_core.archive.register import Reader, Shelf
from udp_core.kernel.vocabulary import Origin, Role, StaffCategory


class Officer(Entity, table=True):
    """Somebody who may sign in, known by a code and an office.

    Passwords and addresses are kept elsewhere, outside history.
    """

    key: ClassVar = ("code",)
    label: ClassVar = "utente"
    labels: ClassVar = "utenti"
    belongs_to: ClassVar = (USERS,)
    shelf: ClassVar = Shelf.OFFICE
    read_by: ClassVar = Reader.WRITERS
    typed: ClassVar = False

    code: str = field.code("Nome utente")
    name: str = field.text(
        "Ufficio o incarico",
        longest=120,
        help="Per esempio «Servizi sociali, Comune di Cervia»: non il nome della persona",
    )
    active: bool = field.flag("Attivo")


class Mandate(Entity, table=True):
    """A role of an officer in a district, where given only in an ambito or in a Comune."""

    key: ClassVar = ("officer_id", "role", "district_id", "area_id", "municipality_id")
    label: ClassVar = "incarico"
    labels: ClassVar = "incarichi"
    belongs_to: ClassVar = ("district_id", USERS)
    shelf: ClassVar = Shelf.OFFICE
    read_by: ClassVar = Reader.WRITERS
    typed: ClassVar = False

    officer_id: str = field.reference("officer", "Utente")
    role: Role = field.choice(Role, "Ruolo")
    district_id: str = field.reference("district", "Distretto")
    area_id: str | None = field.reference("intervention_area", "Ambito", required=False)
    municipality_id: str | None = field.reference("municipality", "Comune", required=False)
    valid_from: date = field.day("Dal")
    valid_to: date | None = field.expires("Al", notice=30)


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
