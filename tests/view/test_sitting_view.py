"""A sitting in tables and sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.goldens import slide_lines, table_lines
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.sittings.rules import Seat, VoteTally
from udp_core.sittings.slides import decisions_slide
from udp_core.sittings.tables import (
    DecisionLine,
    OutcomeLine,
    decisions_table,
    dossiers_table,
    outcome_message,
    outcome_table,
    plans_table,
    presence_words,
    seats_table,
)
from udp_core.sittings.terms import DecisionOutcome, MemberRole, Presence


def seat(
    presence: Presence | None = Presence.PRESENT,
    delegate: str | None = None,
    since: int | None = None,
    until: int | None = None,
) -> Seat:
    return Seat(
        "c",
        "Sindaco di Cervia",
        "Sindaco",
        MemberRole.MEMBER,
        True,
        presence,
        delegate,
        since,
        until,
    )


def test_who_is_there_is_said_in_full() -> None:
    assert presence_words(seat(None)) == "non registrata"
    assert (
        presence_words(seat(Presence.DELEGATED, "l’assessora", 3, 5))
        == "presente per delega (l’assessora), dal punto 3, fino al punto 5"
    )
    assert seats_table([seat()]).words == (
        ("Sindaco di Cervia", "Sindaco", "componente", "sì", "presente"),
    )


def test_the_register_of_decisions() -> None:
    line = DecisionLine(
        date(2026, 11, 18),
        1,
        "Preconsuntivo",
        "Si approva.",
        DecisionOutcome.APPROVED,
        VoteTally(3, 0, 1),
        None,
    )
    assert decisions_table([line]).words == (
        (
            "18/11/2026",
            "1",
            "Preconsuntivo",
            "Si approva.",
            "approvata",
            "3 favorevoli, nessun contrario, 1 astenuto",
            "senza data",
            "nessuno",
        ),
    )
    with_act = replace(line, act="decisione del Comitato n. 5/2026")
    assert decisions_table([with_act]).words[0][-1] == "decisione del Comitato n. 5/2026"


@pytest.mark.parametrize(
    ("forecast", "said"),
    [
        (None, "Non si può ancora dire come è andata: mancano i dati delle voci decise."),
        (100_000_00, "Le voci decise vanno esattamente come atteso."),
        (112_000_00, "Le voci decise costano 12 mila € più di quanto atteso."),
        (90_000_00, "Le voci decise risparmiano 10 mila € rispetto a ciò che era atteso."),
    ],
)
def test_how_it_went(forecast: int | None, said: str) -> None:
    line = OutcomeLine(
        "CRA", Money(100_000_00), Money(60_000_00), None if forecast is None else Money(forecast)
    )
    assert outcome_message([line]) == said
    assert outcome_table([line]).words[0][:3] == ("CRA", "100.000,00 €", "60.000,00 €")


def test_a_plan_that_nobody_wrote_is_missing_and_books_have_their_moment() -> None:
    rows = plans_table(
        [
            (StatusLevel.CRITICAL, "Ambito Povertà", None, None, None, None),
            (StatusLevel.ATTENTION, "FRNA", "a", "b", "c", date(2027, 1, 31)),
        ]
    ).words
    assert rows == (
        ("▲ critico", "Ambito Povertà", "manca", "manca", "manca", "manca"),
        ("◆ attenzione", "FRNA", "a", "b", "c", "31/01/2027"),
    )
    assert dossiers_table(
        [("ABCDEF", "2026-11-10T18:30:00+01:00", "", 7, date(2026, 11, 10))]
    ).words == (("ABCDEF", "10/11/2026 18:30", "nessuna", "7", "10/11/2026"),)


def test_voci_that_make_up_for_each_other_and_a_decision_that_cannot_be_compared() -> None:
    """112 and 88 where 100 were expected of each; then one of which only the programme is known."""
    line = OutcomeLine("CRA", Money(100_000_00), None, Money(112_000_00))
    other = OutcomeLine("ADI", Money(100_000_00), None, Money(88_000_00))
    assert outcome_message([line, other]) == (
        "Nell’insieme le voci decise vanno come atteso; tra una voce e l’altra ci sono differenze."
    )
    unknown = replace(line, comparable=False)
    assert outcome_message([unknown]) == "Non si può dire se le voci decise vanno come atteso."
    assert outcome_message([unknown, other]) == (
        "Le voci decise risparmiano 12 mila € rispetto a ciò che era atteso."
    )
    whole = replace(
        line, spent=Money(1_00), then=Money(2_00), decided=Money(3_00), newly_spent=Money(4_00)
    )
    assert outcome_table([whole, unknown]).words == (
        (
            "CRA",
            "100.000,00 €",
            "1,00 €",
            "112.000,00 €",
            "12.000,00 €",
            "2,00 €",
            "3,00 €",
            "4,00 €",
        ),
        ("CRA", "100.000,00 €", "n.d.", "112.000,00 €", "n.d.", "n.d.", "n.d.", "n.d."),
    )


@pytest.mark.parametrize(
    ("presence", "delegate", "since", "until", "said"),
    [
        (Presence.PRESENT, None, None, None, "presente"),
        (Presence.PRESENT, None, 2, None, "presente, dal punto 2"),
        (Presence.PRESENT, None, None, 4, "presente, fino al punto 4"),
        (Presence.DELEGATED, "Anna", None, None, "presente per delega (Anna)"),
        (Presence.ABSENT, None, None, None, Presence.ABSENT.label),
    ],
)
def test_from_when_and_until_when_somebody_is_there(
    presence: Presence, delegate: str | None, since: int | None, until: int | None, said: str
) -> None:
    assert presence_words(seat(presence, delegate, since, until)) == said


def test_the_register_of_decisions_on_the_wall() -> None:
    """Its first columns on the wall, all of them on paper and in the file."""
    empty = decisions_slide([])
    assert slide_lines(empty) == [
        "== decisioni | Nessuna decisione è ancora registrata |  |  | ",
        "decisioni",
    ]
    line = DecisionLine(
        date(2026, 11, 18), 2, "Riparto", "Sì.", DecisionOutcome.APPROVED, VoteTally(3, 0, 1), None
    )
    one, two = decisions_slide([line]), decisions_slide([line, line])
    assert (one.title, two.title) == ("1 decisione registrata", "2 decisioni registrate")
    assert one.table is not None
    assert table_lines(one.table)[1:] == [
        "Seduta | N. | Oggetto | Esito | Voti",
        "18/11/2026 | 2 | Riparto | approvata | 3 favorevoli, nessun contrario, 1 astenuto",
    ]
    assert one.paper == decisions_table([line]) == one.data[0]


def test_who_does_not_vote_and_what_is_reviewed() -> None:
    assert seats_table([replace(seat(), votes=False)]).words[0][3] == "no"
    line = DecisionLine(
        date(2026, 11, 18),
        2,
        "Riparto",
        "Si rinvia.",
        DecisionOutcome.POSTPONED,
        VoteTally(0, 0, 0),
        date(2027, 1, 31),
    )
    assert decisions_table([line]).words[0][6] == "31/01/2027"
