"""Each sentence on the fund, branch by branch, from the small fund with one thing changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_fund import load_fund, report
from udp_core.fund.report.fund import FundReport, VoceValue
from udp_core.fund.view.plan import plan_lines
from udp_core.fund.view.words import (
    capped,
    curve_message,
    data_notes,
    fund_figures,
    gap_words,
    residue_of,
    state_of_data,
    structural_message,
    voci_message,
)
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.vocabulary import StatusLevel


@pytest.fixture
def fund(empty_engine: Engine) -> FundReport:
    load_fund(empty_engine)
    return report(empty_engine)


@pytest.fixture
def closed(empty_engine: Engine) -> FundReport:
    load_fund(empty_engine)
    return report(empty_engine, 2025)


def at(fund: FundReport, **position: Any) -> FundReport:
    return replace(fund, position=replace(fund.position, **position))


def euro(amount: int) -> Money:
    return Money(amount * 100)


def notes(fund: FundReport) -> dict[str, str]:
    return {one.key: one.note for one in fund_figures(fund)}


def test_the_plan_says_drafts_only_where_there_are(fund: FundReport) -> None:
    drafts = "Sono in bozza 30.000,00 €, non contati."
    assert drafts in plan_lines(replace(fund, budget_drafts=euro(30_000)))
    assert len(plan_lines(replace(fund, budget_drafts=euro(0)))) == 3


def test_the_note_of_the_available(fund: FundReport) -> None:
    """1.600.000 € of which 1.380.000 programmed; 50.000 given back leave 1.550.000."""
    drafts = replace(at(fund, programmed=None), budget_drafts=euro(30_000))
    assert [
        notes(one)["available"]
        for one in (
            fund,
            at(fund, returned=euro(50_000)),
            at(fund, programmed=None),
            drafts,
            replace(fund, budget_drafts=euro(30_000)),
        )
    ] == [
        "programmati 1,38 M€",
        "programmati 1,38 M€; restituiti 50 mila €, spendibili 1,55 M€",
        "programma non caricato",
        "preventivo in bozza (30 mila €)",
        "programmati 1,38 M€",
    ]


def test_the_notes_of_what_is_used_and_expected(fund: FundReport) -> None:
    """1.140.000 of 1.600.000 are 71,3 %; 1.380.000 are 86,3 %, of 1.550.000 89,0 %."""
    silent = replace(fund, spent=(None,) * 12)
    assert notes(silent)["used"] == "nessuna spesa confermata"
    assert notes(fund)["used"] == "71,3 % del disponibile, al 28/10/2026"
    assert notes(fund)["forecast"] == "86,3 % del disponibile"
    assert notes(at(fund, returned=euro(50_000)))["forecast"] == "89,0 % dello spendibile"
    assert notes(at(fund, expected_rest=None))["forecast"] == "mancano i dati per prevedere"


def test_the_note_of_the_residue_is_of_the_year_alone(fund: FundReport) -> None:
    """The year brings 1.420.000 and spends 1.380.000; with 100.000 less assigned, 60.000 miss."""
    less = at(fund, assigned=euro(1_300_000))
    even = at(fund, assigned=euro(1_360_000))
    assert [notes(one)["residue"] for one in (fund, less, even)] == [
        "senza residui: avanzo di 40 mila €",
        "senza residui: disavanzo di 60 mila €",
        "senza residui: avanzo di 0 €",
    ]
    nothing_in = replace(fund, allocations=(), carry_overs=(), variations=(), cofinancings=())
    assert (notes(nothing_in)["residue"], residue_of(nothing_in)) == (
        "previsione non disponibile",
        None,
    )
    assert residue_of(fund) == euro(220_000)


def test_whether_the_money_lasts(fund: FundReport, closed: FundReport) -> None:
    """220.000 are left; with just so much less, nothing is, and it is enough."""
    lasts = "Il fondo basta fino al 31 dicembre: resteranno {}"
    assert curve_message(fund) == lasts.format("220 mila €")
    assert curve_message(at(fund, carried_in=euro(-40_000))) == lasts.format("0 €")
    assert curve_message(at(fund, carried_in=euro(-50_000))) == (
        "Il fondo non basta fino al 31 dicembre: mancano 10 mila €"
    )
    assert curve_message(closed) == "Nel 2025 sono stati spesi 1,32 M€ su 1,50 M€ disponibili"
    assert curve_message(at(closed, returned=euro(100_000))) == (
        "Nel 2025 sono stati spesi 1,32 M€ su 1,40 M€ spendibili"
    )


def test_a_headline_is_capped_by_its_data_as_its_light_is(fund: FundReport) -> None:
    judgement = replace(
        fund.status.at_year_end, level=StatusLevel.STALE, reasons=("Dati fermi a luglio.", "Poi.")
    )
    old = replace(fund, status=replace(fund.status, at_year_end=judgement))
    assert (capped(old), capped(fund)) == ("dati fermi a luglio", "")
    assert curve_message(old) == "Non si può dire se il fondo basta: dati fermi a luglio"
    assert structural_message(old) == (
        "L’equilibrio strutturale non si può dire: dati fermi a luglio"
    )


def test_whether_the_year_lives_on_its_own_money(fund: FundReport, closed: FundReport) -> None:
    """Of 2025, 1.320.000 are spent; with 1.300.000 assigned, 20.000 are of before."""
    own = "L’anno vive delle proprie risorse: avanzo di {} senza i residui"
    assert structural_message(fund) == own.format("40 mila €")
    assert structural_message(at(fund, assigned=euro(1_360_000))) == own.format("0 €")
    assert structural_message(at(fund, assigned=euro(1_300_000))) == (
        "L’anno consuma residui per 60 mila €; a questo ritmo il residuo basta per altri 2,0 anni"
    )
    gone = at(fund, assigned=euro(1_300_000), carried_in=ZERO)
    assert structural_message(gone) == "L’anno consuma residui per 60 mila €"
    assert structural_message(at(fund, expected_rest=None)) == (
        "L’equilibrio strutturale non si può dire: manca la previsione"
    )
    lived = "Il 2025 è vissuto delle proprie risorse: avanzo di {} senza i residui"
    assert structural_message(closed) == lived.format("180 mila €")
    assert structural_message(at(closed, assigned=euro(1_320_000))) == lived.format("0 €")
    assert structural_message(at(closed, assigned=euro(1_300_000))) == (
        "Il 2025 ha consumato residui per 20 mila €"
    )


def test_the_voce_that_strays_most_above_or_below(fund: FundReport) -> None:
    """Homes end 10.000 above their 1.260.000; networks 20.000 below their 120.000."""
    homes, networks = fund.voci

    def ends(voce: VoceValue, by: int) -> VoceValue:
        return replace(voce, by_month=(*voce.by_month[:-1], voce.by_month[-1] + euro(by)))

    assert voci_message(replace(fund, voci=(ends(homes, 10_000), networks))) == (
        "Breve A1.1: +10 mila € sul programmato, lo scostamento maggiore"
    )
    assert voci_message(replace(fund, voci=(ends(homes, 10_000), ends(networks, -20_000)))) == (
        "Breve T1: −20 mila € sul programmato, lo scostamento maggiore"
    )
    even = replace(fund, voci=(ends(homes, 0), ends(networks, 0)))
    assert voci_message(even) == "Nessuna voce si scosta dal programma"


def test_what_to_know_of_the_data(fund: FundReport) -> None:
    homes, networks = fund.voci
    assert data_notes(replace(fund, unvalidated_months=(10,), voci=(homes,))) == (
        "Dati confermati ma non ancora validati dal distretto: ottobre.",
    )
    drafted = replace(fund, budget_drafts=euro(30_000), unvalidated_months=())
    assert data_notes(drafted) == (
        (
            "Del preventivo sono in bozza 30.000,00 €, non contati: confermarlo in «Conferme e"
            " stati», parte «Preventivi»."
        ),
        "Sono in bozza 10.000,00 €: nessuno li ha ancora confermati e non sono contati.",
    )
    assert data_notes(replace(fund, voci=(homes,), unvalidated_months=())) == ()
    assert networks.drafts == euro(10_000)


def test_the_state_written_on_what_leaves(fund: FundReport, closed: FundReport) -> None:
    assert [state_of_data(one) for one in (fund, closed, replace(fund, spent=(None,) * 12))] == [
        "dati confermati, in parte non ancora validati",
        "dati validati",
        "nessuna spesa confermata",
    ]


@pytest.mark.parametrize(
    ("found", "base", "words"),
    [
        (100_050, 100_000, "+50 € (+0,1 %)"),
        (100_049, 100_000, "in pari"),
        (99_951, 100_000, "in pari"),
        (99_900, 100_000, "−100 € (−0,1 %)"),
        (None, 100_000, "n.d."),
        (100_000, None, "n.d."),
    ],
)
def test_a_gap_that_would_be_written_zero_is_none(
    found: int | None, base: int | None, words: str
) -> None:
    """Five ten-thousandths are the first that are written: 0,1 %."""
    assert gap_words(*(None if one is None else euro(one) for one in (found, base))) == words
