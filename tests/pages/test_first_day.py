"""An archive with nothing of its district.

Who coordinates finds a list to follow, others that the data are not there yet.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from pages.components.screens import DESK, ROOM, SCREENS
from tests.made_rows import load, sound
from tests.pages.reading import words
from tests.pages.test_desk import opened
from udp_core.archive.registry import BY_NAME, REGISTERS, register_name
from udp_core.kernel.settings import Settings
from udp_core.kernel.vocabulary import ImportKind, Role
from udp_core.people.rules import Actor, Grant
from udp_core.running.start import start
from udp_core.writing.loading import Batch

COORDINATOR = Actor("coordinatore", "Ufficio di Piano", (Grant(Role.COORDINATOR, "faenza"),))
ELSEWHERE = Actor("anna", "Ufficio di Piano", (Grant(Role.COORDINATOR, "ravenna"),))
STEPS = [
    "1 Comuni e popolazione",
    "2 Organi e persone",
    "3 Piano e programma",
    "4 Fondo e preventivo",
    "5 Schede",
    "6 Indicatori",
]
EMPTY = (
    "piano/programma.py",
    "piano/ambiti.py",
    "fondo/frna.py",
    "simulazione/simulazione.py",
    "indicatori/indicatori.py",
)
COMMAND = re.compile(r"«udp |udp (?:load|init|import|export|check)\b")


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the product ships and nothing else, as Faenza finds it."""
    path = tmp_path_factory.mktemp("begun") / "faenza.sqlite"
    start(Settings(f"sqlite:///{path}", None, "faenza", demo=False)).dispose()
    return path


@pytest.fixture
def faenza(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of it, on 10 June 2026."""
    address = f"sqlite:///{shutil.copy(begun, tmp_path / 'faenza.sqlite')}"
    for name, value in (
        ("DATABASE_URL", address),
        ("TODAY", "2026-06-10"),
        ("DISTRICT", "faenza"),
        ("DEMO", "0"),
    ):
        monkeypatch.setenv(f"UDP_{name}", value)
    return address


def links(screen: AppTest) -> list[tuple[str, str, dict[str, list[str]]]]:
    """Screen, words and address of each link of a screen."""
    found = [one.proto for one in screen.get("page_link")]
    return [(one.page, one.label, parse_qs(one.query_string)) for one in found]


def test_who_coordinates_begins_with_six_steps_each_with_its_links(
    faenza: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faenza
    screen = opened("comitato/panorama.py", COORDINATOR, monkeypatch)
    shown = [one.value for one in screen.markdown if one.value.startswith("**")]
    assert [one.removeprefix("**").split("\\:")[0] for one in shown] == STEPS
    assert "6 Comuni, 6 Comuni con i residenti" in shown[0]
    assert "1 Comuni e popolazione\\: fatto" in shown[0]
    assert "2 Organi e persone\\: si comincia da qui" in shown[1]
    assert "il Comitato di Distretto" in shown[1]


def test_each_link_opens_the_register_that_it_names(
    faenza: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faenza
    screen = opened("comitato/panorama.py", COORDINATOR, monkeypatch)
    asked = [address["registro"][0] for _, _, address in links(screen) if "registro" in address]
    assert len(asked) == 13
    assert set(asked) <= {register_name(one) for one in REGISTERS}
    kinds = [address["tipo"][0] for _, _, address in links(screen) if "tipo" in address]
    assert set(kinds) <= {one.label for one in ImportKind}
    screen.query_params["registro"] = "Anni dei fondi"
    assert (
        screen.switch_page("ufficio/registri.py").run().selectbox(key="registro").value
        == "fund_year"
    )


@pytest.mark.parametrize("actor", [None, COORDINATOR])
def test_no_screen_sends_anybody_to_a_command_line_nor_to_a_year_that_is_not_there(
    faenza: str, actor: Actor | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faenza
    screen = opened(next(iter(SCREENS)), actor, monkeypatch)
    for path in [*SCREENS, *ROOM, *(DESK if actor else ())]:
        said = words(screen.switch_page(path).run())
        assert not screen.exception
        assert not screen.error, path
        assert not COMMAND.search(said), path
        assert "altro anno" not in said, path
        if path in EMPTY:
            assert ("Dati non ancora caricati" in said) is (actor is None), path
            assert bool([one for one in links(screen) if "registro" in one[2]]) is (
                actor is not None
            ), path


def test_who_coordinates_elsewhere_only_reads_that_nothing_is_there(
    faenza: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faenza
    assert "Dati non ancora caricati" in words(
        opened("comitato/panorama.py", ELSEWHERE, monkeypatch)
    )


def test_no_sentence_of_the_screens_names_a_command() -> None:
    core = Path(__file__).resolve().parents[2]
    files = [
        *core.glob("pages/**/*.py"),
        *core.glob("udp_core/*/view/**/*.py"),
        *core.glob("udp_core/*/tables.py"),
        *core.glob("udp_core/*/slides.py"),
        *core.glob("udp_core/render/**/*.py"),
        *core.glob("udp_core/simulation/**/*.py"),
    ]
    sentences = [
        line
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if '"""' not in line
    ]
    assert len(files) > 100
    assert [line for line in sentences if COMMAND.search(line)] == []


def test_where_there_are_other_years_one_of_them_is_offered(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{demo_copy.url.database}")
    plan = sound(
        BY_NAME["plan"], district_id="ravenna", code="pdz-2030", year_from=2030, year_to=2032
    )
    programme = sound(BY_NAME["annual_programme"], plan_id="ravenna:pdz-2030", year=2031)
    for name, image in (("plan", plan), ("annual_programme", programme)):
        load(demo_copy, Batch(BY_NAME[name], [(None, image)]))
    screen = opened("fondo/frna.py", None, monkeypatch)
    screen.selectbox(key="anno").select("2031").run()
    assert (
        "Per il 2031 non c’è ancora un fondo FRNA, né un altro fondo. Si può anche scegliere un"
        " altro anno, in alto." in words(screen)
    )


def test_a_new_year_may_be_begun_while_the_old_one_is_still_shown(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_TODAY", "2027-01-15")
    screen = opened("comitato/panorama.py", ELSEWHERE, monkeypatch)
    assert (screen.selectbox(key="anno").value, screen.selectbox(key="anno").options[0]) == (
        "2026",
        "2027",
    )
    said = words(screen.selectbox(key="anno").select("2027").run())
    assert "Il primo giorno del 2027: mancano 4 passi di 6" in said
    assert "Manca: il programma dell’anno." in said


def test_in_a_district_that_the_archive_has_not_who_administers_finds_where_it_is_added(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_DISTRICT", "potenza")
    administrator = Actor("anna", "Ufficio di Piano", (Grant(Role.ADMINISTRATOR, "ravenna"),))
    screen = opened("comitato/panorama.py", administrator, monkeypatch)
    said = words(screen)
    assert "Nell’archivio non c’è il distretto «potenza»." in said
    assert (
        "Se il nome è giusto si aggiunge con questo codice tra i distretti, poi si danno gli"
        " incarichi" in said
    )
    assert [label for _, label, _ in links(screen) if label.endswith("›")] == [
        "Distretti ›",
        "Utenti e incarichi ›",
    ]
    screen.query_params["registro"] = "Distretti"
    assert (
        screen.switch_page("ufficio/registri.py").run().selectbox(key="registro").value
        == "district"
    )
