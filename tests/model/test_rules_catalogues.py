"""The catalogues in `data/rules`: the tree of voci, its unit costs, the indicators."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.model.test_rules_data import (
    ALONE,
    AREAS,
    DATA,
    SOURCES,
    Row,
    lines_of,
    rows_of,
    value_of,
)
from udp_core.kernel.vocabulary import ActivityUnit, FrnaArea, MacroSection, Trust


def test_what_an_earmarked_source_may_pay_is_a_leaf_of_the_tree() -> None:
    parameters = [
        row["parameter"].split(".", 2)
        for row in rows_of("rule")
        if row["code"] == "K2" and row["parameter"] != "eligibility"
    ]
    lines = {"grad", "special_management", "earmarked"}
    assert all(
        (who == "source" and name in SOURCES) or (who == "line" and name in lines)
        for who, name, _ in parameters
    )
    assert {voce for _, _, voce in parameters} <= set(_leaves())


# Voci


def _voci() -> dict[str, Row]:
    return {row["code"]: row for row in rows_of("frna_voce")}


def _leaves() -> list[str]:
    parents = {row["parent_id"] for row in rows_of("frna_voce")}
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
        for row in rows_of("unit_cost")
        if (row["voce_id"], row["item"]) == (voce, item)
        and row["valid_from"] <= day <= (row["valid_to"] or "9999")
    }


def test_costs_belong_to_leaves() -> None:
    assert {row["voce_id"] for row in rows_of("unit_cost")} <= set(_leaves())


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
    assert _costs("A1.1", "day", day)["user"] == value_of("K7", "cra_fee_max", day)


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
    assert {row["area_id"] for row in rows_of("indicator")} == AREAS


def test_the_proposed_catalogue_is_whole() -> None:
    families = Counter(row["code"].split("-")[0] for row in rows_of("indicator"))
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
    assert all(row["denominator"] for row in rows_of("indicator") if row["unit"] == "%")
    assert all(row["multiplier"] == "1" for row in rows_of("indicator") if not row["denominator"])


def test_only_sure_indicators_are_called_official() -> None:
    assert all(
        row["trust"] in {Trust.OFFICIAL.value, Trust.PRESS.value}
        for row in rows_of("indicator")
        if row["official"] == "true"
    )


def test_every_published_indicator_has_its_sheet() -> None:
    head, *lines = lines_of(DATA / "reference" / "wellbeing_indicators.csv")
    published = {line[head.index("indicator_code")] for line in lines}
    families = ("BES-", "ISTAT-", "SIPS-", "QV-")
    sheets = [
        row["code"].split("-", 1)[1]
        for row in rows_of("indicator")
        if row["code"].startswith(families)
    ]
    assert sorted(sheets) == sorted(published)
