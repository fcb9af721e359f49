"""What a row says of time that cannot be, word for word: at the limit, and a day beyond."""

from __future__ import annotations

from datetime import date

import pytest

from tests.made_desk import FUND, TODAY, E
from tests.made_rows import sound
from udp_core.archive.entity import Image
from udp_core.kernel.calendar import Period
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import PeriodKind
from udp_core.writing.time_rules import day_of, period_of, wrong_in_time, zero_too_early

OF_2027 = "a:a:2027:1:s"
FINAL: Image = {"fund_year_id": FUND, "phase": "final", "as_of": "2026-10-31"}


def told(table: str, **values: int | str | None) -> list[Problem]:
    return [*wrong_in_time(E[table], sound(E[table], **values), None, TODAY)]


def spent(kind: str, number: int | None, **values: int | str | None) -> list[Problem]:
    return told("frna_entry", **{**FINAL, "period": kind, "period_no": number, **values})


@pytest.mark.parametrize(
    ("kind", "number", "year", "words", "first"),
    [
        ("month", 12, 2026, "Dicembre 2026", "01/12/2026"),
        ("quarter", 1, 2027, "Il 1º trimestre 2027", "01/01/2027"),
        ("year", None, 2027, "L’anno 2027", "01/01/2027"),
    ],
)
def test_a_figure_of_a_period_to_come_is_left_empty(
    kind: str, number: int | None, year: int, words: str, first: str
) -> None:
    """Whatever day it speaks of: that it is too early is all that is told."""
    to_come = Problem(
        "R20",
        f"{words} deve ancora cominciare: non può avere una cifra di consuntivo.",
        f"Lasciarla vuota fino al {first}.",
    )
    fund = f"a:a:{year}"
    assert spent(kind, number, fund_year_id=fund) == [to_come]
    assert spent(kind, number, fund_year_id=fund, phase="forecast") == []


@pytest.mark.parametrize(
    ("kind", "number", "words", "last"),
    [
        ("month", 11, "Novembre 2026", "30/11/2026"),
        ("quarter", 4, "Il 4º trimestre 2026", "31/12/2026"),
        ("year", None, "L’anno 2026", "31/12/2026"),
    ],
)
def test_a_figure_of_a_running_period_is_not_validated(
    kind: str, number: int | None, words: str, last: str
) -> None:
    early = Problem(
        "R21",
        f"{words} finisce il {last}: la cifra non si valida prima.",
        "Lasciarla in bozza o confermata, e validarla a periodo finito.",
    )
    running = {"as_of": "2026-11-10"}
    assert spent(kind, number, state="validated", **running) == [early]
    assert spent(kind, number, state="confirmed", **running) == []
    assert spent(kind, number, state="validated", phase="budget", **running) == []


def to_come(day: str) -> Problem:
    return Problem(
        "R22",
        f"La situazione è al {day}, che deve ancora venire: oggi è il 10/11/2026.",
        "Scrivere un giorno non oltre il 10/11/2026.",
    )


def elsewhere(day: str, words: str, right: str) -> Problem:
    return Problem(
        "R23",
        f"La situazione è al {day}, ma la cifra riguarda {words}.",
        f"Scrivere il {right}, o un altro giorno del periodo.",
    )


@pytest.mark.parametrize(
    ("kind", "number", "known", "found"),
    [
        ("month", 10, "2026-09-30", [elsewhere("30/09/2026", "ottobre 2026", "31/10/2026")]),
        ("month", 10, "2026-10-01", []),
        ("month", 10, "2026-10-31", []),
        ("month", 10, "2026-11-01", [elsewhere("01/11/2026", "ottobre 2026", "31/10/2026")]),
        ("month", 10, "2026-11-10", [elsewhere("10/11/2026", "ottobre 2026", "31/10/2026")]),
        ("month", 10, "2026-11-11", [to_come("11/11/2026")]),
        (
            "quarter",
            4,
            "2026-09-30",
            [elsewhere("30/09/2026", "il 4º trimestre 2026", "10/11/2026")],
        ),
        ("year", None, "2025-12-31", [elsewhere("31/12/2025", "l’anno 2026", "10/11/2026")]),
        ("year", None, "2026-01-01", []),
    ],
)
def test_the_day_that_a_figure_speaks_of_is_one_of_its_period_that_was(
    kind: str, number: int | None, known: str, found: list[Problem]
) -> None:
    assert spent(kind, number, as_of=known) == found


def test_what_a_scheda_spent_is_of_the_year_of_its_programme_on_any_day_that_was() -> None:
    """Its year is in the name of the scheda; the day may be of the year after."""
    final: Image = {"phase": "final", "as_of": "2026-11-10"}
    [early] = told("intervention_funding", **final, intervention_id=OF_2027)
    assert early.sentence == (
        "L’anno 2027 deve ancora cominciare: non può avere una cifra di consuntivo."
    )
    for scheda in ("a:a:2026:1:s", "a:a:2025:1:s", "a:con:due:punti:2026:1:s", "senza anno", ""):
        assert told("intervention_funding", **final, intervention_id=scheda) == []
    late = told(
        "intervention_funding", phase="final", intervention_id="a:a:2026:1:s", as_of="2026-11-11"
    )
    assert late == [to_come("11/11/2026")]


@pytest.mark.parametrize(
    ("table", "field"),
    [("action", "done_date"), ("annual_programme", "approved_on"), ("act", "act_date")],
)
def test_what_is_said_done_was_done(table: str, field: str) -> None:
    early = Problem(
        "R24",
        "È detto fatto il 11/11/2026, che deve ancora venire: oggi è il 10/11/2026.",
        "Scrivere un giorno non oltre il 10/11/2026, o lasciarlo vuoto.",
    )
    assert told(table, **{field: "2026-11-11"}) == [early]
    assert told(table, **{field: "2026-11-10"}) == told(table, **{field: None}) == []
    row = sound(E[table], **{field: "2026-11-11"})
    assert [*wrong_in_time(E[table], row, frozenset({"title"}), TODAY)] == []
    assert [*wrong_in_time(E[table], row, frozenset({field}), TODAY)] == [early]


def test_residents_are_of_a_1_january_that_was() -> None:
    known: Image = {"as_of": "2026-11-10"}
    assert told("population", year=2027, **known) == [
        Problem(
            "R27",
            "I residenti sono quelli del 1º gennaio 2027, che deve ancora venire: oggi è il"
            " 10/11/2026.",
            "Scrivere un anno non oltre il 2026.",
        )
    ]
    assert told("population", year=2026, **known) == []


def _zero(words: str) -> Problem:
    return Problem(
        "U02",
        f"{words} non è finito, e la cifra è zero.",
        "Lasciarla vuota se non si conosce ancora, o scrivere perché è proprio zero.",
    )


@pytest.mark.parametrize(
    ("table", "values", "asked"),
    [
        ("frna_entry", {"amount_cents": 0}, _zero("Novembre 2026")),
        ("frna_entry", {"amount_cents": 1}, None),
        ("frna_entry", {"amount_cents": 0, "phase": "budget"}, None),
        ("frna_entry", {"amount_cents": 0, "period_no": 10}, None),
        ("frna_entry", {"amount_cents": 0, "period_no": 12}, None),
        (
            "frna_entry",
            {"amount_cents": 0, "period": "quarter", "period_no": 4},
            _zero("Il 4º trimestre 2026"),
        ),
        ("activity_measure", {"value": 0}, _zero("Novembre 2026")),
        ("measurement", {"value": 0, "year": 2026}, _zero("Novembre 2026")),
        ("measurement", {"value": None, "numerator": 0, "denominator": 1, "year": 2026}, None),
        ("intervention_funding", {"amount_cents": 0, "intervention_id": "a:a:2026:1:s"}, None),
    ],
)
def test_a_zero_of_a_period_that_runs_is_asked_about(
    table: str, values: Image, asked: Problem | None
) -> None:
    own = {"fund_year_id": FUND, "phase": "final", "period": "month", "period_no": 11, **values}
    row = sound(E[table]) | {name: one for name, one in own.items() if name in sound(E[table])}
    assert zero_too_early(E[table], row, TODAY) == asked


@pytest.mark.parametrize(
    ("day", "asked"),
    [("2026-10-31", False), ("2026-11-01", True), ("2026-11-29", True), ("2026-11-30", False)],
)
def test_a_zero_is_asked_about_from_the_first_day_to_the_last_but_one(
    day: str, asked: bool
) -> None:
    row = sound(E["frna_entry"], **FINAL, period="month", period_no=11, amount_cents=0)
    found = zero_too_early(E["frna_entry"], row, date.fromisoformat(day))
    assert found == (_zero("Novembre 2026") if asked else None)


@pytest.mark.parametrize(
    ("fund", "kind", "number", "period"),
    [
        ("a:a:2026", "month", 1, Period(2026, PeriodKind.MONTH, 1)),
        ("a:a:2026", "month", 12, Period(2026, PeriodKind.MONTH, 12)),
        ("a:a:2026", "month", 0, None),
        ("a:a:2026", "month", 13, None),
        ("a:a:2026", "month", None, None),
        ("a:a:2026", "quarter", 4, Period(2026, PeriodKind.QUARTER, 4)),
        ("a:a:2026", "quarter", 5, None),
        ("a:a:2026", "year", None, Period(2026)),
        ("a:a:2026", "year", 1, None),
        ("a:a:2026", "decade", None, None),
        ("a:a:0001", "year", None, Period(1)),
        ("a:a:0000", "year", None, None),
        ("a:a:9998", "year", None, Period(9998)),
        ("a:a:9999", "year", None, None),
        ("a:a:12026", "year", None, None),
        ("a:a:corrente", "year", None, None),
    ],
)
def test_which_period_a_figure_is_of(
    fund: str, kind: str, number: int | None, period: Period | None
) -> None:
    """None where it names none that is: the rule of its row says so."""
    row = sound(E["frna_entry"], fund_year_id=fund, period=kind, period_no=number)
    assert period_of("frna_entry", row) == period
    assert period_of("allocation", row) is None


def test_where_nobody_says_another_day_a_figure_speaks_of_its_last_or_of_today() -> None:
    assert day_of(Period(2026, PeriodKind.MONTH, 10), TODAY) == date(2026, 10, 31)
    assert day_of(Period(2026, PeriodKind.MONTH, 11), TODAY) == TODAY
