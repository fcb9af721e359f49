"""Indicators, their yearly targets and their measurements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import (
    DataState,
    Direction,
    Frequency,
    IndicatorLevel,
    Origin,
    PeriodKind,
    Trust,
)


class Indicator(Entity, table=True):
    """An indicator: value = numerator / denominator x multiplier, or a value measured as it is."""

    key: ClassVar = ("code",)
    label: ClassVar = "indicatore"
    labels: ClassVar = "indicatori"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.INDICATORS

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    definition: str = field.text("Definizione", longest=field.LONGEST_TEXT)
    area_id: str | None = field.reference("intervention_area", "Ambito", required=False)
    level: IndicatorLevel = field.choice(IndicatorLevel, "Livello")
    numerator: str = field.text("Numeratore")
    denominator: str | None = field.text("Denominatore", required=False)
    multiplier: Decimal = field.decimal("Moltiplicatore")
    unit: str = field.text("Unità di misura", longest=40)
    decimals: int = field.whole("Decimali mostrati", most=3)
    direction: Direction = field.choice(Direction, "Verso")
    frequency: Frequency = field.choice(Frequency, "Frequenza")
    counts_people: bool = field.flag(
        "Conta persone", help="Sotto la soglia i conteggi non si pubblicano"
    )
    official: bool = field.flag("Ufficiale")
    trust: Trust = field.choice(Trust, "Affidabilità")
    sort: int = field.whole("Ordine", most=999)
    source: str = field.source()


class Target(Entity, table=True):
    """What a district expects of an indicator in a year: a value to reach, or a band to stay in."""

    key: ClassVar = ("indicator_id", "district_id", "year")
    label: ClassVar = "valore atteso"
    labels: ClassVar = "valori attesi"
    belongs_to: ClassVar = ("district_id", "indicator_id")
    shelf: ClassVar = Shelf.INDICATORS

    indicator_id: str = field.reference("indicator", "Indicatore")
    district_id: str = field.reference("district", "Distretto")
    year: int = field.whole("Anno", least=1990, most=2200)
    baseline: Decimal | None = field.decimal("Valore di partenza", required=False, negative=True)
    value: Decimal | None = field.decimal("Valore atteso", required=False, negative=True)
    low: Decimal | None = field.decimal("Minimo della fascia", required=False, negative=True)
    high: Decimal | None = field.decimal("Massimo della fascia", required=False, negative=True)
    tolerance: Decimal = field.decimal("Tolleranza")
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()
    origin: Origin = field.origin()


class Measurement(Entity, table=True):
    """A measured value of an indicator, of a Comune or of the whole district (no Comune)."""

    key: ClassVar = (
        "indicator_id",
        "district_id",
        "municipality_id",
        "year",
        "period",
        "period_no",
    )
    label: ClassVar = "rilevazione"
    labels: ClassVar = "rilevazioni"
    belongs_to: ClassVar = ("district_id", "indicator_id")
    shelf: ClassVar = Shelf.INDICATORS
    of_people: ClassVar = ("numerator", "denominator", "value")

    indicator_id: str = field.reference("indicator", "Indicatore")
    district_id: str = field.reference("district", "Distretto")
    municipality_id: str | None = field.reference("municipality", "Comune", required=False)
    year: int = field.whole("Anno", least=1990, most=2200)
    period: PeriodKind = field.choice(PeriodKind, "Periodo")
    period_no: int | None = field.whole("Numero del periodo", required=False, least=1, most=12)
    numerator: Decimal | None = field.decimal("Numeratore", required=False)
    denominator: Decimal | None = field.decimal("Denominatore", required=False)
    value: Decimal | None = field.decimal("Valore", required=False, negative=True)
    state: DataState = field.choice(DataState, "Stato del dato")
    note: str | None = field.text("Nota", required=False)
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class IndicatorLink(Entity, table=True):
    """An indicator by which a scheda is followed."""

    key: ClassVar = ("indicator_id", "intervention_id")
    label: ClassVar = "indicatore della scheda"
    labels: ClassVar = "indicatori delle schede"
    belongs_to: ClassVar = ("intervention_id",)
    shelf: ClassVar = Shelf.INDICATORS

    indicator_id: str = field.reference("indicator", "Indicatore")
    intervention_id: str = field.reference("intervention", "Scheda")
