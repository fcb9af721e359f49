"""A grid of a register as an officer meets it.

Nothing of what is pasted vanishes, nothing is saved by halves.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_rows import load
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CARLO, CERVIA, desk, opened, stored, version
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.writing.grid.workbook import Taken, register_workbook
from udp_core.writing.loading import Batch

__all__ = ["desk"]
ORGANISATIONS, ACTIONS = "grid-Organisation", "grid-Action"
NOW = datetime(2026, 11, 10, tzinfo=UTC)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEW = {
    "Codice": "coop-prova",
    "Nome": "Cooperativa di prova",
    "Tipo": "Associazione",
    "Comune": "39007",
}


def register(name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    screen = opened("ufficio/registri.py", ANNA, monkeypatch)
    return screen.selectbox(key="registro").set_value(name).run()


def turn(screen: AppTest, grid: str) -> int:
    found: int = screen.session_state["griglie"][grid].turn
    return found


def rows_of(screen: AppTest, grid: str) -> list[Any]:
    """The stored rows, in the order shown."""
    frame = screen.session_state["griglie"][grid].frame
    return [frame.rows[line] for line in frame.lines if isinstance(line, str)]


def table(screen: AppTest, grid: str) -> Any:
    return screen.session_state["griglie"][grid].table


def type_in(
    screen: AppTest,
    grid: str,
    changed: dict[int, dict[str, str]] | None = None,
    added: list[dict[str, str]] | None = None,
    removed: list[int] | None = None,
) -> AppTest:
    """What a browser says after these gestures."""
    said = {"edited_rows": changed or {}, "added_rows": added or [], "deleted_rows": removed or []}
    screen.session_state[f"{grid}-foglio-{turn(screen, grid)}"] = said
    return screen.run()


def press(screen: AppTest, grid: str, button: str = "save") -> AppTest:
    return screen.button(key=f"{grid}-{button}").click().run()


def waiting(screen: AppTest, grid: str) -> str:
    """What the button says of how many rows wait."""
    return screen.button(key=f"{grid}-save").label


def test_one_reason_for_a_whole_grid_excuses_only_what_it_was_shown(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A weight that makes 150 %, with a reason written before anybody was told: refused.

    Told, then agreed to: kept.
    """
    screen = register("action", monkeypatch)
    number, row = next(
        (number, one)
        for number, one in enumerate(rows_of(screen, ACTIONS))
        if one.image["weight"] == 250
    )
    type_in(screen, ACTIONS, {number: {"Peso": "75"}})
    screen.text_input(key=f"scritto-{ACTIONS}-perche").set_value("Così ha deciso il gruppo").run()
    press(screen, ACTIONS)
    assert any("150,0 %" in part.value for part in screen.error)
    assert version(desk, "action", row.id) == row.version
    press(screen, ACTIONS)
    assert version(desk, "action", row.id) == row.version + 1
    assert screen.text_input(key=f"scritto-{ACTIONS}-perche").value == ""


def test_a_reason_of_a_grid_that_is_too_long_is_refused_in_numbers_and_nothing_is_cut(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = register("organisation", monkeypatch)
    [first, *_] = rows_of(screen, ORGANISATIONS)
    type_in(screen, ORGANISATIONS, {0: {"Nome": "Nuovo nome"}})
    why = f"scritto-{ORGANISATIONS}-perche"
    screen.text_input(key=why).set_value("a" * 304).run()
    press(screen, ORGANISATIONS)
    assert "304 caratteri su 300" in words(screen)
    assert version(desk, "organisation", first.id) == first.version
    assert screen.text_input(key=why).value == "a" * 304


def test_a_grid_is_saved_whole_or_not_at_all(desk: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = register("organisation", monkeypatch)
    [first, *_] = rows_of(screen, ORGANISATIONS)
    changed = {0: {"Nome": "Nuovo nome"}}
    type_in(screen, ORGANISATIONS, changed, [{"Nome": "Senza codice"}])
    assert waiting(screen, ORGANISATIONS) == "Salva (2)"
    last = len(rows_of(screen, ORGANISATIONS))
    assert f"1 riga non è completa: riga {last + 1}, mancano «Codice» e «Tipo»." in words(screen)
    press(screen, ORGANISATIONS)
    assert "Non è stato salvato nulla" in words(screen)
    assert version(desk, "organisation", first.id) == first.version
    assert list(table(screen, ORGANISATIONS).iloc[-1])[:3] == ["⚠", "Senza codice", "⚠"]
    type_in(screen, ORGANISATIONS, {last: {"Codice": "senza", "Tipo": "associazione"}})
    press(screen, ORGANISATIONS)
    assert ": 2 righe." in words(screen)
    assert version(desk, "organisation", first.id) == first.version + 1
    added = stored(desk, "organisation", "senza")
    assert added is not None
    assert (added["name"], added["origin"]) == ("Senza codice", "real")


def test_a_grid_saved_second_shows_both_values(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = register("organisation", monkeypatch)
    row = rows_of(screen, ORGANISATIONS)[0]
    load(desk, Batch(BY_NAME["organisation"], [(None, row.image | {"name": "Nome degli altri"})]))
    type_in(screen, ORGANISATIONS, {0: {"Nome": "Nome mio"}})
    press(screen, ORGANISATIONS)
    [choice] = screen.radio
    assert choice.options == ["resta Nome degli altri, di Ada Rossi", "scrivi Nome mio"]
    choice.set_value("scrivi Nome mio").run()
    press(screen, ORGANISATIONS)
    found = stored(desk, "organisation", row.id)
    assert found is not None
    assert found["name"] == "Nome mio"


def test_what_is_not_understood_stays_in_its_cell_and_is_refused_by_row_and_column(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of the grid, the code that a spreadsheet cut, capitals: understood.

    A slip of the hand: told, with the right word.
    """
    screen = register("organisation", monkeypatch)
    count = len(rows_of(screen, ORGANISATIONS))
    type_in(screen, ORGANISATIONS, None, [NEW, {**NEW, "Codice": "coop-due", "Comune": "Cervja"}])
    assert waiting(screen, ORGANISATIONS) == "Salva (2)"
    assert (
        f"«Cervja» non è tra le righe di «Comuni».** (riga {count + 2}, colonna «Comune»)"
        in words(screen)
    )
    assert "Forse «Cervia»?" in words(screen)
    press(screen, ORGANISATIONS)
    assert stored(desk, "organisation", "coop-prova") is None
    assert list(table(screen, ORGANISATIONS)["Comune"])[-2:] == ["39007", "⚠ Cervja"]
    type_in(screen, ORGANISATIONS, {count + 1: {"Comune": "⚠ Cervia"}})
    press(screen, ORGANISATIONS)
    both = [stored(desk, "organisation", code) for code in ("coop-prova", "coop-due")]
    assert [one["municipality_id"] for one in both if one] == ["039007", "039007"]


def test_a_whole_table_pasted_into_one_open_cell_goes_into_its_cells(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200 rows of four columns, in the cell of a new row that was open."""
    screen = register("organisation", monkeypatch)
    block = "".join(f"n{number}\tEnte {number}\tassociazione\tRussi\n" for number in range(200))
    type_in(screen, ORGANISATIONS, None, [{"Codice": block}])
    assert waiting(screen, ORGANISATIONS) == "Salva (200)"
    assert list(table(screen, ORGANISATIONS).iloc[-1])[:4] == [
        "n199",
        "Ente 199",
        "associazione",
        "Russi",
    ]
    press(screen, ORGANISATIONS)
    last = stored(desk, "organisation", "n199")
    assert last is not None
    assert (last["name"], last["kind"], last["origin"]) == ("Ente 199", "association", "real")
    screen = press(screen, ORGANISATIONS, "annulla")
    assert "Annullat" in words(screen)
    assert stored(desk, "organisation", "n199") is None


def test_the_key_of_a_stored_row_is_refused_at_once_and_the_cell_keeps_what_was_typed(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = register("organisation", monkeypatch)
    [first, *_] = rows_of(screen, ORGANISATIONS)
    type_in(screen, ORGANISATIONS, {0: {"Codice": "altro"}})
    assert (
        f"«Codice» identifica la riga, che non può diventarne un’altra: era «{first.id}»."
        in words(screen)
    )
    assert "(riga 1, colonna «Codice»)" in words(screen)
    press(screen, ORGANISATIONS)
    assert stored(desk, "organisation", "altro") is None
    assert table(screen, ORGANISATIONS).iloc[0, 0] == "⚠ altro"


def test_other_registers_searches_and_orders_leave_what_is_typed_where_it_is(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    free: Image = {
        "code": "a-libera",
        "name": "Di nessuno",
        "kind": "association",
        "municipality_id": None,
        "valid_from": None,
        "valid_to": None,
        "origin": "real",
    }
    load(desk, Batch(BY_NAME["organisation"], [(None, free)]))
    screen = register("organisation", monkeypatch)
    gone, _, row, *_ = rows_of(screen, ORGANISATIONS)
    assert gone.id == "a-libera"
    type_in(screen, ORGANISATIONS, {2: {"Nome": "Nome nuovo"}}, [{"Codice": "mezza"}], [0])
    assert waiting(screen, ORGANISATIONS) == "Salva (3)"
    screen.text_input(key=f"{ORGANISATIONS}-cerca").set_value("AUSL").run()
    shown = table(screen, ORGANISATIONS)
    assert list(shown["Nome"])[-2:] == ["Nome nuovo", "⚠"]
    assert 0 < len(shown) - 2 < 20
    assert all("ausl" in " ".join(shown.iloc[one]).casefold() for one in range(len(shown) - 2))
    screen.text_input(key=f"{ORGANISATIONS}-cerca").set_value("").run()
    screen.selectbox(key=f"{ORGANISATIONS}-ordine").set_value("name").run()
    names = [row.image["name"] for row in rows_of(screen, ORGANISATIONS)]
    assert names == sorted(names, key=lambda name: str(name).casefold())
    screen.selectbox(key="registro").set_value("municipality").run()
    assert "Modifiche non salvate anche in: organizzazioni." in words(screen)
    screen.selectbox(key="registro").set_value("organisation").run()
    assert waiting(screen, ORGANISATIONS) == "Salva (3)"
    screen.switch_page("ufficio/storia.py").run()
    screen.switch_page("ufficio/registri.py").run()
    screen.selectbox(key="registro").set_value("organisation").run()
    assert waiting(screen, ORGANISATIONS) == "Salva (3)"
    new = next(
        one
        for one in range(len(table(screen, ORGANISATIONS)))
        if table(screen, ORGANISATIONS).iloc[one, 0] == "mezza"
    )
    type_in(screen, ORGANISATIONS, {new: {"Nome": "Mezza", "Tipo": "associazione"}})
    press(screen, ORGANISATIONS)
    assert ": 3 righe." in words(screen)
    changed = stored(desk, "organisation", row.id)
    assert changed is not None
    assert changed["name"] == "Nome nuovo"
    assert stored(desk, "organisation", gone.id) is None
    assert stored(desk, "organisation", "mezza") is not None


def test_steps_are_taken_back_one_by_one_and_what_was_thrown_away_comes_back(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = register("organisation", monkeypatch)
    stored_name = rows_of(screen, ORGANISATIONS)[0].image["name"]
    type_in(screen, ORGANISATIONS, {0: {"Nome": "Uno"}})
    type_in(screen, ORGANISATIONS, {0: {"Nome": "Due"}})
    type_in(screen, ORGANISATIONS, {0: {"Nome": "Due"}, 1: {"Nome": "Tre"}})
    press(screen, ORGANISATIONS, "indietro")
    assert table(screen, ORGANISATIONS)["Nome"].iloc[0] == "Due"
    assert waiting(screen, ORGANISATIONS) == "Salva (1)"
    press(screen, ORGANISATIONS, "indietro")
    assert table(screen, ORGANISATIONS)["Nome"].iloc[0] == "Uno"
    press(screen, ORGANISATIONS, "butta")
    assert waiting(screen, ORGANISATIONS) == "Salva (0)"
    assert table(screen, ORGANISATIONS)["Nome"].iloc[0] == stored_name
    press(screen, ORGANISATIONS, "indietro")
    assert table(screen, ORGANISATIONS)["Nome"].iloc[0] == "Uno"
    press(screen, ORGANISATIONS, "indietro")
    assert screen.button(key=f"{ORGANISATIONS}-indietro").disabled


def test_columns_are_text_and_the_browser_judges_nothing(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No list, no form, no obligation.

    What a browser does not know it drops before anybody is told.
    """
    import json

    assert desk
    screen = opened("ufficio/registri.py", ANNA, monkeypatch)
    [grid] = screen.get("dataframe")
    columns = json.loads(grid.proto.columns)
    typed = {name: one for name, one in columns.items() if not name.startswith("_")}
    assert {one["type_config"]["type"] for one in typed.values()} == {"text"}
    assert not [
        name
        for name, one in typed.items()
        if one.get("required") or one["type_config"].get("validate") or one.get("disabled")
    ]
    assert list(typed)[:3] == ["Anno del fondo", "Voce", "Fonte di finanziamento"]
    assert [typed[name].get("pinned") for name in ("Anno del fondo", "Voce", "Importo")] == [
        True,
        True,
        False,
    ]
    assert typed["Importo"]["alignment"] == "right"
    assert list(grid.proto.column_order)[:2] == [
        "Voce",
        "Fonte di finanziamento",
    ]  # the year of the fund is said above
    screen.selectbox(key="f-fund_year_id").set_value("").run()
    assert list(screen.get("dataframe")[0].proto.column_order)[:2] == ["Anno del fondo", "Voce"]
    assert typed["Voce"]["label"] == "Voce *"


def test_an_editor_finds_the_counts_of_people_of_its_own_comune_and_no_other(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the grid of the measures, where it writes its own.

    Those of others would tell what the indicators hide.
    """
    assert desk
    grid = "grid-Measurement"
    found: dict[str, set[object]] = {}
    for actor in (ANNA, CARLO):
        screen = opened("ufficio/registri.py", actor, monkeypatch)
        screen.selectbox(key="registro").set_value("measurement").run()
        screen.selectbox(key="f-indicator_id").set_value("DI-03").run()
        found[actor.officer_id] = {row.image["municipality_id"] for row in rows_of(screen, grid)}
        assert ("persone di altri Comuni" in words(screen)) == (actor is CARLO)
    assert CERVIA in found["carlo"]
    assert (found["carlo"], len(found["anna"])) == ({CERVIA}, 4)


def name_of(desk: Engine, organisation: str) -> object:
    return (stored(desk, "organisation", organisation) or {}).get("name")


def test_a_register_goes_to_excel_and_comes_back_into_its_grid(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name corrected and a row added in the file wait in the grid until «Salva»."""
    screen = register("organisation", monkeypatch)
    work = screen.session_state["griglie"][ORGANISATIONS]
    columns, (first, *_) = work.frame.columns, rows_of(screen, ORGANISATIONS)
    content = register_workbook(columns, [first], Taken("organisation", "ravenna", NOW, 1))
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column_letter for cell in sheet[3]}
    sheet[f"{heads['Nome']}4"] = "Nome corretto in Excel"
    for heading, word in NEW.items():
        sheet[f"{heads[heading]}6"] = word
    stream = BytesIO()
    book.save(stream)
    screen.file_uploader[0].set_value(("registro.xlsx", stream.getvalue(), XLSX)).run()
    press(screen, ORGANISATIONS, "porta-file")
    assert waiting(screen, ORGANISATIONS) == "Salva (2)"
    assert "Dal file: 1 riga corretta, 1 riga nuova, 0 righe uguali." in words(screen)
    assert name_of(desk, first.id) != "Nome corretto in Excel"
    press(screen, ORGANISATIONS)
    assert name_of(desk, first.id) == "Nome corretto in Excel"
    assert name_of(desk, "coop-prova") == "Cooperativa di prova"


def test_a_file_of_another_register_is_refused_and_leaves_the_grid_as_it_was(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = register("organisation", monkeypatch)
    screen.file_uploader[0].set_value(("registro.xlsx", b"PK altro", XLSX)).run()
    press(screen, ORGANISATIONS, "porta-file")
    assert screen.error
    assert waiting(screen, ORGANISATIONS) == "Salva (0)"
