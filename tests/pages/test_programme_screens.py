"""Ambiti and Programma through the shell, over the demonstration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHELL
from tests.pages.reading import tables, words

AREAS, PROGRAMME = "piano/ambiti.py", "piano/programma.py"
LATE = "ravenna:pdz-2024-2026:2026:1:S26-05"


@pytest.fixture
def shell(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")
    return AppTest.from_file(str(SHELL), default_timeout=60)


def opened(shell: AppTest, path: str) -> AppTest:
    screen = shell.switch_page(path).run()
    assert not screen.exception
    return screen


def charts(screen: AppTest) -> list[dict[str, object]]:
    return [json.loads(part.proto.spec) for part in screen.get("plotly_chart")]


# Ambiti


def test_eight_cards_with_two_lights_each(shell: AppTest) -> None:
    screen = opened(shell, AREAS)
    assert screen.title[0].value == "Quali ambiti sono in linea?"
    assert len([button for button in screen.button if str(button.key).startswith("open-")]) == 8
    text = words(screen)
    assert (text.count("Oggi "), text.count("A fine anno ")) == (8, 8)
    assert len(charts(screen)) == 1
    assert text.count("Indicatori: ") == 8
    assert "Indicatori: ● 5 in linea" in text


def test_a_card_opens_its_area_and_the_way_back_is_there(shell: AppTest) -> None:
    screen = opened(shell, AREAS)
    screen.button(key="open-famiglie").click().run()
    assert not screen.exception
    assert screen.header[0].value.startswith("Responsabilità familiari")
    assert tables(screen)
    assert screen.selectbox(key="ambito").value == "famiglie"
    screen.button(key="back-ambito").click().run()
    assert screen.selectbox(key="ambito").value == ""
    assert len([button for button in screen.button if str(button.key).startswith("open-")]) == 8


def test_an_area_in_the_address_is_opened(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    screen = AppTest.from_file(str(SHELL), default_timeout=60)
    screen.query_params["ambito"] = "Anziani"
    screen = opened(screen, AREAS)
    assert screen.header[0].value == "Anziani"


# Programma


def test_the_screen_counts_lights_and_names_the_latest(shell: AppTest) -> None:
    screen = opened(shell, PROGRAMME)
    text = words(screen)
    assert screen.title[0].value == "Quali interventi dell’anno sono in ritardo?"
    assert text.count("Schede su 45") == 4
    assert "schede su 45 sono in ritardo" in text
    assert len(charts(screen)) == 1
    assert len(tables(screen)[0]) == 45


def test_the_calendar_is_drawn_when_it_is_opened(shell: AppTest) -> None:
    screen = opened(shell, PROGRAMME)
    screen.session_state["vista"] = "Calendario"
    assert len(charts(screen.run())) == 2
    assert not tables(screen)


def test_filters_leave_what_they_say(shell: AppTest) -> None:
    screen = opened(shell, PROGRAMME)
    screen.selectbox(key="ambito").set_value("anziani").run()
    assert len(tables(screen)[0]) == 7
    screen.selectbox(key="semaforo").set_value("critical").run()
    assert len(tables(screen)[0]) < 7
    screen.selectbox(key="stato").set_value("proposed").run()
    assert "Nessuna scheda con questi filtri" in words(screen)


def test_a_scheda_opens_its_whole_sheet(shell: AppTest) -> None:
    screen = opened(shell, PROGRAMME)
    screen.selectbox(key="scheda").set_value(LATE).run()
    assert not screen.exception
    text = words(screen)
    for part in (
        "Azioni",
        "Finanziamento per fonte e Comune",
        "Contesto e bisogno",
        "Soggetto capofila",
        "Oggi ",
        "A fine anno ",
    ):
        assert part in text
    assert len(tables(screen)) == 3
    screen.button(key="back-scheda").click().run()
    assert screen.selectbox(key="scheda").value == ""


@pytest.mark.parametrize("path", [AREAS, PROGRAMME])
def test_a_year_gone_by_opens_too(shell: AppTest, path: str) -> None:
    screen = opened(shell, path)
    screen.selectbox(key="anno").set_value("2024").run()
    assert not screen.exception
    assert screen.error.len == 0


@pytest.mark.parametrize("path", [AREAS, PROGRAMME])
def test_an_empty_archive_says_what_to_do(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{tmp_path / 'no_demo.sqlite'}")
    monkeypatch.setenv("UDP_DEMO", "0")
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")
    screen = opened(AppTest.from_file(str(SHELL), default_timeout=60), path)
    assert "non c’è ancora un programma attuativo" in words(screen).replace("\\", "")


def test_every_chart_has_a_description(shell: AppTest) -> None:
    for path in (AREAS, PROGRAMME):
        screen = opened(shell, path)
        assert all(part.proto.alt for part in screen.get("plotly_chart"))
