"""What the desk says while figures are given: what is missing, of whom, what a file changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from udp_core.desk.report.brought import Becomes, BroughtFigure, Worth
from udp_core.desk.report.desk import DueFigure, DueGroup
from udp_core.desk.report.lateness import LatenessReport, OfficerLateness
from udp_core.desk.rules import ExpectedFigure, Lateness
from udp_core.desk.view.access import actor_markup, presence_markup, sign_in_link
from udp_core.desk.view.brought import brought_table
from udp_core.desk.view.grid import incomplete_words, usual_words, waiting_words
from udp_core.desk.view.late import MOST_NAMED, lateness_figures, lateness_table
from udp_core.desk.view.late import missing_table as late_table
from udp_core.desk.view.late_reminder import LONGEST_MAIL, MOST_LISTED, mail_link, reminder_text
from udp_core.desk.view.words import (
    before_markup,
    moment_words,
    progress_words,
    saved_at,
    unsaved_markup,
)
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import DataState

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 10)


def euro(amount: float) -> Money:
    return Money(round(amount * 100))


# The month


def group(title: str, *states: DataState | None) -> DueGroup:
    figures = tuple(
        DueFigure("frna_entry", f"x:{place}", 0, title, "", (), state=state, is_due=state is None)
        for place, state in enumerate(states)
    )
    return DueGroup(title, title, figures)


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([group("Spesa", DataState.CONFIRMED)], "Non manca nulla."),
        ([group("Spesa", None), group("Attività")], "Manca 1 cifra (Spesa: 1)."),
        (
            [group("Spesa", None, None), group("Indicatori", None)],
            "Mancano 3 cifre (Spesa: 2; Indicatori: 1).",
        ),
        (
            [group("Spesa", None, DataState.DRAFT), group("Attività", DataState.DRAFT)],
            "Manca 1 cifra (Spesa: 1). In bozza, da confermare: 2 (Spesa: 1; Attività: 1).",
        ),
        (
            [group("Spesa", DataState.DRAFT, DataState.VALIDATED)],
            "Non manca nulla. In bozza, da confermare: 1 (Spesa: 1).",
        ),
    ],
)
def test_how_much_is_left_of_the_month(groups: list[DueGroup], said: str) -> None:
    assert progress_words(groups) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW, "oggi alle 10:00"),
        (datetime(2026, 11, 9, 22, 59, tzinfo=UTC), "ieri alle 23:59"),
        (datetime(2026, 11, 9, 23, 0, tzinfo=UTC), "oggi alle 00:00"),
        (datetime(2026, 11, 8, 22, 59, tzinfo=UTC), "il 08/11/2026 alle 23:59"),
        (NOW + timedelta(days=1), "il 11/11/2026 alle 10:00"),
    ],
)
def test_a_moment_is_of_a_day_in_italy(at: datetime, said: str) -> None:
    assert moment_words(at, NOW) == said
    assert f"scritta {said}:" in unsaved_markup("1", at, NOW)


def test_what_is_beside_a_figure() -> None:
    assert saved_at(NOW) == "Salvato alle 10:00"
    assert before_markup("", "1", "2").endswith("–</p>")
    assert before_markup("7", "", "").endswith(">prima 7</p>")
    assert before_markup("7", "1", "9").endswith(">prima 7<br>di solito da 1 a 9</p>")
    assert "Bozza non salvata, scritta" in unsaved_markup("1", NOW, NOW)
    assert "Bozza non salvata di «Luogo», scritta" in unsaved_markup("", NOW, NOW, "Luogo")
    assert "<b>(vuoto)</b>" in unsaved_markup("", NOW, NOW)


# The grid


def test_what_waits_in_a_grid_and_what_is_not_complete() -> None:
    assert waiting_words(0, 0, 0) == ""
    assert (
        waiting_words(2, 1, 1) == "Da salvare: 1 riga nuova, 2 righe cambiate, 1 riga da togliere."
    )
    assert waiting_words(1, 0, 2) == "Da salvare: 1 riga cambiata, 2 righe da togliere."
    one = incomplete_words([(4, ["Fonte o atto"])])
    assert one == "1 riga non è completa: riga 4, manca «Fonte o atto»."
    two = incomplete_words([(4, ["Fonte o atto"]), (5, ["Codice", "Nome"])])
    assert two == (
        "2 righe non sono complete: riga 4, manca «Fonte o atto»; riga 5, mancano «Codice» e"
        " «Nome»."
    )


def test_what_an_empty_cell_is_worth() -> None:
    usual = {"Fase": "consuntivo", "Situazione al": "10/11/2026"}
    said = (
        "In una riga nuova, una cella lasciata vuota vale: Fase «consuntivo»; Situazione al «{}»{}."
    )
    assert usual_words(usual, of_a_period=False) == said.format("10/11/2026", "")
    assert usual_words(usual, of_a_period=True) == said.format(
        "10/11/2026", ", o l’ultimo giorno del periodo se è già finito"
    )
    assert usual_words({}, of_a_period=True) == ""


# Who is here


def test_who_is_here_and_the_ways_in_and_out() -> None:
    assert presence_markup(None) == '<a href="entra">Entra</a>'
    assert presence_markup(None, provider=True).endswith('<a href="accesso">Entra con l’ente</a>')
    assert presence_markup("carlo").endswith('<a href="esci">Esci</a>')
    assert presence_markup("carlo", by_provider=True).endswith('<a href="accesso">Esci</a>')
    assert sign_in_link("mese?mese=3") == '<a href="entra?vai=mese%3Fmese%3D3">Entra</a>'
    grants = [("referente", "", "Cervia"), ("coordinatore", "", ""), ("referente", "Anziani", "")]
    said = actor_markup("carlo", "Servizi", grants)
    assert [
        f"<li>{words}</li>" in said
        for words in (
            "referente (Comune di Cervia)",
            "coordinatore",
            "referente (ambito Anziani)",
        )
    ] == [True] * 3
    assert "Esci da tutti i dispositivi" in said
    provided = actor_markup("ugo", "Servizi", [], by_provider=True)
    assert "Nessun incarico in vigore: le cifre si leggono soltanto." in provided
    assert "Esci" not in provided


# A file brought back


def test_what_a_file_would_change() -> None:
    spent = BroughtFigure(
        "Spesa",
        "Cervia",
        Worth("10,50 €", Decimal("10.5"), "€"),
        Worth("12,00 €", Decimal(12), "€"),
        Becomes.CHANGED,
        "Spesa",
        7,
    )
    share = replace(
        spent,
        before=None,
        after=Worth("35,25 %", Decimal("35.25"), "%"),
        becomes=Becomes.ADDED,
        sheet="",
    )
    day = replace(share, after=Worth("31/10/2026"), row=None, sheet="Schede")
    found = brought_table([spent, share, day])
    assert found.title == "3 cifre diverse da quelle dell’archivio"
    assert found.words == (
        ("Spesa, 7", "Spesa", "Cervia", "10,50 €", "12,00 €", "si cambia"),
        ("7", "Spesa", "Cervia", "n.d.", "35,25 %", "si aggiunge"),
        ("Schede", "Spesa", "Cervia", "n.d.", "31/10/2026", "si aggiunge"),
    )
    others = brought_table([replace(spent, meanwhile=("anna", NOW)), share])
    assert [row[6] for row in others.words] == ["da anna, il 10/11/2026 alle 10:00", ""]
    assert brought_table([spent]).title == "1 cifra diversa da quelle dell’archivio"


# Who is late


def expected(what: str, due: date) -> ExpectedFigure:
    return ExpectedFigure("Cervia", what, due, None)


OLD = expected("A1, settembre", date(2026, 10, 15))
NEW = expected("A1, ottobre", date(2026, 11, 9))
LATE = Lateness("Cervia", 20, 18, 3, (OLD, NEW), date(2026, 9, 30), TODAY)
GOOD = Lateness("Russi", 20, 20, 0, (), date(2026, 10, 31), TODAY)


def test_how_everybody_stands() -> None:
    """Two of twenty are missing, the oldest for 26 days."""
    assert lateness_table("x", "X", [LATE, GOOD]).words == (
        ("Cervia", "90 %", "18", "20", "3", "2", "26", "30/09/2026", "A1, settembre"),
        ("Russi", "100 %", "20", "20", "0", "0", "0", "31/10/2026", "nulla"),
    )
    report = LatenessReport(2026, TODAY, (LATE, GOOD), (replace(LATE, owner="Anziani"),), ())
    assert [(one.value, one.note) for one in lateness_figures(report)] == [
        ("2", "su 40 attese a oggi"),
        ("1", "Cervia"),
        ("26 giorni", "Cervia"),
        ("2", "in corso, non aggiornate da oltre un mese"),
    ]
    calm = LatenessReport(2026, TODAY, (GOOD,), (), ())
    assert [(one.value, one.note) for one in lateness_figures(calm)][1:3] == [
        ("0", "nessuno"),
        ("0 giorni", "nessun ritardo"),
    ]
    nobody = LatenessReport(2026, TODAY, (), (), ())
    assert lateness_figures(nobody)[2].value == "0 giorni"


def test_what_is_missing_is_named_up_to_a_limit() -> None:
    assert late_table([OLD, NEW]).words == (
        ("15/10/2026", "A1, settembre"),
        ("09/11/2026", "A1, ottobre"),
    )
    assert len(late_table([OLD] * (MOST_NAMED + 1)).rows) == MOST_NAMED


def test_a_letter_names_what_is_missing_the_oldest_first_and_how_many_more() -> None:
    officer = OfficerLateness("carlo", "Comune di Cervia", (LATE,), "carlo@cervia.test")
    letter = reminder_text(officer, TODAY, date(2026, 11, 20), "Ravenna").split("\n")
    assert letter[0] == "Oggetto: Ravenna, cifre da aggiornare entro il 20/11/2026"
    assert letter[2:8] == [
        "A: Comune di Cervia",
        "",
        "al 10/11/2026 2 cifre non sono ancora arrivate:",
        "",
        "- A1, settembre (attesa entro il 15/10/2026)",
        "- A1, ottobre (attesa entro il 09/11/2026)",
    ]
    whole = replace(officer, parts=(replace(LATE, missing=(OLD,) * MOST_LISTED),))
    assert "altre" not in reminder_text(whole, TODAY, TODAY, "Ravenna")
    more = replace(officer, parts=(replace(LATE, missing=(OLD,) * (MOST_LISTED + 2)),))
    told = "- … e altre 2: l’elenco è nel cruscotto"
    assert told in reminder_text(more, TODAY, TODAY, "Ravenna").split("\n")
    last = replace(officer, parts=(replace(LATE, missing=(OLD,) * (MOST_LISTED + 1)),))
    assert "- … e un’altra: l’elenco è nel cruscotto" in reminder_text(last, TODAY, TODAY, "x")
    single = replace(officer, parts=(replace(LATE, missing=(OLD,)),))
    assert "1 cifra non è ancora arrivata:" in reminder_text(single, TODAY, TODAY, "Ravenna")


@pytest.mark.parametrize(("length", "cut"), [(LONGEST_MAIL, False), (LONGEST_MAIL + 1, True)])
def test_a_mail_opens_with_the_letter_whole_or_cut(length: int, cut: bool) -> None:
    officer = OfficerLateness("carlo", "Cervia", (), "carlo@cervia.test")
    link = mail_link(officer, f"Oggetto: Cifre da dare\n{'x' * length}")
    assert link.startswith("mailto:carlo@cervia.test?subject=Cifre%20da%20dare&body=xxx")
    assert link.count("x") == LONGEST_MAIL
    assert link.endswith("%E2%80%A6") == cut
    assert mail_link(replace(officer, address=""), "Oggetto: a\nb") == ""
