"""Of which day a file of what was done «to date» speaks: that of its title, or the one told.

Never a day to come.
"""

from __future__ import annotations

import pytest

from tests.made_office import Office

SCHEDE = "Codice;Titolo;Ambito;Avanzamento\nS1;Prima;Anziani;40%\n"
QUESTION = "A quale giorno si riferisce l’avanzamento? (--set situazione="


@pytest.mark.parametrize(
    ("title", "told", "asked", "day"),
    [
        ("", "", True, "10/11/2026"),
        ("", "31/10/2026", False, "31/10/2026"),
        ("", "10/11/2026", False, "10/11/2026"),
        ("", "11/11/2026", True, "10/11/2026"),
        ("Situazione al 30/09/2026\n", "", False, "30/09/2026"),
        ("Situazione al 10/11/2026\n", "", False, "10/11/2026"),
        ("Situazione al 11/11/2026\n", "", True, "10/11/2026"),
        ("Situazione al 30/09/2026\n", "31/10/2026", False, "31/10/2026"),
    ],
)
def test_the_day_of_what_was_done_is_told_and_is_never_to_come(
    office: Office, title: str, told: str, asked: bool, day: str
) -> None:
    """On 10 November: who tells a day is believed before the title."""
    options = ("--set", f"situazione={told}") if told else ()
    said = office.imports(title + SCHEDE, *options, kind="schede").said
    assert (QUESTION in said) == asked
    [row] = [line for line in said.splitlines() if line.strip().startswith("S1")]
    assert row.split()[-1] == day


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2026-10-31", "2026-10-31"),
        ("2026-11-10", "2026-10-31"),
        ("2026-01-31", "2026-01-31"),
        ("2026-01-20", "2026-01-20"),
        ("2027-01-05", "2026-12-31"),
    ],
)
def test_a_figure_of_a_year_still_going_is_of_the_last_month_that_is_over(
    office: Office, monkeypatch: pytest.MonkeyPatch, today: str, day: str
) -> None:
    """On its last day a month is over; before the first is, the day of the import."""
    monkeypatch.setenv("UDP_TODAY", today)
    given = ("--set", "fase=preventivo", "--set", "periodo=anno", "--set", "comune=Cervia")
    text = "Voce;Anno;Unità;Valore\nA1.1;2026;giornate;1050\n"
    assert office.imports(text, *given, kind="activity").code == 0
    assert office.rows("activity_measure", "phase", "period", "as_of") == [("budget", "year", day)]
