"""What if: levers and what they cost, as data; scenarios kept.

Variations proposed (DOMAIN.md 8).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.register import Reader, Shelf
from udp_core.kernel.code_words import ITEMS
from udp_core.kernel.vocabulary import ActivityUnit, Origin, Payer, TransferState, Trust
from udp_core.simulation.terms import (
    LeverOwner,
    ScenarioKind,
    ScenarioState,
    TermCalendar,
    TermDriver,
)


class Lever(Entity, table=True):
    """Something that can be moved.

    It starts from the activity programmed for its voce in a unit, else from `start`.
    """

    key: ClassVar = ("code",)
    label: ClassVar = "leva"
    labels: ClassVar = "leve"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.WHAT_IF
    typed: ClassVar = False

    code: str = field.code("Codice")
    name: str = field.text("Nome", longest=60)
    unit: str = field.text("Unità", longest=40)
    group_name: str = field.text("Gruppo", longest=40)
    voce_id: str | None = field.reference("frna_voce", "Voce", required=False)
    activity_unit: ActivityUnit | None = field.choice(
        ActivityUnit, "Parte dall’attività programmata in", required=False
    )
    start: Decimal | None = field.decimal("Parte da", required=False, negative=True)
    below: Decimal = field.decimal("Può scendere di")
    above: Decimal = field.decimal("Può salire di")
    step: Decimal = field.decimal("Passo")
    monthly: bool = field.flag("Ha un mese d’inizio")
    decided_by: LeverOwner = field.choice(LeverOwner, "Chi decide")
    people: Decimal | None = field.decimal("Persone servite per unità", required=False)
    sort: int = field.whole("Ordine", most=999)
    note: str | None = field.text("Nota", required=False)
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()


class LeverTerm(Entity, table=True):
    """What one unit of a lever costs somebody.

    Unit cost (one euro without it) x factor x driver, each time of a calendar.

    Without a voce it is money that comes into the fund. With another lever the two multiply each
    other.
    """

    key: ClassVar = ("lever_id", "number")
    label: ClassVar = "effetto di una leva"
    labels: ClassVar = "effetti delle leve"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.WHAT_IF
    typed: ClassVar = False

    lever_id: str = field.reference("lever", "Leva")
    number: int = field.whole("Numero", least=1, most=99)
    by_lever_id: str | None = field.reference("lever", "Per la leva", required=False)
    voce_id: str | None = field.reference("frna_voce", "Voce", required=False)
    payer: Payer = field.choice(Payer, "Chi paga")
    item: str | None = field.text(
        "Costo unitario (elemento)", required=False, longest=60, called=ITEMS
    )
    calendar: TermCalendar = field.choice(TermCalendar, "Quante volte")
    factor: Decimal = field.decimal(
        "Fattore", negative=True, help="Per esempio l’occupazione media dei posti"
    )
    driver: TermDriver | None = field.choice(TermDriver, "Moltiplicato per", required=False)
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()


class Scenario(Entity, table=True):
    """Where the levers stood, with the base and the unit costs of that moment frozen.

    It never changes the programme.
    """

    key: ClassVar = ("code",)
    label: ClassVar = "scenario"
    labels: ClassVar = "scenari"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.WHAT_IF
    read_by: ClassVar = Reader.SIGNED_IN
    typed: ClassVar = False

    code: str = field.code("Codice")
    name: str = field.text("Nome", longest=120)
    kind: ScenarioKind = field.choice(ScenarioKind, "Oggetto")
    district_id: str = field.reference("district", "Distretto")
    year: int = field.whole("Anno", least=1990, most=2200)
    officer_id: str = field.reference("officer", "Chi l’ha salvato")
    note: str | None = field.text("Nota", required=False, longest=field.LONGEST_TEXT)
    state: ScenarioState = field.choice(ScenarioState, "Stato")
    revision: int = field.whole("Revisione dell’archivio", most=10**12)
    base: str = field.text("Base congelata (JSON)", longest=2_000_000)
    position: str = field.text("Posizione delle leve (JSON)", longest=100_000)
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class ProgrammeVariation(Entity, table=True):
    """A change of the programme of a fund year over several voci.

    Proposed, then approved with an act, or rejected.
    """

    key: ClassVar = ("fund_year_id", "number")
    label: ClassVar = "variazione del programma"
    labels: ClassVar = "variazioni del programma"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.WHAT_IF
    typed: ClassVar = False

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    number: int = field.whole("Numero", least=1, most=999)
    scenario_id: str | None = field.reference("scenario", "Scenario", required=False)
    reason: str = field.text("Motivo", longest=field.LONGEST_TEXT)
    state: TransferState = field.choice(TransferState, "Stato")
    proposed_on: date = field.answer_within("Proposta il", closed_by="decided_on")
    decided_on: date | None = field.day("Decisa il", required=False)
    act_id: str | None = field.reference("act", "Atto", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class VariationLine(Entity, table=True):
    """How much a variation adds to what a voce has programmed, or takes from it."""

    key: ClassVar = ("variation_id", "voce_id", "source_id", "municipality_id")
    label: ClassVar = "riga di variazione"
    labels: ClassVar = "righe di variazione"
    belongs_to: ClassVar = ("variation_id",)
    shelf: ClassVar = Shelf.WHAT_IF
    typed: ClassVar = False

    variation_id: str = field.reference("programme_variation", "Variazione")
    voce_id: str = field.reference("frna_voce", "Voce", index=False)
    source_id: str = field.reference("funding_source", "Fonte di finanziamento", index=False)
    municipality_id: str | None = field.reference(
        "municipality", "Comune", required=False, index=False
    )
    amount_cents: int = field.cents("Importo", negative=True)
