"""What is said of a request: waiting, late, complete, withdrawn; in numbers a person can count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from udp_core.data_requests.queries import AskedFigureRow, RequestRow
from udp_core.data_requests.report import OpenRequest, RequestValue
from udp_core.data_requests.terms import RequestState
from udp_core.data_requests.view import (
    ask_words,
    day_given,
    figures_table,
    given_words,
    outside_words,
    request_address,
    request_letter,
    requests_figure,
    requests_table,
    standing_words,
)
from udp_core.kernel.problem import Place, Problem

TODAY = date(2026, 11, 10)


def request(
    due: date, answered: date | None = None, state: RequestState = RequestState.OPEN
) -> RequestValue:
    row = RequestRow(
        "r",
        1,
        "ravenna",
        "1/2026",
        "Ore di ottobre",
        2026,
        10,
        date(2026, 11, 1),
        due,
        answered,
        state,
        "Cooperativa Alfa",
        None,
        "Ufficio di anna",
    )
    figure = AskedFigureRow("r", 1, "Ore", "frna_entry", "x", answered)
    return RequestValue(row, (figure,), None, TODAY)


LATE = request(date(2026, 11, 9))
WAITING = request(date(2026, 11, 10))
COMPLETE = request(date(2026, 11, 9), date(2026, 11, 8))
WITHDRAWN = request(date(2026, 11, 9), state=RequestState.WITHDRAWN)
HALF = replace(
    request(date(2026, 11, 12)),
    figures=(
        AskedFigureRow("r", 1, "Ore", "frna_entry", "x", date(2026, 11, 8)),
        AskedFigureRow("r", 2, "Giorni", "frna_entry", "y", None),
        AskedFigureRow("r", 3, "Pasti", "frna_entry", "z", None),
    ),
)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (LATE, "in ritardo"),
        (WAITING, "in attesa"),
        (COMPLETE, "completata il 08/11/2026"),
        (WITHDRAWN, RequestState.WITHDRAWN.label),
    ],
)
def test_where_a_request_stands(one: RequestValue, words: str) -> None:
    assert standing_words(one) == words


def test_what_waits_and_what_is_late_are_counted() -> None:
    """Of four, two wait and one of them is late."""
    figure = requests_figure((LATE, WAITING, COMPLETE, WITHDRAWN))
    assert (figure.key, figure.label, figure.value, figure.note) == (
        "requests",
        "Richieste in attesa",
        "2",
        "1 in ritardo",
    )
    assert requests_figure((WAITING,)).note == "nessuna in ritardo"
    assert requests_figure((LATE, WAITING, LATE)).note == "2 in ritardo"
    assert requests_figure(()).value == "0"


def test_a_line_a_request_and_a_line_a_figure() -> None:
    found = requests_table((LATE, HALF, COMPLETE, WITHDRAWN))
    heads = ("Richiesta", "Chiesta a", "Che cosa", "Chiesta da", "Chiesta il", "Entro il")
    assert [one.heading for one in found.columns] == [
        *heads,
        "Arrivate",
        "Giorni di ritardo",
        "Stato",
    ]
    same = ("1/2026", "Cooperativa Alfa", "Ore di ottobre", "Ufficio di anna", "01/11/2026")
    assert found.words == (
        (*same, "09/11/2026", "0 di 1", "1", "in ritardo"),
        (*same, "12/11/2026", "1 di 3", "0", "in attesa"),
        (*same, "09/11/2026", "1 di 1", "0", "completata il 08/11/2026"),
        (*same, "09/11/2026", "0 di 1", "0", "ritirata"),
    )
    figures = figures_table(HALF)
    assert (figures.title, [one.heading for one in figures.columns]) == (
        "Cifre della richiesta 1/2026",
        ["N.", "Che cosa", "Arrivata il"],
    )
    assert figures.words == (
        ("1", "Ore", "08/11/2026"),
        ("2", "Giorni", "n.d."),
        ("3", "Pasti", "n.d."),
    )


def test_the_letter_asks_for_what_did_not_come_and_says_until_when_it_can_be_given() -> None:
    """Fifteen days after it was due; of what was due before today, fifteen days from today."""
    assert request_letter(HALF, "https://udp.test/richiesta?codice=x", "Distretto di Prova") == (
        "Oggetto: Distretto di Prova, Ore di ottobre: cifre entro il 12/11/2026\n"
        "\n"
        "A: Cooperativa Alfa\n"
        "\n"
        "servono, per ottobre 2026:\n"
        "\n"
        "- Giorni\n"
        "- Pasti\n"
        "\n"
        "Si scrivono nella pagina che si apre da questo indirizzo, senza utente né password:\n"
        "https://udp.test/richiesta?codice=x\n"
        "\n"
        "Vale fino al 27/11/2026, solo per queste cifre.\n"
        "Chi ha l’indirizzo può scriverle: non va inoltrato ad altri.\n"
        "Se una cifra è davvero zero, scrivere 0: una cella vuota resta «non data».\n"
        "\n"
        "Ufficio di anna"
    )
    assert "\nVale fino al 25/11/2026, solo" in request_letter(LATE, "x", "Distretto")


@pytest.mark.parametrize(
    ("page", "host", "address"),
    [
        ("https://udp.test/ritardi", "x", "https://udp.test/richiesta?codice=a%2Fb"),
        (
            "https://udp.test/uno/due/ritardi",
            "x",
            "https://udp.test/uno/due/richiesta?codice=a%2Fb",
        ),
        ("https://udp.test/", "x", "https://udp.test/richiesta?codice=a%2Fb"),
        ("", "127.0.0.1:8501", "http://127.0.0.1:8501/richiesta?codice=a%2Fb"),
        ("/uno/ritardi", "udp.test", "http://udp.test/uno/richiesta?codice=a%2Fb"),
    ],
)
def test_the_address_of_a_link_stands_beside_the_screen_it_was_prepared_on(
    page: str, host: str, address: str
) -> None:
    assert request_address(page, host, "a/b") == address


def test_who_opens_a_link_is_told_who_asks_what_of_whom_and_by_when() -> None:
    shown = OpenRequest(HALF.row, "Prova", (), date(2026, 11, 27))
    assert ask_words(shown) == (
        "Ufficio di anna, distretto di Prova, chiede a Cooperativa Alfa: Ore di ottobre.",
        "Mese: ottobre 2026. Entro il 12/11/2026.",
        "Questo collegamento vale fino al 27/11/2026.",
    )
    assert day_given(date(2026, 11, 8)) == "data il 08/11/2026"
    assert day_given(None) == "da dare"


@pytest.mark.parametrize(
    ("written", "awaited", "words"),
    [
        (1, 0, "1 cifra ricevuta. Non manca nulla: grazie. Questo collegamento non serve più."),
        (2, 1, "2 cifre ricevute. Ne mancano ancora: 1 cifra. Il collegamento vale ancora."),
        (0, 2, "0 cifre ricevute. Ne mancano ancora: 2 cifre. Il collegamento vale ancora."),
    ],
)
def test_what_became_of_what_was_sent(written: int, awaited: int, words: str) -> None:
    assert given_words(written, awaited) == words


HERE = Place(column="€")
UNUSUAL = Problem(
    "U05",
    "Il valore è lontano da quelli soliti.",
    "Controllarlo; se è giusto, scrivere il perché accanto e mandarlo di nuovo.",
    HERE,
    about="frna_entry:x",
)
MET = Problem(
    "W06",
    "Intanto la cifra è stata cambiata da qualcun altro.",
    "Guardare quella di adesso; se la propria è giusta, mandarla di nuovo.",
    HERE,
    about="frna_entry:x",
)
NOT_ADDING_UP = Problem(
    "Y22",
    "Con questa cifra i conti dell’archivio non tornano.",
    "Controllarla; se è giusta, scriverlo all’Ufficio di Piano.",
    HERE,
)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("U05", UNUSUAL),
        ("W06", MET),
        ("I17", NOT_ADDING_UP),
        ("R26", NOT_ADDING_UP),
        ("B01", NOT_ADDING_UP),
        *((code, None) for code in ("A11", "C12", "N02", "W07", "Y04")),
    ],
)
def test_who_is_outside_is_told_nothing_of_what_they_were_not_asked(
    code: str, told: Problem | None
) -> None:
    """Neither what others wrote nor the sums of a fund; what they typed is told as it is."""
    one = Problem(code, "120.000,00 € di Russi.", "Ridurre.", HERE, "9", "frna_entry:x")
    assert outside_words(one) == (told or one)
