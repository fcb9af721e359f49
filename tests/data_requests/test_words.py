"""What is said of a request: waiting, late, complete, withdrawn; in numbers a person can count."""

from __future__ import annotations

from datetime import date

import pytest

from udp_core.data_requests.queries import AskedFigureRow, RequestRow
from udp_core.data_requests.report import RequestValue
from udp_core.data_requests.terms import RequestState
from udp_core.data_requests.view import requests_figure, standing_words

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
        "anna",
    )
    figure = AskedFigureRow("r", 1, "Ore", "frna_entry", "x", answered)
    return RequestValue(row, (figure,), None, TODAY)


LATE = request(date(2026, 11, 9))
WAITING = request(date(2026, 11, 10))
COMPLETE = request(date(2026, 11, 9), date(2026, 11, 8))
WITHDRAWN = request(date(2026, 11, 9), state=RequestState.WITHDRAWN)


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
    assert (figure.value, figure.note) == ("2", "1 in ritardo")
    assert requests_figure((WAITING,)).note == "nessuna in ritardo"
