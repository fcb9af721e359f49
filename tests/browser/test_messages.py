"""What a browser says is not believed.

Every role, every screen of the desk, every gesture, sent by message.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.browser.conftest import Server, running
from tests.browser.door import PASSWORD
from tests.browser.messages import Client, Widget, talking
from tests.made_copy import copied
from tests.made_rows import load, sound_history
from tests.slow import also
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image, specs
from udp_core.archive.field import Kind
from udp_core.archive.registry import BY_NAME
from udp_core.sign_in.sessions import Visit, accept, digest, invite, sign_in
from udp_core.writing.grid.ordering import ordered_ids
from udp_core.writing.loading import Batch

pytestmark = pytest.mark.browser
CERVIA, RAVENNA = "039007", "039014"
MANDATES: dict[str, list[tuple[str, str | None, str | None]]] = {
    "anna": [("coordinator", None, None), ("administrator", None, None)],
    "ugo": [("committee", None, None)],
    "carlo": [("municipality_editor", None, CERVIA)],
    "dina": [("area_editor", "anziani", None)],
    "fede": [("coordinator", None, None), ("administrator", None, None)],
}
ELSEWHERE = {"fede": "faenza"}
"""Who works in another district."""
SCHEDA = "ravenna:pdz-2024-2026:2026:1:S26-01"
SCENES: dict[str, tuple[str, dict[str, str]]] = {
    "aggiornamenti": ("aggiornamenti", {"mese": "novembre"}),
    "carica": ("carica", {}),
    "importa": ("importa", {}),
    "scheda": ("scheda", {"modulo": SCHEDA}),
    "scheda nuova": ("scheda", {"modulo": "nuova"}),
    "scheda, azioni": ("scheda", {"modulo": SCHEDA, "parte-modulo": "Azioni"}),
    "registri": ("registri", {}),
    "registri, organizzazioni": ("registri", {"registro": "organisation"}),
    "stati": ("stati", {"comuni": "Ravenna", "periodi": "ottobre"}),
    "stati, schede": ("stati", {"parte": "Schede"}),
    "stati, programma": ("stati", {"parte": "Programma"}),
    "spostamenti": ("spostamenti", {"parte": "Proposta"}),
    "spostamenti, chiusura": ("spostamenti", {"parte": "Chiusura dell’anno"}),
    "ritardi": ("ritardi", {}),
    "storia": ("storia", {}),
    "accesso": ("accesso", {}),
    "accesso, incarichi": ("accesso", {"parte": "Incarichi"}),
    "accesso, inviti": ("accesso", {"parte": "Inviti"}),
    "seduta": ("seduta", {}),
    "seduta, presenze": ("seduta", {"parte": "Presenze"}),
    "seduta, criticità": ("seduta", {"parte": "Criticità"}),
    "seduta, fascicolo": ("seduta", {"parte": "Fascicolo"}),
    "accesso, identità": ("accesso", {"parte": "Identità dell’ente"}),
}
"""Screens of the desk and what the coordinator chose there."""
TRIED = (
    tuple(SCENES)
    if os.environ.get("UDP_SLOW")
    else (
        "aggiornamenti",
        "scheda",
        "registri",
        "stati",
        "spostamenti",
        "accesso, incarichi",
        "seduta",
    )
)
"""By every role; with UDP_SLOW=1 all the scenes, which take minutes."""
GRIDS = {
    "parte-action-": ("action", "title"),
    "grid-FrnaEntry-": ("frna_entry", "source"),
    "grid-Organisation-": ("organisation", "name"),
    "utenti-": ("officer", "name"),
    "incarichi-": ("mandate", "valid_to"),
    "agenda-": ("agenda_item", "rapporteur"),
}
"""How the key of each grid begins.

Its table, and a column of it that whoever has the right may write in.
"""
WAYS_BACK = ("-butta", "-indietro", "-annulla")
"""Buttons that take back what the same message wrote."""
VALUES: dict[str, Any] = {"Button": True, "TextInput": "1.000", "TextArea": "1.000"}
REAL = ("registri", "seduta", *also("scheda, azioni", "registri, organizzazioni", "accesso"))


def table_of(grid: str) -> tuple[str, str]:
    """The table of a grid, by its identifier, and a column of it."""
    return next(found for begin, found in GRIDS.items() if f"-{begin}" in grid)


def forged(engine: Engine, grid: str) -> dict[str, Any]:
    """One cell of a row that is not locked, in a column that the grid has.

    Nothing but the right to it is missing.
    """
    table, column = table_of(grid)
    spec = specs(BY_NAME[table])[column]
    place = 0
    if table == "frna_entry":
        with reading(engine) as connection:
            ids = ordered_ids(
                connection, BY_NAME[table], (("fund_year_id", "ravenna:frna:2026"),), 2026
            )
            open_ = set(
                connection.exec_driver_sql(
                    "SELECT id FROM frna_entry WHERE state <> 'validated'"
                ).scalars()
            )
        place = next(number for number, row_id in enumerate(ids) if row_id in open_)
    return edited(
        {spec.label: "31/12/2027" if spec.kind is Kind.DAY else "Cambiato da un messaggio"}, place
    )


def gesture(engine: Engine, one: Widget) -> Any:
    """What a widget is made to say; None of those that a message leaves alone."""
    if one.kind == "Dataframe":
        return forged(engine, one.id) if "-foglio-" in one.id else None
    return None if one.id.endswith(WAYS_BACK) else VALUES.get(one.kind)


@dataclass(frozen=True)
class Archive:
    """The database behind the server, and a session of each officer."""

    engine: Engine
    secrets: dict[str, str]

    def written(self, officer: str = "") -> list[tuple[str, str]]:
        """What history has of an officer, or of everybody: entity and row."""
        with reading(self.engine) as connection:
            rows = connection.exec_driver_sql(
                "SELECT entity, entity_id, author FROM history JOIN request ON request.id ="
                " request_id ORDER BY sequence"
            ).all()
        return [(entity, row_id) for entity, row_id, author in rows if officer in {"", author}]


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    officers: list[tuple[int | None, Image]] = [
        (None, {"code": name, "name": f"Ufficio di {name}", "active": 1}) for name in MANDATES
    ]
    mandates: list[tuple[int | None, Image]] = [
        (None, _mandate(name, *one)) for name, given in MANDATES.items() for one in given
    ]
    with copied(demo_address, tmp_path_factory.mktemp("messages")) as engine:
        load(engine, Batch(BY_NAME["officer"], officers), Batch(BY_NAME["mandate"], mandates))
        yield Archive(engine, {name: _signed_in(engine, name) for name in MANDATES})
        assert sound_history(engine) == []


def _mandate(officer: str, role: str, area: str | None, municipality: str | None) -> Image:
    return {
        "officer_id": officer,
        "role": role,
        "district_id": ELSEWHERE.get(officer, "ravenna"),
        "area_id": area,
        "municipality_id": municipality,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }


def _signed_in(engine: Engine, name: str) -> str:
    visit = Visit("", datetime.now(UTC))
    accept(engine, invite(engine, name, visit.at), PASSWORD, visit)
    return sign_in(engine, name, PASSWORD, visit)


@pytest.fixture(scope="module")
def desk(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    address = f"sqlite:///{archive.engine.url.database}"
    with running(
        address, tmp_path_factory.mktemp("server") / "log.txt", UDP_TODAY="2026-12-05"
    ) as started:
        yield started


REREAD = "bozze-rileggi"
"""On every screen, out of sight: it reads what waits and writes nothing."""


@pytest.fixture(scope="module")
def gestures(archive: Archive, desk: Server) -> dict[str, dict[str, Any]]:
    """Of each scene, every gesture that the coordinator could make there, never sent by her.

    Cells filled, grids rewritten, buttons pressed.
    """
    found = {}
    for name, (page, chosen) in SCENES.items():
        with talking(desk, archive.secrets["anna"]) as client:
            client.open(page, **chosen)
            said = {
                one.id: gesture(archive.engine, one)
                for key, one in client.widgets.items()
                if key != REREAD
            }
            found[name] = {widget: value for widget, value in said.items() if value is not None}
    return found


def grid_of(client: Client) -> tuple[str, str]:
    """The identifiers of the grid drawn last and of its button."""
    key = next(key for key in reversed(client.widgets) if "-foglio-" in key)
    return client.widgets[key].id, client.widgets[f"{key.rpartition('-foglio-')[0]}-save"].id


def edited(cells: Mapping[str, str], row: int = 0) -> dict[str, Any]:
    return {"edited_rows": {str(row): dict(cells)}, "added_rows": [], "deleted_rows": []}


@pytest.mark.parametrize("scene", REAL)
def test_the_gestures_of_a_grid_are_real(archive: Archive, desk: Server, scene: str) -> None:
    """Of her own, the coordinator's message does write.

    Were it void, the tests below would prove nothing.
    """
    before, (page, chosen) = len(archive.written("anna")), SCENES[scene]
    with talking(desk, archive.secrets["anna"]) as client:
        client.open(page, **chosen)
        grid, button = grid_of(client)
        kept = {client.widgets[key].id: word for key, word in chosen.items()}
        client.send(kept | {grid: forged(archive.engine, grid), button: True}, page)
    assert [entity for entity, _ in archive.written("anna")[before:]] == [table_of(grid)[0]]


def test_every_scene_has_gestures(gestures: dict[str, dict[str, Any]]) -> None:
    assert {name for name, found in gestures.items() if not found} == {
        "carica",
        "importa",
        "ritardi",
    }  # there files come in, judged elsewhere


def tried(
    archive: Archive, desk: Server, officer: str, scene: str, gestures: dict[str, Any]
) -> list[str]:
    """The rows that history has gained after an officer sent the gestures of a scene, twice."""
    before = len(archive.written())
    page, chosen = SCENES[scene]
    with talking(desk, archive.secrets.get(officer, "")) as client:
        client.open(page)
        kept = {
            client.widgets[key].id: word for key, word in chosen.items() if key in client.widgets
        }
        client.send(kept | gestures, page)
        client.send(kept | gestures, page)
    return [row_id for _, row_id in archive.written()[before:]]


@pytest.mark.parametrize("scene", TRIED)
@pytest.mark.parametrize("officer", ["", "ugo", "fede"])
def test_who_may_only_read_or_works_elsewhere_writes_nothing_by_message(
    archive: Archive, desk: Server, gestures: dict[str, dict[str, Any]], officer: str, scene: str
) -> None:
    assert tried(archive, desk, officer, scene, gestures[scene]) == []


@pytest.mark.parametrize("scene", TRIED)
def test_who_was_signed_out_under_an_open_screen_writes_nothing(
    archive: Archive, desk: Server, gestures: dict[str, dict[str, Any]], scene: str
) -> None:
    """The screen was drawn for who may.

    What its gestures say arrives once the session has ended.
    """
    secret = sign_in(archive.engine, "anna", PASSWORD, Visit("", datetime.now(UTC)))
    before, (page, chosen) = archive.written(), SCENES[scene]
    with talking(desk, secret) as client:
        client.open(page, **chosen)
        kept = {client.widgets[key].id: word for key, word in chosen.items()}
        with writing(archive.engine) as connection:
            connection.execute(text(ENDED["uscito qui"]), {"secret": digest(secret)})
        client.send(kept | gestures[scene], page)
        client.send(kept | gestures[scene], page)
    assert archive.written() == before


@pytest.mark.parametrize("scene", TRIED)
@pytest.mark.parametrize("officer", ["carlo", "dina"])
def test_who_writes_their_own_writes_nothing_of_others(
    archive: Archive, desk: Server, gestures: dict[str, dict[str, Any]], officer: str, scene: str
) -> None:
    with reading(archive.engine) as connection:
        schede = tuple(
            connection.exec_driver_sql(
                "SELECT id FROM intervention WHERE area_id = 'anziani'"
            ).scalars()
        )
    written = tried(archive, desk, officer, scene, gestures[scene])
    with reading(archive.engine) as connection:
        proposed = {
            *connection.exec_driver_sql(
                "SELECT id FROM voce_transfer WHERE state = 'proposed'"
            ).scalars()
        }
    others = [
        row_id
        for row_id in written
        if not (f":{CERVIA}" in row_id if officer == "carlo" else row_id.startswith(schede))
    ]
    assert {
        *others
    } - proposed == set()  # whoever writes may propose; what is proposed moves no money


@pytest.mark.parametrize(
    ("column", "words"), [("Stato", "Validato"), ("Importo", "1,00"), ("Comune", CERVIA)]
)
def test_a_locked_column_and_another_comune_are_refused_by_message(
    archive: Archive, desk: Server, column: str, words: str
) -> None:
    before = archive.written()
    with talking(desk, archive.secrets["carlo"]) as client:
        client.open("registri")
        grid, button = grid_of(client)
        client.send({grid: edited({column: words}), button: True}, "registri")
    assert archive.written() == before


ENDED = {
    "uscito qui": "DELETE FROM signed_in WHERE secret_hash = :secret",
    "uscito ovunque": "DELETE FROM signed_in WHERE officer_id = 'anna'",
    "ferma da due ore": (
        "UPDATE signed_in SET last_seen = '2020-01-01T00:00:00+00:00' WHERE secret_hash = :secret"
    ),
    "vecchia di dodici ore": (
        "UPDATE signed_in SET expires_at = '2020-01-01T00:00:00+00:00' WHERE secret_hash = :secret"
    ),
}
"""How a session ends under an open tab."""
