"""A request of figures to a body outside the office, and the figures that it asks."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Reader, Shelf
from udp_core.data_requests.terms import RequestState
from udp_core.kernel.vocabulary import Right

LIFE: Steps = {
    (RequestState.OPEN, RequestState.WITHDRAWN): Step(Right.ARRANGE, needs_reason=True),
}
MOST_ASKED = 60
"""As many figures as one asks of a body at once, and as a page shows whole."""


class DataRequest(Entity, table=True):
    """Figures of a month asked of an organisation; `answered_on` when the last of them came."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "richiesta di dati"
    labels: ClassVar = "richieste di dati"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.OFFICE
    read_by: ClassVar = Reader.SIGNED_IN
    typed: ClassVar = False
    life: ClassVar = LIFE
    summary: ClassVar = ("title", "organisation_id", "asked_on", "due_on", "answered_on", "state")

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    title: str = field.text("Che cosa si chiede")
    organisation_id: str = field.reference("organisation", "Chiesta a")
    year: int = field.whole("Anno", least=2000, most=2100)
    month: int = field.whole("Mese", least=1, most=12)
    officer_id: str = field.reference("officer", "Chiesta da")
    asked_on: date = field.day("Chiesta il")
    due_on: date = field.due("Risposta entro", closed_by="answered_on")
    answered_on: date | None = field.day("Completata il", required=False)
    state: RequestState = field.choice(RequestState, "Stato")


class RequestedFigure(Entity, table=True):
    """One figure of a request: the row that it is, and the day on which it came."""

    key: ClassVar = ("request_id", "number")
    label: ClassVar = "cifra chiesta"
    labels: ClassVar = "cifre chieste"
    belongs_to: ClassVar = ("request_id",)
    shelf: ClassVar = Shelf.OFFICE
    read_by: ClassVar = Reader.SIGNED_IN
    typed: ClassVar = False

    request_id: str = field.reference("data_request", "Richiesta")
    number: int = field.whole("N.", least=1, most=MOST_ASKED)
    title: str = field.text("Che cosa", longest=field.LONGEST_TEXT)
    of_table: str = field.code("Registro")
    row_id: str = field.text("Riga")
    given_on: date | None = field.day("Data il", required=False)
