"""What must hold in a scheda, each rule broken once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from udp_core.kernel.money import Money
from udp_core.kernel.problem import Place
from udp_core.kernel.vocabulary import DataState, InterventionState
from udp_core.programme.rules.progress import ActionStanding, InterventionValue
from udp_core.programme.rules.scheda_rules import intervention_problems

HALF = Fraction(1, 2)
JUNE = date(2026, 6, 30)
ACTIONS = (
    ActionStanding("bando", date(2026, 3, 31), date(2026, 3, 20), Fraction(1, 4)),
    ActionStanding("avvio", date(2026, 6, 30), date(2026, 7, 2), Fraction(1, 4)),
    ActionStanding("attività", date(2026, 9, 30), None, Fraction(1, 4)),
    ActionStanding("verifica", date(2026, 12, 31), None, Fraction(1, 4)),
)
SCHEDA = InterventionValue(
    "S26-01",
    "Centro per le famiglie",
    "famiglie",
    InterventionState.ACTIVE,
    date(2026, 1, 1),
    date(2026, 12, 31),
    HALF,
    (),
    Money(100_000_00),
    Money(50_000_00),
    JUNE,
    DataState.CONFIRMED,
    has_lead=True,
)


COMPLETED = replace(SCHEDA, state=InterventionState.COMPLETED, progress=Fraction(1))
PROPOSED = replace(
    SCHEDA,
    state=InterventionState.PROPOSED,
    progress=Fraction(0),
    budget=None,
    spent=None,
    has_lead=False,
)
NOT_REALISED = replace(SCHEDA, state=InterventionState.NOT_REALISED, reason="Bando senza offerte")


@pytest.mark.parametrize(
    "scheda",
    [
        SCHEDA,
        replace(SCHEDA, actions=ACTIONS),
        replace(SCHEDA, actions=tuple(replace(action, weight=None) for action in ACTIONS)),
        replace(SCHEDA, end=SCHEDA.start),
        COMPLETED,
        replace(COMPLETED, spent=Money(0), has_lead=False),
        PROPOSED,
        NOT_REALISED,
    ],
)
def test_a_sound_scheda_has_no_problem(scheda: InterventionValue) -> None:
    assert intervention_problems(scheda) == ()


@pytest.mark.parametrize(
    ("scheda", "code", "sentence"),
    [
        (
            replace(SCHEDA, end=date(2025, 12, 31)),
            "R01",
            "Scheda: la fine (31/12/2025) viene prima dell’inizio (01/01/2026).",
        ),
        (
            replace(COMPLETED, progress=Fraction(8, 10)),
            "R03",
            "Una scheda conclusa ha avanzamento 100 %, non 80 %.",
        ),
        (
            replace(PROPOSED, progress=Fraction(1, 10)),
            "R04",
            "Una scheda proposta non è ancora iniziata: il suo avanzamento è 0 %, non 10 %.",
        ),
        (
            replace(SCHEDA, actions=ACTIONS[:3]),
            "R08",
            "I pesi delle azioni sommano a 75,0 %, non a 100 %.",
        ),
        (
            replace(SCHEDA, actions=(replace(ACTIONS[0], weight=None), *ACTIONS[1:])),
            "R08",
            "3 azioni hanno un peso e 1 no.",
        ),
        (
            replace(SCHEDA, budget=None),
            "R09",
            "Una scheda in corso ha un importo programmato sopra zero: qui manca.",
        ),
        (
            replace(SCHEDA, budget=Money(0)),
            "R09",
            "Una scheda in corso ha un importo programmato sopra zero: qui è 0,00 €.",
        ),
        (
            replace(SCHEDA, has_lead=False),
            "R10",
            "Una scheda in corso ha un soggetto capofila: qui manca.",
        ),
        (replace(COMPLETED, spent=None), "R11", "Una scheda conclusa ha un consuntivo: qui manca."),
        (
            replace(NOT_REALISED, reason=None),
            "R12",
            "Di una scheda non realizzata si dice il motivo: qui manca.",
        ),
        (
            replace(NOT_REALISED, reason=" "),
            "R12",
            "Di una scheda non realizzata si dice il motivo: qui manca.",
        ),
    ],
)
def test_every_rule_of_a_scheda_can_break(
    scheda: InterventionValue, code: str, sentence: str
) -> None:
    (problem,) = intervention_problems(scheda)
    assert (problem.code, problem.sentence, problem.place) == (
        code,
        sentence,
        Place(entity="scheda", entity_id="S26-01"),
    )


def test_all_problems_are_told_at_once() -> None:
    broken = replace(
        SCHEDA, end=date(2025, 12, 31), actions=ACTIONS[:3], budget=None, has_lead=False
    )
    assert [problem.code for problem in intervention_problems(broken)] == [
        "R01",
        "R08",
        "R09",
        "R10",
    ]
