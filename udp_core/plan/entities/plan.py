"""Three-year plan, annual programme, areas of intervention."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.life import PLAN
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import AgeBand, Origin, PlanKind, PlanState


def _transmit_by() -> Any:
    """The day by which it goes to the Region: the office writes it, no rule is assumed."""
    return field.due("Da trasmettere entro", closed_by="transmitted_on", required=False)


class Plan(Entity, table=True):
    """A plan of several years."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "piano"
    labels: ClassVar = "piani"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.PLAN
    life: ClassVar = PLAN
    later: ClassVar = ("transmit_by", "transmitted_on", "review_notes")

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    kind: PlanKind = field.choice(PlanKind, "Tipo")
    title: str = field.text("Titolo")
    year_from: int = field.whole("Dal", least=1990, most=2200)
    year_to: int = field.whole("Al", least=1990, most=2200)
    state: PlanState = field.choice(PlanState, "Stato")
    previous_plan_id: str | None = field.reference("plan", "Piano precedente", required=False)
    review_notes: str | None = field.text(
        "Note di revisione del piano precedente", required=False, longest=field.LONGEST_TEXT
    )
    transmit_by: date | None = _transmit_by()
    transmitted_on: date | None = field.day("Trasmesso il", required=False, by_step=True)
    source: str = field.source()
    origin: Origin = field.origin()


class AnnualProgramme(Entity, table=True):
    """The implementation programme of one year of a plan; its year lies inside the plan."""

    key: ClassVar = ("plan_id", "year", "edition")
    label: ClassVar = "programma attuativo"
    labels: ClassVar = "programmi attuativi"
    belongs_to: ClassVar = ("plan_id",)
    shelf: ClassVar = Shelf.PLAN
    life: ClassVar = PLAN
    later: ClassVar = ("transmit_by", "transmitted_on")

    plan_id: str = field.reference("plan", "Piano")
    year: int = field.whole("Anno", least=1990, most=2200)
    edition: int = field.whole("Edizione", least=1, most=99)
    title: str = field.text("Titolo")
    state: PlanState = field.choice(PlanState, "Stato")
    approved_on: date | None = field.day("Approvato il", required=False, by_step=True)
    act_id: str | None = field.reference("act", "Atto", required=False, by_step=True)
    transmit_by: date | None = _transmit_by()
    transmitted_on: date | None = field.day("Trasmesso il", required=False, by_step=True)
    source: str = field.source()
    origin: Origin = field.origin()


class InterventionArea(Entity, table=True):
    """An ambito di intervento: the seven of the plan and «azioni di sistema»; the list can grow."""

    key: ClassVar = ("code",)
    label: ClassVar = "ambito di intervento"
    labels: ClassVar = "ambiti di intervento"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.PLAN

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    short_name: str = field.text("Nome breve", longest=40)
    sort: int = field.whole("Ordine", most=99)
    target_band: AgeBand = field.choice(AgeBand, "Popolazione di riferimento")
    valid_from: date = field.day("Valido dal")
    valid_to: date | None = field.day("Valido fino al", required=False)
    source: str = field.source()
