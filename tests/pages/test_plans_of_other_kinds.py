"""S3-26, S0-06: the programmes of other plans, FRNA and poverty, on the screen of the Programma.

Beside the small zone programme of `tests.made_programme`: a poverty plan with one scheda of 80,000
euro, a FRNA plan without schede, and a poverty plan of another district.
"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_programme import DEMO, TODAY, Made, load_programme, money, scheda
from tests.pages.reading import words
from tests.pages.test_frna import SHELL, sound
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.kernel.vocabulary import PlanKind
from udp_core.programme.queries.programme import kinds_of_programmes
from udp_core.programme.report.reading import programme_report
from udp_core.programme.view.tables import schede_table
from udp_core.render.export import csv_bytes

PROGRAMME, POVERTY = "piano/programma.py", "ravenna:poverta:2026:1"
KINDS = [
    "Piano di zona per la salute e il benessere sociale",
    "Piano delle attività per la non autosufficienza",
    "Piano di contrasto alla povertà",
]


def plan(kind: str, code: str, title: str, district: str = "ravenna") -> list[Made]:
    years: Image = {"year_from": 2025, "year_to": 2027, "state": "in_force"}
    own: Image = {"district_id": district, "code": code, "kind": kind, "title": title}
    programme: Image = {
        "plan_id": f"{district}:{code}",
        "year": 2026,
        "edition": 1,
        "state": "agreed",
    }
    act: Image = {"act_id": "atto-1", "approved_on": "2026-04-22"} if district == "ravenna" else {}
    return [
        ("plan", {**own, **years, **DEMO}),
        ("annual_programme", {**programme, **act, "title": f"Programma {title}", **DEMO}),
    ]


MORE: list[Made] = [
    *plan("poverty", "poverta", "povertà 2026"),
    *plan("frna", "frna", "FRNA 2026"),
    ("district", {"code": "rubicone", "name": "Rubicone"}),
    *plan("poverty", "poverta", "povertà altrui", "rubicone"),
    scheda("P1", "giovani", programme_id=POVERTY, title="Empori solidali"),
    money(f"{POVERTY}:P1", "comuni", None, "budget", 80_000),
]


@pytest.fixture
def archive(empty_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    load_programme(empty_engine, *MORE)
    monkeypatch.setenv("UDP_DATABASE_URL", str(empty_engine.url))
    monkeypatch.setenv("UDP_TODAY", TODAY.isoformat())
    monkeypatch.setenv("UDP_DEMO", "0")
    return empty_engine


def opened() -> AppTest:
    shown = AppTest.from_file(str(SHELL), default_timeout=60)
    return sound(shown.switch_page(PROGRAMME).run())


@pytest.mark.usefixtures("archive")
def test_s3_26_the_poverty_programme_is_read_with_its_schede_and_its_act() -> None:
    shown = opened()
    assert shown.selectbox(key="tipo-piano").options == KINDS
    assert "Programma 2026: in vigore" in words(shown)
    assert "Empori solidali" not in words(shown)
    shown = sound(shown.selectbox(key="tipo-piano").set_value("poverty").run())
    said = words(shown)
    act = "approvato il 22/04/2026 con «Approvazione del programma»"
    assert f"Programma povertà 2026: concordato in Comitato, {act}." in said
    assert "Empori solidali" in said
    assert "Scheda S1" not in said
    assert "povertà altrui" not in said


@pytest.mark.usefixtures("archive")
def test_s0_06_a_frna_programme_without_schede_says_what_is_missing() -> None:
    shown = opened().selectbox(key="tipo-piano").set_value("frna").run()
    assert "Il programma non ha ancora schede." in words(sound(shown))


def test_s3_26_the_schede_of_the_poverty_programme_leave_in_their_file(archive: Engine) -> None:
    with reading(archive) as connection:
        assert kinds_of_programmes(connection, "ravenna", 2026) == tuple(PlanKind)
        assert kinds_of_programmes(connection, "rubicone", 2026) == (PlanKind.POVERTY,)
        assert kinds_of_programmes(connection, "ravenna", 2031) == ()
        found = programme_report(connection, "ravenna", 2026, TODAY, kind=PlanKind.POVERTY)
        usual = programme_report(connection, "ravenna", 2026, TODAY)
    assert found is not None
    assert usual is not None
    assert [one.code for one in found.schede] == ["P1"]
    assert "P1" not in [one.code for one in usual.schede]
    text = csv_bytes(schede_table(found, found.schede), STAMP).decode("utf-8-sig")
    assert "Empori solidali" in text
    assert "80000,00" in text


def test_where_only_the_zone_plan_has_a_programme_nothing_is_asked(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3-26: the demonstration has one plan, and its screen no question more."""
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")
    shown = opened()
    assert "tipo-piano" not in [one.key for one in shown.selectbox]
    assert "in vigore, approvato il 22/04/2026" in words(shown)
