"""What the desk says of what is to be checked, of a year that closes, of the first day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from udp_core.desk.report.checked import CheckedFigure, DraftBudget
from udp_core.desk.view.closing import closing_figures, closing_words, missing_table
from udp_core.desk.view.first_day import (
    missing_words,
    step_title,
    summary_words,
    there_words,
)
from udp_core.desk.view.states import (
    budget_words,
    correction_words,
    figures_table,
    kind_words,
    waiting_table,
)
from udp_core.desk.view.transfers import free_words
from udp_core.fund.queries.monthly import WaitingRow
from udp_core.fund.report.closing import ClosingReport, MissingMonth
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import DataState, PeriodKind, Phase
from udp_core.overview.report.first_day import FirstDay, FirstDayStep, Present, Thing

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 10)


def euro(amount: float) -> Money:
    return Money(round(amount * 100))


# The first day


def test_the_first_day_step_by_step() -> None:
    comuni = (
        Present(Thing.DISTRICT, 1),
        Present(Thing.MUNICIPALITY, 6),
        Present(Thing.POPULATION, 4, 6),
    )
    nobody = (Present(Thing.OFFICER, 0), Present(Thing.BODY, 1))
    plan = (Present(Thing.PLAN, 2),)
    steps = (
        (FirstDayStep.PLAN, plan),
        (FirstDayStep.TERRITORY, comuni),
        (FirstDayStep.PEOPLE, nobody),
    )
    report = FirstDay(2026, steps)
    assert [step_title(2, step, report) for step, _ in steps] == [
        "2 Piano e programma: fatto",
        "2 Comuni e popolazione: si comincia da qui",
        "2 Organi e persone: da fare",
    ]
    assert there_words(comuni) == "Nell’archivio: 1 distretto, 6 Comuni, 4 Comuni con i residenti."
    assert there_words(nobody) == "Nell’archivio: 1 organo."
    assert there_words(nobody[:1]) == ""
    assert missing_words(comuni) == "Manca: i residenti per fascia di età (2 di 6)."
    assert missing_words(nobody) == "Manca: gli utenti."
    assert missing_words(plan) == ""
    said = "Il primo giorno del 2026: {}"
    assert summary_words(report) == said.format("mancano 2 passi di 6")
    assert summary_words(FirstDay(2026, steps[:2])) == said.format("manca un passo di 6")
    assert summary_words(FirstDay(2026, steps[:1])) == said.format("i 6 passi ci sono tutti")


# What waits to be checked

FIGURE = CheckedFigure(
    "frna_entry",
    "x",
    1,
    "A1 Case",
    "c",
    "Cervia",
    Phase.FINAL,
    PeriodKind.MONTH,
    10,
    "ottobre",
    euro(158.26),
    None,
    "",
    DataState.DRAFT,
    date(2026, 10, 31),
)
SHARE = replace(FIGURE, amount=None, number=Decimal("35.25"), unit="%", phase=None, period=None)


def test_figures_to_check_and_their_money_together() -> None:
    assert figures_table([FIGURE]).words == (
        ("A1 Case", "Cervia", "ottobre", "158,26 €", "31/10/2026", "bozza"),
    )
    assert [row[3] for row in figures_table([FIGURE, FIGURE]).words] == [
        "158,26 €",
        "158,26 €",
        "316,52 €",
    ]
    people = replace(SHARE, number=Decimal(7), unit="persone")
    nothing = replace(SHARE, number=None)
    assert [row[3] for row in figures_table([SHARE, people, nothing]).words] == [
        "35,3 %",
        "7 persone",
        "n.d.",
    ]


def test_a_figure_sent_back_is_said_with_its_value_and_why() -> None:
    said = "A1 Case, Cervia, ottobre{}: manca la fattura"
    assert correction_words(FIGURE, "manca la fattura") == said.format(" (158,26 €)")
    assert correction_words(SHARE, "manca la fattura") == said.format(" (35,3 %)")
    nothing = replace(SHARE, number=None)
    assert correction_words(nothing, "manca la fattura") == said.format("")
    assert kind_words(FIGURE, "movimenti FRNA") == "Movimenti FRNA: consuntivo, mese"
    assert kind_words(SHARE, "rilevazioni") == "Rilevazioni"


def waiting(place: str | None, month: int, state: DataState, figures: int, cents: int) -> Any:
    return WaitingRow("a:frna:2026", place, month, state, figures, cents)


def test_what_waits_by_comune_and_month_but_what_is_all_validated() -> None:
    """Two funds of the same Comune and month are one line; months in order, then Comuni."""
    rows = [
        waiting("r", 2, DataState.DRAFT, 1, 1_00),
        waiting(None, 1, DataState.CONFIRMED, 2, 2_00),
        waiting("c", 2, DataState.DRAFT, 3, 4_00),
        waiting("c", 2, DataState.DRAFT, 1, 8_00),
        waiting("c", 2, DataState.VALIDATED, 5, 16_00),
        waiting("c", 1, DataState.VALIDATED, 9, 32_00),
    ]
    assert waiting_table(rows, {"c": "Cervia"}).words == (
        ("Intero distretto", "gennaio", "0", "2", "0", "2,00 €"),
        ("Cervia", "febbraio", "4", "0", "5", "28,00 €"),
        ("r", "febbraio", "1", "0", "0", "1,00 €"),
    )


def test_what_confirming_a_budget_does() -> None:
    budget = DraftBudget("a:frna:2026", "FRNA", 2026, (FIGURE, FIGURE), euro(100), euro(500))
    first, second, third = budget_words(budget)
    assert first == "In bozza: 316,52 € (2 righe)."
    assert second == "Programma confermato finora: 100,00 €; dopo la conferma: 416,52 €."
    assert third == "Disponibile: 500,00 €; resterebbero 83,48 €."
    exact = budget_words(replace(budget, available=euro(416.52)))
    assert exact[2] == "Disponibile: 416,52 €; resterebbero 0,00 €."
    beyond = budget_words(replace(budget, available=euro(400)))
    assert beyond[2] == "Disponibile: 400,00 €. Il programma lo supera di 16,52 €."
    first_time = budget_words(replace(budget, confirmed=None, available=None, drafts=(FIGURE,)))
    assert first_time == (
        "In bozza: 158,26 € (1 riga).",
        "Programma confermato finora: nessuno; dopo la conferma: 158,26 €.",
        "Disponibile: nessuna assegnazione scritta, il confronto non si può fare.",
    )


def test_what_a_voce_can_give() -> None:
    assert free_words("A1", {"A1": "Case"}, 10_000_00, 12_000_00, 2_000_00) == (
        "A1 Case: liberi 10.000,00 € (12.000,00 € programmati, 2.000,00 € usati)"
    )
    assert free_words("A9", {}, 0, 0, 0).startswith("A9: liberi 0,00 €")


# The end of a year

CLOSING = ClosingReport(
    "a:frna:2026", 2026, euro(100), euro(70), euro(0), euro(25), euro(40), (), 0
)


def test_a_year_that_closes_beside_what_was_expected() -> None:
    """100 less 70 are 30: five more than forecast, ten less than what the year after holds."""
    assert [(one.label, one.value, one.note) for one in closing_figures(CLOSING)] == [
        ("Residuo di oggi", "30,00 €", "disponibile 100,00 €, usati 70,00 €"),
        ("Residuo previsto", "25,00 €", "+5,00 € sulla previsione"),
        ("Scritto nel 2027", "40,00 €", "−10,00 € rispetto a ciò che è scritto"),
    ]
    same = replace(CLOSING, forecast=euro(20), held=None, returned=euro(10))
    assert [one.note for one in closing_figures(same)] == [
        "disponibile 100,00 €, usati 70,00 €, restituiti 10,00 €",
        "nessuna differenza sulla previsione",
        "nessun confronto possibile",
    ]


def test_what_is_confirmed_by_closing() -> None:
    """Of 130 used, 30 are missing: nothing is carried over."""
    assert closing_words(CLOSING) == "Confermo: il 2026 si chiude e porta 30,00 € al 2027."
    assert closing_words(replace(CLOSING, used=euro(130))) == (
        "Confermo: il 2026 si chiude e porta 0,00 € al 2027. Il disavanzo di 30,00 € non si porta"
        " all’anno dopo."
    )
    assert "disavanzo" not in closing_words(replace(CLOSING, used=euro(100)))


def test_months_that_nobody_told_on_a_line_a_voce() -> None:
    months = [
        MissingMonth("c", "Cervia", "A1", "Case", source, month)
        for source, month in (("frna", 12), ("frna", 3), ("fna", 12))
    ]
    assert missing_table(months).words == (
        ("Cervia", "A1 Case", "FRNA", "marzo e dicembre"),
        ("Cervia", "A1 Case", "FNA", "dicembre"),
    )
