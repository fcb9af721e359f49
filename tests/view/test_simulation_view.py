"""What a simulation says, in the words of the screen: every figure one that a person can reckon."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor

from tests.made_simulation import MILLION, care, check
from tests.view.made_reports import STAMP
from udp_core.fund.rules.forecast import Band
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import Payer, RuleLevel
from udp_core.simulation.rules.compared import differences
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.facts import RuleValue
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Account
from udp_core.simulation.rules.sensitivity import slopes, tornado
from udp_core.simulation.rules.solve import AskedOfSolver, Ending, SolverAnswer, solve
from udp_core.simulation.rules.targets import home_target, percent_share, residue_target
from udp_core.simulation.view.answers import answer_words, losses
from udp_core.simulation.view.charts import tornado_chart
from udp_core.simulation.view.tables import (
    compared_table,
    differences_table,
    exact_table,
    levers_table,
    municipalities_table,
    rule_rows_table,
    rules_table,
    short_words,
    slopes_table,
)
from udp_core.simulation.view.variations import lines_table
from udp_core.simulation.view.words import exact_sentence, uncertainty_words

MODEL = care([check("K1", 9_600_000_00, [(0, -1), (2, -1)])])
TEN = position_of(MODEL, {"posti": (110, 1)})
OUTCOME = evaluate(MODEL, TEN)
"""10 places x 365 days x 42 € = 153.300 €, and 54,15 € of who lives there: 197.647,50 €."""


def test_the_exact_sentence() -> None:
    assert (
        exact_sentence(MODEL, evaluate(MODEL, MODEL.present))
        == "Nessuna differenza dal programma: 0,00 €."
    )
    said = exact_sentence(MODEL, OUTCOME)
    assert said.startswith("Costa **153.300,00 €** in più")
    assert "197.647,50 €" in said
    assert said.endswith("il residuo al 31/12 sarebbe **346.700,00 €**.")
    fewer = evaluate(MODEL, position_of(MODEL, {"posti": (90, 1)}))
    assert exact_sentence(MODEL, fewer).startswith("Costa **153.300,00 €** in meno")


def test_what_moved_and_what_it_changes() -> None:
    assert levers_table(MODEL, TEN).words == (
        ("Posti", "100 unità", "110", "da gennaio", "decide il distretto"),
    )
    rows = exact_table(MODEL, OUTCOME).words
    assert rows[0] == (
        "Residenze",
        "il programma",
        "8.000.000,00 €",
        "153.300,00 €",
        "8.153.300,00 €",
    )
    assert rows[1][2:] == ("n.d.", "197.647,50 €", "n.d.")


def test_rules_say_by_how_much_and_since_when() -> None:
    (row,) = rules_table(OUTCOME, evaluate(MODEL, MODEL.present)).words
    assert row[:5] == ("K1", "impedisce", "nuova", "La regola K1.", "53.300,00 € in meno")
    assert [
        short_words("cents", Fraction(150)),
        short_words("euro", Fraction(5, 2)),
        short_words("posti", Fraction(3)),
        short_words("moved", Fraction(1)),
    ] == ["1,50 €", "2,50 €", "3 posti", "–"]


def test_rules_that_the_scenario_breaks_come_first_and_those_that_it_heals_last() -> None:
    """Posts from 100 to 110.

    «posti» breaks by 5, «resti» was already short by 20 and stays so by 10, «sana» is healed.
    """
    fresh = replace(
        check("posti", 105, levers=[(0, -1)]),
        told="Ci sono {n} di troppo.",
        remedy="Togliere {n}.",
        unit="posti",
        excess=True,
    )
    standing = replace(check("resti", -120, levers=[(0, 1)]), told="Mancano {n}.", unit="posti")
    healed = replace(check("sana", -105, levers=[(0, 1)]), told="Mancavano {n}.", unit="posti")
    model = care([standing, healed, fresh])
    rows = rules_table(
        evaluate(model, position_of(model, {"posti": (110, 1)})), evaluate(model, model.present)
    ).words
    assert [row[:6] for row in rows] == [
        (
            "posti",
            "impedisce",
            "nuova",
            "Ci sono 5 posti di troppo.",
            "5 posti in eccesso",
            "Togliere 5 posti.",
        ),
        ("resti", "impedisce", "già oggi", "Mancano 10 posti.", "10 posti in meno", "Cambiare."),
        (
            "sana",
            "impedisce",
            "risolta dallo scenario",
            "Oggi: Mancavano 5 posti. Con lo scenario non più.",
            "5 posti in meno",
            "–",
        ),
    ]


def test_every_row_of_the_rules_says_whether_it_is_used() -> None:
    row = RuleValue(
        "La soglia.", RuleLevel.WARN, Fraction(5, 2), verified=False, source="prova", unit="%"
    )
    admits = replace(row, sentence="Una voce.", value=Fraction(1), unit="1 = ammessa")
    informs = replace(row, sentence="Un aumento.", value=None, verified=True)
    found = rule_rows_table(
        [
            (("K12", "share_max"), row),
            (("K2", "source.fna.T1"), admits),
            (("K9", "added_amount"), informs),
        ]
    ).words
    assert [line[:5] for line in found] == [
        ("K2", "Una voce.", "avverte", "sì", "usata nel giudizio"),
        (
            "K9",
            "Un aumento.",
            "avverte",
            "–",
            "non usata: è un’informazione, nessun giudizio la legge",
        ),
        ("K12", "La soglia.", "avverte", "2,50 %", "usata nel giudizio"),
    ]


def test_need_beside_spending() -> None:
    """Ravenna has 3/4 of the need and of the new places; of 9,5 million it had 7."""
    rows = municipalities_table(MODEL, OUTCOME).words
    assert rows[0] == ("Ravenna", "75,0 %", "73,7 %", "73,7 %", "7.000.000,00 €", "114.975,00 €")
    assert rows[2][1:4] == ("n.d.", "n.d.", "n.d.")


def test_slopes_and_scenarios_side_by_side() -> None:
    by_lever = {row[1]: row[3] for row in slopes_table(slopes(MODEL, MODEL.present)).words}
    assert by_lever["Posti"] == "15.330,00 €"
    found = compared_table(
        [
            ("Dieci", MODEL, TEN, OUTCOME),
            ("Niente", MODEL, MODEL.present, evaluate(MODEL, MODEL.present)),
        ]
    )
    lines = {row[0]: row[1:] for row in found.words}
    assert lines["Costo"] == ("153.300,00 € in più *", "0,00 €")
    assert lines["Residuo al 31/12"] == ("346.700,00 €", "500.000,00 €")
    assert (
        lines["Regole che lo scenario rompe"]
        == lines["Tutte le regole non rispettate"]
        == ("K1", "nessuna")
    )
    assert lines["Comune: Cervia"] == ("38.325,00 €", "0,00 €")
    elsewhere = replace(MODEL, municipalities=("Lugo", "Faenza", "intero distretto"))
    assert ("Comune: Lugo", "–", "0,00 €") in compared_table(
        [
            ("A", MODEL, TEN, OUTCOME),
            ("B", elsewhere, elsewhere.present, evaluate(elsewhere, elsewhere.present)),
        ]
    ).words


def test_what_changed_since_is_a_table() -> None:
    richer = replace(MODEL, available=11 * MILLION, residue=None)
    rows = differences_table(differences(MODEL, richer)).words
    assert ("Disponibile del fondo", "10.000.000,00 €", "11.000.000,00 €") in rows
    assert any(row[0] == "Residuo previsto" and row[1] == "500.000,00 €" for row in rows)


def test_how_sure_the_figure_is() -> None:
    band = Band(Money(9_000_000_00), Money(9_400_000_00), 4)
    with_band = uncertainty_words(MODEL, TEN, OUTCOME, band, "")
    assert "tra **446.700,00 €** e **846.700,00 €**" in with_band
    without = uncertainty_words(MODEL, TEN, OUTCOME, None, "")
    assert without.startswith(
        "Nessuna fascia di incertezza attorno al residuo: non c’è storia abbastanza."
    )
    blind = replace(MODEL, residue=None, available=None)
    assert "fascia" not in uncertainty_words(
        blind, blind.present, evaluate(blind, blind.present), None, ""
    )


def test_the_answer_of_the_solver_is_said() -> None:
    most = check("posti", -115, levers=[(0, 1)])
    answer = solve(MODEL, MODEL.present, AskedOfSolver((most,)))
    assert answer_words(MODEL, answer, MODEL.present).startswith(
        "Basta muovere: Posti da 100 a **115**."
    )
    assert answer_words(
        MODEL, solve(MODEL, MODEL.present, AskedOfSolver(())), MODEL.present
    ).startswith("Ciò che è chiesto vale già: nessuna leva si muove.")
    stuck = solve(MODEL, MODEL.present, AskedOfSolver((most,), frozenset({0})))
    said = answer_words(MODEL, stuck, MODEL.present)
    assert said.startswith(
        "**Non c’è soluzione**: con i limiti delle leve non possono valere insieme «posti» e «Posti"
        " ferma»."
    )
    assert (
        "Il minimo da cedere, tenendo tutto il resto: «posti» di 0,15 €; oppure lasciar muovere"
        " «Posti»." in said
    )
    assert answer_words(MODEL, replace(stuck, clash=None), MODEL.present).startswith(
        "**Non c’è soluzione** con i limiti delle leve."
    )


def test_a_euro_that_costs_a_euro_is_not_told() -> None:
    posts = next(one for one in slopes(MODEL, MODEL.present) if one.lever.code == "posti")
    money = replace(
        posts,
        lever=replace(posts.lever, unit="€ in più", name="Reti"),
        whole_year=100,
        this_year=58,
    )
    assert [row[1] for row in slopes_table([posts, money]).words] == ["Posti"]
    a_day = replace(money, lever=replace(money.lever, unit="€ al giorno"), whole_year=36_500_00)
    assert [row[1] for row in slopes_table([a_day]).words] == ["Reti"]


def test_levers_of_one_name_have_a_row_each() -> None:
    """The same source in two areas: with the name of the area, one bar a row."""
    widest, *_ = tornado(MODEL, MODEL.present)
    minors, elderly = (
        replace(widest, lever=replace(widest.lever, name="Fondo sociale", group=group))
        for group in ("Famiglie", "Anziani")
    )
    chart = tornado_chart(
        [minors, elderly, replace(widest, lever=replace(widest.lever, name="FRNA"))], STAMP
    )
    assert chart is not None
    assert list(chart.figure.data[0].y) == [
        "Famiglie: Fondo sociale",
        "Anziani: Fondo sociale",
        "FRNA",
    ]
    assert [row[0] for row in chart.table.words] == [
        "Famiglie: Fondo sociale",
        "Anziani: Fondo sociale",
        "FRNA",
    ]
    assert "Anziani: Fondo sociale: da" in chart.description


def test_an_unfinished_search_says_that_it_did_not_finish_and_no_more() -> None:
    late = SolverAnswer(None, None, ending=Ending.OUT_OF_TIME, seconds=5)
    assert answer_words(MODEL, late, MODEL.present).startswith("**Non ho finito in 5 secondi**")
    assert "soluzione**" not in answer_words(MODEL, late, MODEL.present)
    assert answer_words(
        MODEL, SolverAnswer(None, None, ending=Ending.TOO_CLOSE), MODEL.present
    ).startswith("**Non ho una risposta sicura**")
    unsaid = SolverAnswer(None, None, ending=Ending.IMPOSSIBLE, explained=False, seconds=5)
    assert answer_words(MODEL, unsaid, MODEL.present).endswith(
        "In altri 5 secondi non ho finito di cercare che cosa si esclude e che cosa basterebbe"
        " cedere."
    )
    found = replace(solve(MODEL, MODEL.present, AskedOfSolver(())), best=False)
    assert "non è stato possibile escludere una risposta migliore" in answer_words(
        MODEL, found, MODEL.present
    )


def test_an_impossible_target_says_how_far_one_can_go_in_its_own_unit() -> None:
    """Home care.

    20.000 hours are 162.000 € more than 1,5 million of 9,5, and 20 posts fewer 306.600 less of the
    rest.
    """
    model = care(cheques=0)
    target = home_target(model, percent_share(Fraction(90)))
    assert target.check.share == Fraction(9, 10)
    wanted = AskedOfSolver((), frozenset({1}), targets=(target,))
    said = answer_words(model, solve(model, model.present, wanted), model.present, wanted)
    best = Fraction(1_662_000, 9_500_000 + 162_000 - 306_600)
    assert "«Obiettivo: Domiciliarità» non si può ottenere nemmeno da sola" in said
    assert (
        f"Domiciliarità: al massimo **{italian.number(floor(best * 1000) / Fraction(10), 1)} %**"
        " (chiesto 90 %)" in said
    )
    assert "punti percentuali (a 17,7 %)" in said
    assert "€" not in said


def test_one_is_said_in_the_singular() -> None:
    assert [
        short_words("posti", Fraction(1)),
        short_words("beneficiari in più", Fraction(1)),
        short_words("beneficiari in più", Fraction(2)),
        short_words("unità", Fraction(1)),
    ] == ["1 posto", "1 beneficiario in più", "2 beneficiari in più", "1 unità"]


def test_a_residue_out_of_reach_is_said_rounded_down_to_what_is_sure() -> None:
    """Half a million left; 20 posts fewer and 5.000 hours fewer are 306.600 + 81.000 more.

    887.600 at most.
    """
    model = care(cheques=0)
    with_fund = replace(
        model,
        accounts=(*model.accounts, Account("Entrate", "", Payer.FRNA)),
        fund_account=4,
    )
    wanted = AskedOfSolver((), frozenset({1}), targets=(residue_target(with_fund, 10_000_000_00),))
    answer = solve(with_fund, with_fund.present, wanted)
    assert answer.reach[0].best == 887_600_00
    assert (
        "Residuo al 31/12: al massimo **circa 887.600 €** (chiesto 10.000.000,00 €)"
        in answer_words(with_fund, answer, with_fund.present, wanted)
    )


def test_who_loses_is_said_beside_the_answer() -> None:
    """Five posts fewer (five persons), and users pay more for the hours.

    It is not good news for all.
    """
    model = care([check("K12", 95, levers=[(0, -1)])])
    wanted = AskedOfSolver(model.checks, frozenset({1, 2, 3}))
    answer = solve(model, model.present, wanted)
    assert losses(model, answer) == "Ha di meno: Posti: −5 unità (5 persone in meno)."
    more = solve(
        model,
        model.present,
        AskedOfSolver((check("ore", -12_000, levers=[(2, 1)]),), frozenset({0, 1, 3})),
    )
    assert losses(model, more) == "Paga di più: Comune 21.600,00 €."
    assert losses(model, SolverAnswer(None, None)) == ""


def test_rules_that_were_not_asked_and_do_not_hold_are_named() -> None:
    standing = replace(
        check("K5", -9_999, levers=[(0, 1)]),
        name="K5 gravissimi",
        told="Mancano {n}.",
        unit="posti",
    )
    model = care([standing])
    wanted = AskedOfSolver(())
    said = answer_words(model, solve(model, model.present, wanted), model.present, wanted)
    assert (
        "Non erano tra le cose chieste, e non valgono:\n\n- K5 gravissimi: Mancano 9.899 posti."
        in said
    )


def test_the_tornado_and_the_lines_of_a_variation() -> None:
    chart = tornado_chart(tornado(MODEL, MODEL.present), STAMP)
    assert chart is not None
    assert chart.table.rows
    layout = chart.figure.layout
    assert (layout.barmode, layout.showlegend, layout.separators) == ("overlay", False, ",.")
    assert tornado_chart((), STAMP) is None
    rows = lines_table(
        [("A1.1", "frna", "039014", 100_00), ("A1.1", "frna", None, -50_00)],
        {"A1.1": "CRA"},
        {"039014": "Ravenna"},
    ).words
    assert [row[-1] for row in rows][:2] == ["100,00 €", "−50,00 €"]
