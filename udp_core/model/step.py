"""The steps that rows took between their states: when, by whose hand, on which act, and why."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.model import field
from udp_core.model.entity import USERS, Entity
from udp_core.model.register import Shelf


class StateStep(Entity, table=True):
    """A step of a row from a state to another, as it was carried out."""

    key: ClassVar = ("of_table", "number", "row_id")
    label: ClassVar = "passaggio di stato"
    labels: ClassVar = "passaggi di stato"
    belongs_to: ClassVar = ("district_id", USERS)
    shelf: ClassVar = Shelf.BODIES
    typed: ClassVar = False
    summary: ClassVar = ("row_title", "from_state", "to_state", "done_on", "act_id", "officer_id")

    of_table: str = field.code("Registro")
    row_id: str = field.text("Riga")
    number: int = field.whole("Numero", least=1, most=999)
    row_title: str = field.text("Di che cosa", longest=field.LONGEST_TEXT)
    district_id: str | None = field.reference("district", "Distretto", required=False)
    from_state: str = field.text("Da", longest=60)
    to_state: str = field.text("A", longest=60)
    done_on: date = field.day("Il")
    act_id: str | None = field.reference("act", "Atto", required=False)
    officer_id: str = field.reference("officer", "Di chi")
    reason: str | None = field.text("Perché", required=False)
