"""What plans in force and trees of objectives are told, by hand and to the year."""

from __future__ import annotations

import pytest

from udp_core.kernel.problem import Problem
from udp_core.plan.rules import Node, PlanSpan, above, overlapping, tree_problems
from udp_core.plan.terms import ObjectiveLevel


def span(name: str, first: int, last: int, of: str = "zona di a") -> PlanSpan:
    return PlanSpan(name, f"Piano {name}", of, first, last)


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(one.value, one.sentence) for one in problems]


@pytest.mark.parametrize(
    ("other", "when"),
    [
        (span("b", 2024, 2026), "dal 2024 al 2026"),
        (span("b", 2021, 2024), "nel 2024"),
        (span("b", 2026, 2028), "nel 2026"),
        (span("b", 2025, 2025), "nel 2025"),
        (span("b", 2025, 2030), "dal 2025 al 2026"),
        (span("b", 2021, 2023), ""),
        (span("b", 2027, 2029), ""),
        (span("b", 2024, 2026, of="zona di b"), ""),
    ],
)
def test_two_plans_of_one_kind_are_in_force_in_no_year_together(other: PlanSpan, when: str) -> None:
    """The plan that is touched is of 2024-2026."""
    one = span("a", 2024, 2026)
    expected = f"«Piano a» e «Piano b» sono in vigore tutti e due {when}."
    assert told([*overlapping([one, other], frozenset("a"))]) == ([("a", expected)] if when else [])
    assert told([*overlapping([one, other], frozenset())]) == []


def test_of_two_plans_touched_together_the_overlap_is_told_once_and_of_three_each() -> None:
    plans = [span(name, 2024, 2026) for name in "abc"]
    found = [*overlapping(plans, frozenset("abc"))]
    assert [(one.value, one.sentence[:25]) for one in found] == [
        ("a", "«Piano a» e «Piano b» son"),
        ("a", "«Piano a» e «Piano c» son"),
        ("b", "«Piano b» e «Piano c» son"),
    ]


GENERAL, *_, OPERATING = ObjectiveLevel


def node(
    name: str, parent: str | None = None, level: ObjectiveLevel = GENERAL, plan: str = "p"
) -> Node:
    return Node(name, name.upper(), plan, level, parent)


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([node("a"), node("b", "a", OPERATING)], []),
        ([node("a"), node("b", "a")], []),
        ([node("a", plan="q"), node("b", "a")], ["«B» sta sotto «A», che è di un altro piano"]),
        ([node("a", "b"), node("b", "a")], ["«A» sta sotto sé stesso, passando per «B»"] * 2),
        ([node("b", "b")], ["«B» sta sotto sé stesso, passando per sé stesso"]),
        (
            [node("a", level=OPERATING), node("b", "a")],
            [f"«B» è {GENERAL.label} e sta sotto «A», che è {OPERATING.label}"],
        ),
        ([node("b", "non c’è")], []),
    ],
)
def test_a_tree_has_no_ring_and_goes_down(nodes: list[Node], expected: list[str]) -> None:
    by_id = {one.id: one for one in nodes}
    found = [one.sentence for one in tree_problems(by_id, frozenset(by_id))]
    if len(expected) == 2:
        expected = [expected[0], "«B» sta sotto sé stesso, passando per «A»"]
    assert found == [f"L’obiettivo {one}." for one in expected]
    assert [*tree_problems(by_id, frozenset())] == []


def test_problems_of_a_tree_are_told_in_the_order_of_their_objectives() -> None:
    nodes = {one.id: one for one in (node("top", plan="q"), node("z", "top"), node("b", "top"))}
    found = [*tree_problems(nodes, frozenset({"z", "b", "gone"}))]
    assert [one.value for one in found] == ["b", "z"]


def test_what_is_above_ends_at_the_first_or_where_it_comes_back() -> None:
    assert above("c", {"c": "b", "b": "a"}) == ("b", "a")
    assert above("c", {"c": "b", "b": "c"}) == ("b", "c")
    assert above("c", {}) == ()
