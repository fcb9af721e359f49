"""Typed cells to edits: the Italian way, never misread, nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from udp_core.desk.commands.entering import (
    Typed,
    Unread,
    Untouched,
    cell_words,
    edit_of,
    understood,
)
from udp_core.desk.report.desk import DueField, DueFigure
from udp_core.kernel.problem import Place, Problem
from udp_core.people.rules import Actor
from udp_core.writing.saving import Edit

ACTOR = Actor("carlo", "Servizi sociali, Comune di Cervia", ())
DAY = date(2026, 10, 31)
MONEY = DueField("amount_cents", "€", None)
SPENT = DueFigure(
    "frna_entry",
    "f:A1",
    0,
    "A1",
    "",
    (MONEY,),
    (("voce_id", "A1"), ("origin", "demo")),
    is_due=True,
)
RATIO = DueFigure(
    "measurement",
    "m",
    3,
    "AN-03",
    "",
    (DueField("numerator", "Assistiti", None), DueField("denominator", "Residenti", None)),
    is_due=True,
)
PROGRESS = DueFigure(
    "intervention",
    "s",
    2,
    "S26-01",
    "",
    (DueField("progress", "%", 620),),
    percent=True,
    is_due=True,
)
DONE = DueFigure(
    "action", "s:1", 1, "S26-01", "", (DueField("done_date", "conclusa il", None),), is_due=True
)


def typed(figure: DueFigure, *cells: str) -> Edit:
    edit = edit_of(
        figure,
        Typed(dict(zip((one.name for one in figure.fields), cells, strict=True)), "perché sì"),
        ACTOR,
        DAY,
    )
    assert isinstance(edit, Edit)
    return edit


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,56", 123456),
        ("1234,56", 123456),
        ("1.234", 123400),
        ("€ 3,75", 375),
        ("0", 0),
        ("12.000", 1200000),
    ],
)
def test_money_is_read_the_italian_way(text: str, cents: int) -> None:
    assert typed(SPENT, text).values["amount_cents"] == cents


@pytest.mark.parametrize(
    "text", ["1.23", "1,234.56", "dodici", "1 2", "-5", "3,755", "1e3", "=1+1"]
)
def test_what_is_ambiguous_is_asked_back(text: str) -> None:
    found = edit_of(SPENT, Typed({"amount_cents": text}), ACTOR, DAY)
    assert isinstance(found, Unread)
    assert all(one.place.column == "€" for one in found.problems)


@pytest.mark.parametrize("text", ["3↵100", "3\n100", "1.000⇥2.000", "1.000\t2.000"])
def test_cells_pasted_into_one_are_never_one_figure(text: str) -> None:
    """«3» over «100» is not 3.100; who pastes a column is told where columns go."""
    found = edit_of(SPENT, Typed({"amount_cents": text}), ACTOR, DAY)
    assert isinstance(found, Unread)
    [problem] = found.problems
    assert problem == Problem(
        "C14",
        "Nella cella ci sono più cifre insieme.",
        "Scriverne una sola; per una colonna intera c’è la cartella di lavoro di «Carica un file».",
        Place(column="€"),
        text,
    )


def test_a_new_figure_has_every_field_and_who_gave_it() -> None:
    edit = typed(SPENT, "10")
    assert (edit.entity_id, edit.seen, edit.reason) == (None, 0, "perché sì")
    assert (edit.values["voce_id"], edit.values["as_of"], edit.values["origin"]) == (
        "A1",
        "2026-10-31",
        "demo",
    )
    assert edit.values["source"] == "Comunicato da Servizi sociali, Comune di Cervia"
    assert edit.values["period"] is None


def test_a_figure_already_there_keeps_its_version_and_what_identifies_it() -> None:
    edit = typed(RATIO, "12", "1.000")
    assert (edit.entity_id, edit.seen) == ("m", 3)
    assert (edit.values["numerator"], edit.values["denominator"], edit.values["value"]) == (
        12_000,
        1_000_000,
        None,
    )
    assert "indicator_id" not in edit.values
    assert (
        edit_of(RATIO, Typed({"numerator": "1", "denominator": "2"}), ACTOR, DAY, seen=7).seen == 7  # type: ignore[union-attr]
    )


def test_the_terms_of_a_ratio_go_together() -> None:
    found = edit_of(RATIO, Typed({"numerator": "12"}), ACTOR, DAY)
    assert isinstance(found, Unread)
    assert found.problems == (
        Problem(
            "C01",
            "Manca «Residenti»: i due termini si danno insieme.",
            "Completare la cella.",
            Place(column="Residenti"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "stored"), [("62", 620), ("62 %", 620), ("100", 1000), ("7,5", 75)]
)
def test_progress_is_typed_in_percent(text: str, stored: int) -> None:
    edit = typed(PROGRESS, text)
    assert edit.values["progress"] == stored
    assert "source" not in edit.values


def test_a_percentage_that_does_not_read_is_asked_back() -> None:
    found = edit_of(PROGRESS, Typed({"progress": "tanto"}), ACTOR, DAY)
    assert isinstance(found, Unread)
    assert found.problems[0].code == "N02"


def test_more_than_everything_is_refused() -> None:
    found = edit_of(PROGRESS, Typed({"progress": "120"}), ACTOR, DAY)
    assert found == Unread(
        (
            Problem(
                "C05",
                "«Avanzamento dichiarato» vale 120: va da 0 a 100.",
                "Controllare la cifra.",
                Place(column="%"),
                "120",
            ),
        )
    )


def test_days_are_typed_as_days_and_nothing_typed_is_nothing() -> None:
    assert typed(DONE, "7/11/2026").values == {"done_date": "2026-11-07"}
    assert edit_of(DONE, Typed({"done_date": "  "}), ACTOR, DAY) == Untouched()


def test_what_is_stored_is_shown_as_it_is_typed() -> None:
    assert cell_words("frna_entry", MONEY, 123456) == "1.234,56"
    assert cell_words("intervention", PROGRESS.fields[0], 620, percent=True) == "62"
    assert cell_words("intervention", PROGRESS.fields[0], 625, percent=True) == "62,5"
    assert cell_words("intervention", PROGRESS.fields[0], 10, percent=True) == "1 %"
    assert cell_words("action", DONE.fields[0], "2026-11-07") == "07/11/2026"
    assert cell_words("measurement", RATIO.fields[0], 12_500) == "12,5"
    assert cell_words("measurement", RATIO.fields[0], None) == ""


def test_what_was_understood_is_said_with_its_unit() -> None:
    """The tick repeats what is stored, never what was typed."""
    hours = DueField("value", "ore", 310_500)
    assert understood("frna_entry", replace(MONEY, stored=158_824_26)) == "158.824,26 €"
    assert (
        understood("intervention_funding", DueField("amount_cents", "€ da inizio anno", 100))
        == "1,00 €"
    )
    assert understood("activity_measure", hours) == "310,5 ore"
    assert understood("intervention", PROGRESS.fields[0], percent=True) == "62 %"
    assert understood("measurement", replace(RATE.fields[0], stored=900)) == "0,9 %"
    assert understood("action", replace(DONE.fields[0], stored="2026-11-07")) == "07/11/2026"
    assert understood("measurement", replace(RATIO.fields[0], stored=12_000)) == "12"
    assert understood("frna_entry", MONEY) == ""


# Emptied cells


def test_an_emptied_figure_is_taken_back() -> None:
    there = replace(SPENT, seen=4, fields=(replace(MONEY, stored=16_300_050),))
    edit = typed(there, "")
    assert (edit.remove, edit.entity_id, edit.seen, dict(edit.values), edit.reason) == (
        True,
        "f:A1",
        4,
        {},
        "perché sì",
    )
    assert edit_of(there, Typed({"amount_cents": " "}), ACTOR, DAY, seen=0) == Untouched()
    assert edit_of(SPENT, Typed({"amount_cents": ""}), ACTOR, DAY) == Untouched()


def test_an_emptied_day_is_missing_again_and_its_row_stays() -> None:
    there = replace(DONE, fields=(replace(DONE.fields[0], stored="2026-10-12"),))
    edit = typed(there, "")
    assert (edit.remove, dict(edit.values), edit.seen) == (False, {"done_date": None}, 1)


def test_what_a_row_always_has_is_not_taken_back() -> None:
    found = edit_of(PROGRESS, Typed({"progress": ""}), ACTOR, DAY)
    assert found == Unread(
        (
            Problem(
                "C11",
                "«Avanzamento dichiarato» non si lascia vuoto: resta il valore di prima.",
                "Scrivere il valore giusto.",
                Place(column="%"),
            ),
        )
    )


def test_one_emptied_term_of_two_is_asked_for() -> None:
    there = replace(RATIO, fields=tuple(replace(one, stored=1000) for one in RATIO.fields))
    found = edit_of(there, Typed({"numerator": "12", "denominator": ""}), ACTOR, DAY)
    sentence = "Manca «Residenti»: i due termini si danno insieme."
    place = Place(column="Residenti")
    assert found == Unread((Problem("C01", sentence, "Completare la cella.", place),))
    assert typed(there, "", "").remove


# Percentages


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("90", 900),
        ("90%", 900),
        ("90 %", 900),
        ("100", 1000),
        ("100%", 1000),
        ("1%", 10),
        ("0,5%", 5),
        ("0", 0),
        ("1,2", 12),
        ("62,50", 625),
    ],
)
def test_a_share_is_the_same_however_it_is_written(text: str, stored: int) -> None:
    assert typed(PROGRESS, text).values["progress"] == stored


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "C12"),
        ("1,0", "C12"),
        ("0,9", "C12"),
        ("0,35", "C12"),
        ("0,905", "C12"),
        ("101%", "C05"),
        ("-1", "C05"),
        ("62,55", "N03"),
        ("0,55%", "N03"),
    ],
)
def test_a_share_that_may_be_two_things_is_asked_back(text: str, code: str) -> None:
    found = edit_of(PROGRESS, Typed({"progress": text}), ACTOR, DAY)
    assert isinstance(found, Unread)
    assert [one.code for one in found.problems] == [code]


RATE = DueFigure("measurement", "m", 3, "AN-01", "", (DueField("value", "%", None),), is_due=True)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("5,2", 5200),
        ("5,2%", 5200),
        ("0,9%", 900),
        ("90", 90_000),
        ("0", 0),
        ("1,1", 1100),
        ("101,3", 101_300),
    ],
)
def test_an_indicator_in_percent_stores_its_number(text: str, stored: int) -> None:
    assert typed(RATE, text).values["value"] == stored


@pytest.mark.parametrize(
    ("text", "less", "more"),
    [
        ("0,5", "0,5", "50"),
        ("0,9", "0,9", "90"),
        ("1", "1", "100"),
        ("0,052", "0,052", "5,2"),
        ("0,001", "0,001", "0,1"),
        ("-0,5", "−0,5", "−50"),
        ("-1", "−1", "−100"),
    ],
)
def test_an_indicator_that_may_be_a_share_is_asked_back(text: str, less: str, more: str) -> None:
    """Which of the two is which: as it was written first, then a hundred times it."""
    sentence = f"«{text}» può essere {less} % o {more} %."
    remedy = f"Scrivere {less}% o {more}%."
    found = edit_of(RATE, Typed({"value": text}), ACTOR, DAY)
    assert found == Unread((Problem("C12", sentence, remedy, Place(column="%"), text),))


@pytest.mark.parametrize(
    ("text", "sentence", "answers"),
    [
        ("0,9", "«0,9» può essere 0,9 % o 90 %.", {"0,9%": 9, "90%": 900}),
        ("0,5", "«0,5» può essere 0,5 % o 50 %.", {"0,5%": 5, "50%": 500}),
        (
            "0,35",
            "«0,35» è una parte di 1: qui si scrive la percentuale, da 0 a 100.",
            {"35%": 350},
        ),
        ("1", "«1» può essere 1 % o 100 %.", {"1%": 10, "100%": 1000}),
    ],
)
def test_a_part_of_the_whole_is_asked_back_with_answers_that_read(
    text: str, sentence: str, answers: dict[str, int]
) -> None:
    """The less first, then the more: each as it is to be written."""
    found = edit_of(PROGRESS, Typed({"progress": text}), ACTOR, DAY)
    remedy = f"Scrivere {' o '.join(answers)}."
    assert found == Unread((Problem("C12", sentence, remedy, Place(column="%"), text),))
    assert {one: typed(PROGRESS, one).values["progress"] for one in answers} == answers


def test_what_is_stored_reads_back_as_it_is_shown() -> None:
    for stored in range(1001):
        words = cell_words("intervention", PROGRESS.fields[0], stored, percent=True)
        assert typed(PROGRESS, words).values["progress"] == stored
    for stored in range(-1500, 1501):
        words = cell_words("measurement", RATE.fields[0], stored)
        assert typed(RATE, words).values["value"] == stored


@pytest.mark.parametrize(
    ("stored", "words"),
    [(0, "0"), (1, "0,001 %"), (1000, "1 %"), (1001, "1,001"), (-1000, "−1 %"), (-1001, "−1,001")],
)
def test_a_percentage_of_up_to_1_keeps_its_sign_and_no_other(stored: int, words: str) -> None:
    assert cell_words("measurement", RATE.fields[0], stored) == words
    assert cell_words("measurement", RATIO.fields[0], stored) == words.removesuffix(" %")


def test_the_answer_to_what_is_asked_back_reads() -> None:
    for answer, stored in {"0,052%": 52, "5,2%": 5_200}.items():
        assert typed(RATE, answer).values["value"] == stored
