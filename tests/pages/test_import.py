"""«Importa da altri».

The reading sheet, its questions, the button that says why, what was written.
"""

from __future__ import annotations

from hashlib import sha256

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from pages.components.kept_upload import Brought
from tests.made_office import CASES
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CARLO, desk, opened, stored

__all__ = ["desk"]
RUNNING = "Voce;Al 31 marzo;Al 30 giugno\nD2.8;3.000,50;6.100,50\n"
IMPORT = "ufficio/importa.py"


def bring(screen: AppTest, text: str | bytes, name: str = "file.csv") -> AppTest:
    content = text.encode() if isinstance(text, str) else text
    screen.session_state["importa-file"] = Brought(name, content, sha256(content).hexdigest()[:12])
    return screen.run()


def sender(screen: AppTest) -> str:
    return next(str(one.key) for one in screen.text_input if str(one.key).endswith("-mittente"))


def saved(screen: AppTest) -> list[str]:
    """What was said of what was written, after the moment."""
    said = [one.value.partition(". ") for one in screen.success]
    assert all(moment.startswith("Salvato alle ") for moment, _, _ in said)
    return [words for _, _, words in said]


def answer(screen: AppTest, question: str, said: str) -> AppTest:
    box = next(one for one in screen.selectbox if str(one.key).endswith(f"-{question}"))
    assert box.value is None
    return box.select(said).run()


def test_the_screen_asks_shows_and_says_what_was_written(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = bring(opened(IMPORT, ANNA, monkeypatch), RUNNING)
    assert screen.button(key="salva-importa").disabled
    assert "Mancano le risposte a 2 domande qui sopra." in words(screen)
    assert [one.label for one in screen.selectbox if "\\" in one.label] == []
    screen = answer(screen, "comune", "Russi")
    assert "Manca la risposta a una domanda qui sopra." in words(screen)
    screen = answer(screen, "cifre", "progressivo")
    shown = words(screen)
    for part in (
        "Righe lette",
        "«Al 31 marzo»",
        "totale progressivo",
        "3.000,50 €",
        "3.100,00 €",
        "1º trimestre 2026",
        "Russi",
        "31/03/2026",
        "6.100,50 €",
    ):
        assert part in shown, part
    assert not screen.button(key="salva-importa").disabled
    screen = screen.button(key="salva-importa").click().run()
    assert saved(screen) == ["Importato, in bozza. 2 aggiunte."]
    assert [one for one in screen.button if one.key == "salva-importa"] == []
    written = stored(desk, "frna_entry", "ravenna:frna:2026:D2.8:frna:039016:final:quarter:2")
    assert written is not None
    assert (written["amount_cents"], written["as_of"]) == (310000, "2026-06-30")


def test_the_file_and_its_answers_are_still_there_after_another_screen(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = bring(opened(IMPORT, ANNA, monkeypatch), RUNNING)
    screen.text_input(key=sender(screen)).input("Comune di Russi").run()
    screen = answer(screen, "comune", "Russi")
    screen = screen.switch_page("ufficio/carica.py").run()
    screen = screen.switch_page(IMPORT).run()
    assert "File scelto" in words(screen)
    assert screen.text_input(key=sender(screen)).value == "Comune di Russi"
    assert [one.value for one in screen.selectbox if str(one.key).endswith("-comune")] == ["Russi"]


def test_who_comes_back_another_day_finds_the_file_and_its_answers(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another session, as after reloading, signing in again or a restart.

    Saved, it does not come back.
    """
    assert desk
    screen = opened(IMPORT, ANNA, monkeypatch)
    screen.file_uploader[0].set_value(("russi.csv", RUNNING.encode(), "text/csv")).run()
    screen = answer(screen, "comune", "Russi")
    again = opened(IMPORT, ANNA, monkeypatch)
    assert "File scelto oggi alle" in words(again)
    assert "russi.csv" in words(again)
    assert "Manca la risposta a una domanda qui sopra." in words(again)
    again = answer(again, "cifre", "progressivo")
    last = opened(IMPORT, ANNA, monkeypatch)
    same = next(one for one in last.selectbox if str(one.key).endswith("-uguale-source_id"))
    assert same.value == ""
    same.select("fna").run()
    last = opened(IMPORT, ANNA, monkeypatch)
    assert (
        next(one for one in last.selectbox if str(one.key).endswith("-uguale-source_id")).value
        == "fna"
    )
    assert saved(last.button(key="salva-importa").click().run()) == [
        "Importato, in bozza. 2 aggiunte."
    ]
    assert "File scelto" not in words(opened(IMPORT, ANNA, monkeypatch))
    assert "File scelto" not in words(opened(IMPORT, CARLO, monkeypatch))


def test_who_is_of_a_comune_may_choose_only_that_one(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = bring(opened(IMPORT, CARLO, monkeypatch), RUNNING)
    assert [one.options for one in screen.selectbox if str(one.key).endswith("-comune")] == [
        ["Comune di Cervia"]
    ]


def test_what_cannot_be_read_is_said_in_italian(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = bring(opened(IMPORT, ANNA, monkeypatch), "Nome;Cosa\nx;1\ny;2\n")
    said = " ".join(one.value for one in screen.error)
    assert "Non si trova la colonna di" in said
    assert screen.button(key="salva-importa").disabled


def test_a_file_a_correction_and_the_first_again_are_each_written(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        f"Voce;Comune;Mese;Importo\nD2.4;Russi;11;{amount}\n" for amount in ("10,50", "20,50")
    )
    screen = opened(IMPORT, ANNA, monkeypatch)
    said = []
    for text in (first, second, first):
        screen = bring(screen, text)
        screen = screen.button(key="salva-importa").click().run()
        said += saved(screen)
    assert said == [
        "Importato, in bozza. 1 aggiunta.",
        "Importato, in bozza. 1 cambiata.",
        "Importato, in bozza. 1 cambiata.",
    ]
    written = stored(desk, "frna_entry", "ravenna:frna:2026:D2.4:frna:039016:final:month:11")
    assert written is not None
    assert written["amount_cents"] == 1050


def test_what_no_column_says_may_be_said_once_of_the_whole_file(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = bring(
        opened(IMPORT, ANNA, monkeypatch), "Voce;Comune;Mese;Importo\nD2.4;Russi;11;10,50\n"
    )
    boxes = {
        str(one.key).rpartition("-")[2]: one
        for one in screen.selectbox
        if str(one.key).startswith("scelta-") and "-uguale-" in str(one.key)
    }
    assert list(boxes) == ["source_id"]
    assert boxes["source_id"].value == ""
    screen = boxes["source_id"].select("fna").run()
    screen = screen.button(key="salva-importa").click().run()
    assert saved(screen) == ["Importato, in bozza. 1 aggiunta."]
    assert (
        stored(desk, "frna_entry", "ravenna:frna:2026:D2.4:fna:039016:final:month:11") is not None
    )
    assert stored(desk, "frna_entry", "ravenna:frna:2026:D2.4:frna:039016:final:month:11") is None


def test_whose_file_and_of_which_month_are_said_once(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = bring(opened(IMPORT, ANNA, monkeypatch), "Voce;Importo\nD2.4;10,50\n")
    for name, said in (("municipality_id", "Cervia"), ("period_no", "ottobre")):
        screen = (
            next(
                one
                for one in screen.selectbox
                if str(one.key).endswith(f"-{name}")
                and str(one.key).startswith("scelta-")
                and "-uguale-" in str(one.key)
            )
            .select(said)
            .run()
        )
    assert not screen.button(key="salva-importa").disabled
    for part in ("Cervia", "ottobre 2026", "10,50 €"):
        assert part in words(screen)


def test_04_remembered_year(desk: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A remembered reading says how a file is made, and never of which year it is."""
    screen = opened(IMPORT, ANNA, monkeypatch)
    for year, name in (("2025", "ind25.csv"), ("2026", "ind26.csv")):
        screen = screen.selectbox(key="anno").select(year).run()
        screen = bring(screen, (CASES / "04" / name).read_text(encoding="utf-8"), name)
        screen = screen.selectbox(key="tipo").select("indicators").run()
        screen = screen.text_input(key=sender(screen)).input("Comune di Cervia").run()
        screen = screen.button(key="salva-importa").click().run()
        assert [one.partition(".")[0] for one in saved(screen)] == ["Importato, in bozza"]
    for of_year, value in ((2025, 21500), (2026, 24500)):
        found = stored(desk, "measurement", f"SY-06:ravenna:039007:{of_year}:year:-")
        assert found is not None
        assert found["value"] == value


def test_what_the_schede_spent_is_brought_with_one_answer_for_the_scheda_written_otherwise(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(IMPORT, ANNA, monkeypatch)
    file = CASES / "desk" / "5_cervia_schede.xlsx"
    screen = bring(screen, file.read_bytes(), file.name)
    screen.selectbox(key="tipo").select("scheda_spending").run()
    screen = answer(screen, "comune", "Cervia")
    screen = answer(screen, "intervento:S 26-07", "ravenna:pdz-2024-2026:2026:1:S26-07")
    shown = words(screen)
    for part in (
        "15.200,00 €",
        "Fondo sociale locale",
        "106.400,00 €",
        "30/11/2026",
        "S26-01 Centro per le famiglie",
    ):
        assert part in shown, part
    screen = screen.button(key="salva-importa").click().run()
    assert [one.value for one in screen.success][-1].endswith("Importato, in bozza. 9 cambiate.")
    saved = stored(
        desk, "intervention_funding", "ravenna:pdz-2024-2026:2026:1:S26-01:fsl:039007:final"
    )
    assert saved is not None
    assert (saved["amount_cents"], saved["as_of"], saved["state"]) == (
        15_200_00,
        "2026-11-30",
        "draft",
    )


def test_every_word_of_others_is_answered_on_the_screen_one_after_the_other(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer stays beside the next question, may be changed, and is not asked again of that
    sender."""
    file = "Voce;Novembre\nCentro diurno pippo;3.000,50\nAltra cosa;10,00\n"
    screen = opened(IMPORT, ANNA, monkeypatch)
    screen = bring(screen, file)
    screen.text_input(key=sender(screen)).input("Comune di Russi").run()
    screen = answer(screen, "comune", "Russi")
    screen = answer(screen, "voce:Centro diurno pippo", "A2.2")
    assert "Manca la risposta a una domanda qui sopra." in words(screen)
    screen = answer(screen, "voce:Altra cosa", "T2")
    first = next(
        one for one in screen.selectbox if str(one.key).endswith("voce:Centro diurno pippo")
    )
    assert first.value == "A2.2"
    screen = first.select("D2.4").run()
    screen = screen.button(key="salva-importa").click().run()
    assert [one.value for one in screen.success][-1].endswith("Importato, in bozza. 2 aggiunte.")
    written = stored(desk, "frna_entry", "ravenna:frna:2026:D2.4:frna:039016:final:month:11")
    assert written is not None
    assert written["amount_cents"] == 3_000_50
    again = bring(opened(IMPORT, ANNA, monkeypatch), file.replace("10,00", "20,00"))
    again.text_input(key=sender(again)).input("comune di RUSSI").run()
    again = answer(again, "comune", "Russi")
    assert [str(one.key) for one in again.selectbox if ":" in str(one.key)] == []
    assert not again.button(key="salva-importa").disabled
