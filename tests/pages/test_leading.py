"""Rows, cards and bars open what they speak of (ROOM C3)."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.screens import HOME
from tests.pages.conftest import SHELL
from tests.pages.reading import links, tables

AREAS, PROGRAMME = "piano/ambiti.py", "piano/programma.py"
INDICATORS, FUND = "indicatori/indicatori.py", "fondo/frna.py"


@pytest.fixture(autouse=True)
def _demonstration(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")


def opened(path: str, address: str = "") -> AppTest:
    """A screen, at an address that another screen gave, as a visitor who was nowhere before."""
    screen = AppTest.from_file(str(SHELL), default_timeout=60)
    for name, value in parse_qsl(urlsplit(address).query):
        screen.query_params[name] = value
    screen = screen.run().switch_page(path).run()
    assert not screen.exception
    assert not [one.value for one in screen.warning if "nell’indirizzo" in one.value]
    return screen


def pressed(screen: AppTest, chart: str, bar: int) -> AppTest:
    """What a browser tells when a bar is pressed."""
    (found,) = [one for one in screen.get("plotly_chart") if chart in one.proto.id]
    points = [{"curve_number": 0, "point_index": bar, "point_number": bar}]
    told = {"selection": {"points": points, "point_indices": [bar], "box": [], "lasso": []}}
    state = screen._tree.get_widget_states()
    state.widgets.add(id=found.proto.id, string_value=json.dumps(told))
    screen._run(state)
    assert not screen.exception
    return screen


def bars(screen: AppTest, chart: str) -> list[str]:
    """The words of the bars, from the top."""
    (found,) = [one for one in screen.get("plotly_chart") if chart in one.proto.id]
    return list(json.loads(found.proto.spec)["data"][0]["y"])


def title(screen: AppTest) -> str:
    return screen.header[0].value.replace("\\", "")


def rows(screen: AppTest) -> list[tuple[str, str]]:
    """The schede that a screen lists, each with where it leads."""
    return [one for one in links(screen) if one[0].startswith("S26-")]


def test_the_four_answers_open_their_screens_in_the_year_looked_at() -> None:
    four = {name: place for name, place in links(opened(HOME, "?anno=2025")) if "?anno=" in place}
    assert four == {
        "Ambiti in linea": "ambiti?anno=2025",
        "È rimasto del FRNA": "frna?anno=2025",
        "Programma fatto": "programma?anno=2025",
        "Indicatori in linea": "indicatori?anno=2025",
    }


def test_every_scheda_of_the_programme_opens_from_its_row() -> None:
    listed = rows(opened(PROGRAMME))
    assert len(listed) == 45
    name, place = listed[-1]
    assert title(opened(PROGRAMME, place)) == name


def test_a_light_leaves_what_it_counts_and_the_other_filters_stay() -> None:
    of_area = opened(PROGRAMME, "?ambito=Anziani")
    (place,) = [to for _, to in links(of_area) if "semaforo=critico" in to]
    assert place == "?ambito=Anziani&semaforo=critico"
    critical = opened(PROGRAMME, place)
    assert [to for _, to in links(critical) if "semaforo=in" in to] == []  # there is none
    lights = [row[2] for found in tables(critical) for row in found if row[0].startswith("S26-")]
    assert 0 < len(lights) < len(rows(of_area))
    assert set(lights) == {"▲ critico"}


def test_a_scheda_opens_from_its_ambito() -> None:
    name, place = rows(opened(AREAS, "?ambito=Anziani"))[0]
    assert urlsplit(place).path == "programma"
    assert title(opened(PROGRAMME, place)) == name


def test_every_indicator_opens_from_its_row() -> None:
    screen = opened(INDICATORS)
    listed = [place for _, place in links(screen) if "indicatore=" in place]
    (count,) = {len(found) for found in tables(screen)}
    assert len(listed) == count
    assert not [to for _, to in links(opened(INDICATORS, listed[0])) if "indicatore=" in to]


def test_the_bar_of_a_late_scheda_opens_it() -> None:
    screen = opened(PROGRAMME)
    second = bars(screen, "opens-late")[1]
    assert title(pressed(screen, "opens-late", 1)).startswith(second[:6])


def test_the_bar_of_a_voce_brings_it_near() -> None:
    screen = opened(FUND)
    fourth = bars(screen, "opens-voci")[3].split()[0]
    assert screen.selectbox(key="voce").value != fourth
    assert pressed(screen, "opens-voci", 3).selectbox(key="voce").value == fourth


def test_the_bar_of_an_ambito_opens_it() -> None:
    screen = opened(AREAS)
    second = bars(screen, "opens-areas")[1]
    assert second == "Giovani"
    assert pressed(screen, "opens-areas", 1).selectbox(key="ambito").value == "giovani"
