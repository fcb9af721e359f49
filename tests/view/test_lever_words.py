"""How the levers are said.

Changes as changes, costs with where they come from, rules counted, what is not sure once.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.made_simulation import care, check
from udp_core.fund.rules.forecast import Band
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import Payer
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model, Price
from udp_core.simulation.view.levers import (
    on_level,
    price_short,
    price_words,
    start_words,
    value_words,
)
from udp_core.simulation.view.payload import payload
from udp_core.simulation.view.tables import levers_table
from udp_core.simulation.view.words import rules_sentence, uncertainty_words

MODEL = care([check("K1", 9_600_000_00, [(0, -1), (2, -1)])])
TEN = position_of(MODEL, {"posti": (110, 1)})
OUTCOME = evaluate(MODEL, TEN)
"""10 places x 365 days x 42 € = 153.300 €."""


def test_the_band_moves_with_what_comes_in() -> None:
    """Half a million more comes in.

    The residue may be half a million higher at both ends, whatever else is spent.
    """
    richer = replace(
        MODEL,
        fund_account=3,
        accounts=(*MODEL.accounts[:3], replace(MODEL.accounts[3], payer=Payer.FRNA)),
    )
    outcome = replace(evaluate(richer, TEN), available=500_000_00)
    band = Band(Money(9_000_000_00), Money(9_400_000_00), 4)
    assert "tra **946.700,00 €** e **1.346.700,00 €**" in uncertainty_words(
        richer, TEN, outcome, band, ""
    )


def test_why_there_is_no_band_is_said_once() -> None:
    reason = (
        "Nessuna fascia di incertezza: 1 errore verificabile nelle previsioni, ne servono almeno 3."
    )
    said = uncertainty_words(MODEL, MODEL.present, evaluate(MODEL, MODEL.present), None, reason)
    assert (
        said == "Nessuna fascia di incertezza attorno al residuo: 1 errore verificabile nelle"
        " previsioni, ne servono almeno 3."
    )
    closed = uncertainty_words(
        MODEL,
        MODEL.present,
        evaluate(MODEL, MODEL.present),
        None,
        "Nessuna fascia: non resta spesa da stimare.",
    )
    assert closed == "Nessuna fascia di incertezza attorno al residuo: non resta spesa da stimare."


def test_costs_to_verify_give_a_range() -> None:
    """153.300 € at a cost that nobody confirmed: a tenth less, a tenth more.

    And of a saving the same.
    """
    more = uncertainty_words(MODEL, TEN, OUTCOME, None, "")
    assert more.endswith("costerebbe tra **137.970,00 € in più** e **168.630,00 € in più**.")
    fewer = position_of(MODEL, {"posti": (90, 1)})
    less = uncertainty_words(MODEL, fewer, evaluate(MODEL, fewer), None, "")
    assert less.endswith("costerebbe tra **168.630,00 € in meno** e **137.970,00 € in meno**.")


def test_rules_are_counted_as_they_are() -> None:
    least, most, over = (
        check(name, constant, levers=[(0, weight)])
        for name, constant, weight in (("A", -105, 1), ("B", 105, -1), ("C", 90, -1))
    )
    model = care([least, most, over])
    before = evaluate(model, model.present)
    assert rules_sentence(before, before) == "Regole non rispettate: **2**, di cui 2 già oggi."
    ten = evaluate(model, position_of(model, {"posti": (110, 1)}))
    assert (
        rules_sentence(ten, before)
        == "Regole non rispettate: **2**, di cui 1 già oggi, 1 nuova, 1 sanata."
    )
    fine = care([check("A", 0, levers=[(0, 1)])])
    assert (
        rules_sentence(evaluate(fine, fine.present), evaluate(fine, fine.present))
        == "Tutte le regole sono rispettate."
    )


def test_a_change_is_said_as_a_change() -> None:
    raised = replace(
        MODEL.levers[1], change=True, level=Fraction(51), unit="€ al giorno", step=Fraction(1, 20)
    )
    model = replace(MODEL, levers=(MODEL.levers[0], raised, *MODEL.levers[2:]))
    (row,) = levers_table(model, position_of(model, {"tariffa": ("0.5", 1)})).words
    assert row[:3] == ("Tariffa", "51,00 € al giorno", "+0,50 € al giorno")
    unknown = replace(raised, level=None)
    assert (
        start_words(unknown),
        on_level(unknown),
        on_level(raised),
        on_level(MODEL.levers[0]),
    ) == ("–", "", "su 51,00", "")
    assert value_words(raised, Fraction(-1, 2)) == "−0,50"


def test_who_decides_a_lever_goes_to_the_browser_with_what_it_needs() -> None:
    drawn = payload(spent_to_date())["model"]
    assert [lever["free"] for lever in drawn["levers"]] == [True, False, True, True]
    assert [lever["owner"] for lever in drawn["levers"]][1] == "decide la Regione"
    assert (
        drawn["first"],
        drawn["accounts"][0]["floor"],
        drawn["accounts"][0]["spent"],
        drawn["accounts"][1]["floor"],
    ) == (6, 7_000_000_00, 7_000_000_00, None)
    units = {"€ al giorno": "euro", "% dei residui": "percent", "posti": "number"}
    levers = tuple(replace(MODEL.levers[0], unit=unit) for unit in units)
    assert [
        lever["kind"]
        for lever in payload(replace(MODEL, levers=levers, terms=(), checks=()))["model"]["levers"]
    ] == list(units.values())


def test_what_a_lever_costs_goes_to_the_browser_account_by_account() -> None:
    """An hour at home: 10,80 € to the Comuni, three parts of Ravenna and one of Cervia, spread."""
    drawn = payload(MODEL)["model"]
    assert [term for term in drawn["terms"] if term["account"] == 3] == [
        {
            "account": 3,
            "municipality": place,
            "calendar": 2,
            "cents": cents,
            "levers": [2],
            "verified": False,
        }
        for place, cents in ((0, 810.0), (1, 270.0))
    ]
    assert drawn["terms"][2]["levers"] == [0, 1]
    assert drawn["terms"][2]["verified"] is True
    assert [sum(weights) for weights in drawn["calendars"]] == [365, 12, pytest.approx(1)]
    assert drawn["municipalities"] == ["Ravenna", "Cervia", "intero distretto"]
    assert (drawn["available"], drawn["residue"]) == (10_000_000_00, 500_000_00)


def spent_to_date() -> Model:
    return replace(
        MODEL,
        first_month=6,
        accounts=(replace(MODEL.accounts[0], spent=7_000_000_00), *MODEL.accounts[1:]),
    )


@pytest.mark.parametrize(
    ("price", "short"),
    [
        (
            Price("giornata", 700_00, Fraction(10), 50_00, True, False),
            "70,00 € a giornata, dal programma; di listino 50,00 € (il 28,6 % in meno)",
        ),
        (
            Price("giornata", 700_00, Fraction(10), 50_00, True, True),
            "50,00 € a giornata, di listino (il 28,6 % in meno); dal programma 70,00 €",
        ),
        (Price("ora", 700_00, Fraction(10), None, False, True), "70,00 € all’ora, dal programma"),
        (
            Price("ora", None, None, 20_00, False, False),
            "20,00 € all’ora, di listino, da verificare",
        ),
        (
            Price("", 700_00, Fraction(10), 70_00, True, False),
            "70,00 €, dal programma; di listino 70,00 € (uguale)",
        ),
    ],
)
def test_a_price_says_where_it_comes_from(price: Price, short: str) -> None:
    assert price_short(price) == short
    assert price_words(price).startswith(short.split(" €", maxsplit=1)[0])
