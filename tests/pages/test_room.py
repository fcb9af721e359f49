"""The screens around a sitting, run without a browser, before and after the archive was frozen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.testing.v1 import AppTest

import pages.components.who
from pages.components.scenarios import _is_open_to
from pages.components.screens import ROOM
from pages.components.texts import Texts
from tests.made_copy import copied
from tests.made_rows import load
from tests.made_sitting import (
    MEMBERS,
    SITTING,
    TODAY,
    asked,
    edit,
    officers,
    opened,
    resolution,
    ten_posts,
)
from tests.pages.conftest import SHELL
from tests.pages.reading import words
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.queries import register_rows
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import hash_at, head
from udp_core.fund.entities.fund import Allocation
from udp_core.indicators.entities import Measurement
from udp_core.kernel.vocabulary import Role
from udp_core.people.rules import Actor, Grant
from udp_core.render.export import INFORMATION, csv_bytes, xlsx_bytes
from udp_core.render.table import Column, table
from udp_core.simulation.commands.scenarios import move_scenario, scenario
from udp_core.simulation.terms import ScenarioState
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.commands.showing import on_the_walls
from udp_core.sittings.entities import Attendance
from udp_core.sittings.queries.decisions import decisions
from udp_core.sittings.queries.sittings import sitting
from udp_core.sittings.terms import VoteChoice
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

INDICATORS = "indicatori/indicatori.py"
ANNA = Actor("anna", "Ufficio di Piano", (Grant(Role.COORDINATOR, "ravenna"),))


def screen(
    engine: Engine,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
    actor: Actor | None = None,
    **state: str,
) -> AppTest:
    monkeypatch.setenv("UDP_DATABASE_URL", str(engine.url))
    monkeypatch.setattr(pages.components.who, "who", lambda: actor)
    shown = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, value in state.items():
        shown.session_state[key] = value
    shown = shown.switch_page(path).run()
    assert not shown.exception
    assert [part.value for part in shown.error] == []
    return shown


@pytest.mark.parametrize("path", ROOM)
@pytest.mark.parametrize("actor", [None, ANNA], ids=["chi legge", "anna"])
def test_every_screen_of_the_room_opens_for_everybody(
    demo_copy: Engine, path: str, actor: Actor | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen(demo_copy, path, monkeypatch, actor)


def test_a_dossier_is_of_a_sitting_called_by_its_day(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints = dict.fromkeys(("head", "pdf", "pptx", "xlsx"), "0" * 64)
    made: Image = {
        "code": "K7M2QX",
        "district_id": "ravenna",
        "sitting_id": SITTING,
        "year": 2026,
        "revision": 7,
        "known_on": "2026-11-10",
        "made_at": "2026-11-10T18:30:00+01:00",
        **prints,
    }
    load(demo_copy, Batch(BY_NAME["dossier"], [(None, made)]))
    shown = words(screen(demo_copy, "seduta/seduta.py", monkeypatch, ANNA, parte="Fascicolo"))
    assert re.search(
        r"K7M2QX\W+10/11/2026 18:30\W+18/11/2026, Comitato di Distretto di"
        r" Ravenna\W+7\W+10/11/2026",
        shown,
    )
    assert "A seduta aperta le cifre sono quelle congelate" in shown


@pytest.fixture(scope="module")
def evening_file(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open, with a decision on a scenario.

    Then 100.000 € more come in, and one entry is corrected.
    """
    with copied(demo_address, tmp_path_factory.mktemp("evening")) as engine:
        _held(engine)
        return Path(str(engine.url.database))


@pytest.fixture
def evening(evening_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """A copy of that evening."""
    with copied(evening_file, tmp_path) as engine:
        yield engine


def _held(engine: Engine) -> None:
    opened(engine)
    named = dict(
        zip(
            MEMBERS,
            (VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.CONFLICT),
            strict=True,
        )
    )
    chosen, other = ten_posts(engine), ten_posts(engine, "Venti posti", 793)
    decide(
        engine,
        asked(),
        "anna",
        SITTING,
        resolution(
            by_name=named,
            reasons={MEMBERS[3]: "Amministra un gestore"},
            scenario_id=chosen,
            refused=(other,),
            review_on=date(2026, 11, 19),
        ),
        TODAY,
    )
    with reading(engine) as connection:
        came_in = connection.exec_driver_sql(
            "SELECT id, version, amount_cents FROM allocation WHERE fund_year_id ="
            " 'ravenna:frna:2026' AND status = 'official' AND line = 'elderly' ORDER BY as_of DESC"
            " LIMIT 1"
        ).one()
    edit(
        engine,
        Edit(
            Allocation,
            {"amount_cents": came_in[2] + 100_000_00},
            came_in[0],
            came_in[1],
            reason="Integrazione",
        ),
    )


def test_what_was_decided_and_how_it_went(evening: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the day on which it is to be looked at again."""
    monkeypatch.setenv("UDP_TODAY", "2026-11-19")
    said = words(screen(evening, "seduta/decisioni.py", monkeypatch))
    for part in (
        "Da rivedere: Preconsuntivo del FRNA 2026",
        "Sindaco di Russi: non vota per conflitto di interessi (Amministra un gestore)",
        "Scartato: scenario «Venti posti»",
        "costo +87.183,60 €",
        "Le voci decise",
    ):
        assert part in said, part


def test_why_it_changed(evening: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(screen(evening, "seduta/cambiato.py", monkeypatch))
    assert "Il residuo previsto è cambiato di +100 mila €" in said
    assert "100.000,00 €" in said


@pytest.mark.parametrize("part", ["Presenze", "In corso", "Criticità", "Fascicolo", "Documenti"])
@pytest.mark.parametrize("actor", [None, ANNA], ids=["chi legge", "anna"])
def test_every_part_of_a_sitting_opens(
    evening: Engine, part: str, actor: Actor | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = screen(evening, "seduta/seduta.py", monkeypatch, actor, parte=part)
    assert "Stato: **aperta**" in words(shown) or "Stato: aperta" in words(shown)


def test_a_screen_as_known_at_the_sitting(evening: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    now = words(screen(evening, "fondo/frna.py", monkeypatch))
    then = words(screen(evening, "fondo/frna.py", monkeypatch, noto=SITTING))
    assert "28,85 M€" in now
    assert "28,75 M€" in then
    assert "Cifre come note alla seduta del 18/11/2026" in then


def test_who_leaves_and_a_suspension_are_written_with_a_press(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(demo_copy)
    shown = screen(
        demo_copy, "seduta/seduta.py", monkeypatch, ANNA, parte="In corso", punto=f"{SITTING}:2"
    )
    shown.selectbox(key="chi-si-muove").set_value(MEMBERS[1]).run()
    (hour,) = [one for one in shown.text_input if one.label.startswith("Ora (adesso")]
    hour.set_value("18:42").run()
    shown.button(key="momento-persona").click().run()
    assert "Alle 18:42, al punto 2: esce Sindaco di Cervia." in words(shown)
    assert "Numero legale: sì, 3 presenti su 4" in words(shown)
    assert shown.button(key="momento-persona").label == "Entra"
    shown.button(key="momento-pausa").click().run()
    assert "La seduta è sospesa dalle" in words(shown)
    assert shown.button(key="momento-pausa").label == "Riprendi la seduta"


def test_a_point_that_does_not_read_is_told_and_nothing_is_written_in_its_place(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CODE 16: «terzo» is the number of no point; 3 is, and is what is then saved."""
    opened(demo_copy)
    shown = screen(demo_copy, "seduta/seduta.py", monkeypatch, ANNA, parte="Presenze")
    for typed, of_points in (("terzo", set()), ("3", {3})):
        (since,) = [one for one in shown.text_input if one.label == "Dal punto n."]
        since.set_value(typed)
        (save,) = [one for one in shown.button if one.label == "Salva la presenza"]
        save.click().run()
        told = "«terzo» non è il numero di un punto." in words(shown)
        assert told == (not of_points)
        with reading(demo_copy) as connection:
            held = register_rows(connection, Attendance, {"sitting_id": SITTING})
        assert {one.image["from_item"] for one in held} - {None} == of_points


def test_a_decision_pressed_twice_is_one_and_is_corrected_by_another(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(demo_copy)
    shown = screen(
        demo_copy, "seduta/seduta.py", monkeypatch, ANNA, parte="In corso", punto=f"{SITTING}:2"
    )
    shown.text_area(key=f"scritto-decisione-{SITTING}:2-testo").set_value("Si approva.")
    before = shown.run()
    before.button(key="decide-Registra la decisione").click().run()
    before.session_state[f"scritto-decisione-{SITTING}:2-testo"] = "Si approva."
    with reading(demo_copy) as connection:
        (first,) = decisions(connection, "ravenna", SITTING)
    declared = on_the_walls(demo_copy, SITTING)
    assert declared is not None
    assert (declared.slide, declared.item) == ("2-voto", 2)
    assert [one.label for one in shown.button if one.key and one.key.startswith("decide-")] == []
    (correct,) = [one for one in shown.toggle if one.label.startswith("Correggi la decisione n. 1")]
    correct.set_value(True).run()
    shown.text_area(key=f"scritto-decisione-{first.id}-testo").set_value(
        "Si approva, con la modifica."
    ).run()
    shown.button(key="decide-Registra la correzione").click().run()
    assert "sostituita dalla n. 2" in words(shown)
    with reading(demo_copy) as connection:
        assert [
            (one.number, one.replaces_id) for one in decisions(connection, "ravenna", SITTING)
        ] == [(2, first.id), (1, None)]


def test_a_second_press_that_stops_the_first_leaves_the_vote_on_the_walls(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page begins again at its first question after the decision is on record."""

    def stops(_texts: Texts) -> None:
        raise StopException

    opened(demo_copy)
    shown = screen(
        demo_copy, "seduta/seduta.py", monkeypatch, ANNA, parte="In corso", punto=f"{SITTING}:2"
    )
    shown.text_area(key=f"scritto-decisione-{SITTING}:2-testo").set_value("Si approva.").run()
    monkeypatch.setattr(Texts, "saved", stops)
    shown.button(key="decide-Registra la decisione").click().run()
    with reading(demo_copy) as connection:
        assert len(decisions(connection, "ravenna", SITTING)) == 1
    declared = on_the_walls(demo_copy, SITTING)
    assert declared is not None
    assert (declared.slide, declared.item) == ("2-voto", 2)


def test_one_thing_filled_in_is_one_request_however_often_it_is_sent() -> None:
    """The second press comes from the same visit with the same form.

    It has the same id, and finds it carried out.
    """

    def visit() -> None:
        import streamlit as st

        from pages.components.commanding import _once

        st.text(_once(("a", 1)) == _once(("a", 1)))
        st.text(_once(("a", 1)) == _once(("a", 2)))
        st.text(_once(("a", 1)))

    first, second = AppTest.from_function(visit).run(), AppTest.from_function(visit).run()
    assert [one.value for one in first.text][:2] == ["True", "False"]
    again = first.run()
    assert again.text[2].value == first.text[2].value != second.text[2].value


def test_a_table_that_leaves_carries_the_print_of_the_state_it_shows(
    evening: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`udp check --head` finds it again: of now, and of the state known at the sitting."""
    with reading(evening) as connection:
        row, now = sitting(connection, SITTING), head(connection)
        assert row is not None
        then = hash_at(connection, row.revision or 0)
    for choice, printed in (("", now.hash), (SITTING, then)):
        here = screen(evening, "fondo/frna.py", monkeypatch, noto=choice).session_state[
            "udp_context"
        ]
        one = table("voci", "Spesa per voce", [Column("name", "Voce")], [("A1",)])
        stamp = here.stamp("", "")
        sheet = load_workbook(BytesIO(xlsx_bytes(one, stamp)))[INFORMATION]
        assert f"# Impronta della storia: {printed}" in csv_bytes(one, stamp).decode()
        assert dict(sheet.iter_rows(values_only=True))["Impronta della storia"] == printed
    assert then != now.hash


def test_people_counted_at_a_sitting_are_shown_beside_those_of_now(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two Comuni of three were hidden then.

    One of their counts changed since, and the three of them are.
    """
    opened(demo_copy)
    at_the_sitting = partial(
        screen, demo_copy, INDICATORS, monkeypatch, noto=SITTING, indicatore="DI-03"
    )
    assert "Per 2 Comuni su 3 il valore" in words(at_the_sitting())
    rows = (
        "SELECT id, version, numerator FROM measurement WHERE indicator_id = 'DI-03' AND"
        " municipality_id = '039014' ORDER BY as_of DESC"
    )
    with reading(demo_copy) as connection:
        row_id, version, count = connection.exec_driver_sql(rows).first() or ("", 0, 0)
    edit(
        demo_copy,
        Edit(
            Measurement,
            dict.fromkeys(("numerator", "value"), count + 1_000),
            row_id,
            version,
            reason="Uno in più",
        ),
    )
    assert "Per 3 Comuni su 3 il valore" in words(at_the_sitting())


def test_a_scenario_is_of_who_saved_it_until_it_is_shared(demo_copy: Engine) -> None:
    """Its address can be guessed.

    A draft opens to anna alone, not to who has not come in, nor to another officer.
    """
    officers(demo_copy)
    code = ten_posts(demo_copy)
    readers = (ANNA, Actor("ugo", "Sindaco", (Grant(Role.COMMITTEE, "ravenna"),)), None)
    for state, expected in (
        (None, [True, False, False]),
        (ScenarioState.SHARED, [True, True, True]),
    ):
        if state:
            move_scenario(demo_copy, asked(), "anna", (code, 1), state, TODAY)
        with reading(demo_copy) as connection:
            kept = scenario(connection, code)
        assert kept is not None
        assert [_is_open_to(reader, kept) for reader in readers] == expected
