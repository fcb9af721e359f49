"""A file chosen, another screen looked at, back: the file is still there, or its person is not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import pages.components.who
from tests.pages.conftest import SHELL
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CARLO, CERVIA, CRA, desk, opened, stored
from udp_core.archive.engine import reading
from udp_core.desk.report.desk import desk_report
from udp_core.desk.workbooks.making import Whose, workbook_for

__all__ = ["desk"]
CONTENT = b"PK non una cartella di lavoro"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def looked_elsewhere(screen: AppTest, path: str) -> AppTest:
    return screen.switch_page("ufficio/fonti.py").run().switch_page(path).run()


@pytest.mark.parametrize("path", ["ufficio/carica.py", "ufficio/importa.py"])
def test_a_file_stays_while_another_screen_is_looked_at(
    desk: Engine, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert desk
    screen = opened(path, CARLO, monkeypatch)
    screen.file_uploader[0].set_value(("cifre di *ottobre*.xlsx", CONTENT, TYPE)).run()
    told = words(screen)
    assert "File scelto" not in told
    back = looked_elsewhere(screen, path)
    assert "cifre di *ottobre*.xlsx" in words(back)
    assert "File scelto oggi alle " in words(back)
    assert [one.value for one in back.error] == [one.value for one in screen.error]
    next(button for button in back.button if button.label == "Togli il file").click().run()
    assert "File scelto" not in words(looked_elsewhere(back, path))


def test_a_file_goes_with_who_chose_it(desk: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk
    screen = opened("ufficio/carica.py", CARLO, monkeypatch)
    screen.file_uploader[0].set_value(("cifre.xlsx", CONTENT, TYPE)).run()
    assert screen.session_state["carica-file"].content == CONTENT
    monkeypatch.setattr(pages.components.who, "who", lambda: None)
    screen.run()
    assert "La sessione è finita: [rientrare](entra?vai=carica" in words(screen)
    assert "carica-file" not in screen.session_state
    assert "File scelto" not in words(opened("ufficio/carica.py", ANNA, monkeypatch))
    monkeypatch.setattr(pages.components.who, "who", lambda: CARLO)
    again = AppTest.from_file(str(SHELL), default_timeout=60).switch_page("ufficio/carica.py").run()
    assert "cifre.xlsx" in words(again)
    next(button for button in again.button if button.label == "Togli il file").click().run()
    assert "File scelto" not in words(opened("ufficio/carica.py", CARLO, monkeypatch))


def test_a_workbook_is_seen_figure_by_figure_saved_once_and_its_key_goes(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """163.000,50 in November's first cell: shown, saved, and nothing is left to press."""
    with reading(desk) as connection:
        report = desk_report(connection, CARLO, "ravenna", 2026, 11, date(2026, 12, 5))
    book = load_workbook(BytesIO(workbook_for(report, CARLO, "ravenna", datetime.now(UTC), 1)))
    book["Spesa FRNA del mese"]["F4"] = 163_000.5
    stream = BytesIO()
    book.save(stream)
    screen = opened("ufficio/carica.py", CARLO, monkeypatch)
    screen.file_uploader[0].set_value(("cifre.xlsx", stream.getvalue(), TYPE)).run()
    for part in ("1 cifra diversa", "A1.1", "163.000,50 €", "si aggiunge"):
        assert part in words(screen), part
    screen.button(key="salva-file").click().run()
    saved = stored(desk, "frna_entry", CRA)
    assert saved is not None
    assert saved["amount_cents"] == 163_000_50
    assert [one for one in screen.button if one.key == "salva-file"] == []
    assert ": 1 riga, in bozza." in words(screen)
    again = opened("ufficio/carica.py", CARLO, monkeypatch)
    again.file_uploader[0].set_value(("cifre.xlsx", stream.getvalue(), TYPE)).run()
    assert "Le cifre del file sono già nell’archivio" in words(again)


def offered(screen: AppTest) -> str:
    [button] = screen.get("download_button")
    return str(button.proto.label)


def test_who_coordinates_takes_the_workbook_of_any_comune_and_brings_it_back(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chosen as in «I miei aggiornamenti».

    Offered, made of that Comune alone, read as such, and saved in its name.
    """
    screen = opened("ufficio/carica.py", ANNA, monkeypatch)
    of_the_district = offered(screen)
    screen.selectbox(key="comune").select(CERVIA).run()
    assert screen.selectbox(key="mese").value == "11"
    with reading(desk) as connection:
        report = desk_report(connection, ANNA, "ravenna", 2026, 11, date(2026, 12, 5), (CERVIA,))
    assert offered(screen) == f"Scarica le cifre da dare ({report.missing})" != of_the_district
    month = words(opened("ufficio/aggiornamenti.py", ANNA, monkeypatch))
    assert f"Mancano {of_the_district.split('(')[1].rstrip(')')} cifre" in month
    content = workbook_for(report, ANNA, "ravenna", datetime.now(UTC), 1, Whose(CERVIA, "Cervia"))
    book = load_workbook(BytesIO(content))
    assert [row[0].value for row in book["Istruzioni"].iter_rows(max_row=4)][
        2
    ] == "Cifre di: Cervia"
    book["Spesa FRNA del mese"]["F4"] = 163_000.5
    stream = BytesIO()
    book.save(stream)
    screen.selectbox(key="comune").select("distretto").run()  # the file says whose it is
    screen.file_uploader[0].set_value(("cifre.xlsx", stream.getvalue(), TYPE)).run()
    assert "163.000,50 €" in words(screen)
    screen.button(key="salva-file").click().run()
    saved = stored(desk, "frna_entry", CRA)
    assert saved is not None
    assert (saved["municipality_id"], saved["amount_cents"]) == (CERVIA, 163_000_50)
