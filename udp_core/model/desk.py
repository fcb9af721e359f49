"""Who works at the desk and what is decided there.

Officers, mandates, transfers, closures, senders' files.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.model import field
from udp_core.model.entity import OF_ALL, USERS, Entity
from udp_core.model.register import Reader, Shelf
from udp_core.vocabulary import ImportKind, Origin, Role, TransferState


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


class VoceTransfer(Entity, table=True):
    """Programmed money moved from a voce to another.

    Proposed with a reason, then approved or rejected.
    """

    key: ClassVar = ("fund_year_id", "number")
    label: ClassVar = "spostamento tra voci"
    labels: ClassVar = "spostamenti tra voci"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FRNA
    typed: ClassVar = False

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    number: int = field.whole("Numero", least=1, most=999)
    from_voce_id: str = field.reference("frna_voce", "Dalla voce", index=False)
    to_voce_id: str = field.reference("frna_voce", "Alla voce", index=False)
    source_id: str = field.reference("funding_source", "Fonte di finanziamento", index=False)
    municipality_id: str | None = field.reference(
        "municipality", "Comune", required=False, index=False
    )
    amount_cents: int = field.cents("Importo")
    reason: str = field.text("Motivo", longest=field.LONGEST_TEXT)
    state: TransferState = field.choice(TransferState, "Stato")
    proposed_on: date = field.answer_within("Proposto il", closed_by="decided_on")
    decided_on: date | None = field.day("Deciso il", required=False)
    act_id: str | None = field.reference("act", "Atto", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class FundClosure(Entity, table=True):
    """The year of a fund is closed.

    Nothing of it changes any more, and its residue went to the year after.
    """

    key: ClassVar = ("fund_year_id",)
    label: ClassVar = "chiusura dell’anno"
    labels: ClassVar = "chiusure degli anni"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FUND
    typed: ClassVar = False

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    closed_on: date = field.day("Chiuso il")
    residue_cents: int = field.cents("Residuo portato all’anno dopo", negative=True)
    act_id: str | None = field.reference("act", "Atto", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class SenderMapping(Entity, table=True):
    """How the files of a sender are read.

    The choices made once on the mapping screen, remembered.
    """

    key: ClassVar = ("sender", "kind", "layout")
    label: ClassVar = "lettura dei file di un mittente"
    labels: ClassVar = "letture dei file dei mittenti"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.OFFICE
    read_by: ClassVar = Reader.WRITERS
    typed: ClassVar = False

    sender: str = field.code("Mittente")
    kind: ImportKind = field.choice(ImportKind, "Tipo di file")
    layout: str = field.code("Impronta delle intestazioni")
    choices: str = field.text("Scelte (JSON)", longest=20_000)
    as_of: date = field.as_of()
