"""The four answers of the Panorama, its tiles and what needs a decision, branch by branch."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from tests.view.made_reports import (
    BAD,
    EMPTY,
    GOOD,
    LATE,
    MIDDLING,
    ON_TIME,
    PICTURE,
    POVERTY,
    status,
)
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.report.overview import NeedsDecision, OverviewReport
from udp_core.overview.view.status import status_text
from udp_core.overview.view.words import (
    answers,
    areas_table,
    decisions,
    decisions_words,
    levels_words,
    nothing_critical,
    tiles,
)

FUND = FundPosition(
    year=2026,
    assigned=Money(1_000_00),
    carried_in=ZERO,
    variations=ZERO,
    cofinancing=ZERO,
    programmed=None,
    used=Money(600_00),
    expected_rest=Money(300_00),
)
PANORAMA = OverviewReport(
    2026,
    FUND,
    Money(600_00),
    status(GOOD, GOOD),
    PICTURE,
    Counter({GOOD: 2, BAD: 3, MIDDLING: 1}),
)
NOTHING = OverviewReport(2027, None, None, None, None, Counter())


def note(key: str, **changed: Any) -> str:
    found = {one.key: one for one in answers(replace(PANORAMA, **changed))}
    return found[key].note


def test_the_four_answers_and_what_they_say_where_nothing_is_there() -> None:
    """400 € are left of 1.000; 6 of 11 parts are done of all that was planned."""
    assert [(one.label, one.value, one.note, one.level) for one in answers(PANORAMA)] == [
        ("Ambiti in linea", "0 su 2", "◆ 1 attenzione", None),
        ("Resta del FRNA", "400 €", "al 31/12 resteranno 100 €", GOOD),
        ("Programma fatto", "55 %", "previsto a oggi 100 %; 1 scheda in ritardo", None),
        ("Indicatori in linea", "2 su 6", "◆ 1 attenzione · ▲ 3 critici", None),
    ]
    assert [(one.value, one.note) for one in answers(NOTHING)] == [
        ("n.d.", "programma non caricato per quest’anno"),
        ("n.d.", "fondo non caricato per quest’anno"),
        ("n.d.", "programma non caricato per quest’anno"),
        ("n.d.", "nessun indicatore valutato"),
    ]
    good = replace(POVERTY, status=status(GOOD, GOOD))
    assert note("areas", programme=replace(PICTURE, areas=(good,))) == "nessuna eccezione"


def test_what_will_be_left_of_the_fund_or_was() -> None:
    assert note("fund", fund=replace(FUND, assigned=Money(900_00))) == "al 31/12 resteranno 0 €"
    assert note("fund", fund=replace(FUND, assigned=Money(850_00))) == "al 31/12 mancano 50 €"
    assert note("fund", fund=replace(FUND, expected_rest=None)) == (
        "previsione al 31/12 non disponibile"
    )
    old = status(GOOD, GOOD)
    stale = replace(old, at_year_end=Judgement(StatusLevel.STALE, ("Dati fermi.", "Poi.")))
    assert note("fund", fund_status=stale) == "Dati fermi."
    over = replace(FUND, expected_rest=ZERO)
    assert note("fund", is_over=True, fund=over) == "al 31/12/2026 sono rimasti 400 €"
    short = replace(over, assigned=Money(550_00))
    assert note("fund", is_over=True, fund=short) == "al 31/12/2026 sono mancati 50 €"
    assert note("fund", is_over=True) == "al 31/12 resteranno 100 €"
    labels = [one.label for one in answers(replace(PANORAMA, is_over=True))]
    assert labels[1] == "È rimasto del FRNA"
    assert note("programme", is_over=True).startswith("previsto al 31/12/2026 100 %")


def test_lights_are_counted_in_their_order() -> None:
    counts = Counter({BAD: 1, MIDDLING: 2, GOOD: 4, StatusLevel.STALE: 1})
    assert levels_words(counts) == (
        "● 4 in linea · ◆ 2 attenzione · ▲ 1 critico · ○ 1 dati da aggiornare"
    )
    assert levels_words(counts, GOOD, StatusLevel.STALE) == "◆ 2 attenzione · ▲ 1 critico"
    assert levels_words(Counter()) == ""


def test_a_tile_says_why_it_is_not_on_track() -> None:
    """S1 is critical, half done of all; S2 is on track, and 2.000 € beyond its money."""
    empty, poverty = tiles(PANORAMA)
    assert (empty.title, empty.now, empty.at_year_end, empty.line, empty.reason) == (
        "Giovani",
        None,
        None,
        "n.d. su n.d. previsto",
        "",
    )
    assert (poverty.now, poverty.at_year_end) == (MIDDLING, BAD)
    assert (poverty.line, poverty.reason) == ("55 % su 100 % previsto", "S1: 50 % su 100 %")

    def why(**changed: Any) -> str:
        area = replace(POVERTY, **changed)
        return tiles(replace(PANORAMA, programme=replace(PICTURE, areas=(area,))))[0].reason

    assert why(status=status(GOOD, BAD)) == ""
    worked = replace(status(MIDDLING, BAD), now=Judgement(MIDDLING, ("Fatto 62 %.",)))
    assert why(status=worked) == ""
    assert why(schede=(ON_TIME,)) == "S2: oltre il programmato"
    assert why(schede=()) == "Oggi attenzione."
    richer = replace(LATE, code="S9", done=LATE.done / 2, programmed=Money(100_000_01))
    assert why(schede=(LATE, richer)) == "S9: 25 % su 100 %"


def test_what_needs_a_decision() -> None:
    late, more = LATE, replace(LATE, id="p:S3", code="S3", programmed=Money(200_000_00))
    area = replace(POVERTY, schede=(late, more, ON_TIME))
    critical = replace(
        PANORAMA,
        fund_status=replace(
            status(GOOD, BAD), at_year_end=Judgement(BAD, ("Primo.", "Mancano 50 €"))
        ),
        programme=replace(PICTURE, areas=(area,)),
    )
    assert [(one.code, one.what, one.why) for one in decisions(critical)] == [
        ("", "Equilibrio del FRNA al 31 dicembre", "Mancano 50 €."),
        ("p:S3", "S3 Housing <first>", "Oggi critico (200 mila € programmati)."),
        ("p:S1", "S1 Housing <first>", "Oggi critico (100 mila € programmati)."),
    ]
    assert [one.subject for one in decisions(critical)][:2] == [
        NeedsDecision.FUND,
        NeedsDecision.SCHEDA,
    ]
    assert decisions_words(critical) == (
        "Da decidere: 3 (il fondo e 2 schede critiche: 2 in ritardo sul previsto)."
    )
    alone = replace(critical, programme=replace(PICTURE, areas=(EMPTY,)))
    assert decisions_words(alone) == "Da decidere: 1 (il fondo)."
    schede = replace(critical, fund_status=status(GOOD, GOOD))
    assert decisions_words(schede) == (
        "Da decidere: 2 (2 schede critiche: 2 in ritardo sul previsto)."
    )
    assert decisions_words(replace(critical, is_over=True)) == (
        "Il 2026 è chiuso: non c’è nulla da decidere su quell’anno."
    )
    assert decisions(replace(critical, is_over=True)) == ()


def test_silence_is_no_good_news() -> None:
    assert nothing_critical(NOTHING) == "I dati del 2027 non sono ancora caricati"
    assert nothing_critical(PANORAMA) == "Nulla di critico a questa data"
    calm = replace(PANORAMA, programme=None)
    assert decisions_words(calm) == "Nulla di critico a questa data."
    assert decisions_words(NOTHING) == "I dati del 2027 non sono ancora caricati."


@pytest.mark.parametrize(
    ("in_force", "name"),
    [
        (True, "Contrasto alla povertà"),
        (False, "Contrasto alla povertà (ambito non più in vigore)"),
    ],
)
def test_the_areas_in_a_table(in_force: bool, name: str) -> None:
    areas = (EMPTY, replace(POVERTY, in_force=in_force))
    found = areas_table(replace(PANORAMA, programme=replace(PICTURE, areas=areas)))
    none = "– non valutato"
    assert found.words == (
        ("Benessere dei giovani", none, none, "", "n.d.", "n.d.", "n.d.", "n.d."),
        (
            name,
            "◆ attenzione",
            "▲ critico",
            "Oggi attenzione.",
            "54,5 %",
            "100,0 %",
            "110.000,00 €",
            "62.000,00 €",
        ),
    )
    assert areas_table(NOTHING).rows == ()


FUND_FIGURES = {
    "now": "on_track",
    "at_year_end": "critical",
    "available_cents": 10_00,
    "programmed_cents": 9_00,
    "used_cents": 8_00,
    "remaining_cents": 7_00,
    "forecast_cents": 6_00,
    "residue_cents": -5_00,
    "structural_balance_cents": None,
    "reasons": ["Si spende troppo.", "Si incassa poco."],
}
FIGURES: dict[str, Any] = {
    "district": "Ravenna",
    "year": 2026,
    "day": "2026-10-31",
    "demonstration": False,
    "fund": FUND_FIGURES,
    "programme": {
        "title": "Programma 2026",
        "done": 0.725,
        "planned_to_date": None,
        "programmed_cents": 4_00,
        "spent_cents": 3_00,
        "schede": {"critical": 2, "attention": 0, "on_track": 1},
    },
    "areas": [
        {"name": "Anziani", "now": "attention", "at_year_end": "critical"},
        {"name": "Povertà"},
    ],
    "indicators": {},
    "decisions": [
        {"what": "Fondo", "level": "critical", "amount_cents": 5_00, "why": "manca denaro"},
        {"what": "S26-01", "level": "attention", "amount_cents": None, "why": "è in ritardo"},
    ],
}


def test_the_panorama_at_a_console() -> None:
    """Every figure beside its own name; what is not known, and that there is nothing, is said."""
    assert status_text(FIGURES).split("\n") == [
        "Ravenna, 2026, al 31/10/2026",
        "Fondo: oggi in linea, al 31/12 critico",
        "  Disponibile: 10,00 €",
        "  Programmato: 9,00 €",
        "  Speso: 8,00 €",
        "  Da spendere: 7,00 €",
        "  Previsione al 31/12: 6,00 €",
        "  Residuo previsto: −5,00 €",
        "  Saldo strutturale: n.d.",
        "  Si spende troppo.",
        "  Si incassa poco.",
        "Programma: Programma 2026",
        "  Fatto: 72,5 %, previsto a oggi n.d.",
        "  Programmato: 4,00 €",
        "  Speso: 3,00 €",
        "  Schede: critico 2, in linea 1",
        "Ambiti:",
        "  Anziani: oggi attenzione, al 31/12 critico",
        "  Povertà: senza schede",
        "Indicatori: nessuno",
        "Da decidere:",
        "  Fondo, critico (5,00 €): manca denaro",
        "  S26-01, attenzione: è in ritardo",
    ]
    nothing: dict[str, Any] = {"fund": None, "programme": None, "areas": [], "decisions": []}
    assert status_text({**FIGURES, **nothing, "demonstration": True}).split("\n") == [
        "Ravenna, 2026, al 31/10/2026 (dati dimostrativi)",
        "Fondo: programma non caricato",
        "Programma: non caricato",
        "Ambiti: nessuno",
        "Indicatori: nessuno",
        "Da decidere: nulla",
    ]
