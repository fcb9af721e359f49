"""A service in three Comuni whose fees a person can check, beside those that must not count.

Home care, 10 hours a month for 12 months, of 20.00 an hour. Ravenna: nothing up to 10,000, then
half of the cost, at most 80.00 a month. Cervia: 5.00 up to 10,000, then 12.00. Russi: 4.00 up to
4,000.00, growing to 10.00 at 10,000.00, then 10.00.

Proposed for everybody: 6.00. Over, to come and of another district there are rules of 99.00.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from tests.made_funds import RUSSI
from tests.made_programme import CERVIA, RAVENNA, TERRITORY, Made
from tests.made_rows import batches, load, sound
from udp_core.archive.registry import BY_NAME

CARE, MEALS, FAR = "ravenna:sad", "ravenna:pasti", "lontano:sad"
EVERYWHERE = None
Values = dict[str, int | str | None]
Band = tuple[int, int | None, int | None]
"""From, to, fee: all in cents."""


def service(code: str, district: str = "ravenna", **more: int | str | None) -> Made:
    own: Values = {
        "unit": "hour",
        "usual_units": 10_000,
        "usual_months": 12,
        "payer": "municipality",
    }
    return (
        "regulated_service",
        {"district_id": district, "code": code, "name": f"Servizio {code}", **own, **more},
    )


def bands(
    of: str, place: str | None, *found: Band, start: str = "2024-01-01", **more: int | str | None
) -> list[Made]:
    return [
        (
            "fee_rule",
            {
                "service_id": of,
                "municipality_id": place,
                "valid_from": start,
                "isee_from_cents": low,
                "isee_to_cents": high,
                "fee_cents": fee,
                "unit": "hour",
                **more,
            },
        )
        for low, high, fee in found
    ]


def regulation(code: str, state: str, district: str = "ravenna", **more: str | None) -> Made:
    own: Values = {
        "code": code,
        "title": f"Regolamento {code}",
        "kind": "copayment",
        "state": state,
    }
    act: Values = {"act_id": "atto-regole"} if state in {"in_force", "amended", "repealed"} else {}
    return "regulation", {"district_id": district, **own, **act, **more}


def users(place: str, low: int, high: int | None, mean: int, many: int) -> Made:
    return (
        "fee_users",
        {
            "service_id": CARE,
            "municipality_id": place,
            "year": 2025,
            "isee_from_cents": low,
            "isee_to_cents": high,
            "isee_mean_cents": mean,
            "users": many,
            "units": 10_000,
            "months": 12,
        },
    )


TEN = 10_000_00
HALF: dict[str, Any] = {"share": 500, "unit_cost_cents": 20_00, "month_cap_cents": 80_00}
ROWS: list[Made] = [
    *TERRITORY,
    (
        "municipality",
        {"istat_code": RUSSI, "district_id": "ravenna", "name": "Russi", "is_lead": 0},
    ),
    ("district", {"code": "lontano", "name": "Lontano"}),
    (
        "municipality",
        {"istat_code": "099999", "district_id": "lontano", "name": "Lontano", "is_lead": 1},
    ),
    ("act", {"code": "atto-regole", "title": "Adozione", "state": "adopted"}),
    service("sad"),
    service("pasti", unit="meal"),
    service("sad", "lontano"),
    regulation("vigente", "in_force"),
    regulation("unico", "proposed"),
    regulation("passato", "repealed", ends_on="2023-12-31"),
    *bands(CARE, RAVENNA, (0, TEN, 0), regulation_id="ravenna:vigente"),
    *bands(CARE, RAVENNA, (TEN + 1, None, None), regulation_id="ravenna:vigente", **HALF),
    *bands(CARE, CERVIA, (0, TEN, 5_00), (TEN + 1, None, 12_00)),
    *bands(CARE, RUSSI, (0, 4_000_00, 4_00), (TEN + 1, None, 10_00)),
    *bands(CARE, RUSSI, (4_000_01, TEN, 4_00), fee_to_cents=10_00),
    *bands(CARE, EVERYWHERE, (0, None, 6_00), start="2027-01-01", regulation_id="ravenna:unico"),
    *bands(CARE, CERVIA, (0, None, 99_00), start="2023-01-01", valid_to="2023-12-31"),
    *bands(CARE, CERVIA, (0, None, 99_00), start="2028-01-01"),
    *bands(CARE, RAVENNA, (0, None, 99_00), start="2020-01-01", regulation_id="ravenna:passato"),
    *bands(FAR, EVERYWHERE, (0, None, 99_00)),
    *bands(MEALS, EVERYWHERE, (0, None, 5_00), unit="meal"),
    users(RAVENNA, 0, TEN, 6_000_00, 10),
    users(RAVENNA, TEN + 1, None, 20_000_00, 20),
    users(CERVIA, 0, None, 12_000_00, 8),
    users(RUSSI, 0, TEN, 7_000_00, 5),
]


def load_fees(engine: Engine, *more: Made) -> None:
    """The rows, each table's after those that it refers to."""
    rows = [(BY_NAME[table], sound(BY_NAME[table], **values)) for table, values in (*ROWS, *more)]
    ordered = sorted(rows, key=lambda one: [*BY_NAME.values()].index(one[0]))
    load(engine, *batches(ordered))
