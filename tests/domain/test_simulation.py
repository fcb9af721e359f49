"""What if, to the cent: the worked examples of the field, months, products, rounding, limits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_simulation import MILLION, care, check
from udp_core.kernel.money import round_half_up
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import RuleLevel
from udp_core.simulation.rules.evaluate import evaluate, newly_broken, rounded_parts, rule_changes
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.rules.sensitivity import moved, slopes, tornado


def at(model: Model, **asked: tuple[object, int] | int) -> Position:
    return position_of(
        model,
        {code: found if isinstance(found, tuple) else (found, 1) for code, found in asked.items()},
    )


def test_nothing_moved_is_a_difference_of_exactly_zero() -> None:
    model = care()
    found = evaluate(model, model.present)
    assert (found.cost, found.available, found.people, found.months, found.residue) == (
        0,
        0,
        0,
        (0,) * 12,
        MILLION // 2,
    )
    assert {cents for row in found.accounts for cents in row} == {0}
    assert found.verified


@pytest.mark.parametrize(("tariff", "euro"), [(1, 36_500), (3, 109_500)])
def test_a_hundred_posts_at_so_much_more_a_day(tariff: int, euro: int) -> None:
    model = care()
    assert evaluate(model, at(model, tariffa=tariff)).cost == euro * 100


@pytest.mark.parametrize(("per_day", "euro"), [("4.10", 149_650), ("4.25", 155_125)])
def test_the_published_raises_by_their_slope(per_day: str, euro: int) -> None:
    model = care()
    place = model.place_of("tariffa")
    assert slopes(model, model.present)[place].whole_year * Fraction(per_day) == euro * 100


@pytest.mark.parametrize(
    ("per_day", "a_year"),
    [
        (1300, 474_500),
        (1700, 620_500),
        (2200, 803_000),
        (1033, 377_045),
        (1549, 565_385),
        (2300, 839_500),
        (3400, 1_241_000),
        (4500, 1_642_500),
    ],
)
def test_a_cheque_for_a_year(per_day: int, a_year: int) -> None:
    assert per_day * sum(care().calendars[0]) == a_year


def test_ten_posts_from_june_are_214_days() -> None:
    """30 + 31 + 31 + 30 + 31 + 30 + 31 = 214 days x 10 posts x 42 € = 89.880 €.

    The users pay 115.881 €.
    """
    model = care()
    found = evaluate(model, at(model, posti=(110, 6)))
    assert found.cost == 89_880_00
    assert found.total(1) == 115_881_00
    assert found.months == (
        0,
        0,
        0,
        0,
        0,
        12_600_00,
        13_020_00,
        13_020_00,
        12_600_00,
        13_020_00,
        12_600_00,
        13_020_00,
    )
    assert found.accounts[0] == (67_410_00, 22_470_00, 0)
    assert found.residue == MILLION // 2 - 89_880_00
    assert found.people == 10
    assert not found.verified


def test_posts_and_tariff_together_multiply_where_both_have_begun() -> None:
    """From June 110 posts; +1 € from September: 110 posts x 122 days = 13.420 €."""
    model = care()
    both = evaluate(model, at(model, posti=(110, 6), tariffa=(1, 9)))
    assert both.cost == 89_880_00 + 13_420_00


def test_one_more_is_worth_its_slope() -> None:
    model = care()
    position = at(model, posti=(105, 6), tariffa=2)
    place = model.place_of("posti")
    one_more = (
        evaluate(model, moved(position, place, Fraction(106))).cost - evaluate(model, position).cost
    )
    assert slopes(model, position)[place].this_year == one_more == 214 * 44_00
    assert slopes(model, model.present)[place].whole_year == 365 * 42_00


def test_the_tornado_begins_with_what_weighs_most() -> None:
    """Posts: 60 x 365 x 42 = 919.800 €; cheques 50 x 4.745 = 237.250.

    Hours 15.000 x 16,20 = 243.000; tariff 10 x 36.500 = 365.000.
    """
    model = care()
    found = [(one.lever.code, one.width) for one in tornado(model, model.present)]
    assert found == [
        ("posti", 919_800_00),
        ("tariffa", 365_000_00),
        ("ore", 243_000_00),
        ("assegni", 237_250_00),
    ]


def test_of_two_rules_with_one_code_the_one_that_breaks_is_named() -> None:
    """Not of disabled people, already below their share.

    Of old people, whom forty more posts take below it.
    """
    disabled, old = (
        replace(check("K3", constant, levers=[(0, -1)]), name=name)
        for constant, name in ((90, "K3 disabili"), (120, "K3 anziani"))
    )
    model = care([disabled, old])
    assert [one.check.name for one in evaluate(model, model.present).broken] == ["K3 disabili"]
    assert [
        one.check.name for one in newly_broken(model, evaluate(model, at(model, posti=140)))
    ] == ["K3 anziani"]


def test_rules_are_broken_by_so_much() -> None:
    """K1: 10 million less the spending of the fund; the programme leaves half a million."""
    room = check("K1", 10 * MILLION, [(0, -1), (2, -1)])
    still = check("K8", 0, levers=[(1, 1)], still=True)
    least = check("K11", -95, levers=[(0, 1)])
    model = care([room, still, least])
    assert evaluate(model, model.present).broken == ()
    found = evaluate(model, at(model, posti=140, tariffa=1)).broken
    assert [(one.check.code, one.short) for one in found] == [
        ("K1", 613_200_00 + 51_100_00 - MILLION // 2),
        ("K8", 1),
    ]
    assert [one.check.code for one in evaluate(model, at(model, posti=90)).broken] == ["K11"]


@pytest.mark.parametrize(
    ("code", "value", "month", "problem"),
    [
        ("posti", 141, 1, "L03"),
        ("posti", 79, 1, "L03"),
        ("posti", "110.5", 1, "L04"),
        ("ore", 10_050, 1, "L04"),
        ("posti", "nan", 1, "L03"),
        ("posti", "inf", 1, "L02"),
        ("posti", "molti", 1, "L02"),
        ("posti", None, 1, "L02"),
        ("posti", 110, 0, "L05"),
        ("posti", 110, 13, "L05"),
        ("posti", 110, True, "L05"),
        ("mai vista", 1, 1, "L01"),
    ],
)
def test_what_a_browser_says_is_judged(code: str, value: object, month: int, problem: str) -> None:
    with pytest.raises(RefusedError) as refused:
        position_of(care(), {code: (value, month)})
    assert refused.value.problems[0].code in {problem, "L02"}
    assert refused.value.problems[0].remedy


@given(
    st.lists(
        st.fractions(min_value=-1000, max_value=1000, max_denominator=997), min_size=1, max_size=8
    )
)
def test_parts_add_up_to_the_rounded_whole(values: list[Fraction]) -> None:
    parts = rounded_parts(values)
    assert sum(parts) == round_half_up(sum(values, Fraction(0)))
    assert all(abs(part - value) < 1 for part, value in zip(parts, values, strict=True))


@given(
    st.integers(80, 140),
    st.integers(-5, 5),
    st.integers(50, 200),
    st.integers(0, 50),
    st.integers(1, 12),
    st.integers(1, 12),
)
def test_months_accounts_and_municipalities_agree(  # noqa: PLR0917 - one a lever, one a month
    posts: int, tariff: int, hundreds: int, cheques: int, first: int, second: int
) -> None:
    model = care()
    found = evaluate(
        model,
        at(
            model,
            posti=(posts, first),
            tariffa=(tariff, second),
            ore=hundreds * 100,
            assegni=(cheques, second),
        ),
    )
    assert sum(found.months) == found.cost == found.total(0) + found.total(2)
    assert found.residue == MILLION // 2 - found.cost


def spent(model: Model, *cents: int) -> Model:
    """The same with so much already spent, by account."""
    found = [
        replace(account, spent=one) for account, one in zip(model.accounts, cents, strict=False)
    ]
    return replace(model, accounts=(*found, *model.accounts[len(found) :]))


def test_a_cut_stops_at_what_is_spent_to_the_cent() -> None:
    """80 million programmed; a place costs 15.330 € a year.

    Ten of them fit exactly, then a cent less does not.
    """
    model = spent(care(posts=(0, 140)), 80 * 10**7 - 153_300_00)
    assert evaluate(model, at(model, posti=90)).cost == -153_300_00
    with pytest.raises(RefusedError) as refused:
        at(spent(model, 80 * 10**7 - 153_300_00 + 1), posti=90)
    (problem,) = refused.value.problems
    assert problem.code == "L07"
    assert problem.remedy.startswith("Togliere al più 153.299,99 €")


def test_who_else_pays_has_no_floor() -> None:
    """Of the users only the difference is known.

    Their account is not judged, whatever was spent.
    """
    model = spent(care(posts=(0, 140)), 0, 10**12)
    assert model.accounts[1].floor is None
    assert evaluate(model, at(model, posti=0)).total(1) == -100 * 365 * 54_15
    assert [one.code for one in model.floors] == ["SPESO"]


def test_a_yearly_lever_has_no_month_and_the_others_begin_when_open() -> None:
    made = care()
    model = replace(
        made, first_month=6, levers=(replace(made.levers[0], monthly=False), *made.levers[1:])
    )
    assert model.present.months == (1, 6, 6, 6)
    assert at(model, posti=(110, 1)).months[0] == 1
    for code, month in (("posti", 6), ("posti", 2), ("assegni", 5), ("assegni", 1)):
        with pytest.raises(RefusedError):
            at(model, **{code: (110 if code == "posti" else 10, month)})
    assert at(model, assegni=(10, 6)).months[3] == 6
    assert at(model, assegni=(0, 1)).values == model.present.values


def test_an_end_that_is_not_on_a_step_is_reached() -> None:
    made = care()
    model = replace(
        made,
        levers=(
            *made.levers[:2],
            replace(
                made.levers[2], start=Fraction(9_950), least=Fraction(0), most=Fraction(19_999)
            ),
            made.levers[3],
        ),
    )
    assert [at(model, ore=value).values[2] for value in (0, 19_999, 50, 10_050)] == [
        0,
        19_999,
        50,
        10_050,
    ]
    for value in (1, 19_998, 10_000):
        with pytest.raises(RefusedError) as refused:
            at(model, ore=value)
        assert [one.code for one in refused.value.problems] == ["L04"]


@given(st.integers(0, 140), st.integers(-5, 5), st.integers(0, 50), st.integers(1, 12))
def test_months_add_up_to_the_cost_however_cents_fall(
    posts: int, tariff: int, cheques: int, first: int
) -> None:
    """Thirds of a cent in each account: the parts of the months still add up to the cost."""
    made = care(posts=(0, 140))
    third = tuple(replace(term, cents=term.cents + Fraction(1, 3)) for term in made.terms)
    model = replace(made, terms=third)
    found = evaluate(
        model, at(model, posti=(posts, first), tariffa=(tariff, 1), assegni=(cheques, first))
    )
    assert sum(found.months) == found.cost
    assert found.months[: first - 1] == (0,) * (first - 1) or tariff


def test_rules_at_rest_are_told_from_those_broken_and_healed() -> None:
    """Two of one name: the one at rest stays, the other is new.

    A third is healed by fewer places.
    """
    at_rest, new, healed = (
        check("K2", constant, levers=[(0, weight)])
        for constant, weight in ((90, -1), (105, -1), (-105, 1))
    )
    model = care([at_rest, new, healed])
    before = evaluate(model, model.present)
    found = rule_changes(before, evaluate(model, at(model, posti=110)))
    assert [[one.check for one in part] for part in (found.already, found.new, found.healed)] == [
        [at_rest],
        [new],
        [healed],
    ]
    assert rule_changes(before, before).new == ()
    assert [one.check for one in newly_broken(model, evaluate(model, at(model, posti=110)))] == [
        new
    ]


@pytest.mark.parametrize(
    ("least", "most", "value", "told"),
    [
        ("80", "140", 141, "«Posti»: 141 è fuori dai limiti, tra 80 e 140 (unità)."),
        ("79.5", "140", 141, "«Posti»: 141 è fuori dai limiti, tra 79,5 e 140,0 (unità)."),
        ("80", "140.25", 141, "«Posti»: 141 è fuori dai limiti, tra 80,00 e 140,25 (unità)."),
        ("80", "140", "110.5", "«Posti»: 110,5 non è uno dei valori possibili."),
    ],
)
def test_limits_are_told_with_as_many_decimals_as_they_have(
    least: str, most: str, value: object, told: str
) -> None:
    made = care()
    model = replace(
        made,
        levers=(
            replace(made.levers[0], least=Fraction(least), most=Fraction(most)),
            *made.levers[1:],
        ),
    )
    with pytest.raises(RefusedError) as refused:
        at(model, posti=(value, 1))
    assert [one.sentence for one in refused.value.problems] == [told]


def test_what_is_spent_blocks_and_is_a_fact() -> None:
    (floor,) = spent(care(posts=(0, 140)), 0).floors
    assert (floor.level, floor.verified, floor.constant) == (RuleLevel.BLOCK, True, 0)
