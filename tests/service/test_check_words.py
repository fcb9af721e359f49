"""What a check found, whole: for a person at a terminal and for a program."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from udp_core.archive.replay import Alteration
from udp_core.archive.writer import Head
from udp_core.checking import CheckReport
from udp_core.checking.report import IdentityResult
from udp_core.fund.rules.identities import Breach
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Place, Problem
from udp_core.sources.queries.sources import DiscrepancyValue

ROUNDED = DiscrepancyValue(
    "dgr-1",
    "Riparto 2026",
    "T21",
    "Ravenna",
    "Totale del distretto",
    Decimal("100.10"),
    Decimal("100.1"),
    Decimal("0.01"),
    "€",
    explained_by_rounding=True,
    note="Nota",
)
OTHER = replace(
    ROUNDED,
    check="T4",
    place="Cervia",
    title="Totale del Comune",
    stated=Decimal(7),
    computed=Decimal(9),
    unit="posti",
    explained_by_rounding=False,
)
SOUND = CheckReport(
    "abc",
    Head(12_345, "def"),
    (IdentityResult("I6", "Residui", 1), IdentityResult("I16", "Rendiconto", 0, "non si applica")),
    (),
    (),
    (),
    (),
    (),
    (),
)
WRONG = replace(
    SOUND,
    identity_breaches=(
        Breach("I17", "a, 2026", Money(100_00), Money(120_50), "Supera.", "Ridurre."),
    ),
    scheda_problems=(
        Problem("R12", "Manca il perché.", "Scriverlo.", Place(entity="scheda", entity_id="S1")),
    ),
    alterations=(
        Alteration(7, "frna_entry", "x", "la riga è diversa"),
        Alteration(0, "municipality", "c", "la riga non c’è"),
    ),
    outside=("Nell’archivio manca il divieto.",),
    unrecorded=("La discrepanza T21 è altra.",),
    discrepancies=(ROUNDED, OTHER),
)


def test_a_sound_archive_is_told_so() -> None:
    assert SOUND.breaches == ()
    assert SOUND.as_text() == (
        "digest   abc\n"
        "storia   12.345 righe, impronta def\n"
        "\n"
        "I6   Residui: 1 verifica\n"
        "I16  Rendiconto: non si applica\n"
        "\n"
        "0 discrepanze nelle fonti pubblicate\n"
        "\n"
        "Tutto torna."
    )


def test_everything_that_is_wrong_is_told_to_a_person() -> None:
    """A line each, with its code, its place, what to do."""
    assert WRONG.as_text().partition("non si applica\n\n")[2] == (
        "2 discrepanze nelle fonti pubblicate\n"
        "  [T21] Totale del distretto — Ravenna: dichiarato 100.10, calcolato 100.1 €"
        " (arrotondamento)\n"
        "  [T4] Totale del Comune — Cervia: dichiarato 7, calcolato 9 posti\n"
        "\n"
        "[I17] a, 2026: Supera. Ridurre.\n"
        "[R12] scheda S1: Manca il perché. Scriverlo.\n"
        "[H1] riga 7 della storia, frna_entry x: la riga è diversa. Ripristinare una copia"
        " verificata.\n"
        "[H1] municipality c: la riga non c’è. Ripristinare una copia verificata.\n"
        "[H2] Nell’archivio manca il divieto.\n"
        "[T0] La discrepanza T21 è altra."
    )


def test_and_to_a_program_under_the_same_codes() -> None:
    assert WRONG.as_json() == {
        "digest": "abc",
        "revision": 12_345,
        "head": "def",
        "identities": [
            {"code": "I6", "title": "Residui", "asked": 1, "not_asked_because": ""},
            {
                "code": "I16",
                "title": "Rendiconto",
                "asked": 0,
                "not_asked_because": "non si applica",
            },
        ],
        "breaches": [
            {
                "code": "I17",
                "place": "a, 2026",
                "expected": "100,00 €",
                "found": "120,50 €",
                "sentence": "Supera.",
                "remedy": "Ridurre.",
            },
            {
                "code": "R12",
                "place": "scheda S1",
                "sentence": "Manca il perché.",
                "remedy": "Scriverlo.",
            },
            {
                "code": "H1",
                "place": "riga 7 della storia, frna_entry x",
                "sentence": "la riga è diversa",
                "remedy": "Ripristinare una copia verificata.",
            },
            {
                "code": "H1",
                "place": "municipality c",
                "sentence": "la riga non c’è",
                "remedy": "Ripristinare una copia verificata.",
            },
            {"code": "H2", "sentence": "Nell’archivio manca il divieto."},
            {"code": "T0", "sentence": "La discrepanza T21 è altra."},
        ],
        "discrepancies": [
            {
                "code": "T21",
                "data_set": "Riparto 2026",
                "place": "Ravenna",
                "title": "Totale del distretto",
                "stated": "100.10",
                "computed": "100.1",
                "unit": "€",
                "explained_by_rounding": True,
            },
            {
                "code": "T4",
                "data_set": "Riparto 2026",
                "place": "Cervia",
                "title": "Totale del Comune",
                "stated": "7",
                "computed": "9",
                "unit": "posti",
                "explained_by_rounding": False,
            },
        ],
    }
