"""Who is late over the demonstration, and the reminder that is sent."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry, made_desk, save
from tests.made_rows import load, sound
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image
from udp_core.archive.images import read_all
from udp_core.archive.sessions import keep_credential
from udp_core.desk.report.lateness import LatenessReport, lateness_report
from udp_core.desk.view.late import lateness_figures, lateness_table, missing_table
from udp_core.desk.view.late_reminder import mail_link, reminder_calendar, reminder_text
from udp_core.kernel.vocabulary import InterventionState
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

TODAY = date(2026, 3, 25)


@pytest.fixture
def report(engine: Engine) -> LatenessReport:
    """Two months due for Cervia: January given as zero, February not given."""
    made_desk(engine)
    save(
        engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(engine, "anna", entry(1, 12_000, phase="budget", period="year", period_no=None))
    save(engine, "carlo", entry(1, 0, as_of="2026-01-31"))
    with reading(engine) as connection:
        return lateness_report(connection, "a", 2026, TODAY)


def test_a_zero_is_given_and_a_missing_month_is_named(report: LatenessReport) -> None:
    [cervia] = report.municipalities
    assert (cervia.owner, cervia.expected, cervia.given, cervia.drafts) == ("Cervia", 2, 1, 1)
    assert [one.what for one in cervia.missing] == ["A1 Attività, febbraio (fonte A)"]
    assert cervia.days_late == 5
    assert lateness_table("x", "x", report.municipalities).words[0][:6] == (
        "Cervia",
        "50 %",
        "1",
        "2",
        "1",
        "1",
    )
    assert missing_table(cervia.missing).words == (
        ("20/03/2026", "A1 Attività, febbraio (fonte A)"),
    )
    assert [one.value for one in lateness_figures(report)][:3] == ["1", "1", "5 giorni"]


def test_the_referent_of_the_comune_has_to_give_it(report: LatenessReport) -> None:
    [carlo] = [one for one in report.officers if one.missing]
    assert carlo.officer_id == "carlo"
    text = reminder_text(carlo, TODAY, date(2026, 4, 4), "Distretto di Prova")
    assert "Oggetto: Distretto di Prova, cifre da aggiornare entro il 04/04/2026" in text
    assert "- A1 Attività, febbraio (fonte A) (attesa entro il 20/03/2026)" in text
    assert "una cella vuota resta «non data»" in text


def test_the_appointment_is_read_by_a_calendar(report: LatenessReport) -> None:
    [carlo] = [one for one in report.officers if one.missing]
    calendar = Calendar.from_ical(
        reminder_calendar(carlo, TODAY, date(2026, 4, 4), "Distretto di Prova")
    )
    [event] = calendar.walk("VEVENT")
    assert event["summary"] == "Aggiornare le cifre (1 mancante)"
    assert event.decoded("dtstart") == datetime(2026, 4, 4, 7, tzinfo=UTC)
    assert len(calendar.walk("VALARM")) == 1


def test_a_comune_without_a_user_has_its_letter_too(engine: Engine, report: LatenessReport) -> None:
    """Russi is late and nobody is its referent.

    Cervia's has an address by the provider of identities.
    """
    assert report.officers
    save(
        engine,
        "anna",
        entry(1, 12_000, phase="budget", period="year", period_no=None, municipality_id="r"),
    )
    with writing(engine) as connection:
        keep_credential(connection, "carlo", "2026-01-01", identity="carlo@comune.test")
    with reading(engine) as connection:
        found = {
            one.code: one
            for one in lateness_report(connection, "a", 2026, TODAY).officers
            if one.missing
        }
    russi, carlo = found["Comune di Russi"], found["carlo"]
    letter = reminder_text(russi, TODAY, date(2026, 4, 4), "Distretto di Prova")
    assert (
        "A: Comune di Russi" in letter,
        "utente" in letter.partition("A: ")[2],
        "Nessuno ha ancora un utente" in letter,
    ) == (True, True, True)
    assert mail_link(russi, letter) == ""
    link = mail_link(carlo, reminder_text(carlo, TODAY, date(2026, 4, 4), "Distretto di Prova"))
    assert link.startswith(
        "mailto:carlo@comune.test?subject=Distretto%20di%20Prova%2C%20cifre%20da%20aggiornare"
    )
    assert "Oggetto" not in link
    assert b"VEVENT" in reminder_calendar(russi, TODAY, date(2026, 4, 4), "Distretto di Prova")


def test_who_is_no_longer_active_gets_no_letter_and_their_comune_does(
    engine: Engine, report: LatenessReport
) -> None:
    assert [one.code for one in report.officers if one.missing] == ["carlo"]
    off: Image = {"code": "carlo", "name": "Ufficio di carlo", "active": 0}
    load(engine, Batch(E["officer"], [(None, off)]))
    with reading(engine) as connection:
        officers = lateness_report(connection, "a", 2026, TODAY).officers
    assert [(one.officer_id, one.office) for one in officers if one.missing] == [
        ("", "Comune di Cervia")
    ]


def test_of_each_scheda_in_course_an_update_is_expected_and_the_last_is_told(
    empty_engine: Engine,
) -> None:
    """Of 7 November.

    Given for a month and twenty days, then missing, with the day that is known.
    """
    made_desk(empty_engine)
    with reading(empty_engine) as connection:
        [(_, seen, image)] = read_all(connection, E["intervention"])
    running: Image = {"state": InterventionState.ACTIVE.value, "as_of": "2026-11-07"}
    load(empty_engine, Batch(E["intervention"], [(seen, image | running)]))
    said = []
    for day in (date(2026, 12, 27), date(2026, 12, 28)):
        with reading(empty_engine) as connection:
            [line] = lateness_table(
                "x", "x", lateness_report(connection, "a", 2026, day).areas
            ).words
        said.append((line[1], line[2], line[3], line[5], line[7]))
    assert said == [("100 %", "1", "1", "0", "07/11/2026"), ("0 %", "0", "1", "1", "07/11/2026")]


def test_activity_and_indicators_are_late_as_spending_is(engine: Engine) -> None:
    """Posts planned for Cervia: January given, February not. A quarterly indicator measured once
    in Cervia last year is due on 20 April, a yearly one of Russi not before next January."""
    made_desk(engine)
    measure = {"fund_year_id": FUND, "voce_id": "A1", "municipality_id": "c", "unit": "posts"}
    year = {**measure, "phase": "budget", "period": "year", "period_no": None, "value": 12_000}
    january = {**measure, "phase": "final", "period": "month", "period_no": 1, "value": 12_000}
    planned, given = (sound(E["activity_measure"], **one) for one in (year, january))
    indicators = [
        sound(E["indicator"], code=code, name=code, frequency=every, level="district")
        for code, every in (("TRIM", "quarterly"), ("ANNO", "yearly"))
    ]
    measured = [
        sound(
            E["measurement"],
            indicator_id=code,
            district_id="a",
            municipality_id=place,
            year=2025,
            period=period,
            period_no=number,
        )
        for code, place, period, number in (
            ("TRIM", "c", "quarter", 4),
            ("ANNO", "r", "year", None),
        )
    ]
    load(
        engine,
        Batch(E["activity_measure"], [(None, planned), (None, given)]),
        Batch(E["indicator"], [(None, one) for one in indicators]),
        Batch(E["measurement"], [(None, one) for one in measured]),
    )
    late = {}
    for day in (TODAY, date(2026, 4, 20), date(2027, 1, 19), date(2027, 1, 20)):
        with reading(engine) as connection:
            report = lateness_report(connection, "a", 2026, day)
            elsewhere = lateness_report(connection, "b", 2026, day)
        assert elsewhere.municipalities == ()
        late[day] = {
            one.owner: [figure.what for figure in one.missing] for one in report.municipalities
        }
    assert late[TODAY] == {"Cervia": ["A1 Attività, febbraio (posti)"], "Russi": []}
    assert late[date(2026, 4, 20)]["Cervia"] == [
        "A1 Attività, febbraio (posti)",
        "A1 Attività, marzo (posti)",
        "TRIM TRIM, 1º trimestre",
    ]
    assert late[date(2027, 1, 19)]["Russi"] == []
    assert late[date(2027, 1, 20)]["Russi"] == ["ANNO ANNO, anno 2026"]
