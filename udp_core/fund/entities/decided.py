"""What is decided of the money of a fund: transfers between voci, years closed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin, TransferState


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
