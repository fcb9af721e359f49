"""Comuni through the shell, over the demonstration."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.reading import words

SCREEN = "indicatori/comuni.py"


@pytest.fixture
def screen(shell: AppTest) -> AppTest:
    return shell.switch_page(SCREEN).run()


def test_three_comuni_with_need_beside_spending(screen: AppTest) -> None:
    assert not screen.exception
    assert screen.title[0].value == "Le risorse seguono i bisogni dei Comuni?"
    text = words(screen)
    assert "Ravenna: FRNA per residente di 75 anni e più" in text
    assert "CC BY 4.0" in text
    assert len(screen.get("plotly_chart")) == 2


def test_the_measure_of_the_map_is_chosen(screen: AppTest) -> None:
    chosen = screen.selectbox(key="misura").select("residents_75").run()
    assert not chosen.exception
    texts = [
        annotation["text"]
        for chart in chosen.get("plotly_chart")
        for annotation in json.loads(chart.proto.spec)["layout"].get("annotations", [])
    ]
    assert "<b>Ravenna</b><br>21.524" in texts


@pytest.mark.parametrize("year", ["2024", "2025", "2026"])
def test_every_year_opens(screen: AppTest, year: str) -> None:
    assert not screen.selectbox(key="anno").select(year).run().exception
