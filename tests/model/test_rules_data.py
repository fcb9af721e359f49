"""The regional files in `data/rules`.

Every cell is what its field asks for, and they agree with each other.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from udp_core.archive.entity import id_of, specs
from udp_core.archive.field import CODE_PATTERN, Kind, Spec
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.calendar import STALE_AFTER_DAYS
from udp_core.kernel.vocabulary import Trust

DATA = Path(__file__).parents[2] / "data"
RULES = DATA / "rules"
TABLES = (
    "rule_set",
    "rule",
    "funding_source",
    "intervention_area",
    "frna_voce",
    "unit_cost",
    "indicator",
    "lever",
    "lever_term",
    "plan_phase_model",
)
WITH_TRUST = ("rule", "frna_voce", "unit_cost", "indicator")
AREAS = {
    "famiglie",
    "giovani",
    "immigrazione",
    "poverta",
    "reinserimento",
    "anziani",
    "disabili",
    "sistema",
}
SOURCES = {
    "frna",
    "fna",
    "fsl",
    "fnps",
    "poverta",
    "ausl",
    "comuni",
    "regione-altri",
    "nazionali-altri",
    "dopo-di-noi",
    "vita-indipendente",
    "caregiver",
    "pnrr",
    "privati",
    "utenti",
}
ALONE = {"T4"}
"""Leaves that gather unlike things and have no unit of their own."""

Row = dict[str, str]


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@cache
def rows_of(table: str) -> list[Row]:
    head, *lines = lines_of(RULES / f"{table}.csv")
    return [dict(zip(head, line, strict=True)) for line in lines]


def _column(name: str, spec: Spec) -> str:
    return name.removesuffix("_cents") + "_eur" if spec.kind is Kind.CENTS else name


def _ids(table: str) -> list[str]:
    entity = BY_NAME[table]
    return [
        id_of(entity, {name: row[name] or None for name in entity.key}) for row in rows_of(table)
    ]


def _is_number(spec: Spec, cell: str) -> bool:
    decimals = {Kind.WHOLE: 0, Kind.CENTS: 2, Kind.DECIMAL: 3}[spec.kind]
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return False
    scaled = value * (100 if spec.kind is Kind.CENTS else 1)
    is_exact = value == round(value, decimals)
    return (
        is_exact
        and (spec.least is None or scaled >= spec.least)
        and (spec.most is None or scaled <= spec.most)
    )


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _is_right(spec: Spec, cell: str) -> bool:
    """The rules of a cell, written again here from the field's spec and not through the loader."""
    if not cell:
        return not spec.required
    match spec.kind:
        case Kind.CODE:
            return len(cell) <= spec.longest and re.fullmatch(CODE_PATTERN, cell) is not None
        case Kind.TEXT | Kind.REFERENCE:
            return len(cell) <= spec.longest and cell == cell.strip()
        case Kind.DAY:
            return _is_day(cell)
        case Kind.FLAG:
            return cell in {"true", "false"}
        case Kind.CHOICE:
            return spec.terms is not None and cell in {term.value for term in spec.terms}
    return _is_number(spec, cell)


def value_of(code: str, parameter: str, day: str = "2026-10-31") -> Decimal | None:
    """What a parameter of a rule is worth on a day."""
    (row,) = [
        row
        for row in rows_of("rule")
        if (row["code"], row["parameter"]) == (code, parameter)
        and row["valid_from"] <= day <= (row["valid_to"] or "9999")
    ]
    return Decimal(row["value"]) if row["value"] else None


def test_every_file_in_the_folder_is_a_table() -> None:
    assert sorted(path.stem for path in RULES.glob("*.csv")) == sorted(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_header_is_that_of_the_entity(table: str) -> None:
    assert lines_of(RULES / f"{table}.csv")[0] == [
        _column(name, spec) for name, spec in specs(BY_NAME[table]).items()
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_what_its_field_asks_for(table: str) -> None:
    fields = {_column(name, spec): spec for name, spec in specs(BY_NAME[table]).items()}
    wrong = [
        (row, name)
        for row in rows_of(table)
        for name, cell in row.items()
        if not _is_right(fields[name], cell)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Kind.CODE, "due parole"),
        (Kind.TEXT, " spazi "),
        (Kind.WHOLE, "1.5"),
        (Kind.WHOLE, "-1"),
        (Kind.WHOLE, "12"),
        (Kind.CENTS, "1.005"),
        (Kind.DECIMAL, "1,5"),
        (Kind.DAY, "01/02/2024"),
        (Kind.DAY, "2024-02-30"),
        (Kind.FLAG, "sì"),
        (Kind.CHOICE, "inventato"),
        (Kind.TEXT, ""),
    ],
)
def test_the_check_of_a_cell_can_fail(kind: Kind, cell: str) -> None:
    assert not _is_right(Spec("Prova", kind, longest=60, least=0, most=11, terms=Trust), cell)


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_different_ids(table: str) -> None:
    assert [found for found, times in Counter(_ids(table)).items() if times > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_references_exist(table: str) -> None:
    for name, spec in specs(BY_NAME[table]).items():
        if spec.refers_to:
            assert {row[name] for row in rows_of(table)} - {""} <= set(_ids(spec.refers_to)), name


@pytest.mark.parametrize("table", ["rule", "unit_cost"])
def test_validity_ends_after_it_begins_and_periods_do_not_overlap(table: str) -> None:
    key = [name for name in BY_NAME[table].key if name != "valid_from"]
    rows = sorted(rows_of(table), key=lambda row: [*(row[name] for name in key), row["valid_from"]])
    assert all(row["valid_from"] <= (row["valid_to"] or "9999") for row in rows)
    for before, after in pairwise(rows):
        if all(before[name] == after[name] for name in key):
            assert before["valid_to"], before
            assert before["valid_to"] < after["valid_from"], before


@pytest.mark.parametrize("table", WITH_TRUST)
def test_a_value_that_is_not_sure_says_so(table: str) -> None:
    for row in rows_of(table):
        unsure = "da verificare" in row["source"].lower()
        assert unsure <= (row["trust"] == Trust.UNVERIFIED.value), row
        assert ("dimostrativo" in row["source"]) == (row["trust"] == Trust.DEMO.value), row


@pytest.mark.parametrize("table", WITH_TRUST)
def test_an_unverified_row_says_what_is_to_be_verified(table: str) -> None:
    assert all(
        "da verificare" in row["source"]
        for row in rows_of(table)
        if row["trust"] == Trust.UNVERIFIED.value
    )


def test_demonstration_values_carry_the_words_shown_on_screen() -> None:
    demo = [row for row in rows_of("unit_cost") if row["trust"] == Trust.DEMO.value]
    assert demo
    assert all(row["source"].startswith(Trust.DEMO.label) for row in demo)


# Rules


def test_the_fifteen_constraints_are_all_there() -> None:
    codes = {row["code"] for row in rows_of("rule")}
    assert {f"K{number}" for number in range(1, 16)} <= codes


@pytest.mark.parametrize("code", ["K1", "K5", "K10", "K11", "K14"])
def test_what_is_known_practice_or_inference_is_unverified(code: str) -> None:
    assert {row["trust"] for row in rows_of("rule") if row["code"] == code} == {
        Trust.UNVERIFIED.value
    }


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("K2", "block"),
        ("K3", "warn"),
        ("K8", "warn"),
        ("K9", "info"),
        ("K10", "block"),
        ("K12", "info"),
        ("K13", "block"),
    ],
)
def test_a_broken_constraint_has_its_effect(code: str, level: str) -> None:
    assert {row["level"] for row in rows_of("rule") if row["code"] == code} == {level}


def test_more_than_the_available_stops_a_plan_and_only_warns_in_a_scenario() -> None:
    assert {row["parameter"]: row["level"] for row in rows_of("rule") if row["code"] == "K1"} == {
        "approved_plan": "block",
        "scenario": "warn",
    }


@pytest.mark.parametrize(
    ("code", "parameter", "value"),
    [
        ("STATUS", "on_track_min", "0.90"),
        ("STATUS", "attention_min", "0.70"),
        ("STATUS", "stale_days", STALE_AFTER_DAYS),
        ("FUND", "attention_low", 90),
        ("FUND", "on_track_low", 95),
        ("FUND", "on_track_high", 100),
        ("FUND", "attention_high", 103),
        ("SMALL-NUMBERS", "people_min", 5),
        ("SMALL-NUMBERS", "other_min", 3),
        ("K3", "tolerance", 5),
        ("K5", "severe_share_min", 50),
        ("K7", "cra_fee_max", "54.15"),
        ("K9", "isee_max", 25000),
        ("ALLOCATION", "elderly_per_75", "582.87"),
    ],
)
def test_thresholds(code: str, parameter: str, value: str | int) -> None:
    assert value_of(code, parameter) == Decimal(value)


def test_the_regional_quota_per_head_is_the_published_division() -> None:
    assert round(Decimal(345_117_767) / 592_096, 2) == value_of("ALLOCATION", "elderly_per_75")


def test_shares_of_the_cross_cutting_spending_make_the_whole() -> None:
    shares = [value_of("SHARING", parameter) for parameter in ("elderly_share", "disabled_share")]
    assert sum(share for share in shares if share is not None) == 100


# Sources and areas


def test_the_funding_sources_are_these() -> None:
    assert set(_ids("funding_source")) == SOURCES


def test_the_areas_are_the_seven_and_the_system_in_order() -> None:
    rows = rows_of("intervention_area")
    assert {row["code"] for row in rows} == AREAS
    assert [row["sort"] for row in rows] == [str(number) for number in range(1, 9)]
