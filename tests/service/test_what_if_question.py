"""The councillor's question on the demonstration, reckoned by hand at the costs that the FRNA
screen shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from udp_core.archive.engine import open_engine, reading
from udp_core.kernel.money import round_half_up
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model
from udp_core.simulation.view.levers import costs_choice, costs_words, listed_words, price_short

TODAY = date(2026, 10, 31)
QUESTION = {"cra-posti": (783, 6), "sollievo-giorni": (2_150, 6), "sollievo-ore": (13_999, 6)}
"""Ten places in residences from June; 2.000 days and 2.000 hours of respite less."""
ALL = ("cra-posti", "sollievo-giorni", "sollievo-ore")


@pytest.fixture(scope="module")
def archive(demo_address: str) -> Iterator[Engine]:
    engine = open_engine(demo_address)
    yield engine
    engine.dispose()


def fund(engine: Engine, year: int = 2027, listed: tuple[str, ...] = ()) -> Model:
    with reading(engine) as connection:
        return compile_fund(connection, "ravenna", year, TODAY, listed)


def test_the_question_has_the_sign_of_the_costs_of_the_fund(archive: Engine) -> None:
    """From June to December 214 days.

    Each cost is what the programme of 2026 spends over what it does.
    """
    residence = Fraction(13_674_800_00, 268_134)
    days = Fraction(236_500_00, 4_150)
    hours = Fraction(100_800_00, 15_999)
    assert [round_half_up(one) for one in (residence, days, hours)] == [51_00, 56_99, 6_30]
    places = 10 * 214 * Fraction(97, 100) * residence
    respite = 2_000 * Fraction(214, 365)
    by_hand = [round_half_up(one) for one in (places, -respite * days, -respite * hours)]
    assert by_hand == [105_865_54, -66_824_23, -7_387_86]
    model = fund(archive)
    assert evaluate(model, position_of(model, QUESTION)).cost == sum(by_hand) == 31_653_45


def test_at_the_listed_costs_the_sign_is_the_other_one(archive: Engine) -> None:
    """10 x 214 x 0,97 x 42 = 87.183,60; 2.000 x 214 / 365 x 55 = 64.493,15.

    The same at 20 = 23.452,05.
    """
    model = fund(archive, listed=ALL)
    found = evaluate(model, position_of(model, QUESTION))
    assert found.cost == 87_183_60 - 64_493_15 - 23_452_05 + 0 == -761_60
    assert not found.verified
    position = position_of(model, QUESTION)
    assert costs_choice(model, position) == "di listino"
    assert costs_choice(fund(archive), position) == "dal programma"
    assert (
        costs_choice(fund(archive, listed=ALL[:1]), position)
        == "dal programma; di listino: Posti in CRA"
    )


@pytest.mark.parametrize(
    ("code", "cost", "words"),
    [
        (
            "cra-posti",
            51_00,
            (
                "51,00 € a giornata, dal programma; di listino 42,00 €, da verificare (il 17,6 % in"
                " meno)"
            ),
        ),
        (
            "sollievo-giorni",
            56_99,
            (
                "56,99 € a giornata, dal programma; di listino 55,00 €, da verificare (il 3,5 % in"
                " meno)"
            ),
        ),
        (
            "diurno-posti",
            30_00,
            (
                "30,00 € a giornata, dal programma; di listino 28,00 €, da verificare (il 6,7 % in"
                " meno)"
            ),
        ),
        (
            "domicilio-ore",
            13_96,
            "13,96 € all’ora, dal programma; di listino 16,20 €, da verificare (il 16,0 % in più)",
        ),
        (
            "sollievo-ore",
            6_30,
            "6,30 € all’ora, dal programma; di listino 20,00 €, da verificare (il 217,4 % in più)",
        ),
        (
            "csrr-posti",
            122_00,
            (
                "122,00 € a giornata, dal programma; di listino 110,00 €, da verificare (il 9,8 %"
                " in meno)"
            ),
        ),
        (
            "csrd-posti",
            74_50,
            (
                "74,50 € a giornata, dal programma; di listino 68,00 €, da verificare (l’8,7 % in"
                " meno)"
            ),
        ),
        (
            "domicilio-disabili-ore",
            9_96,
            "9,96 € all’ora, dal programma; di listino 15,60 €, da verificare (il 56,6 % in più)",
        ),
        ("assegno-a", 22_00, "22,00 €, di listino"),
    ],
)
def test_costs_are_those_that_the_fund_shows(
    archive: Engine, code: str, cost: int, words: str
) -> None:
    model = fund(archive, 2026)
    price = model.levers[model.place_of(code)].price
    assert price is not None
    assert round_half_up(price.cents) == cost
    assert price_short(price) == words


def test_the_screen_says_which_levers_are_at_the_listed_cost(archive: Engine) -> None:
    assert listed_words(fund(archive)) == ()
    two = listed_words(fund(archive, listed=ALL[:2]))
    assert two == (
        (
            "A costo di listino: Posti in CRA e Giornate di sollievo; le altre leve al costo del"
            " programma."
        ),
    )
    every = tuple(lever.code for lever in fund(archive).levers if lever.price)
    assert listed_words(fund(archive, listed=every)) == (
        "Costi unitari di listino per tutte le leve.",
    )


def test_a_scenario_says_its_costs(archive: Engine) -> None:
    model = fund(archive)
    assert costs_words(
        model,
        position_of(
            model, {"cra-posti": (783, 6), "assegno-a": (1, 1), "fondo-altre": (10_000, 1)}
        ),
    ) == (
        (
            "Posti in CRA: 51,00 € a giornata: costo del programma (13.674.800,00 € per 268.134"
            " giornate); di listino 42,00 € a giornata, da verificare, il 17,6 % in meno."
        ),
        (
            "Assegni di cura, livello A: 22,00 €: costo di listino; il programma non ha un’attività"
            " da cui ricavarlo."
        ),
    )


def test_no_respite_at_all_can_be_asked(archive: Engine) -> None:
    """Next year, from January: both voci to nothing.

    This year, not below what October has spent.
    """
    model = fund(archive)
    nothing = position_of(model, {"sollievo-giorni": (0, 1), "sollievo-ore": (0, 1)})
    assert evaluate(model, nothing).cost == -(236_500_00 + 100_800_00)
    assert fund(archive, 2026).first_month == 11
