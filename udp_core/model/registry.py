"""Every entity, in the order in which rows can be loaded (what is referred to comes first)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column

from udp_core.model.desk import FundClosure, Mandate, Officer, SenderMapping, VoceTransfer
from udp_core.model.entity import Entity, columns, table_name
from udp_core.model.field import Kind, Spec
from udp_core.model.frna import ActivityMeasure, FrnaEntry, FrnaVoce, UnitCost
from udp_core.model.fund import (
    Allocation,
    CarryOver,
    Cofinancing,
    CrossCuttingShare,
    FundingSource,
    FundYear,
    ReturnedFund,
    Variation,
)
from udp_core.model.governance import Act, GoverningBody, Organisation
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
from udp_core.model.office import StaffPosition
from udp_core.model.plan import AnnualProgramme, InterventionArea, Plan
from udp_core.model.project import Project, ProjectFunding, ProjectPhase
from udp_core.model.published import DataSet, PublishedDiscrepancy, PublishedRow
from udp_core.model.rule import Rule, RuleSet
from udp_core.model.simulation import (
    Lever,
    LeverTerm,
    ProgrammeVariation,
    Scenario,
    VariationLine,
)
from udp_core.model.sitting import (
    AgendaAlternative,
    AgendaItem,
    Attendance,
    BodyRule,
    CorrectivePlan,
    Decision,
    Dossier,
    DossierPage,
    Member,
    RefusedOption,
    Sitting,
    Vote,
)
from udp_core.model.storage import MILLI, Thousandths
from udp_core.model.territory import District, Municipality, Population

ENTITIES: tuple[type[Entity], ...] = (
    DataSet,
    PublishedRow,
    PublishedDiscrepancy,
    RuleSet,
    Rule,
    District,
    Municipality,
    Population,
    Organisation,
    GoverningBody,
    Act,
    Plan,
    AnnualProgramme,
    InterventionArea,
    StaffPosition,
    Project,
    ProjectPhase,
    ProjectFunding,
    FundingSource,
    FundYear,
    Allocation,
    Variation,
    CarryOver,
    Cofinancing,
    ReturnedFund,
    CrossCuttingShare,
    FrnaVoce,
    UnitCost,
    FrnaEntry,
    ActivityMeasure,
    Intervention,
    InterventionAreaLink,
    InterventionPartner,
    InterventionSector,
    InterventionAct,
    Action,
    InterventionFunding,
    Indicator,
    Target,
    Measurement,
    IndicatorLink,
    Officer,
    Mandate,
    VoceTransfer,
    FundClosure,
    SenderMapping,
    Lever,
    LeverTerm,
    Scenario,
    ProgrammeVariation,
    VariationLine,
    BodyRule,
    Member,
    Sitting,
    AgendaItem,
    AgendaAlternative,
    Attendance,
    Decision,
    Vote,
    RefusedOption,
    CorrectivePlan,
    Dossier,
    DossierPage,
)

BY_NAME: dict[str, type[Entity]] = {table_name(entity): entity for entity in ENTITIES}
"""Table name to entity: the only names accepted from outside."""


def _limits(column: Column[object], spec: Spec) -> dict[str, str]:
    """The checks of a column in SQL, by a short name.

    The third net, under the forms and the commands.
    """
    scale = MILLI if isinstance(column.type, Thousandths) else 1
    checks = {}
    if spec.least is not None:
        checks["least"] = f"{column.name} >= {spec.least * scale}"
    if spec.most is not None:
        checks["most"] = f"{column.name} <= {spec.most * scale}"
    if spec.longest:
        checks["length"] = f"length({column.name}) <= {spec.longest}"
    if spec.kind is Kind.FLAG:
        checks["flag"] = f"{column.name} IN (0, 1)"
    if spec.terms is not None:
        checks["list"] = f"{column.name} IN ({', '.join(repr(term.value) for term in spec.terms)})"
    return checks


def _add_checks() -> None:
    for entity in ENTITIES:
        table = entity.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
        table.dialect_options["sqlite"]["strict"] = True
        for column, spec in columns(entity):
            for name, check in _limits(column, spec).items():
                table.append_constraint(CheckConstraint(check, name=f"{column.name}_{name}"))


_add_checks()
