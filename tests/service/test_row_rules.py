"""Each rule inside a row holds, and can break."""

from __future__ import annotations

import pytest

from tests.made_rows import sound
from udp_core.archive.entity import specs
from udp_core.archive.registry import BY_NAME
from udp_core.files.cell import Stored
from udp_core.writing.row_rules import rules_of

BROKEN: list[tuple[str, dict[str, Stored], str]] = [
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
    ("mandate", {"role": "municipality_editor", "area_id": "a"}, "R29"),
    ("mandate", {"role": "area_editor", "municipality_id": "c"}, "R29"),
    ("sitting", {"starts_at": "25:00"}, "D64"),
    ("sitting", {"starts_at": "17:60"}, "D64"),
    ("sitting", {"starts_at": "17.30"}, "D64"),
    ("sitting_moment", {"at": "24:00"}, "D64"),
    ("attendance", {"presence": "delegated"}, "R36"),
    ("attendance", {"presence": "absent", "delegate": "Anna Bianchi"}, "R36"),
]
SPANS: dict[tuple[str, str], tuple[Stored, Stored]] = {
    ("valid_from", "valid_to"): ("2026-02-01", "2026-01-31"),
    ("start_date", "end_date"): ("2026-02-01", "2026-01-31"),
    ("year_from", "year_to"): (2026, 2025),
    ("from_item", "to_item"): (2, 1),
}
BACKWARDS = [
    (table, span)
    for table, entity in BY_NAME.items()
    for span in SPANS
    if set(span) <= specs(entity).keys()
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
    ("mandate", {"role": "municipality_editor", "municipality_id": "c"}),
    ("mandate", {"role": "area_editor", "area_id": "a"}),
    ("mandate", {"role": "committee"}),
    ("sitting", {"starts_at": "00:00"}),
    ("sitting", {"starts_at": "23:59"}),
    ("sitting_moment", {"at": "09:05"}),
    ("attendance", {"presence": "delegated", "delegate": "Anna Bianchi"}),
]


def _found(table: str, values: dict[str, Stored]) -> list[str]:
    row = sound(BY_NAME[table], **values)
    return [problem.code for rule in rules_of(table) if (problem := rule(row))]


@pytest.mark.parametrize(("table", "values", "code"), BROKEN)
def test_a_rule_can_break(table: str, values: dict[str, Stored], code: str) -> None:
    assert _found(table, values) == [code]


@pytest.mark.parametrize(("table", "span"), BACKWARDS)
def test_nothing_ends_before_it_begins(table: str, span: tuple[str, str]) -> None:
    """A term of office and a mandate as a plan: whatever has a beginning and an end."""
    assert {"mandate", "member", "plan", "attendance"} <= {name for name, _ in BACKWARDS}
    first, last = SPANS[span]
    assert _found(table, {span[0]: first, span[1]: last})[:1] == ["R01"]
    assert "R01" not in _found(table, {span[0]: first, span[1]: first})


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
