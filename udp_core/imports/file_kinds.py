"""What a file of each kind brings: rows of which register, which figures."""

from __future__ import annotations

from udp_core.archive.entity import Entity, specs
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.indicators.entities import Measurement
from udp_core.kernel.vocabulary import ImportKind
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.territory.entities import Population

ENTITY: dict[ImportKind, type[Entity]] = {
    ImportKind.FRNA_MONITORING: FrnaEntry,
    ImportKind.ACTIVITY: ActivityMeasure,
    ImportKind.SCHEDE: Intervention,
    ImportKind.SCHEDA_SPENDING: InterventionFunding,
    ImportKind.INDICATORS: Measurement,
    ImportKind.POPULATION: Population,
}
VALUES: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.FRNA_MONITORING: ("amount_cents",),
    ImportKind.ACTIVITY: ("value",),
    ImportKind.INDICATORS: ("numerator", "denominator", "value"),
    ImportKind.POPULATION: ("residents",),
    ImportKind.SCHEDE: (),
    ImportKind.SCHEDA_SPENDING: ("amount_cents",),
}
"""The figures that a file of each kind brings."""
MAIN_VALUE: dict[ImportKind, str] = {
    ImportKind.FRNA_MONITORING: "amount_cents",
    ImportKind.ACTIVITY: "value",
    ImportKind.INDICATORS: "value",
    ImportKind.POPULATION: "residents",
    ImportKind.SCHEDA_SPENDING: "amount_cents",
}
"""The one figure that may stand in several columns, a column a month."""
OF_MONEY = frozenset({ImportKind.FRNA_MONITORING, ImportKind.SCHEDA_SPENDING})
"""Kinds whose figures are euro."""
SUMMED = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY, ImportKind.SCHEDA_SPENDING})
"""Kinds whose figures may be added up: indicators are no amounts, and bands of age overlap."""
AGE = "age"
"""A column of single ages, as Istat publishes them.

No field of ours, bands are added up from it.
"""

YEAR = "year"
"""The year that a row says: of the row itself, or of the fund that it belongs to."""
_TIME_LABELS = {"period_no": "Periodo", YEAR: "Anno", AGE: "Età"}


def label_of(kind: ImportKind, name: str) -> str:
    """A column of a file as it is called on the screen."""
    return _TIME_LABELS.get(name) or specs(ENTITY[kind])[name].label
