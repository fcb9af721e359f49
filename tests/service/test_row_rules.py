"""Each rule inside a row holds, and can break."""

from __future__ import annotations

import pytest

from tests.made_rows import sound
from udp_core.model.registry import BY_NAME
from udp_core.service.files.cell import Stored
from udp_core.service.row_rules import rules_of

BROKEN: list[tuple[str, dict[str, Stored], str]] = [
    ("organisation", {"valid_from": "2026-02-01", "valid_to": "2026-01-31"}, "R01"),
    ("plan", {"year_from": 2026, "year_to": 2025}, "R01"),
    ("intervention", {"start_date": "2026-02-01", "end_date": "2026-01-31"}, "R01"),
    ("intervention_area", {"valid_from": "2026-02-01", "valid_to": "2026-01-31"}, "R01"),
    ("unit_cost", {"valid_from": "2026-02-01", "valid_to": "2026-01-31"}, "R01"),
    ("rule", {"valid_from": "2026-02-01", "valid_to": "2026-01-31"}, "R01"),
    ("frna_entry", {"period": "year", "period_no": 1}, "R02"),
    ("frna_entry", {"period": "quarter", "period_no": None}, "R02"),
    ("frna_entry", {"period": "quarter", "period_no": 5}, "R02"),
    ("activity_measure", {"period": "month", "period_no": 13}, "R02"),
    ("measurement", {"period": "month", "period_no": 0}, "R02"),
    ("intervention", {"state": "completed", "progress": 999}, "R03"),
    ("intervention", {"state": "proposed", "progress": 1}, "R04"),
    ("measurement", {"value": None, "numerator": 1}, "R05"),
    ("measurement", {"value": None, "denominator": 1}, "R05"),
    ("target", {"low": 2, "high": 1}, "R06"),
    ("target", {"value": None}, "R07"),
]
SOUND: list[tuple[str, dict[str, Stored]]] = [
    ("organisation", {"valid_from": "2026-02-01", "valid_to": "2026-02-01"}),
    ("organisation", {"valid_from": None, "valid_to": "2026-02-01"}),
    ("plan", {"year_from": 2025, "year_to": 2027}),
    ("frna_entry", {"period": "month", "period_no": 12}),
    ("frna_entry", {"period": "quarter", "period_no": 4}),
    ("intervention", {"state": "completed", "progress": 1000}),
    ("intervention", {"state": "active", "progress": 400}),
    ("measurement", {"value": None, "numerator": 0, "denominator": 0}),
    ("target", {"value": None, "low": 1, "high": 1}),
    ("target", {"value": None, "low": None, "high": 1}),
    ("district", {}),
]


def _found(table: str, values: dict[str, Stored]) -> list[str]:
    row = sound(BY_NAME[table], **values)
    return [problem.code for rule in rules_of(table) if (problem := rule(row))]


@pytest.mark.parametrize(("table", "values", "code"), BROKEN)
def test_a_rule_can_break(table: str, values: dict[str, Stored], code: str) -> None:
    assert _found(table, values) == [code]


@pytest.mark.parametrize(("table", "values"), SOUND)
def test_a_rule_lets_sound_rows_pass(table: str, values: dict[str, Stored]) -> None:
    assert _found(table, values) == []


def test_days_are_said_in_italian() -> None:
    [rule, *_] = rules_of("organisation")
    problem = rule(sound(BY_NAME["organisation"], valid_from="2026-02-01", valid_to="2026-01-31"))
    assert problem is not None
    assert "31/01/2026" in problem.sentence
    [rule] = rules_of("plan")
    problem = rule(sound(BY_NAME["plan"], year_from=2026, year_to=2025))
    assert problem is not None
    assert "(2025)" in problem.sentence
