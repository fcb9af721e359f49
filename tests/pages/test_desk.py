"""The screens of the desk, run without a browser as an officer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import pages.components.who
from pages.components.screens import DESK
from tests.made_rows import load
from tests.pages.conftest import SHELL
from tests.pages.reading import words
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.vocabulary import Role
from udp_core.people.rules import Actor, Grant
from udp_core.writing.loading import Batch

CERVIA = "039007"
ANNA = Actor(
    "anna",
    "Ufficio di Piano",
    (Grant(Role.COORDINATOR, "ravenna"), Grant(Role.ADMINISTRATOR, "ravenna")),
)
CARLO = Actor(
    "carlo",
    "Servizi sociali di Cervia",
    (Grant(Role.MUNICIPALITY_EDITOR, "ravenna", None, CERVIA),),
)
CRA = f"ravenna:frna:2026:A1.1:frna:{CERVIA}:final:month:11"


@pytest.fixture
def desk(demo_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A copy of the demonstration with two officers, on 5 December."""
    copy = tmp_path / "desk.sqlite"
    shutil.copy(demo_address.removeprefix("sqlite:///"), copy)
    address = f"sqlite:///{copy}"
    monkeypatch.setenv("UDP_DATABASE_URL", address)
    monkeypatch.setenv("UDP_TODAY", "2026-12-05")
    engine = open_engine(address)
    officers: list[tuple[int | None, Image]] = [
        (None, {"code": one.officer_id, "name": one.name, "active": 1}) for one in (ANNA, CARLO)
    ]
    mandates: list[tuple[int | None, Image]] = [
        (
            None,
            {
                "officer_id": one.officer_id,
                "role": grant.role.value,
                "district_id": "ravenna",
                "area_id": None,
                "municipality_id": grant.municipality_id,
                "valid_from": "2020-01-01",
                "valid_to": None,
            },
        )
        for one in (ANNA, CARLO)
        for grant in one.grants
    ]
    load(engine, Batch(BY_NAME["officer"], officers), Batch(BY_NAME["mandate"], mandates))
    return engine


def seen_by(actor: Actor | None, path: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(pages.components.who, "who", lambda: actor)
    screen = AppTest.from_file(str(SHELL), default_timeout=60).switch_page(path).run()
    assert not screen.exception
    return screen


def opened(path: str, actor: Actor | None, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    screen = seen_by(actor, path, monkeypatch)
    assert [part.value for part in screen.error] == []
    return screen


def stored(engine: Engine, table: str, row_id: str) -> Image | None:
    with reading(engine) as connection:
        found = read_by_id(connection, BY_NAME[table], [row_id]).get(row_id)
    return found[1] if found else None


def version(engine: Engine, table: str, row_id: str) -> int:
    with reading(engine) as connection:
        return read_by_id(connection, BY_NAME[table], [row_id])[row_id][0]


def labels(screen: AppTest) -> list[str]:
    return [button.label for button in screen.button]


@pytest.mark.parametrize("path", DESK)
@pytest.mark.parametrize("actor", [None, CARLO, ANNA])
def test_every_screen_of_the_desk_opens_for_everybody(
    desk: Engine, path: str, actor: Actor | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = opened(path, actor, monkeypatch)
    assert len(screen.title) == 1
    assert ("Usare «Entra»" in words(screen)) is (actor is None)


def test_a_scheda_is_edited_in_its_form_with_what_is_wrong_beside_the_field(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("piano/scheda.py", ANNA, monkeypatch)
    with reading(desk) as connection:
        scheda = str(
            connection.exec_driver_sql(
                "SELECT id FROM intervention WHERE code = 'S26-04'"
            ).scalar_one()
        )
    screen.selectbox(key="modulo").set_value(scheda).run()
    field = next(
        str(one.key) for one in screen.text_input if str(one.key).endswith("-expected_users")
    )
    save = next(str(one.key) for one in screen.button if str(one.key).endswith("-save"))
    screen.text_input(key=field).set_value("molti").run()
    screen.button(key=save).click().run()
    assert words(screen).count("«molti» non si legge come un numero italiano.") == 2
    screen.text_input(key=field).set_value("1.200").run()
    screen.button(key=save).click().run()
    found = stored(desk, "intervention", scheda)
    assert found is not None
    assert found["expected_users"] == 1200


def test_who_administers_invites_and_others_do_not_see_how(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    plain = opened("ufficio/accesso.py", CARLO, monkeypatch)
    assert not plain.tabs
    screen = opened("ufficio/accesso.py", ANNA, monkeypatch)
    screen.session_state["parte"] = "Inviti"
    screen.run()
    screen.selectbox(key="invitato").set_value("carlo").run()
    next(button for button in screen.button if button.label == "Prepara un invito").click().run()
    assert screen.code[0].value.startswith("/invito?codice=")


def test_figures_are_not_shown_to_who_may_not_read(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    monkeypatch.setenv("UDP_READING", "accesso")
    monkeypatch.setattr(pages.components.who, "who", lambda: None)
    screen = AppTest.from_file(str(SHELL), default_timeout=60).run()
    assert "per vedere le cifre bisogna entrare" in screen.title[0].value
    assert "M€" not in words(screen)


def test_mandates_are_told_by_the_name_of_the_comune(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    assert "referente di Comune (Comune di Cervia)" in words(
        opened("ufficio/accesso.py", CARLO, monkeypatch)
    )


def test_money_is_not_offered_to_a_group_of_voci(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = opened("ufficio/spostamenti.py", ANNA, monkeypatch)
    screen.session_state["parte"] = "Proposta"
    offered = screen.run().selectbox(key="alla").options
    assert "A1.1 Case residenza anziani (CRA)" in offered
    assert "A Anziani" not in offered


def test_history_is_read_a_page_at_a_time_and_its_long_cells_fold(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table of text, in which «Da → a» takes the lines that it needs.

    No grid, which would cut it.
    """
    assert desk
    screen = opened("ufficio/storia.py", ANNA, monkeypatch)
    [page] = screen.number_input
    assert (page.value, page.max) == (1, 5)
    assert not screen.dataframe

    def numbers() -> list[str]:
        [shown] = [one.proto.body for one in screen.get("html") if "Da → a" in one.proto.body]
        return re.findall(r'data-th="N.">([0-9.]+)</td>', shown)

    first = numbers()
    page.set_value(5).run()
    last = numbers()
    assert (len(first), len(last), set(first) & set(last)) == (60, 60, set())
