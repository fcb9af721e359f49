"""A few indicators whose values a person can check: two Comuni, on 10 November 2026."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_programme import CERVIA, RAVENNA, TERRITORY, Made, image
from tests.made_rows import batches, load

TODAY = date(2026, 11, 10)
DEMO = {"origin": "demo", "source": "Prova"}


def indicator(code: str, **values: int | str | None) -> Made:
    usual: dict[str, int | str | None] = {
        "code": code,
        "name": f"Indicatore {code}",
        "definition": "Che cosa misura",
        "area_id": "anziani",
        "level": "district",
        "numerator": "Parte",
        "denominator": "Tutto",
        "multiplier": 100_000,
        "unit": "%",
        "decimals": 1,
        "direction": "up",
        "frequency": "quarterly",
        "counts_people": 0,
        "official": 0,
        "trust": "unverified",
        "sort": 1,
        "source": "Catalogo di prova",
    }
    return "indicator", usual | values


def target(code: str, **values: int | str | None) -> Made:
    empty: dict[str, int | str | None] = {
        "baseline": None,
        "value": None,
        "low": None,
        "high": None,
        "tolerance": 0,
        "year": 2026,
    }
    return (
        "target",
        empty | {"indicator_id": code, "district_id": "ravenna", "trust": "demo", **DEMO} | values,
    )


def measured(
    code: str,
    municipality: str | None,
    numerator: int | None,
    denominator: int | None,
    **values: int | str | None,
) -> Made:
    """Numerator and denominator as whole numbers.

    By default of the third quarter of 2026, confirmed.
    """
    usual: dict[str, int | str | None] = {
        "indicator_id": code,
        "district_id": "ravenna",
        "municipality_id": municipality,
        "year": 2026,
        "period": "quarter",
        "period_no": 3,
        "numerator": None if numerator is None else numerator * 1000,
        "denominator": None if denominator is None else denominator * 1000,
        "value": None,
        "state": "confirmed",
        "as_of": "2026-09-30",
        "note": None,
        **DEMO,
    }
    return "measurement", usual | values


YEAR_2025: dict[str, int | str | None] = {
    "year": 2025,
    "period": "year",
    "period_no": None,
    "as_of": "2025-12-31",
    "state": "validated",
}
INDICATORS: list[Made] = [
    indicator("RATE", sort=1),
    indicator(
        "PEOPLE",
        sort=2,
        denominator=None,
        multiplier=1000,
        unit="persone",
        decimals=0,
        direction="info",
        counts_people=1,
        area_id="giovani",
    ),
    indicator("BAND", sort=3, direction="band", frequency="yearly", area_id=None),
    indicator("PARTIAL", sort=4),
    indicator(
        "BES-LIFE", sort=5, unit="anni", denominator=None, multiplier=1000, frequency="yearly"
    ),
    target("RATE", baseline=20_000, value=40_000),
    target("BAND", year=2025, low=95_000, high=102_000, tolerance=3_000),
    target("PARTIAL", baseline=0, value=10_000),
    measured("RATE", RAVENNA, 20, 100),
    measured("RATE", CERVIA, 25, 50),
    measured("RATE", RAVENNA, 10, 100, **YEAR_2025),
    measured("RATE", CERVIA, 5, 50, **YEAR_2025),
    measured("PEOPLE", None, 64, None, value=64_000),
    measured("PEOPLE", RAVENNA, 61, None, value=61_000),
    measured("PEOPLE", CERVIA, 3, None, value=3_000),
    measured("BAND", None, 97, 100, **YEAR_2025),
    measured("PARTIAL", RAVENNA, 5, 100),
]


def load_indicators(engine: Engine, *more: Made) -> None:
    """The few indicators, and what a test adds to them."""
    load(engine, *batches([image(made) for made in (*TERRITORY, *INDICATORS, *more)]))
