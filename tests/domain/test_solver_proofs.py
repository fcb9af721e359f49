"""What the solver says of impossible questions, beside brute force over every position of small
models."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_simulation import MILLION, care, check, lever
from udp_core.kernel.vocabulary import MacroSection, Payer
from udp_core.simulation.rules import program
from udp_core.simulation.rules import search as searching
from udp_core.simulation.rules import solve as solving
from udp_core.simulation.rules.evaluate import evaluate, value_of
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.linear import lines
from udp_core.simulation.rules.model import Account, Model, ModelTerm, Position, RuleCheck
from udp_core.simulation.rules.search import Search, SearchResult
from udp_core.simulation.rules.solve import AskedOfSolver, Beside, Clash, Ending, solve
from udp_core.simulation.rules.targets import home_share, home_target, part_of, residue_target

MOST = 3
ONCE = (Fraction(1),) + (Fraction(0),) * 11
HOME, REST = (MacroSection.DOMICILIARY, MacroSection.RESIDENTIAL)


def small(checks: tuple[RuleCheck, ...] = ()) -> Model:
    """Three levers of 0 to 3 units.

    A unit of the first costs home care 100 €, of the second residences 50 €, of the
    third both 10 €. Programmed: 1.000 € of home care, 2.000 of residences; 3.500 available."""
    levers = tuple(lever(code, 0, 0, MOST) for code in ("casa", "posti", "misto"))
    accounts = (
        Account("Casa", "A2", Payer.FRNA, (100_000, 0), "Anziani", HOME),
        Account("Residenze", "A1", Payer.FRNA, (200_000, 0), "Anziani", REST),
        Account("Entrate", "", Payer.FRNA),
    )
    terms = tuple(
        ModelTerm(account, 0, 0, Fraction(cents), (place,))
        for account, cents, place in ((0, 10_000, 0), (1, 5_000, 1), (0, 1_000, 2), (1, 1_000, 2))
    )
    return Model(
        2026,
        "Prova",
        levers,
        (ONCE,),
        ("Ravenna", "intero distretto"),
        accounts,
        terms,
        checks,
        (0,) * 12,
        350_000,
        50_000,
        fund_account=2,
    )


MODEL = small()
POSITIONS = [
    Position(tuple(map(Fraction, values)), (1, 1, 1))
    for values in product(range(MOST + 1), repeat=3)
]
OUTCOMES = [evaluate(MODEL, one).accounts for one in POSITIONS]


def places(locked: tuple[int, ...] | frozenset[int]) -> list[int]:
    """The positions where the locked levers stand where they are (at zero)."""
    return [
        at for at, one in enumerate(POSITIONS) if all(one.values[place] == 0 for place in locked)
    ]


def worth(one: RuleCheck, at: int) -> Fraction:
    return value_of(MODEL, one, POSITIONS[at], OUTCOMES[at])


def possible(must: tuple[RuleCheck, ...], locked: tuple[int, ...] | frozenset[int]) -> bool:
    return any(all(worth(one, at) >= 0 for one in must) for at in places(locked))


def smallest(clash: Clash) -> bool:
    """Impossible as it is, possible without any one of its parts."""
    if possible(clash.checks, clash.locked):
        return False
    without_a_check = (
        possible(tuple(one for one in clash.checks if one is not out), clash.locked)
        for out in clash.checks
    )
    without_a_lock = (
        possible(clash.checks, tuple(one for one in clash.locked if one != out))
        for out in clash.locked
    )
    return all(without_a_check) and all(without_a_lock)


whole = st.integers(-3, 3)
rules = st.lists(st.tuples(st.integers(-8, 6), whole, whole, whole), min_size=1, max_size=4)


@settings(max_examples=40)
@given(rules, st.frozensets(st.integers(0, 2), max_size=2))
def test_no_solution_is_said_only_where_there_is_none_and_the_clash_is_smallest(
    found: list[tuple[int, int, int, int]], locked: frozenset[int]
) -> None:
    must = tuple(
        check(f"R{number}", constant, levers=list(enumerate(slopes)))
        for number, (constant, *slopes) in enumerate(found)
    )
    answer = solve(MODEL, MODEL.present, AskedOfSolver(must, locked))
    assert (answer.position is not None) == possible(must, locked)
    if answer.position is not None:
        assert answer.ending is Ending.FOUND
        assert all(worth(one, POSITIONS.index(answer.position)) >= 0 for one in must)
        return
    assert (answer.ending, answer.explained) == (Ending.IMPOSSIBLE, True)
    assert answer.clash is not None
    assert smallest(answer.clash)
    for giving in answer.enough:
        rest = tuple(other for other in must if other is not giving.check)
        best = max(
            worth(giving.check, at)
            for at in places(locked)
            if all(worth(other, at) >= 0 for other in rest)
        )
        assert giving.by == -best
    alone = {giving.check.name for giving in answer.enough}
    for one in answer.clash.checks:
        rest = tuple(other for other in must if other is not one)
        assert (one.name in alone) == possible(rest, locked)
    for place in answer.clash.locked:
        assert (place in answer.unlocked) == possible(must, locked - {place})


@settings(max_examples=25)
@given(st.integers(20, 60), st.integers(0, 900), st.frozensets(st.integers(0, 2), max_size=2))
def test_the_best_of_each_target_is_that_of_brute_force(
    percent: int, euro: int, locked: frozenset[int]
) -> None:
    home, residue = home_target(MODEL, Fraction(percent, 100)), residue_target(MODEL, euro * 100)
    answer = solve(MODEL, MODEL.present, AskedOfSolver((), locked, targets=(home, residue)))
    assert (answer.position is None) == (not possible((home.check, residue.check), locked))
    if answer.position is not None:
        return
    shares = {at: part_of(MODEL, home.check.part, OUTCOMES[at]) for at in places(locked)}
    left = {
        at: 50_000 + OUTCOMES[at][2][0] - sum(map(sum, OUTCOMES[at][:2])) for at in places(locked)
    }
    kept = {
        "home": [at for at in shares if left[at] >= residue.asked],
        "residue": [at for at in left if shares[at] >= home.asked],
    }
    for one in answer.reach:
        values, which = (shares, "home") if one.target is home else (left, "residue")
        assert one.kept is (Beside.ALL if kept[which] else Beside.RULES)
        assert one.best == max(values[at] for at in kept[which] or values)
        assert one.alone == (max(values.values()) < one.target.asked)
    assert {one.target for one in answer.reach} == {home, residue}


def test_a_target_that_is_impossible_alone_is_the_whole_clash_and_its_best_is_said() -> None:
    """Home care at most 1.000 + 300 + 30 of 3.360 (39,6 %), a residue of at most 500.

    90 % and 10.000 € are both out of reach.
    """
    home, residue = home_target(MODEL, Fraction(9, 10)), residue_target(MODEL, 1_000_000)
    answer = solve(MODEL, MODEL.present, AskedOfSolver((), targets=(residue, home)))
    assert answer.clash is not None
    assert (len(answer.clash.checks), answer.clash.locked, answer.enough, answer.unlocked) == (
        1,
        (),
        (),
        (),
    )
    assert {one.target.check.name: (one.best, one.alone, one.kept) for one in answer.reach} == {
        "Obiettivo: Domiciliarità": (Fraction(133_000, 336_000), True, Beside.RULES),
        "Obiettivo: Residuo al 31/12": (50_000, True, Beside.RULES),
    }
    assert {one.check.name: one.by for one in answer.relaxed}[
        "Obiettivo: Residuo al 31/12"
    ] >= 950_000
    assert home_share(MODEL) == Fraction(1, 3)


def test_a_share_gives_way_in_points_and_never_in_euro() -> None:
    home = home_target(MODEL, Fraction(1, 2))
    answer = solve(MODEL, MODEL.present, AskedOfSolver((), targets=(home,)))
    assert [(one.check.name, one.by) for one in answer.relaxed] == [
        ("Obiettivo: Domiciliarità", Fraction(1, 2) - Fraction(133, 336))
    ]


def test_an_answer_that_breaks_a_rule_by_a_cent_is_asked_again() -> None:
    """At 115 posts the row is one cent below zero, which the solver's rounding forgives.

    At 116 it holds.
    """
    model = care(posts=(95, 120))
    by_post = 365 * 42_00
    row = check("al centesimo", -(8 * MILLION + 15 * by_post) - 1, [(0, 1)])
    answer = solve(model, model.present, AskedOfSolver((row,), frozenset({1, 2, 3})))
    assert answer.position is not None
    assert answer.position.values[0] == 116
    assert (
        value_of(model, row, answer.position, evaluate(model, answer.position).accounts)
        == by_post - 1
    )


def test_within_a_cent_of_the_last_step_nothing_is_claimed() -> None:
    """Only the last step could do, and it misses by a cent: neither an answer nor a proof."""
    model = care(posts=(95, 115))
    row = check("al centesimo", -(8 * MILLION + 15 * 365 * 42_00) - 1, [(0, 1)])
    answer = solve(model, model.present, AskedOfSolver((row,), frozenset({1, 2, 3})))
    assert (answer.position, answer.ending, answer.clash) == (None, Ending.TOO_CLOSE, None)


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_out_of_time_is_no_proof(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "MOST_SECONDS", seconds)
    answer = solve(MODEL, MODEL.present, AskedOfSolver((check("R", -1, levers=[(0, 1)]),)))
    assert (answer.position, answer.ending, answer.clash, answer.enough) == (
        None,
        Ending.OUT_OF_TIME,
        None,
        (),
    )


def test_a_solver_that_stops_on_its_limit_has_proved_nothing() -> None:
    """Its word is read: 1 is a limit, 2 is that there is none, 4 is anything else."""
    made = program.Program(lines(MODEL, MODEL.present, ()))
    with pytest.raises(program.OutOfTimeError):
        made._read(program.LIMIT, None)
    assert made._read(program.INFEASIBLE, None).proof is program.Proof.NONE
    assert made._read(4, None).proof is program.Proof.UNKNOWN
    assert made._read(program.LIMIT, [1.0, 2.0, 0.0]) == program.Solved(
        (1, 2, 0), program.Proof.FOUND
    )
    assert made._read(program.OPTIMAL, [1.0, 2.0, 0.0]) == program.Solved(
        (1, 2, 0), program.Proof.BEST
    )


def test_the_finder_of_conflicts_has_its_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search has its seconds; then they are over at once.

    There is no answer, and nobody says why.
    """
    clocks = iter([program.SearchTime(5), program.SearchTime(-1)])
    monkeypatch.setattr(solving, "SearchTime", lambda _: next(clocks))
    answer = solve(
        MODEL,
        MODEL.present,
        AskedOfSolver((check("R", -9, levers=[(0, 1)]), check("S", -9, levers=[(1, 1)]))),
    )
    assert (answer.ending, answer.explained, answer.clash) == (Ending.IMPOSSIBLE, False, None)


def test_a_lever_that_a_rule_wants_at_rest_goes_back_there_or_is_named_with_its_lock() -> None:
    still = check("K8", 0, levers=[(0, 1)], still=True)
    moved = replace(MODEL.present, values=(Fraction(2), Fraction(0), Fraction(0)))
    answer = solve(MODEL, moved, AskedOfSolver((still,)))
    assert answer.position == MODEL.present
    locked = solve(MODEL, moved, AskedOfSolver((still,), frozenset({0})))
    assert locked.clash is not None
    assert ([one.code for one in locked.clash.checks], locked.clash.locked) == (["K8"], (0,))


def test_what_gives_way_never_gives_away_what_is_spent() -> None:
    """At most 80 posts and at most 85 are asked of a residence whose money is spent up to 90.

    Five and ten too many.
    """
    made = care(posts=(0, 120))
    model = replace(
        made,
        accounts=(
            replace(made.accounts[0], spent=8 * MILLION - 10 * 365 * 42_00),
            *made.accounts[1:],
        ),
    )
    wanted = AskedOfSolver(
        tuple(check(f"al più {most}", most, levers=[(0, -1)]) for most in (80, 85)),
        frozenset({1, 2, 3}),
    )
    answer = solve(model, model.present, wanted)
    assert answer.clash is not None
    assert (len(answer.clash.checks), answer.enough) == (1, ())
    assert [(one.check.name, one.by) for one in answer.relaxed] == [
        ("al più 80", 10),
        ("al più 85", 5),
    ]


def test_what_nobody_asked_for_and_stays_broken_is_named() -> None:
    asked, other = check("A", -1, levers=[(0, 1)]), check("B", -9, levers=[(1, 1)])
    model = small((asked, other))
    wanted = AskedOfSolver((asked,))
    answer = solve(model, model.present, wanted)
    assert [one.check.name for one in answer.not_asked(wanted)] == ["B"]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_over_subsets_of_clashing_rules_every_clash_is_smallest(size: int) -> None:
    known = (
        check("almeno 4", -4, levers=[(0, 1), (1, 1)]),
        check("al più 2", 2, levers=[(0, -1), (1, -1)]),
        check("impossibile", -9, levers=[(2, 1)]),
        check("casa 3", -3, levers=[(0, 1)]),
        check("posti 0", 0, levers=[(1, -1)]),
    )
    for must in combinations(known, size):
        for locked in (frozenset[int](), frozenset({1}), frozenset({0, 2})):
            answer = solve(MODEL, MODEL.present, AskedOfSolver(must, locked))
            assert (answer.position is None) == (not possible(must, locked))
            if answer.clash is not None:
                assert smallest(answer.clash)


def test_position_of_the_small_model_is_known() -> None:
    assert position_of(MODEL, {"casa": (2, 1)}).values == (2, 0, 0)


def test_with_every_lever_locked_what_stands_is_the_only_answer() -> None:
    everywhere = frozenset({0, 1, 2})
    still = solve(MODEL, MODEL.present, AskedOfSolver((check("ok", 0),), everywhere))
    assert still.position == MODEL.present
    one = check("almeno 1", -1, levers=[(0, 1)])
    moved = solve(MODEL, MODEL.present, AskedOfSolver((check("ok", 0), one), everywhere))
    assert moved.clash is not None
    assert (moved.ending, moved.clash.checks, moved.clash.locked) == (
        Ending.IMPOSSIBLE,
        (one,),
        (0,),
    )


def test_a_solver_that_insists_on_what_breaks_a_rule_is_left_alone() -> None:
    """Asked again three times a rule, each with a wider margin, then nothing is claimed."""
    one = check("almeno 1", -1, levers=[(0, 1)])
    tries: list[program.Program] = []

    def stubborn(asked: program.Program) -> program.Solved:
        tries.append(asked)
        return program.Solved((0, 0, 0), program.Proof.BEST)

    found = Search(MODEL, MODEL.present, AskedOfSolver((one,)))
    answer = found._held(found.lines((one,), ()), (one,), stubborn)
    assert (answer.position, answer.ending) == (None, Ending.TOO_CLOSE)
    assert len(tries) == 3 * (1 + len(MODEL.floors))


def test_a_best_share_whose_steps_are_over_is_not_said_to_be_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = home_target(MODEL, Fraction(1, 2))
    wanted = AskedOfSolver((), targets=(home,))
    assert [one.best_proved for one in solve(MODEL, MODEL.present, wanted).reach] == [True]
    monkeypatch.setattr(searching, "MOST_SHARES", 0)
    assert [one.best_proved for one in solve(MODEL, MODEL.present, wanted).reach] == [False]


def test_a_target_of_which_the_solver_says_nothing_has_no_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = AskedOfSolver((), targets=(home_target(MODEL, Fraction(1, 2)),))
    silent = SearchResult(None, Ending.TOO_CLOSE)
    monkeypatch.setattr(Search, "best", lambda *_: silent)
    answer = solve(MODEL, MODEL.present, wanted)
    assert (answer.position, answer.reach) == (None, ())


def test_where_the_targets_alone_would_not_do_the_rules_give_way_with_them() -> None:
    """At least 4 of a lever that stops at 3; home care at 45 %, at best 1.330 of 3.360."""
    four = check("almeno 4", -4, levers=[(0, 1)])
    home = home_target(MODEL, Fraction(9, 20))
    answer = solve(MODEL, MODEL.present, AskedOfSolver((four,), targets=(home,)))
    assert answer.enough == ()
    assert {one.check.name: one.by for one in answer.relaxed} == {
        "almeno 4": 1,
        "Obiettivo: Domiciliarità": Fraction(9, 20) - Fraction(133, 336),
    }


@pytest.mark.parametrize("lacking", ["residue", "fund_account"])
def test_no_residue_is_asked_of_a_model_that_knows_none(lacking: str) -> None:
    with pytest.raises(ValueError, match="no residue is known"):
        residue_target(replace(MODEL, **{lacking: None}), 0)  # type: ignore[arg-type]  # of a row
