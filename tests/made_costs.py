"""A fund with its levers and costs where nothing of elsewhere or of another time may count, on 10
November 2026.

Two districts; a draft, an expired and a future row of every kind. Homes: 1,260,000 € programmed for
18,000 days, so 70 € a
day, of which 1,050,000 € are spent until October; listed at 50 €.
"""

from __future__ import annotations

from sqlalchemy import Engine

from tests.made_fund import HOMES, NETWORKS, OF_2026, activity, budget, fund_year, load_fund
from tests.made_programme import CERVIA, DEMO, RAVENNA, Made

ELSEWHERE = "rubicone:frna:2026"
SAVIGNANO = "040045"
PROPOSED = {"trust": "unverified", "source": "Prova"}


def lever(code: str, sort: int, **values: int | str | None) -> Made:
    usual: dict[str, int | str | None] = {
        "code": code,
        "name": code.capitalize(),
        "unit": "posti",
        "group_name": "Prova",
        "voce_id": HOMES,
        "below": 1_000_000_000,
        "above": 1_000_000,
        "step": 1000,
        "monthly": 1,
        "decided_by": "district",
        "sort": sort,
        **PROPOSED,
    }
    return "lever", usual | values


def term(lever_id: str, calendar: str, **values: int | str | None) -> Made:
    usual: dict[str, int | str | None] = {
        "lever_id": lever_id,
        "number": 1,
        "voce_id": HOMES,
        "payer": "frna",
        "item": "day",
        "calendar": calendar,
        "factor": 1000,
        **PROPOSED,
    }
    return "lever_term", usual | values


def cost(euro: int, begun: str, ended: str | None = None, **values: int | str | None) -> Made:
    usual: dict[str, int | str | None] = {
        "voce_id": HOMES,
        "item": "day",
        "name": "Quota del fondo",
        "payer": "frna",
        "value_cents": euro * 100,
        "unit": "giornata",
        "valid_from": begun,
        "valid_to": ended,
        "trust": "official",
        "source": "Prova",
    }
    return "unit_cost", usual | values


def people(municipality: str, year: int, band: str, residents: int) -> Made:
    values: dict[str, int | str | None] = {
        "municipality_id": municipality,
        "year": year,
        "age_band": band,
        "residents": residents,
        "as_of": f"{year}-01-01",
    }
    return "population", {**values, **DEMO}


def draft(made: Made) -> Made:
    return made[0], {**made[1], "state": "draft"}


def elsewhere(made: Made) -> Made:
    return made[0], {**made[1], "fund_year_id": ELSEWHERE, "municipality_id": None}


LEVERS: list[Made] = [
    lever("posti", 1, activity_unit="posts", people=1000),
    lever("giornate", 2, unit="giornate", activity_unit="days"),
    lever(
        "tariffa",
        3,
        unit="€ al giorno",
        start=0,
        below=6_000,
        above=6_000,
        step=50,
        decided_by="region",
    ),
    lever(
        "reti",
        4,
        unit="€",
        voce_id=NETWORKS,
        start=0,
        below=300_000_000,
        above=100_000_000,
        step=1_000_000,
    ),
    lever("aperture", 5, unit="posti", start=0, below=0),
    lever(
        "entrate",
        6,
        unit="€",
        voce_id=None,
        start=0,
        below=500_000_000,
        above=500_000_000,
        step=1_000_000,
        monthly=0,
    ),
    lever("vecchia", 7, unit="ore", voce_id=NETWORKS, start=0),
    term("posti", "days"),
    term("posti", "days", number=2, item=None, by_lever_id="tariffa"),
    term("giornate", "spread"),
    term("reti", "spread", voce_id=NETWORKS, item=None),
    term("aperture", "opening", item=None),
    term("entrate", "start", voce_id=None, item=None),
    term("vecchia", "months", voce_id=NETWORKS, item="level"),
]
COSTS: list[Made] = [
    cost(40, "2020-01-01", "2023-12-31"),
    cost(50, "2024-01-01"),
    cost(60, "2025-01-01", "2025-12-31"),
    cost(99, "2027-03-01"),
    cost(11, "2020-01-01", "2025-12-31", voce_id=NETWORKS, item="level"),
]
OTHERS: list[Made] = [
    fund_year(2026, district="rubicone", source="fna"),
    activity(RAVENNA, "posts", None, 50_000),
    draft(activity(CERVIA, "posts", None, 7_000)),
    draft(activity(CERVIA, "days", None, 3_000_000)),
    elsewhere(activity(CERVIA, "posts", None, 900_000)),
    elsewhere(activity(CERVIA, "days", None, 9_000_000)),
    elsewhere(budget(OF_2026, HOMES, None, 5_000_000)),
    draft(budget(OF_2026, HOMES, None, 77_000)),
    (
        "municipality",
        {"istat_code": SAVIGNANO, "district_id": "rubicone", "name": "Savignano", "is_lead": 1},
    ),
    *(
        people(place, 2026, "75_plus", many)
        for place, many in ((RAVENNA, 30), (CERVIA, 10), (SAVIGNANO, 500))
    ),
    *(people(place, 2026, "total", many) for place, many in ((RAVENNA, 100), (CERVIA, 300))),
    people(CERVIA, 2031, "75_plus", 9_999),
]


def load_costs(engine: Engine, *more: Made) -> None:
    """The fund, its levers and costs, and all that must not count."""
    load_fund(engine, *LEVERS, *COSTS, *OTHERS, *more)
