"""When an end is said, what a chain lacks, who answers, how a cost is split: by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from udp_core.agreements.rules import (
    ActFacts,
    chain_problems,
    cost_parts,
    ending_level,
    is_near,
    responsibility_problems,
)
from udp_core.agreements.terms import Responsibility
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActKind, StatusLevel

TODAY = date(2026, 10, 31)
DECIDED = ActFacts("Decisione", ActKind.COMMITTEE_DECISION, date(2026, 6, 10), stands=True)
ADOPTED = ActFacts("Delibera", ActKind.MUNICIPAL_RESOLUTION, date(2026, 6, 11), stands=True)


@pytest.mark.parametrize(
    ("left", "level", "near"),
    [
        (-181, StatusLevel.CRITICAL, False),
        (-180, StatusLevel.CRITICAL, True),
        (-1, StatusLevel.CRITICAL, True),
        (0, StatusLevel.CRITICAL, True),
        (30, StatusLevel.CRITICAL, True),
        (31, StatusLevel.ATTENTION, True),
        (90, StatusLevel.ATTENTION, True),
        (180, StatusLevel.ATTENTION, True),
        (181, StatusLevel.ON_TRACK, False),
    ],
)
def test_s0_15_an_end_is_said_half_a_year_before(left: int, level: StatusLevel, near: bool) -> None:
    end = TODAY + timedelta(days=left)
    assert ending_level(end, TODAY) is level
    assert is_near(end, TODAY) is near


def test_s2_02_an_act_comes_after_the_one_that_it_rests_on() -> None:
    assert list(chain_problems(ADOPTED, DECIDED)) == []
    assert list(chain_problems(replace(ADOPTED, day=DECIDED.day), DECIDED)) == []
    before = replace(ADOPTED, day=date(2026, 6, 9))
    assert list(chain_problems(before, DECIDED)) == [
        "l’atto presupposto è del 10/06/2026, dopo questo (09/06/2026)"
    ]
    draft = replace(DECIDED, stands=False)
    assert list(chain_problems(ADOPTED, draft)) == ["l’atto presupposto «Decisione» non è adottato"]
    assert list(chain_problems(replace(ADOPTED, stands=False, day=None), draft)) == []
    assert list(chain_problems(replace(ADOPTED, day=None), None)) == ["manca la data"]


def test_s0_19_one_body_answers_and_at_least_one_executes() -> None:
    does, answers = Responsibility.RESPONSIBLE, Responsibility.ACCOUNTABLE
    assert list(responsibility_problems([does, does, answers])) == []
    assert list(responsibility_problems([answers, answers, does])) == ["rispondono in 2 (A)"]
    assert list(responsibility_problems([])) == ["nessuno risponde (A)", "nessuno esegue (R)"]


def test_n8_the_parts_of_a_cost_add_up_to_it() -> None:
    """100.00 by 1, 1 and 1: 33.34, 33.33, 33.33; without a weight nobody's part is known."""
    one = Fraction(1)
    found = cost_parts(Money(100_00), [("R", one), ("C", one), ("U", one)])
    assert [part.amount for part in found] == [Money(33_34), Money(33_33), Money(33_33)]
    assert found[0].share == Fraction(1, 3)
    unknown = cost_parts(Money(100_00), [("R", one), ("C", None)])
    assert [(part.share, part.amount) for part in unknown] == [(None, None), (None, None)]
    assert cost_parts(Money(100_00), [("R", Fraction(0))])[0].amount is None
