"""What a row is about, and which deed changing it is: what rights are asked for."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from udp_core.domain.access import Actor, Deed, Subject
from udp_core.model.desk import FundClosure, Mandate, Officer, VoceTransfer
from udp_core.model.entity import Entity, Image
from udp_core.model.frna import ActivityMeasure, FrnaEntry
from udp_core.model.fund import (
    Allocation,
    CarryOver,
    Cofinancing,
    CrossCuttingShare,
    FundYear,
    ReturnedFund,
    Variation,
)
from udp_core.model.governance import GoverningBody
from udp_core.model.indicator import Indicator, IndicatorLink, Measurement, Target
from udp_core.model.intervention import (
    Action,
    Intervention,
    InterventionAct,
    InterventionAreaLink,
    InterventionFunding,
    InterventionPartner,
    InterventionSector,
)
from udp_core.model.plan import AnnualProgramme, Plan
from udp_core.model.published import DataSet, PublishedDiscrepancy, PublishedRow
from udp_core.model.simulation import ProgrammeVariation, VariationLine
from udp_core.model.sitting import (
    AgendaAlternative,
    AgendaItem,
    Attendance,
    BodyRule,
    Decision,
    Dossier,
    DossierPage,
    Member,
    RefusedOption,
    Sitting,
    Vote,
)
from udp_core.model.territory import District, Municipality, Population
from udp_core.store.images import read_by_id
from udp_core.store.queries.officers import administrators
from udp_core.vocabulary import Phase

_OF_THE_FUND = (FrnaEntry, ActivityMeasure, Allocation, Variation, CarryOver, Cofinancing, ReturnedFund, CrossCuttingShare, VoceTransfer, FundClosure, ProgrammeVariation)
_OF_A_SCHEDA = (Action, InterventionFunding, InterventionPartner, InterventionSector, InterventionAct, InterventionAreaLink)
_PARENTS: dict[type[Entity], tuple[str, type[Entity]]] = {
    **dict.fromkeys(_OF_THE_FUND, ("fund_year_id", FundYear)),
    **dict.fromkeys(_OF_A_SCHEDA, ("intervention_id", Intervention)),
    Intervention: ("programme_id", AnnualProgramme),
    AnnualProgramme: ("plan_id", Plan),
    IndicatorLink: ("intervention_id", Intervention),
    Measurement: ("indicator_id", Indicator),
    Target: ("indicator_id", Indicator),
    Population: ("municipality_id", Municipality),
    VariationLine: ("variation_id", ProgrammeVariation),
    **dict.fromkeys((BodyRule, Member), ("body_id", GoverningBody)),
    **dict.fromkeys((AgendaItem, Attendance), ("sitting_id", Sitting)),
    AgendaAlternative: ("item_id", AgendaItem),
}
_SHIPPED = (DataSet, PublishedRow, PublishedDiscrepancy)
"""Published figures: loaded from their packages, never written at the desk."""
_RECORDED = (Decision, Vote, RefusedOption, Dossier, DossierPage, FundClosure)
"""What was decided, handed out and closed: recorded by its own command, never changed by hand."""
_PHASED = (FrnaEntry, ActivityMeasure, InterventionFunding)
_FOLLOWED: dict[type[Entity], frozenset[str]] = {
    Intervention: frozenset({"progress", "critical_points", "evaluation", "as_of", "source", "data_state", "origin"}),
    Action: frozenset({"done_date"}),
}
"""Fields of what exists that are followed month by month; every other field of theirs is structure."""


def subject_of(connection: Connection, entity: type[Entity], image: Image) -> Subject:
    """District, ambito and Comune of a row: its own, else those of what it belongs to."""
    return Subjects(connection).of(entity, image)


class Subjects:
    """The subjects of many rows: what they belong to is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[type[Entity], str], Subject] = {}
        self._administered: frozenset[str] | None = None

    def of(self, entity: type[Entity], image: Image) -> Subject:
        """The subject of one row."""
        district, area, municipality = (_text(image.get(name)) for name in ("district_id", "area_id", "municipality_id"))
        if entity is Municipality:
            municipality = _text(image.get("istat_code"))
        if entity is District:
            district = self._known_district(_text(image.get("code")))
        if entity is Mandate and not self._is_administered(district):
            district = None
        above = self._above(entity, image)
        return Subject(district or above.district_id, area or above.area_id, municipality or above.municipality_id)

    def _known_district(self, code: str | None) -> str | None:
        """A district is of who works in it; one that is not there yet is of nobody, and anybody who administers adds it."""
        found = read_by_id(self._connection, District, [code]) if code else {}
        return code if found else None

    def _is_administered(self, district: str | None) -> bool:
        """Whether somebody active administers a district: the first mandates of the others are given by who does elsewhere."""
        if self._administered is None:
            self._administered = frozenset(one.district_id for one in administrators(self._connection))
        return district in self._administered

    def _above(self, entity: type[Entity], image: Image) -> Subject:
        field, parent = _PARENTS.get(entity, ("", entity))
        parent_id = _text(image.get(field)) if field else None
        if parent_id is None:
            return Subject()
        if (parent, parent_id) not in self._known:
            found = read_by_id(self._connection, parent, [parent_id]).get(parent_id)
            self._known[parent, parent_id] = self.of(parent, found[1]) if found else Subject()
        return self._known[parent, parent_id]


def _text(value: int | str | None) -> str | None:
    return None if value is None else str(value)


def is_written_by(actor: Actor, entity: type[Entity]) -> bool:
    """Whether somebody may change a row of an entity, somewhere: what is offered to be written, and not what is allowed."""
    if entity in _SHIPPED or entity in _RECORDED:
        return False
    if entity in {Officer, Mandate}:
        return actor.ever_may(Deed.ADMINISTER)
    if entity is District:
        return actor.ever_may(Deed.ADMINISTER) or actor.ever_may(Deed.ARRANGE)
    entered = entity in _PHASED or entity is Measurement or entity in _FOLLOWED
    return actor.ever_may(Deed.ENTER if entered else Deed.ARRANGE)


def deed_of(entity: type[Entity], image: Image, changed: Collection[str], *, exists: bool) -> Deed | None:
    """What changing these fields is: entering values, arranging what exists, administering; None: never at the desk."""
    if entity in _SHIPPED or entity in _RECORDED:
        return None
    if entity in {Officer, Mandate} or (entity is District and not exists):
        return Deed.ADMINISTER
    if entity in _PHASED:
        return Deed.ARRANGE if image["phase"] == Phase.BUDGET.value else Deed.ENTER
    if entity is Measurement or (exists and entity in _FOLLOWED and set(changed) <= _FOLLOWED[entity]):
        return Deed.ENTER
    return Deed.ARRANGE
