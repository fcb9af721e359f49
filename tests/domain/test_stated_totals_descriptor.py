"""The checks that a package declares: one that cannot be read is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.test_stated_totals import PARTS, SUM, TOTALS, package
from udp_core.sources.rules import parse_checks


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "guess"}, "unknown kind guess"),
        ({"code": None}, "X1|code"),
        ({"parts": []}, "no rows"),
        ({"tolerance": 3}, "unknown keys"),
        ({"stated": {"resource": "nowhere", "field": "amount"}}, "unknown resource nowhere"),
        ({"stated": {"resource": "map", "field": "amount"}}, "map has no field"),
        ({"parts": [{**PARTS, "where": {"colour": 1}}]}, "parts has no field"),
        ({"parts": [{**PARTS, "nameField": "colour"}]}, "parts has no field"),
        ({"parts": [{**PARTS, "precision": "circa"}]}, "unknown precision circa"),
        ({"parts": [{"resource": "parts"}]}, "missing keys"),
    ],
)
def test_a_check_that_cannot_be_read_is_refused(change: dict[str, Any], message: str) -> None:
    spec = {**SUM, "parts": [PARTS], "stated": TOTALS, **change}
    if spec["code"] is None:
        del spec["code"]
    with pytest.raises(ValueError, match=message):
        parse_checks(package(spec))


def test_part_fields_must_exist() -> None:
    spec = {
        "code": "X2",
        "title": "Sessi",
        "unit": "persone",
        "kind": "sum_of_fields",
        "rows": PARTS,
    }
    for parts in ([], ["colour"]):
        with pytest.raises(ValueError, match="parts has no field"):
            parse_checks(package({**spec, "parts": parts}))


def test_a_code_is_used_once() -> None:
    spec = {**SUM, "parts": [PARTS], "stated": TOTALS}
    with pytest.raises(ValueError, match="a code of its own"):
        parse_checks(package(spec, spec))


def test_a_package_without_checks_has_none() -> None:
    assert parse_checks({"resources": []}) == ()
