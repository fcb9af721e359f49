"""A small fund whose figures a person can check.

Two voci, two Comuni, 2025 whole, 2026 until October, on 10 November 2026.

2025: 1,500,000 assigned, 110,000 a month spent. 2026: 1,600,000 available, 1,380,000 programmed,
1,140,000 used.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_programme import CERVIA, DEMO, RAVENNA, Made, image
from tests.made_rows import batches, load
from udp_core.archive.engine import reading
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report

TODAY = date(2026, 11, 10)
OF_2024, OF_2025, OF_2026, OF_2027 = (f"ravenna:frna:{year}" for year in (2024, 2025, 2026, 2027))
HOMES, NETWORKS = "A1.1", "T1"
VALIDATED_UNTIL = 6


def fund_year(year: int, district: str = "ravenna", source: str = "frna") -> Made:
    return "fund_year", {
        "district_id": district,
        "source_id": source,
        "year": year,
        "manager_id": "ausl",
        "accounting_regime": "accrual",
        "origin": "demo",
    }


def voce(code: str, area: str, macro: str, unit: str, sort: int) -> Made:
    return "frna_voce", {
        "code": code,
        "name": f"Voce {code}",
        "short_name": f"Breve {code}",
        "area": area,
        "macro": macro,
        "unit": unit,
        "sort": sort,
    }


def assigned(
    fund: str, line: str, status: str, euro: int, day: str, *, act: str | None = None
) -> Made:
    return "allocation", {
        "fund_year_id": fund,
        "line": line,
        "status": status,
        "amount_cents": euro * 100,
        "as_of": day,
        "act_id": act,
        **DEMO,
    }


def carried(fund: str, from_year: int, status: str, euro: int, day: str) -> Made:
    return "carry_over", {
        "fund_year_id": fund,
        "from_year": from_year,
        "status": status,
        "amount_cents": euro * 100,
        "as_of": day,
        **DEMO,
    }


def budget(fund: str, code: str, municipality: str | None, euro: int) -> Made:
    return entry(
        fund,
        code,
        municipality,
        euro,
        phase="budget",
        month=None,
        state="validated",
        day=f"{fund[-4:]}-02-18",
    )


def spent(
    fund: str, code: str, municipality: str | None, month: int, euro: int, *, state: str = ""
) -> Made:
    year = fund[-4:]
    usual = "validated" if year == "2025" or month <= VALIDATED_UNTIL else "confirmed"
    return entry(
        fund,
        code,
        municipality,
        euro,
        phase="final",
        month=month,
        state=state or usual,
        day=f"{year}-{month:02}-28",
    )


def entry(
    fund: str,
    code: str,
    municipality: str | None,
    euro: int,
    *,
    phase: str,
    month: int | None,
    state: str,
    day: str,
) -> Made:
    return "frna_entry", {
        "fund_year_id": fund,
        "voce_id": code,
        "source_id": fund.split(":")[1],
        "municipality_id": municipality,
        "phase": phase,
        "period": "month" if month else "year",
        "period_no": month,
        "amount_cents": euro * 100,
        "state": state,
        "as_of": day,
        **DEMO,
    }


def activity(
    municipality: str, unit: str, month: int | None, thousandths: int, state: str = "confirmed"
) -> Made:
    return "activity_measure", {
        "fund_year_id": OF_2026,
        "voce_id": HOMES,
        "municipality_id": municipality,
        "unit": unit,
        "phase": "final" if month else "budget",
        "period": "month" if month else "year",
        "period_no": month,
        "value": thousandths,
        "state": state,
        "as_of": "2026-09-30",
        **DEMO,
    }


BASE: list[Made] = [
    ("district", {"code": "ravenna", "name": "Ravenna"}),
    ("district", {"code": "rubicone", "name": "Rubicone"}),
    (
        "municipality",
        {"istat_code": RAVENNA, "district_id": "ravenna", "name": "Ravenna", "is_lead": 1},
    ),
    (
        "municipality",
        {"istat_code": CERVIA, "district_id": "ravenna", "name": "Cervia", "is_lead": 0},
    ),
    ("funding_source", {"code": "frna", "name": "Fondo regionale", "kind": "frna", "sort": 1}),
    ("funding_source", {"code": "fna", "name": "Fondo nazionale", "kind": "fna", "sort": 2}),
    ("organisation", {"code": "ausl", "name": "Azienda USL"}),
    (
        "act",
        {
            "code": "atto-1",
            "title": "Riparto 2026",
            "kind": "committee_decision",
            "number": "3/2026",
            "act_date": "2026-07-20",
        },
    ),
    voce(HOMES, "elderly", "residential", "days", 1),
    voce(NETWORKS, "cross", "cross_cutting", "initiatives", 2),
    voce("T2", "cross", "cross_cutting", "assessments", 3),
    *(fund_year(year) for year in (2024, 2025, 2026, 2027)),
    fund_year(2026, district="rubicone"),
    fund_year(2026, source="fna"),
]
INCOME: list[Made] = [
    assigned(OF_2025, "elderly", "official", 1_500_000, "2025-07-20"),
    assigned(OF_2026, "disabled", "estimated", 100_000, "2026-01-31"),
    assigned(OF_2026, "elderly", "estimated", 1_200_000, "2026-01-31"),
    assigned(OF_2026, "elderly", "official", 1_300_000, "2026-07-20", act="atto-1"),
    assigned(OF_2027, "elderly", "estimated", 1_000_000, "2026-10-31"),
    carried(OF_2026, 2025, "estimated", 150_000, "2026-01-31"),
    carried(OF_2026, 2025, "official", 180_000, "2026-04-30"),
    (
        "variation",
        {
            "fund_year_id": OF_2026,
            "number": 1,
            "line": "elderly",
            "amount_cents": -20_000_00,
            "variation_date": "2026-09-01",
            "reason": "Taglio",
            **DEMO,
        },
    ),
    (
        "cofinancing",
        {
            "fund_year_id": OF_2026,
            "organisation_id": "ausl",
            "amount_cents": 40_000_00,
            "as_of": "2026-02-18",
            **DEMO,
        },
    ),
]
OUTGO: list[Made] = [
    *(spent(OF_2025, HOMES, None, month, 100_000) for month in range(1, 13)),
    *(spent(OF_2025, NETWORKS, None, month, 10_000) for month in range(1, 13)),
    budget(OF_2026, HOMES, RAVENNA, 900_000),
    budget(OF_2026, HOMES, CERVIA, 360_000),
    budget(OF_2026, NETWORKS, None, 120_000),
    *(spent(OF_2026, HOMES, RAVENNA, month, 75_000) for month in range(1, 11)),
    *(spent(OF_2026, HOMES, CERVIA, month, 30_000) for month in range(1, 11)),
    *(
        spent(OF_2026, NETWORKS, None, month, 10_000, state="draft" if month == 10 else "")
        for month in range(1, 11)
    ),
    spent("rubicone:frna:2026", HOMES, None, 1, 999_999),
    spent("ravenna:fna:2026", HOMES, None, 1, 888_888),
]
ACTIVITY: list[Made] = [
    activity(RAVENNA, "days", None, 18_000_000),
    *(activity(RAVENNA, "days", month, 1_000_000) for month in range(1, 10)),
    *(activity(CERVIA, "days", month, 500_000) for month in range(1, 10)),
    *(activity(RAVENNA, "posts", month, (40 + 20 * (month % 2)) * 1000) for month in range(1, 9)),
    activity(RAVENNA, "posts", 9, 999_000, "draft"),
]
_KEY = ("fund_year_id", "voce_id", "municipality_id", "phase", "period_no")


def load_fund(engine: Engine, *more: Made, without: tuple[Made, ...] = ()) -> None:
    """The small fund; an entry that a test gives takes the place of the one with the same key."""
    gone = [_place(made) for made in (*more, *without)]
    kept = [
        made
        for made in (*BASE, *INCOME, *OUTGO, *ACTIVITY)
        if _place(made) is None or _place(made) not in gone
    ]
    load(engine, *batches([image(made) for made in (*kept, *more)]))


def _place(made: Made) -> tuple[object, ...] | None:
    name, values = made
    return tuple(values[key] for key in _KEY) if name == "frna_entry" else None


def report(engine: Engine, year: int = 2026, today: date = TODAY) -> FundReport:
    with reading(engine) as connection:
        found = fund_report(connection, "ravenna", year, today)
    assert found is not None
    return found
