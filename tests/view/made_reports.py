"""Hand-made reports of the programme for the tests of its views."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from udp_core.kernel.money import Money
from udp_core.kernel.status import Judgement, Status
from udp_core.kernel.vocabulary import (
    DataState,
    InterventionState,
    Origin,
    PlanState,
    StatusLevel,
    Territory,
)
from udp_core.programme.report.programme import (
    ActionValue,
    AmountValue,
    AreaValue,
    ProgrammeReport,
    Progress,
    SchedaValue,
)
from udp_core.render.stamp import Stamp

DAY = date(2026, 7, 1)
STAMP = Stamp(
    date(2026, 6, 30),
    datetime(2026, 7, 1, 9, tzinfo=UTC),
    7,
    "dati confermati",
    "Prova",
    ("anno 2026",),
    demo=True,
)
GOOD, MIDDLING, BAD = StatusLevel.ON_TRACK, StatusLevel.ATTENTION, StatusLevel.CRITICAL


def status(now: StatusLevel, at_year_end: StatusLevel) -> Status:
    return Status(
        Judgement(now, (f"Oggi {now.label}.",)),
        Judgement(at_year_end, (f"Poi {at_year_end.label}.",)),
    )


LATE_ACTION = ActionValue(
    2, "Apertura <b>sede</b>", date(2026, 6, 30), None, Fraction(1, 2), late=True
)
DONE_ACTION = ActionValue(
    1, "Avviso", date(2026, 3, 31), date(2026, 3, 30), Fraction(1, 2), late=False
)

LATE = SchedaValue(
    id="p:S1",
    code="S1",
    title="Housing <first>",
    area_id="poverta",
    area="Povertà",
    state=InterventionState.ACTIVE,
    start_date=date(2026, 1, 1),
    end_date=date(2026, 12, 31),
    lead="Comune di Ravenna",
    territory=Territory.DISTRICT,
    municipality_id=None,
    critical_points=None,
    data_state=DataState.DRAFT,
    as_of=date(2026, 6, 30),
    source="Prova",
    origin=Origin.DEMO,
    declared=Fraction(1, 2),
    done=Fraction(1, 2),
    planned=Fraction(1),
    programmed=Money(100_000_00),
    spent=Money(50_000_00),
    money_as_of=date(2026, 6, 30),
    actions=(DONE_ACTION, LATE_ACTION),
    by_source=(
        AmountValue("frna", "Fondo regionale", Money(80_000_00), Money(50_000_00)),
        AmountValue("comuni", "Comuni", Money(20_000_00), None),
    ),
    by_municipality=(
        AmountValue("039014", "Ravenna", Money(60_000_00), Money(50_000_00)),
        AmountValue("", "Intero distretto", Money(40_000_00), None),
    ),
    status=status(BAD, BAD),
)
ON_TIME = replace(
    LATE,
    id="p:S2",
    code="S2",
    title="Emporio",
    state=InterventionState.COMPLETED,
    done=Fraction(1),
    planned=Fraction(1),
    data_state=DataState.VALIDATED,
    actions=(DONE_ACTION,),
    programmed=Money(10_000_00),
    spent=Money(12_000_00),
    by_municipality=(AmountValue("039007", "Cervia", Money(10_000_00), Money(12_000_00)),),
    status=status(GOOD, GOOD),
    territory=Territory.MUNICIPALITY,
    municipality_id="039007",
)
POVERTY = AreaValue(
    "poverta",
    "Contrasto alla povertà",
    "Povertà",
    (LATE, ON_TIME),
    Progress(Fraction(6, 11), Fraction(1)),
    Money(110_000_00),
    Money(62_000_00),
    (
        AmountValue("039014", "Ravenna", Money(60_000_00), Money(50_000_00)),
        AmountValue("039007", "Cervia", Money(10_000_00), Money(12_000_00)),
        AmountValue("", "Intero distretto", Money(40_000_00), None),
    ),
    (GOOD, GOOD, BAD),
    status(MIDDLING, BAD),
)
EMPTY = AreaValue(
    "giovani",
    "Benessere dei giovani",
    "Giovani",
    (),
    Progress(None, None),
    None,
    None,
    (),
    (),
    None,
)
PICTURE = ProgrammeReport(
    "p",
    "Programma 2026",
    "Piano di zona",
    2026,
    DAY,
    PlanState.IN_FORCE,
    1,
    date(2026, 4, 22),
    "Approvazione",
    "Prova",
    Origin.DEMO,
    (("039014", "Ravenna"), ("039007", "Cervia")),
    (EMPTY, POVERTY),
    Progress(Fraction(6, 11), Fraction(1)),
    Money(110_000_00),
    Money(62_000_00),
)
