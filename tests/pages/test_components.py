"""What the screens share, one component at a time."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.problems import words as problem_words
from pages.components.status import status_words
from tests.pages import component_scripts as scripts
from tests.pages.reading import headings, tables, words
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.light import light
from udp_core.render.problems import told_together


def _run(script: Any, **query: str) -> AppTest:
    made = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        made.query_params[name] = value
    made.run()
    assert not made.exception
    return made


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("level", StatusLevel)
def test_the_word_of_a_light_can_be_read_on_its_colour(level: StatusLevel) -> None:
    dark, bright = sorted((_luminance(light(level).background), _luminance(light(level).ink)))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("level", [*StatusLevel, None])
def test_a_light_always_has_its_shape_and_its_word(level: StatusLevel | None) -> None:
    assert light(level).words in status_words(level)


def test_a_filter_starts_open_and_is_read_from_the_address() -> None:
    assert [part.value for part in _run(scripts.script_of_filters).text] == ["", ""]
    asked = _run(scripts.script_of_filters, ambito="Famiglie e minori", comuni="Cervia")
    assert [part.value for part in asked.text] == ["minori", "039007"]


def test_unknown_words_in_the_address_choose_nothing_and_are_said() -> None:
    """C5: who opens an old link sees that what is shown is not what it asked for."""
    asked = _run(scripts.script_of_filters, ambito="<script>", comuni="Atlantide")
    assert [part.value for part in asked.text] == ["", ""]
    first, second = [part.value.replace("\\", "") for part in asked.warning]
    assert first == "«&#60;script&#62;»: nell’indirizzo, ma non tra le scelte di «Ambito»."
    assert second == "«Atlantide»: nell’indirizzo, ma non tra le scelte di «Comuni»."


def test_known_words_in_the_address_are_not_remarked_on() -> None:
    asked = _run(scripts.script_of_filters, ambito="Famiglie e minori", comuni="Cervia")
    assert not asked.warning


def test_a_card_shows_label_figure_light_and_note() -> None:
    shown = words(_run(scripts.script_of_cards))
    assert "Residuo <b>vero</b> −590 mila € ▲ critico senza interventi Usato 18,02 M€" in shown


def test_a_short_table_is_text_with_its_files() -> None:
    made = AppTest.from_function(scripts.script_of_a_table, args=(2,), default_timeout=60).run()
    assert not made.exception
    assert len(tables(made)) == 1
    assert tables(made)[0][0] == ["*Voce* 0", "1.234,56 €", "n.d."]
    assert headings(made) == [["Voce", "Importo", "Posti (posti)"]]
    assert [button.proto.label for button in made.get("download_button")] == [
        "Scarica CSV",
        "Scarica XLSX",
    ]


def test_a_long_table_is_a_grid_with_a_name() -> None:
    made = AppTest.from_function(scripts.script_of_a_table, args=(61,), default_timeout=60).run()
    assert not made.exception
    assert list(made.dataframe[0].value.iloc[60]) == ["*Voce* 60", "1.234,56 €", "n.d."]
    assert made.dataframe[0].proto.alt == "Spesa per voce"


def test_a_chart_has_message_description_origin_and_a_closed_table() -> None:
    made = _run(scripts.script_of_a_figure)
    chart = made.get("plotly_chart")[0].proto
    assert made.header[0].value == "La domiciliarità cresce"
    assert chart.alt == "Una barra: 5"
    assert "fonte: Registro" in words(made)
    assert [drawer.proto.label for drawer in made.get("expander")] == ["Tabella e dati"]
    assert not tables(made)


def test_a_part_that_is_refused_says_so_and_leaves_the_rest() -> None:
    made = _run(scripts.script_of_a_broken_part)
    assert made.text[0].value == "intatto"
    assert len(made.error) == 50
    assert made.markdown[0].value == "E altri 10."
    assert not made.title


def test_a_problem_says_where_and_what_to_do() -> None:
    problem = Problem(
        "I17",
        "Il programmato supera il disponibile.",
        "Ridurre le voci.",
        Place("voci.csv", 3, "amount"),
    )
    [told] = told_together([problem])
    assert (
        problem_words(told)
        == "**Il programmato supera il disponibile\\.** (file voci\\.csv, riga 3, colonna"
        " «amount»)\n\nChe cosa fare: Ridurre le voci\\. Codice I17."
    )
