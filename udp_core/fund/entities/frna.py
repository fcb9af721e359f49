"""What goes out of the fund: voci, entries, activity, unit costs (DOMAIN.md 4.3, 8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.register import Shelf
from udp_core.kernel.code_words import ITEMS
from udp_core.kernel.vocabulary import (
    ActivityUnit,
    DataState,
    FrnaArea,
    MacroSection,
    Origin,
    Payer,
    PeriodKind,
    Phase,
    Trust,
)


class FrnaVoce(Entity, table=True):
    """A voce of the FRNA tree (three levels); only leaves carry entries."""

    key: ClassVar = ("code",)
    label: ClassVar = "voce FRNA"
    labels: ClassVar = "voci FRNA"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.FRNA

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    short_name: str = field.text("Nome breve", longest=40)
    parent_id: str | None = field.reference("frna_voce", "Voce superiore", required=False)
    area: FrnaArea = field.choice(FrnaArea, "Area")
    macro: MacroSection = field.choice(MacroSection, "Macrosezione")
    unit: ActivityUnit = field.choice(ActivityUnit, "Unità di attività")
    sort: int = field.whole("Ordine", most=999)
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()


class UnitCost(Entity, table=True):
    """What one unit of a voce costs a payer, while it is in force."""

    key: ClassVar = ("voce_id", "item", "payer", "valid_from")
    label: ClassVar = "costo unitario"
    labels: ClassVar = "costi unitari"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.FRNA

    voce_id: str = field.reference("frna_voce", "Voce")
    item: str = field.code("Elemento", called=ITEMS)
    name: str = field.text("Descrizione")
    payer: Payer = field.choice(Payer, "Chi paga")
    value_cents: int = field.cents("Importo unitario")
    unit: str = field.text("Per", longest=40, help="Per esempio giornata, ora, mese")
    valid_from: date = field.day("In vigore dal")
    valid_to: date | None = field.expires("In vigore fino al", notice=60)
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()


class FrnaEntry(Entity, table=True):
    """Money of a voce, by source, Comune (none: whole district), phase and period.

    Validated rows are locked.
    """

    key: ClassVar = (
        "fund_year_id",
        "voce_id",
        "source_id",
        "municipality_id",
        "phase",
        "period",
        "period_no",
    )
    label: ClassVar = "movimento FRNA"
    labels: ClassVar = "movimenti FRNA"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FRNA

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    voce_id: str = field.reference("frna_voce", "Voce", index=False)
    source_id: str = field.reference("funding_source", "Fonte di finanziamento", index=False)
    municipality_id: str | None = field.reference(
        "municipality", "Comune", required=False, index=False
    )
    phase: Phase = field.choice(Phase, "Fase")
    period: PeriodKind = field.choice(PeriodKind, "Periodo")
    period_no: int | None = field.whole("Numero del periodo", required=False, least=1, most=12)
    amount_cents: int = field.cents("Importo")
    state: DataState = field.choice(DataState, "Stato del dato")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class ActivityMeasure(Entity, table=True):
    """Activity of a voce: posts, days, hours, persons."""

    key: ClassVar = (
        "fund_year_id",
        "voce_id",
        "municipality_id",
        "unit",
        "phase",
        "period",
        "period_no",
    )
    label: ClassVar = "dato di attività"
    labels: ClassVar = "dati di attività"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FRNA
    of_people: ClassVar = ("value",)

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    voce_id: str = field.reference("frna_voce", "Voce", index=False)
    municipality_id: str | None = field.reference(
        "municipality", "Comune", required=False, index=False
    )
    unit: ActivityUnit = field.choice(ActivityUnit, "Unità")
    phase: Phase = field.choice(Phase, "Fase")
    period: PeriodKind = field.choice(PeriodKind, "Periodo")
    period_no: int | None = field.whole("Numero del periodo", required=False, least=1, most=12)
    value: Decimal = field.decimal("Valore")
    state: DataState = field.choice(DataState, "Stato del dato")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()
