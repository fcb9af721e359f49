"""The words of minutes and register: acts, votes, what was expected, what was shown; by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_sitting import (
    SITTING,
    TODAY,
    asked,
    opened,
    resolution,
    ten_posts,
)
from udp_core.archive.engine import reading
from udp_core.archive.writer import hash_at
from udp_core.briefing.minutes import (
    act_words,
    decision_lines,
    expectation_words,
    known_words,
    outcome_words,
    sheet_of,
    shown_figures,
    tally_of_row,
)
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ActKind, ActState
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.queries.decisions import DecisionRow, MadeAct
from udp_core.sittings.queries.sittings import sitting
from udp_core.sittings.report.expectation import Expectation
from udp_core.sittings.rules import VoteTally
from udp_core.sittings.terms import DecisionOutcome, Presence

DAY = date(2026, 11, 18)


def row(outcome: DecisionOutcome = DecisionOutcome.APPROVED, **changed: Any) -> DecisionRow:
    """Of five with a vote four were there: three for, one against."""
    usual = DecisionRow(
        "d", SITTING, DAY, "Comitato", 2026, 2, f"{SITTING}:1", "Fondo", "Si approva.", outcome,
        5, 4, 3, 1, 0, None, None, None, None,
    )  # fmt: skip
    return usual._replace(**changed)


@pytest.mark.parametrize(
    ("present", "said"),
    [
        (4, "3 favorevoli, 1 contrario, nessun astenuto"),
        (5, "3 favorevoli, 1 contrario, nessun astenuto, 1 in conflitto di interessi"),
        (3, "3 favorevoli, 1 contrario, nessun astenuto"),
    ],
)
def test_who_was_there_and_is_in_no_count_did_not_vote(present: int, said: str) -> None:
    assert tally_of_row(row(present=present)).words == said
    assert outcome_words(row(present=present)) == f"Decisione n. 2: approvata, {said}."


def test_nobody_votes_what_is_postponed() -> None:
    assert outcome_words(row(DecisionOutcome.POSTPONED)) == "Decisione n. 2: rinviata."


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        ("5/2026", DAY, "decisione del Comitato di Distretto n. 5/2026 del 18/11/2026 (bozza)"),
        ("5/2026", None, "decisione del Comitato di Distretto n. 5/2026 (bozza)"),
        (None, DAY, "decisione del Comitato di Distretto del 18/11/2026 (bozza)"),
        (None, None, "decisione del Comitato di Distretto (bozza)"),
    ],
)
def test_an_act_is_said_with_what_it_has(number: str | None, day: date | None, said: str) -> None:
    kind, state = ActKind.COMMITTEE_DECISION, ActState.DRAFT
    assert act_words(MadeAct("a", "Titolo", kind, number, day, state)) == said


@pytest.mark.parametrize(
    ("cost", "residue", "people", "rules", "said"),
    [
        (100_00, 50_00, "2.5", ("A", "B"),
         "costo +100,00 €, residuo 50,00 €, +3 persone, regole non rispettate: A e B."),
        (-100_00, 0, "-2", (), "costo −100,00 €, residuo 0,00 €, −2 persone."),
        (0, None, "0", (), "costo 0,00 €."),
    ],
)  # fmt: skip
def test_what_was_expected_in_one_line(
    cost: int, residue: int | None, people: str, rules: tuple[str, ...], said: str
) -> None:
    found = Expectation("s", "Dieci posti", 2026, cost, residue, people, rules, True, ())
    assert expectation_words(found) == f"scenario «Dieci posti», {said}"


def slide(name: str, item: int | None, title: str, svg: str = "", **figures: str) -> dict[str, Any]:
    told = [{"label": label, "value": value} for label, value in figures.items()]
    return {"name": name, "item": item, "title": title, "svg": svg, "figures": told}


def test_of_each_point_the_minutes_list_what_the_wall_showed_with_figures() -> None:
    deck = [
        slide("copertina", None, "Seduta", Resta="1 €"),
        slide("1-punto", 1, "Solo un titolo"),
        slide("1-frna", 1, "Restano 2 M€", Resta="2 M€", Usato="3 M€"),
        slide("1-ponte", 1, "Un disegno", svg="<svg>"),
        slide("1-voto", 1, "Il voto", Favorevoli="4"),
        slide("2-voto", 3, "Di un altro punto", Favorevoli="4"),
    ]
    assert shown_figures(deck) == {
        1: ["Restano 2 M€ (Resta 2 M€; Usato 3 M€)", "Un disegno"],
        3: ["Di un altro punto (Favorevoli 4)"],
    }


def test_before_it_opens_a_sitting_has_no_moment_no_print_and_nobody_there(
    demo_copy: Engine,
) -> None:
    with reading(demo_copy) as connection:
        sheet, found = sheet_of(connection, SITTING), sitting(connection, SITTING)
        assert sheet is not None
        assert found is not None
        assert known_words(connection, found) == ""
        assert sheet_of(connection, "mai-vista") is None
    assert (sheet.attendance, sheet.opened_at, sheet.closed_at, sheet.figures) == ({}, "", "", {})
    assert (sheet.district, sheet.demo) == ("Distretto di Ravenna", True)


def test_a_decision_and_the_one_that_corrects_it_name_each_other(demo_copy: Engine) -> None:
    """Three of four are there; the archive seen is that of the day; the register: last first."""
    opened(demo_copy, russi=Presence.ABSENT)
    scenario, review = ten_posts(demo_copy), date(2027, 6, 1)
    first = resolution(tally=VoteTally(2, 0, 1), scenario_id=scenario, review_on=review)
    decide(demo_copy, asked(), "anna", SITTING, first, TODAY)
    again = resolution(text="No.", tally=VoteTally(0, 3, 0), replaces_id=f"{SITTING}:1")
    decide(demo_copy, asked(), "anna", SITTING, again, TODAY)
    with reading(demo_copy) as connection:
        sheet, found = sheet_of(connection, SITTING), sitting(connection, SITTING)
        lines = decision_lines(connection, "ravenna")
        assert sheet is not None
        assert found is not None
        assert found.revision is not None
        printed = hash_at(connection, found.revision)
        known = known_words(connection, found)
    assert [(one.item, one.outcome, one.votes, one.review_on) for one in sheet.decisions] == [
        (
            2,
            "approvata, poi sostituita dalla decisione n. 2",
            "2 favorevoli, nessun contrario, 1 astenuto",
            date(2027, 6, 1),
        ),
        (
            2,
            "respinta, in sostituzione della decisione n. 1",
            "nessun favorevole, 3 contrari, nessun astenuto",
            None,
        ),
    ]
    assert [(one.number, one.text, one.review_on, one.act) for one in lines] == [
        (2, "No.", None, ""),
        (1, "Si approva.", date(2027, 6, 1), ""),
    ]
    here = "Numero legale: sì, 3 presenti su 4, ne servono 3. Assenti: Sindaco di Russi."
    assert sheet.attendance == dict.fromkeys(range(1, 7), here)
    assert known == (
        "Le cifre viste in seduta sono quelle note al 10/11/2026, revisione"
        f" {italian.number(found.revision)} dell’archivio, impronta {printed}."
    )
