"""Everything that a small simulation says, whole, at several positions, and every answer.

The fund with what comes in; costs by the programme and by the list; a lever of the year, a change
on a level; what is spent; a model that knows no residue.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.goldens import compare_lines
from tests.made_simulation import care, check
from tests.said import Said, said
from tests.view.made_reports import STAMP
from udp_core.fund.rules.forecast import Band
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import Payer, RuleLevel
from udp_core.simulation.rules.answer import (
    AskedOfSolver,
    Beside,
    Clash,
    Ending,
    Reach,
    Relaxed,
    SolverAnswer,
)
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Account, Model, ModelTerm, Price
from udp_core.simulation.rules.sensitivity import slopes, tornado
from udp_core.simulation.rules.targets import WantedTarget, home_target
from udp_core.simulation.terms import LeverOwner
from udp_core.simulation.view import tables
from udp_core.simulation.view.answers import answer_words, losses
from udp_core.simulation.view.charts import tornado_chart
from udp_core.simulation.view.levers import (
    costs_choice,
    costs_words,
    listed_words,
    on_level,
    price_short,
    price_words,
    start_words,
)
from udp_core.simulation.view.words import exact_sentence, rules_sentence, uncertainty_words

PRICES = {
    "both": Price("giornata", 420_000_00, Fraction(10_000), 45_00, True, False),
    "by list": Price("giornata", 420_000_00, Fraction(10_000), 37_80, False, True),
    "the same": Price("ora", 420_000_00, Fraction(10_000), 42_01, True, False),
    "no list": Price("ora", 420_000_00, Fraction(10_001), None, False, True),
    "no programme": Price("", None, None, 1_300, False, False),
    "no activity": Price("giornata", 1_00, Fraction(0), 1_300, True, True),
}


def made() -> Model:
    rules = [
        check("K1", 9_600_000_00, [(0, -1), (2, -1)]),
        check("K2", -50, levers=[(3, 1)], level=RuleLevel.WARN),
        check("K3", 0, levers=[(1, 1)], still=True, level=RuleLevel.INFO),
    ]
    rules[0] = replace(rules[0], told="Il fondo passa il limite di {n}.", excess=True)
    rules[1] = replace(rules[1], unit="beneficiari", told="Mancano {n}.", verified=False)
    rules[2] = replace(rules[2], unit="moved")
    model = care(rules)
    posts, tariff, hours, cheques = model.levers
    euro = replace(tariff, unit="€ al giorno", step=Fraction(1, 20), change=True)
    levers = (
        replace(posts, unit="posti", price=PRICES["both"], note="Nota."),
        replace(euro, level=Fraction(51), least=Fraction(-5)),
        replace(hours, unit="ore", price=PRICES["by list"]),
        replace(cheques, unit="beneficiari in più", change=True),
        replace(
            cheques,
            code="residui",
            name="Residui",
            unit="%",
            start=Fraction(100),
            most=Fraction(100),
            people=Fraction(0),
            monthly=False,
            decided_by=LeverOwner.REGION,
        ),
    )
    fund = ModelTerm(4, 2, 1, Fraction(150_000_01, 12), (4,), False)
    accounts = (*model.accounts, Account("Entrate", "", Payer.FRNA))
    return replace(
        model, levers=levers, accounts=accounts, terms=(*model.terms, fund), fund_account=4
    )


MODEL = made()
ASKED: dict[str, dict[str, tuple[object, int]]] = {
    "nothing": {},
    "more": {"posti": (110, 3), "tariffa": ("0.55", 6), "assegni": (50, 11)},
    "less": {"posti": (99, 1), "ore": (9_900, 12), "residui": (99, 1)},
    "only the users": {"tariffa": (-5, 1), "residui": (0, 1)},
}


@pytest.mark.parametrize("name", ASKED)
def test_a_position_whole(name: str) -> None:
    there = position_of(MODEL, ASKED[name])
    before, after = evaluate(MODEL, MODEL.present), evaluate(MODEL, there)
    blind = replace(MODEL, residue=None, available=None)
    band = Band(Money(9_000_000_00), Money(9_400_000_01), 4)
    reason = "Nessuna fascia di incertezza: manca la storia."
    found: list[Said] = [
        exact_sentence(MODEL, after),
        exact_sentence(blind, evaluate(blind, there)),
        rules_sentence(after, before),
        uncertainty_words(MODEL, there, after, band, reason),
        uncertainty_words(MODEL, there, after, None, reason),
        uncertainty_words(blind, there, after, band, reason),
        *costs_words(MODEL, there),
        costs_choice(MODEL, there),
        *listed_words(MODEL),
        tables.exact_table(MODEL, after),
        tables.levers_table(MODEL, there),
        tables.rules_table(after, before),
        tables.municipalities_table(MODEL, after),
        tables.slopes_table(slopes(MODEL, there)),
        tables.compared_table(
            [("com’è", MODEL, MODEL.present, before), ("mossa", MODEL, there, after)]
        ),
        tornado_chart(tornado(MODEL, there), STAMP),
        losses(MODEL, SolverAnswer(there, after)),
    ]
    lines = said(*found)
    lines += [f"mesi: {after.months}", f"{after.residue} {after.available} {after.people}"]
    compare_lines(f"said-simulation-{name.replace(' ', '-')}", lines)


def test_every_price_in_words() -> None:
    lines = [line for one in PRICES.values() for line in (price_words(one), price_short(one))]
    lines += [f"{start_words(one)}; {on_level(one) or 'nulla'}" for one in MODEL.levers]
    for kept in ((0, 2), (0,), (2,), ()):
        levers = tuple(
            one if place in kept else replace(one, price=None)
            for place, one in enumerate(MODEL.levers)
        )
        lines += [f"{kept}: {'; '.join(listed_words(replace(MODEL, levers=levers))) or 'nulla'}"]
    compare_lines("said-prices", lines)


HOME = home_target(MODEL, Fraction(9, 10))
LEFT = WantedTarget(check("Obiettivo: Residuo al 31/12", 0), Fraction(10_000_000_00))
WANTED = AskedOfSolver((), targets=(HOME, LEFT))
POSTS = replace(check("Posti", 0), unit="posti")
IMPOSSIBLE = SolverAnswer(None, None, ending=Ending.IMPOSSIBLE)
THERE = position_of(MODEL, ASKED["less"])
FOUND = SolverAnswer(THERE, evaluate(MODEL, THERE), seconds=1.4)
ANSWERS: dict[str, SolverAnswer] = {
    "found": FOUND,
    "found, and perhaps a better one": replace(FOUND, best=False, seconds=0.2, held=(1, 4)),
    "already so": replace(FOUND, position=MODEL.present),
    "out of time": replace(IMPOSSIBLE, ending=Ending.OUT_OF_TIME, seconds=1.0),
    "too close": replace(IMPOSSIBLE, ending=Ending.TOO_CLOSE, held=(1,)),
    "impossible": IMPOSSIBLE,
    "by the limits alone": replace(IMPOSSIBLE, clash=Clash((), ())),
    "one alone": replace(IMPOSSIBLE, clash=Clash((POSTS,), ())),
    "a lock alone": replace(IMPOSSIBLE, clash=Clash((), (0,)), unlocked=(0, 2)),
    "three": replace(
        IMPOSSIBLE,
        clash=Clash((POSTS, HOME.check), (2,)),
        enough=(
            Relaxed(POSTS, Fraction(1)),
            Relaxed(HOME.check, Fraction(1, 3)),
            Relaxed(LEFT.check, Fraction(99_99)),
        ),
        unlocked=(2,),
        relaxed=(Relaxed(POSTS, Fraction(5)),),
    ),
    "together": replace(
        IMPOSSIBLE,
        clash=Clash((POSTS, LEFT.check), ()),
        relaxed=(Relaxed(POSTS, Fraction(3, 2)), Relaxed(LEFT.check, Fraction(1))),
        explained=False,
        seconds=5.0,
    ),
    "how far": replace(
        IMPOSSIBLE,
        reach=(
            Reach(HOME, Fraction(381_99, 1_000_00), Beside.ALL, False),
            Reach(HOME, Fraction(2, 5), Beside.RULES, True),
            Reach(LEFT, Fraction(887_699_99), Beside.LIMITS, False, best_proved=False),
            Reach(LEFT, Fraction(-1), Beside.LIMITS, True, best_proved=False),
        ),
    ),
}


def test_every_answer_of_the_solver_whole() -> None:
    lines: list[str] = []
    for name, answer in ANSWERS.items():
        lines += [f"# {name}", *answer_words(MODEL, answer, MODEL.present, WANTED).splitlines()]
    asked = AskedOfSolver((MODEL.checks[1],))
    lines += ["# asked", *answer_words(MODEL, FOUND, MODEL.present, asked).splitlines()]
    lines += [losses(MODEL, IMPOSSIBLE) or "nulla", losses(MODEL, FOUND)]
    compare_lines("said-answers", lines)
