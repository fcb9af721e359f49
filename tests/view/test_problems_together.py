"""One error of many rows is one sentence with its rows; no problem is lost."""

from __future__ import annotations

import pytest

from udp_core.kernel.problem import NOWHERE, Place, Problem
from udp_core.render.problems import MOST_PLACES, MOST_SENTENCES, in_lines, told_together, where


def problem(
    sentence: str, place: Place = NOWHERE, code: str = "C08", remedy: str = "Scegliere."
) -> Problem:
    return Problem(code, sentence, remedy, place)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([2], "file a.csv, riga 2, colonna «Età»"),
        ([2, 3], "file a.csv, righe 2-3, colonna «Età»"),
        ([2, 4], "file a.csv, righe 2 e 4, colonna «Età»"),
        ([9, 2, 3, 4, 9, 12], "file a.csv, righe 2-4, 9 e 12, colonna «Età»"),
    ],
)
def test_rows_wrong_alike_are_said_once(rows: list[int], words: str) -> None:
    [told] = told_together(problem("«75+» non va.", Place("a.csv", row, "Età")) for row in rows)
    assert told.lines == (("«75+» non va.", words),)
    assert told.beyond == ""


def test_on_a_terminal_too_and_one_alone_is_as_it_was() -> None:
    found = [problem("«75+» non va.", Place("a.csv", row, "Età")) for row in (3, 4, 5, 20)]
    alone = problem("Manca «Nome».", Place("a.csv", 7, "Nome"))
    assert in_lines([*found, alone, problem("Il file è vuoto.")]) == [
        "[C08] file a.csv, righe 3-5 e 20, colonna «Età»: «75+» non va. Scegliere.",
        str(alone),
        "[C08] Il file è vuoto. Scegliere.",
    ]


def test_a_kind_of_problem_keeps_its_sentences_and_the_rows_of_those_left_out() -> None:
    found = [
        problem(f"«{number}» non va.", Place("a.csv", number, "Età")) for number in range(2, 110)
    ]
    [told] = told_together(found)
    assert [sentence for sentence, _ in told.lines] == [
        f"«{number}» non va." for number in range(2, 2 + MOST_SENTENCES)
    ]
    assert told.beyond == "E 102 altre così (file a.csv, righe 8-109, colonna «Età»)."


def test_other_codes_and_other_remedies_are_other_kinds_in_their_order() -> None:
    found = [
        problem("uno"),
        problem("due", code="C01"),
        problem("tre", remedy="Togliere."),
        problem("quattro"),
    ]
    told = told_together(found)
    assert [[sentence for sentence, _ in one.lines] for one in told] == [
        ["uno", "quattro"],
        ["due"],
        ["tre"],
    ]
    assert [one.remedy for one in told] == ["Scegliere.", "Scegliere.", "Togliere."]


def test_places_of_other_columns_and_records_stay_apart() -> None:
    places = [
        Place("a.csv", 2, "Età"),
        Place("a.csv", 3, "Età"),
        Place("a.csv", 2, "Comune"),
        Place(entity="scheda", entity_id="S26-01"),
        NOWHERE,
    ]
    assert (
        where(places)
        == "file a.csv, righe 2-3, colonna «Età»; file a.csv, riga 2, colonna «Comune»; scheda"
        " S26-01"
    )


def test_too_many_stretches_end_with_how_many_rows_are_left() -> None:
    said = where([Place("a.csv", row, "x") for row in range(2, 2 + 2 * (MOST_PLACES + 3), 2)])
    assert said.endswith(" e altre 3, colonna «x»")
    said = where(
        [Place(entity="scheda", entity_id=str(number)) for number in range(MOST_PLACES + 2)]
    )
    assert said.endswith("; e 2 altri")
