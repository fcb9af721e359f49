"""Letters and appointments that leave: to the line, with their limits on both sides."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from udp_core.deadlines.reminder import calendar
from udp_core.deadlines.report import DeadlineValue
from udp_core.deadlines.rules import DayAsks
from udp_core.desk.report.lateness import OfficerLateness
from udp_core.desk.rules import ExpectedFigure, Lateness
from udp_core.desk.view.late_reminder import (
    LONGEST_MAIL,
    MOST_LISTED,
    mail_link,
    reminder_calendar,
    reminder_text,
)

TODAY, BY = date(2026, 3, 25), date(2026, 4, 4)
DUE = date(2026, 3, 20)
HOW = (
    "Si danno dalla pagina «I miei aggiornamenti» del cruscotto (utente carlo), o con la cartella"
    " di lavoro di «Carica un file»."
)


def officer(missing: int, officer_id: str = "carlo", address: str = "") -> OfficerLateness:
    figures = tuple(
        ExpectedFigure("Cervia", f"Figura {n:02d}", DUE, None) for n in range(1, missing + 1)
    )
    part = Lateness("Cervia", missing, 0, 0, figures, None, TODAY)
    return OfficerLateness(officer_id, "Comune di Cervia", (part,), address)


def lines(appointments: bytes) -> list[str]:
    """Of the events alone: what follows are the hours of the zone; a long line is put together."""
    events = Calendar.from_ical(appointments).walk("VEVENT")
    whole = "".join(one.to_ical().decode() for one in events).replace("\r\n ", "")
    return whole.splitlines()


def test_the_letter_is_this_one() -> None:
    assert reminder_text(officer(1), TODAY, BY, "Ravenna").split("\n") == [
        "Oggetto: Ravenna, cifre da aggiornare entro il 04/04/2026",
        "",
        "A: Comune di Cervia",
        "",
        "al 25/03/2026 1 cifra non è ancora arrivata:",
        "",
        "- Figura 01 (attesa entro il 20/03/2026)",
        "",
        HOW,
        "Se una cifra è davvero zero, scrivere 0: una cella vuota resta «non data».",
        "",
        "Ufficio di Piano",
    ]
    assert "Nessuno ha ancora un utente" in reminder_text(officer(1, ""), TODAY, BY, "Ravenna")


@pytest.mark.parametrize(
    ("beyond", "last"),
    [
        (0, []),
        (1, ["- … e un’altra: l’elenco è nel cruscotto"]),
        (2, ["- … e altre 2: l’elenco è nel cruscotto"]),
    ],
)
def test_so_many_figures_are_named_and_the_others_counted(beyond: int, last: list[str]) -> None:
    told = reminder_text(officer(MOST_LISTED + beyond), TODAY, BY, "Ravenna").split("\n")
    assert [line for line in told if line.startswith("- …")] == last
    assert sum(line.startswith("- Figura") for line in told) == MOST_LISTED
    assert f"al 25/03/2026 {MOST_LISTED + beyond} cifre non sono ancora arrivate:" in told


def test_the_appointment_is_this_one() -> None:
    """4 April is a day of summer time: 9 in Italy."""
    made = lines(reminder_calendar(officer(2), TODAY, BY, "Ravenna"))
    assert [line for line in made if not line.startswith("DESCRIPTION:Oggetto")] == [
        "BEGIN:VEVENT",
        "SUMMARY:Aggiornare le cifre (2 mancanti)",
        "DTSTART;TZID=Europe/Rome:20260404T090000",
        "DTEND;TZID=Europe/Rome:20260404T093000",
        "DTSTAMP:20260325T000000Z",
        "UID:aggiornamenti-carlo-20260404@udp",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Domani scade l’aggiornamento delle cifre",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
    ]


def test_a_deadline_is_a_whole_day() -> None:
    due = DeadlineValue(
        "action", "Azioni", "s:1", "Bando", DayAsks.DO, "Scadenza", date(2026, 12, 31), "Cervia"
    )
    assert lines(calendar([due], TODAY)) == [
        "BEGIN:VEVENT",
        "SUMMARY:Bando: da fare entro",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "DTSTAMP:20260325T000000Z",
        "UID:scadenza-action-s%3A1-Scadenza@udp",
        "DESCRIPTION:Azioni\\, «Scadenza»\\, Cervia",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Bando",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
    ]


def test_the_mail_has_its_subject_apart_and_a_long_letter_is_cut_with_a_sign() -> None:
    assert mail_link(officer(1), "Oggetto: uno\n\nciao") == ""
    known = officer(1, address="carlo+udp@comune.test")
    assert mail_link(known, "Oggetto: uno\n\nciao") == (
        "mailto:carlo%2Budp@comune.test?subject=uno&body=ciao"
    )
    for body, shown in (
        ("x" * LONGEST_MAIL, "x" * LONGEST_MAIL),
        ("x" * (LONGEST_MAIL + 1), "x" * LONGEST_MAIL + "%E2%80%A6"),
    ):
        assert mail_link(known, f"Oggetto: uno\n{body}").endswith(f"body={shown}")
