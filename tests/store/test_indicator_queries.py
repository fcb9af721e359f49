"""Questions on the indicators, on rows that a person can check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from tests.made_indicators import TODAY, load_indicators
from tests.made_programme import CERVIA, RAVENNA
from udp_core.archive.engine import reading
from udp_core.indicators.queries import indicator
from udp_core.kernel.vocabulary import DataState, Direction, Frequency, PeriodKind, Trust


@pytest.fixture
def filled(engine: Engine) -> Engine:
    load_indicators(engine)
    return engine


def test_the_catalogue_in_its_order_with_the_area(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = indicator.indicators(connection)
    assert [(row.code, row.area) for row in rows] == [
        ("RATE", "Anziani"),
        ("PEOPLE", "Giovani"),
        ("BAND", None),
        ("PARTIAL", "Anziani"),
        ("BES-LIFE", "Anziani"),
    ]
    first = rows[0]
    assert (
        first.multiplier,
        first.direction,
        first.frequency,
        first.counts_people,
        first.trust,
    ) == (Decimal(100), Direction.UP, Frequency.QUARTERLY, False, Trust.UNVERIFIED)


def test_targets_of_the_years_asked(filled: Engine) -> None:
    with reading(filled) as connection:
        both = indicator.targets(connection, "ravenna", 2025, 2026)
        one = indicator.targets(connection, "ravenna", 2026, 2026)
        assert indicator.targets(connection, "rubicone", 2025, 2026) == ()
    assert [(row.indicator_id, row.year, row.value) for row in both] == [
        ("BAND", 2025, None),
        ("PARTIAL", 2026, Decimal(10)),
        ("RATE", 2026, Decimal(40)),
    ]
    assert [row.indicator_id for row in one] == ["PARTIAL", "RATE"]


def test_measurements_known_by_a_day(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = indicator.measurements(connection, "ravenna", 2025, 2026, TODAY)
        before = indicator.measurements(connection, "ravenna", 2025, 2026, date(2026, 9, 29))
        assert indicator.measurements(connection, "rubicone", 2025, 2026, TODAY) == ()
    rate = [
        (row.municipality_id, row.year, row.period, row.numerator, row.state)
        for row in rows
        if row.indicator_id == "RATE"
    ]
    assert rate == [
        (CERVIA, 2025, PeriodKind.YEAR, Decimal(5), DataState.VALIDATED),
        (RAVENNA, 2025, PeriodKind.YEAR, Decimal(10), DataState.VALIDATED),
        (CERVIA, 2026, PeriodKind.QUARTER, Decimal(25), DataState.CONFIRMED),
        (RAVENNA, 2026, PeriodKind.QUARTER, Decimal(20), DataState.CONFIRMED),
    ]
    assert {row.year for row in before} == {2025}
