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

from udp_core.calendar import STALE_AFTER_DAYS
from udp_core.model.entity import id_of, specs
from udp_core.model.field import CODE_PATTERN, Kind, Spec
from udp_core.model.registry import BY_NAME
from udp_core.vocabulary import ActivityUnit, FrnaArea, MacroSection, Trust

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


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@cache
def _rows(table: str) -> list[Row]:
    head, *lines = _lines(RULES / f"{table}.csv")
    return [dict(zip(head, line, strict=True)) for line in lines]


def _column(name: str, spec: Spec) -> str:
    return name.removesuffix("_cents") + "_eur" if spec.kind is Kind.CENTS else name


def _ids(table: str) -> list[str]:
    entity = BY_NAME[table]
    return [id_of(entity, {name: row[name] or None for name in entity.key}) for row in _rows(table)]


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


def _value(code: str, parameter: str, day: str = "2026-10-31") -> Decimal | None:
    """What a parameter of a rule is worth on a day."""
    (row,) = [
        row
        for row in _rows("rule")
        if (row["code"], row["parameter"]) == (code, parameter)
        and row["valid_from"] <= day <= (row["valid_to"] or "9999")
    ]
    return Decimal(row["value"]) if row["value"] else None


def test_every_file_in_the_folder_is_a_table() -> None:
    assert sorted(path.stem for path in RULES.glob("*.csv")) == sorted(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_header_is_that_of_the_entity(table: str) -> None:
    assert _lines(RULES / f"{table}.csv")[0] == [
        _column(name, spec) for name, spec in specs(BY_NAME[table]).items()
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_what_its_field_asks_for(table: str) -> None:
    fields = {_column(name, spec): spec for name, spec in specs(BY_NAME[table]).items()}
    wrong = [
        (row, name)
        for row in _rows(table)
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
            assert {row[name] for row in _rows(table)} - {""} <= set(_ids(spec.refers_to)), name


@pytest.mark.parametrize("table", ["rule", "unit_cost"])
def test_validity_ends_after_it_begins_and_periods_do_not_overlap(table: str) -> None:
    key = [name for name in BY_NAME[table].key if name != "valid_from"]
    rows = sorted(_rows(table), key=lambda row: [*(row[name] for name in key), row["valid_from"]])
    assert all(row["valid_from"] <= (row["valid_to"] or "9999") for row in rows)
    for before, after in pairwise(rows):
        if all(before[name] == after[name] for name in key):
            assert before["valid_to"], before
            assert before["valid_to"] < after["valid_from"], before


@pytest.mark.parametrize("table", WITH_TRUST)
def test_a_value_that_is_not_sure_says_so(table: str) -> None:
    for row in _rows(table):
        unsure = "da verificare" in row["source"].lower()
        assert unsure <= (row["trust"] == Trust.UNVERIFIED.value), row
        assert ("dimostrativo" in row["source"]) == (row["trust"] == Trust.DEMO.value), row


@pytest.mark.parametrize("table", WITH_TRUST)
def test_an_unverified_row_says_what_is_to_be_verified(table: str) -> None:
    assert all(
        "da verificare" in row["source"]
        for row in _rows(table)
        if row["trust"] == Trust.UNVERIFIED.value
    )


def test_demonstration_values_carry_the_words_shown_on_screen() -> None:
    demo = [row for row in _rows("unit_cost") if row["trust"] == Trust.DEMO.value]
    assert demo
    assert all(row["source"].startswith(Trust.DEMO.label) for row in demo)


# Rules


def test_the_fifteen_constraints_are_all_there() -> None:
    codes = {row["code"] for row in _rows("rule")}
    assert {f"K{number}" for number in range(1, 16)} <= codes


@pytest.mark.parametrize("code", ["K1", "K5", "K10", "K11", "K14"])
def test_what_is_known_practice_or_inference_is_unverified(code: str) -> None:
    assert {row["trust"] for row in _rows("rule") if row["code"] == code} == {
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
    assert {row["level"] for row in _rows("rule") if row["code"] == code} == {level}


def test_more_than_the_available_stops_a_plan_and_only_warns_in_a_scenario() -> None:
    assert {row["parameter"]: row["level"] for row in _rows("rule") if row["code"] == "K1"} == {
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
    assert _value(code, parameter) == Decimal(value)


def test_the_regional_quota_per_head_is_the_published_division() -> None:
    assert round(Decimal(345_117_767) / 592_096, 2) == _value("ALLOCATION", "elderly_per_75")


def test_shares_of_the_cross_cutting_spending_make_the_whole() -> None:
    shares = [_value("SHARING", parameter) for parameter in ("elderly_share", "disabled_share")]
    assert sum(share for share in shares if share is not None) == 100


def test_what_an_earmarked_source_may_pay_is_a_leaf_of_the_tree() -> None:
    parameters = [
        row["parameter"].split(".", 2)
        for row in _rows("rule")
        if row["code"] == "K2" and row["parameter"] != "eligibility"
    ]
    lines = {"grad", "special_management", "earmarked"}
    assert all(
        (who == "source" and name in SOURCES) or (who == "line" and name in lines)
        for who, name, _ in parameters
    )
    assert {voce for _, _, voce in parameters} <= set(_leaves())


# Sources and areas


def test_the_funding_sources_are_these() -> None:
    assert set(_ids("funding_source")) == SOURCES


def test_the_areas_are_the_seven_and_the_system_in_order() -> None:
    rows = _rows("intervention_area")
    assert {row["code"] for row in rows} == AREAS
    assert [row["sort"] for row in rows] == [str(number) for number in range(1, 9)]


# Voci


def _voci() -> dict[str, Row]:
    return {row["code"]: row for row in _rows("frna_voce")}


def _leaves() -> list[str]:
    parents = {row["parent_id"] for row in _rows("frna_voce")}
    return [code for code in _voci() if code not in parents]


def _depth(code: str) -> int:
    parent = _voci()[code]["parent_id"]
    return 1 + (_depth(parent) if parent else 0)


def test_the_tree_has_three_levels_and_the_cross_cutting_branch_two() -> None:
    assert {code for code in _voci() if _depth(code) == 1} == {"A", "D", "T"}
    assert {code for code in _voci() if _depth(code) == 2} == {
        "A1",
        "A2",
        "A3",
        "D1",
        "D2",
        "D3",
        "T1",
        "T2",
        "T3",
        "T4",
    }
    assert max(_depth(code) for code in _voci()) == 3
    assert {_depth(code) for code in _leaves() if not code.startswith("T")} == {3}
    assert len(_leaves()) == 8 + 11 + 4


def test_only_leaves_carry_a_unit_of_activity() -> None:
    with_unit = {code for code, row in _voci().items() if row["unit"] != ActivityUnit.NONE.value}
    assert with_unit == set(_leaves()) - ALONE


def test_a_voce_is_in_the_area_and_macro_section_of_what_is_above_it() -> None:
    voci = _voci()
    for row in voci.values():
        above = voci.get(row["parent_id"])
        if above:
            assert row["area"] == above["area"]
            assert row["macro"] == above["macro"] or not above["parent_id"]
    cross = {code for code, row in voci.items() if row["area"] == FrnaArea.CROSS.value}
    assert cross == {"T", "T1", "T2", "T3", "T4"}
    assert all(voci[code]["macro"] == MacroSection.CROSS_CUTTING.value for code in cross)


@pytest.mark.parametrize("code", ["A2.1", "A2.2", "A2.4", "D2.1", "D2.2"])
def test_day_centres_and_respite_are_inside_domiciliarita(code: str) -> None:
    assert _voci()[code]["macro"] == MacroSection.DOMICILIARY.value


def test_children_sort_after_what_is_above_them() -> None:
    voci = _voci()
    assert all(
        int(row["sort"]) > int(voci[row["parent_id"]]["sort"])
        for row in voci.values()
        if row["parent_id"]
    )


# Unit costs


def _costs(voce: str, item: str, day: str) -> dict[str, Decimal]:
    """What each payer pays for an item on a day, in euro."""
    return {
        row["payer"]: Decimal(row["value_eur"])
        for row in _rows("unit_cost")
        if (row["voce_id"], row["item"]) == (voce, item)
        and row["valid_from"] <= day <= (row["valid_to"] or "9999")
    }


def test_costs_belong_to_leaves() -> None:
    assert {row["voce_id"] for row in _rows("unit_cost")} <= set(_leaves())


@pytest.mark.parametrize(
    ("voce", "item"),
    [
        ("A1.1", "day"),
        ("A2.1", "day"),
        ("A2.2", "day"),
        ("A2.3", "hour"),
        ("D1.1", "day"),
        ("D1.2", "day"),
        ("D2.2", "day"),
        ("D2.5", "hour"),
    ],
)
def test_the_shares_of_a_service_make_its_whole_cost(voce: str, item: str) -> None:
    costs = _costs(voce, item, "2026-06-30")
    assert costs.pop("whole") == sum(costs.values())
    assert costs["frna"] > 0


@pytest.mark.parametrize("day", ["2023-12-31", "2024-01-01"])
def test_the_fee_of_a_residence_is_the_same_in_rules_and_costs(day: str) -> None:
    assert _costs("A1.1", "day", day)["user"] == _value("K7", "cra_fee_max", day)


def test_the_fee_grew_by_the_published_rises() -> None:
    fees = [_costs("A1.1", "day", f"{year}-06-30")["user"] for year in (2014, 2015, 2024)]
    assert [after - before for before, after in pairwise(fees)] == [
        Decimal("0.55"),
        Decimal("4.10"),
    ]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_care_allowance_has_its_three_levels_every_year(year: int) -> None:
    levels = [_costs("A2.5", f"allowance-{level}", f"{year}-06-30")["frna"] for level in "abc"]
    assert levels == [Decimal("22.00"), Decimal("17.00"), Decimal("13.00")]


# Indicators


def test_an_indicator_belongs_to_one_of_the_areas() -> None:
    assert {row["area_id"] for row in _rows("indicator")} == AREAS


def test_the_proposed_catalogue_is_whole() -> None:
    families = Counter(row["code"].split("-")[0] for row in _rows("indicator"))
    proposed = {
        "LEPS": 1,
        "FRNA": 6,
        "AN": 8,
        "DI": 3,
        "MI": 3,
        "GI": 1,
        "IM": 1,
        "PO": 1,
        "RE": 1,
        "SY": 11,
    }
    assert {family: families[family] for family in proposed} == proposed


def test_a_share_has_a_denominator() -> None:
    assert all(row["denominator"] for row in _rows("indicator") if row["unit"] == "%")
    assert all(row["multiplier"] == "1" for row in _rows("indicator") if not row["denominator"])


def test_only_sure_indicators_are_called_official() -> None:
    assert all(
        row["trust"] in {Trust.OFFICIAL.value, Trust.PRESS.value}
        for row in _rows("indicator")
        if row["official"] == "true"
    )


def test_every_published_indicator_has_its_sheet() -> None:
    head, *lines = _lines(DATA / "reference" / "wellbeing_indicators.csv")
    published = {line[head.index("indicator_code")] for line in lines}
    families = ("BES-", "ISTAT-", "SIPS-", "QV-")
    sheets = [
        row["code"].split("-", 1)[1]
        for row in _rows("indicator")
        if row["code"].startswith(families)
    ]
    assert sorted(sheets) == sorted(published)
