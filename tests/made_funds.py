"""Three funds of a district beside those of another, whose sums a person can check.

To the small fund are added: Russi, a Comune without money; the preconsuntivo of two voci (another
is a draft); a fund that the Comune di Cervia manages, in financial accounting.

FRNA 2026: programmed 1,380,000, used 1,140,000 (10,000 more are a draft), forecast 1,380,000.
FNA 2026: no programme, 888,888 used in January, so 10,666,656 at that rhythm.
Comuni 2026: 60,000 programmed and 50,000 used in Cervia, so 60,000 at that rhythm.
"""

from __future__ import annotations

from sqlalchemy import Engine

from tests.made_fund import HOMES, NETWORKS, OF_2026, assigned, budget, entry, load_fund, spent
from tests.made_programme import CERVIA, RAVENNA, Made

RUSSI = "039016"
OF_COMUNI, OF_FNA = "ravenna:comuni:2026", "ravenna:fna:2026"


def preconsuntivo(
    fund: str, code: str, municipality: str | None, euro: int, state: str = "confirmed"
) -> Made:
    return entry(
        fund,
        code,
        municipality,
        euro,
        phase="forecast",
        month=None,
        state=state,
        day="2026-10-20",
    )


MORE: list[Made] = [
    (
        "municipality",
        {"istat_code": RUSSI, "district_id": "ravenna", "name": "Russi", "is_lead": 0},
    ),
    ("organisation", {"code": "comune-cervia", "name": "Comune di Cervia"}),
    (
        "funding_source",
        {
            "code": "comuni",
            "name": "Comuni del distretto",
            "kind": "municipality",
            "expires_rule": "Si perde se non usata",
            "sort": 3,
        },
    ),
    (
        "fund_year",
        {
            "district_id": "ravenna",
            "source_id": "comuni",
            "year": 2026,
            "manager_id": "comune-cervia",
            "accounting_regime": "financial",
            "origin": "demo",
        },
    ),
    assigned(OF_COMUNI, "other", "official", 60_000, "2026-01-31"),
    budget(OF_COMUNI, NETWORKS, CERVIA, 60_000),
    *(spent(OF_COMUNI, NETWORKS, CERVIA, month, 5_000) for month in range(1, 11)),
    preconsuntivo(OF_2026, HOMES, RAVENNA, 910_000),
    preconsuntivo(OF_2026, HOMES, CERVIA, 350_000),
    preconsuntivo(OF_2026, NETWORKS, None, 777_777, "draft"),
]


def load_funds(engine: Engine, *more: Made) -> None:
    """The three funds."""
    load_fund(engine, *MORE, *more)
