"""Every register as people read it: a canary written in each is found on a reader's page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_rows import load, sound
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CARLO, desk, opened
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Entity, Image, id_of, specs, table_name
from udp_core.archive.field import Kind
from udp_core.archive.migrate import migrate
from udp_core.archive.register import Reader
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.kernel.vocabulary import Role
from udp_core.people.rules import Actor, Grant
from udp_core.registers.report import register_value
from udp_core.registers.view.tables import whole_table
from udp_core.render.export import csv_bytes
from udp_core.render.stamp import Stamp
from udp_core.writing.loading import Batch
from udp_core.writing.row_rules import rules_of

__all__ = ["desk"]
KEEPER = Actor("a", "Tutto", (Grant(Role.COORDINATOR, "a"), Grant(Role.ADMINISTRATOR, "a")))
LATEST = date(2026, 12, 5)


def canary(entity: type[Entity]) -> Image:
    """A sound row whose first free text of its own says the name of its register.

    Free where no rule of the row refuses it: an hour is not.
    """
    image, name_of_it = sound(entity), table_name(entity)
    written = (
        image | {name: f"Canarino {name_of_it}"}
        for name, spec in specs(entity).items()
        if spec.kind is Kind.TEXT
        and not (spec.allowed or spec.pattern or spec.called)
        and name not in entity.key
    )
    rules = rules_of(name_of_it)
    return next((one for one in written if not any(rule(one) for rule in rules)), image)


@pytest.fixture
def aviary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An archive with one row in every register."""
    address = f"sqlite:///{tmp_path / 'aviary.sqlite'}"
    monkeypatch.setenv("UDP_DATABASE_URL", address)
    monkeypatch.setenv("UDP_DISTRICT", "a")
    monkeypatch.setenv("UDP_TODAY", LATEST.isoformat())
    engine = open_engine(address)
    migrate(engine)
    for entity in ENTITIES:
        load(engine, Batch(entity, [(None, canary(entity))]))
    return engine


def test_a_canary_in_every_register_is_read_on_a_page_and_leaves_in_its_file(
    aviary: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("ufficio/elenchi.py", KEEPER, monkeypatch)
    unseen = []
    for entity in ENTITIES:
        table, image = table_name(entity), canary(entity)
        screen.selectbox(key="registro").set_value(table).run()
        assert not screen.exception, table
        if "Nessuna riga" in words(screen):
            unseen.append(table)
        screen.query_params["riga"] = f"{table}:{id_of(entity, image)}"
        screen.run()
        said = f"Canarino {table}"
        if said in image.values() and said not in words(screen):
            unseen.append(f"{table}: {said}")
        with reading(aviary) as connection:
            value = register_value(connection, entity, "a", {}, KEEPER)
        file = csv_bytes(whole_table(value), _stamp()).decode("utf-8-sig")
        if said in image.values() and said not in file:
            unseen.append(f"{table}, file")
        del screen.query_params["riga"]
    assert unseen == []


def _stamp() -> Stamp:
    from datetime import UTC, datetime

    return Stamp(LATEST, datetime(2026, 12, 5, tzinfo=UTC), 1, "", "", (), demo=False)


def test_what_only_its_writers_read_is_offered_to_nobody_else(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    closed = {table_name(one) for one in ENTITIES if one.read_by is Reader.WRITERS}
    signed = {table_name(one) for one in ENTITIES if one.read_by is Reader.SIGNED_IN}
    offered = {}
    for name, actor in (("nobody", None), ("carlo", CARLO), ("anna", ANNA)):
        screen = opened("ufficio/elenchi.py", actor, monkeypatch)
        labels = screen.selectbox(key="registro").options
        offered[name] = {one for one in BY_NAME if _called(one) in labels}
    assert closed.isdisjoint(offered["nobody"] | offered["carlo"])
    assert signed.isdisjoint(offered["nobody"])
    assert signed <= offered["carlo"]
    assert closed <= offered["anna"]


def _called(table: str) -> str:
    labels = BY_NAME[table].labels
    return labels[:1].upper() + labels[1:]


def test_an_address_opens_a_row_and_forgets_that_of_another_register(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = opened("ufficio/elenchi.py", None, monkeypatch)
    screen.query_params["riga"] = "plan:ravenna:pdz-2024-2026"
    screen.run()
    assert "Programmi attuativi" in words(screen)
    screen.button(key="torna-elenco").click().run()
    assert "riga" not in screen.query_params
    screen.query_params["riga"] = "project:ravenna:nessuno"
    screen.run()
    assert "riga" not in screen.query_params
    screen.query_params["riga"] = "plan:ravenna:nessuno"
    screen.run()
    assert "Questa riga non c’è" in words(screen)


def test_deadlines_are_chosen_and_written_to_who_must_act(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen: AppTest = opened("ufficio/scadenze.py", None, monkeypatch)
    before = words(screen)
    assert "Entro 90 giorni" in before
    screen.selectbox(key="quando").set_value("scadute").run()
    assert "in ritardo di" in words(screen)
    screen.selectbox(key="cosa").set_value("action").run()
    whose = screen.selectbox(key="di-chi").options[1]
    screen.selectbox(key="di-chi").set_value(whose).run()
    assert not screen.exception


def test_panorama_says_the_next_deadlines(desk: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk
    screen = opened("comitato/panorama.py", None, monkeypatch)
    labels = [link.proto.label.replace("\\", "") for link in screen.get("page_link")]
    assert any(one.startswith("Scadenze: ") for one in labels), labels
