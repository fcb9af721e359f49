"""The figures of a month, cell by cell, as an officer gives them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_rows import asked
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CARLO, CERVIA, CRA, desk, labels, opened, stored, version
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.desk.report.desk import desk_report
from udp_core.writing.saving import Edit, SaveRows, save_rows

__all__ = ["desk"]


def test_a_figure_is_saved_when_its_cell_is_left_and_then_confirmed(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    assert screen.selectbox(key="mese").value == "11"
    before = words(screen)
    assert (
        "Mancano 102 cifre (Spesa FRNA del mese: 17;" in before,
        "Conferma le bozze (5)" in labels(screen),
    ) == (True, True)
    assert "In bozza, da confermare: 5 (" in before
    screen.text_input(key=f"cella-{CRA}-amount_cents").set_value("163.000,50").run()
    now = words(screen)
    assert "✓ 163.000,50 €" in now
    assert (
        "Mancano 101 cifre (Spesa FRNA del mese: 16;" in now,
        "Conferma le bozze (6)" in labels(screen),
    ) == (True, True)
    assert "In bozza, da confermare: 6 (Spesa FRNA del mese: 1; " in now
    saved = stored(desk, "frna_entry", CRA)
    assert saved is not None
    assert (saved["amount_cents"], saved["state"], saved["as_of"], saved["source"]) == (
        163_000_50,
        "draft",
        "2026-11-30",
        "Comunicato da Servizi sociali di Cervia",
    )
    next(
        button for button in screen.button if button.label.startswith("Conferma le bozze")
    ).click().run()
    assert [part.value for part in screen.error] == []
    confirmed = stored(desk, "frna_entry", CRA)
    assert confirmed is not None
    assert confirmed["state"] == "confirmed"


def test_what_a_colleague_gives_meanwhile_leaves_the_count_with_ones_own(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 102, one given here and one by the office in the same moment.

    100 are left, and the office's is shown.
    """
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    given = next(
        one
        for one in screen.text_input
        if str(one.key).startswith("cella-") and str(one.key) != f"cella-{CRA}-amount_cents"
    )
    assert "Mancano 102 cifre" in words(screen)
    screen.text_input(key=f"cella-{CRA}-amount_cents").set_value("163.000,50").run()
    assert "Mancano 101 cifre" in words(screen)
    _give_as_anna(
        desk, str(given.key).removeprefix("cella-").removesuffix("-amount_cents"), 70_000_00
    )
    screen.run()
    assert "Mancano 100 cifre" in words(screen)


def _give_as_anna(engine: Engine, row_id: str, cents: int) -> None:
    with reading(engine) as connection:
        report = desk_report(connection, CARLO, "ravenna", 2026, 11, date(2026, 12, 5))
    figure = next(one for one in report.figures if one.entity_id == row_id)
    values = {
        **dict(figure.values),
        "amount_cents": cents,
        "as_of": "2026-11-30",
        "source": "Ufficio di Piano",
    }
    edit = Edit(BY_NAME[figure.entity], values, reason="Saldo")
    save_rows(engine, SaveRows(asked("di anna"), ANNA.officer_id, [edit], date(2026, 12, 5)))


def test_what_does_not_read_stays_as_typed_with_the_reason_beside(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    cell = f"cella-{CRA}-amount_cents"
    screen.text_input(key=cell).set_value("1.23").run()
    assert screen.text_input(key=cell).value == "1.23"
    assert "«1.23» non si legge come un numero italiano." in words(screen)
    assert stored(desk, "frna_entry", CRA) is None


def test_an_unusual_value_is_kept_with_its_reason(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    screen.text_input(key=f"cella-{CRA}-amount_cents").set_value("900.000").run()
    assert "è fuori dal consueto" in words(screen)
    assert stored(desk, "frna_entry", CRA) is None
    screen.text_input(key=f"motivo-{CRA}-perche").set_value("Saldo dell’anno in una volta").run()
    found = stored(desk, "frna_entry", CRA)
    assert found is not None
    assert found["amount_cents"] == 900_000_00


def test_the_spending_of_a_scheda_is_asked_about_as_that_of_a_voce(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """14.358,59 of 17.367,08 until October: 16.514,19 passes, 1.651.419,00 and 5.000 ask why.

    Nobody says it, nothing is kept.
    """
    key = f"ravenna:pdz-2024-2026:2026:1:S26-01:fsl:{CERVIA}:final"
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    screen.session_state["gruppo"] = "Schede: spesa da inizio anno"
    screen.run()
    assert "prima 14.358,59" in words(screen)
    cell = f"cella-{key}-amount_cents"
    screen.text_input(key=cell).set_value("16514,19").run()
    assert "✓ 16.514,19 €" in words(screen)
    screen.text_input(key=cell).set_value("1.651.419,00").run()
    assert "1.651.419,00 € è circa 115 volte l’ultimo valore (14.358,59 €)." in words(screen)
    assert (
        "supera di 1.634.051,92 € il finanziamento della scheda da questa fonte (17.367,08 €)"
        in words(screen)
    )
    screen.text_input(key=cell).set_value("5.000").run()
    assert "La spesa da inizio anno scende da 14.358,59 € a 5.000,00 €" in words(screen)
    kept = stored(desk, "intervention_funding", key)
    assert kept is not None
    assert kept["amount_cents"] == 16_514_19
    screen.text_input(key=f"motivo-{key}-perche").set_value("Recupero di un contributo").run()
    kept = stored(desk, "intervention_funding", key)
    assert kept is not None
    assert kept["amount_cents"] == 5_000_00


def test_an_emptied_cell_takes_the_figure_back(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """«✓ salvato» is said of what is stored.

    Emptied, the figure is no longer there, and the screen says that.
    """
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    cell = f"cella-{CRA}-amount_cents"
    screen.text_input(key=cell).set_value("163.000,50").run()
    assert stored(desk, "frna_entry", CRA) is not None
    screen.text_input(key=cell).set_value("").run()
    assert stored(desk, "frna_entry", CRA) is None
    assert "salvato in bozza" not in words(screen)
    assert "tolta: di nuovo da dare" in words(screen)
    screen.text_input(key=cell).set_value("164.000").run()
    again = stored(desk, "frna_entry", CRA)
    assert again is not None
    assert again["amount_cents"] == 164_000_00
    assert "✓ 164.000,00" in words(screen)


def test_an_emptied_cell_that_cannot_be_taken_back_shows_what_is_stored(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    june = CRA.replace("month:11", "month:6")
    before = stored(desk, "frna_entry", june)
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    screen.selectbox(key="mese").set_value("6").run()
    screen.toggle(key="tutto").set_value(True).run()
    cell = f"cella-{june}-amount_cents"
    shown = screen.text_input(key=cell).value
    assert shown
    screen.text_input(key=cell).set_value("").run()
    assert "Il dato è validato e non si modifica." in words(screen)
    assert screen.text_input(key=cell).value == shown
    assert stored(desk, "frna_entry", june) == before
    assert "salvato" not in words(screen)


def test_a_reason_is_of_the_value_that_was_shown(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another value out of the usual is asked about anew: the reason was for the first."""
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    cell = f"cella-{CRA}-amount_cents"
    screen.text_input(key=cell).set_value("900.000").run()
    screen.text_input(key=f"motivo-{CRA}-perche").set_value("Saldo dell’anno in una volta").run()
    screen.text_input(key=cell).set_value("9.000.000").run()
    found = stored(desk, "frna_entry", CRA)
    assert found is not None
    assert found["amount_cents"] == 900_000_00
    assert "9.000.000,00 € è fuori dal consueto" in words(screen)
    assert screen.text_input(key=f"motivo-{CRA}-perche").value == ""


def corrected_by_anna(engine: Engine, amount: int) -> None:
    """From her own desk, while carlo writes: the figure of November, or a correction of it."""
    image: Image = {"amount_cents": amount}
    seen = 0 if stored(engine, "frna_entry", CRA) is None else version(engine, "frna_entry", CRA)
    if not seen:
        october = stored(engine, "frna_entry", CRA.replace("month:11", "month:10"))
        assert october is not None
        image = {
            **october,
            "period_no": 11,
            "as_of": "2026-11-30",
            "amount_cents": amount,
            "state": "draft",
        }
    edit = Edit(BY_NAME["frna_entry"], image, CRA if seen else None, seen, "Nota del servizio")
    save_rows(engine, SaveRows(asked(), "anna", [edit], date(2026, 12, 5)))


@pytest.mark.parametrize("is_there", [True, False], ids=["correction", "first"])
@pytest.mark.parametrize("way", ["theirs", "mine"])
def test_a_figure_that_a_colleague_wrote_meanwhile_is_shown_and_chosen(
    desk: Engine, monkeypatch: pytest.MonkeyPatch, way: str, *, is_there: bool
) -> None:
    """Carlo writes 163.000,50 over what anna has just made 166.000.

    He sees hers, and says which of the two stays.
    """
    cell = f"cella-{CRA}-amount_cents"
    screen = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    if is_there:
        screen.text_input(key=cell).set_value("160.000").run()
    corrected_by_anna(desk, 166_000_00)
    screen.text_input(key=cell).set_value("163.000,50").run()
    assert "166.000,00 €" in words(screen)
    assert screen.text_input(key=cell).value == "163.000,50"
    assert amount(desk) == 166_000_00
    if way == "mine":
        screen.button(key=f"mio-{CRA}").click().run()
    else:
        screen.text_input(key=cell).set_value("=").run()
    assert amount(desk) == (163_000_50 if way == "mine" else 166_000_00)
    assert screen.text_input(key=cell).value == ("163.000,50" if way == "mine" else "166.000,00")
    assert f"mio-{CRA}" not in [one.key for one in screen.button]


def amount(engine: Engine) -> object:
    found = stored(engine, "frna_entry", CRA)
    return found and found["amount_cents"]


def test_no_two_figures_of_a_month_are_called_the_same(desk: Engine) -> None:
    """An indicator that is given by month and by year says of which its cell is."""
    with reading(desk) as connection:
        asked_for = desk_report(
            connection, ANNA, "ravenna", 2026, 11, date(2026, 12, 5), (None, CERVIA)
        )
    figures = [(group.code, one) for group in asked_for.groups for one in group.figures]
    called = [
        (code, one.label, one.detail, *(cell.label for cell in one.fields)) for code, one in figures
    ]
    assert len(called) == len(set(called))
    assert {one.detail for _, one in figures if one.label == "AN-06 Occupazione delle CRA"} == {
        "novembre · intero distretto",
        "tutto l’anno 2026 · intero distretto",
    }
