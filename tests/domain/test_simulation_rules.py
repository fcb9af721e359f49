"""K1-K15 over a hand-made fund.

Every threshold, source and voce is that of its row, and every answer is by hand.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.domain.made_ruled_fund import (
    ACCOUNTS,
    EURO,
    EVERY_VOCE,
    GRAD,
    GRAD_LEFT,
    HOME,
    changed,
    facts,
    named,
    rows,
    without,
    worth,
)
from udp_core.kernel.vocabulary import FrnaArea, Payer, RuleLevel
from udp_core.simulation.rules.facts import RuleFacts
from udp_core.simulation.rules.model import Account
from udp_core.simulation.rules.rule_rows import NOT_USED, USED, is_judged, misused, use_of
from udp_core.simulation.rules.rules import checks, unjudged
from udp_core.simulation.rules.rules_on_care import severe


@pytest.mark.parametrize(
    ("name", "cents"),
    [
        ("K1 disponibile", 100_000 * EURO),  # 1.100.000 - 1.000.000
        (GRAD, 100_000 * EURO),  # 1.100.000 - 90.000 - (1.000.000 - 40.000 - 50.000)
        (GRAD_LEFT, 0),  # 40.000 + 50.000 - 90.000
        ("K2 Fondo nazionale", 0),
        ("K3 area anziani", -10_000 * EURO),  # 800.000 x 1,05 - 850.000
        ("K3 area disabili", -15_000 * EURO),  # 100.000 x 1,05 - 120.000
        ("K4 Voce D2.7", 50_000 * EURO + 100 * EURO - 41_975 * EURO),  # 5 x 23 x 365 = 41.975
        ("K5 Fondo nazionale ai gravissimi", 50 * EURO),  # 200 - 50 % di 300
        ("K6 domiciliarità", 0),  # 330.000 - 33 % di 1.000.000
        ("K7 retta massima", 0),  # 54,15 - 54,15
        ("K9 Assegno-a", 0),
        ("K11 Cra-posti", 0),
        ("K12 attività trasversali", -5_000 * EURO),  # 25.000 - 30.000
        ("K14 copertura strutturale", 0),
        ("K15 Voce D2.7", 100 * EURO - 1),
    ],
)
def test_how_the_hand_made_fund_stands(name: str, cents: int) -> None:
    assert worth(facts(), name) == cents


def test_an_earmarked_quota_breaks_only_when_other_voci_eat_it() -> None:
    """100.000 € more elsewhere leave the quota whole.

    One more euro and it pays a voce that it may not.
    """
    assert worth(facts(), GRAD, {"A1.1": 100_000}) == 0
    assert worth(facts(), GRAD, {"A1.1": 100_001}) == -EURO
    assert worth(facts(), GRAD, {"D2.7": 500_000}) == 100_000 * EURO
    assert (named(facts(), GRAD).level, named(facts(), GRAD_LEFT).level) == (
        RuleLevel.BLOCK,
        RuleLevel.INFO,
    )


def test_what_of_a_quota_has_no_voce_is_said_and_does_not_block() -> None:
    found = facts(lines={"grad": 92_000 * EURO})
    assert worth(found, GRAD_LEFT) == -2_000 * EURO
    assert worth(found, GRAD) == 98_000 * EURO
    said = named(found, GRAD_LEFT)
    assert (
        said.told
        == "{n} della quota «gravissime disabilità acquisite» (92.000,00 €) non hanno ancora una"
        " voce."
    )
    assert (
        said.remedy
        == "Programmare {n} su «Residenze gravissimi» e «Assegno gravissimi», o dire perché restano"
        " da parte."
    )


def test_a_quota_that_no_voce_may_use_does_not_hide_the_next() -> None:
    """Nothing is to be programmed of it; the quota after it is still said."""
    found = facts(lines={"nuova": 5_000 * EURO, "grad": 92_000 * EURO})
    said = [one.name for one in checks(found) if one.name.endswith("da programmare")]
    assert said == [GRAD_LEFT]


def test_two_quotas_are_judged_one_by_one_and_together() -> None:
    """Residences may take 300.000 of special managements.

    Both together leave 1.100.000 - 390.000 to the other 310.000.
    """
    found = facts(
        lines={"grad": 90_000 * EURO, "special_management": 300_000 * EURO},
        names={"grad": "Grad", "special_management": "Gestioni"},
    )
    assert worth(found, "K13 Gestioni") == (1_100_000 - 300_000 - 400_000) * EURO
    assert worth(found, "K2 Grad e Gestioni") == (1_100_000 - 390_000 - 310_000) * EURO
    assert {one.level for one in checks(found) if one.code == "K13"} == {RuleLevel.BLOCK}


def test_a_source_on_a_voce_that_it_may_not_pay_is_found_with_voce_amount_and_remedy() -> None:
    paid = {"fna": {"A2.3": 5_000 * EURO, "T1": 1_000 * EURO}}
    found = facts(typed=paid)
    assert worth(found, "K2 Fondo nazionale") == -1_000 * EURO
    said = named(found, "K2 Fondo nazionale")
    assert said.told == "«Fondo nazionale» paga {n} su voci non ammesse: «Reti» per 1.000,00 €."
    assert said.remedy.startswith("Spostare {n} su voci ammesse («A2.1»")
    assert said.level is RuleLevel.BLOCK
    assert [(one.source, one.cents) for one in misused(rows(), paid)] == [("fna", 1_000 * EURO)]
    assert misused(rows(), {"comuni": {"T1": 5}}) == ()
    to_the_cent = {"A2.3": -5, "T1": 1, "A1.1": 0, "T9": -1}
    [one] = misused(rows(), {"fna": to_the_cent})
    assert (one.voci, one.cents) == ({"T1": 1}, 1)


@pytest.mark.parametrize(("days", "due"), [(365, 41_975), (366, 42_090)])
def test_the_cheques_of_the_very_severe_are_those_of_the_days_of_the_year(
    days: int, due: int
) -> None:
    assert worth(facts(days=days), "K4 Voce D2.7") == (50_000 + 100 - due) * EURO


def test_fifty_three_persons_at_36_euro_want_1908_euro_more_in_a_leap_year() -> None:
    many = {"served": {"D2.7": Fraction(53)}, "costs": {("D2.7", "grad-base"): 36 * EURO}}
    assert (
        worth(facts(days=365, **many), "K4 Voce D2.7")
        - worth(facts(days=366, **many), "K4 Voce D2.7")
        == 1_908 * EURO
    )


@pytest.mark.parametrize(
    "without_it",
    [{"served": {}}, {"served": {"D2.7": Fraction(0)}}, {"costs": {}}, {"accounts": ()}],
)
def test_nobody_entitled_no_cost_or_no_voce_is_no_rule_on_the_very_severe(
    without_it: dict[str, object],
) -> None:
    assert not list(severe(facts(**without_it)))
    assert len(list(severe(facts()))) == 1


def test_the_tolerance_of_home_care_is_taken_from_its_threshold() -> None:
    """One point of tolerance: 32 % of a million is 320.000, and home care has 330.000."""
    assert worth(changed(facts(), "K6", "fall_max", 1), "K6 domiciliarità") == 10_000 * EURO
    assert worth(facts(), "K6 domiciliarità", {"A2.3": -1_000, "A1.1": 1_000}) == -1_000 * EURO
    assert named(facts(), "K6 domiciliarità").share == Fraction(33, 100)


def test_the_fee_is_judged_to_the_cent() -> None:
    assert worth(facts(), "K7 retta massima", levers={"cra-retta": "0.05"}) == Fraction(-5, 100)
    assert (
        worth(
            facts(fees={("A1.1", "day"): 54_14}), "K7 retta massima", levers={"cra-retta": "0.01"}
        )
        == 0
    )


@pytest.mark.parametrize(
    ("code", "name", "isee"),
    [
        ("assegno-a", "K9 Assegno-a", "25.000 €"),
        ("assegno-disabili", "K9 Assegno-disabili", "55.000 €"),
        (
            "contributo-aggiuntivo",
            "K9 Contributo-aggiuntivo",
            "20.000 € e un contratto di almeno 20 ore la settimana",
        ),
    ],
)
def test_who_may_have_an_allowance_is_recalled_when_they_grow_and_never_when_they_are_cut(
    code: str, name: str, isee: str
) -> None:
    assert worth(facts(), name, levers={code: 1}) == -1
    assert worth(facts(), name, levers={code: -20}) == 20
    assert isee in named(facts(), name).told
    assert named(facts(), name).level is RuleLevel.INFO


def test_posts_stay_above_the_occupied() -> None:
    assert worth(facts(), "K11 Cra-posti", levers={"cra-posti": 99}) == -1
    assert worth(facts(), "K11 Cra-posti", levers={"cra-posti": 100}) == 0


def test_what_passes_a_part_is_an_excess_and_what_misses_one_is_not() -> None:
    too_much = {one.name for one in checks(facts()) if one.excess and one.code not in {"K9", "K15"}}
    assert too_much == {
        "K1 disponibile",
        GRAD,
        "K2 Fondo nazionale",
        "K3 area anziani",
        "K3 area disabili",
        "K7 retta massima",
        "K12 attività trasversali",
        "K14 copertura strutturale",
    }
    assert named(facts(), "K12 attività trasversali").excess
    assert not named(facts(), "K6 domiciliarità").excess


def test_a_voce_that_falls_by_what_the_national_fund_pays_breaks_k15_even_exactly() -> None:
    """The national fund pays 100 € of D2.7: 99,99 € less is no replacement, 100 € less is one."""
    name = "K15 Voce D2.7"
    assert worth(facts(), name, {"D2.7": -99}) > 0
    assert worth(facts(), name, {"D2.7": -100}) == -1
    only = facts(sources={"fna": {"D2.7": 70_000 * EURO}})
    assert worth(only, name, {"D2.7": -49_999}) == EURO - 1
    assert worth(only, name, {"D2.7": -50_000}) == -1


def test_a_voce_of_which_the_fund_has_nothing_is_replaced_by_nobody() -> None:
    bare = tuple(replace(one, base=(0, 0)) if one.voce == "D2.7" else one for one in ACCOUNTS)
    assert "K15 Voce D2.7" not in {one.name for one in checks(facts(accounts=bare))}


def test_everything_told_has_its_amount_and_its_remedy() -> None:
    for one in checks(facts()):
        assert one.still or "{n}" in one.told, one
        assert one.remedy
        assert one.sentence
        assert "…" not in one.told


def test_what_blocks_comes_first_and_then_what_warns() -> None:
    levels = [list(RuleLevel).index(one.level) for one in checks(facts())]
    assert len(set(levels)) > 1
    assert levels == sorted(levels)
    assert checks(facts())[0].level is RuleLevel.BLOCK


def judged(found: RuleFacts) -> tuple[object, ...]:
    return tuple(
        (
            one.name,
            one.level,
            one.sentence,
            one.told,
            one.remedy,
            one.constant,
            one.accounts,
            one.levers,
            one.still,
        )
        for one in checks(found)
    )


def everything() -> RuleFacts:
    """Every source pays a euro of every voce, every line has its quota.

    No row is without something to judge.
    """
    paid = {
        source: dict.fromkeys(EVERY_VOCE, EURO)
        for source in ("fna", "dopo-di-noi", "vita-indipendente", "caregiver")
    }
    accounts = (
        *(
            Account(
                f"Voce {code}",
                code,
                Payer.FRNA,
                (1_000 * EURO, 0),
                FrnaArea.ELDERLY.value,
                HOME,
            )
            for code in sorted(EVERY_VOCE)
        ),
        Account("Entrate", "", Payer.FRNA),
    )
    lines = {"grad": 5 * EURO, "special_management": 6 * EURO, "earmarked": 7 * EURO}
    return facts(
        accounts=accounts, fund_account=len(EVERY_VOCE), sources=paid, typed=paid, lines=lines
    )


CONSTRAINTS = sorted(row for row in rows() if is_judged(row[0]))


def test_no_row_is_left_out_of_the_walk() -> None:
    assert len(CONSTRAINTS) > 40
    assert {code for code, _ in CONSTRAINTS} == {f"K{number}" for number in range(1, 16)} | {
        "QUOTA"
    }


@pytest.mark.parametrize(("code", "parameter"), CONSTRAINTS, ids=str)
def test_a_row_changed_changes_the_judgement_or_is_said_not_to_be_used(
    code: str, parameter: str
) -> None:
    found = everything()
    row = found.rules[code, parameter]
    other = (
        None if row.value is None else Fraction(0) if row.unit.startswith("1 =") else row.value + 1
    )
    edited = (
        changed(found, code, parameter, other)
        if row.value is not None
        else replace(
            found,
            rules={
                **found.rules,
                (code, parameter): replace(
                    row, level=RuleLevel.INFO if row.level is not RuleLevel.INFO else RuleLevel.WARN
                ),
            },
        )
    )
    used = use_of(code, parameter)
    assert (judged(edited) != judged(found)) == (used == USED), used
    assert (judged(without(found, (code, parameter))) != judged(found)) == (used == USED), used
    assert used == USED or used.startswith("non usata")


def test_a_row_that_only_informs_says_so() -> None:
    assert use_of("K9", "added_amount") == use_of("K7", "cra_fee_rise") == NOT_USED
    assert "mancano i dati" in use_of("K10", "posts_order")


@pytest.mark.parametrize(
    ("code", "parameter", "least"),
    [("K3", "tolerance", -60_000 * EURO), ("K12", "share_max", -30_000 * EURO)],
)
def test_a_threshold_of_zero_is_a_threshold(code: str, parameter: str, least: int) -> None:
    name = {"K3": "K3 area anziani", "K12": "K12 attività trasversali"}[code]
    expected = -50_000 * EURO if code == "K3" else least
    assert worth(changed(facts(), code, parameter, 0), name) == expected


def test_a_fee_of_years_ago_is_judged_by_the_row_of_that_year() -> None:
    old = facts(rules=rows("2023-12-31"))
    assert worth(old, "K7 retta massima") == Fraction(5005 - 5415, 100)


def test_rules_that_nothing_can_judge_are_named() -> None:
    assert [one[:3] for one in unjudged(facts())] == ["K10", "K13"]
    bare = facts(available=None, recurring=None)
    assert [one.split(":")[0] for one in unjudged(bare)] == ["K1", "K10", "K13", "K14"]
