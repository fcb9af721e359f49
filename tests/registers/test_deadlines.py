"""What a day asks, of whom, and when it stops asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_districts import made_districts, rows
from tests.made_rows import asked
from udp_core.archive.engine import reading
from udp_core.archive.queries import register_rows
from udp_core.deadlines.reminder import MOST_LISTED, calendar, letter
from udp_core.deadlines.report import DeadlinesReport, DeadlineValue, deadlines_report
from udp_core.deadlines.rules import DayAsks, Due, due
from udp_core.deadlines.slides import deadlines_slide
from udp_core.deadlines.tables import (
    LATE,
    LATER,
    NEXT,
    SOON,
    chosen,
    days_words,
    deadlines_figures,
    deadlines_table,
    next_words,
)
from udp_core.kernel.vocabulary import InterventionState, Role
from udp_core.people.rules import Actor, Grant
from udp_core.programme.entities.intervention import Action, Intervention
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit, SaveRows, save_rows

TODAY = date(2026, 11, 10)
DAY = date(2026, 12, 31)
ANNA = Actor("anna", "Ufficio di anna", (Grant(Role.COORDINATOR, "a"),))


@pytest.mark.parametrize(
    ("what", "days", "expected"),
    [
        (DayAsks.DO, 30, Due(DAY, date(2026, 12, 1))),
        (DayAsks.RENEW, 180, Due(DAY, date(2026, 7, 4))),
        (DayAsks.ANSWER, 30, Due(date(2027, 1, 30), DAY)),
        (DayAsks.VERIFY, 180, Due(date(2027, 6, 29), DAY)),
    ],
)
def test_a_day_and_when_it_is_said(what: DayAsks, days: int, expected: Due) -> None:
    assert due(what, DAY, days) == expected


def value(day: date, table: str = "action", whose: str = "Cervia") -> DeadlineValue:
    return DeadlineValue(
        table, "Azioni", "x", f"azione {day:%d}", DayAsks.DO, "Scadenza", day, whose
    )


def test_the_days_around_today() -> None:
    """Yesterday is late, today is not; the thirtieth and the ninetieth day are inside."""
    days = [date(2026, 11, 9), TODAY, date(2026, 12, 10), date(2026, 12, 11), date(2027, 2, 8)]
    report = DeadlinesReport(TODAY, tuple(map(value, [*days, date(2027, 2, 9)])))
    assert [one.day for one in report.late] == days[:1]
    assert [one.day for one in report.within(30)] == days[1:3]
    assert [one.day for one in report.within(90)] == days[1:]
    assert [one.day for one in chosen(report, LATER, "", "")] == [date(2027, 2, 9)]
    assert len(chosen(report, "", "action", "Cervia")) == 6
    assert chosen(report, SOON, "plan", "") == chosen(report, NEXT, "", "Russi") == ()
    assert chosen(report, LATE, "", "") == report.late
    assert next_words(report) == "Scadenze: 1 scaduta, 2 entro 30 giorni, la prima il 10/11/2026."
    assert next_words(DeadlinesReport(TODAY, ())) == ""


def test_the_figures_name_the_first_of_each_span() -> None:
    days = (date(2026, 11, 9), TODAY, date(2027, 2, 8))
    found = deadlines_figures(DeadlinesReport(TODAY, tuple(map(value, days))))
    assert [(one.label, one.value, one.note) for one in found] == [
        ("Scadute", "1", "la prima il 09/11/2026: azione 09"),
        ("Entro 30 giorni", "1", "la prima il 10/11/2026: azione 10"),
        ("Entro 90 giorni", "2", "la prima il 10/11/2026: azione 10"),
    ]
    assert [one.note for one in deadlines_figures(DeadlinesReport(TODAY, ()))] == ["nessuna"] * 3


def test_one_line_says_what_is_past_or_near_and_nothing_of_the_rest() -> None:
    def said(*days: date) -> str:
        return next_words(DeadlinesReport(TODAY, tuple(map(value, days))))

    late = date(2026, 11, 9)
    assert said(late, late) == "Scadenze: 2 scadute."
    assert said(date(2026, 12, 10)) == "Scadenze: 1 entro 30 giorni, la prima il 10/12/2026."
    assert said(date(2026, 12, 11)) == ""


def test_notice_is_given_from_its_own_day_on() -> None:
    today = replace(value(date(2027, 6, 1)), said_from=TODAY)
    tomorrow = replace(today, said_from=date(2026, 11, 11))
    assert DeadlinesReport(TODAY, (today, tomorrow)).said == (today,)


def test_how_late_in_words() -> None:
    assert [days_words(left) for left in (0, 1, 12, -1, -12)] == [
        "oggi",
        "1 giorno",
        "12 giorni",
        "in ritardo di 1 giorno",
        "in ritardo di 12 giorni",
    ]


def test_the_letter_and_the_calendar_say_what_the_list_says() -> None:
    found = (value(date(2026, 11, 9)), value(date(2026, 12, 10)))
    told = letter(found, "Cervia", TODAY, "Distretto di Ravenna")
    assert "A: Cervia" in told
    assert "- 09/11/2026 (in ritardo di 1 giorno): azione 09, da fare entro («Scadenza»)" in told
    made = calendar(found, TODAY)
    assert made.count(b"BEGIN:VEVENT") == 2
    assert b"DTSTART;VALUE=DATE:20261210" in made
    assert b"TRIGGER:-P7D" in made
    table = deadlines_table(found, TODAY)
    assert table.words[1] == ("10/12/2026", "30 giorni", "azione 10", *table.words[1][3:])


@pytest.mark.parametrize(
    ("beyond", "last"),
    [
        (0, []),
        (1, ["- … e un’altra: l’elenco è nel cruscotto"]),
        (3, ["- … e altre 3: l’elenco è nel cruscotto"]),
    ],
)
def test_a_letter_names_so_many_and_says_how_many_more(beyond: int, last: list[str]) -> None:
    found = [value(TODAY)] * (MOST_LISTED + beyond)
    lines = letter(found, "Cervia", TODAY, "Ravenna").split("\n")
    assert [line for line in lines if line.startswith("- …")] == last
    assert sum(line.startswith("- 10/11/2026 (oggi)") for line in lines) == MOST_LISTED


def test_the_wall_says_what_comes_and_what_is_past() -> None:
    report = DeadlinesReport(TODAY, tuple(map(value, (date(2026, 11, 9), date(2026, 12, 10)))))
    slide = deadlines_slide(report)
    assert slide.title == "1 scadenza nei prossimi 90 giorni, 1 già scaduta"
    assert slide.table is not None
    assert [row[0] for row in slide.table.rows] == [date(2026, 11, 9), date(2026, 12, 10)]
    assert deadlines_slide(DeadlinesReport(TODAY, ())).title.startswith("Nessuna scadenza")


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    made_districts(empty_engine)
    return empty_engine


def actions(engine: Engine, today: date = TODAY) -> list[DeadlineValue]:
    with reading(engine) as connection:
        report = deadlines_report(connection, "a", today, ANNA)
    return [one for one in report.rows if one.table == "action"]


def test_an_action_asks_until_it_is_done_or_its_scheda_is_over(archive: Engine) -> None:
    [scheda] = _rows(archive, Intervention)
    image = {"intervention_id": scheda, "number": 7, "title": "Bando", "due_date": "2026-12-01"}
    rows("action", image, engine=archive)
    [ours] = [one for one in actions(archive) if "Bando" in one.what]
    assert (ours.day, ours.left(TODAY), ours.asked) == (date(2026, 12, 1), 21, DayAsks.DO)
    done = Edit(Action, {"done_date": "2026-11-09"}, ours.row_id, 1, "fatta")
    save_rows(archive, SaveRows(asked(), "anna", [done], TODAY))
    assert [one for one in actions(archive) if "Bando" in one.what] == []


@pytest.mark.parametrize(("day", "is_said"), [("2024-11-10", True), ("2024-11-09", False)])
def test_what_was_to_be_done_is_said_for_two_years(
    archive: Engine, day: str, is_said: bool
) -> None:
    """730 days: from 10 November 2024 to 10 November 2026."""
    [scheda] = _rows(archive, Intervention)
    image = {"intervention_id": scheda, "number": 7, "title": "Bando", "due_date": day}
    rows("action", image, engine=archive)
    assert any("Bando" in one.what for one in actions(archive)) == is_said


def test_what_is_over_asks_nothing_more(archive: Engine) -> None:
    [scheda] = _rows(archive, Intervention)
    image = {"intervention_id": scheda, "number": 7, "title": "Bando", "due_date": "2026-12-01"}
    rows("action", image, engine=archive)
    with reading(archive) as connection:
        [row] = register_rows(connection, Intervention, {"id": scheda})
    move = Move(Intervention, scheda, row.version, InterventionState.NOT_REALISED)
    order = MoveState(asked(reason="senza fondi"), "anna", [move], TODAY, explained=True)
    move_states(archive, order)
    assert [one for one in actions(archive) if "Bando" in one.what] == []


def test_other_districts_have_their_own(archive: Engine) -> None:
    with reading(archive) as connection:
        other = deadlines_report(connection, "b", TODAY, ANNA)
    assert {one.table for one in other.rows} <= {"mandate", "unit_cost", "rule"}


def _rows(engine: Engine, entity: type[Intervention]) -> list[str]:
    with reading(engine) as connection:
        return [row.id for row in register_rows(connection, entity, {})]
