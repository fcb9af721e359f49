"""A question on a file: how it is put, what answers it, what is no answer."""

from __future__ import annotations

import pytest

from udp_core.imports.questions import (
    LONGEST_QUOTED,
    MOST_SHOWN_ANSWERS,
    Question,
    asked,
    letter,
    not_an_answer,
    offered,
    quoted,
    unanswered,
)
from udp_core.kernel.problem import Place

WAYS = [("mese", "ogni mese"), ("trimestre", "Ogni Trimestre"), ("anno", "mese")]


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("mese", "mese"),  # the code of one before the words of another
        ("ogni mese", "mese"),
        ("OGNI TRIMESTRE", "trimestre"),
        ("Trimestre", "trimestre"),
        ("anno", "anno"),
        ("bimestre", ""),
        ("", ""),
    ],
)
def test_an_answer_is_a_code_or_its_words(said: str, given: str) -> None:
    found = asked("periodo", "Quale?", WAYS, {"periodo": said, "altro": "anno"})
    assert found.given == given
    assert unanswered([found]) == (() if given else (found,))


def test_without_an_answer_for_its_key_a_question_waits() -> None:
    found = asked("periodo", "Quale?", WAYS, {"altro": "anno"})
    assert (found.given, found.option, str(found)) == ("", "--set periodo=mese", "Quale?")
    placed = asked("voce:L'una", "Quale?", WAYS, {}, Place("x.csv", 3, "Voce"))
    assert placed.option == """--set 'voce:L'"'"'una=mese'"""
    assert str(placed) == "Quale? (file x.csv, riga 3, colonna «Voce»)"
    assert asked("periodo", "Quale?", [], {}).option == ""


def test_what_was_told_and_is_no_answer_is_said_with_the_answers() -> None:
    long = "x" * (LONGEST_QUOTED + 1)
    told = {"periodo": long, "cifre": "mese", "altro": "no"}
    questions = [asked(key, "Quale?", WAYS, told) for key in ("periodo", "cifre", "misura")]
    [problem] = not_an_answer(questions, told)
    assert (problem.code, problem.value) == ("X37", long)
    assert problem.sentence == f"«{'x' * LONGEST_QUOTED}» non è una risposta a «periodo»."
    assert problem.remedy == "Scegliere tra: mese, trimestre, anno."


@pytest.mark.parametrize(("more", "end"), [(0, ""), (1, "…")])
def test_the_answers_that_are_told_in_full(more: int, end: str) -> None:
    ways = [(f"a{number}", "") for number in range(MOST_SHOWN_ANSWERS + more)]
    found = asked("periodo", "Quale?", ways, {})
    assert offered(found) == ", ".join(f"a{number}" for number in range(MOST_SHOWN_ANSWERS)) + end
    assert found.shown == MOST_SHOWN_ANSWERS
    likelier: Question = asked("periodo", "Quale?", ways, {}, first=3)
    assert likelier.shown == 3


def test_words_of_a_file_are_quoted_as_far_as_they_are_short() -> None:
    assert quoted(" Voce ") == "«Voce»"
    assert quoted("x" * LONGEST_QUOTED) == f"«{'x' * LONGEST_QUOTED}»"
    assert quoted("x" * (LONGEST_QUOTED + 1)) == f"«{'x' * LONGEST_QUOTED}»"


def test_a_column_has_the_letters_of_a_spreadsheet() -> None:
    assert [letter(column) for column in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
