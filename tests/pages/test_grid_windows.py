"""What is typed in a grid outlives its frame, its window and its session."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from pages.components import windows
from tests.pages.reading import words
from tests.pages.test_desk import desk
from tests.pages.test_grid import (
    NEW,
    ORGANISATIONS,
    press,
    register,
    rows_of,
    table,
    turn,
    type_in,
    waiting,
)
from udp_core.archive.engine import reading
from udp_core.writing.grid.drafts import kept_sheets

__all__ = ["desk"]


def test_a_cell_that_arrives_after_its_frame_has_gone_is_taken_in(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left while the new order was on its way: the browser speaks of the frame before."""
    assert desk
    screen = register("organisation", monkeypatch)
    first = rows_of(screen, ORGANISATIONS)[0]
    own = f"{ORGANISATIONS}-foglio-{turn(screen, ORGANISATIONS)}"
    screen.selectbox(key=f"{ORGANISATIONS}-ordine").set_value("name").run()
    screen.session_state[own] = {
        "edited_rows": {0: {"Nome": "In ritardo"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    screen.run()
    assert waiting(screen, ORGANISATIONS) == "Salva (1)"
    sheet = screen.session_state["griglie"][ORGANISATIONS].sheet
    assert dict(sheet.changed[first.id].cells) == {"name": "In ritardo"}


def test_another_session_finds_what_was_typed_with_its_moment(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after the session ended, and in rows that somebody has removed meanwhile."""
    screen = register("organisation", monkeypatch)
    type_in(
        screen,
        ORGANISATIONS,
        {0: {"Nome": "Scritto ieri"}},
        [{"Codice": "mezza", "Comune": "Cervja"}],
    )
    with reading(desk) as connection:
        [draft] = kept_sheets(connection, "anna", ORGANISATIONS, datetime.now(UTC)).values()
    assert len(draft.sheet) == 2
    again = register("organisation", monkeypatch)
    assert waiting(again, ORGANISATIONS) == "Salva (2)"
    assert "modifiche non salvate, scritte oggi alle" in words(again)
    assert table(again, ORGANISATIONS)["Nome"].iloc[0] == "Scritto ieri"
    assert list(table(again, ORGANISATIONS).iloc[-1])[:4] == ["mezza", "⚠", "⚠", "⚠ Cervja"]
    press(again, ORGANISATIONS, "butta")
    with reading(desk) as connection:
        assert kept_sheets(connection, "anna", ORGANISATIONS, datetime.now(UTC)) == {}


def test_each_window_has_its_own_rows_and_one_may_bring_those_of_another(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows of one officer on one grid.

    What was typed in a window that is closed is of the next that opens.
    """
    now, still_open = ["uno"], {"uno", "due"}
    monkeypatch.setattr(windows, "this_window", lambda: now[0])
    monkeypatch.setattr(windows, "is_open", still_open.__contains__)

    def kept() -> dict[str, int]:
        with reading(desk) as connection:
            return {
                window: len(one.sheet)
                for window, one in kept_sheets(
                    connection, "anna", ORGANISATIONS, datetime.now(UTC)
                ).items()
            }

    def changed(screen: AppTest) -> dict[str, Any]:
        return dict(screen.session_state["griglie"][ORGANISATIONS].sheet.changed)

    one = register("organisation", monkeypatch)
    first, second = (row.id for row in rows_of(one, ORGANISATIONS)[:2])
    type_in(one, ORGANISATIONS, {0: {"Nome": "Della prima"}}, [NEW])
    now[0] = "due"
    two = register("organisation", monkeypatch)
    assert waiting(two, ORGANISATIONS) == "Salva (0)"
    assert "In un’altra finestra aperta ci sono modifiche non salvate" in words(two)
    type_in(two, ORGANISATIONS, {1: {"Nome": "Della seconda"}})
    now[0] = "uno"
    assert waiting(one.run(), ORGANISATIONS) == "Salva (2)"
    assert [list(changed(one)), list(changed(two))] == [[first], [second]]
    assert kept() == {"uno": 2, "due": 1}
    press(one, ORGANISATIONS, "porta")
    assert (waiting(one, ORGANISATIONS), kept()) == ("Salva (3)", {"uno": 3})
    now[0] = "due"
    assert waiting(two.run(), ORGANISATIONS) == "Salva (0)"
    assert "sono state portate in un’altra, e là si salvano" in words(two)
    still_open.remove("uno")
    assert waiting(two.run(), ORGANISATIONS) == "Salva (3)"
    assert "modifiche non salvate, scritte oggi alle" in words(two)
    press(two, ORGANISATIONS)
    assert (": 3 righe." in words(two), kept()) == (True, {})


def test_what_arrives_when_the_session_has_ended_is_kept_and_said(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pages.components.who

    screen = register("organisation", monkeypatch)
    monkeypatch.setattr(pages.components.who, "who", lambda: None)
    screen.session_state[f"{ORGANISATIONS}-foglio-{turn(screen, ORGANISATIONS)}"] = {
        "edited_rows": {0: {"Nome": "Dopo la fine"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    monkeypatch.setattr("pages.shell.who", lambda: None, raising=False)
    screen.run()
    assert "La riga scritta e non salvata è tenuta come bozza" in words(screen)
    with reading(desk) as connection:
        [draft] = kept_sheets(connection, "anna", ORGANISATIONS, datetime.now(UTC)).values()
    assert [dict(one.cells) for one in draft.sheet.changed.values()] == [{"name": "Dopo la fine"}]


@pytest.mark.usefixtures("desk")
def test_a_grid_of_one_line_has_room_for_eight_pasted_and_stays_under_an_open_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ROOM B6: pasted under one line, eight are seen; a new frame would close the cell."""
    heights: list[int] = []
    draws = st.data_editor

    def drawn(*given: Any, **named: Any) -> Any:
        heights.append(named["height"])
        return draws(*given, **named)

    monkeypatch.setattr(st, "data_editor", drawn)
    screen = register("organisation", monkeypatch)
    screen.text_input(key=f"{ORGANISATIONS}-cerca").set_value("Azienda USL").run()
    before = turn(screen, ORGANISATIONS)
    type_in(screen, ORGANISATIONS, added=[NEW | {"Codice": f"coop-{one}"} for one in range(8)])
    assert turn(screen, ORGANISATIONS) == before
    assert heights[-1] == 10 * 36
    assert waiting(screen, ORGANISATIONS) == "Salva (8)"
