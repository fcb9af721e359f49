"""The screens of the desk, run without a browser as an officer."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import pages.components.who
from pages.components.screens import DESK
from tests.made_rows import asked, load
from tests.pages.conftest import SHELL
from tests.pages.reading import words
from udp_core.domain.access import Actor, Grant
from udp_core.model.entity import Image
from udp_core.model.registry import BY_NAME
from udp_core.service.loading import Batch
from udp_core.service.pictures.desk import desk_picture
from udp_core.service.saving import Edit, SaveRows, save_rows
from udp_core.store.engine import open_engine, reading
from udp_core.store.images import read_by_id
from udp_core.vocabulary import Role

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
        picture = desk_picture(connection, CARLO, "ravenna", 2026, 11, date(2026, 12, 5))
    figure = next(one for one in picture.figures if one.entity_id == row_id)
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
