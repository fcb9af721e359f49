"""The tree of the voci on numbers that a person can check."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.fund.rules.identities import i10_voci_and_areas, i11_cross_cutting
from udp_core.fund.rules.voci import VoceNode, VoceTree, attribute_cross_cutting, roll_up
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import FrnaArea, MacroSection

ELDERLY, DISABLED, CROSS = FrnaArea.ELDERLY, FrnaArea.DISABLED, FrnaArea.CROSS
HOME, RESIDENTIAL = MacroSection.DOMICILIARY, MacroSection.RESIDENTIAL
OTHER = MacroSection.CROSS_CUTTING
TREE = VoceTree(
    (
        VoceNode("A", None, ELDERLY, OTHER),
        VoceNode("A1", "A", ELDERLY, RESIDENTIAL),
        VoceNode("A1.1", "A1", ELDERLY, RESIDENTIAL),
        VoceNode("A10", "A", ELDERLY, HOME),
        VoceNode("A10.1", "A10", ELDERLY, HOME),
        VoceNode("A10.10", "A10", ELDERLY, HOME),
        VoceNode("D", None, DISABLED, OTHER),
        VoceNode("D1", "D", DISABLED, RESIDENTIAL),
        VoceNode("T", None, CROSS, OTHER),
        VoceNode("T1", "T", CROSS, OTHER),
    )
)
LEAVES = ("A1.1", "A10.1", "A10.10", "D1", "T1")
SPENT = {"A1.1": Money(500_00), "A10.1": Money(200_00), "D1": Money(260_00), "T1": Money(40_00)}


def test_only_the_lowest_voci_are_leaves() -> None:
    assert tuple(leaf.code for leaf in TREE.leaves) == LEAVES


def test_children_and_what_is_within() -> None:
    assert [node.code for node in TREE.children(None)] == ["A", "D", "T"]
    assert [node.code for node in TREE.children("A")] == ["A1", "A10"]
    assert [node.code for node in TREE.within("A")] == ["A1.1", "A10.1", "A10.10"]
    assert [node.code for node in TREE.within("D1")] == ["D1"]


def test_a_voce_is_not_taken_for_another_that_begins_alike() -> None:
    assert [node.code for node in TREE.within("A1")] == ["A1.1"]
    assert [node.code for node in TREE.within("A10.1")] == ["A10.1"]
    assert roll_up(TREE, SPENT).by_voce["A1"] == Money(500_00)


def test_leaf_amounts_roll_up() -> None:
    sums = roll_up(TREE, SPENT)
    assert sums.by_voce["A"] == Money(700_00)
    assert sums.by_area == {ELDERLY: Money(700_00), DISABLED: Money(260_00), CROSS: Money(40_00)}
    assert sums.by_macro == {RESIDENTIAL: Money(760_00), HOME: Money(200_00), OTHER: Money(40_00)}
    assert sums.by_area_and_macro[ELDERLY, HOME] == Money(200_00)
    assert sums.total == Money(1_000_00)


def test_a_voce_without_data_is_absent_and_not_zero() -> None:
    sums = roll_up(TREE, {"D1": Money(1)})
    assert "A" not in sums.by_voce
    assert ELDERLY not in sums.by_area
    assert roll_up(TREE, {}).total == ZERO


@pytest.mark.parametrize("code", ["A1", "A1.2"])
def test_amounts_belong_to_leaves(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        roll_up(TREE, {code: Money(1)})


def node(code: str, parent: str | None) -> VoceNode:
    return VoceNode(code, parent, ELDERLY, HOME)


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ((node("A", None), node("A", None)), "twice"),
        ((node("A1", "A"),), "not there: A1"),
        ((node("A", "B"), node("B", "A")), "above itself"),
    ],
)
def test_a_tree_that_is_no_tree_is_a_bug(nodes: tuple[VoceNode, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        VoceTree(nodes)


@given(st.dictionaries(st.sampled_from(LEAVES), st.integers(-(10**12), 10**12).map(Money)))
def test_i10_holds_by_construction(amounts: dict[str, Money]) -> None:
    sums = roll_up(TREE, amounts)
    assert i10_voci_and_areas("qui", amounts, sums.by_area, sums.total) == ()
    assert total(sums.by_macro.values()) == total(sums.by_area_and_macro.values()) == sums.total
    assert (
        total(amount for code, amount in sums.by_voce.items() if TREE.by_code[code].parent is None)
        == sums.total
    )


def test_cross_cutting_is_attributed_three_to_one() -> None:
    shares = {ELDERLY: Fraction(75, 100), DISABLED: Fraction(25, 100)}
    spent = roll_up(TREE, SPENT).by_area
    assert attribute_cross_cutting(spent, shares) == {
        ELDERLY: Money(730_00),
        DISABLED: Money(270_00),
    }


def test_not_a_cent_is_lost() -> None:
    thirds = {ELDERLY: Fraction(1, 3), DISABLED: Fraction(2, 3)}
    assert attribute_cross_cutting({CROSS: Money(100)}, thirds) == {
        ELDERLY: Money(33),
        DISABLED: Money(67),
    }


def test_without_cross_cutting_nothing_changes() -> None:
    assert attribute_cross_cutting({DISABLED: Money(5)}, {ELDERLY: Fraction(1)}) == {
        DISABLED: Money(5)
    }


@pytest.mark.parametrize(
    "shares", [{ELDERLY: Fraction(3, 4)}, {ELDERLY: Fraction(1, 2), CROSS: Fraction(1, 2)}]
)
def test_shares_that_are_not_the_whole_are_refused(shares: dict[FrnaArea, Fraction]) -> None:
    with pytest.raises(ValueError, match="add up to 1"):
        attribute_cross_cutting({CROSS: Money(1)}, shares)


amounts_by_area = st.dictionaries(
    st.sampled_from(list(FrnaArea)), st.integers(0, 10**12).map(Money)
)


@given(amounts_by_area, st.integers(0, 1000))
def test_i11_holds_by_construction(spent: dict[FrnaArea, Money], elderly: int) -> None:
    shares = {ELDERLY: Fraction(elderly, 1000), DISABLED: Fraction(1000 - elderly, 1000)}
    assert i11_cross_cutting("qui", shares, spent, attribute_cross_cutting(spent, shares)) == ()
