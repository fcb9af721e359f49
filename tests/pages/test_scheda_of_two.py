"""A scheda open in its form while a colleague saves it: both know, and nobody writes over the
other unasked."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_rows import asked
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, desk, opened, stored, version
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.programme.entities.intervention import Intervention
from udp_core.writing.saving import Edit, SaveRows, save_rows

__all__ = ["desk"]


@pytest.fixture
def scheda(desk: Engine) -> str:
    with reading(desk) as connection:
        return str(
            connection.exec_driver_sql(
                "SELECT id FROM intervention WHERE code = 'S26-04'"
            ).scalar_one()
        )


@pytest.fixture
def form(desk: Engine, scheda: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The form of the scheda, with an evaluation that is typed and not saved."""
    assert desk
    screen = opened("piano/scheda.py", ANNA, monkeypatch)
    screen.selectbox(key="modulo").set_value(scheda).run()
    screen.text_area(key=f"scheda-{scheda}-evaluation").set_value("Mia").run()
    return screen


def colleague(engine: Engine, scheda: str, **values: int | str | None) -> None:
    """Another session of the office saves these fields."""
    edit = Edit(Intervention, values, scheda, version(engine, "intervention", scheda))
    save_rows(engine, SaveRows(asked("Altro ufficio"), "anna", [edit], date(2026, 12, 5)))


def of(engine: Engine, scheda: str) -> Image:
    found = stored(engine, "intervention", scheda)
    assert found is not None
    return found


def press_save(screen: AppTest, scheda: str) -> AppTest:
    return screen.button(key=f"scheda-{scheda}-save").click().run()


def test_what_a_colleague_saves_is_told_beside_what_is_being_typed(
    desk: Engine, scheda: str, form: AppTest
) -> None:
    colleague(desk, scheda, evaluation="Del collega", expected_users=1234)
    form.run()
    assert form.text_area(key=f"scheda-{scheda}-evaluation").value == "Mia"
    assert form.text_input(key=f"scheda-{scheda}-expected_users").value == "1.234"
    assert words(form).count("Intanto qui qualcuno ha scritto «Del collega»") == 1
    saved = press_save(form, scheda)
    assert "Salvato alle" in words(saved)
    assert "Intanto qui" not in words(saved)
    assert of(desk, scheda)["evaluation"] == "Mia"
    assert of(desk, scheda)["expected_users"] == 1234


def test_what_a_colleague_saves_elsewhere_in_the_scheda_lets_the_save_through(
    desk: Engine, scheda: str, form: AppTest
) -> None:
    colleague(desk, scheda, expected_users=1234)
    assert "Salvato alle" in words(press_save(form, scheda))
    assert of(desk, scheda)["evaluation"] == "Mia"
    assert of(desk, scheda)["expected_users"] == 1234


@pytest.mark.parametrize(("answer", "left"), [(0, "Del collega"), (1, "Mia")])
def test_what_a_colleague_saves_an_instant_before_is_asked_about(
    desk: Engine, scheda: str, form: AppTest, answer: int, left: str
) -> None:
    colleague(desk, scheda, evaluation="Del collega")
    shown = press_save(form, scheda)
    assert "Qualcuno ha salvato prima." in words(shown)
    assert of(desk, scheda)["evaluation"] == "Del collega"
    [choice] = shown.radio
    assert choice.label.endswith("madri con bambino (2026), «Valutazione» (prima: vuoto)")
    choice.set_value(choice.options[answer]).run()
    saved = press_save(shown, scheda)
    assert "Salvato alle" in words(saved)
    assert of(desk, scheda)["evaluation"] == left
    assert saved.text_area(key=f"scheda-{scheda}-evaluation").value == left
