"""The solver beside brute force; conflicts that are minimal; relaxations that do."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest

from tests.made_simulation import MILLION, care, check, lever
from udp_core.simulation.rules.evaluate import evaluate, value_of
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model, ModelTerm, Position, RuleCheck
from udp_core.simulation.rules.solve import Aim, AskedOfSolver, solve

ROOM = check("K1", 10 * MILLION, [(0, -1), (2, -1)])
"""What is available less what the fund spends."""
POSTS = check("posti", -115, levers=[(0, 1)])
"""At least 115 posts."""
HOME = check("K6", 0, [(2, Fraction(84, 100)), (0, Fraction(-16, 100))])
"""Home care at least 16 % of the spending."""
FEW = check("pochi", 105, levers=[(0, -1)])
"""At most 105 posts."""


def holds(model: Model, position: Position, must: tuple[RuleCheck, ...]) -> bool:
    accounts = evaluate(model, position).accounts
    return all(value_of(model, one, position, accounts) >= 0 for one in must)


def far(model: Model, position: Position) -> Fraction:
    """The way from the present, each lever as a part of its own way."""
    return sum(
        (
            abs(value - lever.start) / (lever.most - lever.least)
            for value, lever in zip(position.values, model.levers, strict=True)
        ),
        Fraction(0),
    )


def brute(model: Model, must: tuple[RuleCheck, ...], grid: dict[str, range]) -> Position | None:
    """The nearest of all positions of a grid that holds."""
    found = (
        position_of(model, {code: (value, 1) for code, value in zip(grid, values, strict=True)})
        for values in product(*grid.values())
    )
    return min(
        (one for one in found if holds(model, one, must)),
        key=lambda one: far(model, one),
        default=None,
    )


GRID = {"posti": range(95, 121), "assegni": range(13)}
LOCKED = frozenset({1, 2})


@pytest.mark.parametrize(
    "must",
    [(POSTS,), (POSTS, ROOM), (HOME,), (HOME, POSTS), (FEW, HOME), (ROOM, HOME, POSTS)],
    ids=lambda found: "+".join(one.code for one in found),
)
def test_the_least_change_is_that_of_brute_force(must: tuple[RuleCheck, ...]) -> None:
    model = care(posts=(95, 120), cheques=12)
    best = brute(model, must, GRID)
    answer = solve(model, model.present, AskedOfSolver(must, LOCKED))
    if best is None:
        assert answer.position is None
        return
    assert answer.position is not None
    assert holds(model, answer.position, must)
    assert far(model, answer.position) == far(model, best)
    assert [answer.position.values[place] for place in LOCKED] == [0, 10_000]


def test_nothing_asked_changes_nothing() -> None:
    model = care()
    assert solve(model, model.present, AskedOfSolver(())).position == model.present


def test_the_most_people_is_that_of_brute_force() -> None:
    model = care(posts=(95, 120), cheques=12)
    best = max(
        (
            position_of(model, {"posti": (posts, 1), "assegni": (cheques, 1)})
            for posts, cheques in product(*GRID.values())
        ),
        key=lambda one: evaluate(model, one).people if holds(model, one, (ROOM,)) else Fraction(-1),
    )
    answer = solve(model, model.present, AskedOfSolver((ROOM,), LOCKED, Aim.PEOPLE))
    assert answer.outcome is not None
    assert answer.outcome.people == evaluate(model, best).people


def test_two_rules_that_clash_are_both_named_and_no_other() -> None:
    model = care()
    answer = solve(model, model.present, AskedOfSolver((ROOM, HOME, POSTS, FEW), LOCKED))
    assert answer.position is None
    assert answer.clash is not None
    assert {one.code for one in answer.clash.checks} == {"posti", "pochi"}
    assert answer.clash.locked == ()
    assert [(one.check.code, one.by) for one in answer.relaxed] in (
        [("posti", 10)],
        [("pochi", 10)],
    )


def test_a_lock_that_stands_in_the_way_is_named() -> None:
    model = care()
    answer = solve(model, model.present, AskedOfSolver((POSTS, ROOM), frozenset({0, 1, 2})))
    assert answer.clash is not None
    assert ([one.code for one in answer.clash.checks], answer.clash.locked) == (["posti"], (0,))
    assert [(one.check.code, one.by) for one in answer.relaxed] == [("posti", 15)]


@pytest.mark.parametrize("size", [2, 3, 4])
def test_every_conflict_is_minimal(size: int) -> None:
    """Taking away any part of it makes an answer possible.

    Over all the choices of some clashing rules.
    """
    model = care()
    tight = check("poco", -int(Fraction(3, 2) * MILLION) - 40_000_00, [(2, 1)])
    wide = check("molto", int(Fraction(3, 2) * MILLION) + 20_000_00, [(2, -1)])
    for must in combinations((ROOM, HOME, POSTS, FEW, tight, wide), size):
        answer = solve(model, model.present, AskedOfSolver(must, LOCKED))
        if answer.clash is None:
            continue
        for left_out in answer.clash.checks:
            rest = tuple(one for one in answer.clash.checks if one is not left_out)
            assert (
                solve(
                    model, model.present, AskedOfSolver(rest, frozenset(answer.clash.locked))
                ).position
                is not None
            )
        assert (
            solve(
                model,
                model.present,
                AskedOfSolver(answer.clash.checks, frozenset(answer.clash.locked)),
            ).position
            is None
        )


def test_of_two_levers_that_multiply_the_region_s_is_held_and_said() -> None:
    model = care()
    answer = solve(model, model.present, AskedOfSolver((POSTS,)))
    assert answer.held == (1,)
    assert answer.position is not None
    assert answer.position.values[0] == 115


def test_a_lever_let_go_does_not_hold_the_one_it_multiplies() -> None:
    """The tariff can rise by 2 €, with the posts locked.

    It is their 115 that clash with the lock, and not the tariff with itself.
    """
    tariff = check("tariffa", -2, levers=[(1, 1)])
    model = care()
    answer = solve(model, model.present, AskedOfSolver((tariff, POSTS), frozenset({0})))
    assert answer.clash is not None
    assert ([one.code for one in answer.clash.checks], answer.clash.locked) == (["posti"], (0,))


def test_a_lever_that_must_stay_does() -> None:
    still = check("K8", 0, levers=[(0, 1)], still=True)
    model = care()
    answer = solve(model, model.present, AskedOfSolver((still, POSTS)))
    assert answer.clash is not None
    assert {one.code for one in answer.clash.checks} == {"K8", "posti"}


def uneven() -> Model:
    """A lever for each Comune, of 10.000 € a unit.

    Ravenna spends 7 of 9,5 million against a need of three quarters: 125.000 € short.
    """
    whole = care()
    levers = (lever("ravenna", 50, 0, 100), lever("cervia", 50, 0, 100))
    terms = tuple(ModelTerm(0, place, 2, Fraction(1_000_000), (place,), True) for place in (0, 1))
    return replace(whole, levers=levers, terms=terms)


def short(model: Model, position: Position) -> Fraction:
    """What Ravenna lacks, in cents, to have its part of the need."""
    outcome = evaluate(model, position)
    ravenna, added = (sum(outcome.accounts[place][m] for place in (0, 2)) for m in (0, 1))
    return (
        Fraction(3, 4) * (int(Fraction(19, 2) * MILLION) + ravenna + added) - 7 * MILLION - ravenna
    )


def test_the_fairest_moves_money_where_the_need_is() -> None:
    """A unit more in Ravenna makes up 2.500 €, one less in Cervia 7.500.

    2 more and 16 less are 125.000, and nothing nearer is.
    """
    model = uneven()
    assert short(model, model.present) == 125_000_00
    answer = solve(model, model.present, AskedOfSolver((ROOM,), frozenset(), Aim.FAIR))
    assert answer.position is not None
    assert short(model, answer.position) == 0
    assert far(model, answer.position) == Fraction(18, 100)
