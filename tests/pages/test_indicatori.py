"""The screen Indicatori, run without a browser on the demonstration data."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHELL
from tests.pages.reading import tables, words

SCREEN = "indicatori/indicatori.py"


@pytest.fixture
def screen(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")
    return AppTest.from_file(str(SHELL), default_timeout=60).switch_page(SCREEN).run()


def test_the_question_is_answered_at_the_top(screen: AppTest) -> None:
    assert not screen.exception
    assert [title.value for title in screen.title] == [
        "Gli indicatori vanno nella direzione voluta?"
    ]
    assert screen.header[0].value.startswith("Su 30 indicatori valutati")
    assert "Dati pubblicati" in [header.value for header in screen.header]
    assert len(tables(screen)) == 1


def test_filters_leave_what_they_say(screen: AppTest) -> None:
    screen.selectbox(key="ambito").select("giovani").run()
    assert screen.header[0].value == "Su 1 indicatore valutato\\: 1 ha dati da aggiornare"
    screen.selectbox(key="semaforo").select("critical").run()
    assert "Nessun indicatore con questi filtri" in words(screen)


def test_an_indicator_opens_its_sheet_and_closes(screen: AppTest) -> None:
    screen.selectbox(key="indicatore").select("AN-03").run()
    text = words(screen)
    assert not screen.exception
    assert "Anziani in assistenza domiciliare" in text
    assert "per 1.000 residenti" in text
    assert "da verificare" in text
    screen.button(key="back-indicatore").click().run()
    assert screen.header[0].value.startswith("Su 30 indicatori")


def test_an_indicator_of_people_never_names_its_small_counts(screen: AppTest) -> None:
    screen.selectbox(key="indicatore").select("DI-03").run()
    assert "Indicatore solo conoscitivo" in words(screen)
    assert "Per 2 Comuni su 3 il valore non si mostra" in words(screen)


@pytest.mark.parametrize("code", ["FRNA-05", "FRNA-02", "AN-06", "AN-07", "SY-07"])
def test_every_kind_of_sheet_opens(screen: AppTest, code: str) -> None:
    screen.selectbox(key="indicatore").select(code).run()
    assert not screen.exception
    assert "errore imprevisto" not in words(screen)


def test_a_year_gone_by(screen: AppTest) -> None:
    screen.selectbox(key="anno").select("2024").run()
    assert not screen.exception
    assert screen.header[0].value.startswith("Su ")
