"""Thresholds are data: changing a row of the rules changes the light that it sets."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_fund import load_fund
from tests.made_programme import Made, image
from tests.made_rows import batches, load
from udp_core.archive.engine import reading
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.equilibrium import Coverage, DataQuality, FundPosition, fund_status
from udp_core.fund.rules.voci import VoceAmounts, voce_status
from udp_core.indicators.rules.indicators import (
    ExpectedValue,
    IndicatorRule,
    Measure,
    indicator_status,
)
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.small_numbers import safe_row
from udp_core.kernel.status import Judgement, Status
from udp_core.kernel.vocabulary import (
    DataState,
    Direction,
    Frequency,
    InterventionState,
    StatusLevel,
)
from udp_core.programme.rules.area_status import SchedaInArea, area_status
from udp_core.programme.rules.progress import InterventionValue, intervention_status
from udp_core.thresholds.report import thresholds
from udp_core.thresholds.rules import CODES, READ, Thresholds, thresholds_of

RULES = Path(__file__).parents[2] / "data" / "rules" / "rule.csv"
JUNE, DAY = date(2026, 6, 30), date(2026, 7, 15)
Row = dict[str, str]


def rows() -> list[Row]:
    with RULES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["code"] in CODES]


def values(found: list[Row]) -> list[tuple[str, str, Decimal, str]]:
    return [(row["code"], row["parameter"], Decimal(row["value"]), row["unit"]) for row in found]


# One figure for every threshold, which stands a hair on its good side


def scheda(
    limits: Thresholds, done: int = 45, spent: int = 0, as_of: date = JUNE, budget: int = 10_000
) -> object:
    """Half of the time is gone on 30 June; `done` and the money are hundredths."""
    value = InterventionValue(
        "S1",
        "Scheda",
        "a",
        InterventionState.ACTIVE,
        date(2026, 6, 30),
        date(2026, 7, 1),
        Fraction(done, 100),
        (),
        Money(budget),
        Money(spent),
        as_of,
        DataState.CONFIRMED,
        has_lead=True,
    )
    return intervention_status(value, as_of if as_of == JUNE else DAY, limits.progress).now.level


def fund(
    limits: Thresholds, forecast: int, share: Fraction = Fraction(1), spare: int = 0
) -> object:
    position = FundPosition(
        2026,
        Money(1000),
        ZERO,
        ZERO,
        ZERO,
        Money(1000),
        Money(500),
        Money(forecast - 500),
        ZERO,
        Money(spare),
    )
    data = DataQuality(JUNE, DAY, stale_days=limits.stale_days, coverage=Coverage(1, 2, share))
    status = fund_status(position, Fraction(1, 2), data, limits.fund)
    return status.at_year_end.level


def area(limits: Thresholds, level: StatusLevel, cents: int) -> object:
    judgements = [Judgement(StatusLevel.ON_TRACK, ("x.",)), Judgement(level, ("x.",))]
    weights = (Money(100_000 - cents), Money(cents))
    parts = [
        SchedaInArea("S", Status(one, one), weight)
        for one, weight in zip(judgements, weights, strict=True)
    ]
    found = area_status(parts, (), None, limits.area)
    return found and found.now.level


def voce(limits: Thresholds, used: int) -> object:
    return voce_status(VoceAmounts(Money(used), Money(100), None, None), (), limits.voce).now.level


def old(limits: Thresholds) -> object:
    rule = IndicatorRule(Direction.UP, Frequency.QUARTERLY, "%", 1)
    measure = Measure(Fraction(9, 10), date(2026, 3, 17), DataState.CONFIRMED)
    wanted = ExpectedValue(2026, None, Fraction(1), None, None, Fraction(1))
    judged = indicator_status(rule, wanted, measure, DAY, limits.indicator)
    return (
        judged and judged.level,
        DataQuality(date(2026, 3, 17), DAY, stale_days=limits.stale_days).reasons(),
    )


CRITICAL, ATTENTION = StatusLevel.CRITICAL, StatusLevel.ATTENTION
WITNESSES: dict[tuple[str, str], tuple[str, Callable[[Thresholds], object]]] = {
    ("STATUS", "on_track_min"): ("0.92", lambda limits: scheda(limits, done=45)),
    ("STATUS", "attention_min"): ("0.71", lambda limits: scheda(limits, done=35)),
    ("STATUS", "stale_days"): ("119", old),
    ("STATUS", "intervention_fresh_days"): ("60", lambda limits: limits.fresh_days),
    ("STATUS", "spending_ahead"): ("9", lambda limits: scheda(limits, done=50, spent=6_000)),
    ("STATUS", "over_budget"): ("1", lambda limits: scheda(limits, done=100, spent=10_200)),
    ("STATUS", "area_critical_money"): ("34", lambda limits: area(limits, CRITICAL, 33_334)),
    ("STATUS", "area_worrying_money"): ("26", lambda limits: area(limits, ATTENTION, 25_000)),
    ("STATUS", "voce_on_track"): ("4", lambda limits: voce(limits, 105)),
    ("STATUS", "voce_over"): ("9", lambda limits: voce(limits, 110)),
    ("STATUS", "voce_under"): ("14", lambda limits: voce(limits, 85)),
    ("FUND", "on_track_low"): ("96", lambda limits: fund(limits, 950)),
    ("FUND", "on_track_high"): ("99", lambda limits: fund(limits, 1_000)),
    ("FUND", "attention_low"): ("91", lambda limits: fund(limits, 900)),
    ("FUND", "attention_high"): ("102", lambda limits: fund(limits, 1_030, spare=30)),
    ("FUND", "reported_min"): ("76", lambda limits: fund(limits, 950, Fraction(3, 4))),
    ("SMALL-NUMBERS", "people_min"): (
        "6",
        lambda limits: safe_row((5, 9, 9), threshold=limits.people_min),
    ),
    ("SMALL-NUMBERS", "other_min"): (
        "6",
        lambda limits: safe_row((5, 9, 9), threshold=limits.people_min),
    ),
}


def test_the_rules_shipped_are_the_thresholds_used() -> None:
    assert {(row["code"], row["parameter"]) for row in rows()} == READ
    shipped = thresholds_of(values(rows()))
    assert shipped == replace(Thresholds(), progress=shipped.progress, indicator=shipped.indicator)
    assert shipped == Thresholds()


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['code']}.{row['parameter']}")
def test_changing_a_rule_changes_the_judgement(row: Row) -> None:
    given, judged = WITNESSES[row["code"], row["parameter"]]
    changed = [row | {"value": given} if one == row else one for one in rows()]
    assert judged(thresholds_of(values(changed))) != judged(thresholds_of(values(rows())))


# Through the archive


def rule(
    region: str, code: str, parameter: str, thousandths: int, unit: str, **more: str | None
) -> Made:
    return "rule", {
        "rule_set_id": region,
        "code": code,
        "parameter": parameter,
        "sentence": "Prova",
        "level": "info",
        "value": thousandths,
        "unit": unit,
        "valid_from": "2024-01-01",
        "valid_to": None,
        "trust": "unverified",
        "source": "Prova",
        **more,
    }


def with_rules(engine: Engine, *made: Made) -> None:
    load(engine, *batches([image(one) for one in made]))


def test_a_rule_of_the_region_in_force_changes_the_light_of_the_fund(empty_engine: Engine) -> None:
    """1,38 of 1,60 M€ is 86,25 %: critical below 90 %, on track where 80 % is enough."""
    load_fund(empty_engine)
    with reading(empty_engine) as connection:
        before = fund_report(connection, "ravenna", 2026, date(2026, 11, 10))
        region = connection.exec_driver_sql(
            "select region from district where code = 'ravenna'"
        ).scalar_one()
    with_rules(
        empty_engine,
        ("rule_set", {"code": "MA", "name": "Altrove", "region": "Altrove"}),
        ("rule_set", {"code": "QUI", "name": "Qui", "region": region}),
        rule("QUI", "FUND", "on_track_low", 80_000, "%"),
        rule("QUI", "FUND", "on_track_low", 99_000, "%", valid_from="2027-01-01"),
        rule("QUI", "FUND", "attention_low", 70_000, "%", valid_to="2025-12-31"),
        rule("MA", "FUND", "on_track_high", 1_000, "%"),
        rule("MA", "STATUS", "stale_days", 1_000, "giorni"),
    )
    with reading(empty_engine) as connection:
        after = fund_report(connection, "ravenna", 2026, date(2026, 11, 10))
        found = thresholds(connection, "ravenna", date(2026, 11, 10))
        later = thresholds(connection, "ravenna", date(2027, 1, 1))
    assert before
    assert after
    assert (before.status.at_year_end.level, after.status.at_year_end.level) == (
        CRITICAL,
        StatusLevel.ON_TRACK,
    )
    assert (found.fund.on_track_low, found.fund.attention_low) == (
        Fraction(80, 100),
        Fraction(90, 100),
    )
    assert (found.fund.on_track_high, found.stale_days) == (1, 120)
    assert later.fund.on_track_low == Fraction(99, 100)
